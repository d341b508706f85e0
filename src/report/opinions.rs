//! What the federations above said, and the track that an honour puts the union on.

use super::value::{Align, Block, Column, Row, Table};
use super::wording::{OUTRUN, honour, row_name};
use crate::dossier::{Dossier, Review};
use crate::rating::{Inputs, Rating};

/// Against which star the union is reviewed for its honours, and whether it reaches it; nothing without one.
pub fn track(dossier: &Dossier, rating: &Rating) -> Vec<Block> {
    let Some(star) = dossier.honour_track() else { return Vec::new() };
    let names: Vec<_> = dossier.honours.iter().map(honour).collect();
    let end = if rating.assured >= star {
        format!("自评已达到{}级要求。", star.name())
    } else if rating.attainable < star {
        format!("自评未达到{}级要求，复核不达的按实际情况定星级。", star.name())
    } else {
        format!("自评尚未确保{}，复核不达的按实际情况定星级。", star.name())
    };
    vec![Block::Paragraph(format!("我会曾获{}，按{}级要求复核，{end}", names.join("、"), star.name()))]
}

/// A table of the layers of review; nothing where there is none.
pub fn opinions(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Vec<Block> {
    if dossier.reviews.is_empty() {
        return Vec::new();
    }
    let rows = dossier.reviews.iter().enumerate().map(|(at, review)| {
        let mut body = vec![review.level.name().to_owned()];
        if !review.body.is_empty() {
            body.push(review.body.clone());
        }
        if !review.date.is_empty() {
            body.push(review.date.clone());
        }
        let star = dossier.reviewed_rating(at + 1).map(|after| after.assured.name().to_owned()).unwrap_or_default();
        Row::new(vec![body, said(review, inputs, rating), vec![star]])
    });
    vec![Block::Table(Table {
        key: "reviews".to_owned(),
        columns: vec![
            Column::new("复核单位", 30, Align::Left),
            Column::new("复核意见", 56, Align::Left),
            Column::new("复核星级", 14, Align::Left),
        ],
        rows: rows.collect(),
    })]
}

fn said(review: &Review, inputs: Inputs<'_>, rating: &Rating) -> Vec<String> {
    let mut lines = Vec::new();
    if !review.remark.is_empty() {
        lines.push(review.remark.clone());
    }
    let (accepted, refused) = review.count(inputs);
    lines.push(format!("认可{accepted}行，不认可{refused}行。"));
    for (row, said) in review.rows.iter().filter(|(_, said)| !said.accepted) {
        let outrun = if said.is_outrun(rating.row(*row)) { OUTRUN } else { "" };
        lines.push(format!("{}不认可：{}{outrun}", row_name(*row), said.why()));
    }
    for (claim, confirmed) in &review.claims {
        let word = if *confirmed { "确认" } else { "不确认" };
        lines.push(format!("{}{}申明不适用，{word}", row_name(claim.get().row), claim.get().letter()));
    }
    lines
}
