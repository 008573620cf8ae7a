//! A rule's file as written: TOML read into plain data, every mistake named with file, line and remedy.
//!
//! What is wrong in itself (an unknown key, a missing summary) is refused here; what is wrong with the matching (a
//! regex that does not compile, a word list that is not there) is refused where the matcher is compiled.

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};

use crate::error;
use crate::error::{Error, Result};
use crate::meta::{Example, Severity};
use crate::rule::decode::Decode;
use crate::rule::pack::RuleSource;
use crate::rule::place;
use crate::rule::source::Excuse;

/// The keys of a rule's file; `M` is what stands under `[match]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RuleFile<M> {
    pub summary: String,
    pub severity: Severity,
    pub category: String,
    #[serde(default = "default_certainty")]
    pub certainty: f32,
    #[serde(default)]
    pub machine: f32,
    pub why: String,
    pub fix: String,
    #[serde(default)]
    pub outranks: Vec<String>,
    #[serde(default)]
    pub source_languages: Vec<String>,
    #[serde(rename = "match")]
    pub matching: M,
    #[serde(default)]
    pub edit: Vec<EditFile>,
    #[serde(default)]
    pub bad: Vec<Example>,
    #[serde(default)]
    pub good: Vec<Example>,
}

fn default_certainty() -> f32 {
    0.5
}

/// `[match]` of any rule.
#[derive(Debug)]
pub(super) enum Matching {
    Pattern(Box<PatternMatch>),
    Detector(DetectorMatch),
}

/// `[match]` with phrases, a regex, token patterns or bounds of the quality estimate.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct PatternMatch {
    pub phrases: Vec<String>,
    pub regex: Option<String>,
    pub scope: Scope,
    pub tokens: Vec<ElementText>,
    pub any: Vec<Vec<ElementText>>,
    pub entries: Vec<String>,
    pub estimate_below: Option<[f64; 2]>,
    pub unless: Vec<Exception>,
    pub only_with: Vec<Exception>,
    pub at: Option<DocumentEdge>,
    pub nowhere_else: Vec<String>,
    pub kinds: Vec<String>,
    pub quoted: Option<bool>,
    pub set_off: Option<bool>,
    pub excused_by_source: Option<Excuse>,
    pub not_in: Vec<String>,
    pub message: Option<String>,
}

/// The stretch of text that a regex sees at a time: what `^` and `$` mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Scope {
    #[default]
    Block,
    Sentence,
}

/// The end of a document at which a hit must stand: in its first block with words, or in its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DocumentEdge {
    Beginning,
    End,
}

/// `[match]` with a detector in code; keys that are not the engine's are the detector's parameters.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct DetectorMatch {
    pub detector: String,
    #[serde(default)]
    pub unless: Vec<Exception>,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub quoted: Option<bool>,
    #[serde(default)]
    pub set_off: Option<bool>,
    #[serde(default)]
    pub excused_by_source: Option<Excuse>,
    #[serde(default)]
    pub not_in: Vec<String>,
    #[serde(default)]
    pub source: bool,
    #[serde(flatten)]
    pub parameters: toml::Table,
}

/// One `[[edit]]`: what is found, and what belongs there for certain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EditFile {
    /// A regex over the words at fault; all of them where it is absent.
    pub find: Option<String>,
    /// What belongs in its place; `$1` and `${name}` stand for groups.
    pub replace: Option<String>,
    /// What belongs there, decoded from what is found.
    pub decode: Option<Decode>,
    /// What keeps the fix from being certain where it overlaps the words at fault.
    #[serde(default)]
    pub unless: Vec<Exception>,
}

/// What excuses a hit that it overlaps, or what a hit needs beside it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Exception {
    pub phrases: Vec<String>,
    pub regex: Option<String>,
    pub tokens: Vec<ElementText>,
    pub any: Vec<Vec<ElementText>>,
}

/// One element of a token pattern: a word, or a table of conditions that must all hold.
#[derive(Debug, Default)]
pub(super) struct ElementText(pub Conditions);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Conditions {
    pub text: OneOrMany,
    pub lexicon: OneOrMany,
    pub tag: OneOrMany,
    pub shape: OneOrMany,
    pub not_text: OneOrMany,
    pub not_lexicon: OneOrMany,
    pub not_tag: OneOrMany,
    pub known: Option<bool>,
    pub quoted: Option<bool>,
    pub spaced: Option<bool>,
    pub first: Option<bool>,
    pub last: Option<bool>,
    pub same_as: Option<usize>,
    pub margin: u8,
    pub optional: bool,
    pub repeat: Option<[u8; 2]>,
    pub mark: bool,
}

