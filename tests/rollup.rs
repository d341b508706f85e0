//! Thousands of dossiers at once: is each counted or named, are the numbers those of one by one, can anyone repeat
//! the draw?

#![cfg(feature = "office")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[allow(missing_docs, clippy::cast_possible_truncation, clippy::unreadable_literal, reason = "shared with an example")]
#[path = "../examples/crowd/generate.rs"]
mod generate;

#[path = "rollup/archive.rs"]
mod archive;
#[path = "rollup/book.rs"]
mod book;
#[path = "rollup/heads.rs"]
mod heads;
#[path = "rollup/list.rs"]
mod list;
#[allow(dead_code, reason = "shared with the tests of the report")]
mod office;
#[path = "rollup/opinions.rs"]
mod opinions;
#[path = "rollup/overview.rs"]
mod overview;
#[path = "rollup/reading.rs"]
mod reading;
#[path = "rollup/record.rs"]
mod record;
#[path = "rollup/six.rs"]
mod six;
#[path = "rollup/standing.rs"]
mod standing;
#[path = "rollup/unit.rs"]
mod unit;
#[path = "rollup/versions.rs"]
mod versions;
#[path = "rollup/years.rs"]
mod years;

use std::io::{Cursor, Write as _};
use union_star::dossier::{Dossier, Review, ReviewLevel, Value, encode, sample, verdict};
use union_star::guideline::{Category, ClauseId, RowId, Star};
use union_star::rating::Answer;
use union_star::rollup::{
    Ask, Desk, DrawEntry, DrawRecord, Export, Filter, Opine, RecordError, Sort, StarFilter, Strata, Tell, draw,
    guarded, list_digest, rehearse, sample_size,
};

fn text(dossier: &Dossier) -> String {
    serde_json::to_string(&encode(dossier)).unwrap()
}

fn desk(dossiers: &[Dossier]) -> Desk {
    let mut desk = Desk::default();
    for (at, dossier) in dossiers.iter().enumerate() {
        desk.offer(&format!("{at}.json"), at as u64, text(dossier).into_bytes());
    }
    desk.settle();
    desk
}

fn crowd(count: u64) -> Vec<Dossier> {
    (0..count).map(|number| generate::dossier(7, number)).collect()
}

fn sentences(desk: &Desk) -> Vec<String> {
    desk.problems().map(|problem| format!("{}：{problem}", problem.source)).collect()
}

#[test]
fn the_numbers_are_those_of_one_by_one() {
    let dossiers = crowd(400);
    let desk = desk(&dossiers);
    let view = desk.overview();
    let mut stars = [0; 6];
    let mut townships = 0;
    for dossier in &dossiers {
        let text = text(dossier);
        let value: Value = serde_json::from_str(&text).unwrap();
        let rated = serde_json::to_value(verdict(&value).unwrap()).unwrap();
        if dossier.union.category == Some(Category::Township) {
            townships += 1;
        } else {
            stars[usize::try_from(rated["assured"].as_u64().unwrap()).unwrap()] += 1;
        }
    }
    let summed: [usize; 6] =
        core::array::from_fn(|star| view.categories.iter().map(|line| line.stars[star]).sum::<usize>());
    assert_eq!(summed, stars);
    assert_eq!(view.townships.iter().sum::<usize>(), townships);
    assert!(townships > 0, "the crowd has townships");
    assert_eq!(view.counted + townships, 400);
    for target in &view.targets {
        assert_eq!(target.have, stars[usize::from(target.star.number())..].iter().sum::<usize>());
    }
    assert_eq!(view.targets[0].needed, (view.counted * 95).div_ceil(100));
    assert_eq!(view.targets[4].needed, 1000);
    let by_higher: usize = view.highers.iter().flat_map(|line| line.stars).sum();
    assert_eq!(by_higher, view.counted);
    assert_eq!(view.frame, stars[4] + stars[5]);
}

#[test]
fn the_rehearsal_goes_the_way_of_files_that_count() {
    assert_eq!(rehearse(2), 12, "each category's sample, twice");
}

