//! How a language cuts its words and opens its sentences: `[conventions]` of its `language.toml`.
//!
//! The tokeniser and the sentence splitter hold the rules that every language shares; what is of one language stands in
//! the file. A language without them is cut at spaces and marks alone.

use serde::Deserialize;

use super::hash::{ByHash, folded};

/// The section as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ConventionsSettings {
    clitics: Vec<String>,
    contractions: Vec<String>,
    elisions: String,
    elisions_closing: String,
    prefixes: String,
    joined: String,
    before_number: String,
    after_number: String,
    outside_names: String,
    starters: String,
    never_final: String,
    may_be_final: String,
    article: String,
    that: String,
    joins_names: String,
    joins_organisations: String,
    place_prepositions: String,
}

/// Ready for use: words as folded hashes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "ConventionsSettings")]
pub struct Conventions {
    /// Clitics: letters before the apostrophe ("n" of "n't"), letters after it.
    pub clitics: Vec<(String, String)>,
    /// Bytes of the first part of a contraction.
    pub contractions: ByHash<usize>,
    /// Words with an apostrophe at the outside, without it.
    pub elisions: Words,
    /// The same where only a closing mark is the apostrophe.
    pub elisions_closing: Words,
    /// Prefixes that keep their hyphen.
    pub prefixes: Words,
    /// Words with a hyphen that stay whole.
    pub joined: Words,
    /// Abbreviations before a number.
    pub before_number: Words,
    /// Letters cut off the number before them.
    pub after_number: Words,
    /// Abbreviations that no name goes on after.
    pub outside_names: Words,
    /// Words that open a sentence and go with no name.
    pub starters: Words,
    /// Abbreviations whose full stop ends no sentence, without it.
    pub never_final: Words,
    /// Abbreviations whose full stop may end one.
    pub may_be_final: Words,
    /// The definite article.
    pub article: Words,
    /// The conjunction before what somebody says.
    pub that: Words,
    /// Small words inside names of places and organisations ("of").
    pub joins_names: Words,
    /// Small words inside names of organisations alone ("and", "for").
    pub joins_organisations: Words,
    /// Prepositions that mostly go with places ("in").
    pub place_prepositions: Words,
}

/// Words by folded hash, sorted.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<u64>);

impl Words {
    fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut hashes: Vec<u64> = words.map(folded).collect();
        hashes.sort_unstable();
        Words(hashes)
    }

    /// True when the word with this folded hash is among them.
    pub fn contains(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

impl From<ConventionsSettings> for Conventions {
    fn from(written: ConventionsSettings) -> Conventions {
        let split = |w: &String| w.split_once('\'').map(|(a, b)| (a.to_owned(), b.to_owned()));
        let contraction = |w: &String| w.split_once(' ').map(|(a, b)| (folded(&format!("{a}{b}")), a.len()));
        Conventions {
            clitics: written.clitics.iter().filter_map(split).collect(),
            contractions: written.contractions.iter().filter_map(contraction).collect(),
            elisions: Words::new(written.elisions.split_whitespace()),
            elisions_closing: Words::new(written.elisions_closing.split_whitespace()),
            prefixes: Words::new(written.prefixes.split_whitespace()),
            joined: Words::new(written.joined.split_whitespace()),
            before_number: Words::new(written.before_number.split_whitespace()),
            after_number: Words::new(written.after_number.split_whitespace()),
            outside_names: Words::new(written.outside_names.split_whitespace()),
            starters: Words::new(written.starters.split_whitespace()),
            never_final: Words::new(written.never_final.split_whitespace()),
            may_be_final: Words::new(written.may_be_final.split_whitespace()),
            article: Words::new(written.article.split_whitespace()),
            that: Words::new(written.that.split_whitespace()),
            joins_names: Words::new(written.joins_names.split_whitespace()),
            joins_organisations: Words::new(written.joins_organisations.split_whitespace()),
            place_prepositions: Words::new(written.place_prepositions.split_whitespace()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Conventions;
    use crate::language::hash::folded;

    #[test]
    fn words_are_found_and_unknown_keys_refused() {
        let read = toml::from_str::<Conventions>;
        let known = read("clitics = [\"n't\"]\nprefixes = \"pre co\"").unwrap();
        assert_eq!(known.clitics, [("n".into(), "t".into())]);
        assert!(known.prefixes.contains(folded("Co")) && !known.prefixes.contains(folded("x")));
        assert!(read("clitix = []").is_err());
    }
}
