//! Earlier states of a dossier to go back to: the state before each session's first edit.

use crate::browser;
use crate::browser::database::{self, Change};
use crate::dossier::History;
use crate::journal::{self, Record, StateBody};

const VERSIONS: &str = "union-star/version/";
/// So many are kept of each dossier.
const MOST: usize = 40;
/// No more than one in so many milliseconds.
const BETWEEN: u64 = 10 * 60_000;

fn prefix(id: &str) -> String {
    format!("{VERSIONS}{}/", journal::escaped(id))
}

/// Keeps a state that is about to be changed. Where that fails, the journal still holds all there is: nothing is said.
pub async fn keep(state: StateBody) {
    keep_after(state, BETWEEN).await;
}

/// Keeps a state where none was kept within so many milliseconds; whether it is kept now.
pub async fn keep_after(state: StateBody, between: u64) -> Option<()> {
    let prefix = prefix(&state.dossier.id);
    let kept = database::keys(&prefix).await.ok()?;
    let now = browser::whole_now();
    let last = kept.last().and_then(|key| key.strip_prefix(&prefix)?.parse::<u64>().ok());
    if last.is_some_and(|last| now.abs_diff(last) < between) {
        return None;
    }
    // Without what could be taken back then.
    let bare = StateBody { history: History::default(), ..state };
    let body = browser::stringify(&bare.encode(&[]));
    let (key, text) = (format!("{prefix}{now:014}"), Record::new(0, 0, body).write());
    let spare = (kept.len() + 1).saturating_sub(MOST);
    let mut changes = vec![Change::Put(&key, &text)];
    changes.extend(kept.iter().take(spare).map(|key| Change::Delete(key)));
    database::apply(&changes).await.ok()
}

/// Forgets all that is kept of a dossier.
pub async fn forget(id: &str) -> Result<(), browser::StorageError> {
    let kept = match database::keys(&prefix(id)).await {
        // Without a database none were kept.
        Err(browser::StorageError::Unavailable) => return Ok(()),
        kept => kept?,
    };
    database::apply(&kept.iter().map(|key| Change::Delete(key)).collect::<Vec<_>>()).await
}

/// The states of a dossier that are kept, the newest first.
pub async fn of(id: &str) -> Result<Vec<std::rc::Rc<StateBody>>, browser::StorageError> {
    let found = database::entries(&prefix(id)).await?;
    let read = |(_, text): &(String, String)| {
        let record = Record::read(text).ok()?;
        StateBody::decode(&browser::parse(&record.body).ok()?).ok().map(std::rc::Rc::new)
    };
    Ok(found.iter().rev().filter_map(read).collect())
}
