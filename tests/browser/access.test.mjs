// For everyone: what a machine can check of WCAG 2.2 AA, in every state and in every way of showing it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { click, press, sees, type } from './support/browser.mjs';
import { goto, openSample } from './support/dossier.mjs';
import { useSite } from './support/site.mjs';
import { change, here, lastStep, saved } from './support/stores.mjs';

const site = useSite();
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const FOLDER = 'target/crowd-access';
before(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', '40', '7', FOLDER]);
});

async function clean(page, state, within = 'html') {
  const problems = await page.evaluate(async (source, part) => {
    if (!window.axe) (0, window.Function)(''.concat(source))();
    const { violations } = await window.axe.run(part, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, AXE, within).catch((error) => [error.message]);
  assert.deepEqual(problems, [], state);
}

const PLACES = ['union', 'facts', 't/g1', 't/g3', 't/all', 'result', 'report', 'review', 'versions'];

const WAYS = {
  'as it is': async () => {},
  'on a phone': async (page) => page.setViewport({ width: 360, height: 740 }),
  'in large text': async (page) => { await press(page, '大字'); },
  'in high contrast': async (page) => { await press(page, '高对比'); },
  'in forced colours': async (page) => {
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  },
};

for (const [way, set] of Object.entries(WAYS)) {
  test(`every page of a dossier, ${way}`, async () => {
    const { page, faults, context } = await site.fresh();
    await page.setBypassCSP(true);
    await page.reload();
    await sees(page, '我的档案');
    await set(page);
    await clean(page, 'home, empty');
    await click(page, '[data-sample=private]');
    await page.waitForSelector('.verdict');
    for (const place of PLACES) {
      await goto(page, place);
      await page.waitForSelector('.main h1');
      // Its rows come in turns.
      if (place === 't/all') {
        await page.waitForSelector('.keyboard-hint');
        // Rows far from the screen have a guessed height: what stands in them would seem to lie over the next.
        await page.addStyleTag({ content: '.row { content-visibility: visible !important; }' });
      }
      if (place === 'report') await page.waitForFunction(() => document.querySelectorAll('.sheet').length > 3);
      await clean(page, place);
    }
    await page.goto(`${site.server.url}#/`);
    await sees(page, '针织');
    await clean(page, 'home with a dossier');
    for (const place of ['#/new', '#/guide/private', '#/readings', '#/data', '#/desk']) {
      await page.goto(site.server.url + place);
      await page.waitForSelector('h1');
      await clean(page, place);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('what opens, what fails and what is refused', async () => {
  const { page, context } = await site.fresh();
  await page.setBypassCSP(true);
  await page.goto(`${site.server.url}#/new`);
  await press(page, '下一步：基本数据');
  await sees(page, '请补上这几处');
  await clean(page, 'new, with what is missing');
  await page.goto(`${site.server.url}#/sample/private`);
  await page.waitForSelector('.verdict');
  await goto(page, 'facts');
  await type(page, '#fact-women_members', 'abc');
  await sees(page, '没有看懂这个数');
  await clean(page, 'facts, with an error');
  await goto(page, 't/g3/08');
  await page.waitForSelector('#g3-08');
  for (const summary of await page.$$('#g3-08 .extras button, #g3-08 .row-extras button')) await summary.click();
  await clean(page, 'a row with everything open');
  await click(page, '.top .more summary');
  // What the open menu covers is no target now.
  await clean(page, 'the menu', '.top');
  await page.goto(site.server.url);
  await sees(page, '针织');
  const bad = 'target/crowd-access/bad.json';
  writeFileSync(bad, '{');
  await (await page.$('#import-file')).uploadFile(bad);
  await sees(page, '没有导入');
  await clean(page, 'an import refused');
  await page.goto(`${site.server.url}#/d/nothing/facts`);
  await sees(page, '这份档案打不开');
  await clean(page, 'a dossier that is not here');
  await context.close();
});

test('what is said of damaged and of newer records, and of work that was never exported', async () => {
  const { page, faults, context } = await site.fresh();
  await page.setBypassCSP(true);
  await page.reload();
  await openSample(page, 'private');
  await goto(page, 't/g3/15');
  const id = await here(page);
  const say = async (answer) => { await click(page, `#g3-15 [data-answer=${answer}]`); await saved(page); };
  await say('met');
  await say('not_met');
  const last = await lastStep(page, id);
  await change(page, { [last]: 'union-star/2 of which nothing is left' });
  await page.evaluate((step) => Object.keys(localStorage).filter((key) => key.includes(step)).forEach((key) => localStorage.removeItem(key)), last.slice(-12));
  await page.reload();
  await sees(page, '有一部分保存记录损坏了');
  await clean(page, 'damaged');
  await page.goto(`${site.server.url}#/data`);
  await sees(page, '损坏的记录');
  await clean(page, 'what is damaged can be taken out');
  await page.goto(`${site.server.url}#/d/${id}/t/g3/15`);
  await page.waitForSelector('#g3-15');
  for (let at = 0; at < 60; at += 1) await page.evaluate((answer) => document.querySelector(`#g3-15 [data-answer=${answer}]`).click(), at % 2 ? 'not_met' : 'met');
  await sees(page, '建议导出一份备份');
  await clean(page, 'an export is suggested');
  await saved(page);
  const next = String(Number((await lastStep(page, id)).slice(-12)) + 1).padStart(12, '0');
  await change(page, { [`union-star/dossier/${id}/${next}`]: 'union-star/3 whatever comes' });
  await page.reload();
  await sees(page, '这份档案只能查看');
  await clean(page, 'read only');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the desk with its pages', async () => {
  const { page, context } = await site.fresh();
  await page.setBypassCSP(true);
  await page.goto(`${site.server.url}#/desk`);
  await page.reload();
  await sees(page, '把收到的档案拖进来');
  await (await page.$('#desk-folder')).uploadFile(FOLDER);
  await page.waitForSelector('.desk-draw', { timeout: 20_000 });
  await clean(page, 'overview');
  for (const place of ['#/desk/units', '#/desk/problems', '#/desk/draw']) {
    await page.goto(site.server.url + place);
    await page.waitForSelector('.desk h1');
    await clean(page, place);
  }
  await context.close();
});

test('zoomed to 400 per cent, nothing has to be scrolled sideways', async () => {
  const { page, faults, context } = await site.fresh(site.server.url, 320);
  await click(page, '[data-sample=public]');
  await page.waitForSelector('.verdict');
  for (const place of PLACES) {
    await goto(page, place);
    await page.waitForSelector('.main h1');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, place);
  }
  assert.deepEqual(faults, []);
  await context.close();
});
