// The browsers that the page promises to work in, oldest first. `composes`: whether an input method can be played; the
// protocol of a Chromium before 109 has none.
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import * as webkit from './webkit.mjs';

export const old = (version) => `target/browsers/chromium-${version}/chromium`;
export const OLDEST = 67;

export const ENGINES = [
  ...[OLDEST, 70, 80, 88, 90, 92, 109].map((version) => ({ name: `Chromium ${version}`, start: () => chromium.start(old(version)), composes: version >= 109 })),
  { name: 'the Chromium of today', start: () => chromium.start(process.env.CHROMIUM ?? '/usr/bin/chromium'), composes: true },
  { name: 'Firefox ESR', start: firefox.start, composes: true },
  { name: 'WebKitGTK', start: webkit.start, composes: true },
];

// Asks the page again and again until the answer is a yes; `call` must be readable for the oldest browser.
export async function until(page, call, ...args) {
  const end = Date.now() + 20_000;
  for (;;) {
    // The page may be between two documents.
    const value = await page.run(call, ...args).catch((error) => error);
    if (value && !(value instanceof Error)) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${value} for ${call} ${JSON.stringify(args)}\n${await page.run(() => document.body.innerText).catch(String)}\n${JSON.stringify(await page.faults())}`);
  }
}

export const there = (page, selector) => until(page, (wanted) => Boolean(document.querySelector(wanted)), selector);
export const says = (page, words) => until(page, (wanted) => document.body.innerText.replace(/\u00a0/g, ' ').indexOf(wanted) >= 0, words);

// Waits until the mark calls the last edit saved: the mark is drawn with the next frame, and speaks of the edit before until
// then.
export async function saved(page) {
  await page.run(() => {
    window.hasFrame = false;
    requestAnimationFrame(() => { setTimeout(() => { window.hasFrame = true; }, 0); });
  });
  await until(page, () => window.hasFrame);
  await says(page, '已保存');
}

export async function click(page, selector) {
  await there(page, selector);
  await page.click(selector);
}

export const text = async (page, selector) => {
  await there(page, selector);
  return page.run((wanted) => document.querySelector(wanted).innerText.replace(/\u00a0/g, ' ').trim(), selector);
};

export const goto = (page, place) => page.run((to) => { location.hash = location.hash.replace(/^(#\/d\/[^/]+)\/.*/, '$1/' + to); }, place);
