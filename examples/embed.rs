//! Embeds the checker: reads text from standard input, prints a line for each finding, and the verdict.
//!
//! `cargo run --example embed < examples/clean.md`

use std::io::Read;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::span::LineIndex;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let checker = Checker::new(packs::pack(&[])?, Vec::new())?;
    let outcome = read::read("-", bytes, &Options::default());
    for problem in &outcome.problems {
        eprintln!("{}: {}", problem.file, problem.message);
    }
    for document in outcome.documents {
        let review = checker.check(document, &Policy::default())?;
        let text = &review.document.source.text;
        let lines = LineIndex::new(text);
        for finding in &review.findings {
            let line = lines.line(finding.span.start);
            println!("{line}: {}: {} [{}]", finding.rule.id, finding.message, finding.span.of(text));
        }
        println!("{}: {}, score {:.1}", review.document.name, review.verdict.name(), review.score);
    }
    Ok(())
}
