//! One unit at the desk: what it lacks, what was said of it, what is kept of its file.

use super::six::{one, six_at_the_desk};
use super::{crowd, desk, text};
use union_star::dossier::{Opinion, Review, ReviewLevel};
use union_star::guideline::{Category, FactId, RowId, Star};
use union_star::rating::Effort;

/// A layer that refuses the first rows of those named and accepts the others.
fn layer(level: ReviewLevel, rows: &[&str], refused: usize) -> Review {
    let mut review = Review::new(level);
    for (at, key) in rows.iter().enumerate() {
        let said = Opinion { accepted: at >= refused, reason: "无".to_owned(), seen: None };
        review.rows.insert(RowId::from_key(key).unwrap(), said);
    }
    review
}

#[test]
fn each_layer_tells_how_many_rows_it_does_not_accept() {
    let mut dossier = one(Category::Soe);
    let rows = ["g1-01", "g1-02", "g5-01"];
    dossier.reviews = vec![layer(ReviewLevel::Street, &rows, 2), layer(ReviewLevel::District, &rows, 0)];
    let desk = desk(&[dossier]);
    let soe = &desk.units()[0];
    assert_eq!(soe.opinions, [(ReviewLevel::Street, 2), (ReviewLevel::District, 0)]);
    assert_eq!((soe.reviews, soe.own.assured, soe.star()), (2, Star::Five, Star::Five), "the last word counts");
    assert_eq!(soe.reviewed, Some(ReviewLevel::District));
}

#[test]
fn what_a_unit_lacks_is_listed_for_one_or_two_rows() {
    let desk = six_at_the_desk();
    let lacks = |id: &str| {
        let unit = desk.units().iter().find(|unit| unit.id == id).unwrap();
        let rows: Vec<_> = unit.standing().lacking.iter().map(|(row, effort)| (row.key(), effort.clone())).collect();
        (unit.standing().short, rows)
    };
    let [members, polled] = ["real_name_members", "satisfied_with_work"];
    let fact = |key| FactId::from_key(key).unwrap();
    assert_eq!(lacks("soe"), (None, vec![]));
    assert_eq!(lacks("regional").0, Some(1));
    assert_eq!(
        lacks("private"),
        (Some(2), vec![("g3-03", Effort::Counted(vec![(1, fact(members))])), ("g3-10", Effort::NotMet)])
    );
    assert_eq!(lacks("public").1[0].1, Effort::Counted(vec![(2, fact(polled))]), "the least effort first");
    assert_eq!(lacks("platform"), (Some(5), vec![]));
}

#[test]
fn a_dossier_is_kept_byte_for_byte() {
    let dossiers = crowd(3);
    let desk = desk(&dossiers);
    for dossier in &dossiers {
        let unit = desk.units().iter().find(|unit| unit.id == dossier.id).unwrap();
        assert_eq!(unit.text(), text(dossier));
        assert_eq!(unit.dossier().as_ref(), Ok(dossier), "with its notes and its evidence");
    }
}

#[test]
fn a_longer_dossier_takes_more_room() {
    let mut dossiers = [one(Category::Soe), one(Category::Private)];
    dossiers[1].rows.clear();
    let desk = desk(&dossiers);
    let room = |id: &str| desk.units().iter().find(|unit| unit.id == id).unwrap().packed_len();
    assert!(room("soe") > room("private") && room("private") > 100);
}
