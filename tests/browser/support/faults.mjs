// Kills browsers and renderers at random moments of typing, and counts what was said to be saved and is gone.
import { spawn } from 'node:child_process';
import puppeteer from 'puppeteer-core';
import { FLAGS, PROGRAMS } from './browser.mjs';
import { temporary } from './folders.mjs';
import { dice } from './stores.mjs';

const FIELD = '#fact-real_name_members';

// In the page: types a larger number every few milliseconds; tells each number that stood when 已保存 came up.
function work([field, from, pace]) {
  const input = document.querySelector(field);
  const told = document.querySelector('.top-save');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  new MutationObserver(() => {
    if (told.textContent.startsWith('已保存')) window.acknowledge(Number(input.value));
  }).observe(told, { childList: true, characterData: true, subtree: true });
  let value = from;
  setInterval(() => {
    value += 1;
    set.call(input, String(value));
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, pace);
}

// A browser of its own, which can be killed.
export async function start(profile) {
  const child = spawn(PROGRAMS.chrome.executablePath, [...FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (piece) => {
      said += piece;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('exit', () => reject(new Error(`the browser did not start: ${said}`)));
  });
  const browser = await puppeteer.connect({ browserWSEndpoint: address, defaultViewport: { width: 1280, height: 800 } });
  const ended = new Promise((done) => child.once('exit', done));
  // The whole group at once, as a power cut would.
  return { browser, kill: async () => { process.kill(-child.pid, 'SIGKILL'); await ended; } };
}

const read = async (page, url) => {
  await page.goto('about:blank');
  await page.goto(url);
  await page.waitForSelector(FIELD, { timeout: 20_000 });
  await page.waitForFunction(() => /已保存/.test(document.querySelector('.top-save').textContent), { timeout: 20_000 });
  return Number(await page.$eval(FIELD, (input) => input.value));
};

// Whether the page says that the browser has lost its database.
export const tellsOfLoss = (page) => page.evaluate(() => document.body.innerText.includes('浏览器丢了一部分保存记录'));

// So many ends of the browser and of its renderer. What was acknowledged and lost.
export async function ends(site, { browsers, renderers, seed }) {
  const roll = dice(seed);
  const profile = temporary('faults');
  const count = { browsers: 0, renderers: 0, acknowledgements: 0, lost: 0, told: 0, newer: 0 };
  let running = await start(profile);
  try {
    let page = await running.browser.newPage();
    await page.goto(`${site}#/sample/private`);
    await page.waitForSelector('.verdict');
    const url = `${site}#/d/${await page.evaluate(() => location.hash.split('/')[2])}/facts`;
    let value = await read(page, url);
    const kinds = [...Array(browsers).fill('browser'), ...Array(renderers).fill('renderer')];
    while (kinds.length) {
      const [kind] = kinds.splice(roll(kinds.length), 1);
      let acknowledged = value;
      await page.exposeFunction('acknowledge', (number) => { acknowledged = Math.max(acknowledged, number); count.acknowledgements += 1; });
      await page.evaluate(work, [FIELD, value, 3 + roll(40)]);
      const moment = 50 + roll(700);
      await new Promise((done) => setTimeout(done, moment));
      if (kind === 'browser') {
        await running.kill();
        running = await start(profile);
      } else {
        const session = await page.createCDPSession();
        const crashed = new Promise((done) => page.once('error', done));
        session.send('Page.crash').catch(() => {});
        await crashed;
        await page.close().catch(() => {});
      }
      count[`${kind}s`] += 1;
      page = await running.browser.newPage();
      value = await read(page, url);
      if (value < acknowledged) {
        // Chromium deletes a database that it cannot read; where the page could not prevent it, it must say so.
        const isTold = await tellsOfLoss(page);
        count[isTold ? 'told' : 'lost'] += 1;
        console.error(`${isTold ? 'told' : 'lost'}: the ${kind} ended after ${moment} ms, ${acknowledged} was acknowledged, ${value} opened`);
      }
      if (value > acknowledged) count.newer += 1;
    }
    return count;
  } finally {
    await running.kill();
  }
}
