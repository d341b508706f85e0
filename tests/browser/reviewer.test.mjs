// From a verdict to the next star, and through a reviewer's hands and back.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { click, press, sees, text, type } from './support/browser.mjs';
import { download, goto, importFile, openSample, star } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { print } from './support/pdf.mjs';
import { useSite } from './support/site.mjs';

const site = useSite();

// SHOTS=1 keeps pictures of what the test sees, for looking at.
async function picture(page, name) {
  if (!process.env.SHOTS) return;
  for (const width of [1440, 768, 360]) {
    await page.setViewport({ width, height: 900 });
    await page.screenshot({ path: `target/screenshots/flow-${name}-${width}.png`, fullPage: true });
  }
  await page.setViewport({ width: 1440, height: 900 });
}

test('rows are put into the plan, which shows the star that it would reach and leaves the answers', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await click(page, '[data-plan=g3-03]');
  await sees(page, '计划中有 1 行，全部做到，仍是二星，到三星还差 1 行');
  await click(page, '[data-plan=g3-08]');
  await sees(page, '计划中有 2 行，全部做到，可确保三星');
  await type(page, '.plan-line:nth-child(1) .plan-measure input', '补录一名会员');
  await type(page, '.plan-line:nth-child(1) .plan-owner input', '组织委员');
  await type(page, '.plan-line:nth-child(1) .plan-due input', '12月底');
  await picture(page, 'plan');
  assert.equal(await text(page, '.verdict'), '已确保二星，最高可达四星');
  await goto(page, 'report');
  await page.waitForSelector('.paper');
  const { words } = await print(page, 'plan');
  for (const said of ['补录一名会员', '组织委员', '12月底']) assert.ok(words.includes(said), said);
  await page.reload();
  await goto(page, 'result');
  await sees(page, '全部做到，可确保三星');
  assert.deepEqual(faults, []);
  await context.close();
});

test('on a phone 不认可 stays under the finger that chose it; the field for the reason comes below', async () => {
  const { page, faults, context } = await site.sample('private');
  await page.setViewport({ width: 360, height: 740 });
  await goto(page, 'review');
  await press(page, '开始复核');
  const half = '#review-g3-03 [data-accept=false]';
  await page.waitForSelector(half);
  await page.$eval(half, (button) => button.scrollIntoView({ block: 'center' }));
  const top = () => page.$eval(half, (button) => button.getBoundingClientRect().top);
  const before = await top();
  await click(page, half);
  await page.waitForSelector('#review-g3-03 .review-reason');
  const moved = (await top()) - before;
  assert.ok(Math.abs(moved) < 1, `${moved} px`);
  const field = await page.$eval('#review-g3-03 .review-reason input', (input) => input.getBoundingClientRect().top);
  assert.ok(field > before, 'the field is below');
  assert.deepEqual(faults, []);
  await context.close();
});

test('Ctrl+Z outside of a field takes the last step back, and leaves what was typed', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 'review');
  await press(page, '开始复核');
  const half = (row) => `#review-${row} [data-accept=false]`;
  await click(page, half('g3-02'));
  await type(page, '#review-g3-02 .review-reason input', '台账缺失');
  await click(page, half('g3-04'));
  await page.waitForSelector(`${half('g3-04')}[aria-pressed=true]`);
  await page.waitForFunction(() => typeof unionStarCalm === 'function');
  const keys = async (...names) => {
    for (const name of names) await page.keyboard.down(name);
    for (const name of names.reverse()) await page.keyboard.up(name);
  };
  const reason = () => page.$eval('#review-g3-02 .review-reason input', (field) => field.value);
  await keys('Control', 'z');
  await page.waitForSelector(`${half('g3-04')}[aria-pressed=false]`);
  assert.equal(await reason(), '台账缺失');
  await keys('Control', 'y');
  await page.waitForSelector(`${half('g3-04')}[aria-pressed=true]`);
  await keys('Control', 'z');
  await page.waitForSelector(`${half('g3-04')}[aria-pressed=false]`);
  await keys('Control', 'Shift', 'Z');
  await page.waitForSelector(`${half('g3-04')}[aria-pressed=true]`);
  // Within a field it is the browser's.
  await page.focus('#review-g3-02 .review-reason input');
  await page.keyboard.type('x');
  await keys('Control', 'z');
  assert.equal(await reason(), '台账缺失');
  assert.ok(await page.$(`${half('g3-04')}[aria-pressed=true]`));
  assert.deepEqual(faults, []);
  await context.close();
});

