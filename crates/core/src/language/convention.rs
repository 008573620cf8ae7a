//! The structured parts of a language: quotation marks, titles, months, numbers, units, currencies.
//!
//! Plain data as `language.toml` writes it; what they mean to the checker is said where they are used.

use serde::Deserialize;

/// Quotation marks and their conventions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quotes {
    /// All pairs that a text may use, the usual ones of the language first.
    pub pairs: Vec<QuotePair>,
    /// Characters that may be an apostrophe.
    pub apostrophes: Vec<char>,
    /// Characters that mark feet and inches after a number.
    pub primes: Vec<char>,
    /// True when each paragraph of one long quotation opens anew and only the last closes.
    pub reopens_paragraphs: bool,
}

/// An opening and a closing mark.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotePair {
    /// Opens the quotation.
    pub open: char,
    /// Closes it.
    pub close: char,
    /// Stands inside another quotation as a rule.
    #[serde(default)]
    pub nested: bool,
    /// Usual in the language itself; otherwise another language's.
    #[serde(default)]
    pub native: bool,
}

/// A title or role that goes with a person's name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Title {
    /// As written, perhaps several words ("Prime Minister"), without a full stop.
    pub text: String,
    /// Stands directly before a name ("Mr Hill", "President Hill").
    #[serde(default)]
    pub before_name: bool,
    /// Stands after a name ("Hill Jr", "Hill, PhD").
    #[serde(default)]
    pub after_name: bool,
    /// Means a person without a name too ("the president").
    #[serde(default)]
    pub alone: bool,
    /// Never stands without a name ("Mr").
    #[serde(default)]
    pub needs_name: bool,
    /// An abbreviation, written with or without a full stop.
    #[serde(default)]
    pub short: bool,
}

/// A month.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// Full name.
    pub name: String,
    /// Abbreviations, without a full stop.
    #[serde(default)]
    pub short: Vec<String>,
    /// Days it has at most.
    pub days: u8,
}

/// A number word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWord {
    /// In lower case.
    pub text: String,
    /// What it counts ("dozen" = 12).
    pub value: u64,
    /// "third" and not "three".
    #[serde(default)]
    pub ordinal: bool,
    /// Multiplies what is before it ("hundred", "million").
    #[serde(default)]
    pub multiplier: bool,
}

/// A unit of measurement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureUnit {
    /// What it measures ("length").
    pub kind: String,
    /// Symbols, where case counts ("km").
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Words in lower case, singular and plural.
    #[serde(default)]
    pub words: Vec<String>,
}

/// A currency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Symbols ("$", "US$").
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Words in lower case, singular and plural.
    #[serde(default)]
    pub words: Vec<String>,
}
