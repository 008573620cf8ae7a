//! A rule's file as written: TOML read into plain data, every mistake named with file, line and mend.
//!
//! What is wrong in itself (an unknown key, a missing summary) is refused here; what is wrong with the matching (a
//! regex that does not compile, a word list that is not there) is refused where the matcher is compiled.

use serde::Deserialize;
use serde::de::{
    self, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
};

use crate::error;
use crate::error::{Error, Result};
use crate::meta::{BadExample, GoodExample, Severity};
use crate::rule::decode::Decode;
use crate::rule::pack::RuleSource;
use crate::rule::source::Excuse;
use mtlint_languages as embedded;

/// The keys of a rule's file; `M` is what stands under `[match]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RuleFile<M> {
    pub summary: String,
    pub severity: Severity,
    pub category: String,
    #[serde(default = "default_confidence")]
    pub confidence: f32,
    pub why: String,
    pub fix: String,
    #[serde(default)]
    pub outranks: Vec<String>,
    #[serde(rename = "match")]
    pub matching: M,
    #[serde(default)]
    pub mend: Vec<MendFile>,
    #[serde(default)]
    pub bad: Vec<BadExample>,
    #[serde(default)]
    pub good: Vec<GoodExample>,
}

fn default_confidence() -> f32 {
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
    pub tokens: Vec<Element>,
    pub any: Vec<Vec<Element>>,
    pub estimate_below: Option<[f64; 2]>,
    pub unless: Vec<Exception>,
    pub kinds: Vec<String>,
    pub quoted: Option<bool>,
    pub excused_by_source: Option<Excuse>,
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
    pub excused_by_source: Option<Excuse>,
    #[serde(default)]
    pub source: bool,
    #[serde(flatten)]
    pub parameters: toml::Table,
}

/// One `[[mend]]`: what is found, and what belongs there for certain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MendFile {
    /// A regex over the words at fault; all of them where it is absent.
    pub find: Option<String>,
    /// What belongs in its place; `$1` and `${name}` stand for groups.
    pub replace: Option<String>,
    /// What belongs there, decoded from what is found.
    pub decode: Option<Decode>,
    /// What keeps the mend from being certain where it overlaps the words at fault.
    #[serde(default)]
    pub unless: Vec<Exception>,
}

/// What excuses a hit that it overlaps.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Exception {
    pub phrases: Vec<String>,
    pub regex: Option<String>,
    pub tokens: Vec<Element>,
    pub any: Vec<Vec<Element>>,
}

/// One element of a token pattern: a word, or a table of conditions that must all hold.
#[derive(Debug, Default)]
pub(super) struct Element(pub Conditions);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Conditions {
    pub text: List,
    pub lexicon: List,
    pub tag: List,
    pub shape: List,
    pub not_text: List,
    pub not_lexicon: List,
    pub not_tag: List,
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
pub(super) struct List(pub Vec<String>);

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = List;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a string or a list of strings")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<List, E> {
                Ok(List(vec![s.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List, A::Error> {
                let mut list = Vec::new();
                while let Some(s) = seq.next_element()? {
                    list.push(s);
                }
                Ok(List(list))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrTable;
        impl<'de> Visitor<'de> for WordOrTable {
            type Value = Element;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a word or a table of conditions")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<Element, E> {
                Ok(Element(Conditions { text: List(vec![s.to_owned()]), ..Conditions::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Element, A::Error> {
                Conditions::deserialize(MapAccessDeserializer::new(map)).map(Element)
            }
        }
        deserializer.deserialize_any(WordOrTable)
    }
}

/// The built-in rules as JSON, by path: `build.rs` writes them so, since TOML takes thrice as long to read.
static BUILT_IN: &[(&str, &str)] = mtlint_languages::RULES;

/// Reads the rule of a source.
pub(super) fn of(source: &RuleSource) -> Result<RuleFile<Matching>> {
    let (name, text) = (source.file.as_str(), source.text.as_str());
    let carried = || {
        let at = BUILT_IN.binary_search_by_key(&name, |(path, _)| path).ok()?;
        let embedded = embedded::text(name.strip_prefix("rules/")?)?;
        (embedded == text).then_some(BUILT_IN[at].1)
    };
    parse(name, text, source.built_in.then(carried).flatten())
}

/// Reads a rule's file, or the same as JSON; `name` is the path to show in messages.
fn parse(name: &str, text: &str, json: Option<&str>) -> Result<RuleFile<Matching>> {
    let with_detector = text.lines().any(|l| l.trim_start().starts_with("detector"));
    let file = if with_detector {
        read::<DetectorMatch>(name, text, json)?.map(Matching::Detector)
    } else {
        read::<PatternMatch>(name, text, json)?.map(|m| Matching::Pattern(Box::new(m)))
    };
    if !(0.0..=1.0).contains(&file.confidence) {
        let message = format!("confidence {} is not between 0 and 1", file.confidence);
        return Err(Error::invalid(name, message).at(line_of(text, "confidence"), 0));
    }
    if file.category.split('/').count() != 2 {
        let message = format!("category \"{}\" is not of the form dimension/type", file.category);
        return Err(Error::invalid(name, message)
            .at(line_of(text, "category"), 0)
            .hint("for example \"fluency/grammar\""));
    }
    Ok(file)
}

fn read<M: DeserializeOwned>(name: &str, text: &str, json: Option<&str>) -> Result<RuleFile<M>> {
    // What is wrong with a rule is told of its TOML, which has lines.
    if let Some(Ok(file)) = json.map(serde_json::from_str) {
        return Ok(file);
    }
    toml::from_str(text).map_err(|e| error::in_toml(name, text, &e))
}

impl<M> RuleFile<M> {
    fn map<N>(self, f: impl FnOnce(M) -> N) -> RuleFile<N> {
        RuleFile {
            matching: f(self.matching),
            summary: self.summary,
            severity: self.severity,
            category: self.category,
            confidence: self.confidence,
            why: self.why,
            fix: self.fix,
            outranks: self.outranks,
            mend: self.mend,
            bad: self.bad,
            good: self.good,
        }
    }
}

/// The line (from 1) on which `key` is set or first named; 0 when it is nowhere.
pub(super) fn line_of(text: &str, key: &str) -> usize {
    text.lines().position(|l| l.contains(key)).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Matching, parse};
    use crate::rule::pack::embedded;

    #[test]
    fn built_in_rules_read_the_same_as_json() {
        let sources = embedded();
        for source in &sources {
            let at =
                BUILT_IN.binary_search_by_key(&source.file.as_str(), |(path, _)| path).expect("it is there");
            let json = parse(&source.file, "[match]", Some(BUILT_IN[at].1));
            let (json, toml) = match parse(&source.file, &source.text, None).expect("it is valid") {
                toml if matches!(toml.matching, Matching::Pattern(_)) => (json, toml),
                toml => (parse(&source.file, "detector", Some(BUILT_IN[at].1)), toml),
            };
            assert_eq!(format!("{:?}", json.expect("it is valid")), format!("{toml:?}"), "{}", source.file);
        }
        assert!(sources.len() > 100);
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest_valid_one() {
        let text = "summary = \"x\"\nseverty = \"minor\"\n";
        let error = parse("pack/en/x/y.toml", text, None).unwrap_err().to_string();
        assert!(error.starts_with("pack/en/x/y.toml:2:1: unknown field `severty`"), "{error}");
        assert!(error.ends_with("(did you mean `severity`?)"), "{error}");
    }
}
