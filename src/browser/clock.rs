//! The clock on the wall, in the user's time zone.

use js_sys::Date;

/// Milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// The same, whole: for keys that stand in the order of time.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no less than 0, and far below 2^64")]
pub fn whole_now() -> u64 {
    now() as u64
}

/// Does something later, unless this is dropped before.
pub type Timer = gloo::timers::callback::Timeout;

/// Does something after so many milliseconds.
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> Timer {
    Timer::new(milliseconds, call)
}

/// Goes on once what waits for the end of this turn is done, in the same turn.
#[cfg(feature = "later")]
pub async fn after_what_waits() {
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED)).await;
}

/// The year it is, among those that can be rated: a clock that lost its battery says 1980.
pub fn this_year() -> u16 {
    u16::try_from(Date::new_0().get_full_year()).unwrap_or(0).clamp(2025, 2035)
}

fn date(at: f64) -> Date {
    Date::new(&at.into())
}

/// `14:32`
pub fn time_text(at: f64) -> String {
    let date = date(at);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// `今天 14:32` or `2025-11-18`.
pub fn day_text(at: f64) -> String {
    let (date, today) = (date(at), Date::new_0());
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day(&date) == day(&today) { format!("今天 {}", time_text(at)) } else { date_text(at) }
}

/// `2025-11-18`
pub fn date_text(at: f64) -> String {
    let date = date(at);
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
