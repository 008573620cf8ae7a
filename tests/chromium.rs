//! The HTML report in a real browser: the marks are there and can be filtered, nothing is wider than the page on a
//! phone or a desk, light and dark, and ten thousand documents open at once.
//!
//! Needs Chromium; where there is none, each test says on standard error that it was skipped.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const WIDTHS: [u32; 2] = [390, 1280];

fn browser() -> Option<&'static str> {
    let runs = |b: &&str| Command::new(b).arg("--version").output().is_ok_and(|o| o.status.success());
    let found = BROWSERS.into_iter().find(runs);
    if found.is_none() {
        // Not `eprintln!`, which the test harness keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: there is no Chromium here (apt-get install chromium)");
    }
    found
}

/// The page that `mtlint` prints in `folder`.
fn printed(args: &[&str], folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    let out = command.args(args).current_dir(folder).output().expect("the program starts");
    String::from_utf8(out.stdout).expect("the page is UTF-8")
}

/// The page that `mtlint check --format html` makes of `input` in `folder`.
fn page(args: &[&str], folder: &Path) -> String {
    printed(&[&["check", "--format", "html"], args].concat(), folder)
}

/// What the browser makes of a file, as HTML.
fn dumped(browser: &str, file: &str, flags: &[&str], folder: &Path) -> String {
    let url = format!("file://{}", folder.join(file).display());
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom", &profile];
    let out = Command::new(browser).args(args).args(flags).arg(url).output().expect("the browser starts");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// Measures the page from inside, in a frame as wide as a screen of `width`: a window has a least width. `probe` is the
/// script that says what it found; `overflow()` says how far anything is wider than the page, `seen(s)` how many
/// elements are shown.
fn asked(browser: &str, page: &str, probe: &str, width: u32, dark: bool, folder: &Path) -> String {
    let script = format!(
        "<script>addEventListener('load', () => {{
        const root = document.documentElement;
        const all = s => [...document.querySelectorAll(s)];
        const seen = s => all(s).filter(e => e.checkVisibility()).length;
        const overflow = () => (root.scrollWidth - root.clientWidth) + ', wide [' + all('body *').filter(e =>
            !e.closest('.scroll, .unseen, .skip') && e.getBoundingClientRect().right > root.clientWidth + 1)
            .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ') + ']';
        const rgb = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
        const paper = rgb[0] + rgb[1] + rgb[2] > 384 ? 'light' : 'dark';
        {probe}
        }}); </script>"
    );
    std::fs::write(folder.join("inner.html"), page.to_owned() + &script).unwrap();
    let outer = format!(
        "<!doctype html><meta name=\"color-scheme\" content=\"light dark\"><body>no answer<script>\
         addEventListener('message', e => {{ document.body.textContent = 'said: ' + e.data; }});\
         </script><iframe src=\"inner.html\" style=\"width:{width}px;height:900px;border:0\"></iframe></body>"
    );
    std::fs::write(folder.join("outer.html"), outer).unwrap();
    let scheme = format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 });
    let dump = dumped(browser, "outer.html", &["--virtual-time-budget=10000", &scheme], folder);
    let said = dump.split("said: ").nth(1).unwrap_or(&dump);
    said.split("</body>").next().unwrap_or(said).to_owned()
}

/// Counts and measures a page of articles, and tries its filters.
fn measured(browser: &str, page: &str, width: u32, dark: bool, folder: &Path) -> String {
    let probe = "
        const plain = all('main mark').filter(e => e.getBoundingClientRect().width == 0 ||
            getComputedStyle(e).textDecorationLine != 'underline').length;
        let said = 'marks ' + all('main mark').length + ', unseen ' + plain + ', overflow ' + overflow() + ', paper ' +
            paper + ', minor notes ' + seen('.notes > .minor') + ', aside ' + seen('.margin > .aside');
        document.getElementById('show-minor').click();
        document.getElementById('show-aside').click();
        said += ', hidden ' + seen('.notes > .minor') + ' ' + seen('.margin > .aside');
        document.getElementById('only-faults').click();
        parent.postMessage(said + ', clean rows ' + seen('.row.clean'), '*');";
    asked(browser, page, probe, width, dark, folder)
}

/// Five documents: words without an end, many scripts, a long name, a table, a finding that is suppressed.
fn documents(folder: &Path) {
    let long = "Donau".repeat(60);
    let ferry = format!(
        "<h1>The ferry</h1><p>“We wait,” according to the captain. Stated. The the ferry left. {long}</p>\
         <p>All was well on the quay, and nobody complained.</p>\
         <table><tr><td>Boats</td><td>{long}</td></tr></table><pre>{long}</pre>"
    );
    let hushed =
        "<!-- mtlint-disable-next-paragraph doubled-word: a song --><p>They sang of the the sea.</p>";
    std::fs::write(folder.join("a.html"), ferry + hushed).unwrap();
    let scripts =
        "The the guests said 今天天气很好 and left.\n\nשלום עולם, said the the visitor. 👩\u{200d}🌾\n";
    std::fs::write(folder.join("世界.txt"), scripts).unwrap();
    let song = "<!-- mtlint-disable-next-line doubled-word: a song -->\nThey sang of the the sea.\n";
    std::fs::write(folder.join("song.md"), song).unwrap();
    let name = format!("{}.txt", "name".repeat(40));
    std::fs::write(folder.join(name), "“We wait.\n\nThe the boat left.").unwrap();
}

