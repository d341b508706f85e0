// From a verdict to the next star, and through a reviewer's hands and back.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { click, press, sees, text, type } from './support/browser.mjs';
import { download, goto, importFile, openSample, star } from './support/dossier.mjs';
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
