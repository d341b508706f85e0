//! The draw of the spot check (guideline 五, reading A16; rules 六): anyone can do it again.
//!
//! 1. The list: every unit drawn from, sorted by id; each a line `id TAB star TAB federation TAB name LF`.
//! 2. Its SHA-256 is the list's digest, told before the seed is known.
//! 3. A unit's key is SHA-256 of the digest's 32 bytes, the seed and the id, both in UTF-8.
//! 4. The ⌈p·N⌉ units with the smallest keys are drawn; with strata, from each stratum on its own.

use super::unit::Unit;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// A unit on the frozen list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawEntry {
    /// The dossier's id.
    pub id: String,
    /// The star that stood when the list was frozen, 1 to 5.
    pub star: u8,
    /// 上级工会
    pub higher: String,
    /// 工会名称
    pub name: String,
}

impl DrawEntry {
    /// Whether a unit is this one by name and federation.
    pub fn is_named_as(&self, unit: &Unit) -> bool {
        unit.named() == Some((self.name.trim(), self.higher.trim()))
    }
}

/// Whether parts of the list are drawn from on their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strata {
    /// One draw from the whole list.
    #[default]
    Whole,
    /// By star.
    Star,
    /// By federation above.
    Higher,
}

impl Strata {
    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "不分层",
            Self::Star => "四星、五星各抽",
            Self::Higher => "各上级工会各抽",
        }
    }
}

/// ⌈percent·units/100⌉: at least one where there is any.
pub const fn sample_size(units: usize, percent: u8) -> usize {
    (units * percent as usize).div_ceil(100)
}

/// Sorts a list as it is written down.
pub fn sort_list(list: &mut [DrawEntry]) {
    list.sort_by(|a, b| a.id.as_bytes().cmp(b.id.as_bytes()));
}

fn digest(list: &[DrawEntry]) -> [u8; 32] {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut hash = Sha256::new();
    for entry in list {
        let DrawEntry { id, star, higher, name } = entry;
        hash.update(format!("{}\t{star}\t{}\t{}\n", plain(id), plain(higher), plain(name)));
    }
    hash.finalize().into()
}

/// The digest of a sorted list, in hexadecimal.
pub fn list_digest(list: &[DrawEntry]) -> String {
    digest(list).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// By which the units are ordered.
type Key = [u8; 32];

/// The positions of the units drawn from a sorted list, in the order of their keys.
pub fn draw(list: &[DrawEntry], seed: &str, percent: u8, strata: Strata) -> Vec<usize> {
    let digest = digest(list);
    let key = |entry: &DrawEntry| -> Key {
        Sha256::new().chain_update(digest).chain_update(seed).chain_update(&entry.id).finalize().into()
    };
    let mut parts: BTreeMap<(u8, &str), Vec<(Key, usize)>> = BTreeMap::new();
    for (at, entry) in list.iter().enumerate() {
        let stratum = match strata {
            Strata::Whole => (0, ""),
            Strata::Star => (entry.star, ""),
            Strata::Higher => (0, entry.higher.trim()),
        };
        parts.entry(stratum).or_default().push((key(entry), at));
    }
    let mut drawn = Vec::new();
    for mut part in parts.into_values() {
        part.sort_unstable();
        let size = sample_size(part.len(), percent);
        drawn.extend(part.into_iter().take(size));
    }
    drawn.sort_unstable();
    drawn.into_iter().map(|(_, at)| at).collect()
}
