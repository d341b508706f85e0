//! Do the layers of review stand on the self-assessment without touching it?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::row;
use union_star::dossier::{
    Action, Dossier, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, Together, alike, decode, encode, sample,
    together,
};
use union_star::guideline::{Category, ClauseId, Form, HONOURS, Honour, RowId, Star, Table};
use union_star::rating::{Outcome, is_claimed};

fn rows(dossier: &Dossier) -> Vec<RowId> {
    Table::of_annex(dossier.profile().unwrap().annex()).flat_map(Table::rows).collect()
}

fn said(dossier: &Dossier, key: &str, accepted: bool) -> Opinion {
    Opinion { accepted, reason: String::new(), seen: dossier.rating().unwrap().row(row(key)).definite() }
}

fn assured(dossier: &Dossier, layers: usize) -> Star {
    dossier.reviewed_rating(layers).unwrap().assured
}

#[test]
fn a_review_that_upholds_all_changes_nothing() {
    for category in Category::ALL {
        let mut dossier = sample(category, String::new(), 2026);
        let before = dossier.rating().unwrap();
        let mut review = Review::new(ReviewLevel::Street);
        for row in rows(&dossier) {
            let seen = before.row(row).definite();
            review.rows.insert(row, Opinion { accepted: true, reason: String::new(), seen });
        }
        let inputs = dossier.inputs().unwrap();
        review.claims = ClauseId::all().filter(|id| is_claimed(*id, inputs)).map(|id| (id, true)).collect();
        dossier.reviews.push(review);
        assert_eq!(dossier.reviewed_rating(1).unwrap(), before);
        assert!(dossier.rejected_rows(1).unwrap().is_empty());
    }
}

#[test]
fn a_key_row_that_is_not_accepted_lowers_the_star_and_leaves_the_answers() {
    let mut dossier = sample(Category::Soe, String::new(), 2026);
    assert_eq!(assured(&dossier, 0), Star::Five);
    let answers = dossier.answers.clone();
    let mut review = Review::new(ReviewLevel::District);
    review.rows.insert(row("g5-01"), said(&dossier, "g5-01", false));
    dossier.reviews.push(review);
    assert_eq!((assured(&dossier, 0), assured(&dossier, 1)), (Star::Five, Star::Four));
    assert_eq!(dossier.reviewed_rating(1).unwrap().row(row("g5-01")).definite(), Some(Outcome::NotMet));
    assert_eq!((dossier.rating().unwrap().assured, &dossier.answers), (Star::Five, &answers));
}

#[test]
fn a_row_that_says_nothing_of_the_union_any_more_is_not_refused() {
    let mut dossier = sample(Category::Soe, String::new(), 2026);
    let mut review = Review::new(ReviewLevel::District);
    review.rows.insert(row("g5-09"), said(&dossier, "g5-09", false));
    dossier.reviews.push(review);
    assert_eq!(assured(&dossier, 1), Star::Four);
    // Reading A13: the row is not for federations of unions.
    dossier.union.form = Some(Form::Federation);
    assert_eq!((assured(&dossier, 0), assured(&dossier, 1)), (Star::Five, Star::Five));
    assert!(dossier.rejected_rows(1).unwrap().is_empty());
}

#[test]
fn the_highest_level_has_the_last_word_on_a_row() {
    let mut dossier = sample(Category::Soe, String::new(), 2026);
    for (level, accepted) in [(ReviewLevel::Street, false), (ReviewLevel::District, true), (ReviewLevel::City, false)] {
        let mut review = Review::new(level);
        review.rows.insert(row("g1-05"), said(&dossier, "g1-05", accepted));
        dossier.reviews.push(review);
    }
    // 不认可一行基本指数，未定星；区县认可，恢复；市总不认可，未定星。
    let stars: Vec<_> = (0..=3).map(|layers| assured(&dossier, layers)).collect();
    assert_eq!(stars, [Star::Five, Star::None, Star::Five, Star::None]);
    // A higher level that says nothing of the row leaves what the lower one said.
    dossier.reviews[1].rows.clear();
    assert_eq!(assured(&dossier, 2), Star::None);
}

