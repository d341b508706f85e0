// Our page beside a hand-written one, Preact, RJSF and SurveyJS: the same rows and numbers, the same clicks and keys
// in the same order, the same live star, in one run. `node tests/browser/bench/hand/run.mjs [--even] [ROUNDS] [PAGE…]`.
import { existsSync, readFileSync } from 'node:fs';
import { pages } from './build.mjs';
import { data } from './data.mjs';
import { agree } from './agree.mjs';
import { hand, visit } from './measure.mjs';
import { slowed } from './pace.mjs';
import { first, script } from './script.mjs';

const even = process.argv.includes('--even');
const [rounds, ...chosen] = process.argv.slice(2).filter((word) => word !== '--even');
const ROUNDS = Number(rounds ?? 3);
const all = data();
const wanted = script(all);
const { star, dossiers } = agree(all, wanted);
console.log(`rating of the pages beside ours: agrees with the engine on ${dossiers} dossiers`);

// Unthrottled, as the budget says: a loop inside the Wasm, compiled as the page's is.
const LOOPS = 100_000;
const loop = 'target/bench/rating_loop.wasm';
if (existsSync(loop)) {
  const { instance } = await WebAssembly.instantiate(readFileSync(loop), {});
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    instance.exports.main(0, 0);
    return ((performance.now() - start) * 1000) / LOOPS;
  });
  const best = Math.min(...times.slice(1));
  const typical = times.slice(1).sort((a, b) => a - b)[4];
  console.log(`rating a full dossier in Wasm: ${typical.toFixed(2)} µs, best ${best.toFixed(2)} µs: ${typical <= 5 ? 'met' : 'NOT met'} (at most 5)`);
}

const folders = { vanilla: undefined, ours: 'dist', ...(await pages()) };
const names = Object.keys(folders).filter((name) => chosen.length === 0 || chosen.includes(name));
const runs = Object.fromEntries(names.map((name) => [name, { hands: [], visits: [] }]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of names) {
    const one = await hand(name, folders[name], wanted, even);
    if (one.shown.split('|')[0] !== star) throw new Error(`${name} ends at ${one.shown}, the engine at ${star}`);
    runs[name].hands.push(one);
    runs[name].visits.push(await visit(name, folders[name], first(all), even));
  }
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = (numbers) => at(numbers, 0.5);
const inputs = (name) => runs[name].hands.flatMap((one) => one.inputs);
const some = (name, take) => inputs(name).filter(take).map(({ ms }) => ms);
const overHands = (take) => (name) => median(runs[name].hands.map(take));
const overVisits = (take) => (name) => median(runs[name].visits.map(take));

const LINES = [
  { what: 'click or key to its result painted, median', unit: 'ms', of: (name) => median(some(name, () => true)), ratio: 1.2 },
  { what: 'click or key to its result painted, p99', unit: 'ms', of: (name) => at(some(name, () => true), 0.99), ratio: 1.2 },
  { what: '  clicks, median', unit: 'ms', of: (name) => median(some(name, ({ key }) => !key)) },
  { what: '  clicks, p99', unit: 'ms', of: (name) => at(some(name, ({ key }) => !key), 0.99) },
  { what: '  keys, median', unit: 'ms', of: (name) => median(some(name, ({ key }) => key)) },
  { what: '  keys, p99', unit: 'ms', of: (name) => at(some(name, ({ key }) => key), 0.99) },
  { what: 'time inside handlers, median', unit: 'ms', of: (name) => median(inputs(name).map(({ handlers }) => handlers)), most: 4 },
  { what: 'time inside handlers, p99', unit: 'ms', of: (name) => at(inputs(name).map(({ handlers }) => handlers), 0.99) },
  { what: 'blocking time from navigation', unit: 'ms', of: overHands(({ blocked }) => blocked), below: 200 },
  { what: 'layout shift, load and inputs', unit: '', digits: 4, of: overHands(({ shift }) => shift), most: 0 },
  { what: '  moved by the inputs themselves', unit: '', digits: 4, of: overHands(({ underHand }) => underHand) },
  { what: `heap growth over ${wanted.steps.length} inputs`, unit: 'kB', of: overHands(({ heap }) => heap / 1000), below: 500 },
  { what: 'first download, Brotli', unit: 'kB', of: overVisits(({ bytes }) => bytes / 1000), most: 130 },
  { what: 'slow line: first paint', unit: 's', digits: 2, of: overVisits(({ cold }) => cold.paint / 1000), most: 1 },
  { what: 'slow line: first answer accepted', unit: 's', digits: 2, of: overVisits(({ cold }) => cold.accepted / 1000), most: 2.2 },
  { what: 'slow line, second visit: first paint', unit: 's', digits: 2, of: overVisits(({ again }) => again.paint / 1000) },
  { what: 'slow line, second visit: answer accepted', unit: 's', digits: 2, of: overVisits(({ again }) => again.accepted / 1000), most: 0.6 },
];

function verdict({ ratio, most, below }, value, base) {
  if (ratio) return base ? `${value <= base * ratio ? 'met' : 'NOT met'} (at most ${ratio} × vanilla)` : '';
  if (most !== undefined) return `${value <= most ? 'met' : 'NOT met'} (at most ${most})`;
  return below === undefined ? '' : `${value < below ? 'met' : 'NOT met'} (below ${below})`;
}

const rates = slowed.map(({ rate }) => rate);
if (even) console.log(`slowed down by ${median(rates).toFixed(2)} (${Math.min(...rates).toFixed(2)} to ${Math.max(...rates).toFixed(2)}): a loop took ${median(slowed.map(({ now }) => now)).toFixed(0)} ms`);
const cpu = even ? '4× CPU of a quiet day' : '4× CPU';
console.log(`${ROUNDS} rounds of ${wanted.steps.length} inputs at ${cpu}; ${all.rows.length} rows, ${all.facts.length} numbers, one page; slow line: 1.5 Mb/s, 560 ms, ${cpu}`);
console.log(`${''.padEnd(44)}${names.map((name) => name.padStart(17)).join('')}   budget of ours`);
for (const line of LINES) {
  const base = names.includes('vanilla') ? line.of('vanilla') : 0;
  const cells = names.map((name) => {
    const value = line.of(name);
    const times = base > 0 ? ` ×${(value / base).toFixed(2)}` : '';
    return (value.toFixed(line.digits ?? 1) + times).padStart(17);
  });
  const said = names.includes('ours') ? verdict(line, line.of('ours'), base) : '';
  console.log(`${`${line.what}${line.unit && `, ${line.unit}`}`.padEnd(44)}${cells.join('')}   ${said}`);
}
