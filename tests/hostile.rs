//! What people, or files from elsewhere, write into free text: it stays text. No formula, no markup, nothing hidden.

#![cfg(feature = "office")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use std::io::{Cursor, Read as _};
use union_star::dossier::{
    Dossier, Evidence, Opinion, PlanItem, Review, ReviewLevel, decode, encode, from_code, sample, to_code,
};
use union_star::guideline::{Category, FactId, RowId};
use union_star::report::{build, docx, text, visible, xlsx};
use union_star::rollup::{Desk, Export};

/// Each begins with a mark of its own, by which it is found again.
const HOSTILE: [&str; 22] = [
    "m00<script>alert(1)</script>",
    "m01\"><img src=x onerror=alert(1)>",
    "m02<svg/onload=alert(1)>",
    "m03javascript:alert(1)",
    "m04</w:t></w:r></w:p><w:tblHeader/>",
    "m05<w:trHeight w:val=\"361\"/>",
    "m06]]><!-- &amp; &#0; &lt;",
    "m07{{constructor.constructor('alert(1)')()}}${alert(1)}",
    "m08杭州\u{202e}会工\u{202c}委员会",
    "m09甲\u{2066}乙\u{2069}丙\u{200f}丁",
    "m10针\u{200b}织\u{200d}厂\u{feff}工会\u{2060}",
    "m11a\u{0}b\u{1}c\u{8}d\u{1b}[31me\u{7f}f\u{85}g",
    "m12\u{fffe}\u{ffff}\u{fffd}",
    "m13\u{e0041}\u{e0042}tags",
    "m14a\u{ad}b\u{61c}c\u{180e}d",
    "m15\u{1f469}\u{200d}\u{1f4bb} \u{20000}\u{10ffff}",
    "m16Z\u{351}\u{36b}a\u{300}\u{301}\u{302}lgo",
    "m17 _x0001_ _x005F_",
    "m18 row | other row | 达到",
    "m19\u{2028}\u{2029}lines",
    "m20\u{ff1c}script\u{ff1e}\u{ff1d}cmd",
    "m21\\u202e \\ud800 %3Cscript%3E",
];

const FORMULAS: [&str; 14] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u{feff}=1+1",
    "\u{202e}=1+1",
];

/// The text in every free field of a dossier that reaches paper or a file.
fn everywhere(text: &str) -> Dossier {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let word = || text.to_owned();
    dossier.sample = false;
    dossier.union.name = word();
    dossier.union.higher = word();
    dossier.as_of = word();
    let (one, two) = (RowId::from_key("g3-08").unwrap(), RowId::from_key("g4-07").unwrap());
    for row in [one, two] {
        let record = dossier.rows.or_insert_with(row, union_star::dossier::RowRecord::default);
        record.note = word();
        record.evidence = vec![Evidence { name: word(), date: word(), place: word(), unknown: Vec::new() }];
        dossier.plan.insert(row, PlanItem { measure: word(), owner: word(), due: word() });
    }
    let mut review = Review::new(ReviewLevel::District);
    review.body = word();
    review.date = word();
    review.remark = word();
    review.rows.insert(one, Opinion { accepted: false, reason: word(), seen: None });
    dossier.reviews.push(review);
    let fact = FactId::from_key("party_studies").unwrap();
    dossier.facts.set(fact, None);
    dossier.typed_facts.insert(fact, word());
    dossier
}

