//! What the desk is fed with: files at once, in pieces, line by line; each counted or named.

use super::{crowd, desk, generate, sentences, text, zipped};
use union_star::dossier::{Dossier, LARGEST_FILE};
use union_star::guideline::RateId;
use union_star::rating::Percent;
use union_star::rollup::{Ask, Desk, Export, Strata};

fn offered(source: &str, bytes: &[u8]) -> Desk {
    let mut desk = Desk::default();
    desk.offer(source, 0, bytes.to_vec());
    desk.settle();
    desk
}

/// Read in pieces of so many bytes.
fn fed(bytes: &[u8], piece: usize) -> Desk {
    let mut desk = Desk::default();
    desk.begin_lines("全市.jsonl", 0);
    bytes.chunks(piece).for_each(|part| desk.feed_lines(part));
    desk.end_lines();
    desk.settle();
    desk
}

fn accepted_and_refused(desk: &Desk) -> (usize, usize) {
    (desk.reconciliation().accepted, desk.reconciliation().refused)
}

#[test]
fn what_the_browser_does_not_give_is_read_and_named() {
    let mut desk = desk(&crowd(3));
    assert_eq!(desk.read(), 3);
    desk.unreadable("网盘.json");
    desk.too_large("录像.mp4");
    assert_eq!((desk.read(), desk.reconciliation().refused), (5, 2));
    assert_eq!(
        sentences(&desk),
        [
            "网盘.json：浏览器读不出这个文件，请把它存到本机后再拖进来。",
            "录像.mp4：超过 8 MB，不像一份星级自评档案，没有读入。"
        ]
    );
}

#[test]
fn a_dossier_without_id_or_without_name_is_not_counted() {
    let good = generate::dossier(7, 1);
    let nobody = Dossier { id: " ".to_owned(), ..good.clone() };
    let mut nameless = good.clone();
    nameless.union.name = " ".to_owned();
    let desk = desk(&[nobody, nameless, good]);
    let said = "档案没有标识或没有工会名称，请让对方填好名称后重新导出。";
    assert_eq!(sentences(&desk), [format!("0.json：{said}"), format!("1.json：{said}")]);
    assert_eq!(desk.reconciliation().accepted, 1);
}

#[test]
fn a_key_twice_is_refused_where_it_decides() {
    let mut dossier = generate::dossier(7, 1);
    dossier.rates.set(RateId::all().next().unwrap(), Percent::from_hundredths(9000));
    let good = text(&dossier);
    for (place, key) in
        [("{", "id"), ("\"union\":{", "name"), ("\"facts\":{", "x"), ("\"rates\":{", "x"), ("\"answers\":{", "x")]
    {
        let twice = good.replacen(place, &format!("{place}\"{key}\":null,\"{key}\":null,"), 1);
        let desk = offered("a.json", twice.as_bytes());
        assert_eq!(
            sentences(&desk),
            [format!("a.json：“{key}”写了两次，分不清以哪个为准，请让对方重新导出。")],
            "{place}"
        );
    }
    for place in ["notes", "evidence"] {
        let twice = good.replacen(&format!("\"{place}\":{{"), &format!("\"{place}\":{{\"x\":[],\"x\":[],"), 1);
        assert_ne!(twice, good);
        assert_eq!(accepted_and_refused(&offered("a.json", twice.as_bytes())), (1, 0), "no star depends on {place}");
    }
}

#[test]
fn a_file_that_a_person_has_laid_out_is_one_dossier() {
    let laid_out = text(&generate::dossier(7, 1)).replace("{\"", "{\n  \"").replace(",\"", ",\n  \"");
    assert!(laid_out.lines().count() > 50);
    for begin in ["", "\u{feff}", "\n\n"] {
        let desk = offered("a.json", format!("{begin}{laid_out}\n\n").as_bytes());
        assert_eq!((desk.read(), accepted_and_refused(&desk)), (1, (1, 0)), "{begin:?}: {:?}", sentences(&desk));
        assert_eq!(desk.units()[0].source, "a.json");
    }
}

#[test]
fn a_small_file_with_one_dossier_a_line_needs_no_head() {
    let joined: Vec<String> = crowd(3).iter().map(text).collect();
    for (begin, between) in [("", "\n"), ("\u{feff}", "\r\n"), ("\n", "\n\n")] {
        let desk = offered("全区.jsonl", format!("{begin}{}", joined.join(between)).as_bytes());
        assert_eq!((desk.read(), accepted_and_refused(&desk)), (3, (3, 0)), "{begin:?}: {:?}", sentences(&desk));
    }
}