#[test]
fn a_lower_level_that_comes_later_does_not_overrule_a_higher_one() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    let claim = ClauseId::from_key("g1-03.b").unwrap();
    for (level, stands) in [(ReviewLevel::City, false), (ReviewLevel::Street, true)] {
        let mut review = Review::new(level);
        review.rows.insert(row("g2-01"), said(&dossier, "g2-01", stands));
        review.claims.insert(claim, stands);
        dossier.reviews.push(review);
    }
    assert_eq!(
        dossier.opinion(row("g2-01"), 2).map(|(review, said)| (review.level, said.accepted)),
        Some((ReviewLevel::City, false))
    );
    assert_eq!(dossier.confirmed(claim, 2), Some(false));
    assert_eq!(assured(&dossier, 2), Star::None);
    // Of two layers of one level the last counts.
    dossier.reviews[0].level = ReviewLevel::Street;
    assert_eq!(dossier.opinion(row("g2-01"), 2).map(|(_, said)| said.accepted), Some(true));
}

#[test]
fn a_claim_that_is_refused_counts_as_not_met_and_only_while_it_is_made() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    let claim = ClauseId::from_key("g1-03.b").unwrap();
    let mut review = Review::new(ReviewLevel::Street);
    review.claims.insert(claim, false);
    dossier.reviews.push(review);
    assert_eq!((assured(&dossier, 0), assured(&dossier, 1)), (Star::Two, Star::None));
    dossier.answers.set(claim, Some(union_star::rating::Answer::Met));
    assert_eq!(assured(&dossier, 1), Star::Two, "the unit withdrew its claim");
}

#[test]
fn honours_set_the_track_and_give_no_star() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    assert_eq!(dossier.honour_track(), None);
    let (advanced, model) = (Honour::from_key("advanced").unwrap(), Honour::from_key("model").unwrap());
    assert_eq!(HONOURS.len(), 2);
    dossier.honours.push(HeldHonour::new(advanced, 2021));
    assert_eq!(dossier.honour_track(), Some(Star::Four));
    dossier.honours.push(HeldHonour::new(model, 2018));
    assert_eq!(dossier.honour_track(), Some(Star::Five), "兼有两项者从高复核");
    assert_eq!(dossier.rating().unwrap().assured, Star::Two);
}

#[test]
fn the_plan_shows_the_star_that_it_would_reach_and_leaves_the_answers() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    for key in ["g3-03", "g3-08"] {
        dossier.plan.insert(row(key), PlanItem { measure: "补录名册".to_owned(), ..PlanItem::default() });
    }
    assert_eq!(dossier.planned_rating().unwrap().assured, Star::Three);
    assert_eq!(dossier.rating().unwrap().assured, Star::Two);
    dossier.plan.remove(&row("g3-08"));
    assert_eq!(dossier.planned_rating().unwrap().assured, Star::Two, "one row is not enough");
}

#[test]
fn the_file_holds_plan_honours_and_reviews() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let item =
        PlanItem { measure: "补录".to_owned(), owner: "组织委员".to_owned(), due: "2026-12-01".to_owned() };
    dossier.plan.insert(row("g3-03"), item);
    dossier.honours.push(HeldHonour::new(&HONOURS[1], 2019));
    for level in ReviewLevel::ALL {
        let mut review = Review::new(level);
        review.body = level.name().to_owned();
        review.date = "2026-11-02".to_owned();
        review.remark = "同意。".to_owned();
        review.claims.insert(ClauseId::from_key("g4-04.a").unwrap(), true);
        let reason = "台账缺三个月。".to_owned();
        review.rows.insert(row("g3-09"), Opinion { accepted: false, reason, seen: None });
        review.rows.insert(row("g1-01"), said(&dossier, "g1-01", true));
        dossier.reviews.push(review);
    }
    assert_eq!(decode(&encode(&dossier)).unwrap(), dossier);
}

