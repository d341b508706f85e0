// Pictures of pages, for looking at: node tests/browser/shots.mjs SAMPLE PAGE… , e.g. private facts t/g3 result.
import { mkdirSync } from 'node:fs';
import { click, frame, launch, open, sees } from './support/browser.mjs';
import { serve } from './support/server.mjs';

const [sample = 'private', ...pages] = process.argv.slice(2);
const server = await serve();
const { browser, close } = await launch();
mkdirSync('target/screenshots', { recursive: true });
for (const width of [1440, 768, 360]) {
  const { page, faults } = await open(browser, server.url, width, 900);
  await sees(page, '我的档案');
  if (pages.includes('home')) await page.screenshot({ path: `target/screenshots/home-empty-${width}.png`, fullPage: true });
  await click(page, `[data-sample=${sample}]`);
  await sees(page, '星');
  await page.waitForSelector('.verdict');
  const base = page.url().replace(/result$/, '');
  for (const name of pages) {
    const target = name === 'home' ? server.url : name === 'new' ? `${server.url}#/new` : `${base}${name}`;
    await page.goto(target);
    await page.waitForSelector('h1');
    await frame(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log(`${name} at ${width}: ${wide} px too wide`);
    await page.screenshot({ path: `target/screenshots/${sample}-${name.replace(/\//g, '-')}-${width}.png`, fullPage: true });
  }
  if (faults.length) console.log(faults);
  await page.close();
}
await close();
server.close();
