//! The federation's desk: its page is in the second Wasm and stands beside this one while it is open.

use crate::app::components::site_header::site_header;
use crate::browser::{self, DeskPage};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Opens the desk; says so while it loads, and when it cannot.
#[component]
pub fn DeskPlace() -> Html {
    let open = use_state(|| false);
    let failure = use_state(|| None::<String>);
    {
        let (open, failure) = (open.clone(), failure.clone());
        use_effect_with((), move |()| {
            // Kept until this place is left, even where the desk is still on its way then.
            let page = Rc::new(RefCell::new(None::<DeskPage>));
            let left = Rc::new(Cell::new(false));
            let (kept, is_left) = (page.clone(), left.clone());
            spawn_local(async move {
                match browser::open_desk().await {
                    Ok(page) if !is_left.get() => {
                        *kept.borrow_mut() = Some(page);
                        open.set(true);
                    }
                    Ok(_) => {}
                    Err(reason) => failure.set(Some(reason)),
                }
            });
            move || {
                left.set(true);
                page.borrow_mut().take();
            }
        });
    }
    if *open {
        return html! {};
    }
    html! {
        <>
            { site_header() }
            <main class="wrap narrow" id="main">
                if let Some(failure) = &*failure {
                    <div class="alert" role="alert"><p class="alert-title">{ "汇总台没有打开" }</p><p>{ failure }</p></div>
                } else {
                    <p class="lead" role="status">{ "正在打开汇总台……" }</p>
                }
            </main>
        </>
    }
}
