//! One record: a line that says what it is, then its body.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

const NAME: &str = "union-star/";
/// The version of the records that this program writes. Version 1 had no header: one text for each dossier.
const VERSION: u32 = 2;
/// More steps than anybody takes: what names more is damaged.
pub(super) const MOST: u64 = 1 << 53;
const CHECKSUM: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// What stands under the key of a step that whole states hold.
pub const SPENT: &str = "spent";

/// A record: `union-star/2 GENERATION PARENT LENGTH CHECKSUM`, a line's end, the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How many steps led here.
    pub generation: u64,
    /// Of a step: the mark of the record before it. Of a whole state: the mark of the step that it is the state after.
    pub parent: u32,
    /// The checksum over everything else. As each record names its parent's, it stands for all that led here.
    pub mark: u32,
    /// JSON.
    pub body: String,
}

/// Why a record is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It does not begin as ours do.
    NotARecord,
    /// Written by a newer version.
    Newer,
    /// Shorter or longer than it says.
    Cut,
    /// The checksum is another.
    Altered,
    /// Whole, but it does not hold what we can read.
    Unreadable,
    /// A step that nothing leads to: the one before it is damaged.
    Loose,
    /// A step from before the oldest whole state. What it led to is most likely in there.
    Stale,
}

impl Record {
    /// A record of this version.
    pub fn new(generation: u64, parent: u32, body: String) -> Self {
        let mark = checksum(generation, parent, &body);
        Self { generation, parent, mark, body }
    }

    /// As text.
    pub fn write(&self) -> String {
        let Self { generation, parent, mark, body } = self;
        format!("{NAME}{VERSION} {generation} {parent:08x} {} {mark:08x}\n{body}", body.len())
    }

    /// The parent that a text of ours names; none where it is [`SPENT`].
    pub(super) fn parent_in(text: &str) -> Option<u32> {
        u32::from_str_radix(text.split(' ').nth(2)?, 16).ok()
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// Why it is not used.
    pub fn read(text: &str) -> Result<Self, Damage> {
        let rest = text.strip_prefix(NAME).ok_or(Damage::NotARecord)?;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        // Whatever a newer version makes of the rest; unless that is whole by this version's rules, which newer ones must
        // not follow: then the number alone was altered.
        if digits.parse::<u32>().map_err(|_| Damage::NotARecord)? > VERSION {
            let ours = format!("{NAME}{VERSION}{}", &rest[digits.len()..]);
            return Err(if Self::read(&ours).is_ok() { Damage::Altered } else { Damage::Newer });
        }
        let (head, body) = rest.split_once('\n').ok_or(Damage::Cut)?;
        let mut fields = head.split(' ').skip(1);
        let mut field = || fields.next().ok_or(Damage::Altered);
        let generation = field()?.parse().ok().filter(|generation| *generation < MOST).ok_or(Damage::Altered)?;
        let parent = mark(field()?)?;
        let length: usize = field()?.parse().map_err(|_| Damage::Altered)?;
        let stated = mark(field()?)?;
        if body.len() != length {
            return Err(Damage::Cut);
        }
        let record = Self::new(generation, parent, body.to_owned());
        // Written again it must be the same to the letter: a header has one spelling.
        if record.mark == stated && record.write() == text { Ok(record) } else { Err(Damage::Altered) }
    }
}

fn mark(field: &str) -> Result<u32, Damage> {
    u32::from_str_radix(field, 16).map_err(|_| Damage::Altered)
}

fn checksum(generation: u64, parent: u32, body: &str) -> u32 {
    let mut digest = CHECKSUM.digest();
    digest.update(&generation.to_le_bytes());
    digest.update(&parent.to_le_bytes());
    digest.update(body.as_bytes());
    digest.finalize()
}
