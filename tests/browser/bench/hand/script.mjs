// The inputs, the same for every page in the same order: every number typed, every clause answered, some changed
// by the arrow keys and some by the mouse. Each with what the page must then show.
import { rating, sentence } from './rating.mjs';

const NUMBERS = {
  employees: 120, members: 110, women_members: 30, real_name_members: 104, mutual_aid_members: 95, ballots: 100, satisfied_with_work: 91,
  satisfied_with_chair: 93, party_studies: 2, subordinate_units: 4, subordinate_units_unionised: 4, secondary_unions: 3,
  secondary_unions_one_star: 3, secondary_unions_two_star: 3,
};

const show = (now) => `${sentence(now)}|${now.counts.join()}`;

export function script(data) {
  const facts = {};
  const answers = {};
  const steps = [];
  const push = (step) => steps.push({ ...step, expected: show(rating(data, facts, answers)) });
  for (const { id } of data.facts) {
    let typed = '';
    for (const key of String(NUMBERS[id])) {
      typed += key;
      facts[id] = Number(typed);
      push({ fact: id, key });
    }
  }
  const judged = data.rows.flatMap((row) => row.clauses.map((clause, at) => ({ row: row.id, at, clause: clause.id, rule: clause.rule }))).filter(({ rule }) => rule === 'judged');
  const say = (place, answer, more = {}) => {
    answers[place.clause] = answer;
    push({ row: place.row, at: place.at, clause: place.clause, answer, ...more });
  };
  judged.forEach((place, at) => {
    say(place, at % 7 === 3 ? 'not_met' : 'met');
    if (at % 9 === 0) {
      say(place, 'not_met', { key: 'ArrowRight', from: 'met' });
      say(place, 'met', { key: 'ArrowLeft', from: 'not_met' });
    }
  });
  judged.filter(({ clause }) => answers[clause] === 'not_met').forEach((place) => say(place, 'met'));
  judged.filter(({ row }, at) => row >= 'g4' && at % 9 === 5).forEach((place) => say(place, 'not_met'));
  return { steps, facts, answers, final: rating(data, facts, answers) };
}

// A row of one clause: its answer is counted at once.
export function first(data) {
  const row = data.rows.find(({ table, clauses }) => table === 'g1' && clauses.length === 1 && clauses[0].rule === 'judged');
  const clause = row.clauses[0];
  return { step: { row: row.id, at: 0, clause: clause.id, answer: 'met' }, count: rating(data, {}, { [clause.id]: 'met' }).counts[0] };
}
