//! Writes the checked guideline as Rust tables.

use super::lay::{Laid, lay_clause, lay_fact, lay_row};
use super::schema::{Body, Category, ClauseEntry, Form, Index, Zero};
use super::validate::{Guideline, applies_to};
use std::fmt::Write as _;

/// The text of `tables.rs`.
pub fn emit(guideline: &Guideline) -> String {
    let mut out = String::new();
    let _ = write_all(&mut out, guideline);
    out
}

fn write_all(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let document = &guideline.document;
    writeln!(
        out,
        "/// The document.\npub static DOCUMENT: Document = Document {{ key: {:?}, title: {:?}, number: {:?}, issuer: {:?} }};",
        document.key, document.title, document.number, document.issuer
    )?;
    stars(out, guideline)?;
    honours(out, guideline)?;
    facts(out, guideline)?;
    tables(out, guideline)?;
    counts(out, guideline)?;
    words(out, guideline)
}

fn honours(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let honours = &guideline.stars.honours;
    writeln!(out, "/// The legacy honours.\npub static HONOURS: [Honour; {}] = [", honours.len())?;
    for honour in honours.iter().map(toml::Spanned::get_ref) {
        writeln!(out, "Honour {{ key: {:?}, name: {:?}, star: {} }},", honour.id, honour.name, star_name(honour.star))?;
    }
    writeln!(out, "];\n/// The aims of three years, from one star to five.\npub static TARGETS: [Target; 5] = [")?;
    for target in guideline.stars.targets.iter().map(toml::Spanned::get_ref) {
        let least = match (target.percent, target.count) {
            (Some(percent), _) => format!("AtLeast::Percent({percent})"),
            (None, count) => format!("AtLeast::Count({})", count.unwrap_or_default()),
        };
        writeln!(out, "Target {{ star: {}, at_least: {least} }},", star_name(target.star))?;
    }
    let early = guideline.stars.early_honours.get_ref();
    let early = format!("EarlyHonours {{ until: {}, years: {} }}", early.until, early.years);
    writeln!(out, "];\n/// Honours of early years.\npub static EARLY_HONOURS: EarlyHonours = {early};")?;
    let check = guideline.stars.spot_check.get_ref();
    writeln!(
        out,
        "/// The yearly spot check.\npub static SPOT_CHECK: SpotCheck = SpotCheck {{ from: {}, percent: {} }};",
        star_name(check.from_star),
        check.percent
    )
}

/// The document's body and our general readings.
fn words(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    writeln!(out, "/// The document's body, section by section.\npub static BODY: &[BodySection] = &[")?;
    for section in &guideline.body.sections {
        writeln!(out, "BodySection {{ heading: {:?}, paragraphs: &{:?} }},", section.heading, section.paragraphs)?;
    }
    writeln!(out, "];\n/// How we read what the document leaves open.\npub static READINGS: &[GeneralReading] = &[")?;
    for reading in guideline.readings.readings.iter().map(toml::Spanned::get_ref) {
        writeln!(
            out,
            "GeneralReading {{ key: {:?}, question: {:?}, taken: {:?}, basis: {:?}, alternative: {:?} }},",
            reading.id, reading.question, reading.taken, reading.basis, reading.alternative
        )?;
    }
    writeln!(out, "];")
}

fn counts(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let rows = || guideline.tables.iter().flat_map(|table| &table.rows).map(toml::Spanned::get_ref);
    let counts = [
        ("ROW", rows().count()),
        ("CLAUSE", rows().map(|row| row.clauses.len()).sum()),
        ("FACT", guideline.facts.facts.len()),
        ("RATE", guideline.facts.rates.len()),
    ];
    counts.iter().try_for_each(|(name, count)| writeln!(out, "pub(super) const {name}_COUNT: usize = {count};"))
}

