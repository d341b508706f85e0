//! Home as HTML, for the page to show before any Wasm has arrived. Run at build time.

fn main() {
    println!("{}", union_star::app::prerender());
}