#[test]
fn an_opinion_that_cannot_be_meant_is_refused_with_its_place() {
    let file = r#"{"format":"union-star","schema":1,"guideline":"hangzhou-2025","id":"x","year":2026,"union":{},
        "reviews":[{"level":"village","rows":{}}]}"#;
    let value: union_star::dossier::Value = serde_json::from_str(file).unwrap();
    let sentence = decode(&value).unwrap_err().to_string();
    assert!(sentence.contains("“reviews.level”处是“village”，应为 street、district 或 city"), "{sentence}");
    let file = file.replace("village", "street").replace("{}}]", r#"{"g1-01":{"accepted":"yes"}}}]"#);
    let value: union_star::dossier::Value = serde_json::from_str(&file).unwrap();
    let sentence = decode(&value).unwrap_err().to_string();
    assert!(sentence.contains("“reviews.rows.g1-01.accepted”处是“yes”"), "{sentence}");
    let file = file.replace(r#""accepted":"yes""#, r#""accepted":true,"seen":"often""#);
    let value: union_star::dossier::Value = serde_json::from_str(&file).unwrap();
    let sentence = decode(&value).unwrap_err().to_string();
    assert!(sentence.contains("“reviews.rows.g1-01.seen”处是“often”"), "{sentence}");
}

#[test]
fn files_that_come_back_from_several_reviewers_leave_the_layers_of_all() {
    let sent = sample(Category::Private, "x".to_owned(), 2026);
    let back = |level, date| Dossier { reviews: vec![head(level, date)], ..sent.clone() };
    let (district, street) = (back(ReviewLevel::District, "2026-11-03"), back(ReviewLevel::Street, "2026-11-02"));
    let (one, added) = sent.with_reviews_of(&district).unwrap();
    assert_eq!((&one, added), (&district, vec![ReviewLevel::District]));
    let (both, added) = one.with_reviews_of(&street).unwrap();
    assert_eq!(added, [ReviewLevel::Street]);
    assert_eq!(both.reviews, [street.reviews[0].clone(), district.reviews[0].clone()], "from the lowest level up");
    // Once more, or the file as it was sent: nothing is added, nothing is lost.
    for again in [&sent, &district, &street, &both] {
        assert_eq!(both.with_reviews_of(again), Some((both.clone(), Vec::new())));
    }
}

#[test]
fn a_file_that_says_something_else_than_what_is_here_is_not_merged() {
    let here = Dossier {
        reviews: vec![head(ReviewLevel::Street, "2026-11-02")],
        ..sample(Category::Private, "x".to_owned(), 2026)
    };
    let mut another_day = here.clone();
    another_day.reviews[0].date = "2026-11-09".to_owned();
    another_day.reviews.push(head(ReviewLevel::City, "2026-11-09"));
    assert_eq!(here.with_reviews_of(&another_day), None, "of one level two things are said");
    let mut other_answers = here.clone();
    other_answers.answers.set(ClauseId::from_key("g1-05.a").unwrap(), None);
    assert_eq!(here.with_reviews_of(&other_answers), None);
}

#[test]
fn layers_stand_from_the_lowest_level_up_in_whatever_order_they_were_written() {
    let reviews = [ReviewLevel::City, ReviewLevel::Street, ReviewLevel::District].map(Review::new).to_vec();
    let mut written = sample(Category::Private, "x".to_owned(), 2026);
    written.reviews.clone_from(&reviews);
    let levels = |dossier: &Dossier| dossier.reviews.iter().map(|review| review.level).collect::<Vec<_>>();
    assert_eq!(levels(&decode(&encode(&written)).unwrap()), ReviewLevel::ALL, "in a file");
    let mut edited = sample(Category::Private, "x".to_owned(), 2026);
    Action::SetReviews(reviews).apply(&mut edited);
    assert_eq!(levels(&edited), ReviewLevel::ALL, "in an edit");
}

/// Five stars by itself, three rows of which the district does not accept.
fn refused_thrice() -> (Dossier, [RowId; 3]) {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let refused = ["g1-05", "g3-03", "g5-01"].map(row);
    dossier.opine(&head(ReviewLevel::District, "2026-11-03"), &refused, "没有凭证");
    (dossier, refused)
}

#[test]
fn what_a_review_did_not_accept_is_to_be_remedied_though_the_unit_calls_it_met() {
    let (mut dossier, refused) = refused_thrice();
    assert_eq!(dossier.rating().unwrap().assured, Star::Five);
    assert_eq!(dossier.to_remedy().unwrap(), refused);
    // A higher level has the last word.
    dossier.uphold(&head(ReviewLevel::City, "2026-11-09"));
    assert!(dossier.to_remedy().unwrap().is_empty());
}

#[test]
fn the_plan_starts_from_what_the_reviews_leave() {
    let (mut dossier, refused) = refused_thrice();
    assert_eq!(dossier.planned_rating().unwrap().assured, Star::None);
    for row in refused {
        dossier.plan.insert(row, PlanItem::default());
    }
    assert_eq!(dossier.planned_rating().unwrap().assured, Star::Five);
    dossier.plan.remove(&row("g1-05"));
    assert_eq!(dossier.planned_rating().unwrap().assured, Star::None, "one is left to do");
}

#[test]
fn the_reason_why_a_row_does_not_stand_names_the_level_or_the_claim() {
    let (mut dossier, [first, ..]) = refused_thrice();
    let said = |dossier: &Dossier, row: RowId, layers: usize| {
        dossier.refusal(row, dossier.inputs().unwrap(), layers).map(|refusal| refusal.to_string())
    };
    assert_eq!(said(&dossier, first, 1).as_deref(), Some("区县（市）总工会、产业工会不认可：没有凭证"));
    assert_eq!(said(&dossier, first, 0), None, "before the review");
    assert_eq!(said(&dossier, row("g1-01"), 1), None);
    let silent = self::said(&dossier, "g1-05", false);
    dossier.reviews[0].rows.insert(first, silent);
    assert_eq!(said(&dossier, first, 1).as_deref(), Some("区县（市）总工会、产业工会不认可：没有写理由"));
    let claim = ClauseId::from_key("g1-03.b").unwrap();
    dossier.answers.set(claim, Some(union_star::rating::Answer::Exempt));
    dossier.reviews[0].claims.insert(claim, false);
    assert_eq!(said(&dossier, row("g1-03"), 1).as_deref(), Some("复核不确认“年内工会法人代表无变更”的申明"));
}

/// A layer of this level, its head filled in.
fn head(level: ReviewLevel, date: &str) -> Review {
    Review { body: "某某总工会".to_owned(), date: date.to_owned(), ..Review::new(level) }
}

#[test]
fn upholding_all_accepts_what_is_met_and_leaves_what_was_said() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let mut street = Review::new(ReviewLevel::Street);
    street.rows.insert(row("g1-01"), said(&dossier, "g1-01", false));
    street.remark = "留着".to_owned();
    dossier.reviews.push(street);
    dossier.uphold(&head(ReviewLevel::Street, "2026-11-02"));
    let (rating, profile) = (dossier.rating().unwrap(), dossier.profile().unwrap());
    let [layer] = dossier.reviews.as_slice() else { panic!("one layer: {:?}", dossier.reviews.len()) };
    assert_eq!((layer.body.as_str(), layer.date.as_str()), ("某某总工会", "2026-11-02"));
    assert_eq!(layer.remark, "留着");
    assert!(!layer.rows.get(&row("g1-01")).unwrap().accepted, "an opinion that is there stays");
    for one in rows(&dossier).into_iter().filter(|one| *one != row("g1-01")) {
        let seen = rating.row(one).definite();
        let is_kept = matches!(seen, Some(Outcome::Met | Outcome::NotApplicable)) && one.speaks_of(profile);
        let expected = is_kept.then(|| Opinion { accepted: true, reason: String::new(), seen });
        assert_eq!(layer.rows.get(&one), expected.as_ref(), "{}", one.key());
    }
}

