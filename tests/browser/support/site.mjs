// A server and a Chromium for the tests of one file, started before them and stopped after.
import { after, before } from 'node:test';
import { launch, open, sees } from './browser.mjs';
import { openSample } from './dossier.mjs';
import { serve } from './server.mjs';

export function useSite() {
  const site = {
    server: null,
    chromium: null,

    // Home, in a context of its own: nothing saved by another test.
    async fresh(address = site.server.url, width) {
      const context = await site.chromium.browser.createBrowserContext();
      const opened = await open(context, address, width);
      await sees(opened.page, '我的档案');
      // Home stands before anything hears what is done to it.
      await opened.page.waitForSelector('.is-started');
      return { ...opened, context };
    },

    // The same with a sample open.
    async sample(category, address) {
      const opened = await site.fresh(address);
      await openSample(opened.page, category);
      return opened;
    },
  };
  before(async () => {
    site.server = await serve();
    site.chromium = await launch();
  });
  after(async () => {
    await site.chromium.close();
    site.server.close();
  });
  return site;
}
