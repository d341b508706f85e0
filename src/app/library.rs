//! The dossiers on this device: listing, loading, making, deleting with a way back.
//!
//! How each is kept is the [`journal`]'s to say. What cannot be read is listed as such and never deleted.

use super::later;
use super::shelf::{self, Shelf};
#[cfg(feature = "later")]
use super::versions;
use crate::browser::{self, StorageError};
use crate::dossier::{Action, Dossier, FileError, Step, Union, Value, decode, encode};
use crate::journal::{
    self, Carried, Damage, Kept as Keeping, Newest, Record, Recovery, Session, StateBody, Stores as _, Writer,
};
use std::cell::RefCell;
use std::rc::Rc;

const TRASH: &str = "union-star/trash/";

thread_local! {
    /// Dossiers that no store would take: they live as long as this page.
    static UNKEPT: RefCell<Vec<(String, Carried)>> = const { RefCell::new(Vec::new()) };
}

/// A kept dossier.
#[derive(Clone, PartialEq)]
pub struct Kept {
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// The dossier.
    pub dossier: Rc<Dossier>,
    /// What is to be said of it, if anything.
    pub note: Option<&'static str>,
}

/// Why something kept cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Not on this device.
    Absent,
    /// The browser would not give it.
    Storage(StorageError),
    /// Not JSON; the line where the browser stopped.
    NotJson(Option<u32>),
    /// Kept by a newer version of this page.
    Newer,
    /// JSON, but not a dossier that we can read.
    File(FileError),
}

impl core::fmt::Display for LoadError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Absent => f.write_str("本机没有这份档案。如果有导出的备份，请在首页导入。"),
            Self::Storage(error) => error.fmt(f),
            Self::NotJson(Some(line)) => {
                write!(f, "第\u{a0}{line}\u{a0}行起读不出来，文件可能没有传完整。请让对方重新导出，或换一份备份。")
            }
            Self::NotJson(None) => f.write_str(
                "内容读不出来，文件可能没有传完整，或不是本工具导出的档案。请让对方重新导出，或换一份备份。",
            ),
            Self::Newer => StorageError::Newer.fmt(f),
            Self::File(error) => error.fmt(f),
        }
    }
}

/// Reads a dossier from a file's text.
pub fn read(text: &str) -> Result<Dossier, LoadError> {
    let value: Value = browser::parse(text).map_err(|error| LoadError::NotJson(error.line))?;
    decode(&value).map_err(LoadError::File)
}

/// A file's text for a dossier.
pub fn write(dossier: &Dossier) -> String {
    browser::stringify(&encode(dossier))
}

/// Offers a dossier as a file.
pub fn export(dossier: &Dossier) {
    browser::download(&format!("{}.union-star.json", file_stem(dossier)), &write(dossier));
}

/// Has a Word or Excel file made and offers it; a sentence where that fails.
pub async fn make(kind: &'static str, dossier: &Dossier) -> Result<(), String> {
    let bytes = browser::make_file(kind, browser::to_js(&encode(dossier))).await?;
    if browser::download_bytes(&format!("{}-星级自评.{kind}", file_stem(dossier)), &bytes) {
        Ok(())
    } else {
        Err("浏览器没有让下载文件，请换一个浏览器，或改用打印、复制全文。".to_owned())
    }
}

/// The union and the year, without what file systems refuse.
fn file_stem(dossier: &Dossier) -> String {
    let may_stand = |c: &char| !c.is_control() && !"\\/:*?\"<>|".chars().any(|refused| refused == *c);
    let name: String = dossier.union.name.chars().filter(may_stand).take(60).collect();
    format!("{}-{}", Union { name, ..Union::default() }.called(), dossier.year)
}

/// What cannot be read: its id and the reason.
pub type Unreadable = (String, LoadError);

/// Everything on this device, newest first, and what cannot be read.
pub async fn list() -> Result<(Vec<Kept>, Vec<Unreadable>), StorageError> {
    let mut found: Vec<(String, Vec<_>)> = Vec::new();
    let entries = shelf::entries(&journal::prefix("")).await;
    let unkept = UNKEPT.with_borrow(Clone::clone);
    if unkept.is_empty() && entries.is_err() {
        return Err(entries.err().unwrap_or(StorageError::Unavailable));
    }
    for entry in entries.unwrap_or_default() {
        if let Some((id, _)) = journal::id_of(&entry.key) {
            // Those of one dossier mostly stand side by side.
            match found.iter_mut().rev().find(|(other, _)| *other == id) {
                Some((_, ours)) => ours.push(entry),
                None => found.push((id, vec![entry])),
            }
        }
    }
    let note = Some("没有存下，请导出备份");
    let mut kept: Vec<_> = unkept
        .iter()
        .map(|(_, (state, _))| Kept { saved: state.saved, dossier: state.dossier.clone(), note })
        .collect();
    let mut unreadable = Vec::new();
    for (id, entries) in found.into_iter().filter(|(id, _)| unkept.iter().all(|(other, _)| other != id)) {
        match kept_of(journal::recover(&id, &entries, &|text| browser::parse(text).ok())) {
            Ok(one) => kept.push(one),
            // Empty keys of what was deleted.
            Err(LoadError::Absent) => {}
            Err(error) => unreadable.push((id, error)),
        }
    }
    kept.sort_by(|a, b| b.saved.total_cmp(&a.saved));
    Ok((kept, unreadable))
}

