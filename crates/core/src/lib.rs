//! The middle of mtlint: text in, review out.
//!
//! The pipeline runs one way: analysis finds sentences, tokens, quotations and names in a [`document::Document`], rules
//! find faults, `settle` orders and merges them, `score` weighs them, and a [`check::Review`] holds the outcome.
//! Nothing here reads files, knows a command line or keeps a database.

pub mod analysis;
pub mod bilingual;
pub mod check;
pub mod container;
pub mod detect;
pub mod detected;
pub mod document;
pub mod error;
pub mod estimate;
pub mod finding;
pub mod gate;
pub mod language;
pub mod machine;
pub mod meta;
pub mod policy;
mod registers;
pub mod rule;
pub mod score;
pub mod settle;
#[cfg(not(feature = "rayon"))]
#[path = "one_by_one.rs"]
mod side_by_side;
#[cfg(feature = "rayon")]
mod side_by_side;
pub mod span;
pub mod termbase;
pub mod terms;

#[cfg(test)]
pub(crate) mod tests {
    //! What the unit tests of this crate run with.

    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use crate::language::{Language, Pack};

    /// Returns the languages that are part of the program.
    pub fn pack() -> Arc<Pack> {
        Arc::new(
            Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
                .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack),
        )
    }

    /// Returns the languages that come from outside the program: one that nobody speaks.
    pub fn made_up() -> Arc<Pack> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/languages");
        let mut files = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(next) = folders.pop() {
            for path in
                fs::read_dir(next).expect("it is there").map(|entry| entry.expect("it can be read").path())
            {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path
                        .strip_prefix(&folder)
                        .expect("it is inside")
                        .to_string_lossy()
                        .replace('\\', "/");
                    files.push((name, fs::read(&path).expect("it can be read")));
                }
            }
        }
        Arc::new(Pack::default().with_files("tests/languages/", files))
    }

    /// Returns English.
    pub fn english() -> Language {
        Language::load(&pack(), "en").expect("it is part of the program")
    }
}
