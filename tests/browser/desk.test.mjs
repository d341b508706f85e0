// The federation's desk: files in, the overview, the list, reviews, the draw, files out; read by programs of others.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { click, open, press, sees, text, type } from './support/browser.mjs';
import { looksComplete } from './support/looks.mjs';
import { print } from './support/pdf.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const FOLDER = 'target/crowd';
const COUNT = 240;
const site = useSite();
let rated;
before(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', String(COUNT), '3', FOLDER]);
  const files = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);
  const lines = execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'rate', '--', ...files], { encoding: 'utf8' });
  const category = (file) => JSON.parse(readFileSync(file, 'utf8')).union.category;
  rated = lines.trim().split('\n').map((line) => JSON.parse(line)).filter(({ file }) => category(file) !== 'township');
});

const flat = (words) => words.replace(/\u00a0/g, ' ');

async function desk(...paths) {
  const context = await site.chromium.browser.createBrowserContext();
  const opened = await open(context, `${site.server.url}#/desk`);
  await sees(opened.page, '把收到的档案拖进来');
  await (await opened.page.$(paths[0] === FOLDER ? '#desk-folder' : '#desk-files')).uploadFile(...paths);
  await opened.page.waitForSelector('.desk-draw', { timeout: 20_000 });
  return { ...opened, context };
}

