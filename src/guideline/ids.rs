//! Ids: positions in the tables, each with the key that files use.

use super::tables::{CLAUSE_COUNT, CLAUSES, FACT_COUNT, FACTS, RATE_COUNT, RATES, ROW_COUNT, ROWS};
use super::types::{Clause, Fact, Rate, Row};
use std::sync::LazyLock;

/// Keys with their positions, in the order of the keys, so that one is found by halving.
fn in_order(keys: &mut dyn Iterator<Item = &'static str>) -> Vec<(&'static str, u8)> {
    let mut order: Vec<_> = keys.zip(0..).collect();
    order.sort_unstable();
    order
}

fn found(order: &[(&str, u8)], key: &str) -> Option<u8> {
    let at = order.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
    order.get(at).map(|(_, position)| *position)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $item:ident, $table:ident, $count:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name(pub(super) u8);

        impl $name {
            /// How many there are.
            pub const COUNT: usize = {
                assert!($count <= 256, "an id is one byte");
                $count
            };

            /// Every id, in the order of the guideline.
            pub fn all() -> impl DoubleEndedIterator<Item = $name> + ExactSizeIterator + Clone {
                #[allow(clippy::cast_possible_truncation, reason = "the tables have at most 256 entries, as COUNT asserts")]
                (0..Self::COUNT).map(|at| $name(at as u8))
            }

            /// The position in the table, from 0.
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// What the table says of it.
            pub fn get(self) -> &'static $item {
                &$table[self.0 as usize]
            }

            /// The key that files use.
            pub fn key(self) -> &'static str {
                self.get().key
            }

            /// Finds the id with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                static ORDER: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| in_order(&mut $name::all().map($name::key)));
                found(&ORDER, key).map($name)
            }

            /// The same where keys come in the guideline's order, as in files: the few after the last that was found are
            /// looked at first.
            pub fn from_key_after(last: Option<Self>, key: &str) -> Option<Self> {
                const FEW: usize = 4;
                let from = last.map_or(0, |last| last.at() + 1);
                Self::all().skip(from).take(FEW).find(|id| id.key() == key).or_else(|| Self::from_key(key))
            }
        }
    };
}

id!(
    /// A row (工作内容): the unit that counts, e.g. `g3-03`.
    RowId, Row, ROWS, ROW_COUNT
);
id!(
    /// A clause (要点): the unit that is answered, e.g. `g3-03.b`.
    ClauseId, Clause, CLAUSES, CLAUSE_COUNT
);
id!(
    /// A fact (填报数据): a count entered once, e.g. `members`.
    FactId, Fact, FACTS, FACT_COUNT
);
id!(
    /// A rate (比率): one fact over another, e.g. `real_name`.
    RateId, Rate, RATES, RATE_COUNT
);