#[test]
fn the_rest_is_what_is_met_or_does_not_apply_and_nothing_that_is_open() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let (profile, rating) = (dossier.profile().unwrap(), dossier.rating().unwrap());
    let mut layer = head(ReviewLevel::Street, "");
    layer.rows.insert(row("g1-01"), said(&dossier, "g1-01", false));
    let rest: Vec<_> = layer.rest(profile, &rating).map(|(row, _)| row).collect();
    for one in rows(&dossier) {
        let is_claimed = matches!(rating.row(one).definite(), Some(Outcome::Met | Outcome::NotApplicable));
        let is_meant = is_claimed && one.speaks_of(profile) && one != row("g1-01");
        assert_eq!(rest.contains(&one), is_meant, "{}", one.key());
    }
    assert!(rest.len() < rows(&dossier).into_iter().filter(|row| row.speaks_of(profile)).count() - 1, "some are open");
    // On the page and at the desk the same.
    let mut accepted = layer.clone();
    accepted.accept_rest(profile, &rating);
    assert_eq!(accepted.rows.len(), rest.len() + 1);
    dossier.reviews.push(layer.clone());
    dossier.uphold(&head(ReviewLevel::Street, ""));
    assert_eq!(dossier.reviews, [accepted]);
    assert_eq!(layer.rest(profile, &rating).count(), rest.len());
}

