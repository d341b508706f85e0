// Every character of every record is altered, and every record cut at every length: in one store, where the newest
// state still opens, and in both, where the last good one does. The page does the opening; nothing is deleted.
import { click, open, press, type } from './browser.mjs';
import { dice, here, saved } from './stores.mjs';

const FIELD = '#fact-members';

// A small dossier with a whole state in each slot and some steps after them: a short one, or one with a long history.
async function prepared(page, url, isShort) {
  await page.goto(`${url}#/new`);
  await type(page, '#union-name', '某某');
  await click(page, 'input[name=category][value=private]');
  await click(page, 'input[name=form][value=single]');
  await press(page, '下一步：基本数据');
  await page.waitForSelector(FIELD);
  await saved(page);
  const states = [];
  const fillIn = async (from, to) => {
    for (let number = from; number <= to; number += 1) {
      await page.evaluate((field, value) => {
        const input = document.querySelector(field);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(value));
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, FIELD, number);
      states.push(String(number));
    }
    await saved(page);
  };
  const slot = (name) => page.waitForFunction((wanted) => Object.keys(localStorage).some((key) => key.endsWith(wanted)), { timeout: 20_000 }, name);
  if (isShort) {
    await fillIn(1, 1);
    // Where one store has lost its part, the whole state is written anew, into the other slot of the other.
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.waitForSelector(FIELD);
    await saved(page);
    await fillIn(2, 4);
    return { id: await here(page), newest: '4', states };
  }
  // Past sixty-four steps the whole state is due.
  await fillIn(1, 66);
  await slot('/b');
  await saved(page);
  await fillIn(67, 69);
  return { id: await here(page), newest: '69', states };
}

// In the page: opens the dossier with its records changed one way after another, and tells what went wrong.
async function tryAll({ id, field, newest, states, variants, records }) {
  const opened = await new Promise((done, fail) => {
    const opening = indexedDB.open('union-star');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = fail;
  });
  const OURS = /^union-star\/(dossier|damaged|version)\//;
  const put = (entries) => new Promise((done, fail) => {
    const transaction = opened.transaction('kept', 'readwrite');
    const store = transaction.objectStore('kept');
    store.clear();
    for (const [where, key, text] of entries) if (where === 'deep') store.put(text, key);
    transaction.oncomplete = done;
    transaction.onabort = fail;
    for (const key of Object.keys(localStorage)) if (OURS.test(key)) localStorage.removeItem(key);
    for (const [where, key, text] of entries) if (where === 'near') localStorage.setItem(key, text);
  });
  const kept = () => new Promise((done, fail) => {
    const store = opened.transaction('kept').objectStore('kept');
    const keys = store.getAllKeys();
    const texts = store.getAll();
    texts.onsuccess = () => done(new Map(keys.result.map((key, at) => [key, texts.result[at]])));
    texts.onerror = fail;
  });
  // Until the page shows something else, as it draws it.
  const until = (holds, what) => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(what)), 15_000);
    const look = () => {
      if (!holds()) { return false; }
      clearTimeout(late);
      watcher.disconnect();
      done();
      return true;
    };
    const watcher = new MutationObserver(look);
    if (!look()) watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  });
  const wrong = [];
  const count = { cases: 0, older: 0, aside: 0 };
  for (const variant of variants) {
    location.hash = '#/new';
    await until(() => !document.querySelector(field), 'the dossier does not close');
    const changed = new Map();
    const entries = records.map(([where, key, text], at) => {
      const change = variant.changes.find(([which]) => which === at);
      if (!change) return [where, key, text];
      const [, place, isCut] = change;
      const bad = isCut ? text.slice(0, place) : text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
      changed.set(`${where} ${key}`, bad);
      return [where, key, bad];
    });
    await put(entries);
    location.hash = `#/d/${id}/facts`;
    const name = JSON.stringify(variant.changes.map(([at, place, isCut]) => [records[at][0], records[at][1].slice(-14), place, isCut ? 'cut' : 'altered']));
    try {
      await until(() => /已保存/.test(document.querySelector('.top-save')?.textContent ?? '') && document.querySelector(field), 'it does not open');
      count.cases += 1;
      const shown = document.querySelector(field).value;
      if (variant.isNewest && shown !== newest) wrong.push(`${name}: ${shown} opened`);
      if (!variant.isNewest && !states.includes(shown)) wrong.push(`${name}: ${shown} never was`);
      if (shown !== newest) count.older += 1;
      if (shown !== newest && !document.body.innerText.includes('有一部分保存记录损坏了')) wrong.push(`${name}: nothing is said of the loss`);
      const after = await kept();
      const texts = [...after].filter(([key]) => key.startsWith('union-star/damaged/')).map(([, text]) => text);
      for (const bad of changed.values()) {
        if (texts.includes(bad)) count.aside += 1;
        else wrong.push(`${name}: the bytes are not set aside`);
      }
    } catch (error) {
      wrong.push(`${name}: ${error.message}; ${document.querySelector('main')?.innerText.slice(0, 80)}`);
    }
  }
  location.hash = '#/new';
  await until(() => !document.querySelector(field), 'the dossier does not close');
  opened.close();
  return { ...count, wrong };
}

