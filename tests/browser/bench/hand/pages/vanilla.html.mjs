// The hand-written page is prerendered: all rows stand in its HTML, the script only listens and writes what changes.
import { arithmetic, rating, sentence, word } from '../rating.mjs';

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function clause(one, now, rates) {
  const options = [['met', '达到'], ['not_met', '未达到'], ...(one.exempt_if ? [['exempt', '不适用']] : [])];
  const answer = one.rule === 'judged'
    ? `<fieldset class="choice" aria-label="${escape(one.quote)}">${options.map(([value, name]) => `<label><input type="radio" name="${one.id}" value="${value}">${name}</label>`).join('')}</fieldset>`
    : `<p><span class="state" id="state-${one.id}">${word(now.clauses[one.id])}</span> <span class="note" id="sum-${one.id}">${arithmetic(one, {}, rates)}</span></p>`;
  return `<li class="clause"><span>${one.letter}</span><p>${escape(one.quote)}</p>${answer}</li>`;
}

const row = (one, now, rates) => `<section class="row" id="${one.id}"><div class="row-head"><p>${String(one.ordinal).padStart(2, '0')} ${one.dimension}</p><p class="document">${escape(one.text)}</p><p class="state" id="state-${one.id}">${word(now.rows[one.id])}</p></div><ul class="clauses">${one.clauses.map((each) => clause(each, now, rates)).join('')}</ul></section>`;

export function body(data) {
  const { tables, rows, facts, rates } = data;
  const now = rating(data, {}, {});
  return `<header class="star-header"><p class="star-sentence">${sentence(now)}</p><p class="star-progress">已填 ${now.filled}/${rows.length}</p><ul class="counts">${tables.map(({ name }, at) => `<li>${name} <span class="rail-count">${now.counts[at]}</span></li>`).join('')}</ul></header>
<main>${facts.map(({ id, label }) => `<div class="number"><label for="fact-${id}">${label}</label><input id="fact-${id}" name="${id}" inputmode="numeric" autocomplete="off"></div>`).join('')}
${tables.map(({ id, name }) => `<h2>${name}</h2>${rows.filter((one) => one.table === id).map((one) => row(one, now, rates)).join('')}`).join('')}</main>`;
}
