// The pictures of the product in docs/: node tests/browser/pictures.mjs, after `cargo xtask build`.
import { execFileSync } from 'node:child_process';
import { frame, launch, open, sees } from './support/browser.mjs';
import { goto, openSample } from './support/dossier.mjs';
import { temporary } from './support/folders.mjs';
import { serve } from './support/server.mjs';

const server = await serve();
const { browser, close } = await launch();

const work = await open(browser, server.url);
await sees(work.page, '我的档案');
await openSample(work.page, 'private');
await goto(work.page, 't/g3');
await work.page.waitForSelector('#g3-03');
await frame(work.page);
await work.page.screenshot({ path: 'docs/work.png' });

const folder = temporary('crowd');
execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'crowd', '--', '1500', '1', folder]);
const desk = await open(browser, `${server.url}#/desk`, 1440, 1560);
await sees(desk.page, '把收到的档案拖进来');
await (await desk.page.$('#desk-folder')).uploadFile(folder);
await desk.page.waitForSelector('.desk-draw', { timeout: 60_000 });
await frame(desk.page);
await desk.page.screenshot({ path: 'docs/desk.png' });

await close();
server.close();
