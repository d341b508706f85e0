// At once and anywhere: before the Wasm, between the page's parts, without a network, under the page's own policy.
import assert from 'node:assert/strict';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { click, frame, launch, open, press, sees, text, type } from './support/browser.mjs';
import { choose, download, goto, importFile, star } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { looks } from './support/looks.mjs';
import { serve } from './support/server.mjs';
import { useSite } from './support/site.mjs';
import { saved } from './support/stores.mjs';

const site = useSite();

// A new page; what is named so is held back until it is let go.
async function held(name) {
  const context = await site.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  const waiting = [];
  let free = false;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (!free && name.test(request.url())) waiting.push(request);
    else request.continue();
  });
  const letGo = () => {
    free = true;
    waiting.forEach((request) => request.continue());
  };
  return { context, page, letGo };
}

test('home is there before anything else, and a click on it is not lost', async () => {
  const { context, page, letGo } = await held(/\.(js|wasm)$/);
  const come = page.goto(site.server.url);
  await sees(page, '本单位工会能定几星');
  await press(page, '开始自评');
  await sees(page, '正在打开');
  letGo();
  await come;
  await sees(page, '新建自评');
  await context.close();
});

test('home looks as it did once the whole page has taken it over', async () => {
  const { context, page, letGo } = await held(/\.wasm$/);
  const seen = async () => (await looks(page)).map((look) => look.replace(' is-reading', ''));
  await page.goto(site.server.url, { waitUntil: 'domcontentloaded' });
  const before = await seen();
  assert.ok(before.length > 50, `${before.length} elements`);
  letGo();
  await page.waitForSelector('.is-started');
  await page.waitForFunction(() => !document.querySelector('.is-reading'));
  assert.deepEqual(await seen(), before);
  await context.close();
});

test('from home one goes on while the whole page is still coming, and it disturbs nothing when it comes', async () => {
  const { context, page, letGo } = await held(/later-[^/]*\.wasm$/);
  await page.goto(site.server.url);
  await press(page, '开始自评');
  await sees(page, '新建自评');
  await page.waitForFunction(() => document.activeElement.id === 'main');
  await type(page, '#union-name', '某工会');
  letGo();
  await page.evaluate(() => window.union_star.load('later'));
  assert.equal(await page.$eval('#union-name', (field) => field.value), '某工会');
  await click(page, '.brand');
  await sees(page, '还没有档案');
  await context.close();
});

test('what was pressed and pasted at home before the whole page came is done and kept', async () => {
  const { context, page, letGo } = await held(/later-[^/]*\.wasm$/);
  await page.goto(site.server.url);
  await press(page, '用备份码导入');
  await type(page, '#import-code', '不是码');
  await press(page, '打开');
  await press(page, '大字');
  await press(page, '高对比');
  letGo();
  await page.waitForSelector('.is-large.is-contrast');
  await sees(page, '这个码打不开');
  assert.equal(decodeURIComponent(await page.$eval('#import-code', (field) => field.value)), '不是码');
  await context.close();
});

// What is asked for besides the page, where its bytes come so, in a browser that is so; the page begins at 新建自评.
async function begun(send, browser = () => {}) {
  const server = await serve('dist', { send });
  const context = await site.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(browser);
  const asked = [];
  page.on('request', (request) => asked.push(request.url().split('/').pop()));
  const come = page.goto(`${server.url}#/new`);
  return {
    page,
    asked: async () => {
      await come;
      await page.waitForSelector('#union-name');
      await context.close();
      server.close();
      return asked.filter((name) => /^app-[0-9a-f]{10}\.wasm$/.test(name)).length;
    },
  };
}

const packed = (bytes) => bytes.indexOf('application/wasm-packed');

test('the first Wasm comes within the page, however slowly that comes', async () => {
  let more;
  const { page, asked } = await begun((response, bytes) => {
    const half = Math.floor((packed(bytes) + bytes.length) / 2);
    response.write(bytes.subarray(0, half));
    more = () => response.end(bytes.subarray(half));
  });
  await sees(page, '正在打开');
  more();
  assert.equal(await asked(), 0);
});

