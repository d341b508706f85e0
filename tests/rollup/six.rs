//! The six samples as if they had been handed in: one unit of each kind, with stars that are known.

use super::desk;
use union_star::dossier::{Dossier, sample};
use union_star::guideline::Category;
use union_star::rollup::Desk;

/// In the order of the guideline: five, two, four, four and one star; the township has four.
pub fn six() -> Vec<Dossier> {
    Category::ALL.into_iter().map(one).collect()
}

/// That of one category; its id is the category's key.
pub fn one(category: Category) -> Dossier {
    Dossier { sample: false, ..sample(category, category.key().to_owned(), 2026) }
}

/// The desk with all of them.
pub fn six_at_the_desk() -> Desk {
    desk(&six())
}
