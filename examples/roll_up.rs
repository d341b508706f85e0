//! What the desk counts, without a page: one dossier a line from standard input, the aims, the stars by category and
//! the weakest rows as JSON, each in the columns of the SQL in docs/roll-up.md.

#![allow(missing_docs, reason = "a program, not a library")]

use serde_json::json;
use std::io::{self, Read as _};
use union_star::guideline::Category;
use union_star::rollup::{Desk, Overview};

fn main() -> io::Result<()> {
    let mut desk = Desk::default();
    desk.begin_lines("-", 0);
    let mut input = io::stdin().lock();
    let mut piece = vec![0; 4 << 20];
    loop {
        match input.read(&mut piece)? {
            0 => break,
            length => desk.feed_lines(&piece[..length]),
        }
    }
    desk.end_lines();
    desk.settle();
    let view = desk.overview();
    let rows = view.rows.iter().map(|line| json!([line.row.key(), line.all.0, line.all.1]));
    let aims = view.targets.iter().map(|aim| json!([aim.star.number(), aim.have, view.counted]));
    println!(
        "{}",
        json!({
            "aims": aims.collect::<Vec<_>>(),
            "stars": stars(&view),
            "weakest": rows.collect::<Vec<_>>(),
            "not counted": desk.problems().count(),
        })
    );
    Ok(())
}

/// Category, star, units; where there are any.
fn stars(view: &Overview) -> Vec<serde_json::Value> {
    let counted = view.categories.iter().map(|line| (line.category, line.stars));
    counted
        .chain([(Category::Township, view.townships)])
        .flat_map(|(category, stars)| {
            let by_star = (0..).zip(stars).filter(|(_, units)| *units > 0);
            by_star.map(move |(star, units): (u8, usize)| json!([category.key(), star, units]))
        })
        .collect()
}
