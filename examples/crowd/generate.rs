//! Realistic synthetic dossiers, the same for the same seed: for the tests and the benchmarks.

use union_star::dossier::{Dossier, Evidence, RowRecord, sample};
use union_star::guideline::{Category, ClauseId, FactId, RateId, RowId, Rule, Table};
use union_star::rating::Answer;

/// SplitMix64: small, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

const HIGHERS: [&str; 13] = [
    "上城区总工会",
    "拱墅区总工会",
    "西湖区总工会",
    "滨江区总工会",
    "萧山区总工会",
    "余杭区总工会",
    "临平区总工会",
    "钱塘区总工会",
    "富阳区总工会",
    "临安区总工会",
    "桐庐县总工会",
    "淳安县总工会",
    "建德市总工会",
];

/// Of a hundred unions, how many are of each category.
const SHARES: [(Category, u64); 6] = [
    (Category::Soe, 12),
    (Category::Private, 52),
    (Category::Platform, 4),
    (Category::Public, 20),
    (Category::Regional, 10),
    (Category::Township, 2),
];

/// The dossier with this number.
pub fn dossier(seed: u64, number: u64) -> Dossier {
    let mut random = Random::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut at = random.below(100);
    let category = SHARES.into_iter().find(|(_, share)| {
        if at < *share {
            true
        } else {
            at -= share;
            false
        }
    });
    let category = category.map_or(Category::Private, |(category, _)| category);
    let mut dossier = sample(category, format!("{:016x}{number:016x}", random.next()), 2026);
    dossier.sample = false;
    dossier.union.name = format!("杭州某某{number}号单位工会");
    dossier.union.higher = HIGHERS[random.below(13) as usize].to_owned();
    // Most unions do well, some have barely begun.
    let care = match random.below(100) {
        0..55 => 999,
        55..72 => 993,
        72..84 => 980,
        84..93 => 950,
        _ => 860,
    };
    let scale = 1 + random.below(40);
    let facts: Vec<(FactId, u64)> = dossier.facts.iter().collect();
    for (fact, count) in facts {
        dossier.facts.set(fact, Some((count * scale).div_ceil(10)));
    }
    for rate in RateId::all().map(RateId::get) {
        if let (Some(_), Some(per)) = (dossier.facts.get(rate.of), dossier.facts.get(rate.per)) {
            let lost = if random.below(1000) < care { random.below(4) } else { 4 + random.below(30) };
            dossier.facts.set(rate.of, Some(per - per * lost / 100));
        }
    }
    if let Ok(profile) = dossier.profile() {
        for clause in ClauseId::all().filter(|clause| clause.get().in_scope(profile)) {
            let exempt = dossier.answers.get(clause) == Some(Answer::Exempt);
            if exempt || !matches!(clause.get().rule, Rule::Judged) {
                continue;
            }
            let answer = match random.below(1000) {
                luck if luck < care => Some(Answer::Met),
                995.. => None,
                _ => Some(Answer::NotMet),
            };
            dossier.answers.set(clause, answer);
        }
        for row in Table::of_annex(profile.annex()).flat_map(Table::rows) {
            dossier.rows.insert(row, record(row, &mut random));
        }
    }
    dossier
}

fn record(row: RowId, random: &mut Random) -> RowRecord {
    let note =
        if random.below(3) == 0 { "制度和台账齐全，责任落实到人。".to_owned() } else { String::new() };
    let evidence = (0..2 + random.below(5) / 4).map(|at| Evidence {
        name: format!("{}材料{}", row.get().title, at + 1),
        date: format!("2026-{:02}-{:02}", 1 + random.below(10), 1 + random.below(28)),
        place: format!("工会档案柜{}", 1 + random.below(9)),
        unknown: Vec::new(),
    });
    RowRecord { note, evidence: evidence.collect() }
}
