//! A workbook, opened again: what each cell shows and what it is.

use super::{attribute, element, elements, number, part, words};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// A text or a number, as it is written in the file.
    pub shown: String,
    pub is_number: bool,
    pub formula: Option<String>,
    /// Its place among the formats of the workbook.
    pub format: usize,
}

pub struct Sheet {
    /// From the first row on, each from its first column on; a row that is not there is empty.
    pub rows: Vec<Vec<Cell>>,
    /// In points; none where the office program decides.
    pub heights: Vec<Option<f64>>,
    pub xml: String,
}

/// The sheets, in order.
pub fn names(file: &[u8]) -> Vec<String> {
    let book = part(file, "xl/workbook.xml");
    elements(&book, "sheet").iter().map(|sheet| attribute(sheet, "name").unwrap().to_owned()).collect()
}

pub fn sheet(file: &[u8], name: &str) -> Sheet {
    let at = names(file).iter().position(|one| one == name).unwrap_or_else(|| panic!("no sheet {name}"));
    let xml = part(file, &format!("xl/worksheets/sheet{}.xml", at + 1));
    let texts = part(file, "xl/sharedStrings.xml");
    let texts: Vec<String> = elements(&texts, "si").into_iter().map(words).collect();
    let mut sheet = Sheet { rows: Vec::new(), heights: Vec::new(), xml: String::new() };
    for row in elements(&xml, "row") {
        let at = usize::try_from(number(row, "r")).unwrap() - 1;
        sheet.rows.resize(at + 1, Vec::new());
        sheet.heights.resize(at + 1, None);
        sheet.heights[at] = attribute(row, "ht").map(|height| height.parse().unwrap());
        for cell in elements(row, "c") {
            // No sheet has more columns than letters.
            let column = usize::from(attribute(cell, "r").unwrap().as_bytes()[0] - b'A');
            sheet.rows[at].resize(column + 1, Cell::default());
            sheet.rows[at][column] = read(cell, &texts);
        }
    }
    sheet.xml = xml;
    sheet
}

fn read(cell: &str, texts: &[String]) -> Cell {
    let value = elements(cell, "v").first().map_or_else(String::new, |value| words(value));
    let is_text = attribute(cell, "t") == Some("s");
    Cell {
        is_number: !is_text && !value.is_empty(),
        shown: if is_text { texts[value.parse::<usize>().unwrap()].clone() } else { value },
        formula: elements(cell, "f").first().map(|formula| words(formula)),
        format: attribute(cell, "s").map_or(0, |format| format.parse().unwrap()),
    }
}

impl Sheet {
    /// What the cells under the head show, line by line.
    pub fn lines(&self) -> Vec<Vec<&str>> {
        self.rows[1..].iter().map(|row| row.iter().map(|cell| cell.shown.as_str()).collect()).collect()
    }

    /// The line that begins so.
    pub fn line(&self, first: &str) -> &[Cell] {
        let found = self.rows.iter().find(|row| row.first().is_some_and(|cell| cell.shown == first));
        found.unwrap_or_else(|| panic!("no line {first}"))
    }
}

/// How cells are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    pub font: String,
    pub wraps: bool,
    /// What stands in it stays text, whatever it begins with.
    pub is_text: bool,
}

/// The formats of the workbook.
pub fn formats(file: &[u8]) -> Vec<Format> {
    let styles = part(file, "xl/styles.xml");
    let fonts = elements(element(&styles, "fonts"), "font");
    let numbers = elements(&styles, "numFmt");
    let text = numbers.iter().find(|one| attribute(one, "formatCode") == Some("@"));
    let format = |format: &&str| {
        let font = fonts[usize::try_from(number(format, "fontId")).unwrap()];
        Format {
            font: attribute(element(font, "name"), "val").unwrap().to_owned(),
            wraps: format.contains("wrapText=\"1\""),
            is_text: text.is_some_and(|text| attribute(text, "numFmtId") == attribute(format, "numFmtId")),
        }
    };
    elements(element(&styles, "cellXfs"), "xf").iter().map(format).collect()
}
