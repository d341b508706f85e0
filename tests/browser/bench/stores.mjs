// Full disks, racing tabs and damaged records in a real Chromium: node stores.mjs [SEED [STRIDE]]. Of a dossier with a
// short history every character of every record is altered and every length cut; of one with a long history every
// STRIDEth.
import { launch } from '../support/browser.mjs';
import { damage } from '../support/damage.mjs';
import { quota } from '../support/quota.mjs';
import { races } from '../support/races.mjs';
import { serve } from '../support/server.mjs';

const [seed, stride] = [Number(process.argv[2] ?? Date.now() % 1e9), Number(process.argv[3] ?? 29)];
const server = await serve();
const chromium = await launch();
let faults = 0;

async function tell(what, run, line) {
  const started = Date.now();
  const count = await run();
  const wrong = [...(count.wrong ?? []), ...(Array.isArray(count.lost) ? count.lost : [])];
  faults += wrong.length;
  console.log(`${what} (seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s): ${line(count)}`);
  wrong.forEach((one) => console.log(`  ${one}`));
}

await tell('full disks', () => quota(chromium.browser, server.url, { writes: 24, edits: 8 }), (count) => `${count.cases} cases, ${count.refused} with a refusal, ${count.acknowledged} acknowledgements, acknowledged edits lost: ${count.lost}`);
await tell('racing tabs', () => races(chromium.browser, server.url, { races: 50, steps: 40, seed }), (count) => `${count.races} races of 2 to 6 tabs, ${count.edits} edits, ${count.acknowledgements} acknowledgements of ${count.words} edits, ${count.reloads} reloads, ${count.closed} tabs closed, ${count.copies} copies, acknowledged edits lost: ${count.lost.length}`);
const damaged = (count) => `${count.records} records of ${count.bytes} characters, ${count.cases} openings, ${count.older} of an older good state, ${count.aside} damaged records set aside, faults: ${count.wrong.length}`;
await tell('damaged records, a short history', () => damage(chromium.browser, server.url, { stride: 1, seed, isShort: true }), damaged);
await tell('damaged records, a long history', () => damage(chromium.browser, server.url, { stride, seed }), damaged);

await chromium.close();
server.close();
process.exitCode = faults ? 1 : 0;
