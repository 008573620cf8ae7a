//! The HTML report in a real browser: the marks are there, and nothing is wider than the page, on a phone or a desk.
//!
//! Runs where Chromium is installed, and passes silently elsewhere.

use std::path::Path;
use std::process::{Command, Output};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|b| Command::new(b).arg("--version").output().is_ok_and(|o| o.status.success()))
}

fn mtlint(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(args).current_dir(folder).output().expect("the program starts")
}

/// Says in the page itself what was found, from a frame as wide as a screen of `width`.
fn measured(browser: &str, page: &str, width: u32, folder: &Path) -> String {
    let probe = "<script>addEventListener('load', () => { const root = document.documentElement; \
        const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && \
            e.getBoundingClientRect().right > root.clientWidth + 1).map(e => e.tagName + '.' + e.className); \
        parent.postMessage('marks ' + document.querySelectorAll('main mark').length + ', overflow ' + \
            (root.scrollWidth - root.clientWidth) + ', wide ' + wide.slice(0, 5).join(' '), '*'); });</script></body>";
    std::fs::write(folder.join("inner.html"), page.replace("</body>", probe)).unwrap();
    let outer = format!(
        "<body>no answer<script>addEventListener('message', e => {{ document.body.textContent = 'said: ' + e.data; }});\
         </script><iframe src=\"inner.html\" style=\"width:{width}px;height:900px;border:0\"></iframe></body>"
    );
    std::fs::write(folder.join("outer.html"), outer).unwrap();
    let url = format!("file://{}", folder.join("outer.html").display());
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let args = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000", "--dump-dom"];
    let out = Command::new(browser).args(args).args([&profile, &url]).output().expect("the browser starts");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[test]
fn marks_are_shown_and_nothing_overflows() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium here (apt-get install chromium)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let long = "Donau".repeat(60);
    std::fs::write(
        folder.path().join("a.html"),
        format!(
            "<h1>The ferry</h1><p>“We wait,” according to the captain. Stated. The the ferry left. {long}</p>"
        ),
    )
    .unwrap();
    std::fs::write(
        folder.path().join(format!("{}.txt", "name".repeat(40))),
        "“We wait.\n\nThe the boat left.",
    )
    .unwrap();
    let out = mtlint(&["check", "--format", "html", "."], folder.path());
    let page = String::from_utf8(out.stdout).unwrap();
    let marks = page.split("<main>").nth(1).unwrap().matches("<mark ").count();
    assert!(marks > 0, "nothing is marked");
    for width in [360, 1280] {
        let said = measured(browser, &page, width, folder.path());
        let wanted = format!("said: marks {marks}, overflow 0, wide <");
        assert!(said.contains(&wanted), "at {width}: {said}");
    }
}
