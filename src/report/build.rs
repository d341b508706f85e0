//! Puts the report together.

use super::basics::basics;
use super::opinions::{opinions, track};
use super::rows::{evidence, exemptions, problems, rows};
use super::value::{Block, Part, Report, Section, Signature};
use super::verdict::{tables, verdict};
use super::visible::shown;
use crate::dossier::{Dossier, day, digest};
use crate::guideline::{Annex, DOCUMENT, ProfileGap};
use crate::rating::{half_filled, rate};

/// The report of a dossier, or what its profile lacks.
pub fn build(dossier: &Dossier) -> Result<Report, Vec<ProfileGap>> {
    put_together(dossier, Source::Dossier)
}

/// The report of a dossier that came as a code: what a code does not carry is said to be elsewhere, not to be missing.
pub fn build_from_code(dossier: &Dossier) -> Result<Report, Vec<ProfileGap>> {
    put_together(dossier, Source::Code)
}

/// Whether all of the dossier is at hand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Dossier,
    Code,
}

fn elsewhere(what: &str) -> Block {
    Block::Paragraph(format!("{what}不在二维码和链接里，见单位所交的报告。"))
}

fn put_together(dossier: &Dossier, source: Source) -> Result<Report, Vec<ProfileGap>> {
    let inputs = dossier.inputs()?;
    let rating = rate(inputs);
    let annex = inputs.profile.annex();
    let (filled, all) = rating.progress(inputs.profile);
    let (attachment, reference) = match annex {
        Annex::One => ("附件1", ""),
        Annex::Two => ("附件2", "（供参照执行）"),
    };
    let mut remarks = Vec::new();
    if dossier.sample {
        remarks.push("（示例，数字和答复是虚构的）".to_owned());
    }
    let half = half_filled(inputs, &rating);
    if filled < all {
        remarks.push(format!("（草稿，{all}行中尚有{}行待填）", all - filled));
    } else if half > 0 {
        remarks.push(format!("（草稿，{half}行还有要点待填）"));
    }
    if annex == Annex::Two {
        remarks.push("（参照星级，不计入统计目标）".to_owned());
    }
    // The sections speak of the self-assessment; what stands is another's to say. A code carries no reviews.
    if let Some(after) = dossier.reviewed_by_all() {
        remarks.push(format!("（复核{}，星级以复核为准）", after.rating.assured.name()));
    }
    let mut plan = problems(dossier, inputs, &dossier.standing_rating()?);
    let mut listed = evidence(dossier, inputs);
    let mut said = opinions(dossier, inputs, &rating);
    if source == Source::Code {
        remarks.push(
            "（由二维码或链接打开，不含备注、佐证、整改计划、复核意见和曾获荣誉，以单位所交的报告为准）".to_owned(),
        );
        plan.push(elsewhere("整改计划"));
        listed = vec![elsewhere("佐证材料")];
        said = vec![elsewhere("复核意见")];
    }
    let parts: [(Part, &'static str, Vec<Block>); 8] = [
        (Part::Basics, "基本情况", basics(dossier, inputs)),
        (Part::Conclusion, "自评结论", [verdict(inputs.profile, &rating), track(dossier, &rating)].concat()),
        (Part::Tables, "各表的达标情况", tables(annex, &rating)),
        (Part::Rows, "逐行情况", rows(dossier, inputs, &rating)),
        (Part::Plan, "存在问题及整改措施", plan),
        (Part::Exemptions, "不适用和存疑的行", exemptions(dossier, inputs, &rating)),
        (Part::Evidence, "佐证材料目录", listed),
        (Part::Opinions, "签章与复核意见", [said, vec![Block::Signatures(signatures(annex))]].concat()),
    ];
    let as_of = if dossier.as_of.is_empty() {
        String::new()
    } else {
        format!("数字截至{}。", chinese_date(&dossier.as_of))
    };
    Ok(parted(shown(Report {
        title: vec![dossier.union.called().to_owned(), format!("{}年度星级自评报告", dossier.year)],
        remarks,
        opening: format!(
            "我会对照《{}》（{}）{attachment}{reference}逐行自评，现报告如下。",
            DOCUMENT.title, DOCUMENT.number
        ),
        sections: parts.into_iter().map(|(part, name, blocks)| Section { part, name, blocks }).collect(),
        closing: format!("注：自评结果，以上级工会复核认定为准。{as_of}"),
        digest: digest(dossier),
    })))
}

/// Line breaks that people typed part the paragraphs of a cell; elsewhere they are blanks.
fn parted(mut report: Report) -> Report {
    const BREAKS: [char; 2] = ['\n', '\r'];
    let one_line = |text: &mut String| {
        if text.contains(BREAKS) {
            *text = text.replace(BREAKS, " ");
        }
    };
    report.title.iter_mut().for_each(one_line);
    one_line(&mut report.closing);
    for block in report.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Table(table) = block {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                if cell.iter().any(|line| line.contains(BREAKS)) {
                    let lines = cell.iter().flat_map(|line| line.split(BREAKS)).map(str::trim);
                    *cell = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
                }
            }
        }
    }
    report
}

fn signatures(annex: Annex) -> Vec<Signature> {
    let higher = match annex {
        Annex::One => "乡镇（街道）或上级工会意见",
        Annex::Two => "上级工会意见",
    };
    vec![
        Signature { name: "工会主席（签字）", seal: false },
        Signature { name: "工会（盖章）", seal: false },
        Signature { name: "同级党组织意见", seal: true },
        Signature { name: higher, seal: true },
        Signature { name: "区县（市）总工会、产业工会复核意见", seal: true },
        Signature { name: "市总工会意见", seal: true },
    ]
}

/// 2026-10-31 as 2026年10月31日; anything that is no day of the calendar as it was written.
fn chinese_date(text: &str) -> String {
    day(text).map_or_else(|| text.to_owned(), |(year, month, day)| format!("{year}年{month}月{day}日"))
}
