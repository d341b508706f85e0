// What leaves the page: paper, text, link, code; read by programs that others wrote.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { click, launch, open, press, sees, text, type } from './support/browser.mjs';
import { goto, openSample } from './support/dossier.mjs';
import { margin, print } from './support/pdf.mjs';
import { useSite } from './support/site.mjs';

const site = useSite();

async function report(category) {
  const opened = await site.sample(category);
  const verdict = await text(opened.page, '.verdict');
  await goto(opened.page, 'report');
  await opened.page.waitForSelector('.sheet');
  return { ...opened, verdict };
}

const flat = (words) => words.normalize('NFKC').replace(/\s+/g, '');

for (const category of ['private', 'township']) {
  test(`the printed report of ${category} has the sheets of the preview, each numbered, each with the digest, none overfull`, async () => {
    const { page, faults, context } = await report(category);
    await page.waitForFunction(() => document.querySelectorAll('.sheet').length > 3);
    const seen = await page.$$eval('.sheet', (sheets) => sheets.map((sheet) => {
      const content = sheet.querySelector('.paper-content').getBoundingClientRect();
      return { words: sheet.innerText, height: content.height };
    }));
    const room = (225 / 25.4) * 96;
    seen.forEach((sheet, at) => assert.ok(sheet.height <= room, `sheet ${at + 1} is ${sheet.height} px of ${room}`));
    const { pages, sheets } = await print(page, `paper-${category}`);
    assert.equal(sheets, seen.length, 'and no blank one');
    const digest = /摘要 ([0-9A-F]{4}-[0-9A-F]{4})/.exec(seen[0].words)[1];
    pages.forEach((sheet, at) => {
      assert.ok(flat(sheet).includes(`—${at + 1}—`), `page ${at + 1} has its number`);
      assert.ok(flat(sheet).includes(digest), `page ${at + 1} has the digest`);
    });
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('Firefox prints the same sheets: each numbered, each with the digest, on A4', async () => {
  const firefox = await launch('firefox');
  const { page, faults } = await open(firefox.browser, site.server.url);
  await sees(page, '我的档案');
  await openSample(page, 'private');
  await goto(page, 'report');
  await page.waitForFunction(() => document.querySelectorAll('.sheet').length > 3);
  const sheets = await page.$$eval('.sheet', (all) => all.length);
  const digest = /摘要 ([0-9A-F]{4}-[0-9A-F]{4})/.exec(await text(page, '.sheet-digest'))[1];
  const { path, pages } = await print(page, 'firefox');
  assert.match(execFileSync('pdfinfo', [path], { encoding: 'utf8' }), /Page size: .*\(A4\)/);
  assert.equal(pages.length, sheets);
  pages.forEach((sheet, at) => assert.ok(flat(sheet).includes(`—${at + 1}—`) && flat(sheet).includes(digest), `page ${at + 1}`));
  assert.deepEqual(faults, []);
  await firefox.close();
});

test('the QR on the printed page leads to the report, and the star is computed anew', async () => {
  const { page, faults, context, verdict } = await report('private');
  await page.waitForSelector('.qr svg');
  const { path, pages } = await print(page, 'qr');
  execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', String(pages.length), path, 'target/prints/qr']);
  const link = execFileSync('zbarimg', ['--quiet', '--raw', 'target/prints/qr.png'], { encoding: 'utf8' }).trim();
  assert.ok(link.startsWith(`${site.server.url}#/r/`), link);
  const phone = await site.chromium.browser.createBrowserContext();
  const opened = await open(phone, link, 360);
  await opened.page.waitForSelector('.verdict');
  assert.equal(await text(opened.page, '.verdict'), verdict);
  await press(opened.page, '导入到本机');
  await opened.page.waitForSelector('.ladder');
  assert.equal(await text(opened.page, '.verdict'), verdict);
  // Once more it is the same.
  const first = opened.page.url();
  await opened.page.goto(link);
  await press(opened.page, '导入到本机');
  await opened.page.waitForSelector('.ladder');
  assert.equal(opened.page.url(), first);
  assert.deepEqual([...faults, ...opened.faults], []);
  await phone.close();
  await context.close();
});

test('a draft is carried into another browser by its code, and a wrong code gets a sentence', async () => {
  const { page, faults, context, verdict } = await report('regional');
  await press(page, '备份码');
  const code = await page.$eval('textarea.code', (area) => area.value);
  const other = await site.chromium.browser.createBrowserContext();
  const opened = await open(other, site.server.url);
  await press(opened.page, '用备份码导入');
  await type(opened.page, '#import-code', `${code.slice(0, 30)}x${code.slice(31)}`);
  await press(opened.page, '打开');
  await sees(opened.page, '备份码不完整，或有几个字符不对');
  await press(opened.page, '回到首页');
  // The page left has a summary of the same words.
  await opened.page.waitForSelector('#import-file');
  await press(opened.page, '用备份码导入');
  await type(opened.page, '#import-code', `${code.slice(0, 30)} ${code.slice(30)}`);
  await press(opened.page, '打开');
  await opened.page.waitForSelector('.verdict');
  assert.equal(await text(opened.page, '.verdict'), verdict);
  assert.deepEqual([...faults, ...opened.faults], []);
  await other.close();
  await context.close();
});

test('parts are printed alone, and the whole text can be copied', async () => {
  const { page, faults, context } = await report('private');
  const whole = await page.waitForFunction(() => { const { length } = document.querySelectorAll('.sheet'); return length > 3 && length; });
  await click(page, '.report-bar .tick input');
  await page.waitForFunction((before) => document.querySelectorAll('.sheet').length < before, {}, await whole.jsonValue());
  await press(page, '整改计划');
  await page.waitForFunction(() => document.querySelectorAll('.sheet').length <= 2);
  const { words } = await print(page, 'part');
  assert.ok(words.includes(flat('一、存在问题及整改措施')) && !words.includes(flat('逐行情况')));
  await context.overridePermissions(new URL(site.server.url).origin, ['clipboard-read', 'clipboard-write']);
  await press(page, '复制全文');
  await sees(page, '报告全文已复制');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes('四、逐行情况') && copied.includes('八、签章与复核意见'));
  assert.deepEqual(faults, []);
  await context.close();
});

test('inside a chat program the page says what works there, and draws the conclusion as a picture', async () => {
  const context = await site.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setUserAgent('Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 MicroMessenger/8.0');
  await page.setViewport({ width: 360, height: 780 });
  await page.goto(site.server.url);
  await sees(page, '我的档案');
  await openSample(page, 'soe');
  await goto(page, 'report');
  await sees(page, '这里可能打印不了，也存不下文件');
  await press(page, '结论图片');
  await page.waitForFunction(() => document.querySelector('.conclusion')?.naturalWidth === 1080);
  const dark = await page.$eval('.conclusion', (image) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
    const drawn = canvas.getContext('2d');
    drawn.drawImage(image, 0, 0);
    const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) count += data[at] < 128;
    return count;
  });
  assert.ok(dark > 5_000, `${dark} dark pixels`);
  assert.match(await page.$eval('.conclusion', (image) => image.alt), /自评五星/);
  if (process.env.SHOTS) await page.screenshot({ path: 'target/screenshots/in-app-360.png', fullPage: true, clip: undefined });
  await context.close();
});

