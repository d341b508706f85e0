//! Opinions from the list: on all that a filter takes, or on one unit.

use super::message::Opine;
use super::unit::Unit;
use crate::dossier::{Dossier, Review, ReviewLevel, encode};
use crate::guideline::{Annex, RowId, Table};
use crate::rating::{Outcome, rate};
use crate::report::{row_name, row_named};

/// What one opinion for all has changed of a unit: enough to take it back.
pub struct Upheld {
    /// The unit: its year and id.
    of: (u16, String),
    /// By what it is told as it was left.
    stamp: u64,
    /// The level.
    level: ReviewLevel,
    /// What the level said before.
    before: Option<Box<Review>>,
}

impl Upheld {
    /// The unit: its year and id.
    pub const fn of(&self) -> &(u16, String) {
        &self.of
    }

    /// The unit without it; none where it has changed since.
    pub fn withdrawn(&self, unit: &Unit) -> Option<Unit> {
        if unit.stamp() != self.stamp {
            return None;
        }
        let mut dossier = unit.dossier().ok()?;
        let at = dossier.reviews.iter().position(|review| review.level == self.level)?;
        match &self.before {
            Some(before) => dossier.reviews[at].clone_from(before),
            None => drop(dossier.reviews.remove(at)),
        }
        again(unit, &dossier)
    }
}

/// Adds the layer, which upholds what it says nothing else of; none where the dossier does not open, or where another
/// body has refused something at this level, which would read as refused by this one. What was upheld before and has
/// not changed since is taken back together with it.
pub fn uphold(unit: &Unit, head: &Review, earlier: Option<Upheld>) -> Option<(Unit, Upheld)> {
    let mut dossier = unit.dossier().ok()?;
    let before = dossier.layer(head.level).cloned().map(Box::new);
    let layer = before.as_deref().filter(|layer| layer.body.trim() != head.body.trim());
    if !refused_rows(&dossier, layer).is_empty() {
        return None;
    }
    dossier.uphold(head);
    let changed = again(unit, &dossier)?;
    let before = match earlier.filter(|earlier| earlier.level == head.level && earlier.stamp == unit.stamp()) {
        Some(earlier) => earlier.before,
        None => before,
    };
    let upheld = Upheld { of: (unit.year, unit.id.clone()), stamp: changed.stamp(), level: head.level, before };
    Some((changed, upheld))
}

/// The rows that a layer does not accept, by themselves or for a claim on them.
fn refused_rows(dossier: &Dossier, layer: Option<&Review>) -> Vec<RowId> {
    let rows = layer.and_then(|layer| Some(layer.refused_rows(dossier.inputs().ok()?)));
    rows.unwrap_or_default()
}

/// The rows that a level does not accept, as people name them, and the reason where it is one for all.
pub fn refused(unit: &Unit, level: ReviewLevel) -> Result<(Vec<String>, Option<String>), String> {
    let dossier = unit.dossier().map_err(|_| BROKEN.to_owned())?;
    let layer = dossier.layer(level);
    let rows: Vec<_> = refused_rows(&dossier, layer).into_iter().map(row_name).collect();
    // A claim is refused without a reason.
    let reason = match layer.filter(|layer| layer.refused().next().is_some()) {
        Some(layer) => layer.one_reason(),
        None => Some(""),
    };
    Ok((rows, reason.map(str::to_owned)))
}

const BROKEN: &str = "这份档案打不开，意见没有记下。请点名称打开，逐行复核。";

/// Records an opinion on one unit; a sentence where it cannot stand.
pub fn opine(unit: &Unit, said: &Opine) -> Result<Unit, String> {
    let body = said.body.trim();
    if body.is_empty() {
        return Err("请先在上面写明复核单位。".to_owned());
    }
    let mut dossier = unit.dossier().map_err(|_| BROKEN.to_owned())?;
    let layer = dossier.layer(said.level);
    let rows = claimed(&dossier, layer, &said.rows)?;
    let reason = said.reason.trim();
    let is_new = |row: &RowId| layer.and_then(|layer| layer.reason_kept(*row)).is_none();
    if rows.iter().any(is_new) && reason.is_empty() {
        return Err("请写明不认可的理由，单位要照着改。".to_owned());
    }
    let head = Review { body: body.to_owned(), date: said.date.clone(), ..Review::new(said.level) };
    dossier.opine(&head, &rows, reason);
    again(unit, &dossier).ok_or_else(|| BROKEN.to_owned())
}

/// The rows of these names that the unit claims: only those can be refused. Those that the layer refuses stay.
fn claimed(dossier: &Dossier, layer: Option<&Review>, names: &[String]) -> Result<Vec<RowId>, String> {
    let inputs = dossier.inputs().map_err(|_| "单位信息没有填完，不能复核。".to_owned())?;
    let rating = rate(inputs);
    let annex = inputs.profile.annex();
    let of_unit: Vec<RowId> = Table::of_annex(annex).flat_map(Table::rows).collect();
    let refused = refused_rows(dossier, layer);
    let row = |name: &String| {
        let row = row_of(annex, name)?;
        if refused.contains(&row) {
            return Ok(row);
        }
        if !of_unit.contains(&row) {
            return Err(format!("“{name}”不在这家单位的表里，请核对行号。"));
        }
        if !row.speaks_of(inputs.profile) {
            return Err(format!("“{name}”这一行不适用于这家单位，请核对行号。"));
        }
        match rating.row(row).definite() {
            Some(Outcome::Met | Outcome::NotApplicable) => Ok(row),
            _ => Err(format!("“{name}”自评没有写“达到”，不用再记不认可。")),
        }
    };
    names.iter().map(row).collect()
}

/// The rows of these names; the first that is none where one is not.
pub fn rows_named(annex: Annex, names: &[String]) -> Result<Vec<RowId>, String> {
    names.iter().map(|name| row_of(annex, name)).collect()
}

fn row_of(annex: Annex, name: &str) -> Result<RowId, String> {
    row_named(annex, name).ok_or_else(|| format!("没有“{name}”这一行，请写成“三星03”这样，几行之间用顿号。"))
}

/// Names of rows as people type them one after another: 三星03、三星 04 三星第 05 行. A blank stands between two, or
/// within one.
pub fn row_names(typed: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in typed.split(['、', '，', '；', ',', ';', '\n']) {
        let before = names.len();
        for word in part.split_whitespace() {
            let goes_on = word.starts_with(|c: char| c.is_numeric() || matches!(c, '第' | '行'));
            match names.get_mut(before..).and_then(<[String]>::last_mut).filter(|_| goes_on) {
                Some(name) => name.push_str(word),
                None => names.push(word.to_owned()),
            }
        }
    }
    names
}

/// The unit rated anew with its changed dossier.
pub fn again(old: &Unit, dossier: &Dossier) -> Option<Unit> {
    let text = serde_json::to_string(&encode(dossier)).ok()?;
    Some(Unit::new(dossier, text.as_bytes(), "", 0).ok()?.from_file_of(old))
}
