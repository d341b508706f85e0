//! What the journal asks of the outside, and what is done there in an order that survives an end in between.

use super::body::StateBody;
use super::place::{Place, id_of};
use super::record::{Damage, Record, SPENT};
use super::recover::recover;
use super::recovery::{Branch, Damaged, Entry, Newest, Recovery, Store};
use super::writer::{DeepResult, Kept, Order, Writer};
use crate::dossier::{Dossier, Value};
use std::rc::Rc;

/// Where bytes go that could not be used, before their key is written again.
pub const DAMAGED: &str = "union-star/damaged/";

/// The two stores and what else there is outside; clones are the same.
pub trait Stores: Clone {
    /// Why a store would not.
    type Error: Clone;

    /// Carries out near orders in their order, until one is refused.
    ///
    /// # Errors
    ///
    /// Why it was refused.
    fn near(&self, orders: &[Order]) -> Result<(), Self::Error>;

    /// Carries out deep orders: all or none.
    fn deep(&self, orders: &[Order]) -> impl Future<Output = DeepResult<Self::Error>>;

    /// What is kept of one dossier, in both stores, and whether the deep one answered; fails where neither does.
    fn entries(&self, id: &str) -> impl Future<Output = Result<(Vec<Entry>, bool), Self::Error>>;

    /// What the near store keeps of one dossier, at once.
    ///
    /// # Errors
    ///
    /// Why it does not answer.
    fn near_entries(&self, id: &str) -> Result<Vec<Entry>, Self::Error>;

    /// Reads JSON.
    fn parse(&self, text: &str) -> Option<Value<'static>>;

    /// Writes JSON.
    fn write(&self, value: &Value) -> String;

    /// Milliseconds since 1970.
    fn now(&self) -> f64;

    /// Makes it another dossier: an id of its own, a name that says where it comes from.
    fn make_copy(&self, dossier: &mut Dossier);

    /// Whether the near store holds what did not come through any of these points.
    fn has_company(&self, id: &str, points: &[(u64, u32)]) -> bool {
        let Ok(entries) = self.near_entries(id) else { return false };
        let found = recover(id, &entries, &|text| self.parse(text));
        !found.branches.is_empty() || found.newest.is_some_and(|newest| !points.contains(&newest.point()))
    }
}

/// Finds the newest state of a dossier.
///
/// # Errors
///
/// Where neither store answers.
pub async fn find<S: Stores>(stores: &S, id: &str) -> Result<Recovery, S::Error> {
    Ok(look_up(stores, id).await?.0)
}

/// The same, and whether the deep store answered.
async fn look_up<S: Stores>(stores: &S, id: &str) -> Result<(Recovery, bool), S::Error> {
    let (entries, answers) = stores.entries(id).await?;
    Ok((recover(id, &entries, &|text| stores.parse(text)), answers))
}

/// So many milliseconds at most the first write of a dossier is on its way.
const ON_ITS_WAY: f64 = 10_000.0;

/// What somebody may miss of what was called saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// Records were damaged.
    Damaged,
    /// The deep store is there, but holds nothing of what the near one holds: Chromium deletes a database that it
    /// cannot read, which happens where it was killed twice.
    Gone,
}

/// What is found, with what is damaged set aside first, so that its keys are free; what somebody may miss; and whether the
/// deep store answered.
pub(super) async fn find_whole<S: Stores>(stores: &S, id: &str) -> Result<(Recovery, Option<Missed>, bool), S::Error> {
    let (found, answers) = look_up(stores, id).await?;
    // Just begun, its first write was on its way as the page was left.
    let is_fresh = |newest: &Newest| newest.generation == 1 && stores.now() - newest.state.saved < ON_ITS_WAY;
    let is_gone = found.newest.as_ref().is_some_and(|newest| newest.is_near_alone() && !is_fresh(newest)) && answers;
    let gone = is_gone.then_some(Missed::Gone);
    if found.is_newer || found.newest.is_none() || found.damaged.is_empty() {
        return Ok((found, gone, answers));
    }
    let is_missed = found.damaged.iter().any(|one| one.why != Damage::Stale);
    let again = if set_aside(stores, &found.damaged).await.is_ok() { find(stores, id).await? } else { found };
    Ok((again, if is_missed { Some(Missed::Damaged) } else { gone }, answers))
}

/// Sets damaged bytes aside, so that their keys are free again.
///
/// # Errors
///
/// Why they could not be written elsewhere; then they are still where they were.
pub async fn set_aside<S: Stores>(stores: &S, damaged: &[Damaged]) -> Result<(), S::Error> {
    if damaged.is_empty() {
        return Ok(());
    }
    let put = |one: &Damaged| {
        let Entry { store, key, text } = &one.entry;
        let store = if *store == Store::Near { "near" } else { "deep" };
        // What was set aside earlier under the same key stays.
        let mark = Record::new(0, 0, text.clone()).mark;
        Order::Put(format!("{DAMAGED}{store}/{key}~{mark:08x}"), text.clone())
    };
    let ours = || damaged.iter().filter(|one| one.why != Damage::Newer);
    let of =
        |store: Store| ours().filter(move |one| one.entry.store == store).map(move |one| leave(store, &one.entry.key));
    let mut orders: Vec<_> = ours().map(put).collect();
    let puts = orders.len();
    orders.extend(of(Store::Deep));
    match stores.deep(&orders).await {
        DeepResult::Done => {}
        DeepResult::Failed(error) => return Err(error),
        // Local storage is all there is.
        DeepResult::Absent | DeepResult::Exists => stores.near(&orders[..puts])?,
    }
    stores.near(&of(Store::Near).collect::<Vec<_>>())
}

/// Forgets what stands under a key; that of a deep step stays taken, so that a window that slept is told.
fn leave(store: Store, key: &str) -> Order {
    match id_of(key) {
        Some((_, Place::Step(_))) if store == Store::Deep => Order::Put(key.to_owned(), SPENT.to_owned()),
        _ => Order::Delete(key.to_owned()),
    }
}

/// Keeps a whole state of a dossier that is not here, past the largest generation that was found of it.
pub async fn keep<S: Stores>(stores: &S, state: &StateBody, top: u64) -> Kept<S::Error> {
    let mut writer = Writer::new(&state.dossier.id, top);
    let orders = writer.state(state, &|value| stores.write(value));
    writer.near_result(stores.near(&orders));
    settle(stores, &mut writer).await
}

/// Keeps a state as a dossier of its own, history included; its id.
pub(super) async fn keep_copy<S: Stores>(stores: &S, state: &StateBody) -> Result<String, Kept<S::Error>> {
    let mut copy = state.clone();
    stores.make_copy(Rc::make_mut(&mut copy.dossier));
    match keep(stores, &copy, 0).await {
        Kept::Saved => Ok(copy.dossier.id.clone()),
        other => Err(other),
    }
}

/// Writes until nothing waits, or it fails.
pub async fn settle<S: Stores>(stores: &S, writer: &mut Writer<S::Error>) -> Kept<S::Error> {
    while let Some(orders) = writer.orders() {
        let result = stores.deep(&orders).await;
        let goes_on = matches!(result, DeepResult::Done);
        writer.result(result);
        if !goes_on {
            break;
        }
    }
    writer.kept()
}

/// Forgets what is kept as a copy now, the last step first: what is left by an end in between follows from something.
pub(super) async fn forget<S: Stores>(stores: &S, branch: &Branch) {
    for (store, key) in branch.keys.iter().rev() {
        let order = [leave(*store, key)];
        match store {
            Store::Near => drop(stores.near(&order)),
            Store::Deep => drop(stores.deep(&order).await),
        }
    }
}
