//! Nothing in the Rust of the core names a word of English: those are data of the language.
//!
//! Every string in the code of `crates/core` is held against the closed classes of English (articles, pronouns,
//! prepositions, auxiliaries, numbers, months, verbs of speech …) and against the endings of its inflection. Keys of
//! files and names of lists are none of the text that is checked, and stand in [`KEYS`] where they look like it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mtlint::language::Language;
use mtlint::project::packs;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::imports::{is_test, root, rust_files};

/// Strings that are keys, or words of a message to the user, and look like words of the text.
const KEYS: &[(&str, &[&str])] = &[
    ("analysis/choice/words.rs", &["be"]),
    ("analysis/genre.rs", &["notes"]),
    ("analysis/tokenise/address.rs", &["ca"]),
    ("bilingual/code_read.rs", &["quote"]),
    ("bilingual/code_word.rs", &["so"]),
    ("bilingual/count.rs", &["and", "in"]),
    ("bilingual/latin.rs", &["wo", "we"]),
    ("bilingual/locale.rs", &["quotes", "half", "past", "deny", "es"]),
    ("check/examples.rs", &["any"]),
    ("detect/government.rs", &["object"]),
    ("detect/source_code.rs", &["one", "two", "zero"]),
    ("detect/source_mark.rs", &["my", "none", "several"]),
    ("detect/source_plural.rs", &["one", "zero"]),
    ("detect/source_twin.rs", &["after", "before"]),
    ("document/beside.rs", &["cite"]),
    ("error.rs", &["note"]),
    ("estimate/feature.rs", &["quoted"]),
    ("estimate/model.rs", &["estimate"]),
    ("estimate/outcome.rs", &["half"]),
    ("language/lexicon/entry.rs", &["third", "past"]),
    ("language/pack.rs", &["any"]),
    ("machine/reading.rs", &["estimate"]),
    ("machine/told.rs", &["once"]),
    ("rule/matcher.rs", &["any"]),
    ("rule/fix.rs", &["unless"]),
    ("rule/run.rs", &["any"]),
    ("rule/set.rs", &["unless"]),
    ("rule/usage/syntax.rs", &["someone"]),
    ("settle/suppress.rs", &["nothing", "all"]),
];

/// Word lists of English whose words say something of a sentence.
const CLOSED: &[&str] = &[
    "article",
    "demonstrative",
    "possessive",
    "determiner",
    "preposition",
    "coordinator",
    "subordinator",
    "relative",
    "wh-word",
    "pronoun",
    "auxiliary",
    "be",
    "have",
    "do",
    "negation",
    "conjunctive-adverb",
    "speech-verb",
    "month",
    "weekday",
    "number-word",
    "ordinal-word",
];

/// The strings of a file, those of tests and of attributes aside.
#[derive(Default)]
struct Strings(Vec<String>);

impl Strings {
    fn literal(&mut self, literal: &syn::Lit) {
        match literal {
            syn::Lit::Str(text) => self.0.push(text.value()),
            syn::Lit::ByteStr(bytes) => self.0.push(String::from_utf8_lossy(&bytes.value()).into_owned()),
            _ => {}
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => self.literal(&syn::Lit::new(literal)),
                _ => {}
            }
        }
    }
}

impl<'s> Visit<'s> for Strings {
    fn visit_item_mod(&mut self, item: &'s syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'s syn::Attribute) {}

    fn visit_lit(&mut self, literal: &'s syn::Lit) {
        self.literal(literal);
    }

    // What a macro is given is not parsed: its strings are taken as they come.
    fn visit_macro(&mut self, call: &'s syn::Macro) {
        self.tokens(call.tokens.clone());
    }
}

fn strings() -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join("core/src");
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    let of = |path: &std::path::PathBuf| {
        let mut strings = Strings::default();
        strings.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        (name, strings.0.into_iter().collect())
    };
    files.iter().map(of).collect()
}

/// The words of the closed classes of English, and the endings of its inflection.
fn english() -> impl Fn(&str) -> bool {
    let language = Language::load(&packs::pack(&[]).unwrap(), "en").unwrap();
    let lists: Vec<_> = CLOSED
        .iter()
        .map(|name| language.vocabulary.set(name).unwrap_or_else(|| panic!("no {name}")))
        .collect();
    move |text| {
        let word = language.vocabulary.get(mtlint::language::hash::folded(text));
        let listed = lists.iter().any(|&list| language.vocabulary.is_in(word, list));
        let mut endings = language.morphology.suffixes.iter().filter(|suffix| suffix.inflection);
        text.chars().all(char::is_alphabetic)
            && text.len() > 1
            && (listed || endings.any(|suffix| suffix.ending == text))
    }
}

#[test]
fn no_string_of_the_core_is_a_word_of_english() {
    let is_english = english();
    assert!(is_english("the") && is_english("said") && is_english("ing") && !is_english("harbour"));
    let mut found = Vec::new();
    for (file, strings) in strings() {
        let known = KEYS.iter().filter(|(name, _)| *name == file);
        let keys: Vec<&str> = known.flat_map(|(_, keys)| *keys).copied().collect();
        for key in &keys {
            assert!(strings.contains(*key), "{file} has no \"{key}\" any more: take it out of the list");
        }
        let words = strings.iter().filter(|text| is_english(text) && !keys.contains(&text.as_str()));
        found.extend(words.map(|word| format!("{file}: \"{word}\"")));
    }
    assert!(found.is_empty(), "these belong into rules/en:\n{}", found.join("\n"));
}
