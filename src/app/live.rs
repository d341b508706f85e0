//! What is filled in draws itself, as soon as it is told: a row that is answered, the numbers. Star and rail follow with the
//! frame; what else a change shows in, once that is painted: what the frame has to do stays short.

use super::store::Open;
use crate::app::hooks::{use_effect_with, use_once, use_state};
use crate::dossier::Dossier;
use crate::guideline::RowId;
use crate::rating::Rating;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::hook;

/// What is open, and what stands on the page of it; clones are the same one.
#[derive(Clone, Default)]
pub struct Live(Rc<Inside>);

#[derive(Default)]
struct Inside {
    now: RefCell<Option<Now>>,
    standing: RefCell<Vec<Rc<Standing>>>,
}

struct Now {
    dossier: Rc<Dossier>,
    rating: Rc<Rating>,
}

/// Something that stands on the page.
struct Standing {
    /// Where; none for what is told when all are.
    place: Option<Place>,
    tell: Box<dyn Fn(&Live)>,
}

/// Where something is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 基本数据
    Numbers,
    /// A row.
    Row(RowId),
}

impl PartialEq for Live {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Live {
    /// This is open now; nothing where it cannot be rated. Nobody is told.
    pub fn put(&self, dossier: &Rc<Dossier>, rating: Option<&Rc<Rating>>) {
        *self.0.now.borrow_mut() = rating.map(|rating| Now { dossier: Rc::clone(dossier), rating: Rc::clone(rating) });
    }

    /// Has one place drawn, or all of them, where it is not drawn as it is now.
    pub fn tell(&self, place: Option<Place>) {
        let standing = self.0.standing.borrow();
        for standing in standing.iter().filter(|standing| place.is_none() || place == standing.place) {
            (standing.tell)(self);
        }
    }

    /// What is open.
    #[cfg(feature = "later")]
    pub fn now(&self) -> Option<(Rc<Dossier>, Rc<Rating>)> {
        self.0.now.borrow().as_ref().map(|now| (Rc::clone(&now.dossier), Rc::clone(&now.rating)))
    }

    /// A row that stands on the page.
    #[cfg(feature = "later")]
    pub fn first_row(&self) -> Option<RowId> {
        let row = |standing: &Rc<Standing>| match standing.place {
            Some(Place::Row(row)) => Some(row),
            _ => None,
        };
        self.0.standing.borrow().iter().find_map(row)
    }

    fn read<T>(&self, read: impl Fn(&Rc<Dossier>, &Rating) -> Option<T>) -> Option<T> {
        let now = self.0.now.borrow();
        now.as_ref().and_then(|now| read(&now.dossier, &now.rating))
    }
}

/// What a place shows, read as it is now; drawn again when it is told of something new. Place and reading stay those of the
/// first drawing.
#[hook]
pub fn use_live<T, R>(live: &Live, place: Place, read: R) -> Option<Rc<T>>
where
    T: PartialEq + 'static,
    R: Fn(&Rc<Dossier>, &Rating) -> Option<T> + Clone + 'static,
{
    let again = use_state(|| ());
    let drawn = use_once(|| RefCell::new(None::<Rc<T>>));
    {
        let (drawn, read) = (Rc::clone(&drawn), read.clone());
        use_standing(live, Some(place), move |live| {
            if live.read(&read).as_ref() != drawn.borrow().as_deref() {
                again.set(());
            }
        });
    }
    let now = live.read(&read).map(Rc::new);
    drawn.borrow_mut().clone_from(&now);
    now
}

/// What is open, as it was when all places were last told.
#[hook]
pub fn use_told(open: &Open) -> Open {
    let again = use_state(|| ());
    let is_told = use_once(|| Cell::new(false));
    {
        let is_told = Rc::clone(&is_told);
        use_standing(&open.live, None, move |_| {
            is_told.set(true);
            again.set(());
        });
    }
    let drawn = use_once(|| RefCell::new(open.clone()));
    let drawn = &mut *drawn.borrow_mut();
    if is_told.take() || drawn.live != open.live {
        drawn.clone_from(open);
    }
    drawn.clone()
}

/// Stands on the page for as long as its component does.
#[hook]
fn use_standing(live: &Live, place: Option<Place>, tell: impl Fn(&Live) + 'static) {
    let standing = use_once(|| Standing { place, tell: Box::new(tell) });
    use_effect_with(live.clone(), move |live| {
        live.0.standing.borrow_mut().push(Rc::clone(&standing));
        // Something may have been told since it was drawn.
        (standing.tell)(live);
        let live = live.clone();
        move || live.0.standing.borrow_mut().retain(|one| !Rc::ptr_eq(one, &standing))
    });
}
