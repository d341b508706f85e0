// What was called saved is there after the browser, or its renderer, was killed in the middle of typing; after the disk
// was full; after other windows wrote; after a record was damaged. `cargo xtask bench --faults` runs far more of each.
import assert from 'node:assert/strict';
import { readFile, readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { click, open, press, sees } from './support/browser.mjs';
import { damage } from './support/damage.mjs';
import { goto, openSample } from './support/dossier.mjs';
import { ends, start, tellsOfLoss } from './support/faults.mjs';
import { temporary } from './support/folders.mjs';
import { fill, quota } from './support/quota.mjs';
import { races } from './support/races.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();

// All that stands in the files of a folder; local storage writes text of one byte a character as it is.
async function textOf(folder) {
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1').catch(() => '')));
  return texts.join('');
}

async function until(holds, what) {
  const late = Date.now() + 20_000;
  while (!await holds()) {
    assert.ok(Date.now() < late, `${what} within 20 s`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const FIELD = '#fact-real_name_members';

test('twenty ends of the browser and its renderer lose nothing that was acknowledged', async () => {
  const count = await ends(site.server.url, { browsers: 10, renderers: 10, seed: 20261125 });
  assert.equal(count.browsers + count.renderers, 20);
  assert.ok(count.acknowledgements > 20, `something was acknowledged: ${count.acknowledgements}`);
  assert.equal(count.lost, 0);
});

// Chromium goes on with the log of its database where the last kill has left a piece of a record, cannot read it the next
// time, and deletes the database. What opens after that, and whether the page says that something may be missing.
async function afterTwoKills(rolls) {
  const profile = temporary('gone');
  let running = await start(profile);
  const opened = async (address) => {
    const page = await running.browser.newPage();
    if (!rolls) await page.evaluateOnNewDocument(() => Object.defineProperty(window, 'chrome', { value: undefined }));
    await page.goto(address);
    await page.waitForSelector(FIELD, { timeout: 20_000 });
    await saved(page);
    return page;
  };
  const seen = async (page) => ({
    says: await tellsOfLoss(page),
    value: await page.$eval(FIELD, (input) => input.value),
  });
  const logs = async () => {
    const folder = join(profile, 'Default/IndexedDB');
    const [database] = (await readdir(folder)).filter((name) => name.endsWith('.leveldb'));
    const names = (await readdir(join(folder, database))).filter((name) => name.endsWith('.log')).sort();
    return names.map((name) => join(folder, database, name));
  };
  let cut = '';
  try {
    const first = await running.browser.newPage();
    await openSample(await first.goto(site.server.url).then(() => first), 'private');
    await goto(first, 'facts');
    const address = first.url();
    await first.close();
    for (const round of [1, 2]) {
      const page = await opened(address);
      assert.equal((await seen(page)).says, false);
      if (rolls && cut) await until(async () => !(await logs()).includes(cut), 'a new log is begun');
      for (let number = 1; number <= 5; number += 1) await fill(page, FIELD, round * 10 + number);
      await saved(page);
      // A page that goes has its local storage written at once.
      await page.close();
      await until(async () => (await textOf(join(profile, 'Default/Local Storage/leveldb'))).includes(`"real_name_members":${round * 10 + 5}`), 'local storage is written');
      await running.kill();
      if (round === 1) {
        cut = (await logs()).at(-1);
        await truncate(cut, (await stat(cut)).size - 100);
      }
      running = await start(profile);
    }
    const page = await opened(address);
    const then = await seen(page);
    await page.close();
    return { ...then, again: (await seen(await opened(address))).says };
  } finally {
    await running.kill();
  }
}

test('the page has Chromium begin a new log, and its database survives two kills', async () => {
  assert.deepEqual(await afterTwoKills(true), { says: false, value: '25', again: false });
});

test('a browser that has deleted its own database: what local storage has opens, and the page says so, once', async () => {
  assert.deepEqual(await afterTwoKills(false), { says: true, value: '25', again: false });
});

test('a disk that is full at the first, second, … write is told, and nothing acknowledged is lost', async () => {
  const count = await quota(site.chromium.browser, site.server.url, { writes: 3, edits: 4 });
  assert.deepEqual(count.wrong, []);
  assert.equal(count.cases, 27);
  assert.ok(count.refused >= 20, `refusals: ${count.refused}`);
});

test('a disk that Chromium itself calls full: the page works on, says so, and saves by itself once there is room', async () => {
  const { page, context } = await site.fresh();
  const session = await page.createCDPSession();
  const { origin } = new URL(site.server.url);
  // Before the first write: what Chromium has allotted already, it gives.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await openSample(page, 'private');
  await goto(page, 'facts');
  await page.waitForSelector(FIELD);
  await sees(page, '没有保存到本机');
  await fill(page, FIELD, 72);
  assert.equal(await page.$eval(FIELD, (input) => input.value), '72', 'the page works on');
  assert.ok(await page.$('.top .alert .button'), 'the export is offered');
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await saved(page);
  await page.waitForFunction(() => !document.querySelector('.top .alert'));
  // Of local storage nothing is left: it is the database that has it.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForSelector(FIELD);
  assert.equal(await page.$eval(FIELD, (input) => input.value), '72');
  await context.close();
});

test('a disk that has no room for the trash: nothing is deleted, and home says why and what helps', async () => {
  const { page, context } = await site.fresh();
  await openSample(page, 'private');
  await page.evaluate(() => { location.hash = '#/'; });
  await page.waitForSelector('.shelf-actions .more summary');
  const full = (is) => page.evaluate((wanted) => {
    window.put ??= IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = wanted ? () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); } : window.put;
  }, is);
  await full(true);
  await click(page, '.shelf-actions .more summary');
  await press(page, '删除');
  await page.waitForSelector('.shelf .alert');
  await sees(page, '没有删除“');
  await sees(page, '到“本机数据”清空回收站');
  assert.equal((await page.$$('.shelf-name')).length, 1, 'it is still there');
  await full(false);
  await click(page, '.shelf-actions .more summary');
  await press(page, '删除');
  await sees(page, '已删除');
  assert.equal(await page.$('.alert'), null, 'what was refused is no longer said');
  await context.close();
});

test('tabs that fill in one dossier at once lose nothing that one of them called saved', async () => {
  const count = await races(site.chromium.browser, site.server.url, { races: 5, steps: 12, seed: 20261127 });
  assert.deepEqual(count.lost, []);
  assert.ok(count.words > 20, `something was acknowledged: ${count.words}`);
});

test('a damaged record is set aside by the page, and the last good state opens', async () => {
  const count = await damage(site.chromium.browser, site.server.url, { stride: 61, seed: 20261128, most: 150 });
  assert.deepEqual(count.wrong, []);
  assert.equal(count.cases, 150);
});

// The browser wrote local storage seconds ago, was killed, and is up again before the database is.
test('a database that does not answer at first is not taken for an empty one', async () => {
  const { page, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'facts');
  await page.waitForSelector(FIELD);
  await saved(page);
  const near = await page.evaluate(() => ({ ...localStorage }));
  await fill(page, FIELD, 77);
  await saved(page);
  const address = page.url();
  await page.close();
  const { page: again } = await open(context, 'about:blank');
  await again.evaluateOnNewDocument((before) => {
    if (location.protocol === 'about:') return;
    localStorage.clear();
    Object.assign(localStorage, before);
    const get = IDBFactory.prototype.open;
    let times = 0;
    IDBFactory.prototype.open = function (...asked) {
      times += 1;
      if (times === 1) throw new DOMException('Internal error opening backing store.', 'UnknownError');
      return get.apply(this, asked);
    };
  }, near);
  await again.goto(address);
  await again.waitForFunction((field) => document.querySelector(field)?.value === '77', { timeout: 10_000 }, FIELD);
  await saved(again);
  await context.close();
});
