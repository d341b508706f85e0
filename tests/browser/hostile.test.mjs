// What people, or files from elsewhere, write into free text stays text: on the screen, on paper and in the code nothing
// of it runs, makes an element, or hides. `tests/hostile.rs` looks at the files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { click, open, press, sees } from './support/browser.mjs';
import { download, goto, importFile, openSample } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { print } from './support/pdf.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();

// Each begins with a mark of its own.
const HOSTILE = [
  'm00<script>window.ran=1</script>',
  'm01"><img src=x onerror=window.ran=1>',
  "m02'><svg/onload=window.ran=1>",
  'm03javascript:window.ran=1',
  'm04<iframe srcdoc="<script>parent.ran=1</script>">',
  'm05</textarea></title></style><b onmouseover=window.ran=1>',
  'm06<a href="javascript:window.ran=1">x</a>&lt;&#0;]]><!--',
  'm07{{constructor.constructor("window.ran=1")()}}${window.ran=1}',
  'm08杭州\u202e会工\u202c委员会',
  'm09甲\u2066乙\u2069丙\u200f丁',
  'm10针\u200b织\u200d厂\ufeff工会\u2060',
  'm11a\u0001b\u0008c\u001b[31me\u007ff\u0085g',
  'm12Z\u0351\u036ba\u0300\u0301lgo 👩‍💻 𠀀',
  'm13=HYPERLINK("http://example.org","x")',
  'm14\u2028\u2029',
];
const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const marks = HOSTILE.map((text) => text.slice(0, 3));

// The same dossier with the texts in every free field.
function everywhere(dossier) {
  const word = () => HOSTILE.join(' ');
  const all = structuredClone(dossier);
  all.sample = false;
  all.union.name = word();
  all.union.higher = word();
  for (const row of ['g3-08', 'g4-07']) {
    all.rows = all.rows ?? {};
    all.rows[row] = { ...all.rows[row], note: word(), evidence: [{ name: word(), date: word(), place: word() }] };
    all.plan = { ...all.plan, [row]: { measure: word(), owner: word(), due: word() } };
  }
  return all;
}

