//! Does the report hold everything that the screen shows?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[cfg(feature = "office")]
#[path = "report/excel.rs"]
mod excel;
mod keys;
#[path = "report/made.rs"]
mod made;
#[cfg(feature = "office")]
mod office;
#[path = "report/pages.rs"]
mod pages;
#[path = "report/plain.rs"]
mod plain;
#[path = "report/reviewed.rs"]
mod reviewed;
#[path = "report/sections.rs"]
mod sections;
#[cfg(feature = "office")]
#[path = "report/word.rs"]
mod word;

use std::collections::BTreeMap;
use union_star::dossier::{Action, Dossier, Evidence, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, sample};
use union_star::guideline::{Category, ClauseId, HONOURS, RowId, Rule, Table};
use union_star::rating::{Answer, Outcome};
use union_star::report::{Block, Extent, Heights, Part, Piece, Report, build, flow, pages, text};

fn words(report: &Report) -> String {
    let mut words = format!("{}\n{}\n{}\n", report.title.join("\n"), report.remarks.join("\n"), report.opening);
    for (at, section) in report.sections.iter().enumerate() {
        words.push_str(&report.heading(at));
        words.push('\n');
        for block in &section.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => words.push_str(text),
                Block::Table(table) => {
                    for line in table.rows.iter().flat_map(|row| &row.cells).flatten() {
                        words.push_str(line);
                        words.push('\n');
                    }
                }
                Block::Signatures(blocks) => blocks.iter().for_each(|block| words.push_str(block.name)),
            }
            words.push('\n');
        }
    }
    words + &report.closing
}

fn rows_of(report: &Report) -> BTreeMap<&'static str, Vec<Vec<String>>> {
    let mut rows = BTreeMap::new();
    for section in &report.sections {
        for block in &section.blocks {
            if let Block::Table(table) = block
                && table.key.starts_with("rows-")
            {
                for row in &table.rows {
                    assert!(rows.insert(row.about.unwrap(), row.cells.clone()).is_none(), "twice");
                }
            }
        }
    }
    rows
}

fn samples() -> Vec<Dossier> {
    Category::ALL.into_iter().map(|category| sample(category, "x".to_owned(), 2026)).collect()
}

#[test]
fn every_row_of_the_annex_stands_in_it_once_with_the_documents_words() {
    for dossier in samples() {
        let report = build(&dossier).unwrap();
        let rows = rows_of(&report);
        let profile = dossier.profile().unwrap();
        let expected: Vec<RowId> = Table::of_annex(profile.annex()).flat_map(Table::rows).collect();
        assert_eq!(rows.len(), expected.len());
        for row in expected {
            let text = row.get().text.for_category(profile.category());
            let cells = &rows[row.key()];
            assert!(cells[1][0].contains(text), "{}", row.key());
            let speaks = row.get().clauses().any(|clause| clause.get().in_scope(profile));
            assert_eq!(!speaks, cells[2].iter().any(|line| line.contains("不在本会范围")), "{}", row.key());
        }
    }
}

#[test]
fn every_clause_in_scope_stands_in_its_row() {
    for dossier in samples() {
        let report = build(&dossier).unwrap();
        let rows = rows_of(&report);
        let profile = dossier.profile().unwrap();
        for clause in ClauseId::all().filter(|clause| clause.get().in_scope(profile)) {
            let lines = &rows[clause.get().row.key()][1];
            assert!(lines[1..].iter().any(|line| line.contains(clause.get().quote)), "{}", clause.key());
        }
    }
}

#[test]
fn claims_say_their_sentence_and_that_they_wait_for_confirmation() {
    for dossier in samples() {
        let report = build(&dossier).unwrap();
        let rows = rows_of(&report);
        let profile = dossier.profile().unwrap();
        for (clause, answer) in dossier.answers.iter() {
            if let (Answer::Exempt, Some(sentence), true) =
                (answer, clause.get().exempt_if, clause.get().in_scope(profile))
            {
                let line = format!("（申明：{sentence}，待复核确认）");
                assert!(rows[clause.get().row.key()][1].iter().any(|text| text.contains(&line)), "{}", clause.key());
                assert!(words(&report).contains(&format!("{} {sentence}", clause.get().letter())), "in section 六");
            }
        }
    }
}

#[test]
fn notes_and_evidence_are_all_there() {
    for mut dossier in samples() {
        let profile = dossier.profile().unwrap();
        let rows: Vec<RowId> = Table::of_annex(profile.annex())
            .flat_map(Table::rows)
            .filter(|row| row.get().clauses().any(|clause| clause.get().in_scope(profile)))
            .collect();
        for row in &rows {
            Action::SetNote(*row, format!("备注甲{}", row.key())).apply(&mut dossier);
            let evidence = Evidence { name: format!("材料乙{}", row.key()), ..Evidence::default() };
            Action::SetEvidence(*row, vec![evidence]).apply(&mut dossier);
        }
        let words = words(&build(&dossier).unwrap());
        for row in &rows {
            assert!(words.contains(&format!("备注：备注甲{}", row.key())));
            assert!(words.contains(&format!("材料乙{}\n", row.key())));
        }
    }
}