// What the browser would have saved: the download is caught where it is offered.
async function taken(page, label) {
  await page.evaluate(() => {
    window.offered = null;
    window.originalCreate = window.originalCreate || URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.arrayBuffer().then((bytes) => { window.offered = btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')); });
      return window.originalCreate.call(URL, blob);
    };
  });
  await press(page, label);
  const bytes = await page.waitForFunction(() => window.offered);
  return Buffer.from(await bytes.jsonValue(), 'base64');
}

test('a folder is read and its numbers are those of the engine, one by one', async () => {
  const { page, faults, context } = await desk(FOLDER);
  const shown = await page.$$eval('.desk-targets tbody tr', (rows) => rows.map((row) => Number(row.children[3].innerText)));
  const expected = [1, 2, 3, 4, 5].map((star) => rated.filter(({ assured }) => assured >= star).length);
  assert.deepEqual(shown, expected);
  assert.match(flat(await text(page, '.desk-sum')), new RegExp(`基层工会 ${rated.length} 家.*共读 ${COUNT} 份，计入 ${COUNT} 份`, 's'));
  const { pages } = await print(page, 'desk');
  assert.match(pages[0], /五项目标/, 'the summary begins on the first page');
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await sees(page, `单位名单，${expected[3]} 家`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('DuckDB rolls the filter\'s output up to the numbers of the page', async () => {
  mkdirSync('target/taken', { recursive: true });
  const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8').trim());
  // One that cannot be rated, and one of another year: neither counts.
  const first = JSON.parse(texts[0]);
  texts.push(JSON.stringify({ ...first, id: 'a', union: { name: '甲' } }), JSON.stringify({ ...first, id: 'b', year: 2025 }));
  const dossiers = texts.join('\n');
  writeFileSync('target/taken/dossiers.jsonl', dossiers);
  const rating = spawnSync('cargo', ['run', '--quiet', '--release', '--example', 'rate', '--', '-'], { input: dossiers });
  assert.equal(rating.status, 1, 'it says that one could not be rated');
  writeFileSync('target/taken/ratings.jsonl', rating.stdout);
  const sql = readFileSync('docs/roll-up.md', 'utf8').match(/```sql\n([\s\S]*?)```/)[1];
  const script = `import duckdb, json, sys
db = duckdb.connect()
db.execute(sys.stdin.read())
print(json.dumps([db.execute('FROM aims').fetchall(), db.execute('FROM weakest').fetchall()]))`;
  const [aims, weakest] = JSON.parse(execFileSync('python3', ['-c', script], { input: sql, cwd: 'target/taken', env: { ...process.env, PYTHONPATH: '../python' }, encoding: 'utf8' }));
  const { page, context } = await desk(FOLDER);
  const shown = await page.$$eval('.desk-targets tbody tr', (rows) => rows.map((row) => Number(row.children[3].innerText)));
  assert.deepEqual(aims.map(([, have]) => have), shown);
  const tenths = (part, whole) => (Math.floor((part * 1000) / whole) / 10).toFixed(1);
  const seen = await page.$$eval('.desk-heat tbody tr', (rows) => rows.slice(0, 10).map((row) => row.lastElementChild.innerText));
  assert.deepEqual(weakest.slice(0, 10).map(([, part, whole]) => tenths(part, whole)), seen);
  await context.close();
});

test('hostile files are named with their reason and the others go on', async () => {
  mkdirSync('target/hostile', { recursive: true });
  const files = readdirSync(FOLDER).slice(0, 3).map((name) => `${FOLDER}/${name}`);
  writeFileSync('target/hostile/截断.json', readFileSync(files[0]).subarray(0, 900));
  writeFileSync('target/hostile/重复.json', readFileSync(files[1]));
  const { page, faults, context } = await desk(...files, 'target/hostile/截断.json', 'target/hostile/重复.json');
  await press(page, '逐份查看');
  await sees(page, '读 5 份 = 计入 3 + 重复 1 + 旧版本 0 + 没有读入 1');
  assert.match(await text(page, '.desk-problems'), /截断\.json[\s\S]*读不出来，文件可能没有传完整/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an archive of an older Windows names its files in GBK, and so does the page', async () => {
  mkdirSync('target/hostile', { recursive: true });
  // Python marks what it writes as UTF-8; the mark is taken away and the name written as Windows did.
  execFileSync('python3', ['-c', `import sys, zipfile
with zipfile.ZipFile('target/hostile/旧.zip', 'w') as archive:
    archive.write(sys.argv[1], 'GOOD.json')
    archive.writestr('HALF.json', '{')
    archive.writestr('ODDS.json', '{')
path = 'target/hostile/旧.zip'
packed = open(path, 'rb').read()
for plain, name in ((b'HALF', '工会'.encode('gbk')), (b'ODDS', b'\\xff' * 4)):
    packed = packed.replace(plain, name)
open(path, 'wb').write(packed)`, `${FOLDER}/${readdirSync(FOLDER)[0]}`]);
  const { page, faults, context } = await desk('target/hostile/旧.zip');
  await press(page, '逐份查看');
  await sees(page, '读 3 份 = 计入 1 + 重复 0 + 旧版本 0 + 没有读入 2');
  const told = await text(page, '.desk-problems');
  assert.match(told, /旧\.zip\/工会\.json/);
  assert.match(told, /旧\.zip\/第 3 份（压缩包用旧编码记文件名，这里显示不了）/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the draw is repeated from its record, here and by a few lines of Python', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await press(page, '开始抽查');
  await press(page, '冻结名单');
  await sees(page, '名单已冻结');
  const digest = await text(page, '.desk-digest');
  // Those in the room see and keep the list before the seed is told.
  const frozen = JSON.parse(await taken(page, '保存抽查名单'));
  assert.deepEqual([frozen.digest, frozen.drawn, frozen.list.length], [digest, [], rated.filter(({ assured }) => assured >= 4).length]);
  assert.deepEqual(await page.$$eval('.desk-frozen tbody th', (cells) => cells.map((cell) => cell.innerText)), frozen.list.map(({ name }) => name));
  await type(page, '[name=seed]', '3 1 4 1 5');
  await page.keyboard.press('Enter');
  await sees(page, '请先写明种子怎么来的、有谁在场');
  await type(page, '[name=origin]', '五次掷骰');
  await type(page, '[name=witnesses]', '经审委主任');
  await press(page, '抽取');
  await page.waitForSelector('.desk-drawn');
  const shown = await page.$$eval('.desk-drawn tbody th', (cells) => cells.map((cell) => cell.innerText));
  const record = await taken(page, '保存抽查记录');
  assert.deepEqual(JSON.parse(record).list, frozen.list);
  mkdirSync('target/taken', { recursive: true });
  writeFileSync('target/taken/record.json', record);
  const python = readFileSync('docs/draw.md', 'utf8').match(/```python\n([\s\S]*?)\nunits = /)[1];
  writeFileSync('target/taken/draw.py', `${python}
import json
record = json.load(open('target/taken/record.json'))
entries = [(e['id'], e['star'], e['higher'], e['name']) for e in reversed(record['list'])]
digest, drawn = draw(entries, record['seed'], record['percent'])
names = {e['id']: e['name'] for e in record['list']}
print(json.dumps([digest, [names[i] for i in drawn]]))
`);
  const [again, drawn] = JSON.parse(execFileSync('python3', ['target/taken/draw.py'], { encoding: 'utf8' }));
  assert.equal(again, digest);
  assert.deepEqual(shown, drawn);
  assert.equal(shown.length, Math.ceil(rated.filter(({ assured }) => assured >= 4).length * 0.05));
  await (await page.$('#desk-record')).uploadFile('target/taken/record.json');
  await sees(page, '重做一致');
  assert.equal(await page.$('.desk-draw-page .red'), null, 'nothing is wrong');
  assert.match(flat(await text(page, '.desk-draw-page')), /不分层，5%.*在场人员、日期和种子的来源只是照录/s);
  // Whoever has the record alone repeats it at an empty desk.
  const { page: other } = await open(context, `${site.server.url}#/desk`);
  await sees(other, '核验一份抽查记录');
  await (await other.$('#desk-record')).uploadFile('target/taken/record.json');
  await sees(other, '重做一致');
  await other.close();
  // What was found lowers the star, and the overview with it.
  await page.$eval('.desk-drawn details', (details) => { details.open = true; });
  await type(page, '.desk-drawn [name=rows]', '一星第 01 行');
  await press(page, '记为未通过');
  await sees(page, '请写明不认可的理由');
  assert.ok(await page.$('.desk-drawn tbody tr:first-child [role=alert]'), 'said at the row');
  await type(page, '.desk-drawn [name=reason]', '台账缺失');
  await press(page, '记为未通过');
  await sees(page, '未通过，降为未定星');
  await press(page, '改回待查');
  await page.waitForFunction(() => !document.body.innerText.includes('降为未定星'));
  await press(page, '记为未通过');
  await sees(page, '未通过，降为未定星');
  await click(page, '.desk-drawn tbody tr:first-child th a');
  await sees(page, '抽查未通过，由');
  assert.match(flat(await text(page, '.report-bar')), /2026 年，未定星.*降为未定星。不认可：一星第 01 行。理由：台账缺失。/s);
  assert.deepEqual(faults, []);
  await context.close();
});

test('reviews are recorded from the list; the desk is saved, reopened, and taken away as office files', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await sees(page, '给这份名单记录复核意见');
  await click(page, '.desk details summary');
  await type(page, 'details .input', '西湖区总工会');
  const four = rated.filter(({ assured }) => assured >= 4).length;
  await page.keyboard.press('Enter');
  await press(page, `认可这 ${four} 家的自评`);
  await sees(page, `以“西湖区总工会”（乡镇（街道）或上级工会）的名义，给名单里现有的 ${four} 家都记“认可”。`);
  assert.equal(await page.$('.desk-say.is-chosen'), null, 'nothing is done unasked');
  await press(page, '确定认可');
  await sees(page, `已给 ${four} 家记录“认可”`);
  await press(page, '撤回');
  await sees(page, `已撤回 ${four} 家的“认可”，恢复到记录之前。`);
  assert.equal(await page.$('.desk-say.is-chosen'), null, 'as it was');
  assert.equal(await page.$('#desk-withdraw'), null, 'once');
  await press(page, `认可这 ${four} 家的自评`);
  await press(page, '确定认可');
  await sees(page, `已给 ${four} 家记录“认可”`);
  await press(page, '回到概览');
  await sees(page, `已复核 ${four} 家，其中 0 家低于自评`);
  mkdirSync('target/taken', { recursive: true });
  writeFileSync('target/taken/desk.jsonl', await taken(page, '保存汇总'));
  writeFileSync('target/taken/desk.xlsx', await taken(page, '导出 Excel'));
  writeFileSync('target/taken/returned.zip', await taken(page, '退回包'));
  const csv = (await taken(page, 'CSV')).toString('utf8');
  const of2026 = csv.trim().split('\r\n').length - 1;
  assert.equal(of2026, COUNT);
  const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', `
import json, openpyxl, zipfile
book = openpyxl.load_workbook('target/taken/desk.xlsx')
formulas = [c.coordinate for s in book for r in s.iter_rows() for c in r if c.data_type == 'f']
print(json.dumps([book.sheetnames, book['单位'].max_row - 1, formulas, len(zipfile.ZipFile('target/taken/returned.zip').namelist())]))`], { encoding: 'utf8' }));
  assert.deepEqual(read, [['概览', '单位', '各行', '未计入和待核对'], COUNT, [], four]);
  await context.close();
  const again = await desk('target/taken/desk.jsonl');
  await sees(again.page, `已复核 ${four} 家，其中 0 家低于自评`);
  assert.deepEqual([...faults, ...again.faults], []);
  await again.context.close();
});

test('opinions are recorded line by line without leaving the list, by keyboard alone', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await sees(page, '给这份名单记录复核意见');
  assert.equal(await page.$('.desk-say'), null, 'nobody reviews: the list is calm');
  await press(page, '给这份名单记录复核意见');
  const names = await page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText));
  await page.focus('[data-say=accept]');
  await page.keyboard.press('Enter');
  await sees(page, '请先在上面写明复核单位');
  await type(page, 'details .input', '西湖区总工会');
  await page.focus('[data-say=accept]');
  await page.keyboard.press('Enter');
  await sees(page, `${names[0]}：已记“认可”，仍为`);
  // The next unit is one key away.
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), `认可：${names[1]}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.name === 'rows');
  await page.keyboard.type('一星01');
  await page.keyboard.press('Enter');
  await sees(page, '请写明不认可的理由');
  assert.equal(await page.$eval('.desk-refuse [name=rows]', (field) => field.value), '一星01', 'what was typed stays');
  await page.keyboard.press('Tab');
  await page.keyboard.type('台账缺失');
  await page.keyboard.press('Enter');
  await sees(page, `${names[1]}：已记“不认可”，`);
  await page.waitForFunction(() => document.activeElement.dataset.say === 'refuse');
  const marked = await page.$$eval('.desk-line', (lines) => lines.slice(0, 3).map((line) => [...line.querySelectorAll('.desk-say')].map((say) => say.getAttribute('aria-pressed')).join()));
  assert.deepEqual(marked, ['true,false', 'false,true', 'false,false']);
  assert.deepEqual(await page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText)), names, 'the list stays as it is');
  assert.match(await page.$$eval('.desk-line', (lines) => lines[1].innerText), /未定星（自评[四五]星）/);
  await press(page, '回到概览');
  await sees(page, '已复核 2 家，其中 1 家低于自评');
  assert.deepEqual(faults, []);
  await context.close();
});

// The first lines of a list that somebody reviews.
async function reviewed(page) {
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await press(page, '给这份名单记录复核意见');
  await type(page, 'details .input', '西湖区总工会');
  return page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText));
}

const said = (page, count) => page.$$eval('.desk-line', (lines, most) => lines.slice(0, most).map((line) => [...line.querySelectorAll('.desk-say')].map((say) => (say.getAttribute('aria-pressed') === 'true' ? say.innerText.replace(/\u00a0/g, ' ').trim() : '')).join('')), count);

test('refusing again begins with what was refused, and accepting asks before it takes that back', async () => {
  const { page, faults, context } = await desk(FOLDER);
  const names = await reviewed(page);
  await click(page, '[data-say=refuse]');
  await type(page, '[name=rows]', '一星01、一星02');
  await type(page, '[name=reason]', '台账缺失');
  await press(page, '记为不认可');
  await sees(page, `${names[0]}：已记“不认可”，`);
  await click(page, '[data-say=refuse]');
  await page.waitForSelector('.desk-refuse');
  const filled = await page.$$eval('.desk-refuse input', (fields) => fields.map((field) => field.value));
  assert.deepEqual(filled, ['一星01、一星02', '台账缺失']);
  await page.focus('[name=rows]');
  await page.keyboard.press('End');
  await page.keyboard.type('、一星03');
  await page.keyboard.press('Enter');
  await sees(page, '不认可 3 行');
  await page.waitForSelector('.desk-refuse', { hidden: true });
  await click(page, '[data-say=accept]');
  await sees(page, '会撤掉不认可的 3 行和理由。');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.desk-refuse', { hidden: true });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.say), 'accept');
  await click(page, '[data-say=accept]');
  await press(page, '不撤');
  assert.deepEqual(await said(page, 1), ['不认可 3 行']);
  await click(page, '[data-say=accept]');
  await press(page, '确定撤掉');
  await sees(page, `${names[0]}：已记“认可”，`);
  assert.deepEqual(await said(page, 1), ['认可']);
  // The same words, from another body: what one has refused is not another's.
  await click(page, '[data-say=refuse]');
  await type(page, '[name=rows]', '一星01');
  await type(page, '[name=reason]', '台账缺失');
  await press(page, '记为不认可');
  await sees(page, '不认可 1 行');
  // Its star is another now: it stands on the list of all.
  await page.goto(`${site.server.url}#/desk/units/`);
  await sees(page, `单位名单，${rated.length} 家`);
  await type(page, 'details .input', '另一区总工会');
  await page.keyboard.press('Enter');
  await page.evaluate(() => [...document.querySelectorAll('details button')].find((button) => button.innerText.startsWith('认可这')).click());
  await press(page, '确定认可');
  await sees(page, '另有 1 家没有动：这一级已有别的单位记了“不认可”，或档案打不开，请逐家看。');
  assert.deepEqual(faults, []);
  await context.close();
});

test('opinions given one upon another all show, and leave a form that is open alone', async () => {
  const { page, faults, context } = await desk(FOLDER);
  const names = await reviewed(page);
  await page.$$eval('[data-say=refuse]', (all) => all[3].click());
  await page.waitForSelector('[name=rows]');
  await type(page, '[name=rows]', '一星01、');
  await page.$$eval('[data-say=accept]', (all) => all.slice(0, 3).forEach((button) => button.click()));
  await sees(page, `${names[2]}：已记“认可”`);
  assert.deepEqual(await said(page, 4), ['认可', '认可', '认可', '']);
  assert.equal(await page.$eval('[name=rows]', (field) => field.value), '一星01、');
  // What is answered after the list was scrolled does not scroll it back.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (JSON.stringify(message).includes('Opine')) setTimeout(() => post.call(this, message), 600);
      else post.call(this, message);
    };
  });
  await page.$$eval('[data-say=accept]', (all) => all[4].click());
  await page.$eval('.desk-list', (list) => { list.scrollTop = list.scrollHeight; });
  await page.waitForFunction((first) => document.querySelector('.desk-line-name').innerText !== first, {}, names[0]);
  const last = () => page.$$eval('.desk-line-name', (links) => links.map((link) => link.innerText).pop());
  const end = await last();
  await sees(page, `${names[4]}：已记“认可”`);
  assert.equal(await last(), end);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the newer of two versions counts where only the files tell which it is', async () => {
  rmSync('target/versions', { recursive: true, force: true });
  mkdirSync('target/versions', { recursive: true });
  const [first] = readdirSync(FOLDER);
  const dossier = readFileSync(`${FOLDER}/${first}`, 'utf8');
  writeFileSync('target/versions/a.json', dossier);
  writeFileSync('target/versions/b.json', dossier.replace('"met"', '"not_met"'));
  for (const [older, newer] of [['a', 'b'], ['b', 'a']]) {
    utimesSync(`target/versions/${older}.json`, 1_700_000_000, 1_700_000_000);
    utimesSync(`target/versions/${newer}.json`, 1_700_000_100, 1_700_000_100);
    const { page, faults, context } = await desk('target/versions/a.json', 'target/versions/b.json');
    await press(page, '逐份查看');
    await sees(page, `同一工会同一年度有更新的一份“${newer}.json”`);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('a file larger than any dossier is not read whole, and the others go on', async () => {
  mkdirSync('target/hostile', { recursive: true });
  const large = 'target/hostile/大文件.json';
  writeFileSync(large, '');
  // One gigabyte of nothing, which takes no room on the disk.
  truncateSync(large, 1 << 30);
  const [first] = readdirSync(FOLDER);
  const { page, faults, context } = await desk(`${FOLDER}/${first}`, large);
  await press(page, '逐份查看');
  await sees(page, '读 2 份 = 计入 1 + 重复 0 + 旧版本 0 + 没有读入 1');
  assert.match(await text(page, '.desk-problems'), /大文件\.json[\s\S]*超过 8 MB/);
  let held = 0;
  for (const { client } of [{ client: await page.createCDPSession() }, ...page.workers()]) {
    held += (await client.send('Runtime.getHeapUsage')).backingStorageSize;
  }
  assert.ok(held < 200e6, `${held} bytes are held`);
  assert.deepEqual(faults, []);
  await context.close();
  rmSync(large);
});

test('a desk is there again after the tab was closed, and can be cleared', async () => {
  const { page, faults, context } = await desk(FOLDER);
  const before = await text(page, '.desk-targets');
  await sees(page, '已存在本机');
  await page.close();
  const again = await open(context, `${site.server.url}#/desk`);
  await press(again.page, '打开上次的汇总');
  await again.page.waitForSelector('.desk-targets');
  assert.equal(await text(again.page, '.desk-targets'), before);
  await again.page.reload();
  await press(again.page, '清除本机存的汇总');
  await again.page.waitForFunction(() => !document.body.innerText.includes('打开上次的汇总'));
  await again.page.reload();
  await sees(again.page, '把收到的档案拖进来');
  await again.page.waitForFunction(() => !document.body.innerText.includes('打开上次的汇总'));
  assert.deepEqual([...faults, ...again.faults], []);
  await context.close();
});

test('a desk of before that could not be cleared is said to be there', async () => {
  const { page, faults, context } = await desk(`${FOLDER}/${readdirSync(FOLDER)[0]}`);
  await sees(page, '已存在本机');
  await page.reload();
  await sees(page, '打开上次的汇总');
  // The database refuses.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (message.forget) this.onmessage({ data: { id: message.id, error: '' } });
      else post.call(this, message);
    };
  });
  await press(page, '清除本机存的汇总');
  await sees(page, '没有清除，上次的汇总还存在本机');
  await sees(page, '打开上次的汇总');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is read while a desk of before is kept is added to it, and never takes its place unasked', async () => {
  const files = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);
  const { page, faults, context } = await desk(...files.slice(0, 3));
  await type(page, '.desk-main input[type=text]', '杭州市总工会');
  await page.keyboard.press('Tab');
  await sees(page, '已存在本机');
  await page.waitForFunction(() => document.querySelector('.top-line').innerText.includes('杭州市总工会'));
  await new Promise((done) => { setTimeout(done, 2500); });
  await page.close();
  const again = await open(context, `${site.server.url}#/desk`);
  await sees(again.page, '打开上次的汇总');
  // Away and back: it is offered again.
  await again.page.goto(`${site.server.url}#/`);
  await again.page.waitForSelector('.desk', { hidden: true });
  await again.page.goto(`${site.server.url}#/desk`);
  await sees(again.page, '打开上次的汇总');
  await (await again.page.$('#desk-files')).uploadFile(files[5]);
  await sees(again.page, '共读 4 份，计入 4 份');
  await sees(again.page, '杭州市总工会');
  await sees(again.page, '已存在本机');
  await again.page.reload();
  await press(again.page, '另开一份，不要上次的');
  await again.page.waitForFunction(() => !document.body.innerText.includes('打开上次的汇总'));
  await (await again.page.$('#desk-files')).uploadFile(files[7]);
  await sees(again.page, '共读 1 份，计入 1 份');
  assert.deepEqual([...faults, ...again.faults], []);
  await context.close();
});

