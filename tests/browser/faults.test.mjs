// What was called saved is there after the browser, or its renderer, was killed in the middle of typing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ends } from './support/faults.mjs';
import { useSite } from './support/site.mjs';

const site = useSite();

test('twenty ends of the browser and its renderer lose nothing that was acknowledged', async () => {
  const count = await ends(site.server.url, { browsers: 10, renderers: 10, seed: 20261125 });
  assert.equal(count.browsers + count.renderers, 20);
  assert.ok(count.acknowledgements > 20, `something was acknowledged: ${count.acknowledgements}`);
  assert.equal(count.lost, 0);
});
