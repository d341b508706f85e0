// What an officer does on a dossier's pages, and how files go out and in.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { click, text } from './browser.mjs';
import { temporary } from './folders.mjs';

export const star = (page) => text(page, '.star-sentence');
export const choose = (page, row, clause, answer) => click(page, `#${row} .clause:nth-of-type(${clause}) [data-answer=${answer}], #${row} .is-single [data-answer=${answer}]`);
export const goto = (page, place) => page.evaluate((to) => { location.hash = location.hash.replace(/^(#\/d\/[^/]+)\/.*/, `$1/${to}`); }, place);

export async function openSample(page, category) {
  await click(page, `[data-sample=${category}]`);
  await page.waitForSelector('.verdict');
}

const sessions = new WeakMap();

// Does what makes the page download a file, and returns the file's path once it is there.
export async function download(page, context, act) {
  const folder = temporary('files');
  // One session a page: the browser tells the first one alone.
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  const session = sessions.get(page);
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: context.id, eventsEnabled: true });
  const done = new Promise((resolve) => session.on('Browser.downloadProgress', (event) => event.state === 'completed' && resolve()));
  await act();
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('no download within 30 s')), 30_000).unref());
  await Promise.race([done, late]);
  const [name] = await readdir(folder);
  return join(folder, name);
}

export async function importFile(page, path) {
  const input = await page.waitForSelector('#import-file');
  await input.uploadFile(path);
}