#[test]
fn marks_are_shown_and_nothing_overflows() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    documents(folder.path());
    for input in ["a.html", "."] {
        let page = page(&[input], folder.path());
        let main = page.split("<main").nth(1).expect("a main part");
        let marks = main.matches("<mark ").count();
        let minor = main.matches("<li class=\"minor ").count();
        let aside = main.matches("<details class=\"aside\">").count();
        assert!(marks > 0 && minor > 0 && aside > 0, "nothing is marked in {input}");
        for (width, dark) in WIDTHS.into_iter().flat_map(|w| [(w, false), (w, true)]) {
            let said = measured(browser, &page, width, dark, folder.path());
            let paper = if dark { "dark" } else { "light" };
            let wanted = format!(
                "marks {marks}, unseen 0, overflow 0, wide [], paper {paper}, minor notes {minor}, aside {aside}, hidden 0 0, clean rows 0"
            );
            assert_eq!(said, wanted, "{input} at {width}, {paper}");
        }
    }
}

#[test]
fn ten_thousand_documents_open_at_once() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for n in 0..10_000 {
        let fault = ["Stated.", "The the boat left.", "Nobody was there."][n % 3];
        let site = n % 37;
        writeln!(
            lines,
            "{{\"id\":\"article-{n}\",\"site\":\"site {site}\",\"text\":\"“We wait,” said the captain of boat {n}. {fault} \
             The harbour was quiet, and the people on the quay went home before the evening.\"}}"
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    let page = page(&["--input-format", "jsonl", "many.jsonl"], folder.path());
    assert!(page.contains("10,000") && page.len() < 9 << 20, "{} bytes", page.len());
    // The time until everything is laid out, as the browser counts it from the beginning of loading.
    let probe = "<script>addEventListener('load', () => { document.documentElement.scrollHeight; \
                 document.body.insertAdjacentHTML('beforeend', '<p>opened after ' + Math.round(performance.now()) + ' ms</p>'); });\
                 </script></body>";
    std::fs::write(folder.path().join("many.html"), page.replace("</body>", probe)).unwrap();
    let times: Vec<u32> = (0..3)
        .map(|_| {
            let dump = dumped(browser, "many.html", &[], folder.path());
            let said = dump.rsplit("opened after ").next().and_then(|t| t.split(' ').next()).unwrap_or("");
            said.parse().unwrap_or_else(|_| panic!("the browser did not say how long it took: {said:.80}"))
        })
        .collect();
    // The least of three: other work on the machine only adds.
    let least = times.iter().min().unwrap();
    assert!(*least < 2000, "{times:?} milliseconds");
    let _ = writeln!(std::io::stderr(), "10,000 documents, {} bytes of HTML: {times:?} ms", page.len());
}

/// The report of an audit and the pages of figures: nothing overflows, what is there can be read, and the buttons for
/// verdicts work without a script of ours.
#[test]
fn the_report_of_an_audit_and_the_pages_of_figures_fit() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    documents(folder.path());
    let lines: String = (0..60)
        .map(|n| {
            let fault = ["Stated.", "The the boat left.", "Nobody was there."][n % 3];
            format!(
                "{{\"id\":\"article {n}\",\"site\":\"{}\",\"text\":\"The harbour of Osmund was quiet in year {n}, \
                 and all went home. {fault}\"}}\n",
                ["世界", "site ".repeat(20).trim(), "north"][n % 3]
            )
        })
        .collect();
    std::fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    printed(&["audit", ".", "--quiet"], folder.path());
    let report = printed(&["audit", "report", "--by", "site"], folder.path());
    let fail = report.matches("<tr class=\"fail\">").count();
    let pass =
        report.matches("<tr class=\"pass\">").count() + report.matches("<tr class=\"review\">").count();
    assert!(fail > 0 && pass > 0, "{fail} fail, {pass} do not");
    let probe = "
        let said = 'overflow ' + overflow() + ', paper ' + paper + ', rows ' + seen('.worst tbody tr');
        document.getElementById('only-fail').click();
        parent.postMessage(said + ', fail ' + seen('.worst tbody tr') + ', tables ' + seen('table'), '*');";
    let repaired = "{\"text\": \"He sold the the boat .\", \"fixed\": \"He sold the boat.\"}\n";
    std::fs::write(folder.path().join("ours.jsonl"), repaired.repeat(40)).unwrap();
    let evidence =
        printed(&["evaluate", "findings", "--format", "html", "--show", "3", "ours.jsonl"], folder.path());
    assert!(evidence.contains("Certain fixes in repaired translations"));
    let judged: String = (0..60)
        .map(|n| {
            let text =
                ["The harbour was quiet, and all went home.", "The the of harbour quiet were and went."]
                    [n % 2];
            format!("{{\"text\": \"{text} {n}\", \"da\": {}}}\n", n % 2 * n)
        })
        .collect();
    std::fs::write(folder.path().join("judged.jsonl"), judged).unwrap();
    let estimate = printed(&["evaluate", "estimate", "--format", "html", "judged.jsonl"], folder.path());
    assert!(estimate.contains("<svg"), "{estimate:.200}");
    for (width, dark) in WIDTHS.into_iter().flat_map(|w| [(w, false), (w, true)]) {
        let paper = if dark { "dark" } else { "light" };
        let said = asked(browser, &report, probe, width, dark, folder.path());
        let wanted =
            format!("overflow 0, wide [], paper {paper}, rows {}, fail {fail}, tables 2", fail + pass);
        assert_eq!(said, wanted, "the audit at {width}, {paper}");
        for (name, page) in [("evidence", &evidence), ("estimate", &estimate)] {
            let probe = "parent.postMessage('overflow ' + overflow() + ', paper ' + paper, '*');";
            let said = asked(browser, page, probe, width, dark, folder.path());
            assert_eq!(said, format!("overflow 0, wide [], paper {paper}"), "{name} at {width}, {paper}");
        }
    }
}
