import data from 'bench:data';
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import React, { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { arithmetic, rating, sentence, word } from '../rating.mjs';

const NAMES = { met: '达到', not_met: '未达到', exempt: '不适用' };
const byId = Object.fromEntries(data.rows.flatMap((row) => row.clauses).map((clause) => [clause.id, clause]));
const rowOf = Object.fromEntries(data.rows.map((row) => [row.id, row]));

function clauseSchema(clause) {
  if (clause.rule !== 'judged') return { type: 'null', title: clause.id };
  const answers = clause.exempt_if ? ['met', 'not_met', 'exempt'] : ['met', 'not_met'];
  return { type: 'string', title: `${clause.letter} ${clause.quote}`, oneOf: answers.map((answer) => ({ const: answer, title: NAMES[answer] })) };
}

const object = (title, fields) => ({ type: 'object', title, properties: Object.fromEntries(fields) });
const schema = {
  type: 'object',
  properties: {
    facts: object('基本数据', data.facts.map(({ id, label }) => [id, { type: 'integer', minimum: 0, title: label }])),
    ...Object.fromEntries(data.tables.map(({ id, name }) => [id, object(name, data.rows.filter((row) => row.table === id)
      .map((row) => [row.id, { ...object('', row.clauses.map((clause) => [clause.id, clauseSchema(clause)])), $comment: row.id }]))])),
  },
};
const uiSchema = {
  'ui:submitButtonOptions': { norender: true },
  ...Object.fromEntries(data.tables.map(({ id }) => [id, Object.fromEntries(data.rows.filter((row) => row.table === id)
    .map((row) => [row.id, Object.fromEntries(row.clauses.map((clause) => [clause.id, clause.rule === 'judged' ? { 'ui:widget': 'radio', 'ui:options': { inline: true } } : { 'ui:field': 'measured' }]))]))])),
};

// A measured clause: its state and its arithmetic, live from the form's context.
function Measured({ name, registry }) {
  const { now, facts } = registry.formContext;
  const clause = byId[name];
  return (
    <div className="clause">
      <span>{clause.letter}</span>
      <p>{clause.quote}</p>
      <p><span className="state">{word(now.clauses[name])}</span> <span className="note">{arithmetic(clause, facts, data.rates)}</span></p>
    </div>
  );
}

function ObjectTemplate({ title, properties, schema: { $comment }, registry }) {
  const row = rowOf[$comment];
  if (!row) return <div>{title && <h2>{title}</h2>}{properties.map(({ content }) => content)}</div>;
  return (
    <section className="row" id={row.id}>
      <div className="row-head">
        <p>{String(row.ordinal).padStart(2, '0')} {row.dimension}</p>
        <p className="document">{row.text}</p>
        <p className="state">{word(registry.formContext.now.rows[row.id])}</p>
      </div>
      <div className="clauses">{properties.map(({ content }) => content)}</div>
    </section>
  );
}

// An answer is never given by the form itself.
const DEFAULTS = { constAsDefaults: 'never' };
const fields = { measured: Measured };
const templates = { ObjectFieldTemplate: ObjectTemplate };

function Page() {
  const [form, setForm] = useState({});
  const facts = form.facts ?? {};
  const answers = Object.assign({}, ...data.rows.map((row) => form[row.table]?.[row.id]));
  const now = rating(data, facts, answers);
  return (
    <div>
      <header className="star-header">
        <p className="star-sentence">{sentence(now)}</p>
        <p className="star-progress">已填 {now.filled}/{data.rows.length}</p>
        <ul className="counts">{data.tables.map(({ id, name }, at) => <li key={id}>{name} <span className="rail-count">{now.counts[at]}</span></li>)}</ul>
      </header>
      <main>
        <Form schema={schema} uiSchema={uiSchema} validator={validator} formData={form} formContext={{ now, facts }} fields={fields} templates={templates}
          experimental_defaultFormStateBehavior={DEFAULTS} noHtml5Validate onChange={({ formData }) => setForm(formData)} />
      </main>
    </div>
  );
}

createRoot(document.getElementById('app')).render(<Page />);
