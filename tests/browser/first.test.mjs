// What begins in the first part of the page, which writes and reads nothing: the whole page takes over where something
// kept has to be read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { click, press, sees, text, type } from './support/browser.mjs';
import { begin, choose, download, goto, introduce } from './support/dossier.mjs';
import { useSite } from './support/site.mjs';
import { change, deep, here, saved } from './support/stores.mjs';

const site = useSite();
const WHOLE = /later-[^/]*\.wasm$/;

const hasWhole = (page) => page.evaluate(() => typeof union_star_later === 'function');
const isMet = (page, row) => page.$eval(`#${row} [data-answer=met]`, (answer) => answer.getAttribute('aria-checked') === 'true');

// A context of its own, where the whole page comes only once it may: without a service worker, which asks by itself.
async function alone({ prepare, mayCome = false } = {}) {
  const context = await site.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() {} }));
  if (prepare) await page.evaluateOnNewDocument(prepare);
  const state = { mayCome };
  await page.setRequestInterception(true);
  page.on('request', (request) => (WHOLE.test(request.url()) && !state.mayCome ? request.abort() : request.continue()));
  return { page, context, let: () => { state.mayCome = true; } };
}

function withoutDatabase() {
  Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });
}

// Begins there, and goes to the table of three stars.
async function beginAtTable(page) {
  await begin(page, site.server.url);
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-15');
}

// Another window answers a row, and this one is seen again.
async function answerElsewhere(page, context, row, answer) {
  const other = await context.newPage();
  await other.goto(page.url());
  await choose(other, row, 1, answer);
  await saved(other);
  await page.bringToFront();
}

for (const category of ['public', 'soe', 'private', 'platform', 'regional', 'township']) {
  test(`a ${category} union is begun and filled in without the whole page, and is there for it`, async () => {
    const { page, context, let: comes } = await alone();
    await begin(page, site.server.url, category);
    await saved(page);
    const id = await here(page);
    assert.ok(Object.keys(await deep(page)).some((key) => key.includes(id)), 'in the database before anything is filled in');
    await goto(page, 't/all');
    const row = await page.waitForSelector('.row:has(.is-single [data-answer])').then((row) => row.evaluate((element) => element.id));
    await click(page, `#${row} [data-answer=met]`);
    await saved(page);
    await press(page, '撤销');
    assert.equal(await isMet(page, row), false);
    await click(page, `#${row} [data-answer=met]`);
    await saved(page);
    const told = await text(page, '.star-header');
    assert.match(told, /已填 1\//);
    assert.equal(await hasWhole(page), false);
    comes();
    await page.reload();
    await page.waitForSelector('.keyboard-hint');
    assert.equal(await hasWhole(page), true);
    assert.equal(await text(page, '.star-header'), told);
    await press(page, '撤销');
    await page.waitForFunction(() => /已填\s0\//.test(document.querySelector('.star-header').innerText));
    await context.close();
  });
}

test('another window writes into what was begun: the whole page takes over where it is, and follows', async () => {
  const { page, context } = await alone({ mayCome: true });
  await beginAtTable(page);
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  assert.equal(await hasWhole(page), false);
  await page.evaluate(() => document.getElementById('g3-12').scrollIntoView());
  assert.ok(await page.evaluate(() => window.scrollY > 500));
  const seen = () => page.evaluate(() => [...document.querySelectorAll('.row')].map((row) => [row.id, Math.round(row.getBoundingClientRect().top)]).find(([, top]) => top >= 0));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const before = await seen();
  await answerElsewhere(page, context, 'g3-08', 'met');
  await page.waitForFunction(() => document.querySelector('#g3-08 [data-answer=met][aria-checked=true]'));
  assert.equal(await hasWhole(page), true);
  await page.waitForFunction(() => document.getElementById('app').style.minHeight === '');
  const [[was, top], [is, now]] = [before, await seen()];
  assert.equal(is, was, 'what was looked at');
  assert.ok(Math.abs(now - top) <= 2, `is where it was: ${top}, ${now}`);
  await press(page, '撤销');
  await saved(page);
  await context.close();
});

test('the whole page does not take over under a hand that types, and the keyboard stays in its field', async () => {
  const { page, context } = await alone({ mayCome: true });
  await begin(page, site.server.url);
  // A link of a row leads to one number; the next one is typed.
  await goto(page, 'facts/employees');
  await page.waitForFunction(() => document.activeElement.id === 'fact-employees');
  await page.keyboard.type('120');
  await page.focus('#fact-members');
  await page.keyboard.type('1');
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForSelector('#as-of');
  await type(other, '#as-of', '2026-10-31');
  await saved(other);
  await page.bringToFront();
  await page.keyboard.type('1');
  assert.equal(await hasWhole(page), false);
  assert.equal(await page.$eval('#app', (app) => app.style.minHeight), '');
  // Ten seconds later by the clock.
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 11_000;
  });
  // As one part takes over from the other there is no field for a moment; a look that fails would be the last.
  await page.waitForFunction(() => document.getElementById('as-of')?.value === '' && /副本/.test(document.querySelector('.top')?.textContent), { timeout: 20_000 });
  await page.waitForFunction(() => document.activeElement.id === 'fact-members');
  await page.keyboard.type('0');
  await saved(page);
  assert.deepEqual(await page.$$eval('#fact-employees, #fact-members', (all) => all.map((field) => field.value)), ['120', '110']);
  await context.close();
});

