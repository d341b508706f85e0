// What was called saved is there after the browser, or its renderer, was killed in the middle of typing; after the disk
// was full; after other windows wrote; after a record was damaged. `cargo xtask bench --faults` runs far more of each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, sees } from './support/browser.mjs';
import { damage } from './support/damage.mjs';
import { goto, openSample } from './support/dossier.mjs';
import { ends } from './support/faults.mjs';
import { fill, quota } from './support/quota.mjs';
import { races } from './support/races.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();
const FIELD = '#fact-real_name_members';

test('twenty ends of the browser and its renderer lose nothing that was acknowledged', async () => {
  const count = await ends(site.server.url, { browsers: 10, renderers: 10, seed: 20261125 });
  assert.equal(count.browsers + count.renderers, 20);
  assert.ok(count.acknowledgements > 20, `something was acknowledged: ${count.acknowledgements}`);
  assert.equal(count.lost, 0);
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
