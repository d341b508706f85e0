// What each script may be written in; and what is said where even that is too new.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { parse } from 'acorn';
import * as chromium from './support/engines/chromium.mjs';
import { OLDEST, old, says } from './support/engines/index.mjs';
import { serve } from './support/server.mjs';

let server;
before(async () => { server = await serve(); });
after(() => server.close());

// boot.js tells a browser that it is too old: any browser must be able to read it. The rest: Chromium 67.
const edition = (name) => (/^(boot-|after-|sw\.)/.test(name) ? 5 : 2017);

test('the script that starts the page is ES5, the others are no newer than 2017', async () => {
  const names = (await readdir('dist')).filter((name) => name.endsWith('.js'));
  assert.ok(names.some((name) => name.startsWith('boot-')), names.join());
  for (const name of names) parse(await readFile(`dist/${name}`, 'utf8'), { ecmaVersion: edition(name), sourceType: 'script' });
});

test('the scripts inside the page are ES5', async () => {
  const page = await readFile('dist/index.html', 'utf8');
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script]) => script);
  assert.equal(scripts.length, 2);
  for (const script of scripts) parse(script, { ecmaVersion: 5, sourceType: 'script' });
});

test('the scripts inside the single file are read by the same browsers', async () => {
  const page = await readFile('dist/union-star.html', 'utf8');
  const scripts = [...page.matchAll(/<script(?! id="wasm-)[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script);
  assert.ok(scripts.length >= 3, `${scripts.length} scripts`);
  let es5 = 0;
  for (const script of scripts) {
    parse(script, { ecmaVersion: 2017, sourceType: 'script' });
    if (script.includes('您的浏览器版本过旧')) {
      parse(script, { ecmaVersion: 5, sourceType: 'script' });
      es5 += 1;
    }
  }
  assert.equal(es5, 1);
});

// Each takes away what a browser of some age did not have.
const LACKS = {
  'no WebAssembly (2016)': 'delete window.WebAssembly;',
  'no promises (2013)': 'delete window.Promise; delete window.Symbol; delete window.TextDecoder;',
  'a WebAssembly that refuses ours (2017)': `WebAssembly.instantiate = function () { return Promise.reject(new WebAssembly.CompileError('unknown section')); };
    WebAssembly.instantiateStreaming = undefined;`,
};

for (const [lack, source] of Object.entries(LACKS)) {
  test(`with ${lack} the page says to take another browser`, async () => {
    const page = await chromium.start(old(OLDEST));
    try {
      await page.prelude(source);
      await page.goto(server.url);
      await says(page, '您的浏览器版本过旧，无法打开本页。请改用新版');
    } finally {
      await page.close();
    }
  });
}

test('Chromium 64, older than what is promised, is told so', async () => {
  const page = await chromium.start(old(64));
  try {
    await page.goto(server.url);
    // Home stands there before anything runs.
    const words = await page.run(() => new Promise((resolve) => {
      (function look() {
        if (/ is-told/.test(document.documentElement.className)) setTimeout(function () { resolve(document.body.innerText); }, 500);
        else setTimeout(look, 50);
      })();
    }));
    assert.match(words, /您的浏览器版本过旧/);
  } finally {
    await page.close();
  }
});
