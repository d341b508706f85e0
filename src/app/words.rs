//! Small pieces of the page's language, so that each is said one way.

use crate::guideline::{Dimension, RowId, Star, Table};
use crate::rating::Rating;

/// 活力指数 · 三星, 创新指数: a table's title.
pub fn table_title(table: &Table) -> String {
    match table.star {
        Some(star) => format!("{} · {}", table.index.name(), star.name()),
        None => table.index.name().to_owned(),
    }
}

/// 三星03: a row's name in running text.
pub fn row_name(row: RowId) -> String {
    let table = row.get().table();
    let head = table.star.map_or("创新", Star::name);
    format!("{head}第\u{a0}{:02}\u{a0}行", row.get().ordinal)
}

/// 已确保二星 · 最高可达四星, 自评四星: the verdict in one line, with `between` in the middle.
pub fn verdict(rating: &Rating, between: &str) -> String {
    if rating.assured == rating.attainable {
        match rating.assured {
            Star::None => "未定星".to_owned(),
            star => format!("自评{}", star.name()),
        }
    } else {
        let assured = match rating.assured {
            Star::None => "未定星".to_owned(),
            star => format!("已确保{}", star.name()),
        };
        format!("{assured}{between}最高可达{}", rating.attainable.name())
    }
}

/// 引领力, or a dash for rows without a dimension.
pub fn dimension_name(dimension: Option<Dimension>) -> &'static str {
    dimension.map_or("", Dimension::name)
}
