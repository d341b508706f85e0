//! The report's words for the engine's values: as on screen, without blanks round digits.

use crate::dossier::{Dossier, EntryError, HeldHonour};
use crate::guideline::{Annex, ClauseId, FactId, RateId, RowId, Star, Table};
use crate::rating::{
    Inputs, Measure, Outcome, Outcomes, Rating, RungState, Value, clause_outcomes, is_claimed, measure,
};

/// 活力指数（三星）
pub fn table_name(table: &Table) -> String {
    match table.star {
        Some(star) => format!("{}（{}）", table.index.name(), star.name()),
        None => table.index.name().to_owned(),
    }
}

/// 三星03
pub fn row_name(row: RowId) -> String {
    format!("{}{:02}", table_head(row), row.get().ordinal)
}

/// The row that people name so (三星03, 三星 3, 三星第 03 行, with full-width digits too), or by its key. Rows of
/// both annexes have the same names: which annex is the union's to say.
pub fn row_named(annex: Annex, name: &str) -> Option<RowId> {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        _ => c,
    };
    let name: String = name.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    if let Some(row) = RowId::from_key(&name) {
        return Some(row);
    }
    let (head, number) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
    let head = head.strip_suffix('第').unwrap_or(head);
    let ordinal: u8 = number.strip_suffix('行').unwrap_or(number).parse().ok()?;
    let is_named = |row: &RowId| row.get().ordinal == ordinal && table_head(*row) == head;
    Table::of_annex(annex).flat_map(Table::rows).find(is_named)
}

/// 三星, or 创新 where the table is of no star.
fn table_head(row: RowId) -> &'static str {
    row.get().table().star.map_or("创新", Star::name)
}

/// Where a star stands, in words.
pub const fn standing(state: RungState) -> &'static str {
    match state {
        RungState::Assured => "已确保",
        RungState::Attainable => "可以达到",
        RungState::OutOfReach => "按现有数据达不到",
    }
}

/// 达到, 未达到, 不适用, 待填
pub const fn outcome(outcomes: Outcomes) -> &'static str {
    match outcomes.definite() {
        Some(Outcome::Met) => "达到",
        Some(Outcome::NotMet) => "未达到",
        Some(Outcome::NotApplicable) => "不适用",
        None => "待填",
    }
}

/// What is said where the unit changed a row after a review refused it.
pub const OUTRUN: &str = "（复核后本会改过这一行）";

/// What a row turned out to be, and what reviews left of that: 达到, （复核不认可）.
pub fn outcome_reviewed(row: RowId, dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Vec<String> {
    let mut said = vec![outcome(rating.row(row)).to_owned()];
    let mut claims = row.get().clauses().filter(|id| claim(*id, inputs).is_some()).peekable();
    let is_claimed = claims.peek().is_some();
    let confirmed: Vec<_> = claims.map(|id| dossier.confirmed(id, dossier.reviews.len())).collect();
    // A claim that is refused refuses its row.
    let is_refused = dossier.refusal(row, inputs, dossier.reviews.len()).is_some();
    if is_refused {
        said.push("（复核不认可）".to_owned());
    }
    if dossier.is_refused_before(row, rating) {
        said.push(OUTRUN.to_owned());
    }
    if confirmed.contains(&None) {
        said.push("（待复核确认）".to_owned());
    } else if is_claimed && !is_refused {
        said.push("（申明复核已确认）".to_owned());
    }
    said
}

/// What became of a claim.
pub fn confirmation(id: ClauseId, dossier: &Dossier) -> &'static str {
    match dossier.confirmed(id, dossier.reviews.len()) {
        Some(true) => "复核已确认",
        Some(false) => "复核不确认",
        None => "待复核确认",
    }
}

/// 会员人数; a label that begins with 其中 after that of the whole: 辖区25人以上企业职工数，其中会员数
pub fn fact_name(fact: FactId, annex: Annex) -> String {
    let label = fact.get().label(annex);
    match fact.get().part_of {
        Some(whole) if label.starts_with("其中") => format!("{}，{label}", whole.get().label(annex)),
        _ => label.to_owned(),
    }
}

/// 2021年度市先进职工之家
pub fn honour(held: &HeldHonour) -> String {
    format!("{}年度{}", held.year, held.honour.name)
}

