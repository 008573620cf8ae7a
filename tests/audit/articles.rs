//! Articles for audits: files and JSON lines, all different, most of them with a fault.

use std::fmt::Write;
use std::path::Path;

const WHO: [&str; 5] = ["the council", "a baker", "the old captain", "the harbour office", "nobody"];
const DID: [&str; 5] =
    ["opened the bridge", "painted the mill", "closed the road", "left the quay", "wrote a report"];
const FAULT: [&str; 5] =
    ["The the gate was shut.", "Stated.", "He said that that it it was late.", "", "It was  late ."];

/// The text of one article: three paragraphs.
pub fn article(number: usize) -> String {
    let mut text = format!("Report {number}\n\n");
    for paragraph in 0..3 {
        for sentence in 0..4 {
            let n = number * 7 + paragraph * 3 + sentence;
            let (who, did) = (WHO[n % 5], DID[n / 5 % 5]);
            let _ = write!(text, "In the year {}, {who} {did} before noon. ", 1900 + n % 97);
        }
        let _ = writeln!(text, "{}\n", FAULT[(number + paragraph) % 5]);
    }
    text
}

/// One record with metadata.
pub fn record(number: usize) -> String {
    let text = article(number);
    let (site, engine) = (["north", "south", "west"][number % 3], ["alpha", "beta"][number % 2]);
    serde_json::json!({
        "id": format!("r{number}"), "text": text, "site": site, "engine": engine, "lang": "en",
        "date": format!("2026-01-{:02}", number % 28 + 1), "reviewed": number.is_multiple_of(4), "tags": ["a"],
    })
    .to_string()
}

/// A stream of records `from..to`.
pub fn records(from: usize, to: usize) -> String {
    (from..to).map(|n| record(n) + "\n").collect()
}

/// A folder with a stream of `records`, a tenth as many files, a broken line and a file that is empty.
pub fn collection(folder: &Path, count: usize) {
    let site = folder.join("site");
    std::fs::create_dir_all(&site).unwrap();
    let stream = records(0, count / 2) + "{\"text\": 7}\n" + &records(count / 2, count);
    std::fs::write(site.join("records.jsonl"), stream).unwrap();
    for number in 0..count / 10 {
        std::fs::write(site.join(format!("{number:04}.txt")), article(10_000 + number)).unwrap();
    }
    std::fs::write(site.join("empty.txt"), "").unwrap();
}
