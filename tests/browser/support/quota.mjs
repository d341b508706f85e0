// The disk is full at one write after another of a session: the page works on, says so, offers the export, and saves
// once there is room again; what it called saved opens.
import { openSample } from './dossier.mjs';
import { marked, saved } from './stores.mjs';
import { open, sees } from './browser.mjs';

const FIELD = '#fact-real_name_members';

// In the page, before anything of it: from the nth write on, the named stores refuse, until there is room.
function wrap() {
  const quota = { left: Infinity, stores: '' };
  window.quota = quota;
  const refuses = (store) => {
    if (!quota.stores.includes(store)) return false;
    quota.left -= 1;
    return quota.left < 0;
  };
  const full = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...pair) {
    if (this === window.localStorage && refuses('near')) full();
    return setItem.apply(this, pair);
  };
  for (const name of ['put', 'add']) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...pair) {
      if (this.name === 'kept' && refuses('deep')) full();
      return write.apply(this, pair);
    };
  }
  window.fillIn = (field, value) => {
    const input = document.querySelector(field);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(value));
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  // Each number that stood when 已保存 came up.
  window.watch = (field) => {
    const told = document.querySelector('.top-save');
    window.acknowledged = [];
    new MutationObserver(() => {
      if (told.textContent.startsWith('已保存')) window.acknowledged.push(Number(document.querySelector(field).value));
    }).observe(told, { childList: true, characterData: true, subtree: true });
  };
}

// Fills in a field at once.
export const fill = (page, field, number) => page.evaluate((where, to) => {
  const input = document.querySelector(where);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(to));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}, field, number);

const value = (page) => page.$eval(FIELD, (input) => Number(input.value));

// One case: a page with a dossier of its own, `edits` edits, refusals from the `nth` write on.
async function one(page, url, { nth, stores, edits, ends }) {
  await page.goto(`${url}#/`);
  await openSample(page, 'private');
  await page.evaluate(() => { location.hash = location.hash.replace(/\/[^/]+$/, '/facts'); });
  await page.waitForSelector(FIELD);
  await saved(page);
  await page.evaluate((field, which, left) => {
    window.watch(field);
    Object.assign(window.quota, { left, stores: which });
  }, FIELD, stores, nth - 1);
  for (let edit = 1; edit <= edits; edit += 1) {
    await page.evaluate((field, number) => window.fillIn(field, number), FIELD, 100 + edit);
  }
  const result = { lost: 0, wrong: [] };
  const shown = await value(page);
  if (shown !== 100 + edits) result.wrong.push(`shows ${shown}`);
  // Where the database refuses, the page says so; local storage alone may, unsaid. What is told and what was refused are
  // read at once: what is read a moment later may be of another write.
  await marked(page);
  const { told, refused } = await page.waitForFunction(() => {
    const [said] = /已保存|未能保存/.exec(document.querySelector('.top-save').textContent) ?? [];
    return said && { told: said, refused: window.quota.left < 0 };
  }, { timeout: 20_000 }).then((handle) => handle.jsonValue());
  if (stores.includes('deep') && refused && told === '未能保存') {
    await sees(page, '没有保存到本机');
    if (!await page.$('.top .alert .button')) result.wrong.push('no export is offered');
  }
  if (!refused && told !== '已保存') result.wrong.push(`nothing was refused, and the page says ${told}`);
  result.refused = refused;
  const acknowledged = await page.evaluate(() => window.acknowledged);
  result.acknowledged = acknowledged.length;
  let least = Math.max(0, ...acknowledged);
  if (ends === 'room') {
    await page.evaluate((field, number) => {
      Object.assign(window.quota, { left: Infinity, stores: '' });
      window.fillIn(field, number);
    }, FIELD, 200);
    await page.waitForFunction(() => window.acknowledged.includes(200), { timeout: 20_000 });
    result.acknowledged += 1;
    least = 200;
    if (await page.$('.top .alert')) result.wrong.push('still says that it is not saved');
  } else if (ends === 'home') {
    // Home, where there is room made, and back.
    await page.evaluate(() => { window.back = location.hash; location.hash = '#/'; });
    await sees(page, '我的档案');
    await page.evaluate(() => { Object.assign(window.quota, { left: Infinity, stores: '' }); location.hash = window.back; });
    await page.waitForSelector(FIELD);
    await saved(page);
    least = 100 + edits;
  }
  await page.reload();
  await page.waitForSelector(FIELD);
  const opened = await value(page);
  if (opened < least) {
    result.lost = 1;
    result.wrong.push(`${least} was acknowledged, ${opened} opened`);
  }
  return result;
}

export async function quota(chromium, url, { writes, edits }) {
  const count = { cases: 0, refused: 0, acknowledged: 0, lost: 0, wrong: [] };
  for (const stores of ['deep', 'near', 'near deep']) {
    for (const ends of ['room', 'home', 'reload']) {
      const context = await chromium.createBrowserContext();
      const { page } = await open(context, 'about:blank');
      await page.evaluateOnNewDocument(wrap);
      for (let nth = 1; nth <= writes; nth += 1) {
        const { refused, acknowledged, lost, wrong } = await one(page, url, { nth, stores, edits, ends });
        count.cases += 1;
        count.refused += refused ? 1 : 0;
        count.acknowledged += acknowledged;
        count.lost += lost;
        count.wrong.push(...wrong.map((what) => `${stores} full at write ${nth}, then ${ends}: ${what}`));
      }
      await context.close();
    }
  }
  return count;
}
