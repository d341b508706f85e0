// What comes in faster than it is painted, what comes where nothing is painted, and what stays where it is meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { click, frame } from './support/browser.mjs';
import { begin, goto } from './support/dossier.mjs';
import { looksComplete } from './support/looks.mjs';
import { useSite } from './support/site.mjs';
import { deep, saved } from './support/stores.mjs';

const site = useSite();

const evidence = async (page) => {
  await goto(page, 't/g3');
  await click(page, '#g3-08 .extra');
  await click(page, '#g3-08 .panel button');
  await page.waitForSelector('#g3-08 .evidence-place input');
};

test('answers that come within one frame are all taken, and drawn together with it', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/15');
  await page.waitForSelector('#g3-08 [data-answer]');
  const chosen = () => [...document.querySelectorAll('#g3-08 [data-answer=met], #g3-15 [data-answer=met]')].map((half) => half.getAttribute('aria-checked'));
  await page.$$eval('#g3-08 [data-answer=met], #g3-15 [data-answer=met]', (halves) => halves.forEach((half) => half.click()));
  await frame(page);
  assert.deepEqual(new Set(await page.evaluate(chosen)), new Set(['true']));
  await saved(page);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#g3-15 [data-answer=met]')?.getAttribute('aria-checked') === 'true');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an answer shows at once in its row, with the frame in the counts, and once that is painted in the map', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/15');
  await page.waitForSelector('#g3-15 [data-answer]');
  const shown = await page.evaluate(async () => {
    const text = (selector) => document.querySelector(selector).textContent;
    const now = () => ({
      half: document.querySelector('#g3-15 [data-answer=met]').getAttribute('aria-checked'),
      counts: text('.star-progress b') + text('.rail-link.is-here .rail-count'),
      map: text('.map-cell[href$="/15"]'),
    });
    const turn = () => new Promise((done) => queueMicrotask(done));
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    const all = [now()];
    document.querySelector('#g3-15 [data-answer=met]').click();
    await turn();
    all.push(now());
    // Registered after the page's own: the page has been told.
    await frame();
    await turn();
    all.push(now());
    for (let frames = 0; frames < 100 && now().map === all[0].map; frames += 1) await frame();
    all.push(now());
    return all;
  });
  const [before, turn, painted, after] = shown;
  assert.deepEqual([before.half, turn.half], ['false', 'true']);
  assert.equal(turn.counts, before.counts);
  assert.notEqual(painted.counts, before.counts);
  assert.equal(painted.map, before.map);
  assert.notEqual(after.map, before.map);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an answer in another window shows in the rows, the counts and the map of this one', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3/15');
  await page.waitForSelector('#g3-15 [data-answer]');
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await click(other, '#g3-15 [data-answer=met]');
  await saved(other);
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector('#g3-15 [data-answer=met]').getAttribute('aria-checked') === 'true');
  const counted = (there) => there.$$eval('.star-progress b, .rail-count, .map-cell, .filter, .table-sum', (all) => all.map((one) => one.textContent));
  assert.deepEqual(await counted(page), await counted(other));
  assert.deepEqual(faults, []);
  await context.close();
});

