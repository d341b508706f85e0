//! Files of office programs, opened again.

pub mod workbook;

use std::io::{Cursor, Read as _};

/// A part of the file, e.g. `word/document.xml`.
pub fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The elements of this name, in order, each with all that is in it; none may hold another of its name.
pub fn elements<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&opening) {
        rest = &rest[at..];
        let tag = rest.find('>').unwrap() + 1;
        let end = match rest[opening.len()..].chars().next() {
            Some(' ' | '/' | '>') if rest[..tag].ends_with("/>") => tag,
            Some(' ' | '>') => rest.find(&closing).unwrap() + closing.len(),
            _ => {
                // Another name that begins with this one.
                rest = &rest[tag..];
                continue;
            }
        };
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

/// The only element of this name.
pub fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let found = elements(xml, name);
    assert_eq!(found.len(), 1, "{name} in {xml}");
    found[0]
}

/// An attribute of an element; none where it has none of this name.
pub fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let tag = element.split('>').next().unwrap();
    let from = tag.split_once(&format!(" {name}=\""))?.1;
    Some(from.split_once('"').unwrap().0)
}

/// An attribute that is a number.
pub fn number(element: &str, name: &str) -> i64 {
    attribute(element, name).unwrap_or_else(|| panic!("no {name}: {element}")).parse().unwrap()
}

/// The words in an element.
pub fn words(xml: &str) -> String {
    let outside = xml.split('<').map(|piece| piece.split_once('>').map_or("", |(_, words)| words));
    let words: String = outside.collect();
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