test('a page that was altered or cut on its way has the first Wasm come as a file', async () => {
  const other = (bytes, at, sign) => Buffer.concat([bytes.subarray(0, at), Buffer.from(sign), bytes.subarray(at + 1)]);
  const ways = {
    'a sign that is none of base64': (bytes) => other(bytes, packed(bytes) + 1000, '*'),
    'another sign': (bytes) => other(bytes, packed(bytes) + 1000, bytes[packed(bytes) + 1000] === 65 ? 'B' : 'A'),
    'the end missing': (bytes) => bytes.subarray(0, bytes.length - 20_000),
  };
  for (const [what, way] of Object.entries(ways)) {
    const { asked } = await begun((response, bytes) => response.end(way(bytes)));
    assert.equal(await asked(), 1, what);
  }
});

test('where no worker unpacks the first Wasm it comes as a file', async () => {
  const ways = {
    'there are none': () => {
      window.Worker = undefined;
    },
    'a policy lets none begin': () => {
      const { Worker } = window;
      window.Worker = function () {
        return new Worker('data:text/javascript,');
      };
    },
    'it never answers': () => {
      const { Worker, setTimeout } = window;
      window.Worker = function () {
        return new Worker(URL.createObjectURL(new Blob([])));
      };
      // The page waits ten seconds for one, which are over at once.
      window.setTimeout = (call, wait, ...more) => setTimeout(call, wait === 10_000 ? 0 : wait, ...more);
    },
  };
  for (const [what, way] of Object.entries(ways)) {
    const { asked } = await begun(undefined, way);
    assert.equal(await asked(), 1, what);
  }
});

test('where neither part of the page comes this is said, and not while one may still come', async () => {
  const context = await site.chromium.browser.createBrowserContext();
  const page = await context.newPage();
  const html = await readFile('dist/index.html', 'utf8');
  const at = packed(html) + 1000;
  const waiting = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const name = request.url().split('/').pop();
    if (request.resourceType() === 'document') request.respond({ contentType: 'text/html; charset=utf-8', body: `${html.slice(0, at)}*${html.slice(at + 1)}` });
    else if (/^later-.*\.wasm$/.test(name)) waiting.push(request);
    else if (/^app-.*\.wasm$/.test(name)) request.abort();
    else request.continue();
  });
  await page.goto(site.server.url);
  const refused = new Promise((done) => page.once('requestfailed', done));
  await press(page, '开始自评');
  await refused;
  await frame(page);
  assert.equal(await page.$eval('#boot-message', (place) => place.getAttribute('role')), null, 'the whole page may still come');
  waiting.forEach((request) => request.abort());
  await sees(page, '没有打开成功');
  await context.close();
});

test('where the whole page runs, the first Wasm is not started beside it', async () => {
  const { page, context } = await site.fresh();
  await page.waitForSelector('.is-started');
  await press(page, '开始自评');
  await page.waitForSelector('#union-name');
  // It is handed out once.
  assert.ok(await page.evaluate(() => Boolean(window.unionStarUnpacked)));
  await context.close();
});

test('home that something else has changed is drawn anew, and works', async () => {
  const { context, page, letGo } = await held(/later-[^/]*\.wasm$/);
  await page.goto(site.server.url);
  // As translators do.
  await page.evaluate(() => {
    const title = document.querySelector('.hero-title');
    const font = document.createElement('font');
    font.append(...title.childNodes);
    title.append(font);
  });
  letGo();
  await page.waitForFunction(() => !document.querySelector('font') && document.querySelector('.is-started'));
  await press(page, '大字');
  await page.waitForSelector('.is-large');
  await context.close();
});

test('what does not come while the first part runs is not spoken of', async () => {
  for (const answer of [(request) => request.abort(), (request) => request.respond({ contentType: 'text/html', body: '<p>portal</p>' })]) {
    const context = await site.chromium.browser.createBrowserContext();
    const page = await context.newPage();
    const waiting = [];
    let fails = false;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!/later-[^/]*\.wasm$/.test(request.url())) request.continue();
      else if (fails) answer(request);
      else waiting.push(request);
    });
    const asked = page.waitForRequest((request) => /later-[^/]*\.wasm$/.test(request.url()));
    await page.goto(site.server.url);
    await asked;
    await press(page, '开始自评');
    await sees(page, '新建自评');
    await type(page, '#union-name', '某工会');
    fails = true;
    await Promise.all(waiting.map(answer));
    assert.equal(await page.evaluate(() => window.union_star.load('later').then(() => 'come', () => 'failed')), 'failed');
    assert.equal(await page.$eval('#boot-message', (message) => message.getClientRects().length), 0);
    assert.equal(await page.$eval('#union-name', (field) => field.value), '某工会');
    await context.close();
  }
});

