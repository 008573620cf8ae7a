//! Checks a text with core and read alone: `cargo run -p mtlint-read --example check -- LANGUAGES CODE < text`.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use mtlint_core::{check::Checker, language::Pack, policy::Policy};
use mtlint_read::{Options, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (root, code) = (arguments.next().ok_or("a folder of languages")?, arguments.next());
    let mut files = Vec::new();
    collect(Path::new(&root), "", &mut files)?;
    let checker = Checker::new(Arc::new(Pack::default().with_files(&format!("{root}/"), files)), Vec::new())?;
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    for document in read("-", bytes, &Options { language: code, ..Options::default() }).documents {
        let review = checker.check(document, &Policy::default())?;
        for finding in &review.findings {
            println!("{}: {}", finding.rule.id, finding.span.of(&review.document.source.text));
        }
    }
    Ok(())
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()? {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => collect(&entry.path(), &format!("{path}/"), files)?,
            false => files.push((path, std::fs::read(entry.path())?)),
        }
    }
    Ok(())
}
