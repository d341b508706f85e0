//! Refuses bad data, all problems at once, each with file, line and a sentence.

use super::problem::{Problem, line_at};
use super::schema::{
    BandEntry, BodyFile, Category, ClauseEntry, DocumentFile, FactsFile, Index, ReadingsFile, RowEntry, StarsFile,
    TableFile,
};
use super::words::{all_words, quotes, words};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::Spanned;

/// The whole guideline, checked.
#[derive(Debug)]
pub struct Guideline {
    pub document: DocumentFile,
    pub body: BodyFile,
    pub readings: ReadingsFile,
    pub stars: StarsFile,
    pub facts: FactsFile,
    /// In the order of the guideline.
    pub tables: Vec<TableFile>,
}

const CATEGORIES: [Category; 6] =
    [Category::Soe, Category::Private, Category::Platform, Category::Public, Category::Regional, Category::Township];

/// The categories of an annex.
pub fn categories_of(annex: u8) -> &'static [Category] {
    if annex == 1 { &CATEGORIES[..5] } else { &CATEGORIES[5..] }
}

/// The categories that a row speaks of.
pub fn applies_to(row: &RowEntry, annex: u8) -> Vec<Category> {
    row.applies_to.clone().unwrap_or_else(|| categories_of(annex).to_vec())
}

/// Reads and checks all files, given as name and text in order.
pub fn check(files: &[(String, String)]) -> Result<Guideline, Vec<Problem>> {
    let mut checker = Checker::default();
    let document = checker.single::<DocumentFile>(files, "document.toml");
    let stars = checker.single::<StarsFile>(files, "stars.toml");
    let facts = checker.single::<FactsFile>(files, "facts.toml");
    let body = checker.single::<BodyFile>(files, "body.toml");
    let readings = checker.single::<ReadingsFile>(files, "readings.toml");
    let tables: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|(name, text)| Some((name.as_str(), text.as_str(), checker.read::<TableFile>(name, text)?)))
        .collect();
    if let (Some(document), Some(stars), Some(facts), Some(body), Some(readings)) =
        (document, stars, facts, body, readings)
        && checker.problems.is_empty()
    {
        checker.stars(text_of(files, "stars.toml"), &stars);
        checker.facts(text_of(files, "facts.toml"), &facts);
        checker.readings(text_of(files, "readings.toml"), &readings);
        let mut seen = BTreeMap::new();
        for (name, text, table) in &tables {
            checker.table(&mut At { file: name, text }, table, &facts, &mut seen);
        }
        if checker.problems.is_empty() {
            let tables = tables.into_iter().map(|(_, _, table)| table).collect();
            return Ok(Guideline { document, body, readings, stars, facts, tables });
        }
    }
    Err(checker.problems)
}

fn text_of<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| text)
}

struct At<'a> {
    file: &'a str,
    text: &'a str,
}

#[derive(Default)]
struct Checker {
    problems: Vec<Problem>,
}

