//! Matchers in code, for defects that no pattern describes: one file a detector, one line each in [`DETECTORS`].
//!
//! A detector is pure and cannot fail: it reads a `Context` and puts what it finds into a [`Sink`]. Its name,
//! severity, reason and examples stand in the TOML file of the rule that uses it, its parameters too.

mod article_form;
mod bracket;
mod casing;
mod choice;
mod detector;
mod doubled_word;
mod echo;
mod foreign_word;
mod fragment;
mod government;
mod joined_words;
mod looping;
mod mixed_script;
mod name;
mod name_article;
mod name_slip;
mod pronoun_switch;
mod quotation;
mod repeated_line;
mod repetition;
mod source_copy;
mod source_items;
mod source_length;
mod spacing;
mod spelling;
mod stray_mark;
mod unfinished;
mod unknown_word;
mod untranslated;
mod word_order;

pub use detector::{Detector, DetectorKind, Hit, Need, Parameters, Sink};

/// All detectors, in the order of their names.
pub static DETECTORS: &[DetectorKind] = &[
    article_form::KIND,
    bracket::KIND,
    casing::KIND,
    choice::KIND,
    doubled_word::KIND,
    echo::KIND,
    foreign_word::KIND,
    fragment::KIND,
    government::KIND,
    joined_words::KIND,
    looping::KIND,
    mixed_script::KIND,
    name::KIND,
    name_article::KIND,
    name_slip::KIND,
    pronoun_switch::KIND,
    quotation::KIND,
    repeated_line::KIND,
    repetition::KIND,
    source_copy::KIND,
    source_items::KIND,
    source_length::KIND,
    spacing::KIND,
    stray_mark::KIND,
    unfinished::KIND,
    unknown_word::KIND,
    untranslated::KIND,
    word_order::KIND,
];
