// The desk's list of units: its address, its lines at every width, its paper; the overview of desks with little in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { click, frame, open, press, sees, text } from './support/browser.mjs';
import { temporary } from './support/folders.mjs';
import { print } from './support/pdf.mjs';
import { useSite } from './support/site.mjs';

const COUNT = 240;
const site = useSite();
const folder = temporary('list');
execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', String(COUNT), '3', folder]);
const files = readdirSync(folder).map((name) => `${folder}/${name}`);
const union = (file) => JSON.parse(readFileSync(file, 'utf8')).union;
const counted = files.filter((file) => union(file).category !== 'township');
const townships = files.filter((file) => union(file).category === 'township');

const flat = (words) => words.replace(/\u00a0/g, ' ');

async function desk(paths, width) {
  const context = await site.chromium.browser.createBrowserContext();
  const opened = await open(context, `${site.server.url}#/desk`, width);
  await sees(opened.page, '把收到的档案拖进来');
  await (await opened.page.$('#desk-files')).uploadFile(...paths);
  await opened.page.waitForSelector('.desk-draw', { timeout: 20_000 });
  return { ...opened, context };
}

const go = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

async function list(page, hash = '#/desk/units/') {
  await go(page, hash);
  await page.waitForSelector('.desk-line');
  await frame(page);
}

// Chooses in the field with this label.
async function choose(page, label, option) {
  const value = await page.evaluate((of, words) => {
    const field = [...document.querySelectorAll('.desk-filters label')].find((element) => element.innerText.startsWith(of)).querySelector('select');
    field.id = 'chosen-by-test';
    return [...field.options].find((one) => one.text === words).value;
  }, label, option);
  await page.select('#chosen-by-test', value);
  await page.$eval('#chosen-by-test', (field) => field.removeAttribute('id'));
}

test('what the list is narrowed to stands in its address, and going back leads to it', async () => {
  const { page, faults, context } = await desk(files);
  await list(page);
  const highers = counted.map((file) => union(file).higher.trim());
  const [higher] = highers.filter((name) => name !== '').sort((a, b) => highers.filter((one) => one === b).length - highers.filter((one) => one === a).length);
  const before = await page.evaluate(() => history.length);
  await choose(page, '上级工会', higher);
  await choose(page, '复核', '未复核');
  await choose(page, '排序', '名称');
  await page.waitForFunction(() => location.hash.includes('sort=name'));
  assert.equal(await page.evaluate(() => history.length), before, 'a change of the list is no step back');
  const of = highers.filter((name) => name === higher).length;
  await sees(page, `单位名单，${of} 家`);
  assert.match(await page.evaluate(() => location.hash), /^#\/desk\/units\/higher=[^,]+,reviewed=no,sort=name$/);
  const names = await page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText));
  const same = async (how) => {
    await sees(page, `单位名单，${of} 家`);
    assert.deepEqual(await page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText)), names, how);
    const chosen = await page.$$eval('.desk-filters select', (fields) => fields.map((field) => field.selectedOptions[0].text));
    assert.deepEqual(chosen.slice(0, 6), ['全部（不含乡镇）', '全部', higher, '未复核', '全部', '名称'], how);
  };
  await click(page, '.desk-line-name');
  await sees(page, '在本机打开，逐行复核');
  await page.goBack();
  await same('the browser\'s own way back');
  await click(page, '.desk-line-name');
  await sees(page, '在本机打开，逐行复核');
  await go(page, '#/desk/list');
  await same('the page\'s way back');
  await page.waitForFunction(() => location.hash.startsWith('#/desk/units/higher='));
  assert.deepEqual(faults, []);
  await context.close();
});