/// A string, or a list of strings.
#[derive(Debug, Default)]
pub(super) struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor;
        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a string or a list of strings")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![s.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut list = Vec::new();
                while let Some(s) = seq.next_element()? {
                    list.push(s);
                }
                Ok(OneOrMany(list))
            }
        }
        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

impl<'de> Deserialize<'de> for ElementText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrTable;
        impl<'de> Visitor<'de> for WordOrTable {
            type Value = ElementText;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a word or a table of conditions")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<ElementText, E> {
                Ok(ElementText(Conditions { text: OneOrMany(vec![s.to_owned()]), ..Conditions::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ElementText, A::Error> {
                Conditions::deserialize(MapAccessDeserializer::new(map)).map(ElementText)
            }
        }
        deserializer.deserialize_any(WordOrTable)
    }
}

/// Reads the rule of a source.
pub(super) fn parse(source: &RuleSource) -> Result<RuleFile<Matching>> {
    let (name, text) = (source.file.as_str(), source.text.as_str());
    let file = if text.starts_with('{') { from_json(name, text)? } else { from_toml(name, text)? };
    if !(0.0..=1.0).contains(&file.certainty) {
        let message = format!("certainty {} is not between 0 and 1", file.certainty);
        return Err(Error::invalid(name, message).at(place::line_of(text, &["certainty"]), 0));
    }
    if let Some(at) = file.good.iter().position(|e| !e.mark.is_empty() || e.fixed.is_some()) {
        let line = place::line_of(text, &["good", &at.to_string()]);
        return Err(Error::invalid(name, "A good example has nothing to mark or to fix").at(line, 0));
    }
    if file.category.split('/').count() != 2 {
        let message = format!("category \"{}\" is not of the form dimension/type", file.category);
        return Err(Error::invalid(name, message)
            .at(place::line_of(text, &["category"]), 0)
            .hint("for example \"fluency/grammar\""));
    }
    Ok(file)
}

/// Reads a rule that is part of the program: it was TOML, and held by its tests.
fn from_json(name: &str, text: &str) -> Result<RuleFile<Matching>> {
    let wrong = |e: serde_json::Error| Error::invalid(name, e.to_string());
    // Inside a string the quotes would be escaped.
    match text.contains("\"detector\":\"") {
        true => serde_json::from_str(text).map(with_detector).map_err(wrong),
        false => serde_json::from_str(text).map(with_pattern).map_err(wrong),
    }
}

/// Reads a rule's TOML; what it matches by is told by the key `detector`, and mistakes by their place.
fn from_toml(name: &str, text: &str) -> Result<RuleFile<Matching>> {
    let wrong = |e: toml::de::Error| error::in_toml(name, text, &e);
    let table = toml::de::DeTable::parse(text).map_err(wrong)?;
    let matching = table.get_ref().get("match").and_then(|m| m.get_ref().get("detector"));
    match matching {
        Some(_) => toml::from_str(text).map(with_detector).map_err(wrong),
        None => toml::from_str(text).map(with_pattern).map_err(wrong),
    }
}

fn with_pattern(file: RuleFile<PatternMatch>) -> RuleFile<Matching> {
    file.map(|m| Matching::Pattern(Box::new(m)))
}

fn with_detector(file: RuleFile<DetectorMatch>) -> RuleFile<Matching> {
    file.map(Matching::Detector)
}

impl<M> RuleFile<M> {
    fn map<N>(self, f: impl FnOnce(M) -> N) -> RuleFile<N> {
        RuleFile {
            matching: f(self.matching),
            summary: self.summary,
            severity: self.severity,
            category: self.category,
            certainty: self.certainty,
            machine: self.machine,
            why: self.why,
            fix: self.fix,
            outranks: self.outranks,
            source_languages: self.source_languages,
            edit: self.edit,
            bad: self.bad,
            good: self.good,
        }
    }
}