/// What was typed where it is no number that can be meant, and why not.
pub fn not_understood<T>(typed: &str, parse: impl Fn(&str) -> Result<T, EntryError>) -> String {
    format!("“{typed}”（{}）", parse(typed).err().unwrap_or(EntryError::NotANumber).short())
}

/// 63人
pub fn count(fact: FactId, count: u64) -> String {
    format!("{count}{}", fact.get().unit)
}

fn percent(hundredths: u64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Why there is no rate; empty where there is one.
pub fn no_rate(rate: RateId, value: Value) -> String {
    match value {
        Value::Ratio(_) | Value::Percent(_) => String::new(),
        Value::NothingToMeasure => format!("{}为0，不适用", rate.get().per.get().short),
        Value::ZeroDenominator => "分母为0，算不出".to_owned(),
        Value::Contradiction { of, per } => format!("{of}多于{per}，数字有误"),
        Value::Missing { .. } => "未填".to_owned(),
    }
}

/// 63÷80=78.75%，须≥80%，还差1人
pub fn arithmetic(measure: &Measure) -> String {
    let short = |fact: FactId| {
        let missing = measure.shortfall().filter(|missing| *missing > 0);
        missing.map_or_else(String::new, |missing| format!("，还差{}", count(fact, missing)))
    };
    match *measure {
        Measure::Count { fact, value, at_least } => {
            let value = value.map_or_else(|| "未填".to_owned(), |value| count(fact, value));
            format!("{value}，须≥{}{}", count(fact, at_least), short(fact))
        }
        Measure::Rate { rate, value, at_least } => {
            let known = match value {
                Value::Ratio(ratio) => format!("{}÷{}={}", ratio.of, ratio.per, percent(ratio.hundredths())),
                Value::Percent(percent) => format!("直接填写{percent}%"),
                Value::NothingToMeasure => return no_rate(rate, value),
                _ => no_rate(rate, value),
            };
            let asked = at_least.map_or_else(|| "，按职工人数分档".to_owned(), |least| format!("，须≥{least}%"));
            format!("{known}{asked}{}", short(rate.get().of))
        }
    }
}

/// A clause on paper: a 会员实名制实施动态管理：达到
pub fn clause(id: ClauseId, dossier: &Dossier, inputs: Inputs<'_>, lettered: bool) -> Option<String> {
    let outcomes = clause_outcomes(id, inputs)?;
    let clause = id.get();
    let letter = if lettered { format!("{} ", clause.letter()) } else { String::new() };
    let claim = claim(id, inputs).map(|sentence| format!("（申明：{sentence}，{}）", confirmation(id, dossier)));
    let sum = match (&claim, measure(id, inputs)) {
        // The outcome says already that it is 待填.
        (None, Some(measure)) => {
            let sum = arithmetic(&measure);
            let sum = sum.strip_prefix("未填，").unwrap_or(&sum);
            // Two clauses of a row may have the same words: the rate tells them apart.
            let alike = clause.row.get().clauses().filter(|other| other.get().quote == clause.quote).count() > 1;
            match measure {
                Measure::Rate { rate, .. } if alike => format!("（{}：{sum}）", rate.get().label),
                _ => format!("（{sum}）"),
            }
        }
        _ => String::new(),
    };
    let by_data = match (&claim, outcomes.definite(), clause.when) {
        (None, Some(Outcome::NotApplicable), Some(_)) => "（按填报数据）",
        _ => "",
    };
    Some(format!("{letter}{}：{}{}{sum}{by_data}", clause.quote, outcome(outcomes), claim.unwrap_or_default()))
}

/// The sentence that is claimed for a clause, if one is.
pub fn claim(id: ClauseId, inputs: Inputs<'_>) -> Option<&'static str> {
    id.get().exempt_if.filter(|_| is_claimed(id, inputs))
}

/// What a row lacks: b 会员实名制率63÷80=78.75%，须≥80%，还差1人.
pub fn lacks(row: RowId, dossier: &Dossier, inputs: Inputs<'_>) -> Vec<String> {
    let in_scope: Vec<_> = row.get().clauses().filter(|id| id.get().in_scope(inputs.profile)).collect();
    in_scope
        .iter()
        .filter(|id| clause_outcomes(**id, inputs).and_then(Outcomes::definite) == Some(Outcome::NotMet))
        .filter_map(|id| clause(*id, dossier, inputs, in_scope.len() > 1))
        .collect()
}