#[test]
fn what_is_read_is_counted_or_named() {
    let mut dossiers = crowd(4);
    let mut older = dossiers[0].clone();
    older.as_of = "2026-01-31".to_owned();
    let mut renamed_copy = dossiers[1].clone();
    renamed_copy.id = "another id".to_owned();
    renamed_copy.as_of = "2026-02-28".to_owned();
    let duplicate = dossiers[2].clone();
    let mut alike = dossiers[3].clone();
    alike.id = "yet another id".to_owned();
    alike.union.name.insert(6, '\u{200b}');
    dossiers.extend([older, renamed_copy, duplicate, alike, sample(Category::Soe, "s".to_owned(), 2026)]);
    let desk = desk(&dossiers);
    let sums = desk.reconciliation();
    assert_eq!((sums.read, sums.accepted, sums.duplicates, sums.older, sums.refused), (9, 5, 1, 2, 1));
    assert_eq!(sums.look_alikes, 2);
    let said = sentences(&desk).join("\n");
    assert!(said.contains("4.json：同一工会同一年度有更新的一份“0.json”"), "{said}");
    assert!(said.contains("5.json：同一工会同一年度有更新的一份“1.json”"), "{said}");
    assert!(said.contains("8.json：这是示例档案"), "{said}");
    assert!(said.contains("只差空格、大小写、全角半角或看不见的字符"), "{said}");
}

#[test]
fn the_order_of_files_makes_no_difference() {
    let mut dossiers = crowd(40);
    let mut older = dossiers[5].clone();
    older.as_of = "2026-03-31".to_owned();
    dossiers.push(older);
    let forwards = desk(&dossiers);
    let mut backwards = Desk::default();
    for (at, dossier) in dossiers.iter().enumerate().rev() {
        backwards.offer(&format!("{at}.json"), at as u64, text(dossier).into_bytes());
    }
    backwards.settle();
    assert_eq!(forwards.overview(), backwards.overview());
    let record = |desk: &Desk| DrawRecord::freeze(2026, desk.units().iter(), 5, Strata::Whole).unwrap();
    let (mut a, mut b) = (record(&forwards), record(&backwards));
    assert_eq!(a.digest, b.digest);
    a.draw("3 1 4").unwrap();
    b.draw("3 1 4").unwrap();
    assert_eq!(a.drawn, b.drawn);
}