test('the list narrows as one types', async () => {
  const { page, faults, context } = await desk(files);
  await list(page);
  await page.focus('.desk-filters [type=search]');
  await page.keyboard.type('没有这样的');
  await sees(page, '单位名单，0 家');
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type('非公');
  const of = counted.filter((file) => union(file).category === 'private').length;
  await sees(page, `单位名单，${of} 家`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the list goes on where a unit was opened', async () => {
  const { page, faults, context } = await desk(files);
  await list(page);
  await page.$eval('.desk-list', (element) => { element.scrollTop = 60 * document.querySelector('.desk-line').offsetHeight; });
  const top = () => page.evaluate(() => {
    const edge = document.querySelector('.desk-list').getBoundingClientRect().top;
    return [...document.querySelectorAll('.desk-line')].find((line) => line.getBoundingClientRect().bottom > edge + 2)?.querySelector('.desk-line-name').innerText;
  });
  await page.waitForFunction(() => document.querySelector('.desk-spacer').getBoundingClientRect().height > 0);
  await frame(page);
  const first = await top();
  await page.evaluate(() => {
    const edge = document.querySelector('.desk-list').getBoundingClientRect().top;
    [...document.querySelectorAll('.desk-line')].find((line) => line.getBoundingClientRect().top > edge + 60).querySelector('a').click();
  });
  await sees(page, '在本机打开，逐行复核');
  await page.goBack();
  await page.waitForSelector('.desk-line');
  await page.waitForFunction(() => document.querySelector('.desk-list').scrollTop > 0);
  await frame(page);
  await frame(page);
  assert.equal(await top(), first);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const width of [1440, 768, 360]) {
  test(`at ${width} px a line says all, and all lines are of one height`, async () => {
    const { page, faults, context } = await desk(files, width);
    for (const large of [false, true]) {
      await page.evaluate((on) => document.documentElement.classList.toggle('is-large', on), large);
      await go(page, '#/desk');
      await page.waitForSelector('.desk-draw');
      await list(page);
      const stars = await page.$$eval('.desk-line-star', (all) => all.filter((star) => star.scrollWidth > star.clientWidth).map((star) => star.innerText));
      assert.deepEqual(stars, [], 'the star is never cut');
      const seen = await page.$$eval('.desk-line', (all) => all.slice(0, 4).map((line) => [...line.children].every((part) => part.getClientRects().length > 0)));
      assert.deepEqual(seen, [true, true, true, true], 'name, federation, star and what lacks are all seen');
      assert.deepEqual(await page.$$eval('.desk-line', (all) => all.filter((line) => line.querySelector('.desk-line-name').title !== line.querySelector('.desk-line-name').innerText)), []);
      const heights = () => page.$$eval('.desk-list > [role=listitem]', (all) => [...new Set(all.map((line) => line.offsetHeight))]);
      const [height, ...others] = await heights();
      assert.deepEqual(others, []);
      // The room for what is not drawn is reckoned with the height there is.
      const whole = await page.$eval('.desk-list', (element) => element.scrollHeight);
      assert.ok(Math.abs(whole - height * counted.length) < 3, `${whole} px for ${counted.length} lines of ${height} px`);
      await press(page, '给这份名单记录复核意见');
      await page.waitForSelector('.desk-say');
      await frame(page);
      const [taller, ...more] = await heights();
      assert.deepEqual(more, []);
      const all = await page.$eval('.desk-list', (element) => element.scrollHeight);
      assert.ok(Math.abs(all - taller * counted.length) < 3, `${all} px for ${counted.length} lines of ${taller} px`);
      // It stays open from one list to the next.
      await press(page, '给这份名单记录复核意见');
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'nothing runs over');
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('on paper the list has all its units, with whole names, under a head on every page', async () => {
  const { page, faults, context } = await desk(files);
  await list(page);
  // The browser's own printing, once all blocks have come.
  await new Promise((done) => setTimeout(done, 500));
  const { pages, words } = await print(page, 'list');
  const bare = (name) => name.normalize('NFKC').replace(/\s+/g, '');
  assert.deepEqual(counted.filter((file) => !words.includes(bare(union(file).name))).map((file) => union(file).name), []);
  pages.forEach((sheet, at) => assert.match(sheet.replace(/\s/g, ''), /工会上级工会类别星级/, `the head of page ${at + 1}`));
  assert.ok(pages.length < 15, `${pages.length} pages`);
  assert.doesNotMatch(words, /这里只有/);
  assert.match(words, /2026年.全部单位,不含乡镇/);
  assert.equal(await page.$('.desk-printed'), null, 'on the screen there is no second list');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the page\'s 打印 waits for the whole list; the browser\'s says how many it has', async () => {
  const { page, faults, context } = await desk(files);
  // What is asked from the hundredth line on is kept back.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    window.held = [];
    Worker.prototype.postMessage = function (message) {
      if (window.held && JSON.stringify(message).includes('\\"from\\":100')) window.held.push(() => post.call(this, message));
      else post.call(this, message);
    };
    window.release = () => { const held = window.held; window.held = null; held.forEach((send) => send()); };
    window.print = () => { window.lines = document.querySelectorAll('.desk-printed tbody tr').length; };
  });
  await list(page);
  await page.waitForFunction(() => window.held.length > 0);
  const { words } = await print(page, 'list-part');
  assert.match(words, /这里只有100家,全部请点页面上的“打印”。/);
  await press(page, '打印');
  await frame(page);
  assert.equal(await page.evaluate(() => window.lines), undefined, 'it waits');
  await page.evaluate(() => window.release());
  await page.waitForFunction(() => window.lines !== undefined);
  assert.equal(await page.evaluate(() => window.lines), counted.length);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the overview of townships alone, of nothing, and of one unit says so in sentences', async () => {
  const only = await desk(townships);
  await sees(only.page, '只有乡镇（街道、园区）工会');
  assert.equal(await only.page.$('.desk-targets'), null);
  assert.equal(await only.page.$('.desk-heat'), null);
  assert.equal(await only.page.$('.desk-main .is-not-met, .desk-main .primary'), null, 'nothing is red');
  await sees(only.page, '不在抽查之列');
  const bad = `${temporary('bad')}/x.json`;
  writeFileSync(bad, '{');
  const none = await desk([bad]);
  await sees(none.page, '没有可以计入的档案');
  assert.equal(await none.page.$('.desk-main table'), null);
  assert.doesNotMatch(flat(await text(none.page, '.desk-main')), /(^|\D)0 年/);
  const one = await desk(counted.slice(0, 1));
  await one.page.waitForSelector('.desk-targets');
  const zeros = await one.page.$$eval('.desk-heat tbody tr', (rows) => rows.map((row) => row.lastElementChild.innerText).filter((share) => share === '0.0' || share === '—'));
  assert.ok(zeros.length <= 3, 'rows that nobody lacks are no weak rows');
  assert.deepEqual([...only.faults, ...none.faults, ...one.faults], []);
  for (const { context } of [only, none, one]) await context.close();
});

test('the overview tells how far the spot check is', async () => {
  const { page, faults, context } = await desk(files);
  await press(page, '开始抽查');
  await press(page, '冻结名单');
  await sees(page, '名单已冻结');
  await go(page, '#/desk');
  await page.waitForSelector('.desk-draw');
  const frozen = /名单已冻结，(\d+) 家，还没有抽取。/.exec(flat(await text(page, '.desk-draw')));
  assert.ok(frozen, 'frozen');
  await press(page, '继续抽查');
  await page.waitForSelector('[name=seed]');
  for (const name of ['seed', 'origin', 'witnesses']) await page.type(`[name=${name}]`, '2 7 1 8');
  await press(page, '抽取');
  await page.waitForSelector('.desk-drawn');
  const drawn = await page.$$eval('.desk-drawn tbody tr', (rows) => rows.length);
  await click(page, '.desk-result button');
  await sees(page, '已查 1 家');
  await go(page, '#/desk');
  await page.waitForSelector('.desk-draw');
  assert.match(flat(await text(page, '.desk-draw')), new RegExp(`名单已冻结，${frozen[1]} 家；已抽 ${drawn} 家：通过 1 家，未通过 0 家，待查 ${drawn - 1} 家。`));
  assert.deepEqual(faults, []);
  await context.close();
});
