//! Checks one file with harper-core, all rules on, and prints how much it found.

use harper_core::linting::{LintGroup, Linter};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("it can be read");
    let dictionary = FstDictionary::curated();
    let mut linter = LintGroup::new_curated(dictionary.clone(), Dialect::American);
    linter.set_all_rules_to(Some(true));
    let document = Document::new(&text, &PlainEnglish, &dictionary);
    println!("{}", linter.lint(&document).len());
}
