//! `cargo xtask serve | build | test | bench`: everything that is done with the project.

mod assemble;
mod bench;
mod deny;
mod glue;
mod old_browsers;
mod order;
mod policy;
mod prerender;
mod reproduce;
mod roll_up;
mod run;
mod serve;
mod setup;
mod sizes;
mod test;
mod wasm;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  serve [--port N]     build, serve on localhost, rebuild on change
  build                the release in dist/, and the single-file edition
  test [--only STEP]   format, lint, native tests, release build, browser tests
  bench                benchmarks and sizes
  bench --faults       full disks, racing tabs, damaged records; 1000 ends of browsers and renderers
  bench --roll-up [N]  a million dossiers, or N, past one browser: docs/roll-up.md
  deny                 licences, sources and advisories of the dependencies
  reproduce            the release from two folders, byte for byte";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<()> {
    std::env::set_current_dir(run::root())?;
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => serve::serve(8080),
        ["serve", "--port", port] => serve::serve(port.parse()?),
        ["build"] => build(),
        ["test"] => test::test(None),
        ["test", "--only", step] => test::test(Some(step)),
        ["bench"] => bench::bench(),
        ["bench", "--faults"] => bench::faults(),
        ["bench", "--roll-up"] => roll_up::bench(1_000_000),
        ["bench", "--roll-up", count] => roll_up::bench(count.parse()?),
        ["deny"] => deny::deny(),
        ["reproduce"] => reproduce::reproduce(),
        _ => bail!("{USAGE}"),
    }
}

/// The release: `dist/`, the single file, compressed copies, the sizes against the budget.
pub(crate) fn build() -> Result<()> {
    setup::wasm_target()?;
    setup::standard_library()?;
    setup::node_modules()?;
    assemble::release(&assemble::Parts::build(wasm::Profile::Release)?)?;
    sizes::report()
}
