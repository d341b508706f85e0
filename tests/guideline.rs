//! Does the data agree with the transcription of the guideline, and is bad data refused?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use union_star::guideline::{
    Annex, BODY, Body, CLAUSES, Category, ClauseId, DOCUMENT, Dimension, EARLY_HONOURS, FACTS, Form, HONOURS, Honour,
    Profile, ProfileGap, RATES, READINGS, ROWS, RatingIndex, RowId, Rule, STAR_RULES, Star, Table, Text,
    ZeroDenominator,
};
use union_star::rating::threshold;

#[path = "../src/build/problem.rs"]
mod problem;
#[path = "../src/build/schema.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod schema;
#[path = "../src/build/validate.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod validate;
#[path = "../src/build/words.rs"]
mod words;

fn transcription() -> Value {
    serde_json::from_str(include_str!("guideline/indicators.json")).unwrap()
}

fn keys(categories: impl Iterator<Item = Category>) -> Value {
    json!(categories.map(Category::key).collect::<Vec<_>>())
}

fn row_as_json(id: RowId) -> Value {
    let row = id.get();
    let table = row.table();
    let annex = if table.annex == union_star::guideline::Annex::One { 1 } else { 2 };
    let text = match &row.text {
        Text::All(text) => json!({ "all": text }),
        Text::ByCategory(cells) => {
            let cells = cells.iter().map(|(category, text)| {
                (category.key().to_owned(), if text.is_empty() { Value::Null } else { json!(text) })
            });
            Value::Object(cells.collect())
        }
    };
    json!({
        "id": row.key,
        "annex": annex,
        "index": index_key(table.index),
        "star": table.star.map(union_star::guideline::Star::number),
        "dimension": row.dimension.map(|dimension| match dimension {
            Dimension::Leadership => "leadership",
            Dimension::Organizing => "organizing",
            Dimension::Service => "service",
        }),
        "ordinal": row.ordinal,
        "applies_to": keys(Category::ALL.into_iter().filter(|category| row.applies_to.contains(*category))),
        "text": text,
        "legible": row.legible,
        "doubtful": row.reading.is_some(),
        "reading": row.reading.as_ref().and_then(|reading| reading.wording),
        "clauses": row.clauses().map(clause_as_json).collect::<Vec<_>>(),
    })
}

const fn index_key(index: RatingIndex) -> &'static str {
    match index {
        RatingIndex::Basic => "basic",
        RatingIndex::Conformance => "conformance",
        RatingIndex::Vitality => "vitality",
        RatingIndex::Innovation => "innovation",
    }
}

fn clause_as_json(id: ClauseId) -> Value {
    let clause = id.get();
    let row = clause.row.get();
    let mut out = json!({ "id": clause.key, "quote": clause.quote });
    match &clause.rule {
        Rule::Judged => out["rule"] = json!("judged"),
        Rule::Rate { rate, at_least } => {
            out["rule"] = json!("rate");
            out["rate"] = json!(rate.key());
            out["at_least"] = json!(at_least);
        }
        Rule::Count { fact, at_least } => {
            out["rule"] = json!("count");
            out["fact"] = json!(fact.key());
            out["at_least"] = json!(at_least);
        }
        Rule::RateBySize { rate, size, bands } => {
            out["rule"] = json!("rate_by_size");
            out["rate"] = json!(rate.key());
            out["size"] = json!(size.key());
            let bands = bands.iter().map(|band| match band.up_to {
                Some(up_to) => json!({ "up_to": up_to, "at_least": band.at_least }),
                None => json!({ "at_least": band.at_least }),
            });
            out["bands"] = bands.collect();
        }
    }
    if clause.categories != row.applies_to {
        out["categories"] = keys(Category::ALL.into_iter().filter(|of| clause.categories.contains(*of)));
    }
    let forms: Vec<_> = Form::ALL.into_iter().filter(|form| clause.forms.contains(*form)).map(Form::key).collect();
    if forms.len() < 3 {
        out["forms"] = json!(forms);
    }
    if let Some(body) = clause.body {
        out["bodies"] = json!([body.key()]);
    }
    if let Some(when) = clause.when {
        out["when"] = json!({ "fact": when.fact.key(), "at_least": when.at_least });
    }
    if let Some(sentence) = clause.exempt_if {
        out["exempt_if"] = json!(sentence);
    }
    out
}

