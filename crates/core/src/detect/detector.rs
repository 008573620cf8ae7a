//! What a detector is: a matcher in code, made from the parameters of a rule, that puts hits into a sink.

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::finding::Edit;
use crate::language::{Language, SetId};
use crate::span::Span;

/// A matcher in code.
pub trait Detector: Send + Sync {
    /// Puts the faults of one block into `sink`.
    fn check(&self, context: &Context, sink: &mut Sink);
}

/// What a detector needs to know of every word. It is off in a language that does not tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Parts of speech: fine tags, and a tagger.
    Tags,
    /// A word list.
    Words,
}

impl Need {
    /// Returns whether the language has it.
    pub fn is_met(self, language: &Language) -> bool {
        match self {
            Need::Tags => !language.tags.is_empty() && language.data("tagger.bin").is_some(),
            Need::Words => language.lexicon.is_some(),
        }
    }
}

/// How a detector is found by the name that rules use.
pub struct DetectorKind {
    /// The name in `detector = "name"`.
    pub name: &'static str,
    /// One line: what it finds, and its parameters.
    pub summary: &'static str,
    /// What it cannot do without.
    pub needs: &'static [Need],
    /// Makes one from the rule's parameters (the other keys of `[match]`); words are entered in the vocabulary here.
    pub build: fn(&Parameters, &mut Language) -> Result<Box<dyn Detector>>,
}

/// A rule's parameters for its detector.
pub struct Parameters<'a> {
    /// The rule's file, for messages.
    pub file: &'a str,
    /// The keys of `[match]` but `detector`.
    pub table: &'a toml::Table,
}

/// One thing a detector found, before the engine makes it a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// Bytes of the block.
    pub span: Span,
    /// The reason at this place; the rule's summary where empty.
    pub message: String,
    /// Text that may be meant in place of the span: advice.
    pub suggestion: Option<String>,
    /// What fixes it for certain: the engine's answer to the rule's `[[edit]]`.
    pub edits: Vec<Edit>,
    /// Places that explain it: block index, bytes of that block, what stands there.
    pub related: Vec<(usize, Span, String)>,
    /// Factor on the rule's certainty, 1 when the place is an ordinary one.
    pub weight: f32,
}

/// Where hits are collected.
#[derive(Default)]
pub struct Sink {
    /// What was found, in any order.
    pub hits: Vec<Hit>,
}

impl Sink {
    /// A hit at `span`; the reference returned lets a detector add reason, suggestion or related places.
    pub fn hit(&mut self, span: Span) -> &mut Hit {
        self.hits.push(Hit { span, weight: 1.0, ..Hit::default() });
        self.hits.last_mut().expect("just pushed")
    }

    /// Adds a hit at `span` with its reason, a sentence that begins with a capital whatever stands first in it.
    pub fn say(&mut self, span: Span, message: impl Into<String>) -> &mut Hit {
        let mut message = message.into();
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let hit = self.hit(span);
        hit.message = message;
        hit
    }
}

impl Parameters<'_> {
    /// The word list of that name, if one is named.
    ///
    /// # Errors
    /// When the language has no such list.
    pub fn word_list(&self, name: Option<&str>, language: &Language) -> Result<Option<SetId>> {
        let Some(name) = name else { return Ok(None) };
        let found = language.vocabulary.set(name);
        found.map(Some).ok_or_else(|| {
            let message = format!("there is no word list \"{name}\"");
            let known = language.vocabulary.set_names();
            Error::invalid(self.file, message).hint(format!("the lists are {}", known.join(", ")))
        })
    }

    /// Reads the parameters into a struct of the detector's own (`#[serde(deny_unknown_fields, default)]`).
    ///
    /// # Errors
    /// When a parameter is unknown or of another type.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        self.table
            .clone()
            .try_into()
            .map_err(|e: toml::de::Error| Error::invalid(self.file, e.message().to_owned()))
    }
}
