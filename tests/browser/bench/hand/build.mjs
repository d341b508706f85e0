// Builds the four pages to measure beside ours: hashed names, compressed as ours are.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { data } from './data.mjs';
import { body } from './pages/vanilla.html.mjs';

const HERE = 'tests/browser/bench/hand/pages';
const OUT = 'target/bench/hand';

const head = ({ tables }) => `<header class="star-header"><p class="star-sentence"></p><p class="star-progress"></p><ul class="counts">${tables.map(({ name }) => `<li>${name} <span class="rail-count"></span></li>`).join('')}</ul></header>`;

const PAGES = [
  { name: 'vanilla', entry: 'vanilla.mjs', body },
  { name: 'preact', entry: 'preact.jsx', body: () => '<div id="app"></div>', jsx: ['h', 'Fragment'] },
  { name: 'rjsf', entry: 'rjsf.jsx', body: () => '<div id="app"></div>', jsx: ['React.createElement', 'React.Fragment'] },
  { name: 'survey', entry: 'survey.mjs', body: (all) => `${head(all)}<main><div id="app"></div></main>` },
];

export async function pages() {
  rmSync(OUT, { recursive: true, force: true });
  const all = data();
  const inline = {
    name: 'data',
    setup(builder) {
      builder.onResolve({ filter: /^bench:data$/ }, () => ({ path: 'data', namespace: 'bench' }));
      builder.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({ contents: JSON.stringify(all), loader: 'json' }));
    },
  };
  const folders = {};
  for (const page of PAGES) {
    const folder = `${OUT}/${page.name}`;
    mkdirSync(folder, { recursive: true });
    const [factory, fragment] = page.jsx ?? [];
    const result = await build({
      entryPoints: [`${HERE}/${page.entry}`], bundle: true, minify: true, write: false, format: 'iife', target: 'es2020', charset: 'utf8', outdir: folder,
      define: { 'process.env.NODE_ENV': '"production"' }, jsxFactory: factory, jsxFragment: fragment, plugins: [inline], legalComments: 'none', logLevel: 'error',
    });
    const style = await build({ entryPoints: [`${HERE}/style.css`], minify: true, write: false, charset: 'utf8' });
    const text = (ending) => result.outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
    const css = put(folder, 'style', 'css', text('.css') + style.outputFiles[0].text);
    const script = put(folder, 'page', 'js', text('.js'));
    write(`${folder}/index.html`, `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${page.name}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="${css}"><script src="${script}" defer></script></head><body>${page.body(all)}</body></html>`);
    folders[page.name] = folder;
  }
  return folders;
}

function put(folder, stem, ending, text) {
  const name = `${stem}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${ending}`;
  write(`${folder}/${name}`, text);
  return name;
}

function write(path, text) {
  writeFileSync(path, text);
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }));
}