/// The transcription's row in the same shape: what is only a record of the scan is left out, and a scope
/// that says no more than the row's is not said.
fn expected(row: &Value) -> Value {
    let mut out = row.clone();
    let object = out.as_object_mut().unwrap();
    object.remove("dimension_legible");
    object.remove("reading_basis");
    let doubtful = object.remove("doubt").is_some_and(|doubt| !doubt.is_null());
    object.insert("doubtful".to_owned(), json!(doubtful));
    for clause in object["clauses"].as_array_mut().unwrap() {
        if clause["categories"] == row["applies_to"] {
            clause.as_object_mut().unwrap().remove("categories");
        }
    }
    out
}

#[test]
fn every_row_and_clause_is_the_transcriptions_to_the_letter() {
    let transcription = transcription();
    let rows = transcription["rows"].as_array().unwrap();
    assert_eq!((rows.len(), ROWS.len(), CLAUSES.len()), (114, 114, 238));
    for (row, id) in rows.iter().zip(RowId::all()) {
        assert_eq!(row_as_json(id), expected(row), "{}", id.key());
    }
}

#[test]
fn facts_rates_and_star_rules_are_the_transcriptions() {
    let transcription = transcription();
    assert_eq!(DOCUMENT.title, transcription["document"]["title"].as_str().unwrap());
    assert_eq!(DOCUMENT.number.replace('〔', "[").replace('〕', "]"), transcription["document"]["number"]);
    assert_eq!(DOCUMENT.issuer, transcription["document"]["issuer"].as_str().unwrap());
    let mut labels = BTreeMap::new();
    for (key, annex) in
        [("grassroots", union_star::guideline::Annex::One), ("township", union_star::guideline::Annex::Two)]
    {
        for (fact, label) in transcription["facts"][key].as_object().unwrap() {
            let found = FACTS.iter().find(|known| known.key == fact).unwrap_or_else(|| panic!("no fact {fact}"));
            assert_eq!(found.label(annex), label.as_str().unwrap());
            labels.insert(fact.clone(), ());
        }
    }
    assert_eq!(labels.len(), FACTS.len(), "no fact of ours alone");
    let rates = transcription["rates"].as_object().unwrap();
    assert_eq!(rates.len(), RATES.len());
    for rate in &RATES {
        let zero = match rate.zero_denominator {
            ZeroDenominator::Unknown => "unknown",
            ZeroDenominator::NotApplicable => "not_applicable",
        };
        let ours = json!({ "label": rate.label, "of": rate.of.key(), "per": rate.per.key(), "zero_denominator": zero });
        assert_eq!(ours, rates[rate.key], "{}", rate.key);
    }
    for (rule, star) in STAR_RULES.iter().zip(transcription["stars"].as_array().unwrap()) {
        let mut ours = json!({ "star": rule.star.number() });
        if let Some(index) = rule.all_of {
            ours["all_of"] = json!([index_key(index)]);
        }
        if let Some(percent) = rule.vitality_percent {
            ours["vitality_percent"] = json!(percent);
        }
        if let Some(rows) = rule.innovation_at_least {
            ours["innovation_at_least"] = json!(rows);
        }
        assert_eq!(ours, *star);
    }
}

/// How many rows of each vitality table speak of each kind of union (rules 三).
#[test]
fn as_many_rows_apply_as_the_rules_count() {
    let applying = |profile: Profile, key: &str| {
        let speaks = |row: &RowId| row.get().clauses().any(|clause| clause.get().in_scope(profile));
        Table::from_key(key).unwrap().rows().filter(speaks).count()
    };
    let profile = |category, form| Profile::new(Some(category), Some(form), Some(Body::Institution)).unwrap();
    for (category, counts) in [
        (Category::Soe, [5, 7, 16, 13, 13, 4]),
        (Category::Private, [5, 7, 16, 13, 13, 4]),
        (Category::Platform, [5, 7, 16, 12, 12, 4]),
        (Category::Public, [5, 7, 14, 12, 12, 4]),
        (Category::Regional, [5, 7, 16, 11, 13, 4]),
    ] {
        let ours = ["g1", "g2", "g3", "g4", "g5", "gi"].map(|key| applying(profile(category, Form::Single), key));
        assert_eq!(ours, counts, "{category:?}");
        let ours = ["g3", "g4", "g5"].map(|key| applying(profile(category, Form::Federation), key));
        assert_eq!(ours, [counts[2] - 1, counts[3] - 1, counts[4] - 1], "{category:?} as a federation");
    }
    let township = profile(Category::Township, Form::Single);
    assert_eq!(["t1", "t2", "t3", "t4", "t5", "ti"].map(|key| applying(township, key)), [4, 8, 12, 16, 12, 4]);
}

