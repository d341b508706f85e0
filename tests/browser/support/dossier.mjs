// What an officer does on a dossier's pages, and how files go out and in.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { click, press, text, type } from './browser.mjs';
import { temporary } from './folders.mjs';

export const star = (page) => text(page, '.star-sentence');
export const choose = (page, row, clause, answer) => click(page, `#${row} .clause:nth-of-type(${clause}) [data-answer=${answer}], #${row} .is-single [data-answer=${answer}]`);
export const goto = (page, place) => page.evaluate((to) => { location.hash = location.hash.replace(/^(#\/d\/[^/]+)\/.*/, `$1/${to}`); }, place);

export async function openSample(page, category) {
  await click(page, `[data-sample=${category}]`);
  await page.waitForSelector('.verdict');
}

// Says at 新建自评 who is rated, and goes on.
export async function introduce(page, category = 'private', name = '某公司工会') {
  await type(page, '#union-name', name);
  await click(page, `input[name=category][value=${category}]`);
  if (category === 'public') await click(page, 'input[name=body]');
  if (category !== 'township') await click(page, 'input[name=form][value=single]');
  await press(page, '下一步：基本数据');
  await page.waitForSelector('.star-sentence');
}

// Begins a dossier in the first part of the page, which alone has come: somebody followed a link to it.
export async function begin(page, address, category) {
  await page.goto('about:blank');
  await page.goto(`${address}#/new`);
  await introduce(page, category);
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
