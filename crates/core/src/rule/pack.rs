//! Where rules come from: a pack of languages, and folders of the user's own.
//!
//! A pack's files lie at `<language>/<family>/<id>.toml`; a user's folder may leave out the language ("any" then) and
//! the family. The path alone gives id, family and language.

use crate::language::{ANY, Pack};

/// A rule's file, read but not yet understood.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Its path, as shown in messages.
    pub file: String,
    /// From the file's name.
    pub id: String,
    /// From the folder's name; "own" where there is none.
    pub family: String,
    /// From the folder above; "any" where there is none.
    pub language: String,
    /// The content: TOML, or for those that are part of the program the same as JSON.
    pub text: String,
    /// True for rules that are part of the program.
    pub built_in: bool,
}

/// Returns the rules of a pack, in the order of their paths.
pub fn sources(pack: &Pack) -> Vec<RuleSource> {
    let paths = pack.files("").filter(|path| is_rule(path));
    paths
        .filter_map(|path| {
            let text = pack.text(path)?.into_owned();
            Some(RuleSource::new(pack.shown(path), path, text, pack.is_built_in(path)))
        })
        .collect()
}

/// A rule lies two folders deep; `language.toml` and lexicons lie elsewhere.
fn is_rule(path: &str) -> bool {
    path.ends_with(".toml") && path.split('/').count() == 3 && !path.contains("/lexicon/")
}

impl RuleSource {
    /// Makes the source of a rule with that text. `file` is its path in messages; `relative`, its path below the folder
    /// of rules, gives id, family and language.
    pub fn new(file: String, relative: &str, text: String, built_in: bool) -> RuleSource {
        let mut parts = relative.trim_end_matches(".toml").rsplit('/');
        let id = parts.next().unwrap_or("").to_owned();
        let family = parts.next().unwrap_or("own").to_owned();
        let language = parts.next().unwrap_or(ANY).to_owned();
        RuleSource { file, id, family, language, text, built_in }
    }
}