test('a dossier goes to a reviewer and comes back with what was not accepted', async () => {
  const unit = await site.fresh();
  await openSample(unit.page, 'public');
  const before = await text(unit.page, '.verdict');
  await sees(unit.page, '复核时会不会降星');
  const sent = await download(unit.page, unit.context, async () => {
    await click(unit.page, '.top .more summary');
    await press(unit.page, '导出档案');
  });

  const reviewer = await site.fresh();
  await importFile(reviewer.page, sent);
  await reviewer.page.waitForSelector('.verdict');
  await press(reviewer.page, '复核');
  await press(reviewer.page, '开始复核');
  await type(reviewer.page, '#review-body', '某某区教育工会');
  await sees(reviewer.page, '项不适用的申明没有确认');
  await click(reviewer.page, '.accept-rest');
  await click(reviewer.page, '#review-g2-05 [data-accept=false]');
  await type(reviewer.page, '#review-g2-05 .review-reason input', '没有会议记录');
  await sees(reviewer.page, '复核后：一星');
  await picture(reviewer.page, 'review');
  const returned = await download(reviewer.page, reviewer.context, () => press(reviewer.page, '导出复核后的档案'));
  const [original, reviewed] = await Promise.all([sent, returned].map(async (path) => JSON.parse(await readFile(path, 'utf8'))));
  assert.equal(reviewed.reviews[0].rows['g2-05'].reason, '没有会议记录');
  delete reviewed.reviews;
  assert.deepEqual(reviewed, original, 'the self-assessment is untouched');
  assert.deepEqual(reviewer.faults, []);
  await reviewer.context.close();

  await unit.page.goto(site.server.url);
  await sees(unit.page, '我的档案');
  await importFile(unit.page, returned);
  await sees(unit.page, '加入了复核意见：乡镇（街道）或上级工会。');
  await press(unit.page, '看结果');
  await unit.page.waitForSelector('.reviews');
  await sees(unit.page, '没有会议记录');
  assert.equal(await text(unit.page, '.verdict'), `${before}，复核一星`, 'its own verdict stands beside that of the review');
  assert.equal(await unit.page.$$eval('.result > .stars .is-assured', (stars) => stars.length), 1, 'the stars are those of the review');
  await goto(unit.page, 't/g2');
  await sees(unit.page, '不认可：没有会议记录');
  assert.equal(await text(unit.page, '#g2-05 .row-number + .row-words + .row-state .state, #g2-05 .state'), '不认可');
  assert.match(await text(unit.page, '.star-line'), /自评四星\s·\s复核一星\s+看\s1\s行复核意见/);
  await picture(unit.page, 'returned');
  await unit.page.goto(site.server.url);
  await sees(unit.page, '我的档案');
  assert.equal((await unit.page.$$('.shelf-name')).length, 1, 'the same dossier, not a copy');
  assert.deepEqual(unit.faults, []);
  await unit.context.close();
});

// Sends a sample to reviewers: their files, each the unit's own with the layers that it is given.
async function sent(category) {
  const { page, faults, context } = await site.fresh();
  await openSample(page, category);
  const path = await download(page, context, async () => {
    await click(page, '.top .more summary');
    await press(page, '导出档案');
  });
  const file = JSON.parse(await readFile(path, 'utf8'));
  const back = async (...reviews) => {
    await writeFile(path, JSON.stringify({ ...file, reviews }));
    await page.goto(site.server.url);
    await sees(page, '我的档案');
    await importFile(page, path);
  };
  return { page, faults, context, back };
}

const layer = (level, row, reason) => ({ level, body: `某某${level}总工会`, date: '2026-11-02', rows: { [row]: { accepted: false, reason, seen: 'met' } }, claims: {}, remark: '' });

