// The rules once more, for the pages that are measured beside ours and for nothing else. Checked against the engine
// whenever the benchmark runs.
const MET = 1;
const NOT_MET = 2;
const NOT_APPLICABLE = 4;
const OPEN = MET | NOT_MET;

export function rateValue(rate, facts) {
  const of = facts[rate.of];
  const per = facts[rate.per];
  if (per === 0) return { kind: rate.zero_denominator === 'not_applicable' ? 'nothing' : 'wrong' };
  if (of !== undefined && per !== undefined) return of > per ? { kind: 'wrong' } : { kind: 'ratio', of, per };
  return { kind: per === undefined && rate.zero_denominator === 'not_applicable' ? 'missing-or-nothing' : 'missing' };
}

function decided(clause, facts, answers, rates) {
  const open = clause.exempt_if ? OPEN | NOT_APPLICABLE : OPEN;
  if (clause.rule === 'judged') return { met: MET, not_met: NOT_MET }[answers[clause.id]] ?? open;
  if (clause.rule === 'count') {
    const count = facts[clause.fact];
    return count === undefined ? open : count >= clause.at_least ? MET : NOT_MET;
  }
  const value = rateValue(rates[clause.rate], facts);
  if (value.kind === 'nothing') return NOT_APPLICABLE;
  if (value.kind === 'missing-or-nothing') return OPEN | NOT_APPLICABLE;
  if (value.kind !== 'ratio') return OPEN;
  const reaches = (percent) => (value.of * 100 >= value.per * percent ? MET : NOT_MET);
  if (clause.rule === 'rate') return reaches(clause.at_least);
  return reaches(clause.bands.find((band) => band.up_to === undefined || facts[clause.size] <= band.up_to).at_least);
}

export function clauseOutcomes(clause, facts, answers, rates) {
  if (clause.exempt_if && answers[clause.id] === 'exempt') return NOT_APPLICABLE;
  const outcomes = decided(clause, facts, answers, rates);
  if (!clause.when) return outcomes;
  const count = facts[clause.when.fact];
  if (count === undefined) return outcomes | NOT_APPLICABLE;
  return count >= clause.when.at_least ? outcomes : NOT_APPLICABLE;
}

// Two sets: every pair of picks, folded as one row would be.
function and(a, b) {
  let both = 0;
  for (const x of [MET, NOT_MET, NOT_APPLICABLE]) {
    for (const y of [MET, NOT_MET, NOT_APPLICABLE]) {
      if (a & x && b & y) both |= x === NOT_MET || y === NOT_MET ? NOT_MET : x === MET || y === MET ? MET : NOT_APPLICABLE;
    }
  }
  return both;
}

const worst = (set) => (set & NOT_MET ? NOT_MET : set & NOT_APPLICABLE ? NOT_APPLICABLE : MET);
const best = (set) => (set & MET ? MET : set & NOT_APPLICABLE ? NOT_APPLICABLE : NOT_MET);

function star(rows, outcomes, pick) {
  const count = (table) => {
    let met = 0;
    let all = 0;
    for (const row of rows) {
      if (row.table !== table) continue;
      const picked = pick(outcomes[row.id]);
      if (picked === MET) met += 1;
      if (picked !== NOT_APPLICABLE) all += 1;
    }
    return [met, all];
  };
  const share = (table, percent) => {
    const [met, all] = count(table);
    return met * 100 >= all * percent;
  };
  if (!share('g1', 100)) return 0;
  if (!share('g2', 100)) return 1;
  if (!share('g3', 80)) return 2;
  if (!share('g4', 90) || count('gi')[0] < 1) return 3;
  return share('g5', 95) ? 5 : 4;
}

export function rating({ rows, tables, rates }, facts, answers) {
  const clauses = {};
  const outcomes = {};
  for (const row of rows) {
    let set = NOT_APPLICABLE;
    for (const clause of row.clauses) {
      clauses[clause.id] = clauseOutcomes(clause, facts, answers, rates);
      set = and(set, clauses[clause.id]);
    }
    outcomes[row.id] = set;
  }
  const counts = tables.map((table) => {
    let met = 0;
    let all = 0;
    for (const row of rows) {
      if (row.table !== table.id) continue;
      if (outcomes[row.id] === MET) met += 1;
      if (outcomes[row.id] !== NOT_APPLICABLE) all += 1;
    }
    return `${met}/${all}`;
  });
  const filled = rows.filter((row) => [MET, NOT_MET, NOT_APPLICABLE].includes(outcomes[row.id])).length;
  return { assured: star(rows, outcomes, worst), attainable: star(rows, outcomes, best), rows: outcomes, clauses, counts, filled };
}

const STARS = ['未定星', '一星', '二星', '三星', '四星', '五星'];

// The sentence in the head of every page.
export function sentence({ assured, attainable }) {
  if (assured === attainable) return assured === 0 ? STARS[0] : `自评${STARS[assured]}`;
  return `${assured === 0 ? STARS[0] : `已确保${STARS[assured]}`} · 最高可达${STARS[attainable]}`;
}

export const word = (set) => ({ [MET]: '达到', [NOT_MET]: '未达到', [NOT_APPLICABLE]: '不适用' })[set] ?? '待填';
export const key = (set) => ({ [MET]: 'met', [NOT_MET]: 'not_met', [NOT_APPLICABLE]: 'not_applicable' })[set] ?? 'unknown';

// 63 ÷ 80 = 78.75%, 须 ≥ 80%: what stands under a measured clause.
export function arithmetic(clause, facts, rates) {
  if (clause.rule === 'count') return `${facts[clause.fact] ?? '待填'}，须 ≥ ${clause.at_least}`;
  const percent = clause.at_least ?? clause.bands.find((band) => band.up_to === undefined || facts[clause.size] <= band.up_to).at_least;
  const value = rateValue(rates[clause.rate], facts);
  const hundredths = Math.floor((value.of * 10000) / value.per);
  const known = value.kind === 'ratio' ? `${value.of} ÷ ${value.per} = ${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%` : { nothing: '不适用', wrong: '请核对' }[value.kind] ?? '待填';
  return `${known}，须 ≥ ${percent}%`;
}

// A number as it is typed; nothing where it is not one.
export const number = (text) => (/^\d+$/.test(text) ? Number(text) : undefined);
