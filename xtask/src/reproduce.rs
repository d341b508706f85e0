//! Whether anyone who builds the release gets the same bytes: built in two folders, from nothing.

use crate::run::run;
use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two folders, the second deeper and longer: what a path leaves behind would be seen.
const PLACES: [&str; 2] = ["target/reproduce/a", "target/reproduce/another/and/longer/folder"];

/// Builds twice and compares.
pub fn reproduce() -> Result<()> {
    let mut built = Vec::new();
    for place in PLACES.map(Path::new) {
        fresh(place)?;
        let build = ["run", "--quiet", "--package", "xtask", "--", "build"];
        run(Command::new("cargo").args(build).current_dir(place).env_remove("CARGO_TARGET_DIR"))?;
        built.push(files(&place.join("dist"))?);
    }
    let [one, other] = built.as_slice() else { return Ok(()) };
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    let different: Vec<_> = names.filter(|name| one.get(*name) != other.get(*name)).collect();
    ensure!(different.is_empty(), "not the same in {} and {}: {different:?}", PLACES[0], PLACES[1]);
    let bytes: usize = one.values().map(Vec::len).sum();
    println!("reproducible: {} files, {bytes} bytes, the same from two folders", one.len());
    fs::remove_dir_all("target/reproduce").context("target/reproduce")
}

/// What git knows of the project, as it stands now, and nothing built.
fn fresh(place: &Path) -> Result<()> {
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    let listed = Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output();
    let listed = listed.context("git")?;
    ensure!(listed.status.success(), "git does not list the project's files");
    for name in String::from_utf8(listed.stdout)?.split_terminator('\0').filter(|name| Path::new(name).is_file()) {
        let to = place.join(name);
        fs::create_dir_all(to.parent().unwrap_or(place))?;
        fs::copy(name, &to).with_context(|| name.to_owned())?;
    }
    Ok(())
}

/// Every file below a folder, by its path within.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_owned(), fs::read(&path)?);
            }
        }
    }
    ensure!(!found.is_empty(), "{} is empty", folder.display());
    Ok(found)
}