#[test]
fn objects_that_do_not_each_fill_a_line_are_one_broken_file() {
    let one = text(&generate::dossier(7, 1));
    for broken in [format!("[{one},\n{one}]"), format!("{one}\n以上。"), format!("{one},\n{{}}")] {
        let desk = offered("a.json", broken.as_bytes());
        assert_eq!((desk.read(), accepted_and_refused(&desk)), (1, (0, 1)), "{:?}", sentences(&desk));
    }
}

#[test]
fn an_empty_desk_is_saved_by_its_name() {
    let mut before = Desk::default();
    before.ask(Ask::Name("西湖区总工会".to_owned()));
    let after = offered("汇总.jsonl", &before.export(Export::Joined).unwrap());
    assert_eq!((after.name(), after.read(), sentences(&after)), ("西湖区总工会", 0, Vec::new()));
}

#[test]
fn a_head_anywhere_but_in_the_first_line_is_no_dossier() {
    let mut other = desk(&crowd(1));
    other.ask(Ask::Name("别处".to_owned()));
    let joined = String::from_utf8(other.export(Export::Joined).unwrap()).unwrap();
    let (head, dossier) = joined.split_once('\n').unwrap();
    let desk = fed(format!("{dossier}{head}\n").as_bytes(), 1000);
    assert_eq!((desk.name(), accepted_and_refused(&desk)), ("", (1, 1)));
}

#[test]
fn a_record_that_was_touched_is_not_taken_from_a_saved_desk() {
    let mut before = desk(&crowd(30));
    before.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    let joined = String::from_utf8(before.export(Export::Joined).unwrap()).unwrap();
    assert!(offered("汇总.jsonl", joined.as_bytes()).record().is_some());
    let touched = joined.replacen("号单位工会", "号公司工会", 1);
    let after = offered("汇总.jsonl", touched.as_bytes());
    assert_eq!((after.record(), after.reconciliation().accepted), (None, 30), "the units count all the same");
}

#[test]
fn lines_are_numbered_as_an_editor_numbers_them() {
    let one = text(&generate::dossier(7, 1));
    for piece in [1, 7, one.len(), one.len() + 2, 1 << 20] {
        let desk = fed(format!("\n坏\n \r\n{one}\n坏\n\n坏").as_bytes(), piece);
        let said = |number: u32| format!("全市.jsonl 第 {number} 行：读不出来，文件可能没有传完整，请让对方重新导出。");
        assert_eq!(sentences(&desk), [2, 5, 7].map(said), "pieces of {piece}");
        assert_eq!((desk.units()[0].source.as_str(), desk.read()), ("全市.jsonl 第 4 行", 4));
    }
}

#[test]
fn a_line_as_long_as_the_largest_dossier_counts_and_a_longer_one_is_named() {
    let dossiers = crowd(2);
    let largest = usize::try_from(LARGEST_FILE).unwrap();
    for (size, first) in [(largest, (2, 0)), (largest + 1, (1, 1)), (largest + (3 << 20), (1, 1))] {
        let mut lines = text(&dossiers[0]).into_bytes();
        lines.resize(size, b' ');
        lines.extend(format!("\n{}", text(&dossiers[1])).as_bytes());
        let desk = fed(&lines, 1 << 20);
        assert_eq!(accepted_and_refused(&desk), first, "{size}");
        if size > largest {
            assert_eq!(sentences(&desk), ["全市.jsonl 第 1 行：超过 8 MB，不像一份星级自评档案，没有读入。"]);
        }
        assert!(desk.units().iter().any(|unit| unit.source == "全市.jsonl 第 2 行"), "{size}: the next line counts");
    }
}

#[test]
fn a_last_line_that_is_too_long_is_named() {
    let mut lines = format!("{}\n", text(&generate::dossier(7, 1))).into_bytes();
    lines.resize(lines.len() + usize::try_from(LARGEST_FILE).unwrap() + 1, b'x');
    let desk = fed(&lines, 1 << 20);
    assert_eq!(sentences(&desk), ["全市.jsonl 第 2 行：超过 8 MB，不像一份星级自评档案，没有读入。"]);
}

