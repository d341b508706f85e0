//! Small pieces of the page's language, so that each is said one way.

use crate::app::html;
use crate::app::route::Page;
use crate::dossier::{Dossier, day};
use crate::guideline::{ClauseId, Dimension, FactId, RowId, Star, Table};
use crate::rating::{Measure, Outcome, Rating, Value};
use yew::prelude::*;

/// 活力指数 · 三星, 创新指数: a table's title.
pub fn table_title(table: &Table) -> String {
    match table.star {
        Some(star) => format!("{} · {}", table.index.name(), star.name()),
        None => table.index.name().to_owned(),
    }
}

/// 三星活力指数, 创新指数: a table's name in running text and in tables.
pub fn table_name(table: &Table) -> String {
    format!("{}{}", table.star.map_or("", Star::name), table.index.name())
}

/// 按1行计, as the data has it for paper, with the blanks of the screen: a number and its measure word stay together.
/// The document's own words, in quotes, stay as they are.
pub fn spaced(text: &str) -> String {
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let is_number = |c: char| c.is_ascii_digit() || c == '%';
    let (mut said, mut quoted, mut before) = (String::new(), false, ' ');
    for c in text.chars() {
        quoted = c == '“' || quoted && c != '”';
        if !quoted && (is_han(before) && is_number(c) || is_number(before) && is_han(c)) {
            said.push('\u{a0}');
        }
        said.push(c);
        before = c;
    }
    said
}

/// The last characters of a paragraph stay together, so that no line holds one alone.
pub fn with_tail(text: &str) -> Html {
    const TOGETHER: usize = 5;
    let tail = text.char_indices().rev().nth(TOGETHER - 1).map_or(0, |(at, _)| at);
    html! { <>{ text[..tail].to_owned() }<span class="nowrap">{ text[tail..].to_owned() }</span></> }
}

/// The union's name, as people are told it.
pub fn union_name(dossier: &Dossier) -> &str {
    dossier.union.called()
}

/// The name of a dossier's page.
pub const fn page_name(page: Page) -> &'static str {
    match page {
        Page::Union => "单位信息",
        Page::Facts(_) => "基本数据",
        Page::Table(table, _) => table.index.name(),
        Page::All(_) => "全部指标",
        Page::Result => "结果与提升",
        Page::Report => "自评报告",
        Page::Review => "复核",
        Page::Versions => "以前的版本",
    }
}

/// 三星第 03 行: a row's name in running text.
pub fn row_name(row: RowId) -> String {
    let table = row.get().table();
    let head = table.star.map_or("创新", Star::name);
    format!("{head}第\u{a0}{:02}\u{a0}行", row.get().ordinal)
}

/// 已确保二星 · 最高可达四星, 自评四星: the verdict in one line, with `between` in the middle.
pub fn verdict(rating: &Rating, between: &str) -> String {
    let own = if rating.assured == rating.attainable && rating.assured != Star::None { "自评" } else { "" };
    format!("{own}{}", star_interval(rating, between))
}

/// 自评四星 · 复核三星: the verdict, and where there is a review what it leaves.
pub fn standing(rating: &Rating, reviewed: Option<&Rating>, between: &str) -> String {
    let Some(after) = reviewed else { return verdict(rating, between) };
    let own = if rating.assured == rating.attainable { verdict(rating, between) } else { assured(rating) };
    format!("{own}{between}复核{}", after.assured.name())
}

/// 已确保二星, or the star where nothing is open.
fn assured(rating: &Rating) -> String {
    sure(rating.assured, rating.attainable)
}

fn sure(assured: Star, attainable: Star) -> String {
    match assured {
        star if star == attainable || star == Star::None => star.name().to_owned(),
        star => format!("已确保{}", star.name()),
    }
}

/// The same without 自评, where others say it too.
pub fn star_interval(rating: &Rating, between: &str) -> String {
    interval(rating.assured, rating.attainable, between)
}

/// The same of a unit's line, which has the stars that stand.
pub fn interval(assured: Star, attainable: Star, between: &str) -> String {
    let sure = sure(assured, attainable);
    if assured == attainable { sure } else { format!("{sure}{between}最高可达{}", attainable.name()) }
}

/// 引领力, or nothing for rows without a dimension.
pub fn dimension_name(dimension: Option<Dimension>) -> &'static str {
    dimension.map_or("", Dimension::name)
}

/// `78.75%`: two decimals, never rounded up to a threshold.
pub fn percent(hundredths: u64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// 63 人: a count with its measure word, never torn apart.
pub fn count(fact: FactId, count: u64) -> String {
    format!("{count}\u{a0}{}", fact.get().unit)
}

/// The short name without what it is a part of, and without 人数: 实名制会员, 会员.
pub fn bare(fact: FactId) -> &'static str {
    let short = fact.get().short;
    let short = short.strip_prefix("其中：").unwrap_or(short);
    short.strip_suffix("人数").unwrap_or(short)
}

