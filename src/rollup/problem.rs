//! What is not counted, or should be looked at, each with a sentence.

use super::intake::Refusal;
use super::record::RecordError;
use crate::guideline::FactId;

/// Something that is not counted, or that people should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub source: String,
    /// The unit, where one was read.
    pub name: String,
    /// What it is.
    pub kind: ProblemKind,
}

/// By what one of two files of a union is the newer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// The day of its numbers.
    AsOf,
    /// The time of its file.
    File,
    /// It has more reviews.
    Reviews,
    /// Nothing tells.
    Nothing,
}

impl Newer {
    const fn words(self) -> &'static str {
        match self {
            Self::AsOf => "（数字截至日较晚）",
            Self::File => "（文件时间较晚）",
            Self::Reviews => "（复核意见较多）",
            Self::Nothing => "",
        }
    }
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not read, with the reason.
    Refused(Refusal),
    /// Not read by the desk that this one goes on as, with the reason that it gave.
    RefusedBefore(String),
    /// The same as another file.
    Duplicate {
        /// The file that counts.
        of: String,
    },
    /// An older version of another file.
    Older {
        /// The file that counts.
        than: String,
        /// By what that one is the newer.
        by: Newer,
    },
    /// Taken for an older version of another file for its id alone: the names differ. A renamed union, or one whose dossier
    /// was begun from another's file.
    Renamed {
        /// The file that counts.
        than: String,
        /// The name in it.
        now: String,
    },
    /// Taken for an older version of another file, though nothing tells when one of the two was handed in.
    Undated {
        /// The file that counts.
        than: String,
    },
    /// Counted, but its name is another's save for blanks, case, width or characters that are not seen.
    LooksLike {
        /// The other's file.
        other: String,
    },
    /// Counted, but another has its name, and one of the two does not say its federation.
    SameName {
        /// The other's file.
        other: String,
    },
    /// Counted under a federation whose name is close to another's.
    FederationLooksLike {
        /// How it is written here.
        written: String,
        /// So many units write it so.
        units: usize,
        /// How more of them write it.
        other: String,
        /// So many.
        others: usize,
    },
    /// Counted, though a number is more than the whole that it is a part of: the rates of it are open.
    WrongNumber {
        /// The part.
        part: FactId,
        /// The whole.
        whole: FactId,
    },
    /// Counted, with opinions that were given on an older version.
    Carried {
        /// The older version's file.
        from: String,
        /// Opinions on rows and claims that were left, since these are others now.
        left: usize,
    },
    /// Counted, with opinions of a level that say something else than what was recorded here on the older version.
    OtherOpinions {
        /// The older version's file.
        than: String,
    },
    /// A joined file has another record of a spot check than this desk: this desk's stays.
    OtherRecord {
        /// The year rated.
        year: u16,
    },
    /// A joined file of another desk has a record of a spot check, which is not taken for this desk's.
    AnothersRecord {
        /// The year rated.
        year: u16,
        /// Whose desk it was; empty where nobody said.
        desk: String,
    },
    /// A joined file's record of a spot check does not repeat.
    BrokenRecord(RecordError),
    /// A joined file's first line cannot be read.
    BrokenHead,
    /// A joined file's first line was written by a newer version.
    NewerHead,
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.kind {
            ProblemKind::Refused(reason) => reason.fmt(f),
            ProblemKind::RefusedBefore(reason) => f.write_str(reason),
            ProblemKind::Duplicate { of } => write!(f, "与“{of}”内容相同，只计一次。"),
            ProblemKind::Older { than, by } => {
                write!(f, "同一工会同一年度有更新的一份“{than}”{}，以新的为准。", by.words())
            }
            ProblemKind::Renamed { than, now } => {
                write!(
                    f,
                    "与“{than}”的标识相同，那里的名称是“{now}”。当作改了名的同一家，只计新的一份。如果是两家，请让其中一家在首页用“复制一份”另存，再报一次。"
                )
            }
            ProblemKind::Undated { than } => {
                write!(
                    f,
                    "与“{than}”是同一家的两份，看数字截至日和文件的时间，分不出哪份更新。暂以“{than}”为准，请核对。"
                )
            }
            ProblemKind::LooksLike { other } => {
                write!(
                    f,
                    "名称与“{other}”里的只差空格、大小写、全角半角或看不见的字符。两份都计入，请核对是不是同一家。"
                )
            }
            ProblemKind::SameName { other } => {
                write!(f, "与“{other}”里的同名，有一份没有填上级工会，分不清是不是同一家。两份都计入，请核对。")
            }
            ProblemKind::FederationLooksLike { written, units, other, others } => {
                write!(
                    f,
                    "上级工会写作“{written}”的有 {units} 份，写作“{other}”的有 {others} 份，概览里按两家分列。如果是同一家，请让单位改成一样的名称后重新导出。"
                )
            }
            ProblemKind::WrongNumber { part, whole } => {
                let (part, whole) = (part.get().short, whole.get().short);
                write!(f, "{part}多于{whole}，数字有误，用到它的比率按待填算。已计入，请让单位核对后重新导出。")
            }
            ProblemKind::Carried { from, left: 0 } => {
                write!(f, "复核意见是对旧版本“{from}”作的，已带到这一份上，请核对。")
            }
            ProblemKind::Carried { from, left } => {
                write!(f, "复核意见是对旧版本“{from}”作的，请核对。其中 {left} 处自评后来改过，意见没有带过来。")
            }
            ProblemKind::OtherOpinions { than } => {
                write!(f, "在这里给旧版本“{than}”记过复核意见，这一份里同一级的意见与它不同，以这一份的为准，请核对。")
            }
            ProblemKind::OtherRecord { year } => {
                write!(f, "这份汇总里另有一份 {year} 年的抽查记录，与这里的不同。仍以这里的为准，请核对。")
            }
            ProblemKind::AnothersRecord { year, desk } => {
                let of = if desk.is_empty() { String::new() } else { format!("“{desk}”的") };
                write!(
                    f,
                    "这份汇总里有{of} {year} 年抽查记录，没有用作这里的抽查。要接着那次抽查，请单独打开这份汇总。"
                )
            }
            ProblemKind::BrokenRecord(error) => write!(f, "这份汇总里的抽查记录没有采用。{error}"),
            ProblemKind::BrokenHead => f.write_str(
                "这份汇总的第一行读不出来，里面的汇总单位、年度和抽查记录没有采用，档案照常计入。请换一份备份打开。",
            ),
            ProblemKind::NewerHead => f.write_str(
                "这份汇总由较新的版本保存，里面的汇总单位、年度和抽查记录没有采用，档案照常计入。请用新版打开。",
            ),
        }
    }
}
