// How long the desk takes, against the floor of reading alone and of reading with JSON.parse, in the same run; how long
// clicks wait meanwhile; the memory of page and worker; how the list scrolls.
// `node tests/browser/bench/desk.mjs [COUNT [ROUNDS]]`; run by `cargo xtask bench` for 10,000 and for 50,000 dossiers
// of 15.5 kB as loose files, and joined in one file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { launch, open, sees } from '../support/browser.mjs';
import { serve } from '../support/server.mjs';

const COUNT = Number(process.argv[2] ?? 10_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const FOLDER = 'target/bench/loose';
const JOINED = 'target/bench/joined.jsonl';
rmSync('target/bench', { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const crowd = (arguments_, stdout) => execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', String(COUNT), '1', ...arguments_], { stdio: ['ignore', stdout, 'inherit'] });
crowd([FOLDER], 'ignore');
crowd([], openSync(JOINED, 'w'));

const server = await serve();
const { browser, close } = await launch();
const MEGA = 1 << 20;

// Within the page: from when its files are handed over, how long each click waits for the page, and for the paint after
// it (Event Timing), and the tasks over 50 ms (Long Tasks). What Chromium itself does before, for as many files as there
// are in the field, is not the page's.
function watch() {
  Object.assign(window, { waits: [], paints: [], tasks: [] });
  const since = (moment) => window.start !== undefined && moment >= window.start;
  document.addEventListener('change', () => { window.start ??= performance.now(); }, true);
  document.addEventListener('pointerdown', (event) => { if (since(event.timeStamp)) window.waits.push(performance.now() - event.timeStamp); }, true);
  const observe = (options, into, ours) => new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (ours(entry) && since(entry.startTime)) into.push(entry.duration);
  }).observe(options);
  observe({ type: 'event', durationThreshold: 16 }, window.paints, ({ name }) => name === 'pointerdown');
  observe({ type: 'longtask' }, window.tasks, () => true);
}

// The heap of the page and of its worker: V8's own, array buffers, and the memories of the Wasms, which V8 does not
// count: starting one again hands out what it has.
async function heap(page, collect) {
  let bytes = 0;
  for (const place of [page, ...page.workers()]) {
    const client = place === page ? await page.createCDPSession() : place.client;
    if (collect) await client.send('HeapProfiler.collectGarbage');
    const { totalSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await client.send('Runtime.getHeapUsage');
    const wasm = await place.evaluate(async () => {
      const started = [typeof wasm_bindgen === 'function' && wasm_bindgen(), typeof union_star_office === 'function' && union_star_office()];
      const sizes = (await Promise.all(started)).map((exports) => (exports ? exports.memory.buffer.byteLength : 0));
      return sizes.reduce((a, b) => a + b);
    });
    bytes += totalSize + embedderHeapUsedSize + backingStorageSize + wasm;
  }
  return bytes / MEGA;
}

async function desk(selector, path, { then, isClicked = false } = {}) {
  const context = await browser.createBrowserContext();
  const { page } = await open(context, `${server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  // Nobody has found their folder sooner; the worker rehearses meanwhile.
  await new Promise((done) => setTimeout(done, 2000));
  await page.evaluate(watch);
  await page.evaluate(() => {
    new MutationObserver(() => { if (document.querySelector('.desk-draw')) window.end ??= performance.now(); }).observe(document.body, { childList: true, subtree: true });
  });
  await (await page.$(selector)).uploadFile(path);
  let most = 0;
  // Sampled rarely, so that asking does not slow the reading that is timed.
  const sample = setInterval(() => { heap(page, false).then((now) => { most = Math.max(most, now); }, () => {}); }, 1000);
  let isOver = false;
  const clicking = (async () => {
    // On the empty middle of the header; in runs of their own, since clicks cost time too.
    while (isClicked && !isOver) {
      await page.mouse.click(700, 12);
      await new Promise((done) => setTimeout(done, 25));
    }
  })();
  await page.waitForSelector('.desk-draw', { timeout: 600_000 });
  isOver = true;
  await clicking;
  const took = await page.evaluate(() => {
    const most = (numbers) => Math.max(0, ...numbers);
    return { ms: window.end - window.start, clicks: window.waits.length, wait: most(window.waits), paint: most(window.paints), tasks: window.tasks.length, task: most(window.tasks) };
  });
  await then?.(page, took);
  clearInterval(sample);
  const after = await heap(page, true);
  await context.close();
  return { ...took, heap: after, most: Math.max(most, after) };
}

// After it is kept in the browser: from the first line of the list to the last by turns of the wheel.
async function scroll(page, took) {
  await page.waitForFunction(() => document.body.innerText.includes('已存在本机'), { timeout: 600_000 });
  await page.evaluate(() => { location.hash = '#/desk/units/'; });
  await page.waitForSelector('.desk-line');
  await page.evaluate(() => {
    document.querySelector('.desk-list').scrollIntoView({ block: 'center' });
    window.frames = [];
    window.blank = 0;
    let last = performance.now();
    const frame = (now) => {
      window.frames.push(now - last);
      last = now;
      const list = document.querySelector('.desk-list').getBoundingClientRect();
      const middle = document.elementFromPoint(list.left + 40, list.top + list.height / 2);
      if (!middle?.closest('.desk-line')) window.blank += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const list = await (await page.$('.desk-list')).boundingBox();
  await page.mouse.move(list.x + 40, list.y + list.height / 2);
  const height = await page.$eval('.desk-list', (element) => element.scrollHeight);
  // Some by hand's steps, then in leaps to the end.
  for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel({ deltaY: 120 });
  const steps = 60;
  for (let turn = 0; turn < steps; turn += 1) await page.mouse.wheel({ deltaY: height / steps });
  await page.waitForFunction(() => { const list = document.querySelector('.desk-list'); return list.scrollTop + list.clientHeight >= list.scrollHeight - 60; });
  took.scroll = await page.evaluate(() => ({ frames: window.frames.length, over: window.frames.filter((ms) => ms > 50).length, worst: Math.max(...window.frames), blank: window.blank }));
}

// In the page, as the desk reads: handing files to a worker costs more than reading them.
async function floor(parse) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setContent('<input type="file" id="folder" webkitdirectory multiple>');
  await (await page.$('#folder')).uploadFile(FOLDER);
  await page.waitForFunction(() => document.querySelector('#folder').files.length > 0);
  const ms = await page.evaluate(async (parses) => {
    const files = document.querySelector('#folder').files;
    const count = files.length;
    let next = 0;
    const lane = async () => { while (next < count) { const text = await files[next++].text(); if (parses) JSON.parse(text); } };
    const start = performance.now();
    await Promise.all(Array.from({ length: 64 }, lane));
    return performance.now() - start;
  }, parse);
  await context.close();
  return ms;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const runs = { reading: [], parsing: [], loose: [], joined: [] };
const all = [];
let scrolled;
for (let round = 0; round < ROUNDS; round += 1) {
  runs.reading.push(await floor(false));
  runs.parsing.push(await floor(true));
  const loose = await desk('#desk-folder', FOLDER, { then: round === 0 ? scroll : null });
  const joined = await desk('#desk-files', JOINED);
  scrolled ??= loose.scroll;
  runs.loose.push(loose.ms);
  runs.joined.push(joined.ms);
  all.push(loose, joined);
}
const clicked = [await desk('#desk-folder', FOLDER, { isClicked: true }), await desk('#desk-files', JOINED, { isClicked: true })];
const base = median(runs.parsing);
console.log(`desk, ${COUNT} dossiers, ${ROUNDS} rounds; load ${loadavg()[0].toFixed(1)}`);
console.log(`${''.padEnd(24)}     least   median  of reading and JSON.parse`);
for (const [name, key] of [['reading alone', 'reading'], ['reading and JSON.parse', 'parsing'], ['desk, loose files', 'loose'], ['desk, one joined file', 'joined']]) {
  const ms = median(runs[key]);
  console.log(`${name.padEnd(24)}${Math.min(...runs[key]).toFixed(0).padStart(7)} ms${ms.toFixed(0).padStart(6)} ms${(ms / base).toFixed(2).padStart(8)}`);
}
const each = (key) => clicked.map((run) => run[key].toFixed(0)).join(' and ');
console.log(`clicks meanwhile, loose and joined: ${each('clicks')}; the longest wait for the page ${each('wait')} ms, for the paint after it ${each('paint')} ms; tasks over 50 ms: ${each('tasks')}, the longest ${each('task')} ms`);
console.log(`heap of page and worker: ${Math.max(...all.map((run) => run.heap)).toFixed(0)} MB, at most ${Math.max(...all.map((run) => run.most)).toFixed(0)} MB on the way`);
console.log(`scrolling: ${scrolled.frames} frames, ${scrolled.over} over 50 ms, the longest ${scrolled.worst.toFixed(0)} ms; ${scrolled.blank} with an empty middle`);
await close();
server.close();