/// Three dossiers, and an archive of them.
fn three() -> ([String; 3], Vec<u8>) {
    let dossiers = [0, 1, 2].map(|at| text(&generate::dossier(7, at)));
    let archive = zipped(&[0, 1, 2].map(|at| (["a", "b", "c"][at], dossiers[at].as_bytes())));
    (dossiers, archive)
}

#[test]
fn an_archive_tells_its_entries_whenever_its_time_is_asked() {
    let (dossiers, archive) = three();
    let mut desk = Desk::default();
    assert_eq!(desk.offer_undated("全部.zip", 0, archive.clone()), 3);
    assert_eq!(desk.offer("全部.zip", 0, archive), 3);
    assert_eq!(desk.offer_undated("a.json", 1, dossiers[0].clone().into_bytes()), 0);
    assert_eq!(desk.offer("a.json", 0, dossiers[0].clone().into_bytes()), 0);
}

#[test]
fn an_archive_is_read_so_many_entries_at_a_time() {
    let (_, archive) = three();
    let mut desk = Desk::default();
    assert!(!desk.step(1), "no archive, nothing to read");
    desk.offer("全部.zip", 0, archive);
    assert_eq!((desk.step(2), desk.read()), (true, 2));
    assert_eq!((desk.step(2), desk.read()), (false, 3));
    assert!(!desk.step(1));
}

#[test]
fn what_was_stopped_counts_as_far_as_it_was_read() {
    let dossiers = crowd(3).iter().map(text).collect::<Vec<_>>();
    let archive = zipped(&[("a", dossiers[0].as_bytes()), ("b", dossiers[1].as_bytes())]);
    let mut desk = Desk::default();
    desk.offer("全部.zip", 0, archive);
    desk.step(1);
    desk.begin_lines("全市.jsonl", 0);
    desk.feed_lines(format!("{}\n{{", dossiers[2]).as_bytes());
    desk.settle();
    assert!(!desk.step(1));
    desk.end_lines();
    desk.settle();
    assert_eq!((desk.read(), accepted_and_refused(&desk)), (2, (2, 0)));
}

#[test]
fn the_revision_grows_with_what_is_worth_keeping_alone() {
    let mut desk = Desk::default();
    assert_eq!(desk.revision(), 0);
    desk.settle();
    assert_eq!(desk.revision(), 0, "nothing arrived");
    for (dossier, revision) in crowd(2).iter().zip([1, 2]) {
        desk.offer("a.json", 0, text(dossier).into_bytes());
        desk.settle();
        assert_eq!(desk.revision(), revision);
    }
    desk.offer("a.json", 0, b"broken".to_vec());
    desk.settle();
    desk.ask(Ask::Overview(None));
    desk.ask(Ask::Problems { from: 0, count: 9 });
    desk.ask(Ask::Unit("nobody".to_owned()));
    desk.ask(Ask::Pass("nobody".to_owned()));
    assert_eq!(desk.revision(), 2, "looked at");
    desk.ask(Ask::Name("某某".to_owned()));
    assert_eq!(desk.revision(), 3);
}

#[test]
fn every_file_to_take_away_has_a_key() {
    let kinds = [
        ("xlsx", Export::Xlsx),
        ("csv", Export::Csv),
        ("joined", Export::Joined),
        ("reviewed", Export::Reviewed),
        ("record", Export::Record),
    ];
    for (key, kind) in kinds {
        assert_eq!(Export::from_key(key), Some(kind));
    }
    assert_eq!(Export::from_key("pdf"), None);
}

