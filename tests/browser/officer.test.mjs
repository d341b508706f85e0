// The main job as an officer would do it, in a real Chromium, under a sub-path.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { click, frame, press, sees, text, type } from './support/browser.mjs';
import { begin, choose, download, goto, openSample, star } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { print } from './support/pdf.mjs';
import { serve } from './support/server.mjs';
import { embedded } from './support/engine.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();

test('a search shows the rows that hold the word or have the number, and says where none does', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/05');
  await page.waitForSelector('#g3-05');
  const search = '.search';
  await type(page, search, 'zzzz');
  await sees(page, '本表没有找到，换个词试试。');
  assert.equal(await page.$('#g3-05'), null, 'the row that was asked for before is no hit');
  for (const wanted of ['实名 制', '03', 'g3-03']) {
    await type(page, search, wanted);
    await page.waitForSelector('#g3-03', { timeout: 10_000 });
    assert.equal(await page.$('#g3-10'), null, wanted);
  }
  // A row that is asked for now is there.
  await page.evaluate(() => [...document.querySelectorAll('.map-cell')].find((cell) => cell.innerText.startsWith('10')).click());
  await page.waitForSelector('#g3-10');
  assert.ok(await page.$('#g3-03'));
  await goto(page, 't/all');
  await page.waitForSelector('.keyboard-hint');
  await type(page, search, 'zzzz');
  await sees(page, '没有找到，换个词试试。');
  assert.deepEqual(await page.$$eval('.empty-rows', (told) => told.map((one) => one.innerText)), ['没有找到，换个词试试。'], 'once, for all tables');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a new union is created, its numbers filled in, its rows answered, and all of it is there after a reload', async () => {
  const { page, faults, context } = await site.fresh();
  await press(page, '开始自评');
  await sees(page, '新建自评');
  await press(page, '下一步：基本数据');
  await sees(page, '请补上这几处');
  await type(page, '#union-name', '杭州测试有限公司工会');
  await click(page, 'input[name=category][value=private]');
  await click(page, 'input[name=form][value=single]');
  await press(page, '下一步：基本数据');
  await page.waitForSelector('#fact-members');
  assert.equal(await star(page), '未定星 · 最高可达五星');

  for (const [fact, number] of [['employees', '１００人'], ['members', '80'], ['real_name_members', '63']]) await type(page, `#fact-${fact}`, number);
  await sees(page, '差 1 人');
  await type(page, '#fact-women_members', '81');
  await sees(page, '多于会员（80 人），请核对这两个数。');
  await type(page, '#fact-women_members', 'abc');
  await sees(page, '没有看懂这个数');
  await page.reload();
  await page.waitForSelector('#fact-members');
  assert.equal(await page.$eval('#fact-employees', (field) => field.value), '100', 'full-width digits and the measure word are understood');
  assert.equal(await page.$eval('#fact-women_members', (field) => field.value), 'abc', 'nothing typed is lost');
  await type(page, '#fact-women_members', '12');

  await goto(page, 't/g1');
  await page.waitForSelector('#g1-05');
  for (const [row, clauses] of [['g1-01', 2], ['g1-02', 2], ['g1-03', 2], ['g1-04', 5], ['g1-05', 1]]) {
    for (let clause = 1; clause <= clauses; clause += 1) await choose(page, row, clause, 'met');
  }
  await sees(page, '5 行须全部达到。已达到 5 行，够了');
  assert.match(await star(page), /^已确保一星/);

  await page.reload();
  await page.waitForSelector('.fold');
  assert.match(await star(page), /^已确保一星/);
  await page.goto(site.server.url);
  await sees(page, '杭州测试有限公司工会');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the sample 非公企业 union is improved from two to four stars, and its report printed', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  assert.equal(await text(page, '.verdict'), '已确保二星，最高可达四星');
  await goto(page, 'facts');
  await type(page, '#fact-real_name_members', '80');
  await goto(page, 't/g3');
  await choose(page, 'g3-08', 1, 'met');
  await choose(page, 'g3-09', 3, 'met');
  assert.match(await star(page), /^已确保三星/);
  await goto(page, 't/g4');
  await page.waitForSelector('#g4-02');
  await choose(page, 'g4-02', 1, 'met');
  for (const clause of [1, 2, 3]) await choose(page, 'g4-07', clause, 'met');
  for (const clause of [1, 2, 3]) await choose(page, 'g4-08', clause, 'met');
  await choose(page, 'g4-13', 1, 'met');
  await goto(page, 't/gi');
  await page.waitForSelector('#gi-01');
  await choose(page, 'gi-01', 1, 'met');
  assert.match(await star(page), /四星/);
  await goto(page, 'result');
  await page.waitForSelector('.verdict');
  assert.match(await text(page, '.verdict'), /^(自评|已确保)四星/);
  await press(page, '生成自评报告');
  await page.waitForSelector('.paper');
  const { pages, words } = await print(page, 'private');
  for (const said of ['杭州某某针织有限公司工会', '2026年度星级自评报告', '杭总工办〔2025〕8号', '待复核确认', '工会主席(签字)', '以上级工会复核认定为准']) {
    assert.ok(words.includes(said.normalize('NFKC')), `the paper lacks ${said}`);
  }
  assert.ok(pages.length >= 6 && pages.length <= 30, `${pages.length} pages`);
  const headed = pages.filter((sheet) => sheet.replace(/\s/g, '').includes('工作内容和要点')).length;
  assert.ok(headed >= 6, 'every table of rows carries its header');
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [category, rows, last] of [['public', 58, 'gi-04'], ['township', 56, 'ti-04'], ['platform', 58, 'gi-04']]) {
  test(`the sample of ${category} shows every row, prints, and goes through a file`, async () => {
    const { page, faults, context } = await site.fresh();
    await openSample(page, category);
    const verdict = await text(page, '.verdict');
    await goto(page, 'report');
    await page.waitForSelector('.sheet:nth-of-type(3)');
    assert.equal(await page.$$eval('.sheet .is-rows tr[data-row]', (lines) => lines.length), rows);
    const { words } = await print(page, category);
    assert.ok(words.includes('签章与复核意见'.normalize('NFKC')));

    const file = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
    const exported = JSON.parse(await readFile(file, 'utf8'));
    assert.equal(exported.union.category, category);
    const engine = await embedded(site);
    const [rated] = await engine.rate([exported]);
    await engine.context.close();
    assert.equal(Object.keys(rated.rows).length, rows);
    assert.ok(last in rated.rows);

    const other = await site.fresh();
    const field = await other.page.$('#import-file');
    await field.uploadFile(file);
    await other.page.waitForSelector('.verdict');
    assert.equal(await text(other.page, '.verdict'), verdict);
    assert.deepEqual([...faults, ...other.faults], []);
    await other.context.close();
    await context.close();
  });
}

