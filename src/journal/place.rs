//! Under which key each record is kept.
//!
//! | key | what |
//! |---|---|
//! | `union-star/dossier/ID` | version 1: the whole dossier |
//! | `union-star/dossier/ID/a`, `…/b` | whole states |
//! | `union-star/dossier/ID/GENERATION` | a step, deep; `spent` once a whole state holds it |
//! | `union-star/dossier/ID/GENERATION.MARK` | a step, near: two windows have two keys |

use super::record::MOST;

const PREFIX: &str = "union-star/dossier/";

/// One of the two places for whole states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// `a`
    A,
    /// `b`
    B,
}

impl Slot {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// What stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The whole dossier, as version 1 kept it.
    Old,
    /// A whole state.
    Slot(Slot),
    /// A step, in the deep store.
    Step(u64),
    /// A step, in the near store.
    NearStep(u64, u32),
}

/// What all keys of a dossier begin with; of all dossiers, for an empty id.
pub fn prefix(id: &str) -> String {
    format!("{PREFIX}{}", escaped(id))
}

/// The key of a place.
pub fn key(id: &str, place: Place) -> String {
    match place {
        // As version 1 wrote it.
        Place::Old => format!("{PREFIX}{id}"),
        Place::Slot(Slot::A) => format!("{}/a", prefix(id)),
        Place::Slot(Slot::B) => format!("{}/b", prefix(id)),
        Place::Step(generation) => format!("{}/{generation:012}", prefix(id)),
        Place::NearStep(generation, mark) => format!("{}/{generation:012}.{mark:08x}", prefix(id)),
    }
}

/// The dossier and the place that a key means; none for keys that are not ours.
pub fn id_of(key: &str) -> Option<(String, Place)> {
    let rest = key.strip_prefix(PREFIX)?;
    let new = rest.rsplit_once('/').and_then(|(id, tail)| Some((unescaped(id), place_of(tail)?)));
    Some(new.unwrap_or_else(|| (rest.to_owned(), Place::Old)))
}

fn place_of(tail: &str) -> Option<Place> {
    let generation = |text: &str| {
        (text.len() >= 12 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().filter(|generation| *generation < MOST))?
    };
    match tail {
        "a" => Some(Place::Slot(Slot::A)),
        "b" => Some(Place::Slot(Slot::B)),
        _ => match tail.split_once('.') {
            None => generation(tail).map(Place::Step),
            Some((steps, mark)) => Some(Place::NearStep(
                generation(steps)?,
                u32::from_str_radix(mark, 16).ok().filter(|_| mark.len() == 8)?,
            )),
        },
    }
}

/// An id as it stands within a key. Ids come out of files: what would look like a place of ours is written otherwise.
pub fn escaped(id: &str) -> String {
    id.replace('%', "%25").replace('/', "%2f")
}

fn unescaped(id: &str) -> String {
    let mut parts = id.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (sign, rest) = match (part.strip_prefix("2f"), part.strip_prefix("25")) {
            (Some(rest), _) => ('/', rest),
            (None, Some(rest)) => ('%', rest),
            _ => ('%', part),
        };
        out.push(sign);
        out.push_str(rest);
    }
    out
}
