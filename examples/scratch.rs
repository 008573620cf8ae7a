//! Scratch: paragraphs as JSON strings, one a line, to sentence and token byte ranges.
use mtlint::analysis::Analyser;
use mtlint::language::Language;
use std::io::{BufRead, Write};
use std::sync::Arc;
fn main() {
    let language = Arc::new(Language::load("en").unwrap());
    let a = Analyser::new(language);
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line.unwrap()).unwrap();
        let x = a.text(&text);
        let s: Vec<_> = x.sentences.iter().map(|s| (s.span.start, s.span.end)).collect();
        let t: Vec<_> = x.tokens.iter().map(|s| (s.span.start, s.span.end)).collect();
        writeln!(out, "{}", serde_json::json!({"s": s, "t": t})).unwrap();
    }
}
