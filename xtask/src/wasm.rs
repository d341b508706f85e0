//! From Rust to one Wasm that runs from Chromium 67 to today.
//!
//! 1. Compile for the plain Wasm of 2017, with mutable globals alone.
//! 2. Rewrite the section that lists the features: the standard library was compiled with more, and
//!    wasm-bindgen would turn reference types on, which browsers before 96 refuse.
//! 3. wasm-bindgen as a classic script, since old browsers and `file://` know no modules.
//! 4. wasm-opt, which also lowers what the standard library's objects use, and puts like functions side by side.
//!
//! What unpacks the first of them goes the first and the last of these ways alone.

use crate::glue;
use crate::order;
use crate::run::run;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The plain Wasm of 2017, with mutable globals alone.
pub const PLAIN: &str = "-C target-cpu=mvp -C target-feature=+mutable-globals";

/// The finished module and its script.
pub struct Module {
    /// The Wasm.
    pub wasm: Vec<u8>,
    /// The classic script that defines `wasm_bindgen`.
    pub glue: String,
}

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick.
    Development,
    /// Small; fails without wasm-opt.
    Release,
}

/// The compiler's settings for what is to be small before anything else.
pub const SMALLEST: &str = "wasm-release";

/// Which module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The page until rows are filled in.
    App,
    /// The whole page.
    Later,
    /// Word, Excel and the desk, loaded on demand.
    Office,
    /// The engine alone, for other pages.
    Engine,
}

impl Part {
    /// All of them: those of the page in the order in which they are fetched, and the one for others.
    pub const ALL: [Self; 4] = [Self::App, Self::Later, Self::Office, Self::Engine];

    /// The name of its program and of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Later => "later",
            Self::Office => "office",
            Self::Engine => "engine",
        }
    }

    const fn features(self) -> &'static str {
        match self {
            Self::App | Self::Engine => "page",
            Self::Later => "later",
            Self::Office => "office-page",
        }
    }

    /// The name that its script defines: all may stand in one page.
    const fn global(self) -> &'static str {
        match self {
            Self::App => "wasm_bindgen",
            Self::Later => "union_star_later",
            Self::Office => "union_star_office",
            Self::Engine => "union_star_engine",
        }
    }

    /// The office part reads thousands of files: fast before small.
    const fn is_fast(self) -> bool {
        matches!(self, Self::Office)
    }

    /// The compiler's settings for its release.
    const fn settings(self) -> &'static str {
        match self {
            Self::App | Self::Engine => SMALLEST,
            Self::Later => "wasm-later",
            Self::Office => "wasm-office",
        }
    }
}

/// Builds a module.
pub fn build(part: Part, profile: Profile) -> Result<Module> {
    let bin = part.name();
    let what = ["--lib", "--bin", bin, "--features", part.features()];
    let compiled = compile(&what, bin, profile, (part.settings(), !part.is_fast()))?;

    let work = work(bin)?;
    let (wasm, glue) = bind(&compiled, &work, part, profile)?;
    let glue = if profile == Profile::Release { glue::squeeze(&glue, &work)? } else { glue };
    let wasm = match optimise(&wasm, &work, part, profile) {
        Ok(optimised) => optimised,
        Err(error) if profile == Profile::Development => {
            eprintln!("xtask: not optimised ({error:#}); newer browsers will still run it");
            wasm
        }
        Err(error) => return Err(error),
    };
    if profile == Profile::Release {
        ensure_plain(&wasm)?;
    }
    Ok(Module { wasm, glue })
}

/// What unpacks the first Wasm as it comes.
pub fn unpacker() -> Result<Vec<u8>> {
    let name = "packed";
    let compiled = compile(&["--package", name, "--lib"], name, Profile::Release, (SMALLEST, true))?;
    let strip = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
    let wasm = run_wasm_opt(&compiled, &work(name)?, &strip)?;
    ensure_plain(&wasm)?;
    Ok(wasm)
}

/// Runs the compiler: what is to be built, the name of the Wasm that this makes, and the settings of its release, with
/// whether the standard library is to be small too.
fn compile(what: &[&str], name: &str, profile: Profile, (settings, is_small): (&str, bool)) -> Result<Vec<u8>> {
    let (settings, folder) = match profile {
        Profile::Development => ("dev", "debug"),
        Profile::Release => (settings, settings),
    };
    let mut cargo = Command::new("cargo");
    cargo.arg("build").args(what).args(["--target", "wasm32-unknown-unknown", "--profile", settings]);
    let mut flags = vec![PLAIN.to_owned(), remap()?];
    if profile == Profile::Release {
        // The standard library built for the plain Wasm too, without the words of a panic: a tenth of the first download.
        // As it comes it copies and fills memory by instructions of later browsers, which are lowered to a loop over each
        // byte. The flags are not stable, so the compiler has to be told that they are meant.
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.args(["-Z", "build-std=std,panic_abort", "-Z", "panic-immediate-abort"]);
        if is_small {
            cargo.args(["-Z", "build-std-features=optimize_for_size"]);
        }
        flags.push("-Z location-detail=none -Z fmt-debug=none -Z unstable-options -C panic=immediate-abort".to_owned());
    }
    run(cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" ")))?;
    let compiled = target().join("wasm32-unknown-unknown").join(folder).join(format!("{name}.wasm"));
    std::fs::read(&compiled).with_context(|| compiled.display().to_string())
}

