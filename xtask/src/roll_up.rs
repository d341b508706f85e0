//! docs/roll-up.md as it stands there, over a large crowd: the filter alone, under GNU parallel and under Spark must
//! give the same bytes, DuckDB the numbers of the desk. Times are printed.

use crate::run::run;
use crate::setup;
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Instant;

const PLACE: &str = "target/roll-up";
const PROGRAMS: &str = "target/release/examples";
/// Spark starts a process a partition; more lines tell nothing new of it.
const PIPED: usize = 100_000;

/// One that cannot be rated, since its category is not filled in, and one of another year: neither may be counted.
const STRANGERS: &str = r#"{"format":"union-star","schema":1,"guideline":"hangzhou-2025","id":"a","year":2026,"union":{"name":"甲"}}
{"format":"union-star","schema":1,"guideline":"hangzhou-2025","id":"b","year":2025,"union":{"name":"乙","category":"private","form":"single"}}
"#;

/// Reads what the SQL's three views say, in columns.
const DUCKDB: &str = "import duckdb, json, sys
db = duckdb.connect()
db.execute('SET enable_progress_bar = false')
db.execute(sys.stdin.read())
print(json.dumps({view: db.execute('FROM ' + view).fetchall() for view in ('aims', 'stars', 'weakest')}))";

const SPARK: &str = "import pyspark, sys
spark = pyspark.sql.SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false').getOrCreate()
spark.sparkContext.setLogLevel('ERROR')
spark.sparkContext.textFile('piped.jsonl').pipe(sys.argv[1] + ' --unnumbered -').saveAsTextFile('spark')";

/// Makes, rates and rolls up so many dossiers of 15.5 kB: 17 GB of disk and 8 GB of memory for a million.
pub fn bench(count: usize) -> Result<()> {
    setup::duckdb()?;
    setup::spark()?;
    setup::parallel()?;
    let examples = ["--example", "crowd", "--example", "rate", "--example", "roll_up"];
    run(Command::new("cargo").args(["build", "--release", "--features", "office"]).args(examples))?;
    let _ = std::fs::remove_dir_all(PLACE);
    std::fs::create_dir_all(PLACE)?;
    let done = compare(count);
    std::fs::remove_dir_all(PLACE)?;
    done
}

fn compare(count: usize) -> Result<()> {
    let rate = std::path::absolute(PROGRAMS)?.join("rate").display().to_string();
    let timed = |what: &str, work: &dyn Fn() -> Result<()>| -> Result<()> {
        let start = Instant::now();
        work()?;
        println!("{what:<48}{:>8.1} s", start.elapsed().as_secs_f64());
        Ok(())
    };
    timed(&format!("make {count} dossiers"), &|| {
        into("dossiers.jsonl", Command::new(format!("{PROGRAMS}/crowd")).args([&count.to_string(), "1"]))?;
        Ok(File::options().append(true).open(in_place("dossiers.jsonl"))?.write_all(STRANGERS.as_bytes())?)
    })?;
    let bytes = std::fs::metadata(in_place("dossiers.jsonl"))?.len();
    println!("{:<48}{:>8.1} GB", "their size", bytes as f64 / 1e9);
    timed("rate, alone", &|| {
        rated("ratings.jsonl", Command::new(&rate).args(["--unnumbered", "-"]).stdin(open("dossiers.jsonl")?))
    })?;
    timed("rate, under GNU parallel, in blocks of 200 MB", &|| {
        let mut parallel = Command::new("parallel");
        parallel.args(["--pipepart", "--block", "200M", "--keep-order", "-a", "dossiers.jsonl"]);
        rated("parallel.jsonl", parallel.args([&rate, "--unnumbered", "-"]).current_dir(PLACE))
    })?;
    same(&["parallel.jsonl".to_owned()], usize::MAX)?;
    println!("  the same bytes");
    let mut told = [String::new(), String::new()];
    timed("DuckDB, join and three views", &|| {
        let guide = std::fs::read_to_string("docs/roll-up.md")?;
        let sql = guide.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next());
        std::fs::write(in_place("roll-up.sql"), sql.context("docs/roll-up.md has no SQL")?)?;
        into("duckdb.json", python(DUCKDB).stdin(open("roll-up.sql")?))
    })?;
    timed("the desk's own code, natively, on one core", &|| {
        into("desk.json", Command::new(format!("{PROGRAMS}/roll_up")).stdin(open("dossiers.jsonl")?))
    })?;
    for (text, name) in told.iter_mut().zip(["duckdb.json", "desk.json"]) {
        *text = std::fs::read_to_string(in_place(name))?;
    }
    agree(&told)?;
    let piped = count.min(PIPED);
    head(piped)?;
    timed(&format!("Spark, local[2], pipe over {piped}"), &|| run(python(SPARK).arg(&rate)))?;
    let mut parts: Vec<_> = std::fs::read_dir(in_place("spark"))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("part-"))
        .map(|name| format!("spark/{name}"))
        .collect();
    parts.sort();
    same(&parts, piped)?;
    println!("  the same bytes, of {} partitions", parts.len());
    Ok(())
}

