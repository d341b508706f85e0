// A Chromium of any age over its plain debugging protocol: puppeteer asks for what those before 72 do not have.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', '--hide-scrollbars'];

export async function start(program, flags = []) {
  const profile = await mkdtemp(join(tmpdir(), 'union-star-'));
  const child = spawn(program, [...FLAGS, ...flags, `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(said);
      if (found) resolve(`http://${found[1]}`);
    });
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const session = await attach(origin);
  return {
    ...page(session),
    async close() {
      const ended = new Promise((done) => child.on('exit', done));
      session.close();
      child.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// The protocol of the one page that is open.
async function attach(origin) {
  let target;
  while (!target) target = (await (await fetch(`${origin}/json/list`)).json()).find((one) => one.type === 'page');
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false, maxPayload: 256 << 20 });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const asked = new Map();
  const listeners = new Map();
  socket.on('message', (bytes) => {
    const { id, result, error, method, params } = JSON.parse(bytes);
    if (method) return (listeners.get(method) ?? []).forEach((call) => call(params));
    const { resolve, reject, name } = asked.get(id);
    asked.delete(id);
    return error ? reject(new Error(`${name}: ${error.message}`)) : resolve(result);
  });
  let last = 0;
  return {
    send(name, params = {}) {
      last += 1;
      socket.send(JSON.stringify({ id: last, method: name, params }));
      return new Promise((resolve, reject) => asked.set(last, { resolve, reject, name }));
    },
    on: (name, call) => listeners.set(name, [...(listeners.get(name) ?? []), call]),
    close: () => socket.terminate(),
  };
}

function page(session) {
  const faults = [];
  const requests = [];
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => faults.push(`page: ${text} ${exception?.description ?? ''}`));
  session.on('Runtime.consoleAPICalled', ({ type, args }) => type === 'error' && faults.push(`console: ${args.map((one) => one.value ?? one.description).join(' ')}`));
  session.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && faults.push(`log: ${entry.text} ${entry.url ?? ''}`));
  session.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  // beforeunload asks in dialogues; nobody is there to answer.
  session.on('Page.javascriptDialogOpening', () => session.send('Page.handleJavaScriptDialog', { accept: true }));
  const ready = Promise.all(['Runtime', 'Log', 'Network', 'Page'].map((domain) => session.send(`${domain}.enable`)));
  const load = async (name, params) => {
    await ready;
    const loaded = new Promise((resolve) => session.on('Page.loadEventFired', resolve));
    await session.send(name, params);
    await loaded;
  };
  const run = async (call, ...args) => {
    const expression = `(${call})(${args.map((one) => JSON.stringify(one)).join(', ')})`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const mouse = (type, at) => session.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
  const size = (width, height) => session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  return {
    faults: async () => faults,
    requests: async () => requests,
    run,
    size,
    send: session.send,
    // Runs before anything of the page does.
    prelude: (source) => session.send('Page.addScriptToEvaluateOnNewDocument', { source }),
    goto: (url) => load('Page.navigate', { url }),
    reload: () => load('Page.reload', {}),
    async click(selector) {
      const at = await run((wanted) => {
        const element = document.querySelector(wanted);
        element.scrollIntoView({ block: 'center' });
        // Rows that come near the screen are laid out with the next frame: until then it may move.
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
          const box = element.getBoundingClientRect();
          done({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
        })));
      }, selector);
      await mouse('mouseMoved', at);
      await mouse('mousePressed', at);
      await mouse('mouseReleased', at);
    },
    async type(selector, text) {
      await run((wanted) => {
        const field = document.querySelector(wanted);
        field.focus();
        field.select();
      }, selector);
      for (const one of ['\b', ...text]) await key(session, one);
    },
    // 中 from its sounds: those that are still put together, one more each time; then the sign is taken.
    composing: ['z', 'zh', 'zho', 'zhon', 'zhong'],
    compose: (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    take: () => session.send('Input.insertText', { text: '中' }),
    async picture() {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    async pdf() {
      const { data } = await session.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: false, paperWidth: 8.27, paperHeight: 11.7 });
      return Buffer.from(data, 'base64');
    },
  };
}

async function key(session, text) {
  if (text === '\b') {
    const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8, nativeVirtualKeyCode: 8 };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...backspace });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...backspace });
  } else {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
  }
}