fn kept_of(found: Recovery) -> Result<Kept, LoadError> {
    match found.newest {
        Some(Newest { state: StateBody { saved, dossier, .. }, .. }) => {
            let is_damaged = found.damaged.iter().any(|one| !matches!(one.why, Damage::Stale | Damage::Newer));
            let note = match (found.is_newer, is_damaged) {
                (true, _) => Some("由较新的版本保存，只能查看和导出"),
                (false, true) => Some("有记录损坏，打开时取最后一份完好的"),
                (false, false) => None,
            };
            Ok(Kept { saved, dossier, note })
        }
        None => Err(why_nothing_opens(found)),
    }
}

/// Why what was found holds no state that opens.
pub fn why_nothing_opens(found: Recovery) -> LoadError {
    match found.reason {
        _ if found.is_newer => LoadError::Newer,
        _ if found.damaged.is_empty() => LoadError::Absent,
        Some(reason) => LoadError::File(reason),
        None => LoadError::NotJson(None),
    }
}

/// The raw text of all that is kept under an id, for taking away what cannot be read.
pub async fn raw(id: &str) -> Option<String> {
    let (mut entries, _) = Shelf.entries(id).await.ok()?;
    entries.retain(|entry| entry.text != journal::SPENT);
    match entries.as_slice() {
        // As it stands: somebody may be able to mend it.
        [one] => Some(one.text.clone()),
        [one, other] if one.text == other.text => Some(one.text.clone()),
        all => Some(all.iter().map(|entry| format!("{}\n{}\n", entry.key, entry.text)).collect()),
    }
}

/// Loads one as it is now.
pub async fn load(id: &str) -> Result<Kept, LoadError> {
    if let Some((StateBody { saved, dossier, .. }, _)) = unkept(id) {
        return Ok(Kept { saved, dossier, note: None });
    }
    kept_of(journal::find(&Shelf, id).await.map_err(LoadError::Storage)?)
}

/// A dossier that no store has taken, as the page holds it.
pub fn unkept(id: &str) -> Option<Carried> {
    UNKEPT.with_borrow(|unkept| Some(unkept.iter().find(|(other, _)| other == id)?.1.clone()))
}

/// Holds what no store has taken for as long as this page lives; none: it is kept now.
pub fn hold(id: &str, unsaved: Option<Carried>) {
    UNKEPT.with_borrow_mut(|unkept| {
        unkept.retain(|(other, _)| other != id);
        unkept.extend(unsaved.map(|carried| (id.to_owned(), carried)));
    });
}

/// What this page holds and no store has, for the part of the page that takes over.
pub fn all_unkept() -> Vec<Carried> {
    UNKEPT.with_borrow(|held| held.iter().map(|(_, carried)| carried.clone()).collect())
}

/// Holds what is open, as long as no store takes it.
pub fn hold_unkept(session: &Session<Shelf>) {
    if let Some(state) = session.state() {
        let is_unkept = match session.kept() {
            Some(Keeping::Failed(_)) => true,
            // The first part makes no copies: who takes over does.
            Some(Keeping::Taken) => later::WRITES_ALONE,
            _ => false,
        };
        hold(&state.dossier.id, is_unkept.then(|| (state.clone(), session.points())));
    }
}

/// Keeps a dossier: a new one, or another state of one that is here, which can be taken back.
pub async fn save(dossier: &Dossier) -> Result<(), StorageError> {
    let id = dossier.id.as_str();
    let found = journal::find(&Shelf, id).await.unwrap_or_default();
    if found.is_newer {
        return Err(StorageError::Newer);
    }
    let Some(newest) = found.newest else {
        journal::set_aside(&Shelf, &found.damaged).await?;
        return told(
            journal::keep(&Shelf, &StateBody::begun(browser::now(), Rc::new(dossier.clone())), found.top).await,
        );
    };
    let (mut writer, mut state) = (Writer::after(id, &newest), newest.state);
    let step = Step::Edit(Action::Replace(Box::new(dossier.clone())));
    let now = browser::now();
    let applied = state.history.take(step.clone(), now - state.saved, Rc::make_mut(&mut state.dossier));
    let Some(applied) = applied else { return Ok(()) };
    state.saved = now;
    let write = |value: &Value| browser::stringify(value);
    let orders = if writer.must_write_state() {
        writer.state(&state, &write)
    } else {
        writer.step(state.saved, &step, &applied, &write)
    };
    writer.near_result(shelf::near(&orders));
    told(journal::settle(&Shelf, &mut writer).await)
}

