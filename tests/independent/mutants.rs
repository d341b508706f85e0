//! The guideline with one thing changed. A set of dossiers sees a change if at least one of them is rated otherwise;
//! then an engine that holds the changed rule would disagree with the independent rating, and so be found.

use super::rating::{Band, Clause, Guideline, RateOf, Row, Rule, StarRule, vitality_reached};

const CATEGORIES: [&str; 5] = ["soe", "private", "platform", "public", "regional"];
const FORMS: [&str; 3] = ["single", "joint", "federation"];
const BODIES: [&str; 2] = ["organ", "institution"];

/// A changed row, or a changed rate that it uses.
pub struct RowMutant {
    pub name: String,
    pub row: Row,
    pub rates: Vec<(String, RateOf)>,
}

fn toggled(scope: Option<&Vec<String>>, all: &[&str], one: &str) -> Vec<String> {
    let mut set: Vec<String> = scope.cloned().unwrap_or_else(|| all.iter().map(|key| (*key).to_owned()).collect());
    match set.iter().position(|key| key == one) {
        Some(at) => _ = set.remove(at),
        None => set.push(one.to_owned()),
    }
    set
}

/// Everything that can be changed in one clause.
pub fn of_clause(guideline: &Guideline, row: &Row, at: usize) -> Vec<RowMutant> {
    let clause = &row.clauses[at];
    let mut all = Vec::new();
    let mut with = |name: String, change: &dyn Fn(&mut Row)| {
        let mut changed = row.clone();
        change(&mut changed);
        all.push(RowMutant { name: format!("{}: {name}", clause.id), row: changed, rates: Vec::new() });
    };
    with("dropped".to_owned(), &|row| _ = row.clauses.remove(at));
    with("exemption dropped or added".to_owned(), &|row| row.clauses[at].exemptible ^= true);
    if row.annex == 1 {
        for category in CATEGORIES {
            // The row and its clause both say whom they are for: the change is in what they say together.
            let in_scope = |row: &Row| row.applies_to.iter().any(|one| one == category);
            let listed = clause.categories.as_ref().is_none_or(|all| all.iter().any(|one| one == category));
            with(format!("for {category} or not"), &|changed| {
                if in_scope(row) || !listed {
                    changed.clauses[at].categories = Some(toggled(clause.categories.as_ref(), &CATEGORIES, category));
                }
                if !in_scope(row) {
                    changed.applies_to.push(category.to_owned());
                }
            });
        }
        for form in FORMS {
            with(format!("for {form} or not"), &|row| {
                row.clauses[at].forms = Some(toggled(clause.forms.as_ref(), &FORMS, form));
            });
        }
        let public = |scope: &[String]| scope.iter().any(|one| one == "public");
        if public(&row.applies_to) && clause.categories.as_deref().is_none_or(public) {
            for body in BODIES {
                with(format!("for {body} or not"), &|row| {
                    row.clauses[at].bodies = Some(toggled(clause.bodies.as_ref(), &BODIES, body));
                });
            }
        }
    }
    if let Some((fact, at_least)) = &clause.when {
        with("its condition dropped".to_owned(), &|row| row.clauses[at].when = None);
        for changed in [at_least - 1, at_least + 1] {
            with(format!("when {changed}"), &|row| row.clauses[at].when = Some((fact.clone(), changed)));
        }
    }
    for (name, rule) in rules(clause) {
        with(name, &|row| row.clauses[at].rule = rule.clone());
    }
    if let Rule::Rate { rate, .. } | Rule::RateBySize { rate, .. } = &clause.rule {
        let of_rate = &guideline.rates[rate];
        // Two rates of one row share their whole: what a whole of 0 means is changed for both.
        let same_whole = guideline.rates.iter().filter(|(_, other)| other.per == of_rate.per);
        let zero = same_whole.map(|(key, other)| {
            (key.clone(), RateOf { zero_is_not_applicable: !other.zero_is_not_applicable, ..other.clone() })
        });
        let turned = RateOf { of: of_rate.per.clone(), per: of_rate.of.clone(), ..of_rate.clone() };
        let changes = [("a whole of 0", zero.collect()), ("part and whole exchanged", vec![(rate.clone(), turned)])];
        for (name, rates) in changes {
            all.push(RowMutant { name: format!("{}: {name}", clause.id), row: row.clone(), rates });
        }
    }
    all
}

