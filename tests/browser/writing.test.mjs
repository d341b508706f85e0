// What is written with an input method: neither saving nor drawing again ends a word that is being put together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { click } from './support/browser.mjs';
import { goto } from './support/dossier.mjs';
import { ENGINES, click as choose, goto as turn, saved as isSaved, says, there, until } from './support/engines/index.mjs';
import { useSite } from './support/site.mjs';
import { deep, here, saved } from './support/stores.mjs';

const site = useSite();

// Puts a word together letter by letter, waits at each until it is saved, and takes the sign that was chosen.
async function compose(page, selector, letters, word) {
  const session = await page.createCDPSession();
  await page.waitForSelector(selector);
  await page.focus(selector);
  await page.$eval(selector, (field) => {
    field.select();
    window.composed = [];
    for (const type of ['compositionstart', 'compositionend']) field.addEventListener(type, () => window.composed.push(type));
  });
  const id = await here(page);
  for (let at = 1; at <= letters.length; at += 1) {
    const text = letters.slice(0, at);
    await session.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
    assert.equal(await page.$eval(selector, (field) => field.value), text);
    await saved(page);
    assert.ok(Object.entries(await deep(page)).some(([key, kept]) => key.includes(id) && kept.includes(text.normalize('NFKC'))), `${text} is not kept`);
  }
  assert.deepEqual(await page.evaluate(() => window.composed), ['compositionstart']);
  await session.send('Input.insertText', { text: word });
  assert.equal(await page.$eval(selector, (field) => field.value), word);
  assert.deepEqual(await page.evaluate(() => window.composed), ['compositionstart', 'compositionend']);
  assert.equal(await page.$eval(selector, (field) => document.activeElement === field), true);
}

test('a name is put together from its sounds while each letter is saved', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 'union');
  await compose(page, '#union-name', 'hangzhou', '杭州');
  await saved(page);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#union-name')?.value === '杭州');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a note, and a number in wide digits, are put together too', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/15');
  await page.waitForSelector('#g3-15 .extra:nth-of-type(2)');
  await click(page, '#g3-15 .extra:nth-of-type(2)');
  await compose(page, '#note-g3-15', 'xuanchuan', '宣传');
  await goto(page, 'facts');
  await compose(page, '#fact-employees', '８６', '８７');
  await saved(page);
  await page.focus('#fact-members');
  await page.waitForFunction(() => document.querySelector('#fact-employees').value === '87');
  assert.deepEqual(faults, []);
  await context.close();
});

for (const { name, start } of ENGINES.filter((engine) => engine.composes)) {
  test(`${name}: a name and a note are put together while each letter is saved`, async () => {
    const page = await start();
    const keeps = async (text) => {
      const end = Date.now() + 20_000;
      while (!Object.values(await deep({ evaluate: page.run })).some((kept) => kept.includes(text))) assert.ok(Date.now() < end, `${text} is not kept`);
    };
    const write = async (selector) => {
      await there(page, selector);
      await page.type(selector, '工会');
      await page.run((wanted) => {
        window.composed = [];
        ['compositionstart', 'compositionend'].forEach((type) => document.querySelector(wanted).addEventListener(type, () => window.composed.push(type)));
      }, selector);
      for (const text of page.composing) {
        await page.compose(text);
        await until(page, (wanted, value) => document.querySelector(wanted).value === value, selector, `工会${text}`);
        await keeps(`工会${text}`);
      }
      assert.deepEqual(await page.run(() => window.composed), ['compositionstart']);
      await page.take();
      await until(page, (wanted) => document.querySelector(wanted).value === '工会中' && document.activeElement === document.querySelector(wanted), selector);
      await keeps('工会中');
    };
    try {
      await page.goto(site.server.url);
      await says(page, '我的档案');
      await choose(page, '[data-sample=private]');
      await there(page, '.verdict');
      await turn(page, 'union');
      await write('#union-name');
      await turn(page, 't/g3/15');
      await choose(page, '#g3-15 .extra:nth-of-type(2)');
      await write('#note-g3-15');
      await isSaved(page);
      await page.reload();
      await choose(page, '#g3-15 .extra:nth-of-type(2)');
      await there(page, '#note-g3-15');
      assert.equal(await page.run(() => document.querySelector('#note-g3-15').value), '工会中');
      await turn(page, 'union');
      await there(page, '#union-name');
      assert.equal(await page.run(() => document.querySelector('#union-name').value), '工会中');
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  });
}
