//! What the language's word list says of a word, as keys: it knows a hundred times the words of the treebanks.
//!
//! Marks of grammar and of names are taken apart, so that each key stands for many words. The rows of words that
//! the training text knows well have these keys added up in them; other words are found by key.

use crate::analysis::tagger::word;
use crate::analysis::tagger::word::Capital;
use crate::language::Entry;

/// Words that are listed with the same grammar; 0 for a word that is not listed.
fn grammar(entry: Entry) -> u64 {
    let marks = [
        entry.is_word(),
        entry.can_be_singular_noun(),
        entry.can_be_verb(),
        entry.can_be_adjective(),
        entry.can_be_adverb(),
        entry.is_plural(),
        entry.is_past(),
        entry.is_participle(),
        entry.is_gerund(),
        entry.is_third_person(),
        entry.is_base_form(),
        entry.is_comparative(),
        entry.is_superlative(),
    ];
    bits(&marks)
}

fn naming(entry: Entry) -> u64 {
    let marks = [
        entry.is_word(),
        entry.is_given_name(),
        entry.is_surname(),
        entry.is_place(),
        entry.is_demonym(),
        entry.is_proper(),
        entry.is_abbreviation(),
        entry.is_plural(),
    ];
    bits(&marks)
}

fn bits(marks: &[bool]) -> u64 {
    marks.iter().enumerate().fold(0, |bits, (place, &mark)| bits | u64::from(mark) << place)
}

/// The class that a word without a row of its own belongs to for its neighbours; `None` when it is not listed.
pub fn class(entry: Entry) -> Option<u64> {
    entry.is_known().then(|| word::pair(30, grammar(entry), u64::from(naming(entry) & 0x7e != 0)))
}

/// The keys of the word itself; `capital` as its shape tells.
pub fn keys(entry: Entry, capital: Capital) -> [u64; 3] {
    let (grammar, naming) = (grammar(entry), naming(entry));
    let frequency = u64::from(entry.frequency() / 3);
    [
        word::pair(31, grammar, 0),
        word::pair(32, naming * 8 + frequency, capital as u64),
        word::pair(33, grammar, u64::from(naming & 0x7e != 0) * 8 + capital as u64),
    ]
}
