//! A sample dossier (示例) for each of the six kinds: for trying out, for the tests, for the pictures.

use super::model::{Dossier, Evidence, RowRecord, Union};
use crate::guideline::{Body, Category, ClauseId, FactId, Form, RowId, Rule};
use crate::rating::Answer;

/// What sets one sample apart from "everything is met".
struct Plan {
    category: Category,
    name: &'static str,
    higher: &'static str,
    form: Option<Form>,
    body: Option<Body>,
    facts: &'static [(&'static str, u64)],
    not_met: &'static [&'static str],
    open: &'static [&'static str],
    exempt: &'static [&'static str],
}

/// The sample of a category, with an id of the caller's.
pub fn sample(category: Category, id: String, year: u16) -> Dossier {
    let plan = plan(category);
    let mut dossier = Dossier {
        id,
        year,
        as_of: format!("{year}-10-31"),
        sample: true,
        union: Union {
            name: plan.name.to_owned(),
            category: Some(plan.category),
            form: plan.form,
            body: plan.body,
            higher: plan.higher.to_owned(),
        },
        ..Dossier::default()
    };
    for (key, count) in plan.facts {
        if let Some(fact) = FactId::from_key(key) {
            dossier.facts.set(fact, Some(*count));
        }
    }
    if let Ok(profile) = dossier.profile() {
        for clause in ClauseId::all().filter(|clause| clause.get().in_scope(profile)) {
            dossier.answers.set(clause, answer(&plan, clause));
        }
    }
    for (row, note, evidence) in NOTES {
        if let Some(row) = RowId::from_key(row)
            && row.get().applies_to.contains(category)
        {
            let evidence = evidence.iter().map(|(name, date, place)| Evidence {
                name: (*name).to_owned(),
                date: format!("{year}{date}"),
                place: (*place).to_owned(),
                unknown: Vec::new(),
            });
            let record = RowRecord { note: (*note).to_owned(), evidence: evidence.collect() };
            dossier.rows.insert(row, record);
        }
    }
    dossier
}

fn answer(plan: &Plan, clause: ClauseId) -> Option<Answer> {
    let listed = |keys: &[&str]| keys.iter().any(|key| *key == clause.key() || *key == clause.get().row.key());
    if listed(plan.exempt) && clause.get().exempt_if.is_some() {
        Some(Answer::Exempt)
    } else if !matches!(clause.get().rule, Rule::Judged) || listed(plan.open) {
        None
    } else if listed(plan.not_met) {
        Some(Answer::NotMet)
    } else {
        Some(Answer::Met)
    }
}

type Note = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

const NOTES: &[Note] = &[
    ("g1-03", "", &[("工会法人资格证书（副本）", "-03-18", "工会档案柜1")]),
    ("g1-04", "账户和审批单据齐全，预决算已经工会委员会通过。", &[("年度预算与决算", "-01-22", "工会档案柜2")]),
    (
        "g3-03",
        "实名制名册每季度更新一次。",
        &[("会员实名制名册", "-10-31", "工会办公室电脑"), ("职工花名册", "-10-31", "人力资源部")],
    ),
    ("g3-07", "", &[("满意度测评统计表", "-10-20", "工会档案柜3")]),
    ("t1-03", "", &[("工会印章备案表", "-02-16", "工会办公室")]),
    ("t3-05", "全年举办培训班两期。", &[("培训签到表", "-06-12", "工会办公室")]),
];

