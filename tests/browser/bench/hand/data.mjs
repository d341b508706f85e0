// What the pages are made of: the rows, clauses and numbers of a 国有（集体）企业工会, single, from the guideline.
import { readFileSync } from 'node:fs';

const CATEGORY = 'soe';
const FORM = 'single';

export function data() {
  const guideline = JSON.parse(readFileSync('tests/guideline/indicators.json', 'utf8'));
  // A clause's `bodies` tell apart 机关 and 事业单位 alone, so they leave this union's clauses as they are.
  const inScope = (clause) => (!clause.categories || clause.categories.includes(CATEGORY)) && (!clause.forms || clause.forms.includes(FORM));
  const rows = guideline.rows.filter((row) => row.annex === 1).map((row) => ({
    id: row.id,
    table: row.id.slice(0, 2),
    ordinal: row.ordinal,
    dimension: { leadership: '引领力', organizing: '组织力', service: '服务力' }[row.dimension] ?? '',
    text: row.text.all ?? row.text[CATEGORY],
    clauses: row.clauses.filter(inScope).map(({ categories, forms, bodies, ...clause }) => ({ ...clause, letter: clause.id.split('.')[1] })),
  }));
  const used = new Set();
  for (const clause of rows.flatMap((row) => row.clauses)) {
    const rate = guideline.rates[clause.rate];
    for (const fact of [rate?.of, rate?.per, clause.size, clause.fact, clause.when?.fact]) if (fact) used.add(fact);
  }
  const facts = Object.entries(guideline.facts.grassroots).filter(([fact]) => used.has(fact)).map(([id, label]) => ({ id, label }));
  const rates = Object.fromEntries(Object.entries(guideline.rates).filter(([rate]) => rows.some((row) => row.clauses.some((clause) => clause.rate === rate))));
  const tables = [['g1', '基本指数 一星'], ['g2', '规范指数 二星'], ['g3', '活力指数 三星'], ['g4', '活力指数 四星'], ['g5', '活力指数 五星'], ['gi', '创新指数']]
    .map(([id, name]) => ({ id, name }));
  return { tables, rows, facts, rates };
}

export const blank = (id = 'bench') => ({
  format: 'union-star', schema: 1, guideline: 'hangzhou-2025', id, year: 2026,
  union: { name: '杭州测试有限公司工会', category: CATEGORY, form: FORM, body: null, higher: '' },
  facts: {}, rates: {}, answers: {},
});
