//! The rating of a file as one JSON object: what `examples/rate` prints and the page's `rate` returns.

use super::file::decode;
use super::file_error::FileError;
use super::value::Value;
use crate::guideline::{ProfileGap, Table};
use crate::rating::{Outcome, Outcomes};
use core::fmt;
use serde::ser::{Serialize, Serializer};

/// A file's rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    rating: crate::rating::Rating,
    annex: crate::guideline::Annex,
}

/// Why a file cannot be rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictError {
    /// It cannot be read.
    File(FileError),
    /// The profile is not complete.
    Profile(Vec<ProfileGap>),
}

impl fmt::Display for VerdictError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Profile(gaps) => {
                f.write_str("单位信息还没有填完：缺少")?;
                for (at, gap) in gaps.iter().enumerate() {
                    if at > 0 {
                        f.write_str("、")?;
                    }
                    f.write_str(gap.name())?;
                }
                f.write_str("。请补齐后再评定。")
            }
        }
    }
}

impl core::error::Error for VerdictError {}

/// Rates a file's JSON.
pub fn verdict(value: &Value) -> Result<Verdict, VerdictError> {
    let dossier = decode(value).map_err(VerdictError::File)?;
    let inputs = dossier.inputs().map_err(VerdictError::Profile)?;
    Ok(Verdict { rating: crate::rating::rate(inputs), annex: inputs.profile.annex() })
}

impl Verdict {
    /// As the object that is printed.
    pub fn to_value(&self) -> Value<'static> {
        let star = |star: crate::guideline::Star| Value::Number(f64::from(star.number()));
        let rows = Table::of_annex(self.annex).flat_map(Table::rows);
        let rows = rows.map(|row| (row.key().into(), outcome_key(self.rating.row(row)).into())).collect();
        Value::Object(vec![
            ("assured".into(), star(self.rating.assured)),
            ("attainable".into(), star(self.rating.attainable)),
            ("rows".into(), Value::Object(rows)),
        ])
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

/// The key that files use for what is known of a row.
fn outcome_key(outcomes: Outcomes) -> &'static str {
    outcomes.definite().map_or("unknown", Outcome::key)
}