test('what another window deletes is not written again, until something is filled in here', async () => {
  const { page, context } = await alone({ mayCome: true });
  await begin(page, site.server.url);
  await saved(page);
  const other = await context.newPage();
  await other.goto(`${site.server.url}sw.js`);
  await change(other, Object.fromEntries(Object.keys(await deep(other)).map((key) => [key, null])));
  await other.evaluate(() => Object.keys(localStorage).forEach((key) => localStorage.removeItem(key)));
  await page.bringToFront();
  await sees(page, '这份档案已在另一个窗口删除');
  assert.deepEqual(await deep(page), {});
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/dossier/')).length), 0);
  await type(page, '#as-of', '2026-10-31');
  await saved(page);
  assert.ok(Object.keys(await deep(page)).length > 0);
  await context.close();
});

test('while the whole page cannot come, what another window has changed is said, and nothing is lost', async () => {
  const { page, context, let: comes } = await alone();
  await beginAtTable(page);
  const id = await here(page);
  await answerElsewhere(page, context, 'g3-08', 'met');
  await choose(page, 'g3-15', 1, 'not_met');
  await sees(page, '另一个窗口也改了这份档案');
  await sees(page, '导出备份');
  comes();
  // Tried again by itself. Both went on from the same state: here it is a copy.
  await page.waitForFunction(() => /另存成了一份副本/.test(document.getElementById('app').textContent), { timeout: 20_000 });
  await saved(page);
  assert.notEqual(await here(page), id);
  assert.equal(await page.$eval('#g3-15 [data-answer=not_met]', (answer) => answer.getAttribute('aria-checked')), 'true');
  await page.goto(`${site.server.url}#/`);
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  await context.close();
});

test('where there is no database the whole page takes over, and local storage is enough', async () => {
  const { page, context } = await alone({ prepare: withoutDatabase, mayCome: true });
  await begin(page, site.server.url);
  await page.waitForFunction(() => typeof union_star_later === 'function');
  await page.waitForSelector('.star-sentence');
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-15');
  await choose(page, 'g3-15', 1, 'not_met');
  await saved(page);
  await page.reload();
  await page.waitForSelector('#g3-15 [data-answer=not_met][aria-checked=true]');
  await context.close();
});

test('a dossier that is left and come back to is still there without the whole page; another one that page opens', async () => {
  const { page, context, let: comes } = await alone();
  await begin(page, site.server.url);
  await saved(page);
  const first = page.url();
  await page.evaluate(() => { location.hash = '#/guide/private'; });
  await sees(page, '没有打开成功');
  await page.goBack();
  await page.waitForSelector('.star-sentence');
  assert.equal(page.url(), first);
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-15');
  await choose(page, 'g3-15', 1, 'not_met');
  await saved(page);
  // Another one begins: the first is read again.
  await page.evaluate(() => { location.hash = '#/new'; });
  await introduce(page, 'soe', '另一家工会');
  await page.evaluate((to) => { location.href = to; }, first);
  await sees(page, '没有打开成功');
  comes();
  await press(page, '再试一次');
  await page.waitForSelector('.star-sentence');
  await page.goto('about:blank');
  await page.goto(`${site.server.url}#/d/nobody/facts`);
  await sees(page, '本机没有这份档案');
  await page.evaluate(() => { location.hash = '#/'; });
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  await context.close();
});

test('what no store takes is not called kept where the whole page does not come: it is offered as a file', async () => {
  const { page, context } = await alone({ prepare: withoutDatabase });
  await page.evaluateOnNewDocument(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await begin(page, site.server.url);
  await sees(page, '浏览器给本页的空间已满');
  await page.evaluate(() => { location.hash = '#/guide/private'; });
  await sees(page, '只在这一页里');
  const file = await download(page, context, () => press(page, '导出备份'));
  assert.match(file, /某公司工会-\d{4}\.union-star\.json$/);
  await page.goBack();
  await page.waitForSelector('.star-sentence');
  await sees(page, '浏览器给本页的空间已满');
  await context.close();
});

test('reloaded as soon as it is begun, nothing is said to be missing', async () => {
  const { page, context } = await alone({ mayCome: true });
  await page.evaluateOnNewDocument(() => {
    // The database is busy for as long as the first page is there.
    const { open } = IDBFactory.prototype;
    if (!sessionStorage.getItem('opened')) IDBFactory.prototype.open = function (...given) { return given[0] === 'union-star' ? new IDBFactoryBusy() : open.apply(this, given); };
    sessionStorage.setItem('opened', 'yes');
    class IDBFactoryBusy extends EventTarget {}
  });
  await page.goto(`${site.server.url}#/new`);
  await introduce(page);
  await page.reload();
  await saved(page);
  assert.equal(await page.$$eval('.top .alert, .top [role=alert]', (all) => all.length), 0);
  assert.ok(!(await text(page, '#app')).includes('丢了一部分'));
  await context.close();
});

test('at a take-over rows stay open, and the row under the hand stays where it is', async () => {
  const { page, context } = await alone({ mayCome: true });
  await beginAtTable(page);
  for (const row of ['g3-08', 'g3-09', 'g3-15']) await choose(page, row, 1, 'met');
  await saved(page);
  await page.focus('#g3-09 [data-answer=met]');
  const place = () => page.$eval('#g3-09', (row) => Math.round(row.getBoundingClientRect().top));
  const top = await place();
  await answerElsewhere(page, context, 'g3-10', 'not_met');
  await page.waitForFunction(() => document.querySelector('#g3-10 [data-answer=not_met][aria-checked=true]'));
  await page.waitForFunction(() => document.activeElement.closest('#g3-09 [data-answer=met]'));
  await page.waitForFunction(() => document.getElementById('app').style.minHeight === '');
  assert.equal(await place(), top);
  await context.close();
});
