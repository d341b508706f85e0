// What a page looks like, element by element, and what of it changes once a part's stylesheet has come.
import assert from 'node:assert/strict';
import { frame } from './browser.mjs';

export const looks = (page) => page.evaluate(() => [...document.querySelectorAll('body *')].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const { color, cursor, fontSize, listStyleType } = getComputedStyle(element);
  const name = [element.tagName.toLowerCase(), element.id, element.getAttribute('class')].join(' ');
  // A text that is cut in two is drawn a sixty-fourth of a pixel wider.
  const box = [x, y, width, height].map((length) => length.toFixed(1));
  return [name, ...box, color, cursor, fontSize, listStyleType].join(' | ');
}));

// Each part of the page has a stylesheet of its own: what a page lacks of the others' would look careless until they come.
export async function looksComplete(page, place) {
  await frame(page);
  const before = await looks(page);
  assert.ok(before.length > 50, `${place}: ${before.length} elements`);
  await page.evaluate(() => window.union_star.load('later'));
  await frame(page);
  const after = await looks(page);
  assert.deepEqual(before.flatMap((look, at) => (look === after[at] ? [] : [`${look}\n→ ${after[at]}`])), [], place);
}