impl Checker {
    fn single<T: DeserializeOwned>(&mut self, files: &[(String, String)], name: &str) -> Option<T> {
        match files.iter().find(|(file, _)| file == name) {
            Some((name, text)) => self.read(name, text),
            None => {
                self.problems.push(Problem::new(name, 0, "缺少这个文件。".to_owned()));
                None
            }
        }
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str, text: &str) -> Option<T> {
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.span().map_or(0, |span| line_at(text, span.start));
                self.problems.push(Problem::new(name, line, in_chinese(error.message())));
                None
            }
        }
    }

    fn say(&mut self, at: &At<'_>, offset: usize, sentence: String) {
        self.problems.push(Problem::new(at.file, line_at(at.text, offset), sentence));
    }

    fn stars(&mut self, text: &str, file: &StarsFile) {
        let at = At { file: "stars.toml", text };
        for (number, star) in (1..).zip(&file.stars) {
            let (offset, star) = (star.span().start, star.get_ref());
            if star.star != number {
                self.say(&at, offset, format!("星级应从1到5依次写，这里应是{number}。"));
            }
            if star.vitality_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
                self.say(&at, offset, "百分数应在1到100之间。".to_owned());
            }
            if star.all_of.is_none() && star.vitality_percent.is_none() {
                self.say(&at, offset, format!("{number}星没有写条件。"));
            }
        }
        if file.stars.len() != 5 {
            self.say(&at, 0, "应有五个星级。".to_owned());
        }
        let mut seen = BTreeMap::new();
        for (offset, honour) in file.honours.iter().map(|honour| (honour.span().start, honour.get_ref())) {
            if seen.insert(honour.id.clone(), ()).is_some() {
                self.say(&at, offset, format!("荣誉“{}”写了两次。", honour.id));
            }
            if !(1..=5).contains(&honour.star) {
                self.say(&at, offset, format!("荣誉“{}”的星级应在1到5之间。", honour.id));
            }
        }
        for (number, target) in (1..).zip(&file.targets) {
            let (offset, target) = (target.span().start, target.get_ref());
            if target.star != number {
                self.say(&at, offset, format!("目标应从一星到五星依次写，这里应是{number}。"));
            }
            if target.percent.is_some() == target.count.is_some() {
                self.say(&at, offset, format!("{number}星的目标应写比例或家数，只写一样。"));
            }
            if target.percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
                self.say(&at, offset, "百分数应在1到100之间。".to_owned());
            }
        }
        if file.targets.len() != 5 {
            self.say(&at, 0, "应有五个目标。".to_owned());
        }
        let (offset, early) = (file.early_honours.span().start, file.early_honours.get_ref());
        if !(1950..=2100).contains(&early.until) || !(1..=10).contains(&early.years) {
            self.say(&at, offset, "早年荣誉的年度应是四位数，复核年数应在1到10之间。".to_owned());
        }
        let (offset, check) = (file.spot_check.span().start, file.spot_check.get_ref());
        if !(1..=5).contains(&check.from_star) || !(1..=100).contains(&check.percent) {
            self.say(&at, offset, "抽查的星级应在1到5之间，比例应在1到100之间。".to_owned());
        }
    }

    fn readings(&mut self, text: &str, file: &ReadingsFile) {
        let at = At { file: "readings.toml", text };
        for (number, reading) in (1..).zip(&file.readings) {
            let (offset, reading) = (reading.span().start, reading.get_ref());
            if reading.id != format!("A{number}") {
                self.say(&at, offset, format!("口径应依次编号，这里应是A{number}。"));
            }
            if reading.question.is_empty() || reading.taken.is_empty() {
                self.say(&at, offset, format!("口径{}须写出问题和读法。", reading.id));
            }
        }
    }

    /// Words of tables and facts are laid out each on a line.
    fn one_line<'a>(&mut self, at: &At<'_>, offset: usize, mut words: impl Iterator<Item = &'a str>) {
        if words.any(|word| word.contains('\n')) {
            self.say(at, offset, "表格和数据里的文字不能分行。".to_owned());
        }
    }

    fn facts(&mut self, text: &str, file: &FactsFile) {
        let at = At { file: "facts.toml", text };
        let known = |id: &str| file.facts.iter().any(|fact| fact.get_ref().id == id);
        let mut seen = Vec::new();
        for fact in &file.facts {
            let (offset, fact) = (fact.span().start, fact.get_ref());
            if seen.contains(&&fact.id) {
                self.say(&at, offset, format!("数据“{}”写了两次。", fact.id));
            }
            seen.push(&fact.id);
            let words = [&fact.id, &fact.label, &fact.short, &fact.unit, &fact.hint].into_iter();
            self.one_line(&at, offset, words.chain(&fact.label_annex2).map(String::as_str));
            if fact.label_annex2.as_deref() == Some("") {
                self.say(&at, offset, format!("“{}”在附件2的名称是空的，不另写就删去这一项。", fact.id));
            }
            if let Some(whole) = &fact.part_of
                && !known(whole)
            {
                self.say(&at, offset, format!("没有“{whole}”这个数据。"));
            }
            if circular(file, &fact.id) {
                self.say(&at, offset, format!("“{}”的包含关系绕成了圈。", fact.id));
            }
        }
        for group in &file.groups {
            for id in group.get_ref().facts.iter().filter(|id| !known(id)) {
                self.say(&at, group.span().start, format!("没有“{id}”这个数据。"));
            }
        }
        for fact in &file.facts {
            if !file.groups.iter().any(|group| group.get_ref().facts.contains(&fact.get_ref().id)) {
                self.say(
                    &at,
                    fact.span().start,
                    format!("数据“{}”没有归入任何一组，页面上填不了。", fact.get_ref().id),
                );
            }
        }
        let mut seen = Vec::new();
        for rate in &file.rates {
            let (offset, rate) = (rate.span().start, rate.get_ref());
            if seen.contains(&&rate.id) {
                self.say(&at, offset, format!("比率“{}”写了两次。", rate.id));
            }
            seen.push(&rate.id);
            for id in [&rate.of, &rate.per].into_iter().filter(|id| !known(id)) {
                self.say(&at, offset, format!("没有“{id}”这个数据。"));
            }
        }
    }

    fn table(&mut self, at: &mut At<'_>, table: &TableFile, facts: &FactsFile, seen: &mut BTreeMap<String, String>) {
        if !(1..=2).contains(&table.annex) {
            self.say(at, 0, "附件只有1和2。".to_owned());
            return;
        }
        if (table.index == Index::Innovation) != table.star.is_none()
            || table.star.is_some_and(|star| !(1..=5).contains(&star))
        {
            self.say(at, 0, "星级应为1到5；只有创新指数不写星级。".to_owned());
        }
        let mark = table.star.map_or_else(|| "i".to_owned(), |star| star.to_string());
        let prefix = format!("{}{mark}-", if table.annex == 1 { "g" } else { "t" });
        for (ordinal, spanned) in (1..).zip(&table.rows) {
            let (offset, row) = (spanned.span().start, spanned.get_ref());
            if let Some(file) = seen.insert(row.id.clone(), at.file.to_owned()) {
                self.say(at, offset, format!("行号“{}”已在{file}里用过，编号不能重复，也不能改作他用。", row.id));
            }
            if row.id != format!("{prefix}{ordinal:02}") {
                self.say(at, offset, format!("行号“{}”应为“{prefix}{ordinal:02}”。", row.id));
            }
            self.row(at, offset, row, table, facts, seen);
        }
        for category in categories_of(table.annex) {
            let spoken = |row: &RowEntry| {
                applies_to(row, table.annex).contains(category)
                    && row.clauses.iter().any(|clause| in_scope(clause.get_ref(), *category))
            };
            if !table.rows.iter().any(|row| spoken(row.get_ref())) {
                self.say(at, 0, format!("这张表对{}没有一行适用。", name_of(*category)));
            }
        }
    }

    fn row(
        &mut self,
        at: &At<'_>,
        offset: usize,
        row: &RowEntry,
        table: &TableFile,
        facts: &FactsFile,
        seen: &mut BTreeMap<String, String>,
    ) {
        if !(6..=12).contains(&row.title.chars().count()) {
            self.say(at, offset, format!("标题“{}”应为6到12个字。", row.title));
        }
        if (table.index == Index::Innovation) != row.dimension.is_none() {
            self.say(at, offset, "维度应写明；只有创新指数不分维度。".to_owned());
        }
        if row.clauses.is_empty() {
            self.say(at, offset, format!("“{}”没有要点。", row.id));
        }
        self.one_line(at, offset, all_words(row));
        if !row.legible && row.reading.is_none() {
            self.say(at, offset, format!("“{}”写明看不清，须写出存疑和口径。", row.id));
        }
        let categories = applies_to(row, table.annex);
        for category in categories.iter().filter(|category| !categories_of(table.annex).contains(category)) {
            self.say(at, offset, format!("{}不在这个附件里。", name_of(*category)));
        }
        for category in &categories {
            if words(row, *category).is_empty() {
                self.say(at, offset, format!("“{}”对{}没有原文。", row.id, name_of(*category)));
            }
        }
        for (letter, clause) in ('a'..='z').zip(&row.clauses) {
            let (offset, clause) = (clause.span().start, clause.get_ref());
            let expected = format!("{}.{letter}", row.id);
            if seen.insert(clause.id.clone(), at.file.to_owned()).is_some() {
                self.say(at, offset, format!("要点号“{}”用过了，编号不能重复。", clause.id));
            }
            if clause.id != expected {
                self.say(at, offset, format!("要点号“{}”应为“{expected}”。", clause.id));
            }
            if clause.exempt_if.as_deref() == Some("") {
                self.say(at, offset, format!("“{}”的申明是空的，不能申明就删去这一项。", clause.id));
            }
            self.scope(at, offset, clause, &categories);
            self.quote(at, offset, row, clause, &categories);
            self.rule(at, offset, clause, facts);
        }
    }

    fn scope(&mut self, at: &At<'_>, offset: usize, clause: &ClauseEntry, categories: &[Category]) {
        for category in clause.categories.iter().flatten().filter(|category| !categories.contains(category)) {
            self.say(at, offset, format!("“{}”写了{}，但本行不适用于它。", clause.id, name_of(*category)));
        }
        let empty = clause.categories.as_ref().is_some_and(Vec::is_empty)
            || clause.forms.as_ref().is_some_and(Vec::is_empty)
            || clause.bodies.as_ref().is_some_and(Vec::is_empty);
        if empty {
            self.say(at, offset, format!("“{}”的范围是空的，对谁都不适用。", clause.id));
        }
    }

    fn quote(&mut self, at: &At<'_>, offset: usize, row: &RowEntry, clause: &ClauseEntry, categories: &[Category]) {
        let reading = row.reading.as_ref();
        // One of the cells that the clause speaks of must say it: cells differ in small words (“等工作”, “工作”).
        // Brackets mark what we supplied; the words without them are still the row's.
        let said = categories.iter().filter(|category| in_scope(clause, **category)).any(|category| {
            let words = words(row, *category);
            quotes(words, &clause.quote) || quotes(&words.replace(['〔', '〕'], ""), &clause.quote)
        });
        let read = reading.is_some_and(|reading| {
            reading.wording.as_deref().is_some_and(|wording| quotes(wording, &clause.quote))
                || (!row.legible && reading.taken.contains(&clause.quote))
        });
        if !(said || read) {
            self.say(at, offset, format!("“{}”引用的“{}”不在本行原文里。", clause.id, clause.quote));
        }
    }

    fn rule(&mut self, at: &At<'_>, offset: usize, clause: &ClauseEntry, facts: &FactsFile) {
        let known_fact = |id: &str| facts.facts.iter().any(|fact| fact.get_ref().id == id);
        let known_rate = |id: &str| facts.rates.iter().any(|rate| rate.get_ref().id == id);
        let rules = [clause.rate.is_some(), clause.count.is_some(), clause.rate_by_size.is_some()];
        if rules.into_iter().filter(|rule| *rule).count() > 1 {
            self.say(at, offset, format!("“{}”写了不止一种判定规则。", clause.id));
        }
        if let Some(rule) = &clause.rate {
            if !known_rate(&rule.of) {
                self.say(at, offset, format!("没有“{}”这个比率。", rule.of));
            }
            if !(1..=100).contains(&rule.at_least) {
                self.say(at, offset, "百分数应在1到100之间。".to_owned());
            }
        }
        if let Some(rule) = &clause.count
            && !known_fact(&rule.of)
        {
            self.say(at, offset, format!("没有“{}”这个数据。", rule.of));
        }
        if let Some(rule) = &clause.rate_by_size {
            if !known_rate(&rule.of) {
                self.say(at, offset, format!("没有“{}”这个比率。", rule.of));
            }
            if !known_fact(&rule.size) {
                self.say(at, offset, format!("没有“{}”这个数据。", rule.size));
            }
            if !bands_are_whole(&rule.bands) {
                self.say(at, offset, format!("“{}”的分档应从小到大，最后一档不写上限，每档1到100。", clause.id));
            }
        }
        if let Some(when) = &clause.when
            && !known_fact(&when.fact)
        {
            self.say(at, offset, format!("没有“{}”这个数据。", when.fact));
        }
    }
}

