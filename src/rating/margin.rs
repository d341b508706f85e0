//! What a reviewer could take away: per table so many rows, and the rows whose rejection alone lowers the
//! star (rules 五).

use super::explain::explain;
use super::inputs::{Answer, Inputs};
use super::outcome::{Outcome, Outcomes};
use super::rate::Rating;
use crate::guideline::{ClauseId, Profile, RowId, Star, Table};

/// How safe the assured star is.
#[derive(Clone, Debug)]
pub struct Margin {
    /// The tables that the assured star or the next one asks something of.
    pub tables: Vec<TableMargin>,
    /// Rows whose rejection alone lowers the star (关键行), with the star that is left.
    pub key_rows: Vec<(RowId, Star)>,
}

/// A table's part.
#[derive(Clone, Copy, Debug)]
pub struct TableMargin {
    /// The table.
    pub table: &'static Table,
    /// Rows met, whatever is still open.
    pub met: u8,
    /// Rows that must be met.
    pub required: u8,
    /// Rows that may be rejected without breaking the condition (余量); none where it does not hold.
    pub margin: Option<u8>,
    /// How many of its rows are key.
    pub key_rows: u8,
    /// The star that is left when one of its met rows is rejected; none where no row is met.
    pub falls_to: Option<Star>,
}

/// The margin of the assured star.
pub fn margin(profile: Profile, rating: &Rating) -> Margin {
    let annex = profile.annex();
    let rejected = |row: RowId| rating.supposing(annex, [(row, Outcome::NotMet)]).assured;
    // Rows of a table that stand alike fall alike: one of them tells.
    let mut key_rows: Vec<(RowId, Star)> = Vec::new();
    for table in Table::of_annex(annex) {
        let (mut met, mut not_applicable) = (None, None);
        // A row that does not speak of the union is not there to be rejected.
        for row in table.rows().filter(|row| row.speaks_of(profile)) {
            // A row that is 未达到 already cannot be rejected; one that is 不适用 can, and then counts as 未达到.
            let left = match rating.row(row).worst() {
                Outcome::NotMet => continue,
                Outcome::Met => &mut met,
                Outcome::NotApplicable => &mut not_applicable,
            };
            let star = *left.get_or_insert_with(|| rejected(row));
            if star < rating.assured {
                key_rows.push((row, star));
            }
        }
    }
    let mut tables: Vec<TableMargin> = Vec::new();
    let rungs = explain(annex, rating);
    let (held, to_come) = rungs.split_at(usize::from(rating.assured.number()));
    // Of what several stars ask of one table the highest assured one's demand is the one to lose.
    for condition in held.iter().rev().chain(to_come.first()).flat_map(|rung| &rung.conditions) {
        if tables.iter().any(|known| core::ptr::eq(known.table, condition.table)) {
            continue;
        }
        let table = condition.table;
        let met = rating.picked(table, Outcomes::worst).met;
        let required = condition.required_at_worst;
        let a_met_row = table.rows().find(|row| rating.row(*row).worst() == Outcome::Met);
        tables.push(TableMargin {
            table,
            met,
            required,
            margin: (condition.missing == 0).then_some(condition.slack),
            key_rows: u8::try_from(key_rows.iter().filter(|(row, _)| core::ptr::eq(row.get().table(), table)).count())
                .unwrap_or(u8::MAX),
            falls_to: a_met_row.map(rejected),
        });
    }
    tables.sort_by_key(|known| known.table.first);
    Margin { tables, key_rows }
}

/// The claims of exemption that carry the star: each, if it is not confirmed, alone lowers it.
pub fn carrying_claims(inputs: Inputs<'_>, rating: &Rating) -> Vec<ClauseId> {
    let margin = margin(inputs.profile, rating);
    ClauseId::all()
        .filter(|id| is_claimed(*id, inputs))
        .filter(|id| margin.key_rows.iter().any(|(row, _)| *row == id.get().row))
        .collect()
}

/// Whether a claim of exemption is made and counts.
pub fn is_claimed(id: ClauseId, inputs: Inputs<'_>) -> bool {
    let clause = id.get();
    clause.exempt_if.is_some() && clause.in_scope(inputs.profile) && inputs.answers.get(id) == Some(Answer::Exempt)
}
