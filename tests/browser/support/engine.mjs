// The engine as another page embeds it.
import { readdirSync } from 'node:fs';

// A page of its own with the engine in it; `rate` takes dossiers and gives their ratings.
export async function embedded(site) {
  const { page, faults, context } = await site.fresh();
  const named = (pattern) => readdirSync('dist').find((name) => pattern.test(name));
  // Some address of ours without the page's policy.
  await page.goto(`${site.server.url}sw.js`);
  await page.addScriptTag({ url: named(/^engine-.*\.js$/) });
  await page.evaluate((wasm) => union_star_engine({ module_or_path: wasm }), named(/^engine-.*\.wasm$/));
  const rate = (dossiers) => page.evaluate((all) => all.map((dossier) => union_star_engine.rate(dossier)), dossiers);
  return { rate, faults, context };
}
