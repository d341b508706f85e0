//! How the page is shown: classes of the document that the stylesheets know, kept in local storage; `early.js` sets
//! them again before anything is painted.

use super::storage;

const KEY: &str = "union-star/display";
const LARGE: &str = "is-large";
const CONTRAST: &str = "is-contrast";

/// What is switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// 大字
    pub large: bool,
    /// 高对比
    pub contrast: bool,
}

fn classes() -> Option<web_sys::DomTokenList> {
    Some(web_sys::window()?.document()?.document_element()?.class_list())
}

/// What is switched on now.
pub fn display() -> Display {
    let has = |class: &str| classes().is_some_and(|classes| classes.contains(class));
    Display { large: has(LARGE), contrast: has(CONTRAST) }
}

/// Switches, now and for the next visit. Where nothing can be kept it holds for this one.
pub fn set_display(to: Display) {
    let mut kept = String::new();
    for (class, is_on) in [(LARGE, to.large), (CONTRAST, to.contrast)] {
        if let Some(classes) = classes() {
            let _ = classes.toggle_with_force(class, is_on);
        }
        if is_on {
            kept.push(' ');
            kept.push_str(class);
        }
    }
    let _ = storage::set(KEY, &kept);
    // What was measured is to be measured again.
    if let (Some(window), Ok(resized)) = (web_sys::window(), web_sys::Event::new("resize")) {
        let _ = window.dispatch_event(&resized);
    }
}