// Every `stride`th place, from one that the seed chooses.
export async function damage(chromium, url, { stride, seed, most = Infinity, isShort = false }) {
  const roll = dice(seed);
  const context = await chromium.createBrowserContext();
  const { page } = await open(context, url);
  // The whole page has begun: the first part would not read what it has written itself.
  await page.waitForSelector('.is-started');
  const { id, newest, states } = await prepared(page, url, isShort);
  const records = await page.evaluate(async (name) => {
    const near = Object.keys(localStorage).filter((key) => key.includes(name)).map((key) => ['near', key, localStorage.getItem(key)]);
    const opening = indexedDB.open('union-star');
    await new Promise((done) => { opening.onsuccess = done; });
    const store = opening.result.transaction('kept').objectStore('kept');
    const [keys, texts] = [store.getAllKeys(), store.getAll()];
    await new Promise((done) => { texts.onsuccess = done; });
    opening.result.close();
    const deep = keys.result.map((key, at) => ['deep', key, texts.result[at]]).filter(([, key]) => key.startsWith('union-star/dossier/'));
    return [...near, ...deep].filter(([, , text]) => text !== 'spent');
  }, id);
  // Where the same record stands in both stores.
  const place = ([, key]) => key.replace(/\.[0-9a-f]{8}$/, '');
  const twin = (at) => records.findIndex((other, index) => index !== at && other[0] !== records[at][0] && place(other) === place(records[at]));
  const variants = [];
  for (const isCut of [false, true]) {
    records.forEach(([where, , text], at) => {
      const other = twin(at);
      for (let index = roll(stride); index < text.length; index += stride) {
        variants.push({ isNewest: true, changes: [[at, index, isCut]] });
        if (where === 'near' && other >= 0) {
          const both = Math.min(index, records[other][2].length - 1);
          variants.push({ isNewest: false, changes: [[at, index, isCut], [other, both, isCut]] });
        }
      }
    });
  }
  while (variants.length > most) variants.splice(roll(variants.length), 1);
  const all = { records: records.length, bytes: records.reduce((sum, [, , text]) => sum + text.length, 0), cases: 0, older: 0, aside: 0, wrong: [] };
  for (let from = 0; from < variants.length; from += 200) {
    const some = await page.evaluate(tryAll, { id, field: FIELD, newest, states, variants: variants.slice(from, from + 200), records });
    for (const what of ['cases', 'older', 'aside']) all[what] += some[what];
    all.wrong.push(...some.wrong);
    if (all.wrong.length > 20) break;
  }
  await context.close();
  return all;
}
