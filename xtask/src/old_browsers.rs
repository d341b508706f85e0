//! Chromiums of years ago, from the npm packages that carried them, for tests/browser/matrix.test.mjs.

use crate::run::run;
use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use sha2::{Digest as _, Sha512};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Old {
    version: u32,
    package: &'static str,
    /// As the registry states it; checked here, since no lock file holds these.
    integrity: &'static str,
}

// 64 is there to be told that it is too old.
const OLD: [Old; 8] = [
    Old {
        version: 64,
        package: "chrome-aws-lambda@64.0.3264",
        integrity: "sha512-3XpUhpg5Qlbq8V/Pk5gzfSqcq3wSlfT1N98yzDY8a+PrrROx9XUCntkg4W1ZmisqLsWhmRLZQrKtDjTRBttwig==",
    },
    Old {
        version: 67,
        package: "chrome-aws-lambda@67.0.3372",
        integrity: "sha512-JGB/vPO64wwEBLBRGkZUa9uoJ7sZ/y0wB9/ZAlDS7fYtEOAJUVx7WzcU3hIhfCP4RSBcggS6vbSyx1u+Sgt5+w==",
    },
    Old {
        version: 70,
        package: "chrome-aws-lambda@1.6.2",
        integrity: "sha512-QJwTqrfTI7o86mHgLuPlZawg6OdwBMXqu9Xt4mffZDrnxXLBw0gou+lSzh5GO1N8sP8Vue9HPA5lebDESNiilw==",
    },
    Old {
        version: 80,
        package: "chrome-aws-lambda@2.1.1",
        integrity: "sha512-Wer2QuygxsCov5bM2+8CLa6qYpNsc5AxYTlgTne00aFoxFP491LGJRxOQtGnYtsJP6UG4pB0SfrwTyPnLys1Lw==",
    },
    Old {
        version: 88,
        package: "chrome-aws-lambda@5.5.0",
        integrity: "sha512-nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA==",
    },
    Old {
        version: 90,
        package: "chrome-aws-lambda@8.0.2",
        integrity: "sha512-a4VEX6DknxISPqGLksZa/JuEnjc4nLXaG0BMp5c9qERvJ/eBHPUJ7oCRQQC+SxSxuxsEwxbBj2RBlCQbivnihg==",
    },
    Old {
        version: 92,
        package: "chrome-aws-lambda@10.1.0",
        integrity: "sha512-NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
    },
    Old {
        version: 109,
        package: "@sparticuz/chromium@109.0.6",
        integrity: "sha512-9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
    },
];

/// Fetches and unpacks those that are not in target/browsers yet.
pub fn install() -> Result<()> {
    for old in &OLD {
        let folder = PathBuf::from(format!("target/browsers/chromium-{}", old.version));
        if folder.join("chromium").is_file() {
            continue;
        }
        println!("Chromium {}, from {}", old.version, old.package);
        unpack(old, &folder).with_context(|| old.package.to_owned())?;
    }
    Ok(())
}

fn unpack(old: &Old, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let pack = ["pack", "--silent", "--pack-destination"];
    run(Command::new("npm").args(pack).arg(folder).arg(old.package).stdout(Stdio::null()))?;
    let tarball = only(folder, "tgz")?;
    let digest = Sha512::digest(fs::read(&tarball)?);
    let integrity = format!("sha512-{}", base64::engine::general_purpose::STANDARD.encode(digest));
    if integrity != old.integrity {
        bail!("the package is not the one that is pinned: {integrity}");
    }
    let members = ["--wildcards", "--strip-components=2", "package/bin/chromium*.br"];
    run(Command::new("tar").arg("-xzf").arg(&tarball).arg("-C").arg(folder).args(members))?;
    let packed = only(folder, "br")?;
    // Under another name until it is whole: what is called chromium is believed.
    let part = folder.join("chromium.part");
    let mut out = BufWriter::new(File::create(&part)?);
    brotli::BrotliDecompress(&mut BufReader::new(File::open(&packed)?), &mut out)?;
    out.into_inner().context("the disk is full")?.sync_all()?;
    run(Command::new("chmod").arg("755").arg(&part))?;
    fs::rename(&part, folder.join("chromium"))?;
    fs::remove_file(packed)?;
    Ok(fs::remove_file(tarball)?)
}

/// The one file with this ending.
fn only(folder: &Path, ending: &str) -> Result<PathBuf> {
    let files = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    files
        .into_iter()
        .find(|path| path.extension().is_some_and(|of| of == ending))
        .with_context(|| format!("no .{ending} in it"))
}