test('what two reviewers returned stands side by side, and what one of them says anew is put beside', async () => {
  const { page, faults, context, back } = await sent('soe');
  const levels = async () => page.$$eval('.reviews tbody th', (cells) => cells.map((cell) => cell.innerText));
  await back(layer('district', 'g3-03', '名册不全'));
  await sees(page, '加入了复核意见：区县（市）总工会、产业工会。');
  await back(layer('street', 'g3-04', '没有记录'));
  await sees(page, '加入了复核意见：乡镇（街道）或上级工会。');
  await press(page, '看结果');
  await page.waitForSelector('.reviews');
  assert.deepEqual(await levels(), ['自评', '乡镇（街道）或上级工会', '区县（市）总工会、产业工会']);
  for (const reason of ['名册不全', '没有记录']) await sees(page, reason);
  // Once more the same: nothing is new, and it opens.
  await back(layer('street', 'g3-04', '没有记录'));
  await page.waitForSelector('.reviews');
  assert.equal((await levels()).length, 3);
  await back(layer('street', 'g3-05', '另一条意见'));
  await sees(page, '导入的档案中有 1 份与本机的同一份内容不同');
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a row that was not accepted goes into the plan from the opinions, and onto the paper with its reason', async () => {
  const { page, faults, context, back } = await sent('soe');
  await back(layer('district', 'g5-01', '名册不全'));
  await press(page, '看结果');
  await page.waitForSelector('.reviews');
  await sees(page, '自评五星，复核四星');
  await click(page, '[data-plan=g5-01]');
  await sees(page, '计划中有 1 行，全部做到，可确保五星');
  assert.doesNotMatch(await text(page, '.plan'), /已达到/);
  await type(page, '.plan-measure input', '补录名册');
  await goto(page, 'report');
  await page.waitForSelector('.paper');
  await sees(page, '区县（市）总工会、产业工会不认可：名册不全');
  const { words } = await print(page, 'refused');
  assert.ok(words.includes('补录名册'), 'what will be done');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a reason goes with the refusal that it was for, and layers stand by their level', async () => {
  const { page, faults, context } = await site.sample('soe');
  await goto(page, 'review');
  await press(page, '开始复核');
  await click(page, 'input[name=review-level][value=city]');
  await type(page, '#review-body', '某某市总工会');
  await click(page, '#review-g3-03 [data-accept=false]');
  await type(page, '#review-g3-03 .review-reason input', '缺会议记录');
  await click(page, '#review-g3-03 [data-accept=true]');
  // It says something now: another reviewer adds a layer and does not make this one theirs.
  await page.waitForFunction(() => document.querySelectorAll('input[name=review-level]').length === 1);
  await press(page, '另加一层');
  await page.waitForFunction(() => document.querySelector('#review-body').value === '');
  await type(page, '#review-body', '某某街道总工会');
  // The layer below stands first, and is the one that is written in.
  const pressed = await page.$$eval('.review .filters[role=group] .filter', (all) => all.map((one) => [one.innerText, one.getAttribute('aria-pressed')]));
  assert.deepEqual(pressed.slice(0, 2), [['乡镇（街道）或上级工会', 'true'], ['市总工会', 'false']]);
  await click(page, '#review-g3-04 [data-accept=false]');
  const file = JSON.parse(await readFile(await download(page, context, () => press(page, '导出复核后的档案')), 'utf8'));
  assert.deepEqual(file.reviews.map(({ level, body }) => [level, body]), [['street', '某某街道总工会'], ['city', '某某市总工会']]);
  assert.deepEqual(file.reviews[1].rows['g3-03'], { accepted: true, reason: '', seen: 'met' });
  assert.equal(file.reviews[0].rows['g3-04'].accepted, false);
  assert.deepEqual(faults, []);
  await context.close();
});

