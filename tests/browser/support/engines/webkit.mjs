// WebKitGTK's own browser, over the plain WebDriver protocol, on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Debian keeps it beside the library: /usr/lib/ARCHITECTURE/webkit2gtk-VERSION/MiniBrowser.
function miniBrowser() {
  for (const arch of readdirSync('/usr/lib')) {
    for (const version of ['4.1', '4.0', '6.0']) {
      const path = `/usr/lib/${arch}/webkit2gtk-${version}/MiniBrowser`;
      if (existsSync(path)) return path;
    }
  }
  throw new Error('no MiniBrowser: install webkit2gtk-driver');
}

// Resolves with what the pattern finds in what the program says.
function says(child, stream, pattern) {
  return new Promise((resolve, reject) => {
    let said = '';
    stream.on('data', (bytes) => {
      said += bytes;
      const found = pattern.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${said}`)));
  });
}

async function freePort() {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export async function start() {
  const home = await mkdtemp(join(tmpdir(), 'union-star-webkit-'));
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = (await says(screen, screen.stdio[3], /(\d+)\n/)).trim();
  const port = await freePort();
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, DISPLAY: `:${display}`, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', GTK_IM_MODULE: 'gtk-im-context-simple' };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const faults = [];
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebDriver ${path}: ${value.error} ${value.message}`);
    return value;
  };
  for (let ready = false; !ready;) ready = await ask('GET', '/status').then((status) => status.ready, () => false);
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
  const base = `/session/${sessionId}`;
  const run = (call, ...args) => ask('POST', `${base}/execute/async`, {
    script: `var done = arguments[arguments.length - 1], args = [].slice.call(arguments, 0, -1);
      Promise.resolve().then(function () { return (${call}).apply(null, args); }).then(function (value) { done([value === undefined ? null : value]); }, function (error) { done([null, String(error)]); });`,
    args,
  }).then(([value, error]) => {
    if (error) throw new Error(error);
    return value;
  });
  const find = async (selector) => Object.values(await ask('POST', `${base}/element`, { using: 'css selector', value: selector }))[0];
  // Presses keys together and lets them go.
  const press = (...keys) => {
    const actions = [...keys.map((value) => ({ type: 'keyDown', value })), ...keys.toReversed().map((value) => ({ type: 'keyUp', value }))];
    return ask('POST', `${base}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
  };
  // The protocol tells of no console: the page listens to itself from its load on. What it heard, and what it
  // asked for, is told before it is left.
  const asked = [];
  const listen = () => run(() => {
    const heard = [];
    const { error } = console;
    console.error = (...words) => {
      heard.push(`console: ${words.join(' ')}`);
      error.apply(console, words);
    };
    addEventListener('error', (event) => heard.push(`page: ${event.message}`));
    addEventListener('unhandledrejection', (event) => heard.push(`page: ${event.reason}`));
    window.heardFaults = heard;
  });
  const note = async () => {
    const told = await run(() => [performance.getEntriesByType('resource').map((one) => one.name), (window.heardFaults || []).splice(0)]);
    asked.push(...told[0]);
    faults.push(...told[1]);
  };
  return {
    async faults() {
      await note();
      return faults;
    },
    requests: async () => {
      await note();
      return asked;
    },
    run,
    size: (width, height) => ask('POST', `${base}/window/rect`, { width, height }),
    async goto(url) {
      await note();
      await ask('POST', `${base}/url`, { url });
      await listen();
    },
    async reload() {
      await note();
      await ask('POST', `${base}/refresh`, {});
      await listen();
    },
    async click(selector) {
      await run((wanted) => document.querySelector(wanted).scrollIntoView({ block: 'center' }), selector);
      await ask('POST', `${base}/element/${await find(selector)}/click`, {});
    },
    async type(selector, text) {
      const field = await find(selector);
      // Backspaces, as a person would: the protocol's own clearing tells the page of a change, but not of typing.
      const { length } = await run((wanted) => document.querySelector(wanted).value, selector);
      await ask('POST', `${base}/element/${field}/value`, { text: '\uE003'.repeat(length) + text });
    },
    // 中 by its number, as GTK's own input method takes it.
    composing: ['u', 'u4', 'u4e', 'u4e2', 'u4e2d'],
    compose: (text) => (text === 'u' ? press('\uE009', '\uE008', 'u') : press(text.at(-1))),
    take: () => press(' '),
    picture: async () => Buffer.from(await ask('GET', `${base}/screenshot`), 'base64'),
    pdf: null,
    async close() {
      await ask('DELETE', base).catch(() => {});
      for (const child of [driver, screen]) {
        const ended = new Promise((done) => child.on('exit', done));
        child.kill();
        await ended;
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