test('home stays the same elements, and where it was scrolled to, when the page takes it over', async () => {
  const { context, page, letGo } = await held(/\.wasm$/);
  await page.goto(site.server.url, { waitUntil: 'domcontentloaded' });
  await page.evaluate(() => { document.querySelector('.hero-title').mine = true; });
  const scrolled = await page.evaluate(() => {
    document.querySelector('.samples').scrollIntoView();
    return window.scrollY;
  });
  assert.ok(scrolled > 0, 'there is something to scroll');
  letGo();
  await page.waitForSelector('.is-started');
  await page.waitForFunction(() => !document.querySelector('.is-reading'));
  assert.equal(await page.$eval('.hero-title', (title) => title.mine), true);
  assert.equal(await page.evaluate(() => window.scrollY), scrolled);
  await context.close();
});

test('the whole page takes over with what is open: undo reaches back before it', async () => {
  const { page, faults, context } = await site.fresh();
  await press(page, '开始自评');
  await type(page, '#union-name', '某工会');
  await click(page, 'input[name=category][value=soe]');
  await click(page, 'input[name=form][value=single]');
  await press(page, '下一步：基本数据');
  await sees(page, '每个数只填一次');
  await goto(page, 't/g1');
  await page.waitForSelector('#g1-01');
  await choose(page, 'g1-01', 1, 'met');
  await choose(page, 'g1-01', 1, 'not_met');
  await goto(page, 'result');
  await page.waitForSelector('.verdict');
  await press(page, '撤销');
  await press(page, '撤销');
  await goto(page, 't/g1');
  await page.waitForSelector('#g1-01');
  assert.equal(await page.$('#g1-01 [aria-checked=true]'), null);
  await click(page, '.top .more summary');
  await press(page, '重做');
  await page.waitForSelector('#g1-01 [data-answer=met][aria-checked=true]');
  await saved(page);
  await page.reload();
  await page.waitForSelector('#g1-01 [data-answer=met][aria-checked=true]');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a page of which a script does not come says that, and not that the browser is too old', async () => {
  for (const missing of [/boot-.*js$/, /app-.*js$/]) {
    const context = await site.chromium.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => (missing.test(request.url()) ? request.abort() : request.continue()));
    for (const place of ['', '#/d/x/t/g1']) {
      await page.goto(`${site.server.url}${place}`);
      await sees(page, '可能是网络中断');
      assert.ok(!(await text(page, 'body')).includes('版本过旧'));
    }
    await context.close();
  }
});

test('a page that cannot be fetched says so and is tried again; what is open stays', async () => {
  const { page, context } = await site.fresh();
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
  let cut = true;
  page.on('request', (request) => (cut && /later-.*wasm$/.test(request.url()) ? request.abort() : request.continue()));
  // Home has the whole page come.
  await page.goto('about:blank');
  await page.goto(`${site.server.url}#/new`);
  await type(page, '#union-name', '某工会');
  await click(page, 'input[name=category][value=soe]');
  await click(page, 'input[name=form][value=single]');
  await press(page, '下一步：基本数据');
  await sees(page, '每个数只填一次');
  await goto(page, 'result');
  await sees(page, '填写的内容都在');
  cut = false;
  await press(page, '再试一次');
  await page.waitForSelector('.verdict');
  await context.close();
});

test('without a network the page opens, fills in, rates and makes a Word file', async () => {
  const { page, context } = await site.fresh();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.setOfflineMode(true);
  await page.goto(site.server.url);
  await sees(page, '我的档案');
  await click(page, '[data-sample=soe]');
  await page.waitForSelector('.verdict');
  const before = await star(page);
  await goto(page, 't/g1');
  await page.waitForSelector('#g1-01, .fold');
  await goto(page, 'report');
  await page.waitForSelector('.sheet');
  await press(page, '下载 Word');
  await page.waitForFunction(() => !document.body.innerText.includes('正在生成'));
  assert.ok(!(await page.evaluate(() => document.body.innerText)).includes('没有加载成功'));
  assert.match(before, /自评五星/);
  await context.close();
});

