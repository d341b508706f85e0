//! The first line of a joined file: what a desk knows beside its dossiers is there again, or it is said that it is not.

use super::six::six_at_the_desk;
use super::{crowd, desk, sentences, text};
use serde_json::json;
use union_star::dossier::LARGEST_FILE;
use union_star::rollup::{Ask, Desk, Export, ProblemKind, Strata};

/// A named desk with a frozen list, as a joined file: the head and the rest.
fn saved() -> (String, String) {
    let mut desk = six_at_the_desk();
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    let joined = String::from_utf8(desk.export(Export::Joined).unwrap()).unwrap();
    let (head, rest) = joined.split_once('\n').unwrap();
    (head.to_owned(), rest.to_owned())
}

fn read(joined: &str, is_own: bool) -> Desk {
    let mut desk = Desk::default();
    if is_own {
        desk.begin_own_lines("上次的汇总", 0);
    } else {
        desk.begin_lines("汇总.jsonl", 0);
    }
    joined.as_bytes().chunks(1 << 20).for_each(|piece| desk.feed_lines(piece));
    desk.end_lines();
    desk.settle();
    desk
}

#[test]
fn a_head_may_be_longer_than_any_dossier() {
    let (head, rest) = saved();
    let many = usize::try_from(LARGEST_FILE).unwrap() / 10;
    let head = head.replacen("\"files\":[", &format!("\"files\":[{}", "[1,2000000,3],".repeat(many)), 1);
    let joined = format!("{head}\n{rest}");
    assert!(joined.len() as u64 > LARGEST_FILE);
    for is_own in [true, false] {
        let desk = read(&joined, is_own);
        assert_eq!((desk.name(), desk.record().map(|record| record.list.len())), ("杭州市总工会", Some(3)));
        assert_eq!((desk.units().len(), sentences(&desk).len(), desk.is_incomplete()), (6, 0, false));
    }
}

#[test]
fn a_head_after_a_mark_of_utf_8_or_with_blanks_is_one() {
    let (head, rest) = saved();
    let blanks = head.replacen("\"format\":", "\"format\" : ", 1);
    for joined in [format!("\u{feff}{head}\n{rest}"), format!("{blanks}\n{rest}")] {
        let desk = read(&joined, false);
        assert_eq!((desk.name(), desk.record().is_some(), desk.units().len()), ("杭州市总工会", true, 6));
    }
}

#[test]
fn a_head_that_cannot_be_read_is_told_and_its_desk_not_written_over() {
    let (head, rest) = saved();
    let broken = [
        (head.replacen("\"year\":2026", "\"year\":\"今年\"", 1), ProblemKind::BrokenHead),
        (head[..head.len() / 2].to_owned(), ProblemKind::BrokenHead),
        (head.replacen("\"schema\":1", "\"schema\":2", 1), ProblemKind::NewerHead),
    ];
    for (head, kind) in broken {
        for is_own in [true, false] {
            let desk = read(&format!("{head}\n{rest}"), is_own);
            let kinds: Vec<_> = desk.problems().map(|problem| problem.kind.clone()).collect();
            assert_eq!((desk.name(), desk.units().len(), &kinds[..]), ("", 6, &[kind.clone()][..]));
            assert_eq!((desk.reconciliation().notices, desk.is_incomplete()), (1, is_own));
        }
    }
    assert!(read(&rest, true).is_incomplete(), "without its first line what was put away is not whole");
    assert!(!read(&format!("{head}\n{rest}"), true).is_incomplete());
    assert!(!desk(&crowd(1)).is_incomplete());
}

#[test]
fn one_record_that_cannot_be_read_leaves_the_name_and_the_others() {
    let (head, rest) = saved();
    let mut later = serde_json::from_str::<serde_json::Value>(&head).unwrap()["record"].clone();
    later["strata"] = "planets".into();
    let head = head.replacen("\"files\":", &format!("\"records\":{},\"files\":", json!([later])), 1);
    let desk = read(&format!("{head}\n{rest}"), true);
    assert_eq!((desk.name(), desk.record().is_some(), desk.units().len()), ("杭州市总工会", true, 6));
    assert!(sentences(&desk)[0].contains("里的抽查记录没有采用"), "{:?}", sentences(&desk));
    assert!(desk.is_incomplete(), "what was left of it is not written over");
}

#[test]
fn a_first_line_that_is_too_long_and_no_head_is_refused() {
    let mut long = text(&super::six::six()[0]).into_bytes();
    long.resize(usize::try_from(LARGEST_FILE).unwrap() + 1, b' ');
    let desk = read(&String::from_utf8(long).unwrap(), false);
    assert_eq!((desk.units().len(), desk.reconciliation().refused), (0, 1));
}

#[test]
fn what_was_not_read_is_named_after_the_desk_is_opened_again_and_handed_in_again_counts_as_a_copy() {
    let mut before = six_at_the_desk();
    before.offer("照片.jpg", 0, vec![0xff, 0xd8, 0xff, 0xe0]);
    before.offer("空.json", 0, Vec::new());
    before.settle();
    let told = sentences(&before);
    let joined = String::from_utf8(before.export(Export::Joined).unwrap()).unwrap();
    for is_own in [true, false] {
        let mut desk = read(&joined, is_own);
        let counts = |desk: &Desk| {
            let all = desk.reconciliation();
            (all.read, all.accepted, all.duplicates, all.older, all.refused)
        };
        assert_eq!((counts(&desk), sentences(&desk)), ((8, 6, 0, 0, 2), told.clone()));
        desk.offer("照片.jpg", 0, vec![0xff, 0xd8, 0xff, 0xe0]);
        desk.settle();
        assert_eq!(counts(&desk), (9, 6, 1, 0, 2), "read = accepted + duplicates + older + refused");
    }
}