#[test]
fn hostile_files_get_a_sentence_each_and_the_others_go_on() {
    let good = text(&generate::dossier(7, 1));
    let twice = good.replacen("\"facts\":{", "\"facts\":{\"employees\":1,\"employees\":2,", 1);
    let mut gbk = good.clone().into_bytes();
    let at = gbk.iter().position(|byte| *byte >= 0x80).unwrap();
    gbk.splice(at..at + 3, [0xba, 0xbc]);
    let mut desk = Desk::default();
    for (name, bytes) in [
        ("空.json", Vec::new()),
        ("不是.json", b"hello".to_vec()),
        ("截断.json", good.as_bytes()[..good.len() / 2].to_vec()),
        ("编码.json", gbk),
        ("两次.json", twice.into_bytes()),
        ("太深.json", format!("{{\"format\":{}", "[".repeat(10_000)).into_bytes()),
        ("别的.json", b"{\"format\":\"other\"}".to_vec()),
        ("太大.json", vec![b' '; 9 << 20]),
        ("坏包.zip", b"PK\x03\x04 and nothing else".to_vec()),
        ("好.json", good.into_bytes()),
    ] {
        desk.offer(name, 0, bytes);
    }
    desk.settle();
    let said = sentences(&desk).join("\n");
    for expected in [
        "空.json：文件是空的",
        "不是.json：文字开头就不是星级自评档案",
        "截断.json：第 1 行起读不出来",
        "编码.json：文字不是 UTF-8",
        "两次.json：“employees”写了两次",
        "太深.json：层层嵌套得太深",
        "别的.json：这不是星级自评档案",
        "太大.json：超过 8 MB",
        "坏包.zip：压缩包打不开",
    ] {
        assert!(said.contains(expected), "{expected} in\n{said}");
    }
    assert_eq!((desk.reconciliation().read, desk.reconciliation().accepted), (10, 1));
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_read_entry_by_entry_with_bounded_memory() {
    let good = text(&generate::dossier(7, 1));
    let bomb = vec![0_u8; 9 << 20];
    let inner = zipped(&[("a.json", good.as_bytes())]);
    let mut desk = Desk::default();
    let entries = desk.offer(
        "全部.zip",
        0,
        zipped(&[("一/好.json", good.as_bytes()), ("炸弹.json", &bomb), ("里面.zip", &inner)]),
    );
    assert_eq!(entries, 3);
    while desk.step(1) {}
    desk.settle();
    let said = sentences(&desk).join("\n");
    assert_eq!(desk.reconciliation().accepted, 1);
    assert_eq!(desk.units()[0].source, "全部.zip/一/好.json");
    assert!(said.contains("全部.zip/炸弹.json：超过 8 MB"), "{said}");
    assert!(said.contains("全部.zip/里面.zip：压缩包里还有压缩包"), "{said}");
}

/// What a browser's own decoder does, of four bytes.
fn two_words(bytes: &[u8]) -> Option<String> {
    bytes.strip_prefix(b"\xb9\xa4\xbb\xe1").map(|rest| format!("工会{}", String::from_utf8_lossy(rest)))
}

#[test]
fn a_file_whose_name_is_gbk_counts_by_its_name_or_its_position() {
    let good = text(&generate::dossier(7, 1));
    for (name, told) in [
        // 工会 as older Windows programs write it.
        (b"\xb9\xa4\xbb\xe1", "全部.zip/工会.json"),
        // Neither UTF-8 nor GBK.
        (b"\xff\xff\xff\xff", "全部.zip/第 2 份（压缩包用旧编码记文件名，这里显示不了）"),
    ] {
        let mut bytes = zipped(&[("NAMF.json", b"[]"), ("NAME.json", good.as_bytes())]);
        // In both places that hold the name.
        while let Some(at) = bytes.windows(4).position(|four| four == b"NAME") {
            bytes[at..at + 4].copy_from_slice(name);
        }
        let mut desk = Desk::with_old_names(two_words);
        desk.offer("全部.zip", 0, bytes);
        while desk.step(1) {}
        desk.settle();
        assert_eq!(desk.reconciliation().accepted, 1);
        assert_eq!(desk.units()[0].source, told);
        assert!(sentences(&desk)[0].starts_with("全部.zip/NAMF.json："), "UTF-8 stays UTF-8");
    }
}

#[test]
fn one_dossier_a_line_is_read_in_pieces_of_any_size() {
    let dossiers = crowd(30);
    let joined: Vec<String> = dossiers.iter().map(text).collect();
    let joined = format!("{}\n\nnot a dossier\n", joined.join("\r\n"));
    for piece in [1, 1_000, 1 << 20] {
        let mut desk = Desk::default();
        desk.begin_lines("全市.jsonl", 0);
        for part in joined.as_bytes().chunks(piece) {
            desk.feed_lines(part);
        }
        desk.end_lines();
        desk.settle();
        let sums = desk.reconciliation();
        assert_eq!((sums.read, sums.accepted, sums.refused), (31, 30, 1), "pieces of {piece}");
        assert!(sentences(&desk)[0].starts_with("全市.jsonl 第 32 行：读不出来"));
    }
}

#[test]
fn the_desk_is_saved_and_reopened() {
    let mut before = desk(&crowd(60));
    before.ask(Ask::Name("杭州市总工会".to_owned()));
    before.ask(Ask::Freeze { percent: 10, strata: Strata::Whole });
    before.ask(Ask::Draw {
        seed: "6 3 5".to_owned(),
        origin: "掷骰".to_owned(),
        witnesses: "三人".to_owned(),
        date: "2026-11-24".to_owned(),
    });
    let mut after = Desk::default();
    after.offer("汇总.jsonl", 0, before.export(Export::Joined).unwrap());
    after.settle();
    let years = |desk: &Desk| (desk.overview().counted, desk.overview().categories, desk.overview().rows);
    assert_eq!(years(&before), years(&after));
    assert_eq!((after.name(), after.record()), ("杭州市总工会", before.record()));
    assert_eq!(
        before.units()[0].dossier().unwrap(),
        after.units().iter().find(|unit| unit.id == before.units()[0].id).unwrap().dossier().unwrap()
    );
}

#[test]
fn a_review_that_upholds_all_changes_no_star_and_keeps_everything_else() {
    let mut desk = desk(&crowd(50));
    let before = desk.overview();
    let notes = desk.units()[0].dossier().unwrap().rows;
    let said = desk.ask(Ask::Uphold {
        filter: Filter { star: StarFilter::AtLeast(Star::Three), ..Filter::default() },
        level: ReviewLevel::District,
        body: "西湖区总工会".to_owned(),
        date: "2026-11-24".to_owned(),
    });
    let Tell::Upheld(changed, 0) = said else { panic!("{said:?}") };
    assert_eq!(changed, before.targets[2].have);
    let after = desk.overview();
    assert_eq!(after.categories, before.categories);
    assert_eq!(after.highers.iter().map(|line| line.reviewed).sum::<usize>(), changed);
    for (own, line) in after.reviewed.iter().enumerate() {
        for (then, count) in line.iter().enumerate() {
            assert!(own == then || *count == 0);
        }
    }
    assert_eq!(desk.units()[0].dossier().unwrap().rows, notes);
    let bundle = desk.export(Export::Reviewed).unwrap();
    let mut again = Desk::default();
    again.offer("退回.zip", 0, bundle);
    while again.step(10) {}
    again.settle();
    assert_eq!(again.reconciliation().accepted, changed);
}

/// Puts a changed dossier in the place of the one that stands at the desk.
fn put(desk: &mut Desk, dossier: &Dossier) -> Tell {
    let is_it = |unit: &&union_star::rollup::Unit| unit.id == dossier.id && unit.year == dossier.year;
    let seen = desk.units().iter().find(is_it).map_or(0, union_star::rollup::Unit::stamp);
    desk.ask(Ask::Put { text: text(dossier), seen })
}

/// An opinion by a district on a unit, with rows as people name them.
fn opine(desk: &mut Desk, id: &str, rows: &[&str], reason: &str) -> Tell {
    desk.ask(Ask::Opine(Opine {
        id: id.to_owned(),
        level: ReviewLevel::District,
        body: "西湖区总工会".to_owned(),
        date: "2026-11-24".to_owned(),
        rows: rows.iter().map(|row| (*row).to_owned()).collect(),
        reason: reason.to_owned(),
    }))
}

#[test]
fn an_opinion_from_the_list_is_that_of_the_review_page() {
    let mut desk = desk(&crowd(50));
    let unit = desk.units().iter().find(|unit| unit.is_counted() && unit.star() >= Star::Three).unwrap().clone();
    let row = RowId::from_key("g1-01").unwrap();
    let Tell::Line(line) = opine(&mut desk, &unit.id, &["一星01"], "台账缺失") else { panic!() };
    assert_eq!(
        (line.own, line.star),
        (unit.star(), Star::None),
        "the self-assessment stays, what stands is rated anew"
    );
    assert_eq!(line.opinions, [(ReviewLevel::District, 1)]);
    let mut by_hand = unit.dossier().unwrap();
    let head =
        Review {
            body: "西湖区总工会".to_owned(), date: "2026-11-24".to_owned(), ..Review::new(ReviewLevel::District)
        };
    by_hand.uphold(&head);
    let said = by_hand.reviews[0].rows.get_mut(&row).unwrap();
    (said.accepted, said.reason) = (false, "台账缺失".to_owned());
    let kept = desk.units().iter().find(|other| other.id == unit.id).unwrap();
    assert_eq!(kept.dossier().unwrap(), by_hand);
    // Said again, the last word of this level counts; another level's stays.
    let Tell::Line(line) = opine(&mut desk, &unit.id, &[], "") else { panic!() };
    assert_eq!((line.star, &line.opinions[..]), (unit.star(), &[(ReviewLevel::District, 0)][..]));
    assert_eq!(desk.overview().highers.iter().map(|line| line.reviewed).sum::<usize>(), 1);
}

#[test]
fn a_line_that_got_an_opinion_stays_in_its_place_while_the_list_is_scrolled() {
    let mut desk = desk(&crowd(300));
    let units = |desk: &mut Desk, from| {
        let filter = Filter { star: StarFilter::AtLeast(Star::Three), ..Filter::default() };
        let Tell::Units(total, lines) = desk.ask(Ask::Units { filter, sort: Sort::Star, from, count: 500 }) else {
            panic!()
        };
        (total, lines.into_iter().map(|line| line.id).collect::<Vec<_>>())
    };
    let (total, before) = units(&mut desk, 0);
    assert!(matches!(opine(&mut desk, &before[5], &["一星01"], "台账缺失"), Tell::Line(_)));
    assert_eq!(units(&mut desk, 1), (total, before[1..].to_vec()), "scrolled");
    let (fewer, after) = units(&mut desk, 0);
    assert_eq!(fewer, total - 1, "opened anew: it is below three stars now");
    assert!(!after.contains(&before[5]));
}

#[test]
fn an_opinion_that_cannot_stand_changes_nothing_and_says_why() {
    let mut desk = desk(&crowd(200));
    let open = |unit: &&union_star::rollup::Unit| unit.is_counted() && unit.star() == Star::One;
    let unit = desk.units().iter().find(open).unwrap().clone();
    let township = desk.units().iter().find(|unit| !unit.is_counted()).unwrap().id.clone();
    let not_met = RowId::all().find(|row| unit.own.row(*row).definite() == Some(union_star::rating::Outcome::NotMet));
    let not_met = union_star::report::row_name(not_met.unwrap());
    let revision = desk.revision();
    for (id, rows, reason, sentence) in [
        (&unit.id, vec!["一星01"], " ", "请写明不认可的理由"),
        (&unit.id, vec!["三星99"], "无", "没有“三星99”这一行"),
        (&unit.id, vec![not_met.as_str()], "无", "自评没有写“达到”"),
        (&township, vec!["g1-01"], "无", "不在这家单位的表里"),
        (&township, vec!["三星16"], "无", "没有“三星16”这一行"),
        (&"nobody".to_owned(), vec![], "", "名单里没有这个单位"),
    ] {
        let said = opine(&mut desk, id, &rows, reason);
        assert!(matches!(&said, Tell::Failed(said) if said.contains(sentence)), "{sentence}: {said:?}");
    }
    let nameless = Opine { body: " ".to_owned(), ..blank(&unit.id) };
    assert!(matches!(desk.ask(Ask::Opine(nameless)), Tell::Failed(said) if said.contains("写明复核单位")));
    assert_eq!(desk.revision(), revision);
    assert!(desk.units().iter().all(|unit| unit.reviewed.is_none()));
}

fn blank(id: &str) -> Opine {
    let (body, date, reason) = (String::new(), String::new(), String::new());
    Opine { id: id.to_owned(), level: ReviewLevel::City, body, date, rows: Vec::new(), reason }
}

#[test]
fn the_time_of_a_file_is_asked_only_where_versions_differ() {
    let dossiers = crowd(3);
    let mut changed = dossiers[0].clone();
    let clause = ClauseId::from_key("g1-01.a").unwrap();
    let other = if changed.answers.get(clause) == Some(Answer::Met) { Answer::NotMet } else { Answer::Met };
    changed.answers.set(clause, Some(other));
    let changed = text(&changed);
    let texts = [text(&dossiers[0]), text(&dossiers[1]), text(&dossiers[1]), text(&dossiers[2]), changed];
    for (first, last, counted) in [(10, 20, "4.json"), (20, 10, "0.json")] {
        let mut desk = Desk::default();
        for (number, text) in (0_u32..).zip(&texts) {
            desk.offer_undated(&format!("{number}.json"), number, text.clone().into_bytes());
        }
        assert_eq!(desk.rivals(), [0, 4], "the same bytes twice need no time");
        desk.date(&[(0, first), (4, last)].into());
        assert!(desk.rivals().is_empty());
        desk.settle();
        let unit = desk.units().iter().find(|unit| unit.id == dossiers[0].id).unwrap();
        assert_eq!(unit.source, counted);
        let sums = desk.reconciliation();
        assert_eq!((sums.accepted, sums.duplicates, sums.older), (3, 1, 1));
    }
}

#[test]
fn the_pieces_of_the_joined_file_are_the_whole() {
    let desk = desk(&crowd(25));
    let whole = desk.export(Export::Joined).unwrap();
    let pieces: Vec<u8> = [0, 10, 20, 30].into_iter().flat_map(|from| desk.piece(from, 10)).collect();
    assert_eq!(pieces, whole);
    assert!(desk.piece(30, 10).is_empty(), "past the last unit nothing is left");
    assert!(!Desk::default().piece(0, 10).is_empty(), "an empty desk has its first line");
}

#[test]
fn a_unit_takes_a_third_of_its_text() {
    let desk = desk(&crowd(50));
    let texts: usize = desk.units().iter().map(|unit| unit.text().len()).sum();
    let packed: usize = desk.units().iter().map(union_star::rollup::Unit::packed_len).sum();
    assert!(packed * 3 < texts, "{packed} of {texts}");
}

#[test]
fn the_list_filters_and_sorts() {
    let mut desk = desk(&crowd(300));
    let view = desk.overview();
    let mut count = |filter: Filter| match desk.ask(Ask::Units { filter, sort: Sort::Short, from: 0, count: 1000 }) {
        Tell::Units(total, lines) => {
            assert_eq!(total, lines.len());
            lines
        }
        other => panic!("{other:?}"),
    };
    for near in &view.near {
        let lines = count(Filter { near: Some((near.star, 1)), ..Filter::default() });
        assert_eq!(lines.len(), near.one);
        assert!(lines.iter().all(|line| line.lacking.len() == 1 && line.star.next() == Some(near.star)));
        assert!(lines.windows(2).all(|pair| pair[0].lacking[0].1 <= pair[1].lacking[0].1), "the least effort first");
    }
    for row in &view.rows {
        assert_eq!(count(Filter { row: Some(row.row), ..Filter::default() }).len(), row.all.0);
    }
    for line in &view.categories {
        let all = line.stars.iter().sum::<usize>();
        assert_eq!(count(Filter { category: Some(line.category), ..Filter::default() }).len(), all);
    }
    assert_eq!(count(Filter { query: "某某17号".to_owned(), ..Filter::default() }).len(), 1);
}

fn published() -> Vec<DrawEntry> {
    let entry = |at: u32| DrawEntry {
        id: format!("unit-{at:03}"),
        star: if at.is_multiple_of(5) { 5 } else { 4 },
        higher: if at.is_multiple_of(2) { "甲区总工会" } else { "乙区总工会" }.to_owned(),
        name: format!("第{at}工会"),
    };
    (1..=41).map(entry).collect()
}

/// The vectors that docs/draw.md publishes, computed there in Python.
#[test]
fn the_draw_is_the_published_one() {
    let list = published();
    assert_eq!(list_digest(&list), "f17f713385014ac39bad107c0428f2b8dc36a5355f3020c33a895da30c82b840");
    let ids =
        |strata| draw(&list, "3 1 4 1 5", 5, strata).into_iter().map(|at| list[at].id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids(Strata::Whole), ["unit-031", "unit-018", "unit-021"]);
    assert_eq!(ids(Strata::Star), ["unit-031", "unit-018", "unit-020"]);
    assert_eq!(ids(Strata::Higher), ["unit-031", "unit-018", "unit-021"]);
}

#[test]
fn at_least_five_per_cent_are_drawn_rounded_up() {
    for (units, size) in [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (5541, 278)] {
        assert_eq!(sample_size(units, 5), size, "{units}");
    }
    let mut record = DrawRecord::freeze(2026, desk(&crowd(300)).units().iter(), 5, Strata::Star).unwrap();
    record.draw("1").unwrap();
    let stars = |star: u8| record.list.iter().filter(|entry| entry.star == star).count();
    assert_eq!(record.drawn.len(), sample_size(stars(4), 5) + sample_size(stars(5), 5));
    assert!(record.list.iter().all(|entry| entry.star >= 4));
    let too_few = DrawRecord::freeze(2026, core::iter::empty(), 4, Strata::Whole);
    assert_eq!(too_few, Err(RecordError::TooFew));
}

#[test]
fn a_record_that_was_touched_does_not_repeat() {
    let mut record = DrawRecord::freeze(2026, desk(&crowd(300)).units().iter(), 5, Strata::Whole).unwrap();
    record.draw(" 2 6 ").unwrap();
    let text = record.text();
    assert_eq!(DrawRecord::verify(&text), Ok(record.clone()));
    let other_seed = text.replace("\"seed\": \"2 6\"", "\"seed\": \"2 7\"");
    assert_eq!(DrawRecord::verify(&other_seed), Err(RecordError::DrawDiffers));
    let other_list = text.replacen("号单位工会", "号公司工会", 1);
    assert_eq!(DrawRecord::verify(&other_list), Err(RecordError::ListChanged));
    assert_eq!(DrawRecord::verify("{}"), Err(RecordError::NotARecord));
}

#[test]
fn a_failed_check_lowers_the_star_by_what_was_found() {
    let mut desk = desk(&crowd(300));
    desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    assert!(matches!(desk.ask(Ask::Pass("x".to_owned())), Tell::Failed(_)));
    desk.ask(Ask::Draw { seed: "5".to_owned(), origin: String::new(), witnesses: String::new(), date: String::new() });
    let id = desk.record().unwrap().drawn[0].clone();
    let before = desk.overview();
    let basic = RowId::from_key("g1-01").unwrap().key().to_owned();
    let innovation = RowId::from_key("gi-04").unwrap().key().to_owned();
    let fail = |rows: &[String]| Ask::Fail { id: id.clone(), rows: rows.to_vec(), reason: "台账缺失".to_owned() };
    assert!(matches!(desk.ask(fail(&[])), Tell::Failed(said) if said.contains("写明哪几行")));
    assert!(matches!(desk.ask(fail(&[innovation])), Tell::Failed(said) if said.contains("不构成抽查未通过")));
    let [unknown, spoken] = ["三星99", "一星 01"].map(str::to_owned);
    assert!(
        matches!(desk.ask(fail(&[basic.clone(), unknown])), Tell::Failed(said) if said.contains("没有“三星99”这一行"))
    );
    assert!(matches!(desk.ask(fail(&[spoken])), Tell::Done(1)), "a row by the name that people use");
    assert!(matches!(desk.ask(fail(&[basic])), Tell::Done(1)));
    let after = desk.overview();
    assert_eq!(desk.record().unwrap().results[&id].star, 0);
    assert_eq!(after.targets[0].have + 1, before.targets[0].have);
    let workbook = desk.export(Export::Xlsx).unwrap();
    assert!(workbook.starts_with(b"PK"));
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    for text in ["=1+1", "+86", "-3", "@x", "\tx", "＝1"] {
        assert!(guarded(text).starts_with('\''), "{text}");
    }
    let mut dossier = generate::dossier(7, 3);
    dossier.union.name = "=HYPERLINK(\"http://x\",\"y\")".to_owned();
    let csv = String::from_utf8(desk(&[dossier]).export(Export::Csv).unwrap()).unwrap();
    assert!(csv.starts_with('\u{feff}'));
    assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), "{csv}");
}
