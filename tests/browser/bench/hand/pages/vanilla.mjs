import data from 'bench:data';
import { arithmetic, number, rating, sentence, word } from '../rating.mjs';

const facts = {};
const answers = {};
const clauses = data.rows.flatMap((row) => row.clauses);
const measured = clauses.filter((clause) => clause.rule !== 'judged')
  .map((clause) => ({ clause, state: document.getElementById(`state-${clause.id}`), sum: document.getElementById(`sum-${clause.id}`) }));
const states = data.rows.map((row) => [row.id, document.getElementById(`state-${row.id}`)]);
const counts = document.querySelectorAll('.rail-count');
const star = document.querySelector('.star-sentence');
const progress = document.querySelector('.star-progress');

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function show() {
  const now = rating(data, facts, answers);
  write(star, sentence(now));
  write(progress, `已填 ${now.filled}/${data.rows.length}`);
  now.counts.forEach((count, at) => write(counts[at], count));
  for (const [id, state] of states) write(state, word(now.rows[id]));
  for (const { clause, state, sum } of measured) {
    write(state, word(now.clauses[clause.id]));
    write(sum, arithmetic(clause, facts, data.rates));
  }
}

document.addEventListener('change', ({ target }) => {
  if (target.type !== 'radio') return;
  answers[target.name] = target.value;
  show();
});
document.addEventListener('input', ({ target }) => {
  if (target.type === 'radio') return;
  const value = number(target.value);
  if (value === undefined) delete facts[target.name];
  else facts[target.name] = value;
  show();
});
show();