fn in_place(name: &str) -> String {
    format!("{PLACE}/{name}")
}

fn open(name: &str) -> Result<File> {
    File::open(in_place(name)).with_context(|| in_place(name))
}

fn python(script: &str) -> Command {
    let mut command = Command::new("python3");
    let packages = std::path::absolute(setup::PYTHON).unwrap_or_default();
    command.args(["-c", script]).current_dir(PLACE).env("PYTHONPATH", packages);
    command
}

/// Runs a program with its output in a file.
fn into(name: &str, command: &mut Command) -> Result<()> {
    run(command.stdout(Stdio::from(File::create(in_place(name))?)))
}

/// The same where something could not be rated, which the program says as it ends.
fn rated(name: &str, command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::from(File::create(in_place(name))?)).status()?;
    anyhow::ensure!(status.code() == Some(1), "{name}: {status}, though one cannot be rated");
    Ok(())
}

/// The first lines of the crowd, for Spark.
fn head(lines: usize) -> Result<()> {
    let mut from = BufReader::new(open("dossiers.jsonl")?);
    let mut to = BufWriter::new(File::create(in_place("piped.jsonl"))?);
    let mut line = Vec::new();
    for _ in 0..lines {
        line.clear();
        from.read_until(b'\n', &mut line)?;
        to.write_all(&line)?;
    }
    Ok(to.flush()?)
}

/// That files one after another are the ratings that one run gave: all, or the first so many lines.
fn same(parts: &[String], lines: usize) -> Result<()> {
    let mut whole = BufReader::new(open("ratings.jsonl")?);
    let mut seen = 0;
    for part in parts {
        let mut part = BufReader::new(open(part)?);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        while part.read_until(b'\n', &mut theirs)? > 0 {
            whole.read_until(b'\n', &mut ours)?;
            seen += 1;
            ensure!(ours == theirs, "line {seen} is another than in one run");
            ours.clear();
            theirs.clear();
        }
    }
    let left = if lines == usize::MAX { whole.read(&mut [0])? } else { lines - seen };
    ensure!(left == 0, "lines are missing");
    Ok(())
}

/// That both tell the same; rows with the same share may stand in either order.
fn agree(told: &[String; 2]) -> Result<()> {
    let read = |text: &String| -> Result<Value> { Ok(serde_json::from_str(text)?) };
    let (database, desk) = (read(&told[0])?, read(&told[1])?);
    for view in ["aims", "stars", "weakest"] {
        let sorted = |told: &Value| -> Vec<String> {
            let mut lines: Vec<_> = told[view].as_array().into_iter().flatten().map(Value::to_string).collect();
            lines.sort();
            lines
        };
        let (theirs, ours) = (sorted(&database), sorted(&desk));
        if ours.is_empty() || ours != theirs {
            bail!("DuckDB and the desk do not agree on {view}:\n{theirs:?}\n{ours:?}");
        }
        println!("  {view}: {} lines, DuckDB and the desk agree", ours.len());
    }
    ensure!(desk["not counted"] == 1, "the desk counts all but the one that cannot be rated");
    Ok(())
}
