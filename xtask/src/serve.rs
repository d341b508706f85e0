//! The development server: the site on localhost, built anew on every change.

use crate::{assemble, setup, wasm};
use anyhow::{Result, anyhow};
use notify::{RecursiveMode, Watcher as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

const FOLDER: &str = "dist-dev";

/// Builds, serves, watches; runs until it is stopped.
pub fn serve(port: u16) -> Result<()> {
    setup::wasm_target()?;
    if let Err(error) = setup::node_modules() {
        eprintln!("xtask: {error:#}; going on without wasm-opt");
    }
    build()?;
    let generation = Arc::new(AtomicU64::new(1));
    let server = Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("port {port}: {error}"))?;
    println!("http://localhost:{port}/");
    {
        let generation = Arc::clone(&generation);
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let _ = answer(request, &generation);
            }
        });
    }
    let (send, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |change: notify::Result<notify::Event>| {
        if change.is_ok_and(|change| !change.kind.is_access()) {
            let _ = send.send(());
        }
    })?;
    for path in ["markup", "src", "indicators", "styles", "index.html", "Cargo.toml"] {
        watcher.watch(Path::new(path), RecursiveMode::Recursive)?;
    }
    while changes.recv().is_ok() {
        // An editor saves in several steps: wait until it has been quiet for a moment.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        match build() {
            Ok(()) => {
                generation.fetch_add(1, Ordering::SeqCst);
                println!("built");
            }
            Err(error) => eprintln!("xtask: {error:#}; still serving the last good build"),
        }
    }
    Ok(())
}

/// The development build, in `dist-dev/`.
pub fn build() -> Result<()> {
    assemble::site(&assemble::Parts::build(wasm::Profile::Development)?, Path::new(FOLDER))?;
    // In development alone: the page asks each second whether there is a newer build.
    let index = Path::new(FOLDER).join("index.html");
    let page = std::fs::read_to_string(&index)?;
    std::fs::write(Path::new(FOLDER).join("reload.js"), RELOAD)?;
    Ok(std::fs::write(&index, page.replace("</body>", "<script src=\"reload.js\"></script></body>"))?)
}

const RELOAD: &str = "(function () {
  var seen;
  setInterval(function () {
    fetch('generation').then(function (answer) { return answer.text(); }).then(function (now) {
      if (seen && seen !== now) location.reload();
      seen = now;
    }).catch(function () {});
  }, 1000);
})();
";

fn answer(request: Request, generation: &AtomicU64) -> Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").trim_start_matches('/').to_owned();
    let path = if path.is_empty() { "index.html".to_owned() } else { path };
    if path == "generation" {
        let number = generation.load(Ordering::SeqCst).to_string();
        return Ok(request.respond(Response::from_string(number))?);
    }
    // Flat names alone: nothing outside the folder can be asked for.
    let bytes = if path.contains(['/', '\\']) { None } else { std::fs::read(Path::new(FOLDER).join(&path)).ok() };
    let Some(bytes) = bytes else { return Ok(request.respond(Response::empty(404))?) };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let mut response = Response::from_data(bytes);
    for (name, value) in [("Content-Type", kind), ("Cache-Control", "no-cache")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    Ok(request.respond(response)?)
}
