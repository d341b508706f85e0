//! Writes the checked guideline as Rust tables.

use super::schema::{Body, Category, ClauseEntry, Dimension, Form, Index, RowEntry, TextEntry, Zero};
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
    orders(out, guideline)?;
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

/// For each table the positions in the order of the keys, so that a key is found by halving.
fn orders(out: &mut String, guideline: &Guideline) -> core::fmt::Result {
    let rows = || guideline.tables.iter().flat_map(|table| &table.rows).map(toml::Spanned::get_ref);
    let clauses = rows().flat_map(|row| &row.clauses).map(|clause| clause.get_ref().id.as_str());
    order(out, "ROW_ORDER", rows().map(|row| row.id.as_str()))?;
    order(out, "CLAUSE_ORDER", clauses)?;
    order(out, "FACT_ORDER", guideline.facts.facts.iter().map(|fact| fact.get_ref().id.as_str()))?;
    order(out, "RATE_ORDER", guideline.facts.rates.iter().map(|rate| rate.get_ref().id.as_str()))
}

fn order<'a>(out: &mut String, name: &str, keys: impl Iterator<Item = &'a str>) -> core::fmt::Result {
    let mut keys: Vec<_> = keys.enumerate().collect();
    keys.sort_by_key(|(_, key)| *key);
    let positions: Vec<_> = keys.iter().map(|(position, _)| position.to_string()).collect();
    writeln!(out, "pub(super) static {name}: [u8; {}] = [{}];", positions.len(), positions.join(", "))
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
    writeln!(out, "/// All facts.\npub static FACTS: [Fact; {}] = [", file.facts.len())?;
    for fact in file.facts.iter().map(toml::Spanned::get_ref) {
        let part_of = fact.part_of.as_ref().map(|whole| fact_id(guideline, whole));
        writeln!(
            out,
            "Fact::new({:?}, [{:?}, {:?}], {:?}, {:?}, {:?}, {}),",
            fact.id,
            fact.label,
            fact.label_annex2.as_ref().unwrap_or(&fact.label),
            fact.short,
            fact.unit,
            fact.hint,
            part_of.map_or_else(|| "None".to_owned(), |id| format!("Some({id})"))
        )?;
    }
    writeln!(
        out,
        "];\n/// The headings under which facts are asked.\npub static FACT_GROUPS: [FactGroup; {}] = [",
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
    let row_count: usize = guideline.tables.iter().map(|table| table.rows.len()).sum();
    let (mut tables, mut rows, mut clauses) = (String::new(), String::new(), String::new());
    let (mut first_row, mut first_clause) = (0, 0);
    for (number, table) in guideline.tables.iter().enumerate() {
        writeln!(
            tables,
            "Table {{ annex: {}, index: {}, star: {}, first: {first_row}, len: {} }},",
            annex_name(table.annex),
            index_name(table.index),
            table.star.map_or_else(|| "None".to_owned(), |star| format!("Some({})", star_name(star))),
            table.rows.len()
        )?;
        for (ordinal, row) in (1..).zip(table.rows.iter().map(toml::Spanned::get_ref)) {
            write_row(&mut rows, row, ordinal, number, table.annex, first_clause)?;
            for clause in row.clauses.iter().map(toml::Spanned::get_ref) {
                write_clause(&mut clauses, guideline, clause, first_row, &applies_to(row, table.annex))?;
            }
            first_row += 1;
            first_clause += row.clauses.len();
        }
    }
    // Which rows, clauses and thresholds there are: not the words about them.
    let mut rules = String::new();
    stars(&mut rules, guideline)?;
    for rate in guideline.facts.rates.iter().map(toml::Spanned::get_ref) {
        writeln!(rules, "{} {} {} {:?}", rate.id, rate.of, rate.per, rate.zero_denominator)?;
    }
    rules.push_str(&tables);
    for clause in clauses.lines() {
        // The quote and the claim's sentence are words.
        let (before, after) = clause.split_once(", quote: ").unwrap_or((clause, ""));
        let rule = after.find(", rule: ").map_or("", |at| &after[at..]);
        rules.push_str(before);
        rules.push_str(rule.split(", exempt_if: ").next().unwrap_or(rule));
        rules.push_str(if rule.ends_with("exempt_if: None },") { " none\n" } else { " exempt\n" });
    }
    writeln!(
        out,
        "/// Changes when a rule changes, not when words do.\npub static RULES_DIGEST: &str = \"{:08x}\";",
        fnv(&rules)
    )?;
    writeln!(
        out,
        "/// The tables of both annexes, in order.\npub static TABLES: [Table; {}] = [\n{tables}];",
        guideline.tables.len()
    )?;
    writeln!(out, "/// All rows, in order.\npub static ROWS: [Row; {row_count}] = [\n{rows}];")?;
    writeln!(out, "/// All clauses, in order.\npub static CLAUSES: [Clause; {first_clause}] = [\n{clauses}];")
}

fn write_row(
    out: &mut String,
    row: &RowEntry,
    ordinal: usize,
    table: usize,
    annex: u8,
    first_clause: usize,
) -> core::fmt::Result {
    let text = match &row.text {
        TextEntry::All(text) => format!("Text::All({text:?})"),
        TextEntry::ByCategory(cells) => {
            let cells: Vec<_> =
                cells.iter().map(|(category, text)| format!("(Category::{category:?}, {text:?})")).collect();
            format!("Text::ByCategory(&[{}])", cells.join(", "))
        }
    };
    let reading = row.reading.as_ref().map_or_else(
        || "None".to_owned(),
        |reading| {
            format!(
                "Some(Reading {{ doubt: {:?}, wording: {:?}, taken: {:?}, basis: {:?} }})",
                reading.doubt, reading.wording, reading.taken, reading.basis
            )
        },
    );
    let dimension = row.dimension.map_or_else(
        || "None".to_owned(),
        |dimension| {
            let name = match dimension {
                Dimension::Leadership => "Leadership",
                Dimension::Organizing => "Organizing",
                Dimension::Service => "Service",
            };
            format!("Some(Dimension::{name})")
        },
    );
    writeln!(
        out,
        "Row {{ key: {:?}, ordinal: {ordinal}, table: {table}, dimension: {dimension}, title: {:?}, text: {text}, \
         applies_to: CategorySet({}), lasting: {}, legible: {}, reading: {reading}, first_clause: {first_clause}, clause_count: {} }},",
        row.id,
        row.title,
        category_bits(&applies_to(row, annex)),
        row.lasting,
        row.legible,
        row.clauses.len()
    )
}

fn write_clause(
    out: &mut String,
    guideline: &Guideline,
    clause: &ClauseEntry,
    row: usize,
    row_categories: &[Category],
) -> core::fmt::Result {
    let rule = if let Some(rule) = &clause.rate {
        format!("Rule::Rate {{ rate: {}, at_least: {} }}", rate_id(guideline, &rule.of), rule.at_least)
    } else if let Some(rule) = &clause.count {
        format!("Rule::Count {{ fact: {}, at_least: {} }}", fact_id(guideline, &rule.of), rule.at_least)
    } else if let Some(rule) = &clause.rate_by_size {
        let bands: Vec<_> = rule
            .bands
            .iter()
            .map(|band| format!("Band {{ up_to: {:?}, at_least: {} }}", band.up_to, band.at_least))
            .collect();
        format!(
            "Rule::RateBySize {{ rate: {}, size: {}, bands: &[{}] }}",
            rate_id(guideline, &rule.of),
            fact_id(guideline, &rule.size),
            bands.join(", ")
        )
    } else {
        "Rule::Judged".to_owned()
    };
    let forms = clause.forms.as_deref().unwrap_or(&[Form::Single, Form::Joint, Form::Federation]);
    let form_bits = forms.iter().fold(0, |bits, form| bits | 1 << (*form as u8));
    let body = match clause.bodies.as_deref() {
        Some([Body::Organ]) => "Some(Body::Organ)",
        Some([Body::Institution]) => "Some(Body::Institution)",
        _ => "None",
    };
    let when = clause.when.as_ref().map_or_else(
        || "None".to_owned(),
        |when| format!("Some(When {{ fact: {}, at_least: {} }})", fact_id(guideline, &when.fact), when.at_least),
    );
    writeln!(
        out,
        "Clause {{ key: {:?}, row: RowId({row}), quote: {:?}, rule: {rule}, categories: CategorySet({}), \
         forms: FormSet({form_bits}), body: {body}, when: {when}, exempt_if: {:?} }},",
        clause.id,
        clause.quote,
        category_bits(clause.categories.as_deref().unwrap_or(row_categories)),
        clause.exempt_if
    )
}

/// FNV-1a: short and stable; nothing here guards against forgery.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn category_bits(categories: &[Category]) -> u8 {
    categories.iter().fold(0, |bits, category| bits | 1 << (*category as u8))
}

fn position<'a>(mut ids: impl Iterator<Item = &'a str>, id: &str) -> usize {
    // Validation has refused unknown ids.
    ids.position(|known| known == id).unwrap_or_default()
}

fn fact_id(guideline: &Guideline, id: &str) -> String {
    let ids = guideline.facts.facts.iter().map(|fact| fact.get_ref().id.as_str());
    format!("FactId({})", position(ids, id))
}

fn rate_id(guideline: &Guideline, id: &str) -> String {
    let ids = guideline.facts.rates.iter().map(|rate| rate.get_ref().id.as_str());
    format!("RateId({})", position(ids, id))
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