#[test]
fn layers_stand_from_the_lowest_level_up_whoever_comes_first() {
    let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
    let levels = |dossier: &Dossier| dossier.reviews.iter().map(|review| review.level).collect::<Vec<_>>();
    for level in [ReviewLevel::District, ReviewLevel::City, ReviewLevel::Street, ReviewLevel::District] {
        dossier.uphold(&head(level, "2026-11-02"));
    }
    assert_eq!(levels(&dossier), ReviewLevel::ALL);
    let names = ReviewLevel::ALL.map(ReviewLevel::name);
    assert_eq!(names, ["乡镇（街道）或上级工会", "区县（市）总工会、产业工会", "市总工会"]);
    let mut unfinished = Dossier::default();
    unfinished.uphold(&head(ReviewLevel::Street, ""));
    assert!(unfinished.reviews.is_empty(), "without a profile nothing is decided");
}

#[test]
fn an_opinion_on_the_whole_gives_way_to_none_but_its_own_levels_rows() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    dossier.uphold(&head(ReviewLevel::Street, "2026-11-01"));
    let street = dossier.reviews[0].clone();
    let refused = [row("g3-03"), row("g1-05")];
    dossier.opine(&head(ReviewLevel::City, "2026-11-02"), &refused[..1], "第一次");
    dossier.opine(&head(ReviewLevel::City, "2026-11-03"), &refused[1..], "没有凭证");
    assert_eq!(dossier.reviews.len(), 2);
    assert_eq!(dossier.reviews[0], street, "another level's layer is not touched");
    let city = &dossier.reviews[1];
    assert_eq!((city.level, city.date.as_str()), (ReviewLevel::City, "2026-11-03"));
    let not_accepted: Vec<_> = city.rows.iter().filter(|(_, said)| !said.accepted).collect();
    let said = Opinion {
        accepted: false,
        reason: "没有凭证".to_owned(),
        seen: dossier.rating().unwrap().row(row("g1-05")).definite(),
    };
    assert_eq!(not_accepted, [(&row("g1-05"), &said)]);
    assert!(city.rows.get(&row("g3-03")).unwrap().accepted, "the second opinion replaces the first");
}

/// A state enterprise of five stars that claims an exemption on which the fifth hangs, and the claim.
fn claiming() -> (Dossier, ClauseId) {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let profile = dossier.profile().unwrap();
    let may_be_claimed = |claim: &ClauseId| {
        let clause = claim.get();
        clause.exempt_if.is_some() && clause.in_scope(profile) && clause.row.get().table().star == Some(Star::Five)
    };
    let claim = ClauseId::all().find(may_be_claimed).unwrap();
    dossier.answers.set(claim, Some(union_star::rating::Answer::Exempt));
    assert_eq!(assured(&dossier, 0), Star::Five);
    (dossier, claim)
}

#[test]
fn a_refused_claim_is_a_row_that_is_not_accepted_as_long_as_it_is_made() {
    let (mut dossier, claim) = claiming();
    let mut review = head(ReviewLevel::District, "");
    review.claims.insert(claim, false);
    review.rows.insert(row("g1-01"), said(&dossier, "g1-01", false));
    assert_eq!(review.refused_rows(dossier.inputs().unwrap()), [row("g1-01"), claim.get().row]);
    review.claims.insert(claim, true);
    assert_eq!(review.refused_rows(dossier.inputs().unwrap()), [row("g1-01")], "confirmed");
    review.claims.insert(claim, false);
    dossier.answers.set(claim, None);
    assert_eq!(review.refused_rows(dossier.inputs().unwrap()), [row("g1-01")], "no longer made");
}

