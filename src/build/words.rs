//! The words of a row.

use super::schema::{Category, RowEntry, TextEntry};

/// All words of a row.
pub fn all_words(row: &RowEntry) -> impl Iterator<Item = &str> {
    let texts: Vec<&String> = match &row.text {
        TextEntry::All(text) => vec![text],
        TextEntry::ByCategory(cells) => cells.values().collect(),
    };
    let reading = row
        .reading
        .iter()
        .flat_map(|reading| [&reading.doubt, &reading.taken, &reading.basis].into_iter().chain(&reading.wording));
    let clauses = row.clauses.iter().map(toml::Spanned::get_ref);
    let clauses = clauses.flat_map(|clause| [&clause.id, &clause.quote].into_iter().chain(&clause.exempt_if));
    [&row.id, &row.title].into_iter().chain(texts).chain(reading).chain(clauses).map(String::as_str)
}

/// What a row says of a category.
pub fn words(row: &RowEntry, category: Category) -> &str {
    match &row.text {
        TextEntry::All(text) => text,
        TextEntry::ByCategory(cells) => cells.get(&category).map_or("", String::as_str),
    }
}

/// Whether the words hold the quote: its fragments, joined by …, in this order.
pub fn quotes(words: &str, quote: &str) -> bool {
    let mut rest = words;
    for fragment in quote.split('…').filter(|fragment| !fragment.is_empty()) {
        match rest.find(fragment) {
            Some(at) => rest = &rest[at + fragment.len()..],
            None => return false,
        }
    }
    true
}
