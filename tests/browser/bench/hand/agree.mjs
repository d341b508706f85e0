// The pages' rating against our own engine, on random dossiers and on the script's last.
import { execFileSync } from 'node:child_process';
import { blank } from './data.mjs';
import { key, rating, sentence } from './rating.mjs';

const DOSSIERS = 2000;

// A seeded generator, so that a disagreement comes again.
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function agree(data, wanted) {
  const next = random(20250108);
  const clauses = data.rows.flatMap((row) => row.clauses);
  const dossiers = [{ facts: wanted.facts, answers: wanted.answers }];
  while (dossiers.length < DOSSIERS) {
    // Half of them a perfect union with a few changes, since chance alone reaches no high star.
    const perfect = next(2) === 0;
    const facts = {};
    const answers = {};
    const open = perfect ? 0 : next(30);
    const bad = perfect ? next(4) : next(12);
    // Small numbers, so that thresholds, zeros and contradictions come often.
    const most = [3, 12, 120][next(3)];
    for (const { id } of data.facts) if (next(30) >= open) facts[id] = perfect || next(3) === 0 ? most - (next(12) === 0 ? 1 : 0) : next(most + 1);
    for (const clause of clauses) {
      if (next(100) < open) continue;
      answers[clause.id] = next(100) < bad ? 'not_met' : clause.exempt_if && next(4) === 0 ? 'exempt' : 'met';
    }
    dossiers.push({ facts, answers });
  }
  const input = dossiers.map((dossier) => JSON.stringify({ ...blank(), ...dossier })).join('\n');
  const output = execFileSync('cargo', ['run', '--quiet', '--release', '--example', 'rate', '--', '-'], { input, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'] });
  const verdicts = output.toString().trim().split('\n').map((line) => JSON.parse(line));
  const stars = new Set();
  verdicts.forEach((engine, at) => {
    const { facts, answers } = dossiers[at];
    const ours = rating(data, facts, answers);
    const rows = Object.fromEntries(data.rows.map(({ id }) => [id, key(ours.rows[id])]));
    const same = engine.assured === ours.assured && engine.attainable === ours.attainable && data.rows.every(({ id }) => engine.rows[id] === rows[id]);
    if (!same) throw new Error(`dossier ${at} is rated otherwise by the engine: ${JSON.stringify({ facts, answers, engine, ours: { ...ours, rows } })}`);
    stars.add(engine.assured);
  });
  if (stars.size < 6) throw new Error(`the random dossiers reach only ${stars.size} kinds of stars`);
  return { star: sentence(verdicts[0]), dossiers: verdicts.length };
}