test('a desk of before that another tab has cleared is said to be gone', async () => {
  const { page, faults, context } = await desk(`${FOLDER}/${readdirSync(FOLDER)[0]}`);
  await sees(page, '已存在本机');
  await page.close();
  const one = await open(context, `${site.server.url}#/desk`);
  await sees(one.page, '打开上次的汇总');
  const other = await open(context, `${site.server.url}#/desk`);
  await press(other.page, '清除本机存的汇总');
  await other.page.waitForFunction(() => !document.body.innerText.includes('打开上次的汇总'));
  await one.page.bringToFront();
  await press(one.page, '打开上次的汇总');
  await sees(one.page, '上次的汇总已经在别的页面里清除了');
  await (await one.page.$('#desk-files')).uploadFile(`${FOLDER}/${readdirSync(FOLDER)[1]}`);
  await sees(one.page, '共读 1 份，计入 1 份');
  assert.deepEqual([...faults, ...one.faults, ...other.faults], []);
  await context.close();
});

test('two tabs with one desk: the one that knows less is told, and writes nothing over what the other has kept', async () => {
  const { page, context } = await desk(FOLDER);
  await sees(page, '已存在本机');
  const { page: other } = await open(context, `${site.server.url}#/desk`);
  await press(other, '打开上次的汇总');
  await sees(other, '五项目标');
  await reviewed(other);
  await click(other, '[data-say=accept]');
  await sees(other, '已记“认可”');
  await sees(other, '已存在本机');
  await page.bringToFront();
  await reviewed(page);
  await click(page, '[data-say=refuse]');
  await type(page, '[name=rows]', '一星01');
  await type(page, '[name=reason]', '台账缺失');
  await press(page, '记为不认可');
  await sees(page, '汇总已在另一个标签页改动，这里没有存');
  const { page: third } = await open(context, `${site.server.url}#/desk`);
  await press(third, '打开上次的汇总');
  await sees(third, '已复核 1 家');
  assert.doesNotMatch(flat(await text(third, '.desk-main')), /其中 [1-9]\d* 家低于自评/);
  await context.close();
});

