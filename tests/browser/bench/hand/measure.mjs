// One page in one fresh browser: how its inputs feel, and how it loads.
import { readFileSync } from 'node:fs';
import { launch } from '../../support/browser.mjs';
import { serve } from '../../support/server.mjs';
import { blank } from './data.mjs';
import { pace } from './pace.mjs';

const PROBE = readFileSync('tests/browser/bench/hand/probe.js', 'utf8');
// 1.5 Mb/s, 560 ms from a request to its answer.
const LINE = { offline: false, latency: 560, downloadThroughput: 1.5e6 / 8, uploadThroughput: 1.5e6 / 8 };
// A dossier kept on this device with nothing but its profile: another one for each visit.
const keep = (id) => `localStorage.setItem('union-star/dossier/${id}', JSON.stringify({ saved: Date.now(), dossier: ${JSON.stringify(blank(id))} }))`;

async function prepared(name, folder, even) {
  const server = await serve(folder, { compressed: true });
  const chromium = await launch();
  const rate = await pace(chromium.browser, even);
  let visits = 0;
  // `begins`: ours has nothing kept, as on a first visit, and somebody followed a link to begin.
  const page = async (first, begins = false) => {
    visits += 1;
    const id = `bench-${visits}`;
    const address = name === 'ours' ? `${server.url}#/${begins ? 'new' : `d/${id}/t/all`}` : server.url;
    const page = await chromium.browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    if (name === 'ours' && !begins) await page.evaluateOnNewDocument(keep(id));
    await page.evaluateOnNewDocument(`window.benchPage = ${JSON.stringify(name)}; window.benchFirst = ${JSON.stringify(first ?? null)};\n${PROBE}`);
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    return { page, session, address };
  };
  return { page, close: async () => { await chromium.close(); server.close(); } };
}

const heap = async (session, page) => {
  for (let at = 0; at < 3; at += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + (await page.evaluate(() => window.bench.wasm()));
};

const KEYS = { ArrowRight: 39, ArrowLeft: 37 };

async function strike(session, key) {
  const code = KEYS[key] ?? key.charCodeAt(0);
  const which = { key, code: KEYS[key] ? key : `Digit${key}`, windowsVirtualKeyCode: code };
  await session.send('Input.dispatchKeyEvent', { type: KEYS[key] ? 'rawKeyDown' : 'keyDown', text: KEYS[key] ? undefined : key, ...which });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...which });
}

// All inputs of the script; what each cost, and what is left at the end.
export async function hand(name, folder, { steps }, even) {
  const site = await prepared(name, folder, even);
  try {
    const { page, session, address } = await site.page();
    await page.goto(address);
    await page.waitForFunction(() => document.querySelectorAll('.rail-count').length > 5 && document.querySelectorAll('input, [data-answer]').length > 100);
    await page.evaluate(() => document.fonts.ready.then(() => window.bench.frames(20)));
    const loaded = await page.evaluate(() => window.bench.blocked);
    const before = await heap(session, page);
    const inputs = [];
    for (const { expected, ...step } of steps) {
      const { x, y } = await page.evaluate((step) => window.bench.prepare(step), step);
      const mouse = (type, more) => session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1, ...more });
      if (!step.key) await mouse('mouseMoved', { button: 'none', clickCount: 0 });
      await page.evaluate((step, expected) => window.bench.arm(step, expected), step, expected);
      if (step.key) {
        await strike(session, step.key);
      } else {
        await mouse('mousePressed');
        await mouse('mouseReleased');
      }
      const result = await page.evaluate(() => window.bench.result);
      if (!result.ready) throw new Error(`${name}: after ${JSON.stringify(step)} the page shows ${result.shown}, not ${expected}`);
      inputs.push({ ...result, key: Boolean(step.key) });
    }
    await page.evaluate(() => window.bench.frames(30));
    const after = await heap(session, page);
    const { shown, shift, underHand } = await page.evaluate(() => ({ shown: window.bench.shown(), shift: window.bench.shift, underHand: window.bench.underHand }));
    return { inputs, shown, shift, underHand, blocked: loaded, heap: after - before };
  } finally {
    await site.close();
  }
}

// A visit over a slow line: the first, until it works and, where the page has a service worker, that has kept its files;
// and one again in the same browser.
export async function visit(name, folder, first, even) {
  const site = await prepared(name, folder, even);
  const once = async (begins) => {
    const { page, session, address } = await site.page(first, begins);
    await session.send('Network.emulateNetworkConditions', LINE);
    await page.goto(address, { waitUntil: 'commit' }).catch(() => page.goto(address));
    // The browser tells of the paint a little after it.
    await page.waitForFunction(() => window.bench.accepted && performance.getEntriesByName('first-contentful-paint').length > 0, { timeout: 60_000 });
    const times = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      accepted: window.bench.accepted,
      // What the page itself fetched until then, compressed: not what it or a service worker keeps for later.
      sizes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(({ startTime }) => startTime < window.bench.accepted)
        .map(({ name, encodedBodySize }) => [name.split('#')[0], encodedBodySize]),
    }));
    await page.evaluate(() => (document.querySelector('script[data-offline]') ? navigator.serviceWorker.ready.then(() => true) : false));
    await page.close();
    return { ...times, bytes: [...new Map(times.sizes).values()].reduce((sum, size) => sum + size, 0) };
  };
  try {
    const cold = await once(true);
    const again = await once(false);
    return { cold, again, bytes: cold.bytes };
  } finally {
    await site.close();
  }
}