test('two fields of a piece of evidence, filled in before anything is painted, both stay', async () => {
  const { page, faults, context } = await site.sample('private');
  await evidence(page);
  await page.evaluate(async () => {
    const write = (field, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    // One event after another, as the browser hands them over when it was busy: no frame between them.
    await new Promise((done) => requestAnimationFrame(() => {
      const turns = new MessageChannel();
      write(document.querySelector('#g3-08 .evidence-name input'), '活动照片');
      turns.port1.onmessage = () => {
        write(document.querySelector('#g3-08 .evidence-place input'), '工会办公室');
        done();
      };
      turns.port2.postMessage(0);
    }));
  });
  await saved(page);
  await page.reload();
  await page.waitForSelector('#g3-08 .extra');
  await click(page, '#g3-08 .extra');
  await page.waitForSelector('#g3-08 .evidence-place input');
  assert.deepEqual(await page.$$eval('#g3-08 .evidence:last-of-type input', (fields) => fields.map((field) => field.value)), ['活动照片', '', '工会办公室']);
  assert.deepEqual(faults, []);
  await context.close();
});

test('where no frame comes, as in a window that nobody sees, what is filled in is drawn and kept all the same', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-08 [data-answer]');
  await page.evaluate(() => { window.requestAnimationFrame = () => 0; });
  await page.$eval('#g3-08 [data-answer=met]', (half) => half.click());
  await page.waitForFunction(() => document.querySelector('#g3-08 [data-answer=met]').getAttribute('aria-checked') === 'true', { polling: 50 });
  await saved(page);
  const kept = Object.values(await deep(page));
  assert.ok(kept.some((text) => text.length < 400 && text.includes('g3-08')), 'the step is in the database');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the first key is rehearsed: a change is drawn and taken back before anything is painted, and nothing is kept', async () => {
  const { page, faults, context } = await site.sample('private');
  await goto(page, 't/all');
  await saved(page);
  const kept = await deep(page);
  await page.evaluateOnNewDocument(() => {
    const shown = () => ['.number-field', '.matrix', '#g3-08'].map((place) => [...document.querySelectorAll(place)].map((one) => one.textContent + [...one.querySelectorAll('input')].map((field) => field.value)).join()).join('|');
    window.rehearsed = 0;
    window.painted = new Set();
    new MutationObserver((changes) => {
      // What is made at first is told of as elements that are added, a change of a text as such.
      window.rehearsed += changes.filter(({ type, target }) => type === 'characterData' && target.parentElement?.closest('.matrix')).length;
    }).observe(document, { subtree: true, characterData: true });
    const look = () => {
      if (document.querySelector('.keyboard-hint')) window.painted.add(shown());
      requestAnimationFrame(look);
    };
    look();
  });
  await page.reload();
  await page.waitForFunction(() => window.rehearsed > 0 && window.painted.size > 0);
  await frame(page);
  await frame(page);
  assert.equal(await page.evaluate(() => window.painted.size), 1, 'nothing else is ever seen');
  assert.equal(await page.$eval('#undo', (button) => button.ariaDisabled), 'true', 'there is nothing to take back');
  assert.deepEqual(await deep(page), kept);
  assert.deepEqual(faults, []);
  await context.close();
});

test('rows stay the same elements when others come, on the page of all rows and where folded ones are opened', async () => {
  const { page, faults, context } = await site.sample('private');
  const hold = (selector) => page.$$eval(selector, (all) => {
    window.held = all.map((element) => [element.id || element.className, element]);
    return all.length;
  });
  const gone = () => page.evaluate(() => window.held.filter(([, element]) => !element.isConnected).map(([name]) => name));
  await goto(page, 't/g3');
  await page.waitForSelector('#g3-15');
  assert.ok((await hold('.row')) > 2);
  await click(page, '.fold-open');
  await page.waitForSelector('#g3-01');
  assert.deepEqual(await gone(), []);

  await page.evaluate(() => {
    window.held = [];
    // As they come: whatever is taken away again is told.
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.('.table-part, .fact-group')) window.held.push([node.className, node]);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await goto(page, 't/all');
  await page.waitForSelector('#g6-04, .keyboard-hint');
  await page.waitForFunction(() => document.querySelectorAll('.table-part').length === 6);
  assert.ok((await page.evaluate(() => window.held.length)) >= 6);
  assert.deepEqual(await gone(), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('pages of the first part look as they do once the whole page has come', async () => {
  const open = (page, selector) => page.$$eval(selector, (all) => all.forEach((element) => element.click()));
  const places = { new: '.button.primary', facts: 'summary', 't/g4/07': '.choice-claim, .extra, summary', 't/all': '.top summary' };
  for (const [place, selector] of Object.entries(places)) {
    // A context of its own, which has never seen the whole page: what a page has fetched is there for the next one.
    const context = await site.chromium.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    // Which come by themselves after a while, for paper.
    const looks = { mayCome: false };
    await page.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() {} }));
    await page.setRequestInterception(true);
    page.on('request', (request) => (/later-[^/]*\.css$/.test(request.url()) && !looks.mayCome ? request.abort() : request.continue()));
    if (place === 'new') {
      await page.goto(`${site.server.url}#/new`);
      await page.waitForSelector('#union-name');
    } else {
      await begin(page, site.server.url);
      await goto(page, place);
      // Rows come in turns: the last is there.
      await page.waitForSelector(place === 'facts' ? '#as-of' : '.keyboard-hint');
    }
    await open(page, selector);
    if (place !== 'new') await saved(page);
    // The first part alone: what asks for the rest by itself has been refused.
    await page.waitForFunction(() => !document.querySelector('link[rel=stylesheet]'));
    looks.mayCome = true;
    await looksComplete(page, place);
    assert.equal(await page.$$eval('link[rel=stylesheet]', (links) => links.length), 1, 'and the rest');
    await context.close();
  }
});
