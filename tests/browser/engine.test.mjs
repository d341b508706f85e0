// The engine as it is shipped: the same dossiers, the same verdicts as natively.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { embedded } from './support/engine.mjs';
import { useSite } from './support/site.mjs';

const site = useSite();
const COUNT = 3000;

test(`the shipped Wasm rates ${COUNT} random dossiers as the native engine and the independent rating do`, async () => {
  const lines = execFileSync('cargo', ['run', '--quiet', '--example', 'cases', '--', String(COUNT), '67'], { encoding: 'utf8', maxBuffer: 256 << 20 }).trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line));
  assert.equal(cases.length, COUNT);
  const { rate, faults, context } = await embedded(site);
  const stars = new Set();
  for (let at = 0; at < COUNT; at += 500) {
    const part = cases.slice(at, at + 500);
    const rated = await rate(part.map(({ dossier }) => dossier));
    part.forEach(({ dossier, engine, independent }, number) => {
      assert.deepEqual(rated[number], engine, `number ${at + number}: ${JSON.stringify(dossier)}`);
      assert.deepEqual(rated[number], independent, `number ${at + number}: ${JSON.stringify(dossier)}`);
      stars.add(`${engine.assured}-${engine.attainable}`);
    });
  }
  assert.equal(stars.size, 21, 'every interval of stars occurs');
  // That page has no icon.
  assert.deepEqual(faults.filter((fault) => !/favicon|404/.test(fault)), []);
  await context.close();
});
