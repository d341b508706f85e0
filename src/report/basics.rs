//! 一、基本情况

use super::value::{Align, Block, Column, Row, Table};
use super::wording::{count, fact_name, honour, not_understood};
use crate::dossier::{Dossier, Entry, parse_count, parse_percent};
use crate::guideline::{Annex, Body, Category, ClauseId, FactId, Form, Profile, RateId, Rule};
use crate::rating::{Inputs, Percent, Value, facts_in_use, superfluous, value};

/// That a percentage was given, and does not follow from counts.
pub const DIRECT: &str = "（直接填写）";

/// What is said of a field of numbers, in every form of the report.
pub enum Said<T> {
    /// What was given.
    Number(T),
    /// Why there is none.
    Words(String),
}

/// A count, as it stands on the screen.
pub fn of_fact(fact: FactId, dossier: &Dossier, inputs: Inputs<'_>) -> Said<u64> {
    match dossier.fact(fact) {
        // A number that decides nothing now is not shown.
        _ if superfluous(fact, inputs).is_some() => Said::Words("不必填".to_owned()),
        Entry::Typed(typed) => Said::Words(not_understood(&typed, parse_count)),
        Entry::Value(number) => Said::Number(number),
        Entry::Empty => Said::Words("未填".to_owned()),
    }
}

/// A percentage that was given directly; none where the rate follows from its counts, or nothing was given.
pub fn given_directly(rate: RateId, dossier: &Dossier, inputs: Inputs<'_>) -> Option<Said<Percent>> {
    match (dossier.percent(rate), value(rate, inputs)) {
        (Entry::Typed(typed), Value::Missing { .. } | Value::Percent(_)) => {
            Some(Said::Words(not_understood(&typed, parse_percent)))
        }
        (_, Value::Percent(percent)) => Some(Said::Number(percent)),
        _ => None,
    }
}

/// Unit and facts, two pairs a line.
pub fn basics(dossier: &Dossier, inputs: Inputs<'_>) -> Vec<Block> {
    let union = &dossier.union;
    let annex = inputs.profile.annex();
    let given = |text: &str| if text.is_empty() { "未填".to_owned() } else { text.to_owned() };
    let mut pairs: Vec<(String, String)> = vec![
        ("工会类别".to_owned(), union.category.map_or("", Category::name).to_owned()),
        ("评定年度".to_owned(), format!("{}年", dossier.year)),
    ];
    if annex == Annex::One {
        pairs.push(("建会形式".to_owned(), union.form.map_or("", Form::name).to_owned()));
    }
    if let Some(body) = inputs.profile.body() {
        pairs.push(("单位性质".to_owned(), Body::name(body).to_owned()));
    }
    pairs.push(("上级工会".to_owned(), given(&union.higher)));
    pairs.extend(dossier.honours.iter().map(|held| ("曾获荣誉".to_owned(), honour(held))));
    pairs.extend(facts_in_use(inputs.profile).map(|fact| {
        let said = match of_fact(fact, dossier, inputs) {
            Said::Number(number) => count(fact, number),
            Said::Words(words) => words,
        };
        (fact_name(fact, annex), said)
    }));
    pairs.extend(RateId::all().filter(|rate| is_used(*rate, inputs.profile)).filter_map(|rate| {
        let said = match given_directly(rate, dossier, inputs)? {
            Said::Number(percent) => format!("{percent}%"),
            Said::Words(words) => words,
        };
        Some((format!("{}{DIRECT}", rate.get().label), said))
    }));
    let rows = pairs.chunks(2).map(|pair| {
        let empty = (String::new(), String::new());
        let (a, b) = (&pair[0], pair.get(1).unwrap_or(&empty));
        Row::new(vec![vec![a.0.clone()], vec![a.1.clone()], vec![b.0.clone()], vec![b.1.clone()]])
    });
    vec![Block::Table(Table {
        key: "basics".to_owned(),
        columns: vec![
            Column::new("", 27, Align::Left),
            Column::new("", 25, Align::Left),
            Column::new("", 28, Align::Left),
            Column::new("", 20, Align::Left),
        ],
        rows: rows.collect(),
    })]
}

/// Whether a clause in scope of this union asks for the rate.
pub fn is_used(rate: RateId, profile: Profile) -> bool {
    ClauseId::all().filter(|id| id.get().in_scope(profile)).any(|id| match id.get().rule {
        Rule::Rate { rate: of, .. } | Rule::RateBySize { rate: of, .. } => of == rate,
        Rule::Judged | Rule::Count { .. } => false,
    })
}