/// Whether an id may stand in an address as it is: what another program gave may not.
pub fn can_stand(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn told(kept: Keeping<StorageError>) -> Result<(), StorageError> {
    match kept {
        Keeping::Saved => Ok(()),
        Keeping::Failed(error) => Err(error),
        Keeping::Saving | Keeping::Taken => Err(StorageError::Exists),
    }
}

/// Keeps a new dossier; where no store takes it, this page holds it, and it opens all the same.
pub async fn begin(dossier: Dossier) {
    if save(&dossier).await.is_err() {
        hold(&dossier.id.clone(), Some((StateBody::begun(browser::now(), Rc::new(dossier)), Vec::new())));
    }
}

/// Makes it another dossier, whose name says where it comes from.
pub fn make_copy(dossier: &mut Dossier, ending: &str) {
    dossier.id = browser::random_id();
    dossier.union.name.push_str(ending);
}

/// Deletes one: it moves to the trash, under the place that [`restore`] asks for. A dossier that was deleted before keeps
/// its own place there. What no store has taken is later than what is kept.
pub async fn delete(id: &str) -> Result<String, StorageError> {
    let newest = || async { Ok(journal::find(&Shelf, id).await?.newest.map(|newest| newest.state)) };
    let state = match unkept(id) {
        Some((state, _)) => Some(state),
        None => newest().await?,
    };
    let place = format!("{id}/{:014}", browser::whole_now());
    if let Some(state) = state {
        let text = browser::stringify(&state.encode(&[]));
        shelf::put(&format!("{TRASH}{place}"), &Record::new(0, 0, text).write()).await?;
        clear(id).await?;
    }
    hold(id, None);
    Ok(place)
}

/// Whose state stands at a place of the trash. Earlier versions had one place for each dossier, named by its id alone.
#[cfg(feature = "later")]
fn owner(place: &str) -> &str {
    let is_time = |time: &str| time.len() == 14 && time.bytes().all(|byte| byte.is_ascii_digit());
    place.rsplit_once('/').filter(|(_, time)| is_time(time)).map_or(place, |(id, _)| id)
}

/// When what stands at a place of the trash was deleted, in milliseconds since 1970; none where an earlier version did.
#[cfg(feature = "later")]
pub fn deleted_at(place: &str) -> Option<f64> {
    place.strip_prefix(owner(place))?.strip_prefix('/')?.parse().ok()
}

/// Forgets everything that is kept under an id.
async fn clear(id: &str) -> Result<(), StorageError> {
    let (entries, _) = Shelf.entries(id).await?;
    let of = |store| {
        let ours = entries.iter().filter(move |entry| entry.store == store);
        ours.map(|entry| journal::Order::Delete(entry.key.clone())).collect::<Vec<_>>()
    };
    match shelf::deep(&of(journal::Store::Deep)).await {
        Ok(()) | Err(StorageError::Unavailable) => {}
        Err(error) => return Err(error),
    }
    shelf::near(&of(journal::Store::Near))
}

/// Reads what was deleted.
pub fn read_deleted(text: &str) -> Option<StateBody> {
    // Version 1 moved its own texts there.
    let body = Record::read(text).map_or_else(|_| text.to_owned(), |record| record.body);
    StateBody::decode(&browser::parse(&body).ok()?).ok()
}

/// What was deleted: place, text.
pub async fn deleted() -> Result<Vec<(String, String)>, StorageError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for entry in shelf::entries(TRASH).await? {
        let place = entry.key.replacen(TRASH, "", 1);
        // In both stores: that of the database.
        found.retain(|(other, _)| *other != place);
        found.push((place, entry.text));
    }
    Ok(found)
}

/// Takes a deletion back. Where a dossier of this id is here again, the deleted one comes back beside it.
pub async fn restore(place: &str) -> Result<(), LoadError> {
    let found = deleted().await.map_err(LoadError::Storage)?;
    let text = found.into_iter().find(|(other, _)| other == place).ok_or(LoadError::Absent)?.1;
    let state = read_deleted(&text).ok_or(LoadError::NotJson(None))?;
    let id = state.dossier.id.clone();
    let found = journal::find(&Shelf, &id).await.map_err(LoadError::Storage)?;
    let (mut state, mut top) = (state, found.top);
    if found.newest.is_some() || unkept(&id).is_some() {
        make_copy(Rc::make_mut(&mut state.dossier), "（已恢复）");
        top = 0;
    }
    told(journal::keep(&Shelf, &state, top).await).map_err(LoadError::Storage)?;
    shelf::remove(&format!("{TRASH}{place}")).await.map_err(LoadError::Storage)
}

/// Deletes what was deleted for ever: its earlier versions too, unless the dossier is still here or once more in the
/// trash.
#[cfg(feature = "later")]
pub async fn discard(place: &str) -> Result<(), StorageError> {
    shelf::remove(&format!("{TRASH}{place}")).await?;
    let id = owner(place);
    let is_here = unkept(id).is_some() || journal::find(&Shelf, id).await?.newest.is_some();
    if is_here || deleted().await?.iter().any(|(other, _)| owner(other) == id) {
        return Ok(());
    }
    versions::forget(id).await
}
