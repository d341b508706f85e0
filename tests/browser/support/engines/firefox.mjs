// Firefox ESR over BiDi.
import { launch, open } from '../browser.mjs';

export async function start() {
  const { browser, close } = await launch('firefox');
  const { page, faults } = await open(browser, 'about:blank');
  faults.length = 0;
  const requests = [];
  const seen = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`page: ${error.message}`));
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
    picture: () => page.screenshot(),
    pdf: () => page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false }),
    close,
  };
}
