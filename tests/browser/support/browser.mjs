// A real Chromium with an empty profile; a page that remembers everything that went wrong in it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const PROGRAMS = {
  chrome: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS },
  firefox: { executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' },
};

export async function launch(name = 'chrome', flags = []) {
  const profile = await mkdtemp(join(tmpdir(), 'union-star-'));
  const options = { ...PROGRAMS[name], args: [...(PROGRAMS[name].args ?? []), ...flags], browser: name, headless: true, userDataDir: profile };
  // Firefox writes beside its profile too.
  if (name === 'firefox') options.env = { ...process.env, HOME: profile };
  const browser = await puppeteer.launch(options);
  return {
    browser,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// Opens an address; `faults` collects console errors, page errors and requests to anywhere else.
export async function open(browser, url, width = 1440, height = 900) {
  const page = await browser.newPage();
  const faults = [];
  await page.setViewport({ width, height });
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const address = request.url();
    const ours = address.startsWith(url.split('#')[0].replace(/[^/]*$/, '')) || /^(data|blob):/.test(address);
    if (!ours) faults.push(`request: ${address}`);
  });
  await page.goto(url);
  return { page, faults };
}

// Waits for an element whose text holds the words.
export async function sees(page, words) {
  await page.waitForFunction((wanted) => document.body.innerText.replace(/\u00a0/g, ' ').includes(wanted), { timeout: 10_000 }, words);
}

export async function click(page, selector) {
  await page.locator(selector).setTimeout(10_000).click();
}

// Clicks the link or button that reads exactly so. One that the page takes away before the pointer is there is looked
// for again, as a person would.
export async function press(page, text) {
  for (;;) {
    const handle = await page.waitForFunction((wanted) => {
      const clean = (element) => element.innerText.replace(/\u00a0/g, ' ').trim();
      return [...document.querySelectorAll('a, button, label, summary')].find((element) => clean(element) === wanted && element.getClientRects().length > 0);
    }, { timeout: 10_000 }, text);
    try {
      return await handle.asElement().click();
    } catch (error) {
      if (!/detached/.test(error.message)) throw error;
    }
  }
}

export async function type(page, selector, text) {
  await page.waitForSelector(selector, { timeout: 10_000 });
  await page.focus(selector);
  await page.$eval(selector, (field) => field.select());
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

export async function text(page, selector) {
  await page.waitForSelector(selector, { timeout: 10_000 });
  return page.$eval(selector, (element) => element.innerText.replace(/\u00a0/g, ' ').trim());
}

// Until the next frame is painted.
export const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