test('our own words have blanks about their numbers on the screen and none on paper; the document keeps its own', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/09');
  await press(page, '存疑与口径');
  await sees(page, '按 1 行计。如原件有横线则为 2 行');
  await sees(page, 'a、b、c 共 3 个要点');
  await page.goto(`${site.server.url}#/readings`);
  await sees(page, '不足 50 人须 90%');
  await sees(page, '“不足50”“50至100”');
  await context.close();
  const paper = await report('private');
  await sees(paper.page, '本工具口径：按1行计');
  assert.deepEqual([...faults, ...paper.faults], []);
  await paper.context.close();
});

test('what is printed without being a report keeps off the edges of its pages, which printers do not reach', async () => {
  const { page, faults, context } = await site.sample('private');
  const places = { result: '.ladder', facts: '#fact-members', 't/g3': '#g3-03', review: '.button.primary', versions: 'h1' };
  for (const [place, what] of Object.entries(places)) {
    await goto(page, place);
    await page.waitForSelector(what);
    const { path } = await print(page, `plain-${place.replace('/', '-')}`);
    assert.ok(margin(path) >= 10, `${place}: ${margin(path)} mm`);
  }
  await goto(page, 'report');
  await page.waitForSelector('.sheet');
  assert.ok(margin((await print(page, 'plain-report')).path) >= 20, 'the sheets of a report have margins of their own');
  assert.deepEqual(faults, []);
  await context.close();
});