fn stars(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    writeln!(out, "/// What each star asks for, from one to five.\npub static STAR_RULES: [StarRule; 5] = [")?;
    for star in guideline.stars.stars.iter().map(toml::Spanned::get_ref) {
        writeln!(
            out,
            "StarRule {{ star: {}, aim: {:?}, all_of: {}, vitality_percent: {:?}, innovation_at_least: {:?} }},",
            star_name(star.star),
            star.aim,
            star.all_of.map_or_else(|| "None".to_owned(), |index| format!("Some({})", index_name(index))),
            star.vitality_percent,
            star.innovation_at_least
        )?;
    }
    writeln!(out, "];")
}

fn facts(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let file = &guideline.facts;
    let mut laid = Laid::default();
    for fact in file.facts.iter().map(toml::Spanned::get_ref) {
        lay_fact(&mut laid, guideline, fact);
    }
    laid.write(out, "FACT")?;
    writeln!(
        out,
        "/// The headings under which facts are asked.\npub static FACT_GROUPS: [FactGroup; {}] = [",
        file.groups.len()
    )?;
    for group in file.groups.iter().map(toml::Spanned::get_ref) {
        let ids: Vec<_> = group.facts.iter().map(|id| fact_id(guideline, id)).collect();
        writeln!(
            out,
            "FactGroup {{ annex: {}, title: {:?}, facts: &[{}] }},",
            annex_name(group.annex),
            group.title,
            ids.join(", ")
        )?;
    }
    writeln!(out, "];\n/// All rates.\npub static RATES: [Rate; {}] = [", file.rates.len())?;
    for rate in file.rates.iter().map(toml::Spanned::get_ref) {
        let zero = match rate.zero_denominator {
            Zero::Unknown => "Unknown",
            Zero::NotApplicable => "NotApplicable",
        };
        writeln!(
            out,
            "Rate {{ key: {:?}, label: {:?}, of: {}, per: {}, zero_denominator: ZeroDenominator::{zero} }},",
            rate.id,
            rate.label,
            fact_id(guideline, &rate.of),
            fact_id(guideline, &rate.per)
        )?;
    }
    writeln!(out, "];")
}

fn tables(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let mut tables = String::new();
    let (mut rows, mut clauses) = (Laid::default(), Laid::default());
    let mut first_row = 0;
    // Which rows, clauses and thresholds there are: not the words about them.
    let mut rules = String::new();
    for table in &guideline.tables {
        writeln!(
            tables,
            "Table {{ annex: {}, index: {}, star: {}, first: {first_row}, len: {} }},",
            annex_name(table.annex),
            index_name(table.index),
            table.star.map_or_else(|| "None".to_owned(), |star| format!("Some({})", star_name(star))),
            table.rows.len()
        )?;
        for row in table.rows.iter().map(toml::Spanned::get_ref) {
            let applies_to = applies_to(row, table.annex);
            lay_row(&mut rows, row, &applies_to);
            for clause in row.clauses.iter().map(toml::Spanned::get_ref) {
                let categories = clause.categories.as_deref().unwrap_or(&applies_to);
                lay_clause(&mut clauses, guideline, clause, categories);
                rules.push_str(&rule_line(guideline, clause, first_row, categories));
            }
            first_row += 1;
        }
    }
    let digest = fnv(&(rules_of_stars(guideline)? + &tables + &rules));
    writeln!(
        out,
        "/// Changes when a rule changes, not when words do.\npub static RULES_DIGEST: &str = \"{digest:08x}\";"
    )?;
    writeln!(
        out,
        "/// The tables of both annexes, in order.\npub static TABLES: [Table; {}] = [\n{tables}];",
        guideline.tables.len()
    )?;
    rows.write(out, "ROW")?;
    clauses.write(out, "CLAUSE")
}

fn rules_of_stars(guideline: &Guideline) -> Result<String, core::fmt::Error> {
    let mut rules = String::new();
    stars(&mut rules, guideline)?;
    for rate in guideline.facts.rates.iter().map(toml::Spanned::get_ref) {
        writeln!(rules, "{} {} {} {:?}", rate.id, rate.of, rate.per, rate.zero_denominator)?;
    }
    Ok(rules)
}