#[test]
fn every_size_has_exactly_one_band() {
    for clause in CLAUSES.iter() {
        if let Rule::RateBySize { bands, .. } = &clause.rule {
            assert!((0..200).all(|size| threshold(bands, size).is_some()), "{}", clause.key);
        }
    }
}

fn files() -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir("indicators")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Replaces a piece of one file and returns what the check says.
fn spoiled(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(text.contains(from), "{file} does not hold {from}");
    *text = text.replacen(from, to, 1);
    let problems = validate::check(&files).expect_err("bad data must be refused");
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_data_as_it_is_has_no_problem() {
    assert!(validate::check(&files()).is_ok());
}

#[test]
fn bad_data_is_refused_with_file_line_and_sentence() {
    let three = "1-3-three-star.toml";
    for (file, from, to, said) in [
        (three, "title = \"主题宣传与思想引领\"", "titel = \"主题宣传与思想引领\"", "titel"),
        (three, "id = \"g3-02\"", "id = \"g3-01\"", "行号“g3-01”已在1-3-three-star.toml里用过"),
        (three, "id = \"g3-02\"", "id = \"g3-20\"", "应为“g3-02”"),
        (three, "id = \"g3-01.b\"", "id = \"g3-01.a\"", "要点号“g3-01.a”用过了"),
        (three, "quote = \"有固定的工会工作场所\"", "quote = \"有宽敞的工会工作场所\"", "不在本行原文里"),
        (three, "of = \"real_name\"", "of = \"real_names\"", "没有“real_names”这个比率"),
        (three, "at_least = 80 }", "at_least = 101 }", "百分数应在1到100之间"),
        (
            three,
            "{ up_to = 49, at_least = 90 }, { up_to = 100",
            "{ up_to = 100, at_least = 90 }, { up_to = 49",
            "分档应从小到大",
        ),
        (three, ", { at_least = 70 }]", "]", "最后一档不写上限"),
        (three, "categories = [\"regional\"]", "categories = []", "范围是空的"),
        (three, "title = \"主题宣传与思想引领\"", "title = \"主题\"", "应为6到12个字"),
        ("1-1-basic.toml", "fact = \"women_members\"", "fact = \"women\"", "没有“women”这个数据"),
        ("1-6-innovation.toml", "annex = 1", "annex = 3", "附件只有1和2"),
        ("facts.toml", "part_of = \"members\"", "part_of = \"women_members\"", "绕成了圈"),
        ("facts.toml", "per = \"members\"", "per = \"memberz\"", "没有“memberz”这个数据"),
        ("stars.toml", "id = \"model\"", "id = \"advanced\"", "荣誉“advanced”写了两次"),
        ("readings.toml", "id = \"A2\"", "id = \"A3\"", "口径应依次编号，这里应是A2"),
        ("stars.toml", "count = 1000", "count = 1000\npercent = 5", "只写一样"),
        ("stars.toml", "from_star = 4", "from_star = 6", "抽查的星级应在1到5之间"),
        ("stars.toml", "until = 2019", "until = 19", "早年荣誉的年度应是四位数"),
        ("stars.toml", "years = 2", "years = 0", "复核年数应在1到10之间"),
        ("stars.toml", "vitality_percent = 80", "vitality_percent = 0", "百分数应在1到100之间"),
        ("document.toml", "issuer", "isuer", "isuer"),
        (three, "title = \"主题宣传与思想引领\"", "title = \"主题宣传\\n与思想引领\"", "不能分行"),
        (three, "title = \"主题宣传与思想引领\"", "title = \"主题宣传\\u000A与思想引领\"", "不能分行"),
        ("facts.toml", "\"在职职工，含劳务派遣工\"", "\"\"\"在职职工，\n含劳务派遣工\"\"\"", "不能分行"),
        ("facts.toml", "label_annex2 = \"", "label_annex2 = \"\" # \"", "在附件2的名称是空的"),
        ("1-1-basic.toml", "exempt_if = \"", "exempt_if = \"\" # \"", "的申明是空的"),
    ] {
        let problems = spoiled(file, from, to);
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains(said) && problem.starts_with(&format!("indicators/{file}:"))),
            "{from} → {to}: {problems:?}"
        );
    }
}

#[test]
fn a_problem_names_the_line_where_it_stands() {
    let text = std::fs::read_to_string("indicators/1-3-three-star.toml").unwrap();
    let expected = text.lines().position(|line| line.contains("id = \"g3-05.a\"")).unwrap() + 1;
    let problems = spoiled("1-3-three-star.toml", "quote = \"有固定的工会工作场所\"", "quote = \"没有\"");
    let line: usize = problems[0].split(':').nth(1).unwrap().parse().unwrap();
    assert!(line.abs_diff(expected) <= 1, "{problems:?}, clause at {expected}");
}

