//! 一、基本情况

use super::value::{Align, Block, Column, Row, Table};
use super::wording::count;
use crate::dossier::Dossier;
use crate::guideline::{Annex, Body, Category, FactId, Form, RateId};
use crate::rating::{Inputs, facts_in_use, superfluous};

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
    pairs.extend(
        dossier.honours.iter().map(|held| ("曾获荣誉".to_owned(), format!("{}年度{}", held.year, held.honour.name))),
    );
    pairs.extend(facts_in_use(inputs.profile).map(|fact| {
        let label = FactId::get(fact).label(annex).to_owned();
        let value = match (inputs.facts.get(fact), dossier.typed_facts.get(&fact)) {
            (_, Some(typed)) => format!("“{typed}”（没有看懂）"),
            (Some(number), None) => count(fact, number),
            (None, None) if superfluous(fact, inputs).is_some() => "不必填".to_owned(),
            (None, None) => "未填".to_owned(),
        };
        (label, value)
    }));
    pairs.extend(
        inputs
            .rates
            .iter()
            .map(|(rate, percent)| (format!("{}（直接填写）", RateId::get(rate).label), format!("{percent}%"))),
    );
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
