//! What the desk answers when it is asked.

use super::desk::Desk;
use super::draw::Strata;
use super::intake::read_unit;
use super::list::line;
use super::message::{Ask, Tell, UnitDetail};
use super::opinion::{opine, refused, rows_named, uphold};
use super::problem::Problem;
use super::record::{DrawRecord, RecordError};
use crate::dossier::Review;
use std::collections::HashMap;

impl Desk {
    /// Answers.
    pub fn ask(&mut self, ask: Ask) -> Tell {
        let tell = self.answer(ask);
        self.revision +=
            u32::from(matches!(tell, Tell::Done(_) | Tell::Upheld(..) | Tell::Withdrawn(..) | Tell::Line(_)));
        tell
    }

    fn answer(&mut self, ask: Ask) -> Tell {
        const GONE: &str = "名单里没有这个单位，可能换了年度。请回到列表重新选。";
        const CHANGED: &str = "这份档案在汇总台上刚变过（读入了新的一份，或记了意见）。请看过现在的，再取一次。";
        let failed = |error: &dyn core::fmt::Display| Tell::Failed(error.to_string());
        match ask {
            Ask::Overview(year) => {
                let before = self.year;
                self.year = year.filter(|year| self.units.iter().any(|unit| unit.year == *year)).unwrap_or(self.year);
                if self.year != before {
                    self.listed = None;
                }
                Tell::Overview(Box::new(self.overview()), self.name.clone(), self.record().cloned().map(Box::new))
            }
            Ask::Units { filter, sort: by, from, count } => {
                let known = self.listed.take().filter(|listed| from > 0 && listed.filter == filter && listed.by == by);
                let listed = known.unwrap_or_else(|| self.list(filter, by));
                let lines = listed.positions.iter().skip(from).take(count).map(|at| &self.units[*at]);
                let told = Tell::Units(listed.positions.len(), lines.map(line).collect());
                self.listed = Some(listed);
                told
            }
            Ask::Count(filter) => Tell::Count(self.positions(&filter).len()),
            Ask::Problems { from, count } => {
                let sentence = |problem: &Problem| (problem.source.clone(), problem.name.clone(), problem.to_string());
                let lines = self.problems().skip(from).take(count).map(sentence).collect();
                Tell::Problems(self.problems().count(), lines)
            }
            Ask::Unit(id) => match self.find(&id) {
                Some(at) => {
                    let unit = &self.units[at];
                    let found = self.record().and_then(|record| {
                        let entry = record.entry_of(unit)?;
                        Some((entry.star, record.results.get(&entry.id)?.clone()))
                    });
                    let (text, source, seen) = (unit.text(), unit.source.clone(), unit.stamp());
                    Tell::Unit(Box::new(UnitDetail { text, source, seen, line: line(unit), check: found }))
                }
                None => Tell::Failed(GONE.to_owned()),
            },
            Ask::Put { text, seen } => match read_unit("", 0, text.as_bytes()) {
                Ok(changed) => match self.find(&changed.id) {
                    // Said of a dossier that is no longer there: a newer file has come, or an opinion from the list.
                    Some(at) if self.units[at].stamp() != seen => Tell::Failed(CHANGED.to_owned()),
                    Some(at) => {
                        let old = &self.units[at];
                        self.units[at] = changed.from_file_of(old);
                        self.check();
                        Tell::Done(1)
                    }
                    None => Tell::Failed(GONE.to_owned()),
                },
                Err(reason) => failed(&reason),
            },
            Ask::Uphold { filter, level, body, date } => {
                let positions = self.positions(&filter);
                let head = Review { body, date, ..Review::new(level) };
                let mut earlier: HashMap<_, _> =
                    self.upheld.drain(..).map(|upheld| (upheld.of().clone(), upheld)).collect();
                let mut left = 0;
                for at in positions {
                    let unit = &self.units[at];
                    match uphold(unit, &head, earlier.remove(&(unit.year, unit.id.clone()))) {
                        Some((unit, upheld)) => {
                            self.units[at] = unit;
                            self.upheld.push(upheld);
                        }
                        None => left += 1,
                    }
                }
                self.check();
                Tell::Upheld(self.upheld.len(), left)
            }
            Ask::Withdraw => {
                let places: HashMap<_, _> =
                    self.units.iter().enumerate().map(|(at, unit)| ((unit.year, unit.id.clone()), at)).collect();
                let (mut changed, mut left) = (0, 0);
                for upheld in core::mem::take(&mut self.upheld) {
                    let at = places.get(upheld.of()).copied();
                    match at.and_then(|at| Some((at, upheld.withdrawn(&self.units[at])?))) {
                        Some((at, unit)) => {
                            self.units[at] = unit;
                            changed += 1;
                        }
                        None => left += 1,
                    }
                }
                self.check();
                Tell::Withdrawn(changed, left)
            }
            Ask::Refused { id, level } => match self.find(&id).map(|at| refused(&self.units[at], level)) {
                Some(Ok((rows, reason))) => Tell::Refused(rows, reason),
                Some(Err(sentence)) => Tell::Failed(sentence),
                None => Tell::Failed(GONE.to_owned()),
            },
            Ask::Opine(said) => match self.find(&said.id).map(|at| (at, opine(&self.units[at], &said))) {
                Some((at, Ok(unit))) => {
                    self.units[at] = unit;
                    self.check();
                    Tell::Line(Box::new(line(&self.units[at])))
                }
                Some((_, Err(sentence))) => Tell::Failed(sentence),
                None => Tell::Failed(GONE.to_owned()),
            },
            Ask::Name(name) => {
                // Once drawn, a record says whose desk it was then.
                for record in self.records.values_mut().filter(|record| record.seed.is_empty()) {
                    record.desk.clone_from(&name);
                }
                self.name = name;
                Tell::Done(0)
            }
            Ask::Freeze { percent, strata } => self.freeze(percent, strata),
            Ask::Draw { seed, origin, witnesses, date } => self.on_record(|record| {
                record.draw(&seed)?;
                (record.origin, record.witnesses, record.date) = (origin, witnesses, date);
                Ok(record.drawn.len())
            }),
            Ask::Pass(id) => self.on_record(|record| record.pass(&id).map(|()| 1)),
            Ask::Fail { id, rows, reason } => {
                let Some(unit) = self.find(&id).map(|at| self.units[at].clone()) else {
                    return Tell::Failed(GONE.to_owned());
                };
                match rows_named(unit.category().annex(), &rows) {
                    Ok(rows) => self.on_record(|record| record.fail(&unit, &rows, &reason).map(|_| 1)),
                    Err(sentence) => Tell::Failed(sentence),
                }
            }
            Ask::Unchecked(id) => self.on_record(|record| record.reopen(&id).map(|()| 1)),
            Ask::Discard => {
                self.checks += 1;
                self.records.remove(&self.year);
                self.units.iter_mut().filter(|unit| unit.year == self.year).for_each(|unit| unit.check(None));
                Tell::Done(0)
            }
        }
    }

    fn freeze(&mut self, percent: u8, strata: Strata) -> Tell {
        match DrawRecord::freeze(self.year, self.units.iter(), percent, strata) {
            Ok(mut record) => {
                let size = record.list.len();
                record.desk.clone_from(&self.name);
                self.records.insert(self.year, record);
                self.checks += 1;
                self.check();
                Tell::Done(size)
            }
            Err(error) => Tell::Failed(error.to_string()),
        }
    }

    fn on_record(&mut self, change: impl FnOnce(&mut DrawRecord) -> Result<usize, RecordError>) -> Tell {
        let Some(record) = self.records.get_mut(&self.year) else {
            return Tell::Failed("还没有冻结名单。请先冻结名单，再抽取。".to_owned());
        };
        match change(record) {
            Ok(count) => {
                self.checks += 1;
                self.check();
                Tell::Done(count)
            }
            Err(error) => Tell::Failed(error.to_string()),
        }
    }
}