fn rules(clause: &Clause) -> Vec<(String, Rule)> {
    let mut all = Vec::new();
    match &clause.rule {
        Rule::Judged => {}
        Rule::Count { fact, at_least } => {
            for at_least in [at_least - 1, at_least + 1] {
                all.push((format!("at least {at_least}"), Rule::Count { fact: fact.clone(), at_least }));
            }
        }
        Rule::Rate { rate, at_least } => {
            for at_least in [at_least - 1, at_least + 1] {
                all.push((format!("at least {at_least}%"), Rule::Rate { rate: rate.clone(), at_least }));
            }
        }
        Rule::RateBySize { rate, size, bands } => {
            let mut with = |name: String, bands: Vec<Band>| {
                all.push((name, Rule::RateBySize { rate: rate.clone(), size: size.clone(), bands }));
            };
            for at in 0..bands.len() {
                let changed = |change: &dyn Fn(&mut Band)| {
                    let mut bands = bands.clone();
                    change(&mut bands[at]);
                    bands
                };
                with(format!("tier {at} lower"), changed(&|band| band.at_least -= 1));
                with(format!("tier {at} higher"), changed(&|band| band.at_least += 1));
                if bands[at].up_to.is_some() {
                    with(
                        format!("tier {at} ends earlier"),
                        changed(&|band| band.up_to = band.up_to.map(|end| end - 1)),
                    );
                    with(format!("tier {at} ends later"), changed(&|band| band.up_to = band.up_to.map(|end| end + 1)));
                    let mut without = bands.clone();
                    without.remove(at);
                    with(format!("tier {at} dropped"), without);
                }
            }
        }
    }
    if !matches!(clause.rule, Rule::Judged) {
        all.push(("judged instead of measured".to_owned(), Rule::Judged));
    }
    all
}

/// Everything that can be changed in what the stars ask; no table with more rows than `most`.
pub fn of_stars(stars: &[StarRule], most: u64) -> Vec<(String, Vec<StarRule>, bool)> {
    let mut all = Vec::new();
    for at in 0..stars.len() {
        let mut with = |name: &str, visible: bool, change: &dyn Fn(&mut StarRule)| {
            let mut changed = stars.to_vec();
            change(&mut changed[at]);
            all.push((format!("star {}: {name}", stars[at].star), changed, visible));
        };
        if let Some(percent) = stars[at].vitality_percent {
            for changed in [percent - 5, percent - 1, percent + 1, percent + 5] {
                // 79% and 80% of at most 16 rows are the same number of rows: the number itself is then
                // what `tests/guideline.rs` compares.
                let differs =
                    |n: u64| (0..=n).any(|m| vitality_reached(m, n, percent) != vitality_reached(m, n, changed));
                with(&format!("{changed}%"), (0..=most).any(differs), &|star| star.vitality_percent = Some(changed));
            }
            with("no vitality asked", true, &|star| star.vitality_percent = None);
        }
        // One more is asked, or one less, or nothing.
        with("one more innovation", true, &|star| star.innovation_at_least += 1);
        if stars[at].innovation_at_least > 0 {
            // Five stars ask for the row that four stars ask for: without it nothing changes (A8).
            let asked_below =
                stars[..at].iter().any(|below| below.innovation_at_least >= stars[at].innovation_at_least);
            with("one innovation less", !asked_below, &|star| star.innovation_at_least -= 1);
        }
        if !stars[at].all_of.is_empty() {
            with("no table asked", true, &|star| star.all_of.clear());
        }
    }
    all
}
