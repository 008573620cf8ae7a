//! Matchers in code, for defects that no pattern describes: one file a detector, one line each in [`DETECTORS`].
//!
//! A detector is pure and cannot fail: it reads a `Context` and puts what it finds into a [`Sink`]. Its name,
//! severity, reason and examples stand in the TOML file of the rule that uses it, its parameters too.

mod article_form;
mod bare_noun;
mod bracket;
mod casing;
mod choice;
mod circling;
mod clause_echo;
mod code_comment;
mod detector;
mod doubled_word;
mod echo;
mod figures;
mod foreign_short;
mod foreign_word;
mod fragment;
mod government;
mod joined_words;
mod looping;
mod mixed_script;
mod name;
mod name_article;
mod name_form;
mod name_slip;
mod people;
mod pronoun_switch;
mod quotation;
mod repeated_line;
mod repetition;
mod retold;
mod source_code;
mod source_copy;
mod source_fact;
mod source_items;
mod source_length;
mod source_mark;
mod source_name;
mod source_negation;
mod source_pattern;
mod source_plural;
mod source_structure;
mod source_twin;
mod source_unit;
mod spacing;
mod spelling;
mod stray_mark;
mod term_drift;
mod translated_name;
mod unfinished;
mod unknown_word;
mod untranslated;
mod weekday;
mod word_order;

pub use detector::{Detector, DetectorKind, Hit, Need, Parameters, Sink};

/// All detectors, in the order of their names.
pub static DETECTORS: &[DetectorKind] = &[
    article_form::KIND,
    bare_noun::KIND,
    bracket::KIND,
    casing::KIND,
    choice::KIND,
    circling::KIND,
    clause_echo::KIND,
    code_comment::KIND,
    doubled_word::KIND,
    echo::KIND,
    figures::KIND,
    foreign_word::KIND,
    fragment::KIND,
    government::KIND,
    joined_words::KIND,
    looping::KIND,
    mixed_script::KIND,
    name::KIND,
    name_article::KIND,
    name_form::KIND,
    name_slip::KIND,
    people::KIND,
    pronoun_switch::KIND,
    quotation::KIND,
    repeated_line::KIND,
    repetition::KIND,
    retold::KIND,
    source_code::KIND,
    source_copy::KIND,
    source_fact::KIND,
    source_items::KIND,
    source_length::KIND,
    source_mark::KIND,
    source_name::KIND,
    source_negation::KIND,
    source_pattern::KIND,
    source_plural::KIND,
    source_structure::KIND,
    source_twin::KIND,
    source_unit::KIND,
    spacing::KIND,
    stray_mark::KIND,
    term_drift::KIND,
    translated_name::KIND,
    unfinished::KIND,
    unknown_word::KIND,
    untranslated::KIND,
    weekday::KIND,
    word_order::KIND,
];