fn plan(category: Category) -> Plan {
    match category {
        Category::Soe => Plan {
            category,
            name: "杭州某某水务集团有限公司工会委员会",
            higher: "杭州市产业工会（示例）",
            form: Some(Form::Single),
            body: None,
            facts: &[
                ("employees", 412),
                ("members", 405),
                ("women_members", 133),
                ("real_name_members", 400),
                ("mutual_aid_members", 396),
                ("ballots", 380),
                ("satisfied_with_work", 371),
                ("satisfied_with_chair", 374),
                ("party_studies", 2),
                ("subordinate_units", 6),
                ("subordinate_units_unionised", 6),
                ("secondary_unions", 6),
                ("secondary_unions_one_star", 6),
                ("secondary_unions_two_star", 6),
            ],
            not_met: &["gi-02", "gi-04"],
            open: &[],
            exempt: &["g2-02.f"],
        },
        Category::Private => Plan {
            category,
            name: "杭州某某针织有限公司工会",
            higher: "某某街道总工会（示例）",
            form: Some(Form::Single),
            body: None,
            facts: &[
                ("employees", 86),
                ("members", 80),
                ("women_members", 31),
                ("real_name_members", 63),
                ("mutual_aid_members", 75),
                ("ballots", 76),
                ("satisfied_with_work", 70),
                ("satisfied_with_chair", 69),
                ("subordinate_units", 0),
                ("secondary_unions", 0),
            ],
            not_met: &["g3-10.b", "gi-02"],
            open: &[
                "g3-08", "g3-09.c", "g3-15", "g4-02", "g4-07", "g4-08", "g4-13", "g5-01", "g5-05", "g5-06", "g5-07",
                "g5-08.d", "g5-10", "g5-11", "gi-01", "gi-03", "gi-04",
            ],
            exempt: &["g1-03.b", "g4-03.a", "g4-04", "g4-05.d", "g5-08.a", "g5-08.b"],
        },
        Category::Platform => Plan {
            category,
            name: "杭州某某即时配送有限公司工会委员会",
            higher: "某某区总工会（示例）",
            form: Some(Form::Single),
            body: None,
            facts: &[
                ("employees", 640),
                ("members", 598),
                ("women_members", 84),
                ("real_name_members", 560),
                ("mutual_aid_members", 470),
                ("ballots", 512),
                ("satisfied_with_work", 470),
                ("satisfied_with_chair", 476),
                ("party_studies", 1),
                ("subordinate_units", 4),
                ("subordinate_units_unionised", 4),
                ("secondary_unions", 4),
                ("secondary_unions_one_star", 4),
                ("secondary_unions_two_star", 3),
                ("partner_firms", 22),
                ("partner_firms_unionised", 14),
            ],
            not_met: &["g5-13", "gi-02", "gi-03"],
            open: &["g5-07"],
            exempt: &["g1-03.b"],
        },
        Category::Public => Plan {
            category,
            name: "杭州市某某中学工会委员会",
            higher: "某某区教育工会（示例）",
            form: Some(Form::Single),
            body: Some(Body::Institution),
            facts: &[
                ("employees", 168),
                ("members", 166),
                ("women_members", 104),
                ("real_name_members", 166),
                ("mutual_aid_members", 161),
                ("ballots", 150),
                ("satisfied_with_work", 141),
                ("satisfied_with_chair", 144),
                ("party_studies", 1),
                ("subordinate_units", 0),
                ("secondary_unions", 0),
            ],
            not_met: &["g5-06.c", "gi-02"],
            open: &[],
            exempt: &["g4-05.d", "g5-08.g", "g5-10.b"],
        },
        Category::Regional => Plan {
            category,
            name: "某某路商圈联合工会委员会",
            higher: "某某街道总工会（示例）",
            form: Some(Form::Joint),
            body: None,
            facts: &[
                ("employees", 236),
                ("members", 190),
                ("women_members", 96),
                ("real_name_members", 168),
                ("mutual_aid_members", 170),
                ("ballots", 120),
                ("satisfied_with_work", 104),
                ("satisfied_with_chair", 108),
                ("subordinate_units", 18),
                ("subordinate_units_unionised", 15),
                ("secondary_unions", 0),
            ],
            not_met: &["g2-06", "g4-10.b", "gi-02", "gi-03"],
            open: &["g3-16", "g5-03", "g5-08"],
            exempt: &[],
        },
        Category::Township => Plan {
            category,
            name: "某某街道总工会",
            higher: "某某区总工会（示例）",
            form: None,
            body: None,
            facts: &[
                ("firms_25plus", 120),
                ("firms_25plus_with_union", 106),
                ("firms_25plus_workers", 9_800),
                ("firms_25plus_members", 8_640),
                ("area_members", 14_200),
                ("area_real_name_members", 12_400),
                ("party_studies", 2),
                ("cadres", 150),
                ("cadres_trained_count", 66),
                ("institutions", 210),
                ("institutions_with_congress", 191),
                ("institutions_with_openness", 190),
                ("contracts_due", 180),
                ("contracts_signed_count", 168),
                ("urban_villages", 9),
                ("urban_villages_with_union", 9),
                ("unions", 140),
                ("unions_home_reviewed", 128),
                ("platform_firms", 12),
                ("platform_firms_with_union", 7),
                ("platform_workers", 1_600),
                ("platform_workers_members", 980),
                ("union_ballots", 130),
                ("unions_satisfied", 117),
                ("member_ballots", 600),
                ("members_satisfied", 540),
            ],
            not_met: &["t4-12", "ti-02", "ti-03"],
            open: &[],
            exempt: &["t2-03"],
        },
    }
}
