import data from 'bench:data';
import { Component, h, render } from 'preact';
import { useState } from 'preact/hooks';
import { arithmetic, number, rating, sentence, word } from '../rating.mjs';

const OPTIONS = [['met', '达到'], ['not_met', '未达到'], ['exempt', '不适用']];

// Redrawn only where what it shows has changed.
class Row extends Component {
  shouldComponentUpdate(next) {
    return next.shown !== this.props.shown;
  }

  render({ row, now, facts, answers, choose }) {
    return (
      <section class="row" id={row.id}>
        <div class="row-head">
          <p>{String(row.ordinal).padStart(2, '0')} {row.dimension}</p>
          <p class="document">{row.text}</p>
          <p class="state">{word(now.rows[row.id])}</p>
        </div>
        <ul class="clauses">
          {row.clauses.map((clause) => (
            <li class="clause" key={clause.id}>
              <span>{clause.letter}</span>
              <p>{clause.quote}</p>
              {clause.rule === 'judged' ? (
                <fieldset class="choice" aria-label={clause.quote}>
                  {OPTIONS.filter(([value]) => value !== 'exempt' || clause.exempt_if).map(([value, name]) => (
                    <label key={value}>
                      <input type="radio" name={clause.id} value={value} checked={answers[clause.id] === value} onChange={() => choose(clause.id, value)} />
                      {name}
                    </label>
                  ))}
                </fieldset>
              ) : (
                <p>
                  <span class="state">{word(now.clauses[clause.id])}</span> <span class="note">{arithmetic(clause, facts, data.rates)}</span>
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  }
}

function shown(row, now, facts, answers) {
  return row.clauses.map((clause) => (clause.rule === 'judged' ? answers[clause.id] : arithmetic(clause, facts, data.rates) + now.clauses[clause.id])).join() + now.rows[row.id];
}

function Page() {
  const [facts, setFacts] = useState({});
  const [answers, setAnswers] = useState({});
  const now = rating(data, facts, answers);
  const choose = (clause, answer) => setAnswers((before) => ({ ...before, [clause]: answer }));
  return (
    <div>
      <header class="star-header">
        <p class="star-sentence">{sentence(now)}</p>
        <p class="star-progress">已填 {now.filled}/{data.rows.length}</p>
        <ul class="counts">
          {data.tables.map(({ id, name }, at) => <li key={id}>{name} <span class="rail-count">{now.counts[at]}</span></li>)}
        </ul>
      </header>
      <main>
        {data.facts.map(({ id, label }) => (
          <div class="number" key={id}>
            <label for={`fact-${id}`}>{label}</label>
            <input id={`fact-${id}`} inputmode="numeric" autocomplete="off" onInput={({ target }) => setFacts((before) => ({ ...before, [id]: number(target.value) }))} />
          </div>
        ))}
        {data.tables.map(({ id, name }) => (
          <div key={id}>
            <h2>{name}</h2>
            {data.rows.filter((row) => row.table === id).map((row) => (
              <Row key={row.id} row={row} now={now} facts={facts} answers={answers} shown={shown(row, now, facts, answers)} choose={choose} />
            ))}
          </div>
        ))}
      </main>
    </div>
  );
}

render(<Page />, document.getElementById('app'));