fn parts(file: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn hidden(c: char) -> bool {
    let format = matches!(u32::from(c), 0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F);
    format || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Whether XML 1.0 may hold the character.
fn of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn what_is_hidden_is_shown_and_the_rest_is_left_alone() {
    assert_eq!(visible("杭州\u{202e}会工"), "杭州〔U+202E〕会工");
    assert_eq!(visible("a\u{0}b\u{e0041}"), "a〔U+0000〕b〔U+E0041〕");
    for plain in ["杭州某某针织有限公司工会", "第一行\n第二行\t三", "Ünïon №1 👍🏽 𠀀", "<b>&amp;</b>", ""]
    {
        assert_eq!(visible(plain), plain);
    }
    // Both sides of each range.
    for (inside, outside) in [
        ('\u{8}', '\t'),
        ('\u{b}', '\n'),
        ('\u{c}', '\r'),
        ('\u{e}', '\r'),
        ('\u{1f}', ' '),
        ('\u{7f}', '~'),
        ('\u{9f}', '\u{a1}'),
        ('\u{200b}', '\u{200a}'),
        ('\u{200f}', '\u{2010}'),
        ('\u{202a}', '\u{2029}'),
        ('\u{202e}', '\u{202f}'),
        ('\u{2060}', '\u{205f}'),
        ('\u{206f}', '\u{2070}'),
        ('\u{fffb}', '\u{fffc}'),
        ('\u{ffff}', '\u{fffd}'),
        ('\u{e007f}', '\u{e0100}'),
    ] {
        assert_ne!(visible(&inside.to_string()), inside.to_string(), "{inside:?}");
        assert_eq!(visible(&outside.to_string()), outside.to_string(), "{outside:?}");
    }
}

#[test]
fn the_plain_text_hides_nothing_and_says_all() {
    for hostile in HOSTILE.into_iter().chain(FORMULAS) {
        let text = text(&build(&everywhere(hostile)).unwrap());
        assert!(!text.contains(hidden), "{hostile:?}");
        assert!(text.matches(visible(hostile).trim()).count() >= 8, "{hostile:?} stands where it was written");
    }
}

#[test]
fn word_opens_what_was_written_as_text() {
    for hostile in HOSTILE.into_iter().chain(FORMULAS) {
        let dossier = everywhere(hostile);
        let parts = parts(docx(&build(&dossier).unwrap()).unwrap());
        for (name, part) in &parts {
            assert!(part.chars().all(of_xml), "{hostile:?} in {name}: a character that XML does not have");
            assert!(!part.contains(hidden), "{hostile:?} in {name}");
        }
        let document = &parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
        let safe = document.contains(escaped(visible(hostile).trim()).as_str())
            || document
                .contains(escaped(visible(hostile).trim()).replace('"', "&quot;").replace('\'', "&apos;").as_str());
        assert!(safe || hostile.contains('\r') || hostile.contains('\t'), "{hostile:?} is not there as text");
        let heads = |document: &str| document.matches("<w:tblHeader").count();
        let plain = self::parts(docx(&build(&everywhere("某某")).unwrap()).unwrap());
        let plain = &plain.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
        assert_eq!(heads(document), heads(plain), "{hostile:?} makes a head of its own");
    }
}

#[test]
fn excel_gets_text_and_no_formula_but_the_rates() {
    let formulas = |dossier: &Dossier| -> usize {
        let report = build(dossier).unwrap();
        let parts = parts(xlsx(dossier, &report).unwrap());
        for (name, part) in &parts {
            assert!(part.chars().all(of_xml), "{name}: a character that XML does not have");
            assert!(!part.contains(hidden), "{name} hides something");
        }
        parts
            .iter()
            .filter(|(name, _)| name.starts_with("xl/worksheets/"))
            .map(|(_, part)| part.matches("<f>").count())
            .sum()
    };
    let of_rates = formulas(&everywhere("某某"));
    for hostile in HOSTILE.into_iter().chain(FORMULAS) {
        assert_eq!(formulas(&everywhere(hostile)), of_rates, "{hostile:?}");
    }
}

#[test]
fn no_cell_of_the_desks_list_is_a_formula_or_hides_something() {
    for hostile in HOSTILE.into_iter().chain(FORMULAS) {
        let mut desk = Desk::default();
        let file = serde_json::to_vec(&encode(&everywhere(hostile))).unwrap();
        desk.offer(&format!("{hostile}.json"), 1, file);
        desk.settle();
        assert_eq!(desk.units().len(), 1, "{hostile:?}");
        let csv = String::from_utf8(desk.export(Export::Csv).unwrap()).unwrap();
        let csv = csv.strip_prefix('\u{feff}').unwrap();
        assert!(!csv.contains(hidden), "{hostile:?}");
        for line in csv.split("\r\n").filter(|line| !line.is_empty()) {
            for cell in line.split(',') {
                let cell = cell.trim_start_matches('"');
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']),
                    "{hostile:?}: {cell}"
                );
            }
        }
        for (name, part) in parts(desk.export(Export::Xlsx).unwrap()) {
            assert!(
                part.chars().all(of_xml) && !part.contains(hidden) && !part.contains("<f>"),
                "{hostile:?} in {name}"
            );
        }
    }
}

#[test]
fn a_code_and_a_file_give_back_exactly_what_was_written() {
    for hostile in HOSTILE.into_iter().chain(FORMULAS) {
        let dossier = everywhere(hostile);
        let code = to_code(&dossier).unwrap();
        assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'), "{code}");
        let back = from_code(&code).unwrap();
        assert_eq!(
            (&back.union.name, &back.union.higher, &back.as_of),
            (&dossier.union.name, &dossier.union.higher, &dossier.as_of)
        );
        let file = serde_json::to_string(&encode(&dossier)).unwrap();
        assert_eq!(decode(&serde_json::from_str(&file).unwrap()).unwrap(), dossier, "{hostile:?}");
    }
}

#[test]
fn half_a_surrogate_pair_is_no_text_and_names_its_line() {
    let file = serde_json::to_string(&encode(&everywhere("某某"))).unwrap();
    let broken = file.replacen("某某", "\\ud800", 1);
    let mut desk = Desk::default();
    desk.offer("a.json", 1, broken.into_bytes());
    desk.settle();
    let said: Vec<String> = desk.problems().map(ToString::to_string).collect();
    assert_eq!(said, ["第 1 行起读不出来，文件可能没有传完整，请让对方重新导出。"]);
}