// Nothing ran, nothing of it became an element.
async function isText(page, where) {
  const found = await page.evaluate(() => {
    const ours = (element) => element.closest('.qr') === null;
    const bad = [...document.querySelectorAll('img[src="x"], iframe, main script, main style, [srcdoc], a[href^="javascript:"]')].filter(ours);
    const handlers = [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
    return { ran: window.ran, bad: bad.map((element) => element.outerHTML.slice(0, 80)), handlers: handlers.map((element) => element.outerHTML.slice(0, 80)) };
  });
  assert.deepEqual(found, { bad: [], handlers: [] }, where);
}

test('what a file brings in every free field stays text on each page, on paper and in the code', async () => {
  const { page, faults, context } = await site.fresh();
  page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await openSample(page, 'private');
  const file = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  const dossier = everywhere(JSON.parse(await readFile(file, 'utf8')));
  dossier.id = 'hostile-1';
  const path = join(temporary('hostile'), 'hostile.json');
  await writeFile(path, JSON.stringify(dossier));
  await page.goto(`${site.server.url}#/`);
  await importFile(page, path);
  await sees(page, 'm00');
  await isText(page, 'home, or the page after the import');
  for (const place of ['union', 'facts', 't/g3', 't/g4', 't/all', 'result', 'review', 'versions', 'report']) {
    await page.evaluate((to) => { location.hash = `#/d/hostile-1/${to}`; }, place);
    await page.waitForFunction((to) => location.hash.endsWith(to) && document.querySelector('main h1, main h2'), {}, place);
    await isText(page, place);
  }
  await page.evaluate(() => { location.hash = '#/d/hostile-1/union'; });
  await page.waitForSelector('#union-name');
  assert.equal(await page.$eval('#union-name', (input) => input.value), dossier.union.name.replace(/[\r\n]/g, ''), 'what was written is what is edited');
  await page.evaluate(() => { location.hash = '#/d/hostile-1/report'; });
  await page.waitForSelector('.qr svg, .paper');
  const paper = await page.$eval('.paper', (element) => element.innerText);
  for (const mark of marks) assert.ok(paper.includes(mark), `${mark} is on the page`);
  assert.ok(!HIDDEN.test(paper), 'nothing hides on the report');
  assert.ok(paper.includes('〔U+202E〕'));
  const { words } = await print(page, 'hostile');
  for (const mark of marks) assert.ok(words.includes(mark), `${mark} is on paper`);
  assert.ok(words.includes('〔U+202E〕') && !/[\u202e\u2066\u200b]/.test(words), 'nor on paper');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what a file holds that this version does not know is written again as it was, whatever it is', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  const file = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  const dossier = { ...JSON.parse(await readFile(file, 'utf8')), id: 'unknown-1', sample: false };
  const numbers = [0, -1, 0.1, 1e21, 1e-7, 9007199254740991, -12.5];
  dossier.later = { [HOSTILE.join('"')]: HOSTILE, numbers, empty: [{}, [], '', null, true, false] };
  const path = join(temporary('unknown'), 'unknown.json');
  // A number that no program holds: nothing is lost for it.
  await writeFile(path, JSON.stringify(dossier).replace('"later":{', '"later":{"endless":1e999,'));
  await page.goto(`${site.server.url}#/`);
  await importFile(page, path);
  await page.waitForFunction(() => location.hash.includes('/unknown-1/'));
  await page.waitForSelector('.top .more summary');
  const again = await download(page, context, async () => { await click(page, '.top .more summary'); await press(page, '导出档案'); });
  assert.deepEqual(JSON.parse(await readFile(again, 'utf8')).later, { endless: null, ...dossier.later });
  await page.reload();
  await page.waitForSelector('.top .more summary');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a code brings such texts to another device as they were, and they stay text there', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  await goto(page, 'union');
  // A name that fits the code.
  const name = HOSTILE.slice(0, 3).join('') + HOSTILE[8];
  await page.waitForSelector('#union-name');
  await page.$eval('#union-name', (input, to) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, to);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, name);
  await saved(page);
  await goto(page, 'report');
  await page.waitForSelector('.qr svg');
  const { path, pages } = await print(page, 'hostile-code');
  execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', String(pages.length), path, 'target/prints/hostile-code']);
  const link = execFileSync('zbarimg', ['--quiet', '--raw', 'target/prints/hostile-code.png'], { encoding: 'utf8' }).trim();
  const phone = await site.chromium.browser.createBrowserContext();
  const opened = await open(phone, link, 360);
  await opened.page.waitForSelector('.verdict');
  await isText(opened.page, 'the page that a code opens');
  await press(opened.page, '导入到本机');
  await opened.page.waitForSelector('.ladder');
  await goto(opened.page, 'union');
  await opened.page.waitForSelector('#union-name');
  assert.equal(await opened.page.$eval('#union-name', (input) => input.value), name);
  await isText(opened.page, 'after it was taken over');
  assert.deepEqual([...faults, ...opened.faults], []);
  await phone.close();
  await context.close();
});

test('what is typed into each field of a dossier stays text, and half a character breaks nothing', async () => {
  const { page, faults, context } = await site.fresh();
  await openSample(page, 'private');
  const texts = [...HOSTILE, 'm15\ud800half\udc00'];
  for (const [place, is] of [['union', '#union-name'], ['facts', '#fact-members'], ['t/g3', '#g3-08'], ['result', '.verdict']]) {
    await goto(page, place);
    await page.waitForSelector(is);
    if (is === '#g3-08') {
      await click(page, '#g3-08 .extra:nth-child(2)');
      await page.waitForSelector('#note-g3-08');
    }
    for (const summary of await page.$$('main details:not([open]) > summary')) await summary.evaluate((one) => one.click());
    await page.evaluate((all) => {
      const fields = [...document.querySelectorAll('main input:not([type=radio]):not([type=checkbox]):not([type=file]), main textarea')].filter((field) => !field.readOnly);
      fields.forEach((field, at) => {
        const to = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set;
        to.call(field, all[at % all.length]);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      });
      window.filled = (window.filled ?? 0) + fields.length;
    }, texts);
    await isText(page, place);
    await saved(page);
  }
  const filled = await page.evaluate(() => window.filled);
  assert.ok(filled > 12, `fields were filled in: ${filled}`);
  await page.reload();
  await page.waitForSelector('.star-header');
  await isText(page, 'after a reload');
  await goto(page, 'report');
  await page.waitForSelector('.paper');
  assert.ok(!HIDDEN.test(await page.$eval('.paper', (element) => element.innerText)));
  assert.deepEqual(faults, []);
  await context.close();
});