test('another version on this device is told, and is used only where that is asked for', async () => {
  const file = `${FOLDER}/${readdirSync(FOLDER)[0]}`;
  const dossier = JSON.parse(readFileSync(file, 'utf8'));
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, `${site.server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  await (await page.$('#desk-files')).uploadFile(file);
  await page.waitForSelector('.desk-draw');
  await page.goto(`${site.server.url}#/desk/unit/${dossier.id}`);
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await page.close();
  mkdirSync('target/versions', { recursive: true });
  writeFileSync('target/versions/new.json', JSON.stringify({ ...dossier, as_of: '2027-01-01' }));
  const again = await open(context, `${site.server.url}#/desk`);
  await sees(again.page, '把收到的档案拖进来');
  await (await again.page.$('#desk-files')).uploadFile('target/versions/new.json');
  await again.page.waitForSelector('.desk-draw');
  await again.page.goto(`${site.server.url}#/desk/unit/${dossier.id}`);
  await sees(again.page, '本机另有这份档案的一个版本');
  await press(again.page, '用收到的这份，逐行复核');
  await again.page.waitForFunction(() => location.hash.endsWith('/review'));
  await again.page.goto(`${site.server.url}#/desk/unit/${dossier.id}`);
  await sees(again.page, '在本机打开，逐行复核');
  assert.deepEqual([...faults, ...again.faults], []);
  await context.close();
});