test('a bad file is refused with the reason and the place, and changes nothing', async () => {
  const { page, faults, context } = await site.fresh();
  const folder = temporary('bad');
  const good = { format: 'union-star', schema: 1, guideline: 'hangzhou-2025', id: 'a', year: 2026, union: { name: '某工会', category: 'private', form: 'single' }, facts: {}, rates: {}, answers: {} };
  for (const [name, body, said] of [
    ['half.json', JSON.stringify(good).slice(0, 60), '没有传完整'],
    ['other.json', '{"hello":"world"}', '这不是星级自评档案'],
    ['answer.json', JSON.stringify({ ...good, answers: { 'g1-01.a': 'yes' } }), 'answers.g1-01.a'],
    ['newer.json', JSON.stringify({ ...good, schema: 9 }), '较新的版本'],
    ['gbk.json', Buffer.concat([Buffer.from('{"format":"union-star","union":{"name":"'), Buffer.from([0xb9, 0xa4, 0xbb, 0xe1]), Buffer.from('"}}')]), '不是 UTF-8 编码'],
  ]) {
    const file = join(folder, name);
    await writeFile(file, body);
    await (await page.$('#import-file')).uploadFile(file);
    await sees(page, `没有导入“${name}”`);
    await sees(page, said);
    await sees(page, '还没有档案');
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('dossiers are copied, deleted, and deletion is taken back', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'soe');
  await page.goto(site.server.url);
  await sees(page, '杭州某某水务集团有限公司工会委员会');
  const act = async (name) => {
    await click(page, '.shelf-table .more summary');
    await press(page, name);
  };
  await act('复制一份');
  await sees(page, '（副本）');
  await act('删除');
  await sees(page, '已删除');
  assert.equal(await page.$$eval('.shelf-table tbody tr', (lines) => lines.length), 1);
  await press(page, '撤销删除');
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 2);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an edit is undone and done again', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 't/g3');
  await choose(page, 'g3-08', 1, 'met');
  await sees(page, '已达到 12 行');
  await press(page, '撤销');
  await sees(page, '已达到 11 行');
  await click(page, '.top .more summary');
  await press(page, '重做');
  await sees(page, '已达到 12 行');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a measured clause offers no choice, and a claim says its sentence', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-03');
  assert.equal(await page.$$eval('#g3-03 [role=radiogroup]', (groups) => groups.length), 1, 'a alone is judged');
  await sees(page, '实名制会员 63 ÷ 会员 80 = 78.75%');
  await sees(page, '须 ≥ 80%，即 64 人');
  await goto(page, 't/g4/03');
  await sees(page, '申明：单位未建立党组织。报告中注明“待复核确认”。');
  await press(page, '撤回申明');
  await sees(page, '申明不适用');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a number is reached from its row, is not hidden by the header, and going back leads to the row', async () => {
  const { page, faults, context } = await site.fresh();
  await page.setViewport({ width: 1280, height: 720 });
  await openSample(page, 'private');
  await goto(page, 't/g3');
  await click(page, '#g3-03 .measured-line .link');
  const field = '#fact-real_name_members';
  await page.waitForFunction((wanted) => document.activeElement === document.querySelector(wanted), {}, field);
  await frame(page);
  const [top, header] = await page.evaluate((wanted) => [wanted, '.star-header'].map((one) => document.querySelector(one).getBoundingClientRect()).map((box, at) => (at ? box.bottom : box.top)), field);
  assert.ok(top >= header, `the field at ${top}, the header down to ${header}`);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement?.id === 'g3-03');
  const row = await page.$eval('#g3-03', (element) => element.getBoundingClientRect().top);
  assert.ok(row >= header - 1 && row < 720, `the row at ${row}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('填数字 leads to the number that is missing', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'facts');
  await type(page, '#fact-members', ' ');
  await goto(page, 't/g3/03');
  await page.waitForSelector('#g3-03');
  assert.match(await text(page, '#g3-03 .measured-line .link'), /^填数字/);
  await click(page, '#g3-03 .measured-line .link');
  await page.waitForFunction(() => document.activeElement?.id === 'fact-members');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the page of all tables follows when another category is taken back', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'union');
  await click(page, 'input[name=category][value=township]');
  await goto(page, 't/all');
  await page.waitForSelector('#t1-01');
  await press(page, '撤销');
  await page.waitForFunction(() => document.querySelector('[id^=g3-]') && !document.querySelector('[id^=t1-]'));
  await sees(page, '键盘：方向键选择');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a whole of 0 is told where it stands, and its parts stay asked', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'facts');
  await type(page, '#fact-ballots', '0');
  await sees(page, '填 0 时算不出会员对工会工作满意率，请核对。');
  assert.ok(await page.$('#fact-satisfied_with_work'), 'still asked');
  await goto(page, 't/g3/07');
  await click(page, '#g3-07 .measured-line .link');
  await page.waitForFunction(() => document.activeElement?.id === 'fact-ballots');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a file whose id cannot stand in an address opens; another state of a dossier is put beside it and said', async () => {
  const { page, faults, context } = await site.fresh();
  const folder = temporary('ids');
  const good = { format: 'union-star', schema: 1, guideline: 'hangzhou-2025', id: '甲/乙 丙', year: 2026, union: { name: '某工会', category: 'private', form: 'single' }, facts: {}, rates: {}, answers: {} };
  const take = async (name, dossier) => {
    await writeFile(join(folder, name), JSON.stringify(dossier));
    await (await page.$('#import-file')).uploadFile(join(folder, name));
  };
  await take('named.json', good);
  await page.waitForSelector('.verdict');
  for (const members of [1, 2]) {
    await page.goto(site.server.url);
    await sees(page, '我的档案');
    await take('state.json', { ...good, id: 'a', facts: { members } });
    if (members === 1) await page.waitForSelector('.verdict');
  }
  await sees(page, '导入的档案中有 1 份与本机的同一份内容不同');
  await page.waitForFunction(() => document.querySelectorAll('.shelf-table tbody tr').length === 3);
  assert.deepEqual(faults, []);
  await context.close();
});

test('on a phone 目录 closes on Escape and on a tap beside it', async () => {
  const { page, faults, context } = await site.fresh();
  await page.setViewport({ width: 360, height: 640 });
  await openSample(page, 'private');
  await goto(page, 't/g1');
  const isOpen = (wanted) => page.waitForFunction((open) => Boolean(document.querySelector('.has-drawer')) === open, {}, wanted);
  for (const close of [() => page.keyboard.press('Escape'), () => page.mouse.click(180, 40), () => click(page, '.dock-toc')]) {
    await click(page, '.dock-toc');
    await isOpen(true);
    await close();
    await isOpen(false);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('a row is answered and the next one reached by keyboard alone', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 't/g3/08');
  await page.waitForSelector('#g3-08');
  await page.focus('#g3-08 [data-answer=met]');
  await page.keyboard.press('ArrowRight');
  await sees(page, '未达到 3 行');
  await page.keyboard.press('ArrowLeft');
  await sees(page, '已达到 12 行');
  await page.keyboard.down('Alt');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Alt');
  await page.waitForFunction(() => document.activeElement?.id === 'g3-09');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a double click says one thing: an answer stands, and one piece of evidence is taken away', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 't/g3/15');
  await page.waitForSelector('#g3-15');
  const chosen = (answer) => page.$eval(`#g3-15 [data-answer=${answer}]`, (half) => half.getAttribute('aria-checked'));
  for (const answer of ['not_met', 'met']) {
    if (await chosen(answer) === 'true') continue;
    await (await page.$(`#g3-15 [data-answer=${answer}]`)).click({ count: 2 });
    await page.waitForFunction((of) => document.querySelector(`#g3-15 [data-answer=${of}]`).getAttribute('aria-checked') === 'true', {}, answer);
  }
  assert.equal(await chosen('met'), 'true');
  await page.evaluate(() => document.querySelector('#g3-15 .extra').click());
  for (const name of ['甲', '乙', '丙']) {
    const count = (await page.$$('#g3-15 .evidence')).length;
    await press(page, '添一件佐证');
    await page.waitForFunction((now) => document.activeElement?.id === `evidence-g3-15-${now}`, {}, count);
    await page.keyboard.type(name);
  }
  const names = () => page.$$eval('#g3-15 .evidence-name input', (all) => all.map((input) => input.value));
  const before = await names();
  await (await page.$('#g3-15 .evidence-remove')).click({ count: 2 });
  await page.waitForFunction((count) => document.querySelectorAll('#g3-15 .evidence').length < count, {}, before.length);
  assert.deepEqual(await names(), before.slice(1));
  assert.deepEqual(faults, []);
  await context.close();
});

