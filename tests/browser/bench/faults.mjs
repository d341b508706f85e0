// Many ends of the browser and of its renderer at random moments of typing: node faults.mjs BROWSERS RENDERERS [SEED].
import { ends } from '../support/faults.mjs';
import { serve } from '../support/server.mjs';

const [browsers = '500', renderers = '500', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
const server = await serve();
const started = Date.now();
const count = await ends(server.url, { browsers: Number(browsers), renderers: Number(renderers), seed: Number(seed) });
console.log(`${count.browsers} browsers and ${count.renderers} renderers killed (seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s): ${count.acknowledgements} acknowledgements, acknowledged edits lost: ${count.lost}; lost with Chromium's own database, and told: ${count.told}`);
console.log(`what opened was newer than what had been acknowledged ${count.newer} times`);
server.close();
process.exitCode = count.lost ? 1 : 0;