test('of two unions of one name each opens the next year that was made from it', async () => {
  const { page, faults, context } = await site.fresh();
  const year = new Date().getFullYear();
  const folder = temporary('two');
  for (const id of ['first', 'second']) {
    const union = { name: '同名工会', category: 'private', form: 'single' };
    await writeFile(join(folder, `${id}.json`), JSON.stringify({ format: 'union-star', schema: 1, guideline: 'hangzhou-2025', id, year, union, facts: { employees: id === 'first' ? 11 : 22 }, rates: {}, answers: {} }));
    await page.goto(site.server.url);
    await sees(page, '我的档案');
    await importFile(page, join(folder, `${id}.json`));
    await page.waitForSelector('.verdict');
  }
  const menu = async (id) => {
    await page.goto(site.server.url);
    const link = `a[href="#/d/${id}/union"]`;
    await page.waitForSelector(link);
    await page.$eval(link, (element) => { element.closest('details').open = true; });
  };
  await menu('first');
  await press(page, `转入 ${year + 1} 年度`);
  await sees(page, '上年 11 人');
  await menu('second');
  await press(page, `转入 ${year + 1} 年度`);
  await sees(page, '上年 22 人');
  await menu('first');
  await press(page, `打开 ${year + 1} 年度`);
  await sees(page, '上年 11 人');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a finished year is carried over, and last year stands beside', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'soe');
  await page.goto(site.server.url);
  await sees(page, '我的档案');
  await click(page, '.shelf-actions .more summary');
  const year = new Date().getFullYear();
  await press(page, `转入 ${year + 1} 年度`);
  // The new year opens at once: pressed twice, it would be made twice.
  await sees(page, '上年 412 人');
  await page.goto(site.server.url);
  await page.waitForFunction(() => document.querySelectorAll('.shelf-name').length === 2);
  const next = await page.$$eval('.shelf-table tbody tr', (lines, wanted) => lines.find((line) => line.querySelector('.shelf-year').innerText === wanted).querySelector('.shelf-name a').getAttribute('href'), String(year + 1));
  await page.goto(site.server.url + next);
  await page.waitForSelector('.verdict');
  await sees(page, `${year} 年：五星；${year + 1} 年：未定星，最高可达五星`);
  await picture(page, 'years');
  await goto(page, 't/g2');
  await page.waitForSelector('#g2-05');
  await sees(page, '上年：达到');
  await goto(page, 't/g1/03');
  await page.waitForSelector('#g1-03');
  assert.match(await text(page, '#g1-03 .clause:nth-of-type(1)'), /沿用上年：达到/, 'what lasts is taken over, and said');
  await goto(page, 'facts');
  await sees(page, '上年 412 人');
  await goto(page, 't/g1');
  await page.waitForSelector('.fold');
  assert.match(await text(page, '.table-sum'), /已达到 \d 行/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the guideline and the readings are inside the page, searchable, every row with its address', async () => {
  const { page, faults, context } = await site.fresh();
  await press(page, '指引原文');
  await sees(page, '力争全市基层工会组织95%以上达到一星级');
  await picture(page, 'guide');
  await press(page, '非公企业');
  await type(page, '.guide .search', '满意率');
  await sees(page, '附件里有 3 行');
  await press(page, '乡镇（街道、园区）');
  await sees(page, '附件里有 1 行');
  await page.goto(`${site.server.url}#/guide/private/g3-13`);
  await page.waitForSelector('#g3-13.is-current');
  await press(page, '本工具口径');
  await sees(page, '只算本星级那几行');
  await picture(page, 'readings');
  await page.goto(site.server.url);
  await openSample(page, 'private');
  await goto(page, 't/g1');
  await page.waitForSelector('.fold');
  await goto(page, 't/g1/01');
  await page.waitForSelector('#g1-01');
  await press(page, '存疑与口径');
  await press(page, '在全文中看');
  await page.waitForSelector('#g1-01.is-current');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an honour sets the track that the report names', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'union');
  await page.waitForSelector('#honours');
  await click(page, '#honours .honour:nth-of-type(2) input[type=checkbox]');
  await sees(page, '按四星级的要求复核');
  await type(page, '.honour-year', '2018');
  await sees(page, '属于 2019 年度以前的荣誉');
  await goto(page, 'report');
  await sees(page, '我会曾获2018年度市先进职工之家，按四星级要求复核');
  assert.match(await star(page), /^已确保二星/, 'an honour gives no star');
  assert.deepEqual(faults, []);
  await context.close();
});

test('of two honours of one kind the year of one is changed and the other stays', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  const file = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  const honoured = { ...JSON.parse(await readFile(file, 'utf8')), honours: [{ kind: 'advanced', year: 2012 }, { kind: 'advanced', year: 2016 }] };
  await writeFile(file, JSON.stringify(honoured));
  const other = await site.fresh();
  await importFile(other.page, file);
  await other.page.waitForSelector('.verdict');
  await goto(other.page, 'union');
  await type(other.page, '.honour-year', '2018');
  await goto(other.page, 'report');
  await sees(other.page, '2018年度市先进职工之家');
  await sees(other.page, '2016年度市先进职工之家');
  assert.deepEqual([...faults, ...other.faults], []);
  await other.context.close();
  await context.close();
});