fn target() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A folder for what is made on the way.
fn work(name: &str) -> Result<PathBuf> {
    let work = target().join("xtask").join(name);
    std::fs::create_dir_all(&work)?;
    Ok(work)
}

/// Paths of this machine stay out of what is built: the same from any folder.
fn remap() -> Result<String> {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let rust = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc")?;
    Ok(format!(
        "--remap-path-prefix={}=. --remap-path-prefix={}=/cargo --remap-path-prefix={}=/rust",
        std::env::current_dir()?.display(),
        home.unwrap_or_default(),
        String::from_utf8_lossy(&rust.stdout).trim()
    ))
}

/// Runs wasm-bindgen.
fn bind(compiled: &[u8], work: &Path, part: Part, profile: Profile) -> Result<(Vec<u8>, String)> {
    let input = work.join("app.wasm");
    std::fs::write(&input, with_plain_features(compiled)?)?;
    let out = work.join("bound");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.no_modules(true)?;
    bindgen.no_modules_global(part.global())?;
    bindgen
        .input_path(&input)
        .typescript(false)
        .debug(profile == Profile::Development)
        .remove_producers_section(true)
        .generate(&out)?;
    let wasm = std::fs::read(out.join("app_bg.wasm"))?;
    let glue = glue::for_old_browsers(&std::fs::read_to_string(out.join("app.js"))?)?;
    let glue = glue::with_kept_strings(&glue, compiled)?;
    if profile == Profile::Release { glue::with_short_imports(&wasm, &glue) } else { Ok((wasm, glue)) }
}

/// The module with a `target_features` section that lists mutable globals alone.
fn with_plain_features(module: &[u8]) -> Result<Vec<u8>> {
    use wasm_encoder::{CustomSection, Module, RawSection};
    use wasmparser::{Parser, Payload};
    let mut out = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::CustomSection(section) = &payload
            && section.name() == "target_features"
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            out.section(&RawSection { id, data: &module[range] });
        }
    }
    let feature = "mutable-globals";
    let mut data = vec![1, b'+', u8::try_from(feature.len())?];
    data.extend_from_slice(feature.as_bytes());
    out.section(&CustomSection { name: "target_features".into(), data: data.into() });
    Ok(out.finish())
}

/// Runs npm's binaryen, which needs no download of its own.
pub fn optimise(wasm: &[u8], work: &Path, part: Part, profile: Profile) -> Result<Vec<u8>> {
    // An unoptimised build still holds functions with SIMD, which nothing calls.
    let how: &[&str] = if profile == Profile::Release {
        // Branches that were laid out anew compress better. The lowest kilobyte is the end of the stack, which nothing
        // points to.
        const SMALL: [&str; 5] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];
        if part.is_fast() { &["-O2"] } else { &SMALL }
    } else {
        &["-O1", "--enable-simd"]
    };
    let optimised = run_wasm_opt(wasm, work, how)?;
    if profile == Profile::Development || part.is_fast() {
        return Ok(optimised);
    }
    run_wasm_opt(&order::named(&optimised)?, work, &["--reorder-functions-by-name", "--strip-debug"])
}

/// Nothing that came after the Wasm of 2017 is left, or brought back by what ran after the lowering.
fn ensure_plain(wasm: &[u8]) -> Result<()> {
    use wasmparser::{Validator, WasmFeatures};
    Validator::new_with_features(WasmFeatures::WASM1).validate_all(wasm).context("newer than the plain Wasm")?;
    Ok(())
}

/// For browsers that know the plain Wasm alone: what newer ones have is lowered.
fn run_wasm_opt(wasm: &[u8], work: &Path, how: &[&str]) -> Result<Vec<u8>> {
    const FEATURES: [&str; 9] = [
        "--mvp-features",
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-sign-ext",
        "--enable-nontrapping-float-to-int",
        "--enable-mutable-globals",
        "--signext-lowering",
        "--llvm-memory-copy-fill-lowering",
        "--llvm-nontrapping-fptoint-lowering",
    ];
    let tool = Path::new("node_modules/binaryen/bin/wasm-opt");
    anyhow::ensure!(tool.is_file(), "npm's binaryen is not installed");
    let (input, output) = (work.join("bound.wasm"), work.join("optimised.wasm"));
    std::fs::write(&input, wasm)?;
    run(Command::new("node").arg(tool).args(FEATURES).args(how).arg(&input).arg("-o").arg(&output))?;
    Ok(std::fs::read(&output)?)
}