// What the desk says of all that was read, once nothing is being read and nothing is left.
async function counted(page) {
  const handle = await page.waitForFunction(() => {
    const words = document.body.innerText.replace(/\u00a0/g, ' ');
    const found = /已停下|正在读入/.test(words) ? null : /共读 (\d+) 份，计入 (\d+) 份/.exec(words);
    return found && { read: Number(found[1]), accepted: Number(found[2]) };
  }, { timeout: 60_000 });
  return handle.jsonValue();
}

test('a joined file that is stopped says so, and its cut line is not called broken', async () => {
  mkdirSync('target/hostile', { recursive: true });
  const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8').trim());
  // Some 60 MB: several pieces, each a turn in which a stop is heard.
  const lines = [];
  for (let round = 0; round < 20; round += 1) lines.push(...texts.map((one) => one.replace(/"id":"/, `"id":"${round}-`)));
  const files = ['全市', '全市再来'].map((name) => `target/hostile/${name}.jsonl`);
  files.forEach((file) => writeFileSync(file, lines.join('\n')));
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, `${site.server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  await (await page.$('#desk-files')).uploadFile(...files);
  await page.waitForFunction(() => /正在读入，\d+\u00a0份。/.test(document.body.innerText));
  await press(page, '停下，先看已读的');
  await sees(page, '已停下，还有 1 份没有读，“全市.jsonl”只读了前面一部分');
  assert.doesNotMatch(flat(await text(page, '.desk-sum')), /没有读入/);
  await press(page, '接着读');
  const gone = await counted(page);
  await sees(page, '已存在本机');
  // As if it had never been stopped.
  const { page: other } = await open(context, `${site.server.url}#/desk`);
  await sees(other, '另开一份');
  await press(other, '另开一份，不要上次的');
  await (await other.$('#desk-files')).uploadFile(...files);
  const whole = await counted(other);
  assert.equal(gone.accepted, whole.accepted);
  assert.ok(gone.read >= whole.read);
  assert.deepEqual(faults, []);
  await context.close();
  files.forEach((file) => rmSync(file));
});

test('loose files whose reading is stopped are gone on with, though the field is empty by then', async () => {
  const folder = 'target/hostile/many';
  mkdirSync(folder, { recursive: true });
  const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8').trim());
  const all = [];
  for (let round = 0; round < 30; round += 1) texts.forEach((one, at) => all.push([`${folder}/${round}-${at}.json`, one.replace(/"id":"/, `"id":"${round}-`)]));
  all.forEach(([name, one]) => writeFileSync(name, one));
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, `${site.server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  await (await page.$('#desk-files')).uploadFile(...all.map(([name]) => name));
  await page.waitForFunction(() => /正在读入/.test(document.body.innerText));
  await page.evaluate(() => union_star_desk.cancel());
  await sees(page, '已停下，还有 ');
  // Away and back: what is left is still there.
  await page.goto(`${site.server.url}#/`);
  await page.waitForSelector('.desk', { hidden: true });
  await page.goto(`${site.server.url}#/desk`);
  await sees(page, '已停下，还有 ');
  await press(page, '接着读');
  assert.equal((await counted(page)).read, all.length, 'each once');
  assert.deepEqual(faults, []);
  await context.close();
  rmSync(folder, { recursive: true });
});

test('what waits behind a batch that is stopped is counted and gone on with', async () => {
  const folder = 'target/hostile/behind';
  mkdirSync(folder, { recursive: true });
  const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8').trim());
  const path = (at) => `${folder}/${at}.json`;
  texts.forEach((one, at) => writeFileSync(path(at), one));
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, `${site.server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  // The first batch has been handed over whole and is being sorted out as it is stopped; then more comes.
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.last) setTimeout(() => post.call(this, message, ...more), 1500);
      else post.call(this, message, ...more);
    };
    ['one', 'two', 'three'].forEach((id) => {
      const field = Object.assign(document.createElement('input'), { type: 'file', id, multiple: true });
      field.onchange = () => union_star_desk.chosen(field);
      document.body.append(field);
    });
  });
  const give = async (id, from, to) => (await page.$(`#${id}`)).uploadFile(...texts.slice(from, to).map((_, at) => path(from + at)));
  await give('one', 0, 100);
  await give('two', 100, 150);
  await page.evaluate(() => union_star_desk.cancel());
  await give('three', 150, 180);
  await page.evaluate(() => union_star_desk.cancel());
  const handle = await page.waitForFunction(() => /还有\u00a0(\d+)\u00a0份没有读/.exec(document.body.innerText)?.[1]);
  assert.ok(Number(await handle.jsonValue()) >= 80, 'both that were waiting');
  await press(page, '接着读');
  assert.equal((await counted(page)).read, 180, 'each once');
  assert.deepEqual(faults, []);
  await context.close();
  rmSync(folder, { recursive: true });
});

test('where nothing can be read it is said, and where nothing counts there is nothing to take away', async () => {
  mkdirSync('target/hostile', { recursive: true });
  execFileSync('python3', ['-c', "import zipfile; zipfile.ZipFile('target/hostile/空.zip', 'w').close()"]);
  writeFileSync('target/hostile/Thumbs.db', 'x');
  writeFileSync('target/hostile/坏.json', '{');
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, `${site.server.url}#/desk`);
  await sees(page, '把收到的档案拖进来');
  for (const name of ['空.zip', 'Thumbs.db']) {
    await (await page.$('#desk-files')).uploadFile(`target/hostile/${name}`);
    await sees(page, '里面没有可读的文件。');
    await page.goto(`${site.server.url}#/desk/list`);
    await page.waitForFunction(() => !document.body.innerText.includes('里面没有可读的文件。'));
    await page.goto(`${site.server.url}#/desk`);
  }
  await (await page.$('#desk-files')).uploadFile('target/hostile/坏.json');
  await sees(page, '没有可以计入的档案');
  const top = flat(await text(page, '.top-line'));
  assert.doesNotMatch(top, /0 年|导出 Excel|保存汇总|退回包/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a desk that could not be kept is kept as soon as it can be', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await sees(page, '已存在本机');
  const refuses = (now) => Promise.all(page.workers().map((worker) => worker.evaluate((is) => {
    self.put = self.put || IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = is ? () => { throw new DOMException('full', 'QuotaExceededError'); } : self.put;
  }, now)));
  await refuses(true);
  await type(page, '.desk-main input[type=text]', '杭州市总工会');
  await page.keyboard.press('Tab');
  await sees(page, '没有存住');
  // Away and back, it still says so.
  await page.goto(`${site.server.url}#/`);
  await page.waitForSelector('.desk', { hidden: true });
  await page.goto(`${site.server.url}#/desk`);
  await sees(page, '没有存住');
  await refuses(false);
  await page.waitForFunction(() => document.body.innerText.includes('已存在本机'), { timeout: 30_000 });
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is drawn is kept at once, and what is typed with the next', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await sees(page, '已存在本机');
  const [worker] = page.workers();
  await worker.evaluate(() => {
    self.delays = [];
    const wait = self.setTimeout;
    self.setTimeout = (work, delay) => { self.delays.push(delay); return wait(work, delay); };
  });
  const delays = () => worker.evaluate(() => self.delays.splice(0));
  await type(page, '.desk-main input[type=text]', '杭州市总工会');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('.top-line').innerText.includes('杭州市总工会'));
  assert.ok((await delays()).every((delay) => delay >= 500));
  await press(page, '开始抽查');
  await press(page, '冻结名单');
  await sees(page, '名单已冻结');
  assert.ok((await delays()).includes(0));
  await sees(page, '已存在本机');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a desk whose first line cannot be read says so and is not written over', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await sees(page, '已存在本机');
  await page.goto(`${site.server.url}#/`);
  const kept = (change) => page.evaluate(([from, to]) => new Promise((done, fail) => {
    const opening = indexedDB.open('union-star-desk');
    opening.onerror = fail;
    opening.onsuccess = () => {
      const database = opening.result;
      database.transaction('desk').objectStore('desk').get('desk').onsuccess = async ({ target: { result } }) => {
        const before = await result.text();
        const writing = database.transaction('desk', 'readwrite');
        writing.objectStore('desk').put(new File([from ? before.replace(from, to) : before], '汇总'), 'desk');
        writing.oncomplete = () => { database.close(); done(before.slice(0, 200)); };
      };
    };
  }), change);
  await kept(['"year":2026', '"year":"2026"']);
  await page.reload();
  await page.goto(`${site.server.url}#/desk`);
  await press(page, '打开上次的汇总');
  await page.waitForSelector('.desk-draw');
  await type(page, '.desk-main input[type=text]', '杭州市总工会');
  await page.keyboard.press('Tab');
  await sees(page, '没有存住，请点“保存汇总”');
  await press(page, '逐份查看');
  await sees(page, '这份汇总的第一行读不出来');
  assert.match(await kept([]), /"year":"2026"/, 'as it was');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a unit is opened, reviewed on this device, and the opinion comes back to the desk', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await click(page, '.desk-line-name');
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  await press(page, '开始复核');
  await type(page, '#review-body', '西湖区总工会');
  await click(page, '.accept-rest');
  await click(page, '#review-g1-01 [data-accept=false]');
  await saved(page);
  await page.goto(`${site.server.url}#/desk/unit/${id}`);
  await sees(page, '还没有复核');
  await press(page, '取回本机的复核意见');
  await sees(page, '未定星。已复核');
  await press(page, '回到名单');
  await sees(page, '单位名单');
  await page.goto(`${site.server.url}#/desk`);
  await sees(page, '已复核 1 家，其中 1 家低于自评');
  assert.deepEqual(faults, []);
  await context.close();
});

// 不认可 on the first line of a list.
async function refuse(page, row) {
  await click(page, '[data-say=refuse]');
  await page.waitForSelector('[name=rows]');
  await page.$eval('[name=rows]', (field) => { field.select(); });
  await page.type('[name=rows]', row);
  await page.$eval('[name=reason]', (field) => { field.select(); });
  await page.type('[name=reason]', '台账缺失');
  await press(page, '记为不认可');
  await page.waitForSelector('.desk-refuse', { hidden: true });
}

test('an opinion given on the list since a unit was opened is not undone by the one on this device', async () => {
  const { page, faults, context } = await desk(FOLDER);
  const [name] = await reviewed(page);
  const list = `${site.server.url}#/desk/units/query=${encodeURIComponent(name)}`;
  await click(page, '.desk-line-name');
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  const unit = `${site.server.url}#/desk/unit/${id}`;
  const refused = (row) => page.waitForSelector(`#review-${row} [data-accept=false][aria-pressed=true]`);
  await press(page, '开始复核');
  await type(page, '#review-body', '西湖区总工会');
  await click(page, '.accept-rest');
  await saved(page);
  await page.goto(unit);
  await press(page, '取回本机的复核意见');
  await sees(page, '已复核。');
  // The list alone has changed since: there is nothing to take back, and what is opened says it.
  await page.goto(list);
  await sees(page, '单位名单，1 家');
  await refuse(page, '一星02');
  await page.goto(unit);
  await sees(page, '在本机打开，逐行复核');
  assert.doesNotMatch(await text(page, '.report-bar'), /取回本机的复核意见/);
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await refused('g1-02');
  // Both have changed: it is asked.
  await click(page, '#review-g1-03 [data-accept=false]');
  await saved(page);
  await page.goto(list);
  await sees(page, '单位名单，1 家');
  await refuse(page, '一星04');
  await page.goto(unit);
  await sees(page, '的复核意见，本机的与这里的不同');
  assert.equal(await page.$('.report-bar .primary'), null);
  await press(page, '用这里的，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await refused('g1-04');
  assert.equal(await page.$('#review-g1-03 [data-accept=false][aria-pressed=true]'), null);
  await page.goto(unit);
  await sees(page, '在本机打开，逐行复核');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is put back over a unit that has changed meanwhile is refused', async () => {
  const file = `${FOLDER}/${readdirSync(FOLDER)[0]}`;
  const dossier = JSON.parse(readFileSync(file, 'utf8'));
  const { page, faults, context } = await desk(file);
  const unit = `${site.server.url}#/desk/unit/${dossier.id}`;
  await page.goto(unit);
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await press(page, '开始复核');
  await type(page, '#review-body', '西湖区总工会');
  await click(page, '.accept-rest');
  await saved(page);
  await page.goto(unit);
  await sees(page, '取回本机的复核意见');
  // A newer file comes while the unit's page is open.
  mkdirSync('target/versions', { recursive: true });
  writeFileSync('target/versions/newer.json', JSON.stringify({ ...dossier, as_of: '2027-01-01' }));
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), { type: 'file', id: 'late' });
    document.body.append(field);
    field.onchange = () => union_star_desk.chosen(field);
  });
  await (await page.$('#late')).uploadFile('target/versions/newer.json');
  await page.waitForFunction(() => !document.querySelector('#late').value);
  await press(page, '取回本机的复核意见');
  await sees(page, '没有取回：这份档案在汇总台上刚变过');
  await sees(page, '本机另有这份档案的一个版本');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what was here before the received file is used is an earlier version', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await page.goto(`${site.server.url}#/desk/units/from=4`);
  await click(page, '.desk-line-name');
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  await page.goto(`${site.server.url}#/d/${id}/union`);
  await type(page, '#union-name', '本机改过的工会');
  await saved(page);
  await page.goto(`${site.server.url}#/desk/unit/${id}`);
  await sees(page, '本机的那份转入“以前的版本”');
  await press(page, '用收到的这份，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await page.goto(`${site.server.url}#/d/${id}/versions`);
  await page.waitForSelector('.kept-line');
  await press(page, '回到这一版');
  await page.waitForFunction(() => document.querySelector('.top').innerText.includes('本机改过的工会'));
  assert.deepEqual(faults, []);
  await context.close();
});

test('a unit is opened whatever its id is, and its opinion comes back', async () => {
  rmSync('target/ids', { recursive: true, force: true });
  mkdirSync('target/ids', { recursive: true });
  const ids = ['单位-001', 'a b', 'a/b', '100%'];
  const paths = ids.map((id, at) => {
    const dossier = JSON.parse(readFileSync(`${FOLDER}/${readdirSync(FOLDER)[at]}`, 'utf8'));
    const union = { ...dossier.union, name: `第${at}家工会`, category: 'private', form: 'single' };
    writeFileSync(`target/ids/${at}.json`, JSON.stringify({ ...dossier, union, id }));
    return `target/ids/${at}.json`;
  });
  const { page, faults, context } = await desk(...paths);
  for (const at of ids.keys()) {
    await page.goto(`${site.server.url}#/desk/units/query=${encodeURIComponent(`第${at}家`)}`);
    await sees(page, '单位名单，1 家');
    await click(page, '.desk-line-name');
    await press(page, '在本机打开，逐行复核');
    await page.waitForFunction(() => location.hash.endsWith('/review'));
    await press(page, '开始复核');
    await type(page, '#review-body', '西湖区总工会');
    await click(page, '.accept-rest');
    await saved(page);
    await page.goto(`${site.server.url}#/desk/unit/${encodeURIComponent(ids[at])}`);
    await press(page, '取回本机的复核意见');
    await sees(page, '已复核。');
  }
  // Nothing is taken back that the desk does not take.
  await press(page, '在本机打开，逐行复核');
  await page.waitForFunction(() => location.hash.endsWith('/review'));
  await type(page, '#review-body', '余杭区总工会');
  await saved(page);
  await page.goto(`${site.server.url}#/desk/unit/${encodeURIComponent(ids.at(-1))}`);
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (JSON.stringify(message).includes('Put')) this.onmessage({ data: { id: message.id, text: '{"Failed":"名单里没有这个单位。"}' } });
      else post.call(this, message);
    };
  });
  await press(page, '取回本机的复核意见');
  await sees(page, '没有取回：名单里没有这个单位。');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a desk that is opened first of all has the looks of reports and opinions too', async () => {
  const { page, faults, context } = await desk(FOLDER);
  await page.goto(`${site.server.url}#/desk/units`);
  const unit = await page.waitForSelector('.desk-list a').then((line) => line.evaluate((link) => link.hash));
  await page.goto(`${site.server.url}${unit}`);
  await page.waitForSelector('.paper .sheet');
  // Once nothing more comes by itself.
  await sees(page, '已存在本机');
  await looksComplete(page, 'a unit');
  const sheet = await page.$eval('.sheet', (paper) => paper.getBoundingClientRect().width);
  assert.ok(Math.abs(sheet - (210 / 25.4) * 96) < 1, `a sheet of A4, and not ${sheet} px`);
  const { pages, sheets } = await print(page, 'unit');
  assert.equal(sheets, await page.$$eval('.paper .sheet', (sheets) => sheets.length), 'on paper a page each');
  pages.forEach((words, at) => assert.match(words.replace(/\s/g, ''), new RegExp(`[—–-]${at + 1}[—–-]`), `the number of page ${at + 1}`));
  assert.deepEqual(faults, []);
  await context.close();
});