#[test]
fn the_verdict_shows_the_arithmetic_and_the_shortfall() {
    let words = words(&build(&sample(Category::Private, "x".to_owned(), 2026)).unwrap());
    for said in [
        "我会已确保二星，最高可达四星。58行中尚有17行待填。",
        "活力指数（三星）16行须13行：达到11，未达到2，待填3，还差2行（取决于第",
        "到三星还差2行。",
        "63÷80=78.75%，须≥80%，还差1人",
        "（草稿，58行中尚有17行待填）",
        "杭总工办〔2025〕8号",
        "数字截至2026年10月31日",
        "示例",
    ] {
        assert!(words.contains(said), "missing: {said}");
    }
}

#[test]
fn a_complete_dossier_is_no_draft() {
    let report = build(&sample(Category::Soe, "x".to_owned(), 2026)).unwrap();
    assert!(!report.remarks.iter().any(|remark| remark.contains("草稿")));
    assert!(words(&report).contains("我会自评达到五星级标准。"));
}

#[test]
fn a_township_is_rated_for_reference() {
    let words = words(&build(&sample(Category::Township, "x".to_owned(), 2026)).unwrap());
    assert!(words.contains("附件2（供参照执行）") && words.contains("参照四星"));
}

#[test]
fn an_empty_dossier_says_of_every_row_that_it_is_to_be_filled_in_and_claims_nothing() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    dossier.answers = union_star::rating::Answers::EMPTY;
    dossier.facts = union_star::rating::Facts::EMPTY;
    dossier.rows.clear();
    let report = build(&dossier).unwrap();
    for (row, cells) in rows_of(&report) {
        assert_eq!(cells[2], ["待填"], "{row}");
    }
    let words = words(&report);
    assert!(words.contains("未列佐证材料。") && words.contains("各行都还没有填。"));
}

#[test]
fn an_incomplete_profile_has_no_report() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    dossier.union.form = None;
    assert!(build(&dossier).is_err());
}

#[test]
fn measured_clauses_show_their_numbers() {
    for dossier in samples() {
        let profile = dossier.profile().unwrap();
        let report = build(&dossier).unwrap();
        let rows = rows_of(&report);
        for clause in ClauseId::all().filter(|clause| clause.get().in_scope(profile)) {
            let claimed = dossier.answers.get(clause) == Some(Answer::Exempt);
            if let (Rule::Rate { at_least, .. }, false) = (&clause.get().rule, claimed) {
                let lines = &rows[clause.get().row.key()][1];
                let line = lines.iter().skip(1).find(|line| line.contains(clause.get().quote)).unwrap();
                assert!(line.contains(&format!("须≥{at_least}%")) || line.contains("不适用"), "{line}");
            }
        }
    }
}

#[test]
fn no_half_width_punctuation_beside_chinese() {
    for dossier in samples() {
        let words = words(&build(&dossier).unwrap());
        let characters: Vec<char> = words.chars().collect();
        for pair in characters.windows(2) {
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            let half = |c: char| ",;:?!()\"".contains(c);
            assert!(!(han(pair[0]) && half(pair[1]) || half(pair[0]) && han(pair[1])), "{pair:?}");
        }
    }
}

#[test]
fn the_plan_the_honours_and_the_opinions_are_in_it() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let row = |key: &str| RowId::from_key(key).unwrap();
    let item = |measure: &str| PlanItem {
        measure: measure.to_owned(),
        owner: "组织委员".to_owned(),
        due: "12月底".to_owned(),
    };
    dossier.plan.insert(row("g3-03"), item("补录一名实名制会员"));
    dossier.plan.insert(row("g3-08"), item("组建志愿服务队"));
    dossier.plan.insert(row("g1-01"), item("已经达到的不再列"));
    dossier.honours.push(HeldHonour::new(&HONOURS[0], 2021));
    let mut review = Review::new(ReviewLevel::Street);
    "某某街道总工会".clone_into(&mut review.body);
    let reason = "台账缺三个月".to_owned();
    review.rows.insert(row("g2-04"), Opinion { accepted: false, reason, seen: Some(Outcome::Met) });
    review.rows.insert(row("g2-05"), Opinion { accepted: true, reason: String::new(), seen: None });
    review.claims.insert(ClauseId::from_key("g4-04.a").unwrap(), true);
    dossier.reviews.push(review);
    let words = words(&build(&dossier).unwrap());
    for expected in [
        "补录一名实名制会员\n组织委员\n12月底",
        "组建志愿服务队",
        "曾获荣誉",
        "我会曾获2021年度市先进职工之家，按四星级要求复核，自评尚未确保四星",
        "乡镇（街道）或上级工会\n某某街道总工会\n",
        "认可1行，不认可1行。\n二星04不认可：台账缺三个月\n四星04a申明不适用，确认",
        "一星\n",
    ] {
        assert!(words.contains(expected), "{expected}");
    }
    assert!(!words.contains("已经达到的不再列"));
}

