// Nothing that was said to be saved is lost: reloads, other windows, killed browsers, damaged and refusing storage.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { click, press, sees, text, type } from './support/browser.mjs';
import { choose, download, goto, importFile, openSample, star } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { useSite } from './support/site.mjs';
import { change, deep, here, lastStep, saved } from './support/stores.mjs';

const site = useSite();

// Waits until an element shows exactly these words.
const shows = (page, selector, words) => page.waitForFunction((where, wanted) => document.querySelector(where).innerText.replace(/\u00a0/g, ' ').trim() === wanted, {}, selector, words);

async function begun(category = 'private') {
  const opened = await site.fresh();
  await openSample(opened.page, category);
  await goto(opened.page, 't/g3');
  await opened.page.waitForSelector('#g3-15');
  return opened;
}

test('what can be taken back survives a reload, and the way forward too', async () => {
  const { page, context } = await begun();
  const before = await text(page, '.star-header');
  await choose(page, 'g3-15', 1, 'met');
  await choose(page, 'g3-08', 1, 'met');
  await saved(page);
  const after = await text(page, '.star-header');
  assert.notEqual(after, before);
  await press(page, '撤销');
  await saved(page);
  await page.reload();
  await page.waitForSelector('.star-header');
  await click(page, '.top .more summary');
  await press(page, '重做');
  await shows(page, '.star-header', after);
  await press(page, '撤销');
  await press(page, '撤销');
  await shows(page, '.star-header', before);
  await saved(page);
  await context.close();
});

test('every edit is a record of its own in the database, written before it is called saved', async () => {
  const { page, context } = await begun();
  // A key without a step holds no more than its place.
  const count = async () => Object.entries(await deep(page)).filter(([key, kept]) => /\/\d{12}$/.test(key) && kept !== 'spent').length;
  const first = await count();
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  await choose(page, 'g3-08', 1, 'met');
  await saved(page);
  assert.equal(await count(), first + 2);
  const near = await page.evaluate(() => Object.keys(localStorage).filter((key) => /\/\d{12}\.[0-9a-f]{8}$/.test(key)).length);
  assert.equal(near, first + 2, 'and in local storage at once');
  await context.close();
});

test('another window follows, and edits in both from one state end as two dossiers', async () => {
  const { page, context } = await begun();
  const other = await context.newPage();
  await other.setViewport({ width: 1440, height: 900 });
  await other.goto(page.url());
  await other.waitForSelector('.star-header');
  await page.bringToFront();
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  // The whole header: the sentence alone may stay the same, and then it would be waited for nothing.
  const told = await text(page, '.star-header');
  await other.bringToFront();
  await shows(other, '.star-header', told);
  // The other takes over.
  await choose(other, 'g3-08', 1, 'met');
  await saved(other);
  await page.bringToFront();
  const taken = await text(other, '.star-header');
  assert.notEqual(taken, told);
  await shows(page, '.star-header', taken);

  // Both at once from the same state, before either can hear of the other: whoever is second goes on as a copy.
  const id = await here(page);
  const answer = (window, row, value) => window.evaluate((where) => document.querySelector(where).click(), `#${row} .clause:nth-of-type(1) [data-answer=${value}]`);
  await Promise.all([answer(page, 'g3-09', 'met'), answer(other, 'g3-10', 'not_met')]);
  // By the clock: a tab behind another draws no frames.
  const copied = (window) => window.waitForFunction(() => document.getElementById('app').textContent.includes('这里的填写另存成了一份副本'), { polling: 100, timeout: 20_000 }).then(() => window);
  const copy = await Promise.any([copied(page), copied(other)]);
  await copy.bringToFront();
  await saved(copy);
  assert.notEqual(await here(copy), id);
  assert.equal(await here(copy === page ? other : page), id);
  await press(copy, '知道了');
  await copy.goto(`${site.server.url}#/`);
  await sees(copy, '（另一窗口的副本）');
  await copy.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  await context.close();
});

test('a damaged record is told, set aside and handed out; the last good state opens', async () => {
  const { page, context } = await begun();
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  const good = await star(page);
  await choose(page, 'g3-08', 1, 'met');
  await saved(page);
  const id = await here(page);
  const key = await lastStep(page, id);
  const texts = await deep(page);
  await change(page, { [key]: texts[key].replace('met', 'mex') });
  await page.evaluate((step) => {
    for (const one of Object.keys(localStorage)) if (one.includes(step)) localStorage.setItem(one, localStorage.getItem(one).replace('met', 'mey'));
  }, key.slice(-12));
  await page.reload();
  await sees(page, '有一部分保存记录损坏了');
  await shows(page, '.star-sentence', good);
  // It goes on from there.
  await choose(page, 'g3-08', 1, 'not_met');
  await saved(page);
  await page.goto(`${site.server.url}#/data`);
  await sees(page, '损坏的记录');
  const file = await download(page, context, () => press(page, '取出原始内容'));
  const handed = await readFile(file, 'utf8');
  assert.ok(handed.includes('mex') && handed.includes('mey'));
  await context.close();
});

