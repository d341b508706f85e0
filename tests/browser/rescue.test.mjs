// When the page stops: what is kept goes out whole, the page comes back, and after two stops it waits for a word.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { test } from 'node:test';
import { click, press, sees, text, type } from './support/browser.mjs';
import { choose, download, goto, openSample } from './support/dossier.mjs';
import * as chromium from './support/engines/chromium.mjs';
import { OLDEST, old, says, there } from './support/engines/index.mjs';
import * as engines from './support/engines/index.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();

// Keeps hold of the Wasm's memory, so that a test can ruin it: the next thing the page does is then a real trap.
const HOLD = `(function () {
  var hold = function (made) { window.heldMemory = (made.instance || made).exports.memory; return made; };
  ['instantiate', 'instantiateStreaming'].forEach(function (name) {
    var real = WebAssembly[name];
    if (real) WebAssembly[name] = function () { return real.apply(WebAssembly, arguments).then(hold); };
  });
})()`;
const ruin = () => { new Uint8Array(window.heldMemory.buffer).fill(255); };

// In one turn: what the page does by itself in between would find its memory ruined too.
async function stop(page) {
  await page.evaluate(`(${ruin})(); document.querySelector('[data-answer]').click();`);
}

async function filledIn() {
  const opened = await site.fresh();
  await opened.page.evaluateOnNewDocument(HOLD);
  await opened.page.reload();
  await sees(opened.page, '我的档案');
  await openSample(opened.page, 'private');
  await goto(opened.page, 'facts');
  await type(opened.page, '#fact-real_name_members', '80');
  await goto(opened.page, 't/g3');
  await choose(opened.page, 'g3-08', 1, 'met');
  await saved(opened.page);
  return opened;
}

test('a stop shows a calm page that gives the open draft out whole, and the page opens again', async () => {
  const { page, context } = await filledIn();
  await stop(page);
  await sees(page, '出了点问题');
  assert.equal(await page.$$eval('.star-header, .rail', (all) => all.length), 0, 'nothing of what has stopped is left');
  await sees(page, '导出备份');
  const file = await download(page, context, () => press(page, '导出备份'));
  assert.equal(basename(file), '杭州某某针织有限公司工会-2026.union-star.json');
  const dossier = JSON.parse(await readFile(file, 'utf8'));
  assert.equal(dossier.facts.real_name_members, 80);

  await press(page, '重新打开');
  await page.waitForSelector('#g3-15');
  await click(page, '.top .more summary');
  const whole = await download(page, context, () => press(page, '导出档案'));
  assert.deepEqual(dossier, JSON.parse(await readFile(whole, 'utf8')), 'all of it');
  await goto(page, 'facts');
  await page.waitForFunction(() => document.querySelector('#fact-real_name_members')?.value === '80');
  await context.close();
});

test('what the database alone still holds is given out too, and what nobody can read as it is', async () => {
  const { page, context } = await filledIn();
  await page.evaluate(() => {
    localStorage.clear();
    localStorage.setItem('union-star/dossier/torn', '{"saved": 1, "dossier": {"un');
  });
  await stop(page);
  await page.waitForFunction(() => document.querySelectorAll('.calm-files li').length === 2);
  const whole = await download(page, context, () => click(page, '.calm-files li:nth-child(1) button'));
  assert.equal(JSON.parse(await readFile(whole, 'utf8')).facts.real_name_members, 80);
  const torn = await download(page, context, () => click(page, '.calm-files li:nth-child(2) button'));
  assert.equal(await readFile(torn, 'utf8'), '{"saved": 1, "dossier": {"un');
  await context.close();
});

test('two stops within a minute: nothing is started, settings go and dossiers stay, until it is opened again', async () => {
  const { page, context } = await filledIn();
  await page.evaluate(() => localStorage.setItem('union-star/display', ' is-large'));
  await stop(page);
  await sees(page, '出了点问题');
  assert.ok(!(await text(page, '.calm')).includes('清除界面设置'), 'one stop is no reason for safe mode');
  await press(page, '重新打开');
  await page.waitForSelector('#g3-15 [data-answer]');
  await stop(page);
  await sees(page, '接连两次出了问题');
  await page.reload();
  await sees(page, '接连两次出了问题');
  assert.equal(await page.evaluate(() => typeof window.heldMemory), 'undefined', 'the Wasm is not started');
  await page.waitForSelector('.calm-files button');

  await press(page, '清除界面设置');
  await sees(page, '我的档案');
  await sees(page, '杭州某某针织有限公司工会');
  assert.equal(await page.evaluate(() => localStorage.getItem('union-star/display')), null);
  await context.close();
});

test('two stops more than a minute apart are two accidents', async () => {
  const { page, context } = await filledIn();
  await page.evaluate(() => sessionStorage.setItem('union-star/stops', JSON.stringify([Date.now() - 61_000])));
  await stop(page);
  await sees(page, '出了点问题');
  await page.evaluate(() => sessionStorage.setItem('union-star/stops', JSON.stringify([Date.now() - 59_000])));
  await press(page, '重新打开');
  await page.waitForSelector('#g3-15 [data-answer]');
  await stop(page);
  await sees(page, '接连两次出了问题');
  await context.close();
});

test('other faults are not taken for a stop', async () => {
  const { page, context } = await filledIn();
  await page.evaluate(() => new Promise((done) => {
    addEventListener('error', () => done());
    setTimeout(() => { throw new RangeError('someone else'); });
  }));
  assert.equal(await page.$('.calm'), null);
  await page.waitForSelector('#g3-08');
  await context.close();
});

test(`Chromium ${OLDEST} shows the calm page too`, async () => {
  const page = await chromium.start(old(OLDEST));
  try {
    await page.prelude(HOLD);
    await page.goto(site.server.url);
    await says(page, '我的档案');
    await engines.click(page, '[data-sample=private]');
    await there(page, '.verdict');
    await page.run(ruin);
    await engines.goto(page, 't/g3');
    await says(page, '出了点问题');
    await there(page, '.calm-files button');
    await page.run(() => { [].filter.call(document.querySelectorAll('.calm .actions button'), (one) => one.textContent === '重新打开')[0].click(); });
    await there(page, '#g3-15');
  } finally {
    await page.close();
  }
});