/// 会员中女会员: the short name with what it is a part of, where it stands alone.
pub fn named_in_full(fact: FactId) -> String {
    let whole_of = |fact: FactId| fact.get().part_of.filter(|_| fact.get().short.starts_with("其中："));
    // Of 二级工会 some are at one star, and of these some at two: those are named as 二级工会 too.
    let whole = core::iter::successors(whole_of(fact), |whole| whole_of(*whole)).last();
    whole.map_or_else(|| bare(fact).to_owned(), |whole| format!("{}中{}", bare(whole), bare(fact)))
}

/// 还差 1 人, where it can be said in whole numbers.
pub fn shortfall(measure: &Measure) -> Option<String> {
    let fact = match measure {
        Measure::Rate { rate, .. } => rate.get().of,
        Measure::Count { fact, .. } => *fact,
    };
    measure.shortfall().filter(|missing| *missing > 0).map(|missing| format!("还差\u{a0}{}", count(fact, missing)))
}

/// 实名制会员 63 ÷ 会员 80 = 78.75%: what is known of a measured clause.
pub fn arithmetic(measure: &Measure) -> String {
    match *measure {
        Measure::Count { value: Some(value), fact, .. } => format!("年内{} {}", bare(fact), count(fact, value)),
        Measure::Count { value: None, fact, .. } => format!("{}待填", bare(fact)),
        Measure::Rate { rate, value, .. } => {
            let (of, per) = (rate.get().of, rate.get().per);
            match value {
                Value::Ratio(ratio) => {
                    format!(
                        "{} {} ÷ {} {} =\u{a0}{}",
                        bare(of),
                        ratio.of,
                        bare(per),
                        ratio.per,
                        percent(ratio.hundredths())
                    )
                }
                Value::Percent(value) => format!("{} {value}%（直接填写）", rate.get().label),
                Value::NothingToMeasure => format!("{}为 0，不适用", bare(per)),
                Value::ZeroDenominator => format!("{}为 0，算不出比率", bare(per)),
                Value::Contradiction { of: part, per: whole } => {
                    format!("{} {part} 多于{} {whole}，请核对", bare(of), bare(per))
                }
                Value::Missing { .. } => format!("{}待填", rate.get().label),
            }
        }
    }
}

/// 须 ≥ 80%，即 64 人
pub fn threshold(measure: &Measure) -> String {
    match *measure {
        Measure::Count { fact, at_least, .. } => format!("须 ≥ {}", count(fact, at_least)),
        Measure::Rate { at_least: None, .. } => "按职工人数分档".to_owned(),
        Measure::Rate { rate, value: Value::Ratio(ratio), at_least: Some(at_least) } => {
            format!("须 ≥ {at_least}%，即 {}", count(rate.get().of, ratio.numerator_for(at_least)))
        }
        Measure::Rate { at_least: Some(at_least), .. } => format!("须 ≥ {at_least}%"),
    }
}

/// b 还差 1 人, c 待填: the one reason why a row is not met or still open.
pub fn reason(clause: ClauseId, outcome: Option<Outcome>, measure: Option<&Measure>) -> String {
    let letter = clause.get().letter();
    match outcome {
        Some(Outcome::NotMet) => match measure.and_then(shortfall) {
            Some(shortfall) => format!("{letter} {shortfall}"),
            None => format!("{letter} 未达到"),
        },
        None => format!("{letter} 待填"),
        Some(Outcome::Met | Outcome::NotApplicable) => String::new(),
    }
}

/// 63 ÷ 80 = 78.75%: the arithmetic where the names stand beside it.
pub fn arithmetic_short(measure: &Measure) -> String {
    match *measure {
        Measure::Rate { value: Value::Ratio(ratio), .. } => {
            format!("{} ÷ {} =\u{a0}{}", ratio.of, ratio.per, percent(ratio.hundredths()))
        }
        Measure::Rate { value: Value::Percent(value), .. } => format!("{value}%（直接填写）"),
        Measure::Rate { value: Value::NothingToMeasure, .. } => "不适用".to_owned(),
        Measure::Rate { value: Value::Contradiction { .. } | Value::ZeroDenominator, .. } => {
            "数字改正后算出".to_owned()
        }
        Measure::Count { value: Some(value), fact, .. } => count(fact, value),
        Measure::Rate { value: Value::Missing { .. }, .. } | Measure::Count { value: None, .. } => {
            "填数后算出".to_owned()
        }
    }
}

/// ≥ 80%
pub fn threshold_short(measure: &Measure) -> String {
    match *measure {
        Measure::Rate { at_least: Some(at_least), .. } => format!("≥ {at_least}%"),
        Measure::Rate { at_least: None, .. } => "按人数分档".to_owned(),
        Measure::Count { fact, at_least, .. } => format!("≥ {}", count(fact, at_least)),
    }
}

/// What is wrong with a date, if anything.
pub fn no_day(text: &str) -> Option<&'static str> {
    (!text.trim().is_empty() && day(text).is_none()).then_some("没有这一天，请写成 2026-10-31 这样。")
}
