//! The third Wasm, loaded on demand. In a worker: Word, Excel and the desk's numbers. In the page: the desk.

#[cfg(target_arch = "wasm32")]
mod exports {
    use core::arch::wasm32::memory_size;
    use core::cell::{Cell, RefCell};
    use core::hint::black_box;
    use serde::Deserialize as _;
    use union_star::rollup::{Ask, Desk, Export, Tell};
    use wasm_bindgen::prelude::*;

    thread_local! {
        static DESK: RefCell<Desk> = RefCell::new(Desk::with_old_names(union_star::browser::gbk));
        static PAGES: Cell<usize> = const { Cell::new(0) };
    }

    /// By how much memory grows at least, in bytes. With more, what was read and is no longer needed waits longer for the
    /// browser to take it away: 80 MB more at 16 MB.
    const ROOM: usize = 4 << 20;

    fn on_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
        let done = DESK.with_borrow_mut(work);
        make_room();
        done
    }

    /// Where memory has grown, it grows by much at once. The allocator asks for 64 kB at a time, and above some tens of
    /// megabytes the browser looks for garbage each time: that took longer than to read what came.
    fn make_room() {
        if PAGES.get() < memory_size::<0>() {
            // Taken and given back: it stays with the allocator. Nothing is lost where there is not so much.
            let mut room = Vec::<u8>::new();
            if room.try_reserve_exact(ROOM).is_ok() {
                black_box(room.as_ptr());
            }
            PAGES.set(memory_size::<0>());
        }
    }

    /// Makes a file of a dossier: `docx` or `xlsx`.
    ///
    /// `dossier` is the object that a `*.union-star.json` file holds.
    ///
    /// # Errors
    ///
    /// Throws an `Error` with a Chinese sentence where the object is not a dossier, its profile is not complete,
    /// or the file cannot be written.
    #[wasm_bindgen]
    pub fn make(kind: &str, dossier: JsValue) -> Result<Vec<u8>, JsError> {
        let error = |text: String| JsError::new(&text);
        let value = union_star::dossier::Value::deserialize(serde_wasm_bindgen::Deserializer::from(dossier))
            .map_err(|reason| error(reason.to_string()))?;
        let dossier = union_star::dossier::decode(&value).map_err(|reason| error(reason.to_string()))?;
        let incomplete = || error("单位信息填完后才能生成文件。".to_owned());
        let report = union_star::report::build(&dossier).map_err(|_| incomplete())?;
        let made = match kind {
            "docx" => union_star::report::docx(&report),
            _ => union_star::report::xlsx(&dossier, &report),
        };
        made.ok_or_else(|| error("文件没有生成成功，请改用打印或复制全文。".to_owned()))
    }

    /// Goes the way of files with samples, so that it is compiled by the time they come.
    #[wasm_bindgen]
    pub fn desk_rehearse(times: usize) {
        let _ = union_star::rollup::rehearse(times);
    }

    /// Reads a file; how many entries an archive has left for [`desk_step`].
    #[wasm_bindgen]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    pub fn desk_offer(source: &str, modified: f64, bytes: Vec<u8>) -> usize {
        on_desk(|desk| desk.offer(source, modified as u64, bytes))
    }

    /// Reads a small file whose time is asked only where [`desk_rivals`] names its number.
    #[wasm_bindgen]
    pub fn desk_offer_undated(source: &str, number: u32, bytes: Vec<u8>) -> usize {
        on_desk(|desk| desk.offer_undated(source, number, bytes))
    }

    /// The numbers of the files whose time decides which version counts.
    #[wasm_bindgen]
    pub fn desk_rivals() -> Vec<u32> {
        on_desk(|desk| desk.rivals())
    }

    /// The numbers of at most so many files whose time should be known before the desk is put away.
    #[wasm_bindgen]
    pub fn desk_undated(most: usize) -> Vec<u32> {
        on_desk(|desk| desk.undated(most))
    }

    /// Whether what this desk has put away was not read with all that it holds.
    #[wasm_bindgen]
    pub fn desk_incomplete() -> bool {
        on_desk(|desk| desk.is_incomplete())
    }

    /// When the files of these numbers were last changed.
    #[wasm_bindgen]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    pub fn desk_date(numbers: &[u32], times: &[f64]) {
        let times = numbers.iter().copied().zip(times.iter().map(|time| *time as u64)).collect();
        on_desk(|desk| desk.date(&times));
    }

    /// A piece of the joined file, so many units from one on; empty past the last.
    #[wasm_bindgen]
    pub fn desk_piece(from: usize, count: usize) -> Vec<u8> {
        on_desk(|desk| desk.piece(from, count))
    }

    /// Reads so many entries of the open archive; whether there are more.
    #[wasm_bindgen]
    pub fn desk_step(entries: usize) -> bool {
        on_desk(|desk| desk.step(entries))
    }

    /// Begins a file with one dossier a line.
    #[wasm_bindgen]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    pub fn desk_begin_lines(source: &str, modified: f64) {
        on_desk(|desk| desk.begin_lines(source, modified as u64));
    }

    /// Begins what this desk itself has put away.
    #[wasm_bindgen]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    pub fn desk_begin_own_lines(source: &str, modified: f64) {
        on_desk(|desk| desk.begin_own_lines(source, modified as u64));
    }

    /// Reads a piece of it.
    #[wasm_bindgen]
    pub fn desk_feed_lines(piece: &[u8]) {
        on_desk(|desk| desk.feed_lines(piece));
    }

    /// Ends it.
    #[wasm_bindgen]
    pub fn desk_end_lines() {
        on_desk(Desk::end_lines);
    }

    /// Names a file that the browser did not give.
    #[wasm_bindgen]
    pub fn desk_unreadable(source: &str) {
        on_desk(|desk| desk.unreadable(source));
    }

    /// How many entries of the open archive were not read.
    #[wasm_bindgen]
    pub fn desk_unread() -> usize {
        on_desk(|desk| desk.unread())
    }

    /// Names a file that is too large to be read.
    #[wasm_bindgen]
    pub fn desk_too_large(source: &str) {
        on_desk(|desk| desk.too_large(source));
    }

    /// Sorts out what was read.
    #[wasm_bindgen]
    pub fn desk_settle() {
        on_desk(Desk::settle);
    }

    /// Grows with every change that is worth keeping.
    #[wasm_bindgen]
    pub fn desk_revision() -> u32 {
        on_desk(|desk| desk.revision())
    }

    /// Grows with every change of a spot check.
    #[wasm_bindgen]
    pub fn desk_checks() -> u32 {
        on_desk(|desk| desk.checks())
    }

    /// How many inputs were read.
    #[wasm_bindgen]
    pub fn desk_read() -> usize {
        on_desk(|desk| desk.read())
    }

    /// Answers a question, both as JSON.
    #[wasm_bindgen]
    pub fn desk_ask(ask: &str) -> String {
        let tell = match serde_json::from_str::<Ask>(ask) {
            Ok(ask) => on_desk(|desk| desk.ask(ask)),
            Err(error) => Tell::Failed(error.to_string()),
        };
        serde_json::to_string(&tell).unwrap_or_default()
    }

    /// A file to take away; none where there is nothing to put into it.
    #[wasm_bindgen]
    pub fn desk_export(kind: &str) -> Option<Vec<u8>> {
        Export::from_key(kind).and_then(|kind| on_desk(|desk| desk.export(kind)))
    }

    /// Draws the desk into an element of the page; the answer takes it away again.
    #[wasm_bindgen]
    pub fn open_desk(place: web_sys::Element) -> js_sys::Function {
        let handle = RefCell::new(Some(union_star::app::part::renderer(place, union_star::app::desk::Desk).render()));
        Closure::<dyn FnMut()>::new(move || {
            if let Some(handle) = handle.take() {
                handle.destroy();
            }
        })
        .into_js_value()
        .unchecked_into()
    }
}

fn main() {}