#[test]
fn the_plain_text_holds_every_line_of_the_report() {
    for dossier in samples() {
        let report = build(&dossier).unwrap();
        let text = text(&report);
        for line in words(&report).lines().filter(|line| !line.is_empty()) {
            // The names of the signature blocks run together in `words`.
            assert!(text.contains(line) || line.starts_with("工会主席（签字）"), "{line}");
        }
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let signed = blocks.filter_map(|block| if let Block::Signatures(blocks) = block { Some(blocks) } else { None });
        assert!(signed.flatten().all(|block| text.contains(block.name)));
        assert!(text.ends_with(&report.digest));
    }
}

#[test]
fn a_part_alone_is_numbered_anew() {
    let report = build(&sample(Category::Private, "x".to_owned(), 2026)).unwrap();
    for extent in Extent::ALL {
        let part = report.only(extent);
        assert!(!part.sections.is_empty(), "{extent:?}");
        assert!(part.heading(0).starts_with("一、"));
    }
    assert_eq!(report.only(Extent::Full), report);
    let plan = report.only(Extent::Plan);
    assert_eq!((plan.sections.len(), plan.heading(0).as_str()), (1, "一、存在问题及整改措施"));
    assert!(report.only(Extent::Conclusion).sections.iter().all(|section| section.part != Part::Rows));
}

fn fixed(report: &Report, piece: f64, head: f64) -> (union_star::report::Flow, Heights) {
    let flow = flow(report, true);
    let heights = Heights { pieces: vec![piece; flow.pieces.len()], heads: vec![head; flow.tables.len()] };
    (flow, heights)
}

#[test]
fn every_piece_stands_on_one_page_in_order_and_no_page_is_too_full() {
    for dossier in samples() {
        let (flow, heights) = fixed(&build(&dossier).unwrap(), 30.0, 20.0);
        for limit in [200.0, 333.0, 1000.0] {
            let pages = pages(&flow, &heights, limit);
            assert!(pages.iter().flatten().copied().eq(0..flow.pieces.len()));
            for page in &pages {
                let heads: Vec<_> = page
                    .iter()
                    .filter_map(|at| match &flow.pieces[*at] {
                        Piece::Row(table, _) => Some(*table),
                        _ => None,
                    })
                    .collect();
                let mut heads = heads;
                heads.dedup();
                let used = page.len() as f64 * 30.0 + heads.len() as f64 * 20.0;
                assert!(used <= limit, "{used} of {limit}");
                let signed = page.iter().filter(|at| matches!(flow.pieces[**at], Piece::Signatures(_))).count();
                assert!(signed == 0 || signed == 3, "what is signed stays together");
                let last = &flow.pieces[*page.last().unwrap()];
                assert!(!matches!(last, Piece::Heading(_) | Piece::Subheading(_)), "a heading ends a page: {last:?}");
            }
        }
    }
}

#[test]
fn a_piece_taller_than_a_page_has_its_own() {
    let (flow, mut heights) = fixed(&build(&sample(Category::Private, "x".to_owned(), 2026)).unwrap(), 10.0, 0.0);
    heights.pieces[2] = 5_000.0;
    let pages = pages(&flow, &heights, 400.0);
    assert!(pages.iter().flatten().copied().eq(0..flow.pieces.len()));
    assert!(pages.iter().any(|page| page.contains(&2) && !page.contains(&3)));
}

#[test]
fn a_long_note_goes_on_in_rows_of_its_own_and_loses_nothing() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let note: String = (0..2_000_u32).map(|at| char::from_u32(0x4e00 + at).unwrap()).collect();
    let row = RowId::from_key("g1-01").unwrap();
    Action::SetNote(row, note.clone()).apply(&mut dossier);
    let flow = flow(&build(&dossier).unwrap(), false);
    let lines = flow.pieces.iter().filter_map(|piece| match piece {
        Piece::Row(_, row) => row.cells.get(1),
        _ => None,
    });
    let all: String = lines.flatten().map(String::as_str).collect();
    assert!(all.contains(&note));
    let longest = flow.pieces.iter().filter_map(|piece| match piece {
        Piece::Row(_, row) => {
            row.cells.iter().map(|cell| cell.iter().map(|line| line.chars().count()).sum::<usize>()).max()
        }
        _ => None,
    });
    // 28 characters a line, 24 lines.
    assert!(longest.max().unwrap() <= 28 * 24);
}
