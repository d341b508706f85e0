// Firefox ESR over BiDi.
import { launch, open } from '../browser.mjs';

export async function start() {
  const { browser, close } = await launch('firefox', ['--remote-allow-system-access']);
  const { page, faults } = await open(browser, 'about:blank');
  faults.length = 0;
  const requests = [];
  const seen = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`page: ${error.message}`));
  // In the window around the page, where Firefox's own tests put words together.
  let around;
  const inside = async (expression) => {
    if (!around) {
      const { result: { contexts: [{ context }] } } = await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      around = { context };
      await inside(`globalThis.writer = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor); writer.beginInputTransactionForTests(window)`);
    }
    const { result } = await browser.connection.send('script.evaluate', { expression, target: around, awaitPromise: true });
    if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
  };
  return {
    faults: async () => seen,
    requests: async () => requests,
    run: (call, ...args) => page.evaluate(call, ...args),
    size: (width, height) => page.setViewport({ width, height }),
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    async click(selector) {
      await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
      await page.click(selector);
    },
    async type(selector, text) {
      await page.$eval(selector, (field) => { field.focus(); field.select(); });
      await page.keyboard.press('Backspace');
      await page.keyboard.type(text);
    },
    // 中 from its sounds, as in the Chromiums.
    composing: ['z', 'zh', 'zho', 'zhon', 'zhong'],
    compose: (text) => inside(`writer.setPendingCompositionString('${text}'); writer.appendClauseToPendingComposition(${text.length}, writer.ATTR_RAW_CLAUSE); writer.setCaretInPendingComposition(${text.length}); writer.flushPendingComposition()`),
    take: () => inside(`writer.commitCompositionWith('中')`),
    picture: () => page.screenshot(),
    pdf: () => page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false }),
    close,
  };
}