/// What the digest of the rules is of: its form stays as it is, so that the digest changes with the rules alone.
fn rule_line(guideline: &Guideline, clause: &ClauseEntry, row: usize, categories: &[Category]) -> String {
    let rule = if let Some(rule) = &clause.rate {
        format!("Rule::Rate {{ rate: RateId({}), at_least: {} }}", rate_at(guideline, &rule.of), rule.at_least)
    } else if let Some(rule) = &clause.count {
        format!("Rule::Count {{ fact: FactId({}), at_least: {} }}", fact_at(guideline, &rule.of), rule.at_least)
    } else if let Some(rule) = &clause.rate_by_size {
        let bands: Vec<_> = rule
            .bands
            .iter()
            .map(|band| format!("Band {{ up_to: {:?}, at_least: {} }}", band.up_to, band.at_least))
            .collect();
        format!(
            "Rule::RateBySize {{ rate: RateId({}), size: FactId({}), bands: &[{}] }}",
            rate_at(guideline, &rule.of),
            fact_at(guideline, &rule.size),
            bands.join(", ")
        )
    } else {
        "Rule::Judged".to_owned()
    };
    let body = match clause.bodies.as_deref() {
        Some([Body::Organ]) => "Some(Body::Organ)",
        Some([Body::Institution]) => "Some(Body::Institution)",
        _ => "None",
    };
    let when = clause.when.as_ref().map_or_else(
        || "None".to_owned(),
        |when| {
            format!("Some(When {{ fact: FactId({}), at_least: {} }})", fact_at(guideline, &when.fact), when.at_least)
        },
    );
    format!(
        "Clause {{ key: {:?}, row: RowId({row}), rule: {rule}, categories: CategorySet({}), forms: FormSet({}), \
         body: {body}, when: {when} {}\n",
        clause.id,
        category_bits(categories),
        form_bits(clause),
        if clause.exempt_if.is_some() { "exempt" } else { "none" }
    )
}

/// FNV-1a: short and stable; nothing here guards against forgery.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

pub fn category_bits(categories: &[Category]) -> u8 {
    categories.iter().fold(0, |bits, category| bits | 1 << (*category as u8))
}

pub fn form_bits(clause: &ClauseEntry) -> u8 {
    let forms = clause.forms.as_deref().unwrap_or(&[Form::Single, Form::Joint, Form::Federation]);
    forms.iter().fold(0, |bits, form| bits | 1 << (*form as u8))
}

fn position<'a>(mut ids: impl Iterator<Item = &'a str>, id: &str) -> usize {
    // Validation has refused unknown ids.
    ids.position(|known| known == id).unwrap_or_default()
}

fn fact_id(guideline: &Guideline, id: &str) -> String {
    format!("FactId({})", fact_at(guideline, id))
}

pub fn fact_at(guideline: &Guideline, id: &str) -> u64 {
    position(guideline.facts.facts.iter().map(|fact| fact.get_ref().id.as_str()), id) as u64
}

pub fn rate_at(guideline: &Guideline, id: &str) -> u64 {
    position(guideline.facts.rates.iter().map(|rate| rate.get_ref().id.as_str()), id) as u64
}

fn star_name(star: u8) -> &'static str {
    ["Star::None", "Star::One", "Star::Two", "Star::Three", "Star::Four", "Star::Five"]
        .get(usize::from(star))
        .copied()
        .unwrap_or("Star::None")
}

const fn index_name(index: Index) -> &'static str {
    match index {
        Index::Basic => "RatingIndex::Basic",
        Index::Conformance => "RatingIndex::Conformance",
        Index::Vitality => "RatingIndex::Vitality",
        Index::Innovation => "RatingIndex::Innovation",
    }
}

const fn annex_name(annex: u8) -> &'static str {
    if annex == 1 { "Annex::One" } else { "Annex::Two" }
}