test('what a newer version has saved is shown, exported, and not changed', async () => {
  const { page, context } = await begun();
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  const id = await here(page);
  const key = await lastStep(page, id);
  const next = key.replace(/\d{12}$/, (digits) => String(Number(digits) + 1).padStart(12, '0'));
  await change(page, { [next]: 'union-star/3 whatever comes' });
  await page.reload();
  await sees(page, '这份档案只能查看');
  const before = await deep(page);
  await choose(page, 'g3-08', 1, 'not_met');
  const file = await download(page, context, () => click(page, '.notice .button'));
  assert.equal(JSON.parse(await readFile(file, 'utf8')).id, id);
  assert.deepEqual(await deep(page), before);
  await context.close();
});

test('a draft of the first version of this page opens and goes on', async () => {
  const { page, context } = await site.fresh();
  await openSample(page, 'soe');
  const file = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  const dossier = JSON.parse(await readFile(file, 'utf8'));
  dossier.id = 'old-1';
  dossier.year = 2025;
  await page.evaluate((record) => localStorage.setItem('union-star/dossier/old-1', record), JSON.stringify({ saved: 1_700_000_000_000, dossier }));
  await page.goto(`${site.server.url}#/d/old-1/facts`);
  await page.reload();
  await type(page, '#fact-real_name_members', '77');
  await saved(page);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#fact-real_name_members')?.value === '77');
  await sees(page, '2025 年');
  await context.close();
});

test('a deleted dossier waits in the trash, and an earlier version is one press away', async () => {
  const { page, context } = await begun();
  const before = await text(page, '.star-header');
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  const after = await text(page, '.star-header');
  assert.notEqual(after, before);
  await goto(page, 'versions');
  await sees(page, '回到这一版');
  await press(page, '回到这一版');
  await sees(page, '已回到所选的版本');
  await shows(page, '.star-header', before);
  await press(page, '撤销');
  await shows(page, '.star-header', after);
  await saved(page);

  await page.goto(`${site.server.url}#/`);
  await page.waitForSelector('.shelf-actions .more summary');
  await click(page, '.shelf-actions .more summary');
  await press(page, '删除');
  await sees(page, '已删除');
  await page.goto(`${site.server.url}#/data`);
  await press(page, '恢复');
  await sees(page, '已恢复');
  await page.goto(`${site.server.url}#/`);
  await sees(page, '杭州某某针织有限公司工会');
  await context.close();
});

test('two states of one dossier are both in the trash, and both come back', async () => {
  const { page, context } = await begun();
  const old = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  const remove = async () => {
    await page.goto(`${site.server.url}#/`);
    await click(page, '.shelf-actions .more summary');
    await press(page, '删除');
    await sees(page, '已删除');
  };
  await remove();
  await importFile(page, old);
  await page.waitForSelector('.verdict');
  await remove();
  await page.goto(`${site.server.url}#/data`);
  await page.waitForFunction(() => document.querySelectorAll('#trash-title ~ .kept-list .kept-line').length === 2);
  for (const left of [1, 0]) {
    await press(page, '恢复');
    await page.waitForFunction((lines) => document.querySelectorAll('#trash-title ~ .kept-list .kept-line').length === lines, {}, left);
  }
  await page.goto(`${site.server.url}#/`);
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  const filled = await page.$$eval('.shelf-progress', (cells) => cells.map((cell) => cell.innerText));
  assert.notEqual(filled[0], filled[1], 'the newer state is there too');
  await context.close();
});