fn circular(file: &FactsFile, id: &str) -> bool {
    let part_of = |id: &str| file.facts.iter().map(Spanned::get_ref).find(|fact| fact.id == id)?.part_of.as_deref();
    let mut at = part_of(id);
    let mut steps = 0;
    while let Some(whole) = at {
        steps += 1;
        if whole == id || steps > file.facts.len() {
            return true;
        }
        at = part_of(whole);
    }
    false
}

/// Bands leave no gap by their form; they must rise and end open.
fn bands_are_whole(bands: &[BandEntry]) -> bool {
    let Some((last, closed)) = bands.split_last() else { return false };
    last.up_to.is_none()
        && closed.iter().all(|band| band.up_to.is_some())
        && closed.windows(2).all(|pair| pair[0].up_to < pair[1].up_to)
        && bands.iter().all(|band| (1..=100).contains(&band.at_least))
}

fn in_scope(clause: &ClauseEntry, category: Category) -> bool {
    clause.categories.as_ref().is_none_or(|categories| categories.contains(&category))
}

const fn name_of(category: Category) -> &'static str {
    match category {
        Category::Soe => "国有（集体）企业",
        Category::Private => "非公企业",
        Category::Platform => "新业态企业",
        Category::Public => "机关（事业）单位",
        Category::Regional => "区域（行业）性工会",
        Category::Township => "乡镇（街道、园区）",
    }
}

/// The reader's messages, as far as they are of a known form.
fn in_chinese(message: &str) -> String {
    let quoted = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        format!("不认识的键“{}”，请核对拼写。", quoted(message))
    } else if message.starts_with("missing field") {
        format!("缺少“{}”。", quoted(message))
    } else if message.starts_with("unknown variant") {
        format!("不认识的代号“{}”，请核对拼写。", quoted(message))
    } else {
        format!("格式不对（{message}），请核对引号、括号和等号。")
    }
}
