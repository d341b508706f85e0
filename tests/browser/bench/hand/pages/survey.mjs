import data from 'bench:data';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import 'survey-core/survey-core.min.css';
import { arithmetic, rating, sentence, word } from '../rating.mjs';

const NAMES = { met: '达到', not_met: '未达到', exempt: '不适用' };
const clauses = data.rows.flatMap((row) => row.clauses);

// Names without a dot: SurveyJS reads one as a path.
const name = (clause) => clause.id.replace('.', '_');
function question(clause) {
  if (clause.rule !== 'judged') return { type: 'html', name: name(clause), html: '' };
  const answers = clause.exempt_if ? ['met', 'not_met', 'exempt'] : ['met', 'not_met'];
  return { type: 'radiogroup', name: name(clause), title: `${clause.letter} ${clause.quote}`, colCount: 0, choices: answers.map((value) => ({ value, text: NAMES[value] })) };
}

const survey = new Model({
  showNavigationButtons: false,
  showQuestionNumbers: 'off',
  textUpdateMode: 'onTyping',
  elements: [
    { type: 'panel', name: 'facts', title: '基本数据', elements: data.facts.map(({ id, label }) => ({ type: 'text', inputType: 'number', name: id, title: label })) },
    ...data.tables.map(({ id, name: title }) => ({
      type: 'panel', name: id, title,
      elements: data.rows.filter((row) => row.table === id).map((row) => ({
        type: 'panel', name: row.id, title: `${String(row.ordinal).padStart(2, '0')} ${row.dimension} ${row.text}`, elements: row.clauses.map(question),
      })),
    })),
  ],
});

const head = document.querySelector('.star-header');
const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function show() {
  const facts = {};
  const answers = {};
  for (const { id } of data.facts) {
    const value = survey.getValue(id);
    if (typeof value === 'number') facts[id] = value;
  }
  for (const clause of clauses) answers[clause.id] = survey.getValue(name(clause));
  const now = rating(data, facts, answers);
  write(head.querySelector('.star-sentence'), sentence(now));
  write(head.querySelector('.star-progress'), `已填 ${now.filled}/${data.rows.length}`);
  head.querySelectorAll('.rail-count').forEach((element, at) => write(element, now.counts[at]));
  for (const row of data.rows) survey.getPanelByName(row.id).description = word(now.rows[row.id]);
  for (const clause of clauses) {
    if (clause.rule !== 'judged') survey.getQuestionByName(name(clause)).html = `${clause.letter} ${clause.quote}<br><b>${word(now.clauses[clause.id])}</b> ${arithmetic(clause, facts, data.rates)}`;
  }
}

show();
survey.onValueChanged.add(show);
renderSurvey(survey, document.getElementById('app'));