test('what an earlier version put into the trash is restored, and what is deleted for ever leaves no earlier versions', async () => {
  const { page, context } = await begun();
  const versions = async () => Object.keys(await deep(page)).filter((key) => key.startsWith('union-star/version/'));
  // An export before the first edit does not cost the session its earlier version.
  await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  assert.equal((await versions()).length, 1);
  await page.goto(`${site.server.url}#/`);
  await click(page, '.shelf-actions .more summary');
  await press(page, '删除');
  await sees(page, '已删除');
  // As earlier versions kept it: one place for each dossier, named by its id alone.
  const [[place, kept]] = Object.entries(await deep(page)).filter(([key]) => key.startsWith('union-star/trash/'));
  assert.match(place, /^union-star\/trash\/[^/]+\/\d{14}$/);
  await change(page, { [place]: null, [place.replace(/\/\d{14}$/, '')]: kept });
  await page.goto(`${site.server.url}#/data`);
  await page.reload();
  await press(page, '恢复');
  await sees(page, '已恢复');
  await sees(page, '回收站是空的');
  assert.equal((await versions()).length, 1, 'it is here again');
  await page.goto(`${site.server.url}#/`);
  await click(page, '.shelf-actions .more summary');
  await press(page, '删除');
  await sees(page, '已删除');
  await page.goto(`${site.server.url}#/data`);
  await press(page, '彻底删除');
  await press(page, '确定彻底删除');
  await sees(page, '已彻底删除');
  assert.deepEqual(await versions(), []);
  await context.close();
});

test('a dossier that another window deletes is said to be gone, and what is filled in then is kept anew', async () => {
  const { page, context } = await begun();
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  const other = await context.newPage();
  await other.goto(`${site.server.url}#/`);
  await other.waitForSelector('.shelf-actions .more summary');
  await click(other, '.shelf-actions .more summary');
  await press(other, '删除');
  await sees(other, '已删除');
  await page.bringToFront();
  await sees(page, '这份档案已在另一个窗口删除');
  assert.deepEqual(Object.keys(await deep(page)).filter((key) => key.startsWith('union-star/dossier/')), []);
  await choose(page, 'g3-08', 1, 'met');
  await saved(page);
  await page.waitForFunction(() => !document.body.innerText.includes('已在另一个窗口删除'));
  await page.reload();
  await page.waitForSelector('.star-header');
  assert.ok(Object.keys(await deep(page)).some((key) => key.startsWith('union-star/dossier/')));
  await context.close();
});

test('what no store takes goes along to a page that is fetched, and is on home again after it', async () => {
  const { page, context } = await site.fresh();
  await page.evaluateOnNewDocument(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    for (const name of ['put', 'add']) IDBObjectStore.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await page.reload();
  await openSample(page, 'private');
  await sees(page, '没有保存到本机');
  await page.evaluate(() => { location.hash = '#/'; });
  await sees(page, '没有存下，请导出备份');
  await page.evaluate(() => { location.hash = '#/data'; });
  await sees(page, '回收站是空的');
  await page.evaluate(() => { location.hash = '#/'; });
  await sees(page, '没有存下，请导出备份');
  await context.close();
});

test('all of it goes out as one file and comes back; clearing leaves nothing', async () => {
  const { page, context } = await site.fresh();
  for (const category of ['private', 'soe', 'regional']) {
    await page.goto(`${site.server.url}#/`);
    await openSample(page, category);
  }
  await page.goto(`${site.server.url}#/data`);
  const file = await download(page, context, () => press(page, '导出全部档案'));
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  assert.equal(lines.length, 3);
  await press(page, '清除本机数据');
  await press(page, '确认清除');
  await sees(page, '已清除');
  assert.deepEqual(await deep(page), {});
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('union-star')).length), 0);
  await page.waitForFunction(async () => (await indexedDB.databases()).map((one) => one.name).join() === 'union-star');

  await page.goto(`${site.server.url}#/`);
  await sees(page, '还没有档案');
  const path = join(temporary('backup'), 'all.jsonl');
  await writeFile(path, `${lines.join('\n')}\n`);
  await importFile(page, path);
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 3);
  // A broken line: nothing of it is taken.
  await writeFile(path, `${lines[0]}\n{"format"\n`);
  await importFile(page, path);
  await sees(page, '没有导入');
  await context.close();
});

test('with no storage at all a new dossier opens, says so, and can be exported', async () => {
  const { page, context } = await site.fresh();
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.reload();
  await sees(page, '读不到本机保存的档案');
  await page.goto(`${site.server.url}#/sample/private`);
  await page.waitForSelector('.verdict');
  await sees(page, '没有保存到本机');
  await goto(page, 'facts');
  await type(page, '#fact-real_name_members', '80');
  const file = await download(page, context, () => click(page, '.top .alert .button'));
  assert.equal(JSON.parse(await readFile(file, 'utf8')).facts.real_name_members, 80);
  await context.close();
});

test('after much work an export is suggested once', async () => {
  const { page, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'facts');
  for (let at = 0; at < 8; at += 1) await type(page, '#fact-real_name_members', '12345678');
  await sees(page, '建议导出一份备份');
  await press(page, '知道了');
  await page.waitForFunction(() => !document.querySelector('.notice'));
  await context.close();
});
