// How long the desk takes, against the floor of reading alone and of reading with JSON.parse, in the same run.
// COUNT dossiers of 14 kB as loose files, and joined in one file; run by `cargo xtask bench`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, rmSync } from 'node:fs';
import { launch, open, sees } from '../support/browser.mjs';
import { serve } from '../support/server.mjs';

const COUNT = Number(process.argv[2] ?? 10_000);
const FOLDER = 'target/bench/loose';
const JOINED = 'target/bench/joined.jsonl';
rmSync('target/bench', { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const crowd = (arguments_, stdout) => execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', String(COUNT), '1', ...arguments_], { stdio: ['ignore', stdout, 'inherit'] });
crowd([FOLDER], 'ignore');
crowd([], openSync(JOINED, 'w'));

const server = await serve();
const { browser, close } = await launch();

async function desk(selector, path) {
  const context = await browser.createBrowserContext();
  const { page } = await open(context, `${server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  await page.evaluate(() => {
    window.gaps = [];
    const tick = () => {
      const now = performance.now();
      window.gaps.push(now - window.last);
      window.last = now;
      setTimeout(tick, 0);
    };
    window.last = performance.now();
    tick();
    document.addEventListener('change', () => { window.start = window.last = performance.now(); window.gaps.length = 0; }, true);
    new MutationObserver(() => { if (document.querySelector('.desk-targets')) window.end ??= performance.now(); }).observe(document.body, { childList: true, subtree: true });
  });
  await (await page.$(selector)).uploadFile(path);
  await page.waitForSelector('.desk-targets', { timeout: 300_000 });
  const took = await page.evaluate(() => ({ ms: window.end - window.start, gap: Math.max(...window.gaps) }));
  await context.close();
  return took;
}

async function floor(parse) {
  const context = await browser.createBrowserContext();
  const { page } = await open(context, `${server.url}#/new`);
  await page.setContent('<input type="file" id="folder" webkitdirectory multiple>');
  await (await page.$('#folder')).uploadFile(FOLDER);
  await page.waitForFunction(() => document.querySelector('#folder').files.length > 0);
  const ms = await page.evaluate((parses) => new Promise((done) => {
    const code = `onmessage = async ({ data: [files, parses] }) => {
      let next = 0;
      const lane = async () => { while (next < files.length) { const text = await files[next++].text(); if (parses) JSON.parse(text); } };
      await Promise.all(Array.from({ length: 64 }, lane));
      postMessage(0);
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const start = performance.now();
    worker.onmessage = () => done(performance.now() - start);
    worker.postMessage([[...document.querySelector('#folder').files], parses]);
  }), parse);
  await context.close();
  return ms;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const runs = { reading: [], parsing: [], loose: [], joined: [], gaps: [] };
for (let round = 0; round < 3; round += 1) {
  runs.reading.push(await floor(false));
  runs.parsing.push(await floor(true));
  const loose = await desk('#desk-folder', FOLDER);
  const joined = await desk('#desk-files', JOINED);
  runs.loose.push(loose.ms);
  runs.joined.push(joined.ms);
  runs.gaps.push(loose.gap, joined.gap);
}
const base = median(runs.parsing);
console.log(`desk, ${COUNT} dossiers, medians of three`);
for (const [name, key] of [['reading alone', 'reading'], ['reading and JSON.parse', 'parsing'], ['desk, loose files', 'loose'], ['desk, one joined file', 'joined']]) {
  const ms = median(runs[key]);
  console.log(`${name.padEnd(24)}${ms.toFixed(0).padStart(8)} ms${(ms / base).toFixed(2).padStart(8)}`);
}
console.log(`longest time that the page did not answer: ${Math.max(...runs.gaps).toFixed(0)} ms`);
await close();
server.close();
