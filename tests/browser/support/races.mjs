// Two to six tabs fill in one dossier at once, are reloaded and closed; every edit that one of them called saved is
// found in the dossier or in a copy that is listed.
import { open } from './browser.mjs';
import { openSample } from './dossier.mjs';
import { dice, saved } from './stores.mjs';

const FIELD = '#union-name';

// In the page: adds a word to the name; tells the names that stood when 已保存 came up.
function prepare(field) {
  const told = document.querySelector('.top-save');
  const standing = () => document.querySelector(field)?.value ?? '';
  new MutationObserver(() => {
    if (told.textContent.startsWith('已保存')) window.acknowledge(standing());
  }).observe(told, { childList: true, characterData: true, subtree: true });
  window.add = (word) => {
    const input = document.querySelector(field);
    if (!input) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, `${input.value} ${word}`);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

const words = (name) => name.match(/\bw\d+\b/g) ?? [];

export async function race(chromium, url, { tabs, steps, seed }) {
  const roll = dice(seed);
  const context = await chromium.createBrowserContext();
  const acknowledged = new Set();
  const count = { edits: 0, acknowledgements: 0, reloads: 0, closed: 0, copies: 0, lost: [] };
  const enter = async (address) => {
    const { page } = await open(context, 'about:blank');
    await page.exposeFunction('acknowledge', (name) => {
      count.acknowledgements += 1;
      words(name).forEach((word) => acknowledged.add(word));
    });
    await load(page, address);
    return page;
  };
  const load = async (page, address) => {
    if (address) await page.goto(address); else await page.reload();
    await page.waitForSelector(FIELD, { timeout: 20_000 });
    await page.evaluate(prepare, FIELD);
  };
  const first = await open(context, url);
  await openSample(first.page, 'private');
  const address = `${url}#/d/${await first.page.evaluate(() => location.hash.split('/')[2])}/union`;
  await first.page.goto('about:blank');
  await first.page.close();
  const pages = await Promise.all(Array.from({ length: tabs }, () => enter(address)));
  for (let step = 0; step < steps; step += 1) {
    const at = roll(pages.length);
    const what = roll(20);
    if (what < 15) {
      count.edits += 1;
      // Often two at once, from the same state.
      const other = roll(pages.length);
      const [one, two] = [`w${step}00`, `w${step}01`];
      const edits = [pages[at].evaluate((word) => window.add(word), one)];
      if (other !== at && roll(2)) {
        count.edits += 1;
        edits.push(pages[other].evaluate((word) => window.add(word), two));
      }
      await Promise.all(edits);
    } else if (what < 17) {
      await saved(pages[at]);
    } else if (what < 19) {
      count.reloads += 1;
      await load(pages[at]);
    } else {
      count.closed += 1;
      await pages[at].close();
      pages[at] = await enter(address);
    }
  }
  await Promise.all(pages.map((page) => saved(page)));
  // What is listed on home, each opened once by itself.
  await Promise.all(pages.map((page) => page.close()));
  const { page } = await open(context, url);
  const names = await page.waitForFunction(() => {
    const lines = [...document.querySelectorAll('.shelf-table tbody tr')];
    return lines.length > 0 && lines.map((line) => line.innerText);
  }).then((handle) => handle.jsonValue());
  const found = new Set(names.flatMap(words));
  count.copies = names.length - 1;
  count.words = acknowledged.size;
  count.lost = [...acknowledged].filter((word) => !found.has(word));
  await context.close();
  return count;
}

// So many races, of two tabs to six.
export async function races(chromium, url, { races: wanted, steps, seed }) {
  const all = { races: 0, edits: 0, acknowledgements: 0, words: 0, reloads: 0, closed: 0, copies: 0, lost: [] };
  for (let at = 0; at < wanted; at += 1) {
    const one = await race(chromium, url, { tabs: 2 + at % 5, steps, seed: seed + at });
    all.races += 1;
    for (const what of ['edits', 'acknowledgements', 'words', 'reloads', 'closed', 'copies']) all[what] += one[what];
    all.lost.push(...one.lost.map((word) => `race ${at} of seed ${seed + at}: ${word}`));
  }
  return all;
}