// The site in a folder of its own, open in a page whose service worker has kept it.
async function keptSite(t, name) {
  const folder = temporary(name);
  await cp('dist', folder, { recursive: true });
  const server = await serve(folder);
  t.after(() => server.close());
  const context = await site.chromium.browser.createBrowserContext();
  const { page, faults } = await open(context, server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return { folder, server, context, page, faults };
}

test('other pages in the same folder are left alone', async (t) => {
  const { folder, server, context, page, faults } = await keptSite(t, 'beside');
  await writeFile(join(folder, 'other.html'), '<link rel="icon" href="data:,"><title>other</title><p>另一个页面</p>');
  await page.goto(`${server.url}other.html`);
  await sees(page, '另一个页面');
  await page.goto(`${server.url}?from=chat`);
  await sees(page, '我的档案');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a newer version waits until it is asked for', async (t) => {
  const { folder, server, context, page, faults } = await keptSite(t, 'version');
  const index = join(folder, 'index.html');
  await writeFile(index, (await readFile(index, 'utf8')).replace('本单位工会能定几星', '新版：本单位工会能定几星'));
  const worker = join(folder, 'sw.js');
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(/union-star-[0-9a-f]{10}'/, "union-star-0123456789'"));
  // Another window has seen it too.
  const { page: other } = await open(context, server.url);
  await other.waitForSelector('#update:not([hidden])');
  await page.bringToFront();
  await page.reload();
  await page.waitForSelector('#update:not([hidden])');
  assert.ok(!(await text(page, '.hero-title')).includes('新版'));
  await Promise.all([page.waitForNavigation(), press(page, '更新')]);
  await page.waitForFunction(() => document.title && document.querySelector('#update').hidden);
  // The other goes over too, though nothing waits any more.
  await other.bringToFront();
  await Promise.all([other.waitForNavigation(), press(other, '更新')]);
  await other.waitForFunction(() => document.title && document.querySelector('#update').hidden);
  assert.ok((await page.evaluate(() => fetch('./').then((answer) => answer.text()))).includes('新版'));
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [name, address] of [['the site', () => site.server.url], ['the single file', () => pathToFileURL(resolve('dist/union-star.html')).href]]) {
  test(`${name} can neither run what is not its own nor reach anywhere`, async () => {
    const { page, context } = await site.fresh(address());
    const tried = await page.evaluate(async () => {
      const refused = [];
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
      const attempt = async (name, act) => { try { await act(); } catch { refused.push(name); } };
      await attempt('fetch', () => fetch('https://example.com/'));
      // In a turn of its own: what the test runs itself may evaluate.
      await attempt('eval', () => new Promise((done, failed) => { setTimeout(() => { try { done((0, eval)('1')); } catch (error) { failed(error); } }); }));
      await attempt('html', () => { document.createElement('div').innerHTML = '<b>x</b>'; });
      await attempt('image', () => new Promise((done, failed) => { const image = new Image(); image.onload = done; image.onerror = failed; image.src = 'https://example.com/a.png'; }));
      await attempt('script', () => new Promise((done, failed) => { const script = document.createElement('script'); script.onload = done; script.onerror = failed; script.src = 'https://example.com/a.js'; document.head.append(script); }));
      await attempt('attribute', () => {
        const inline = document.createElement('a');
        inline.setAttribute('onclick', 'window.ran = true');
        inline.click();
      });
      return { refused, ran: window.ran === true };
    });
    for (const what of ['fetch', 'eval', 'html', 'image', 'script', 'attribute']) assert.ok(tried.refused.includes(what), `${what}: ${tried.refused}`);
    assert.equal(tried.ran, false);
    await context.close();
  });
}

test('large text and high contrast stay set, and no page is wider than the window', async () => {
  for (const width of [1440, 768, 360]) {
    const { page, faults, context } = await site.fresh(site.server.url, width);
    await press(page, '大字');
    await press(page, '高对比');
    await page.reload();
    await page.waitForSelector('.is-large.is-contrast .tool[aria-pressed=true]');
    await click(page, '[data-sample=private]');
    await page.waitForSelector('.verdict');
    for (const place of ['result', 'facts', 't/g3', 'report', 'union', 'review']) {
      await goto(page, place);
      await page.waitForSelector('.main h1');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${place} at ${width}`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('where hardly a row is met, and reviews and a plan speak of all, no page is wider than a phone', async () => {
  const sent = await site.sample('private');
  const path = await download(sent.page, sent.context, async () => {
    await click(sent.page, '.top .more summary');
    await press(sent.page, '导出档案');
  });
  const dossier = JSON.parse(await readFile(path, 'utf8'));
  for (const clause of Object.keys(dossier.answers)) dossier.answers[clause] = 'not_met';
  const rows = [...new Set(Object.keys(dossier.answers).map((clause) => clause.split('.')[0]))];
  dossier.plan = Object.fromEntries(rows.map((row) => [row, { measure: '逐项补齐', owner: '组织委员', due: '2026-12-31' }]));
  dossier.reviews = [{ level: 'street', body: '某某区总工会某某街道总工会', date: '2026-11-30', rows: Object.fromEntries(rows.map((row) => [row, { accepted: false, reason: '没有佐证材料', seen: null }])), claims: {}, remark: '' }];
  await writeFile(path, JSON.stringify(dossier));
  await sent.context.close();
  for (const width of [320, 360, 599, 600, 768, 899]) {
    const { page, faults, context } = await site.fresh(site.server.url, width);
    await importFile(page, path);
    await page.waitForSelector('.verdict');
    for (const place of ['result', 't/g5', 't/all', 'review', 'report']) {
      await goto(page, place);
      await page.waitForSelector(place === 'report' ? '.sheet' : '.main h1');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${place} at ${width}`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('on a tablet the tab of the page that is open is seen, and the page stays where it is', async () => {
  for (const width of [600, 768, 1199]) {
    const { page, faults, context } = await site.fresh(site.server.url, width);
    await click(page, '[data-sample=private]');
    await page.waitForSelector('.verdict');
    for (const place of ['result', 'facts', 'review', 't/g3']) {
      await goto(page, place);
      await page.waitForFunction((to) => document.querySelector('.rail-link.is-here')?.href.endsWith(to), {}, place);
      const tab = await page.$eval('.rail-link.is-here', (link) => {
        const { left, right } = link.getBoundingClientRect();
        return { left, right, wide: window.innerWidth, scrolled: window.scrollY };
      });
      assert.ok(tab.left >= 0 && tab.right <= tab.wide, `${place} at ${width}: ${tab.left} to ${tab.right}`);
      assert.equal(tab.scrolled, 0, place);
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('where the browser is set to type twice as large, pages are laid out as in a window half as wide', async (t) => {
  const { browser, close } = await launch('chrome', ['--blink-settings=defaultFontSize=32']);
  t.after(close);
  for (const width of [1440, 768, 360]) {
    const { page, faults } = await open(browser, site.server.url, width, 800);
    await click(page, '[data-sample=private]');
    await page.waitForSelector('.verdict');
    for (const place of ['facts', 't/g3']) {
      await goto(page, place);
      await page.waitForFunction((to) => document.querySelector('.rail-link.is-here')?.href.endsWith(to), {}, place);
      const laid = await page.evaluate(() => {
        const main = document.querySelector('.main').getBoundingClientRect();
        const shown = [...document.querySelectorAll('.rail-link > *')].map((part) => part.getBoundingClientRect()).filter(({ width: wide }) => wide > 0);
        const over = shown.filter(({ right, bottom }) => right > main.left && bottom > main.top);
        return { wide: document.documentElement.scrollWidth - window.innerWidth, over: over.length };
      });
      assert.deepEqual(laid, { wide: 0, over: 0 }, `${place} at ${width}`);
    }
    assert.deepEqual(faults, []);
  }
});

test('what is typed into a unit never leaves: every request of the whole job is for our own files', async () => {
  const asked = new Set();
  const { page, faults, context } = await site.fresh();
  page.on('request', (request) => asked.add(request.url()));
  await click(page, '[data-sample=regional]');
  await page.waitForSelector('.verdict');
  for (const place of ['facts', 't/g3', 'report']) {
    await goto(page, place);
    await page.waitForSelector('.main h1');
  }
  const ours = new Set(await readdir('dist'));
  for (const address of asked) {
    const name = new URL(address).pathname.split('/').pop();
    assert.ok(/^(blob|data):/.test(address) || name === '' || ours.has(name), address);
    assert.equal(new URL(address).search, '');
  }
  assert.deepEqual(faults, []);
  await context.close();
});
