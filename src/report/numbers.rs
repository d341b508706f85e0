//! The numbers of one dossier as a worksheet: counts, and the rates that follow from them, with live formulas.

use super::basics::{DIRECT, Said, given_directly, is_used, of_fact};
use super::sheet::{Cell, figures, head, line, line_of, percent};
use super::wording::{fact_name, no_rate};
use crate::dossier::Dossier;
use crate::guideline::{FactId, RateId};
use crate::rating::{Inputs, Value, facts_in_use, superfluous, value};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// Counts and rates, in the words of paper where there is no number.
pub(super) fn numbers(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>) -> Result<(), XlsxError> {
    let columns = [("编号", 28.0), ("名称", 40.0), ("数值", 20.0), ("单位", 8.0), ("本工具算得", 14.0), ("说明", 34.0)];
    let widths = head(sheet, "基本数据", &columns)?;
    figures(sheet, &columns, &[2, 4])?;
    let annex = inputs.profile.annex();
    let used: Vec<FactId> = facts_in_use(inputs.profile).collect();
    for (row, fact) in (1..).zip(&used) {
        let said = of_fact(*fact, dossier, inputs);
        let said = match &said {
            Said::Number(count) => Cell::Number(usize::try_from(*count).unwrap_or(usize::MAX)),
            Said::Words(words) => Cell::Text(words),
        };
        let name = fact_name(*fact, annex);
        line_of(sheet, &widths, row, &[Cell::Text(fact.key()), Cell::Text(&name), said, Cell::Text(fact.get().unit)])?;
    }
    let place = |fact: FactId| used.iter().position(|other| *other == fact).map(|at| format!("C{}", at + 2));
    let percent = percent();
    let mut row = u32::try_from(used.len()).unwrap_or(u32::MAX).saturating_add(2);
    for id in RateId::all().filter(|id| is_used(*id, inputs.profile)) {
        let (Some(of), Some(per)) = (place(id.get().of), place(id.get().per)) else { continue };
        let (own, said) = rate_said(id, dossier, inputs);
        line(sheet, &widths, row, &[id.key(), id.get().label, "", "", "", &said])?;
        if let Some((own, is_counted)) = own {
            // The engine's number stands beside, and in the cell until a program counts anew.
            if is_counted {
                let formula = format!("=IF(OR({per}=0,{of}>{per}),\"\",INT({of}*10000/{per})/10000)");
                let formula = Formula::new(formula).set_result(own.to_string());
                sheet.write_formula_with_format(row, 2, formula, &percent)?;
            }
            sheet.write_number_with_format(row, 4, own, &percent)?;
        }
        row += 1;
    }
    Ok(())
}

/// A rate, and whether it follows from two counts that stand in the sheet; or why there is none.
fn rate_said(id: RateId, dossier: &Dossier, inputs: Inputs<'_>) -> (Option<(f64, bool)>, String) {
    // Rounded down, as everywhere: 79.996% never reads 80.00%.
    #[allow(clippy::cast_precision_loss, reason = "at most 10,000 for a rate")]
    let share = |hundredths: u64| hundredths as f64 / 10_000.0;
    match (given_directly(id, dossier, inputs), value(id, inputs)) {
        (Some(Said::Number(percent)), _) => (Some((share(percent.hundredths().into()), false)), DIRECT.to_owned()),
        (Some(Said::Words(words)), _) => (None, words),
        (None, Value::NothingToMeasure) => (None, no_rate(id, Value::NothingToMeasure)),
        (None, _) if [id.get().of, id.get().per].iter().any(|fact| superfluous(*fact, inputs).is_some()) => {
            (None, "不必填".to_owned())
        }
        (None, Value::Ratio(ratio)) => (Some((share(ratio.hundredths()), true)), String::new()),
        (None, value) => (None, no_rate(id, value)),
    }
}
