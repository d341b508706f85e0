import { readFileSync } from 'node:fs';
import { launch } from '../../support/browser.mjs';
import { serve } from '../../support/server.mjs';
import { blank } from './data.mjs';
import { data } from './data.mjs';
import { first, script } from './script.mjs';
const PROBE = readFileSync('tests/browser/bench/hand/probe.js', 'utf8');
const LINE = { offline: false, latency: 560, downloadThroughput: 1.5e6 / 8, uploadThroughput: 1.5e6 / 8 };
const keep = (id) => `localStorage.setItem('union-star/dossier/${id}', JSON.stringify({ saved: Date.now(), dossier: ${JSON.stringify(blank(id))} }))`;
const HOOK = `
window.marks = {};
const mark = (n) => { window.marks[n] ??= Math.round(performance.now()); };
{ const real = WebAssembly.instantiateStreaming; if (real) WebAssembly.instantiateStreaming = async (...a) => { mark('instantiate'); const r = await real.apply(WebAssembly, a); mark('instantiated'); return r; }; }
{ const real = IDBFactory.prototype.open; IDBFactory.prototype.open = function (...a) { mark('open'); const r = real.apply(this, a); r.addEventListener('success', () => mark('opened')); return r; }; }
new MutationObserver(() => { if (document.querySelector('[data-answer]')) mark('row'); if (document.querySelectorAll('[data-answer]').length > 100) mark('rows'); }).observe(document, { childList: true, subtree: true });
`;
const all = await Promise.resolve(data());
const FIRST = first(all);
const rounds = Number(process.argv[2] ?? 6);
const sites = [];
for (const folder of process.argv.slice(3)) {
  const server = await serve(folder, { compressed: true });
  const chromium = await launch();
  sites.push({ folder, server, chromium, all: [] });
}
let visits = 0;
async function once(site, slow) {
  visits += 1;
  const id = `bench-${visits}`;
  const page = await site.chromium.browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(keep(id));
  await page.evaluateOnNewDocument(HOOK);
  await page.evaluateOnNewDocument(`window.benchPage = "ours"; window.benchFirst = ${JSON.stringify(FIRST)};\n${PROBE}`);
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (slow) await session.send('Network.emulateNetworkConditions', LINE);
  if (process.env.TRACE && slow) await page.tracing.start({ path: process.env.TRACE, categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile', 'v8.wasm', 'disabled-by-default-v8.wasm.detailed', 'blink.user_timing', 'loading', 'toplevel', 'disabled-by-default-v8.cpu_profiler'] });
  await page.goto(`${site.server.url}#/d/${id}/t/all`, { waitUntil: 'commit' }).catch(() => page.goto(`${site.server.url}#/d/${id}/t/all`));
  await page.waitForFunction(() => window.bench.accepted, { timeout: 60_000 });
  if (process.env.TRACE && slow) await page.tracing.stop();
  const got = await page.evaluate(() => ({ paint: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime), ...window.marks, accepted: Math.round(window.bench.accepted), longest: 0 }));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.close();
  return got;
}
for (const site of sites) { await once(site, false); await once(site, false); }
for (let round = 0; round < rounds; round += 1) for (const site of sites) site.all.push(await once(site, true));
const med = (a) => [...a].sort((x, y) => x - y)[Math.floor(a.length / 2)];
for (const site of sites) {
  console.log(site.folder, Object.fromEntries(Object.keys(site.all[0]).map((k) => [k, med(site.all.map((o) => o[k]))])));
  await site.chromium.close(); site.server.close();
}
