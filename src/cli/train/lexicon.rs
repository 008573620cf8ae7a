//! `mtlint train lexicon`: the word table of a language from the lists its manifest names.

use std::path::{Path, PathBuf};

use mtlint::error::{Error, Result};
use mtlint::language;
use mtlint::train::lexicon::Sources;

use crate::cli::{Exit, print};

/// Rebuild the word table of a language
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  python3 rules/en/lexicon/fetch.py lists
  mtlint train lexicon lists --language rules/en")]
pub struct Args {
    /// The folder with the lists that the manifest names
    sources: PathBuf,
    /// The language's folder, with language.toml and lexicon/sources.toml
    #[arg(long, value_name = "DIR", default_value = "rules/en")]
    language: PathBuf,
    /// The table to write [default: lexicon/words.bin in the language's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Reads the lists, writes the table, says what each list gave.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let folder = args.language.join("lexicon");
    let (manifest, text) = read(&folder.join("sources.toml"))?;
    let sources = Sources::parse(&manifest, &text)?;
    let (definition, text) = read(&args.language.join("language.toml"))?;
    let morphology = language::morphology(&definition, &text)?;
    let (table, summary) = sources.build(&args.sources, &folder, &morphology)?;
    let bytes = table.to_bytes();
    let out = args.out.unwrap_or_else(|| folder.join("words.bin"));
    std::fs::write(&out, &bytes).map_err(|e| Error::io(&out, e))?;
    for (name, words) in &summary.sources {
        print(&format!("{words:>8}  {name}\n"))?;
    }
    print(&format!("{:>8}  words in {} bytes: {}\n", summary.words, bytes.len(), out.display()))?;
    Ok(Exit::Fine)
}

/// A file's name for errors, and its text.
fn read(path: &Path) -> Result<(String, String)> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    Ok((path.display().to_string(), text))
}