#[test]
fn a_category_without_any_row_of_a_table_is_refused() {
    let mut files = files();
    let (_, text) = files.iter_mut().find(|(name, _)| name == "1-6-innovation.toml").unwrap();
    *text = text.replace("[[row]]\n", "[[row]]\napplies_to = [\"soe\", \"private\", \"platform\", \"public\"]\n");
    let problems = validate::check(&files).expect_err("regional unions would have no innovation row");
    assert!(
        problems.iter().any(|problem| problem.to_string().contains("对区域（行业）性工会没有一行适用")),
        "{problems:?}"
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let mut files = files();
    for (name, text) in &mut files {
        if name == "1-1-basic.toml" {
            *text = text.replacen("服务职工的活动载体\"\n[[row.clause]]", "服务\"\n[[row.clause]]", 1).replacen(
                "id = \"g1-01\"",
                "id = \"g1-09\"",
                1,
            );
        }
        if name == "facts.toml" {
            *text = text.replacen("per = \"members\"", "per = \"nobody\"", 1);
        }
    }
    let problems = validate::check(&files).expect_err("two files are bad");
    let texts: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(texts.iter().any(|text| text.contains("facts.toml")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("1-1-basic.toml")), "{texts:?}");
}

#[test]
fn the_body_says_the_star_rules_and_the_targets() {
    let body = body();
    for said in [
        "满足基本指数可确定为该星级",
        "达到80%的对应活力指数可确定为该星级",
        "分别达到90%和95%的对应活力指数，并具备一定的创新指数可确定为该星级",
        "定为二至五星级的，均应达到前一个星级的指数要求",
        "抽查比例不少于5%",
        "95%以上达到一星级，90%以上达到二星级，80%以上达到三星级，60%以上达到四星级标准",
    ] {
        assert!(body.contains(said), "{said}");
    }
    assert_eq!(BODY.len(), 7, "the preamble and six sections");
    assert_eq!(READINGS.len(), 33);
}

/// The body of the document without its headings.
fn body() -> String {
    BODY.iter().flat_map(|section| section.paragraphs).copied().collect()
}

#[test]
fn the_names_are_the_documents() {
    let body = body();
    let listed = |names: &[&str]| assert!(body.contains(&names.join("、")), "{names:?}");
    listed(
        &[Category::Soe, Category::Private, Category::Platform, Category::Public, Category::Regional]
            .map(Category::name),
    );
    assert!(body.contains(&format!("{}直接面对职工群众", Category::Township.name())));
    for category in Category::ALL {
        assert_eq!(format!("{}工会", category.short_name()), category.name());
    }
    listed(&Dimension::ALL.map(Dimension::name));
    let [one, two, three] =
        [RatingIndex::Basic, RatingIndex::Conformance, RatingIndex::Vitality].map(RatingIndex::name);
    assert!(body.contains(&format!("分为{one}、{two}、{three}和{}四个部分", RatingIndex::Innovation.name())));
    listed(&Star::ALL.map(|star| format!("{}级", star.name())).each_ref().map(String::as_str));
    for honour in &HONOURS {
        assert!(body.contains(honour.name), "{}", honour.name);
        assert_eq!(Honour::from_key(honour.key), Some(honour));
    }
    assert_eq!(Honour::from_key("golden"), None);
    assert_eq!(EARLY_HONOURS.years, 2);
    assert!(body.contains(&format!("对于{}年度以前的", EARLY_HONOURS.until)) && body.contains("用两年时间"));
    assert!(body.contains(&format!("基层工会委员会、{}和基层联合工会委员会", Form::Federation.name())));
    assert_eq!(ProfileGap::Body.name(), format!("{}或{}", Body::Organ.name(), Body::Institution.name()));
}

#[test]
fn stars_are_numbered_from_none_to_five_and_each_leads_to_the_next() {
    let mut star = Star::None;
    for number in 0..=5 {
        assert_eq!((star.number(), Star::from_number(number)), (number, Some(star)));
        match star.next() {
            Some(next) => {
                assert!(next > star && number < 5);
                star = next;
            }
            None => assert_eq!(star, Star::Five),
        }
    }
    assert_eq!(Star::from_number(6), None);
}

#[test]
fn a_profile_keeps_what_its_category_asks_for_and_nothing_else() {
    let of = |category| Profile::new(Some(category), Some(Form::Joint), Some(Body::Organ)).unwrap();
    for category in Category::ALL {
        let profile = of(category);
        assert_eq!(profile.category(), category);
        assert_eq!(profile.form(), (category != Category::Township).then_some(Form::Joint), "{category:?}");
        assert_eq!(profile.body(), (category == Category::Public).then_some(Body::Organ), "{category:?}");
        assert_eq!(profile.annex(), if category == Category::Township { Annex::Two } else { Annex::One });
    }
}

#[test]
fn every_key_of_a_file_leads_back_to_what_it_names() {
    let categories = ["soe", "private", "platform", "public", "regional", "township"];
    assert_eq!(Category::ALL.map(Category::key), categories);
    assert_eq!(categories.map(Category::from_key), Category::ALL.map(Some));
    assert_eq!(["single", "joint", "federation"].map(Form::from_key), Form::ALL.map(Some));
    assert_eq!(["organ", "institution"].map(Body::from_key), Body::ALL.map(Some));
    assert_eq!((Category::from_key("company"), Form::from_key(""), Body::from_key("soe")), (None, None, None));
    let tables = ["g1", "g2", "g3", "g4", "g5", "gi", "t1", "t2", "t3", "t4", "t5", "ti"];
    for key in tables {
        assert_eq!(Table::from_key(key).map(Table::key), Some(key));
    }
    assert!(Table::from_key("g6").is_none() && Table::from_key("g3-03").is_none());
    assert_eq!(Table::of_annex(Annex::One).map(Table::key).collect::<Vec<_>>(), tables[..6]);
}

/// Rules 四.1, by who is asked what: an institution, an organ, a company; a federation is not asked to poll members.
#[test]
fn a_clause_speaks_of_those_whom_its_scope_names() {
    let profile = |category, form, body| Profile::new(Some(category), Some(form), body).unwrap();
    let asks = |clause: &str, profile: Profile| ClauseId::from_key(clause).unwrap().get().in_scope(profile);
    let organ = profile(Category::Public, Form::Single, Some(Body::Organ));
    let institution = profile(Category::Public, Form::Single, Some(Body::Institution));
    let company = profile(Category::Private, Form::Single, None);
    let federation = profile(Category::Private, Form::Federation, None);
    let township = profile(Category::Township, Form::Single, None);
    // 职工（代表）大会: institutions and companies hold it, organs do otherwise.
    assert_eq!([organ, institution, company].map(|who| asks("g3-06.a", who)), [false, true, true]);
    assert_eq!([organ, institution, company].map(|who| asks("g3-06.c", who)), [true, false, false]);
    assert_eq!([organ, company, federation].map(|who| asks("g3-07.a", who)), [true, true, false]);
    // A township has no form, and annex 1 does not speak of it.
    assert_eq!([company, township].map(|who| asks("t3-03.b", who)), [false, true]);
    assert!(!asks("g1-01.a", township));
}

#[test]
fn a_row_shows_the_words_of_its_categorys_cell() {
    let row = RowId::all().find(|row| matches!(row.get().text, Text::ByCategory(_))).unwrap();
    let words = Category::ALL.map(|category| row.get().text.for_category(category));
    let transcribed =
        transcription()["rows"].as_array().unwrap().iter().find(|other| other["id"] == row.key()).cloned();
    let cells = &transcribed.unwrap()["text"];
    for (category, words) in Category::ALL.into_iter().zip(words) {
        assert_eq!(cells[category.key()].as_str().unwrap_or_default(), words, "{category:?}");
    }
    let whole = RowId::from_key("g1-05").unwrap().get();
    assert!(matches!(whole.text, Text::All(words) if words == whole.text.for_category(Category::Soe)));
}

#[test]
fn what_the_numbers_decide_is_not_asked_again() {
    let clause = |key: &str| ClauseId::from_key(key).unwrap().get();
    assert!(clause("g3-03.b").is_measured() && clause("g4-04.a").is_measured() && clause("g3-13.a").is_measured());
    assert!(!clause("g3-03.a").is_measured() && !clause("g1-01.b").is_measured(), "a condition does not decide");
    assert_eq!((clause("g3-03.b").letter(), clause("g5-08.j").letter()), ("b", "j"));
    let facts = |key: &str| clause(key).facts().map(|fact| fact.key()).collect::<Vec<_>>();
    assert_eq!(facts("g3-03.a"), Vec::<&str>::new());
    assert_eq!(facts("g1-01.b"), ["women_members"]);
    assert_eq!(facts("g3-03.b"), ["real_name_members", "members"]);
    assert_eq!(facts("g3-13.a"), ["mutual_aid_members", "employees", "employees"]);
    assert_eq!(facts("g4-04.a"), ["party_studies"]);
}