test('storage that refuses is said, and the work goes on', async () => {
  const { page, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-08');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await choose(page, 'g3-15', 1, 'met');
  await saved(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await choose(page, 'g3-08', 1, 'met');
  await sees(page, '刚才的填写没有保存到本机');
  await sees(page, '空间已满');
  await sees(page, '已达到 13 行');
  await context.close();
});

test('a percentage that is not understood says so at its field, and to who hears the field', async () => {
  const { page, faults, context } = await site.fresh();
  await begin(page, site.server.url, 'private');
  await press(page, '只有百分数');
  const field = '.percent-field .input';
  const heard = () => page.$eval(field, (input) => [document.getElementById(input.getAttribute('aria-describedby')).innerText, input.getAttribute('aria-invalid')]);
  await type(page, field, '约九成');
  await sees(page, '没有看懂这个百分数');
  assert.deepEqual(await heard(), ['没有看懂这个百分数，请只用数字填写，例如 92.35。', 'true']);
  await type(page, field, '92，5');
  assert.deepEqual(await heard(), ['', null]);
  await saved(page);
  await page.reload();
  await page.waitForSelector(field);
  assert.equal(await page.$eval(field, (input) => input.value), '92.5', 'a comma of an input method is the point');
  assert.deepEqual(faults, []);
  await context.close();
});

test('no page is wider than the window at 1440, 768, 360 and 320, in large text neither', async () => {
  for (const width of [1440, 768, 360, 320]) {
    const { page, faults, context } = await site.fresh(site.server.url, width);
    const check = async (place) => {
      const wide = await page.evaluate(() => [false, true, false].map((large) => {
        const root = document.documentElement;
        root.classList.toggle('is-large', large);
        return root.scrollWidth - root.clientWidth;
      }));
      assert.deepEqual(wide, [0, 0, 0], `${place} at ${width}: plain, large, plain`);
    };
    await check('home');
    await openSample(page, 'private');
    for (const place of ['result', 'facts', 't/g3', 't/g5', 'report', 'union', 'review']) {
      await goto(page, place);
      await page.waitForSelector('h1');
      await frame(page);
      if (place === 'review') await press(page, '开始复核');
      await check(place);
    }
    for (const place of ['#/guide/regional', '#/readings', '#/new']) {
      await page.goto(site.server.url + place);
      await page.waitForSelector('h1');
      await check(place);
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('the single file does the job from a disk', async () => {
  const { page, faults, context } = await site.fresh(pathToFileURL(resolve('dist/union-star.html')).href);
  await openSample(page, 'regional');
  await goto(page, 't/g2');
  await page.waitForSelector('#g2-06');
  await choose(page, 'g2-06', 1, 'met');
  await page.reload();
  await sees(page, '7 行须全部达到。已达到 7 行，够了');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the development build that serve shows opens a sample', async () => {
  const development = await serve('dist-dev');
  const { page, faults, context } = await site.fresh(development.url);
  await openSample(page, 'soe');
  await sees(page, '自评五星');
  // The question for a newer build goes to the development server alone.
  assert.deepEqual(faults.filter((fault) => !fault.includes('404')), []);
  await context.close();
  development.close();
});