#[test]
fn what_is_no_dossier_is_told_by_what_it_is() {
    let office =
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"), ("word/media/1.jpg", b"x")]);
    let record = {
        let mut desk = desk(&crowd(30));
        desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
        desk.export(Export::Record).unwrap()
    };
    for (name, bytes, said) in [
        ("照片.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec(), "不是文字文件"),
        ("扫描.pdf", b"%PDF-1.7 \n".to_vec(), "不是文字文件"),
        ("总结.docx", office.clone(), "这是 Word、Excel 一类的文件"),
        ("总结.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "这是 Word、Excel 一类的文件"),
        ("材料.rar", b"Rar!\x1a\x07\x01\x00".to_vec(), "只能读 ZIP，请解压后把文件夹拖进来"),
        ("材料.7z", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "只能读 ZIP，请解压后把文件夹拖进来"),
        ("材料.tgz", b"\x1f\x8b\x08\0\0".to_vec(), "只能读 ZIP，请解压后把文件夹拖进来"),
        ("里面.zip", zipped(&[("里面.rar", b"Rar!\x1a\x07\x01\x00")]), "只能读 ZIP，请解压后把文件夹拖进来"),
        ("抽查记录.json", record.clone(), "这是抽查记录，不是档案。请到抽查页核验。"),
        ("电子表格.zip", zipped(&[("表.xlsx", &office)]), "这是 Word、Excel 一类的文件"),
    ] {
        let mut desk = Desk::default();
        desk.offer(name, 0, bytes);
        while desk.step(9) {}
        desk.settle();
        assert_eq!((desk.read(), accepted_and_refused(&desk)), (1, (0, 1)), "{name}");
        assert!(sentences(&desk)[0].contains(said), "{:?}", sentences(&desk));
    }
    // Too large to be read at once: refused once all the same.
    let film: Vec<u8> = (0..20_000_u32).flat_map(|at| [0, b'\n', u8::try_from(at % 251).unwrap()]).collect();
    assert_eq!(accepted_and_refused(&fed(&film, 5_000)), (0, 1));
    assert_eq!(accepted_and_refused(&fed(&record, 5_000)), (0, 1));
    let packed: Vec<u8> = b"Rar!\x1a\x07\x01\x00".iter().copied().chain(film).collect();
    assert!(sentences(&fed(&packed, 5_000))[0].contains("只能读 ZIP"));
}

#[test]
fn what_systems_leave_behind_is_passed_over() {
    let good = text(&generate::dossier(7, 1));
    let mut desk = Desk::default();
    for name in ["文件夹/Thumbs.db", ".DS_Store", "a/desktop.ini", "a/._甲.json", "__MACOSX/a/甲.json"] {
        desk.offer(name, 0, b"\0\0".to_vec());
    }
    desk.offer(
        "全部.zip",
        0,
        zipped(&[("甲.json", good.as_bytes()), ("__MACOSX/._甲.json", b"\0"), (".DS_Store", b"\0")]),
    );
    assert_eq!(desk.unread(), 1);
    while desk.step(1) {}
    desk.settle();
    assert_eq!((desk.read(), accepted_and_refused(&desk), desk.unread()), (1, (1, 0), 0));
}

#[test]
fn what_counts_can_be_opened() {
    let good = generate::dossier(7, 1).carry_over("b".to_owned());
    let note = union_star::guideline::RowId::all().next().unwrap().key();
    let mut file: serde_json::Value = serde_json::from_str(&text(&good)).unwrap();
    assert!(file.get("previous").is_some(), "it has a year before");
    for part in ["notes", "evidence", "previous"] {
        let before = file[part].clone();
        file[part] = serde_json::Value::Null;
        let desk = offered("a.json", file.to_string().as_bytes());
        assert_eq!(accepted_and_refused(&desk), (1, 0), "nothing is written in {part}");
        assert!(desk.units()[0].dossier().is_ok());
        file[part] = before;
    }
    let bad = [
        ("notes", serde_json::json!([])),
        ("notes", serde_json::json!({ note: 1 })),
        ("evidence", serde_json::json!({ note: "x" })),
        ("evidence", serde_json::json!({ note: [{ "name": null }] })),
        ("previous", serde_json::json!({})),
        ("previous", serde_json::json!("去年")),
    ];
    for (part, value) in bad {
        let before = core::mem::replace(&mut file[part], value);
        let desk = offered("a.json", file.to_string().as_bytes());
        assert_eq!(accepted_and_refused(&desk), (0, 1), "{part}");
        assert!(sentences(&desk)[0].contains(&format!("“{part}")), "{:?}", sentences(&desk));
        file[part] = before;
    }
    // What another program has put there is kept.
    for (part, value) in
        [("notes", serde_json::json!({ "x": [1] })), ("evidence", serde_json::json!({ note: [{ "x": 1 }] }))]
    {
        let before = core::mem::replace(&mut file[part], value);
        let desk = offered("a.json", file.to_string().as_bytes());
        assert_eq!(accepted_and_refused(&desk), (1, 0), "{part}: {:?}", sentences(&desk));
        assert!(desk.units()[0].dossier().is_ok());
        file[part] = before;
    }
}
