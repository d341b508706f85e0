// What the page keeps, read and changed from outside of it.

export const here = (page) => page.evaluate(() => location.hash.split('/')[2]);
// Waits until the mark speaks of the last edit. It is drawn with the next frame, before which it still speaks of the edit
// before; a tab behind another draws none, and the page then goes by the clock.
export const marked = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 200);
}));
// Waits until the last edit is called saved: by `textContent`, for a tab behind another does not lay out either.
export async function saved(page) {
  await marked(page);
  await page.waitForFunction(() => /已保存/.test(document.querySelector('.top-save')?.textContent ?? ''), { timeout: 20_000, polling: 100 });
}

// The database's texts by key.
export const deep = (page) => page.evaluate(() => new Promise((done, fail) => {
  const opening = indexedDB.open('union-star');
  opening.onerror = fail;
  opening.onsuccess = () => {
    const store = opening.result.transaction('kept').objectStore('kept');
    const all = {};
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) { opening.result.close(); done(all); return; }
      all[cursor.key] = cursor.value;
      cursor.continue();
    };
  };
}));

// Puts texts under keys of the database; null forgets a key.
export const change = (page, changes) => page.evaluate((wanted) => new Promise((done, fail) => {
  const opening = indexedDB.open('union-star');
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('kept', 'readwrite');
    for (const [key, value] of Object.entries(wanted)) {
      if (value === null) transaction.objectStore('kept').delete(key);
      else transaction.objectStore('kept').put(value, key);
    }
    transaction.oncomplete = () => { opening.result.close(); done(); };
    transaction.onabort = fail;
  };
}), changes);

// The key of a dossier's last step in the database.
export const lastStep = async (page, id) => Object.entries(await deep(page)).filter(([key, text]) => key.includes(id) && /\/\d{12}$/.test(key) && text !== 'spent').map(([key]) => key).sort().at(-1);

// xorshift32: a run is repeated by its seed.
export function dice(seed) {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) % below;
  };
}
