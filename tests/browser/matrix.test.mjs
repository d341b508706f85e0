// One build for every browser that people have: the same job in each, from a sample to the paper.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ENGINES, click, goto, saved, says, text, there, until } from './support/engines/index.mjs';
import { serve } from './support/server.mjs';

let server;
before(async () => { server = await serve(); });
after(() => server.close());

const ROOM = (225 / 25.4) * 96;
const flat = (words) => words.normalize('NFKC').replace(/\s+/g, '');

for (const { name, start } of ENGINES) {
  test(`${name}: a row and a number are filled in, found again after a reload, rated and printed`, async () => {
    const page = await start();
    try {
      await page.size(1440, 900);
      await page.goto(server.url);
      await says(page, '我的档案');
      await click(page, '[data-sample=private]');
      assert.equal(await text(page, '.verdict'), '已确保二星，最高可达四星');

      await goto(page, 'facts');
      await there(page, '#fact-real_name_members');
      await page.type('#fact-real_name_members', '80');
      await goto(page, 't/g3');
      await click(page, '#g3-08 .clause:nth-of-type(1) [data-answer=met], #g3-08 .is-single [data-answer=met]');
      await click(page, '#g3-09 .clause:nth-of-type(3) [data-answer=met]');
      await click(page, '#g3-15 [data-answer=not_met]');
      await until(page, () => /^已确保三星/.test(document.querySelector('.star-sentence').innerText));
      await until(page, () => document.querySelector('#g3-15 [data-answer=not_met]').getAttribute('aria-checked') === 'true');
      await saved(page);
      await page.reload();
      await until(page, () => /^已确保三星/.test(document.querySelector('.star-sentence').innerText));
      await until(page, () => document.querySelector('#g3-15 [data-answer=not_met]').getAttribute('aria-checked') === 'true');
      await goto(page, 'facts');
      await until(page, () => document.querySelector('#fact-real_name_members').value === '80');

      await goto(page, 'result');
      assert.match(await text(page, '.verdict'), /^已确保三星/);
      await goto(page, 'report');
      await until(page, () => document.querySelectorAll('.sheet').length > 3);
      const sheets = await page.run(() => [].map.call(document.querySelectorAll('.sheet'), (sheet) => ({
        words: sheet.innerText,
        height: sheet.querySelector('.paper-content').getBoundingClientRect().height,
      })));
      sheets.forEach((sheet, at) => assert.ok(sheet.height <= ROOM, `sheet ${at + 1} is ${sheet.height} px of ${ROOM}`));
      if (page.pdf) await printed(page, name, sheets);

      assert.deepEqual(await page.faults(), []);
      const elsewhere = (await page.requests()).filter((address) => !address.startsWith(server.url) && !/^(data|blob|about):/.test(address));
      assert.deepEqual(elsewhere, [], 'nothing is asked of anyone else');
    } finally {
      await page.close();
    }
  });
}

for (const { name, start } of ENGINES) {
  test(`${name}: the first Wasm is unpacked from the page`, async () => {
    const page = await start();
    try {
      await page.goto(`${server.url}#/new`);
      await there(page, '#union-name');
      const asked = (await page.requests()).map((address) => address.split('/').pop());
      assert.ok(asked.some((file) => /^app-[0-9a-f]{10}\.js$/.test(file)), asked.join());
      assert.deepEqual(asked.filter((file) => /^app-.*\.wasm$/.test(file)), []);
      assert.deepEqual(await page.faults(), []);
    } finally {
      await page.close();
    }
  });
}

// The paper has the sheets of the screen, each with its number and the digest, on A4.
async function printed(page, name, sheets) {
  const path = `target/prints/matrix-${name.replace(/\W+/g, '-')}.pdf`;
  mkdirSync('target/prints', { recursive: true });
  writeFileSync(path, await page.pdf());
  assert.match(execFileSync('pdfinfo', [path], { encoding: 'utf8' }), /Page size: .*\(A4\)/);
  const paper = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').map(flat).filter(Boolean);
  assert.equal(paper.length, sheets.length, 'as many pages as sheets');
  const digest = /摘要 ([0-9A-F]{4}-[0-9A-F]{4})/.exec(sheets[0].words)[1];
  paper.forEach((words, at) => assert.ok(words.includes(`—${at + 1}—`) && words.includes(digest), `page ${at + 1}`));
}