#[test]
fn accepting_the_whole_takes_back_what_was_refused_of_claims() {
    let (mut dossier, claim) = claiming();
    let mut review = head(ReviewLevel::District, "");
    review.claims.insert(claim, false);
    dossier.reviews.push(review);
    assert_eq!(assured(&dossier, 1), Star::Four);
    let mut kept = dossier.clone();
    kept.opine(&head(ReviewLevel::District, ""), &[claim.get().row], "不属实");
    assert_eq!((assured(&kept, 1), kept.reviews[0].claims.get(&claim)), (Star::Four, Some(&false)));
    dossier.opine(&head(ReviewLevel::District, ""), &[], "");
    assert_eq!(assured(&dossier, 1), Star::Five);
}

#[test]
fn a_claim_that_a_lower_level_refused_is_upheld_with_its_row() {
    let (mut dossier, claim) = claiming();
    let mut street = head(ReviewLevel::Street, "");
    street.claims.insert(claim, false);
    dossier.reviews.push(street);
    let mut refused = dossier.clone();
    refused.opine(&head(ReviewLevel::City, ""), &[claim.get().row], "不属实");
    assert_eq!(assured(&refused, 2), Star::Four, "not with a row that is refused");
    dossier.uphold(&head(ReviewLevel::City, ""));
    assert_eq!((assured(&dossier, 1), assured(&dossier, 2)), (Star::Four, Star::Five));
    assert_eq!(dossier.reviews[1].claims.iter().collect::<Vec<_>>(), [(&claim, &true)], "and no other");
}

#[test]
fn a_layer_that_says_nothing_is_no_review() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    dossier.reviews.push(head(ReviewLevel::Street, "2026-11-02"));
    assert_eq!((dossier.is_reviewed(), dossier.reviewed_by_all()), (false, None));
    let says: [fn(&mut Review); 3] = [
        |review| review.remark = "总体属实。".to_owned(),
        |review| {
            review.claims.insert(ClauseId::from_key("g4-04.a").unwrap(), true);
        },
        |review| {
            let said = Opinion { accepted: true, reason: String::new(), seen: None };
            review.rows.insert(row("g1-01"), said);
        },
    ];
    for say in says {
        let mut said = dossier.clone();
        say(&mut said.reviews[0]);
        assert!(said.is_reviewed() && said.reviewed_by_all().is_some());
    }
}

#[test]
fn of_layers_given_in_two_places_none_is_lost_unasked() {
    let layer = |level, remark: &str| Review { remark: remark.to_owned(), ..head(level, "2026-11-02") };
    let (street, district) = (layer(ReviewLevel::Street, "甲"), layer(ReviewLevel::District, "乙"));
    let other = layer(ReviewLevel::District, "丙");
    let [one, two, three] =
        [vec![street.clone()], vec![street.clone(), district.clone()], vec![street.clone(), other.clone()]];
    let whole = |reviews: &[Review]| Together { reviews: reviews.to_vec(), differ: Vec::new() };
    for before in [&[][..], &one] {
        assert_eq!(together(&one, &two, before), whole(&two), "what only one has stays");
        assert_eq!(together(&two, &one, before), whole(&two), "wherever it is");
    }
    let both = Together { reviews: two.clone(), differ: vec![ReviewLevel::District] };
    assert_eq!(together(&two, &three, &[]), both, "who has the last word is not known");
    assert_eq!(together(&two, &three, &one), both);
    // Alike once, and changed in one place since: taken away, too.
    assert_eq!(together(&two, &three, &two), whole(&three));
    assert_eq!(together(&three, &two, &two), whole(&three));
    assert_eq!((together(&two, &one, &two), together(&one, &two, &two)), (whole(&one), whole(&one)));
    assert_eq!(alike(&two, &three, &[]), one);
    assert_eq!(alike(&two, &three, &two), two, "what was alike is remembered");
    assert_eq!(alike(&two, &two, &three), two);
}
