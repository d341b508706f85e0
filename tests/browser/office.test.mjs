// Word and Excel, made in the worker and opened by other programs: nothing that the screen shows is missing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { click, press, sees } from './support/browser.mjs';
import { download, goto } from './support/dossier.mjs';
import { libreOffice, readDocx, readXlsx } from './support/office.mjs';
import { useSite } from './support/site.mjs';

const site = useSite();

const note = '=SUM(A1:A9)';

// What the union wrote: a note that looks like a formula, and the plan's words.
async function writeSomething(page) {
  await goto(page, 't/g3/08');
  await page.waitForSelector('#g3-08 .extras');
  await page.evaluate(() => [...document.querySelectorAll('#g3-08 .extra')].find((button) => button.innerText === '备注').click());
  await page.waitForSelector('#note-g3-08');
  await page.type('#note-g3-08', note);
  await goto(page, 'result');
  await click(page, '[data-plan=g3-08]');
  await page.waitForSelector('.plan-measure input');
  await page.type('.plan-measure input', '组建志愿服务队');
  await goto(page, 'report');
  await page.waitForFunction(() => document.querySelectorAll('.sheet').length > 3);
}

test('the Word file opens in other programs and holds every line of the sheets', async () => {
  const { page, faults, context } = await site.sample('private');
  await writeSomething(page);
  const seen = await page.$$eval('.sheet', (sheets) => sheets.flatMap((sheet) => [...sheet.querySelectorAll('p, h2, h3, td')].filter((element) => !element.children.length && !element.matches('.sheet-number, .sheet-digest, .paper-qr p')).map((element) => element.textContent)));
  const path = await download(page, context, () => press(page, '下载 Word'));
  const word = readDocx(path);
  const all = [...word.paragraphs.map(([, text]) => text), ...word.tables.flat(2)].join('\n');
  for (const line of seen) assert.ok(all.includes(line), line);
  assert.deepEqual(word.paragraphs.filter(([style]) => style === 'Heading 1' || style === 'heading 1').length, 8, 'eight headings');
  assert.ok(word.heads >= 9, `${word.heads} tables repeat their head`);
  assert.ok(word.evenAndOdd, 'page numbers on odd and even pages');
  const { words } = libreOffice(path, 'pdf');
  for (const said of ['杭州某某针织有限公司工会', '组建志愿服务队', '工会主席(签字)', '—1—', '摘要']) assert.ok(words.includes(said), said);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the Excel file gives back the dossier, its formulas agree with the engine, and text is never a formula', async () => {
  const { page, faults, context } = await site.sample('private');
  await writeSomething(page);
  const file = await download(page, context, async () => {
    await click(page, '.top .more summary');
    await press(page, '导出档案');
  });
  const dossier = JSON.parse(await readFile(file, 'utf8'));
  const path = await download(page, context, () => press(page, '下载 Excel'));
  const book = readXlsx(path);
  const facts = Object.fromEntries(book['基本数据'].filter(([key, , value]) => key in dossier.facts && value !== null).map(([key, , value]) => [key, value]));
  assert.deepEqual(facts, dossier.facts);
  const word = { met: '达到', not_met: '未达到', exempt: '不适用' };
  const said = Object.fromEntries(book['逐行'].slice(1).map((row) => [row[6], row[8]]));
  for (const [clause, answer] of Object.entries(dossier.answers)) assert.equal(said[clause], word[answer], clause);
  const noted = book['逐行'].find((row) => row[0] === 'g3-08');
  assert.equal(noted[11], note, 'as text: openpyxl tells a formula by its cell type');
  const evidence = book['佐证材料'].slice(1).map(([row, , name, date, place]) => ({ row, name, date, place }));
  assert.deepEqual(evidence, Object.entries(dossier.evidence).flatMap(([row, list]) => list.map((entry) => ({ row, ...entry }))));
  const plan = book['整改计划'].slice(1);
  assert.deepEqual(plan.map((row) => row[0]), await page.$$eval('.sheet .is-problems tr[data-row]', (rows) => rows.map((row) => row.dataset.row)), 'the rows of the sheets');
  assert.deepEqual(plan.filter((row) => row[4]).map((row) => [row[0], row[4]]), [['g3-08', '组建志愿服务队']]);
  const formulas = book['基本数据'].filter(([, , value]) => String(value).startsWith('='));
  assert.ok(formulas.length >= 5, 'live rates');
  // LibreOffice computes the formulas itself and prints both columns.
  const { words } = libreOffice(path, 'pdf');
  for (const [, , , , own] of formulas) {
    const percent = `${(own * 100).toFixed(2)}%`;
    assert.ok(words.split(percent).length > 2, `${percent} twice: by the formula and by the engine`);
  }
  assert.ok(words.includes(note.normalize('NFKC')));
  assert.deepEqual(faults, []);
  await context.close();
});

for (const category of ['soe', 'platform', 'public', 'regional', 'township']) {
  test(`the same rows, claims and verdicts are on the sheets, in Word and in Excel: ${category}`, async () => {
    const { page, faults, context } = await site.sample(category);
    await goto(page, 'report');
    await page.waitForFunction(() => document.querySelectorAll('.sheet').length > 3);
    const rows = await page.$$eval('.sheet .is-rows tr[data-row]', (lines) => lines.map((line) => [line.dataset.row, ...[...line.cells].slice(1).map((cell) => [...cell.children].map((part) => part.textContent).join('\n'))]));
    const word = readDocx(await download(page, context, () => press(page, '下载 Word')));
    const lines = word.tables.filter(([head]) => head[1] === '工作内容和要点').flatMap((table) => table.slice(1));
    assert.deepEqual(lines.map(([, ...cells]) => cells), rows.map(([, ...cells]) => cells), 'Word has the rows of the sheets, cell by cell');
    const book = readXlsx(await download(page, context, () => press(page, '下载 Excel')));
    const verdicts = new Map(book['逐行'].slice(1).map((row) => [row[0], row[5]]));
    assert.deepEqual([...verdicts.keys()], rows.map(([key]) => key));
    for (const [key, , verdict] of rows) assert.ok(verdict.replace('\n', '').startsWith(verdicts.get(key)), `${key}: ${verdict}, ${verdicts.get(key)}`);
    const claims = book['逐行'].slice(1).filter((row) => row[10]).length;
    assert.equal(claims, rows.map(([, content]) => content.split('（申明：').length - 1).reduce((a, b) => a + b));
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('the single file makes both from a disk', async () => {
  const { page, faults, context } = await site.sample('soe', pathToFileURL(resolve('dist/union-star.html')).href);
  await goto(page, 'report');
  await page.waitForSelector('.sheet');
  for (const [name, read] of [['下载 Word', readDocx], ['下载 Excel', readXlsx]]) {
    const path = await download(page, context, () => press(page, name));
    assert.ok(JSON.stringify(read(path)).includes('杭州某某水务集团有限公司工会委员会'));
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('a failed download says what to do instead', async () => {
  const { page, context } = await site.sample('soe');
  await goto(page, 'report');
  await page.waitForSelector('.sheet');
  // On a slow machine the service worker has kept the file by now.
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
  page.on('request', (request) => (request.url().includes('/office-') ? request.abort() : request.continue()));
  await press(page, '下载 Word');
  await sees(page, '生成文件的部分没有加载成功');
  await context.close();
});
