//! What stands under `[match]`, compiled: phrases, a regex, token patterns, bounds of the quality estimate, or a
//! detector in code.

use crate::analysis::Context;
use crate::detect::{DETECTORS, Detector, Parameters};
use crate::document::BlockKind;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::rule::file::{DetectorMatch, ElementText, Exception, PatternMatch, Scope};
use crate::rule::pattern::Pattern;
use crate::rule::phrases;
use crate::rule::place;
use crate::rule::regex::{RegexMatcher, RegexText};
use crate::rule::usage::Usage;
use crate::span::Span;

/// A compiled matcher.
pub(super) enum Matcher {
    Phrases(Vec<Phrase>),
    Regex(Box<RegexMatcher>),
    Tokens(Vec<Pattern>),
    Usage(Usage),
    Estimate(Bounds),
    Detector(Box<dyn Detector>),
    /// Its detector needs what the language does not have.
    Off,
}

/// A phrase, and what it should perhaps say.
pub(super) struct Phrase {
    pub words: String,
    pub better: Option<String>,
}

/// Below which quality estimate a paragraph is at fault: in a document of next to no words, and in a long one.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    short: f64,
    long: f64,
}

/// Kinds of block, as bits.
#[derive(Clone, Copy)]
pub(super) struct Kinds(u16);

/// Patterns that excuse a hit they overlap.
pub(super) struct Unless(Vec<Matcher>);

impl Matcher {
    /// Compiles phrases, a regex or token patterns: exactly one of them.
    ///
    /// # Errors
    /// When none or several are given, or one cannot be read.
    pub fn pattern(file: &str, text: &str, m: &mut PatternMatch, language: &mut Language) -> Result<Matcher> {
        let given = [
            !m.phrases.is_empty(),
            m.regex.is_some(),
            !m.tokens.is_empty(),
            !m.any.is_empty(),
            !m.entries.is_empty(),
            m.estimate_below.is_some(),
        ];
        if given.iter().filter(|g| **g).count() != 1 {
            return Err(Error::invalid(file, "[match] needs exactly one way to match")
                .at(place::line_of(text, &["match"]), 0)
                .hint("one of phrases, regex, tokens, any, entries, estimate-below, detector"));
        }
        if m.scope != Scope::Block && m.regex.is_none() {
            return Err(Error::invalid(
                file,
                "`scope` says what a regex sees at a time, and there is no regex",
            )
            .at(place::line_of(text, &["match", "scope"]), 0)
            .hint("phrases and tokens never cross a sentence's end: leave it out"));
        }
        if !m.phrases.is_empty() {
            return Ok(Matcher::Phrases(m.phrases.iter().map(|p| Phrase::new(p)).collect()));
        }
        if !m.entries.is_empty() {
            return Ok(Matcher::Usage(Usage::new(file, std::mem::take(&mut m.entries), language)));
        }
        if let Some([short, long]) = m.estimate_below {
            let sound = |bound: f64| (0.0..=100.0).contains(&bound);
            if !sound(short) || !sound(long) {
                return Err(Error::invalid(file, "an estimate lies between 0 and 100")
                    .at(place::line_of(text, &["match", "estimate-below"]), 0));
            }
            return Ok(Matcher::Estimate(Bounds { short, long }));
        }
        if let Some(regex) = &m.regex {
            let line = place::line_of(text, &["match", "regex"]);
            return Ok(Matcher::Regex(Box::new(RegexMatcher::new(file, line, regex, m.scope))));
        }
        let key = if m.any.is_empty() { "tokens" } else { "any" };
        tokens(file, &m.tokens, &m.any, language)
            .map_err(|e| placed(e, place::line_of(text, &["match", key])))
    }

    /// Finds the detector and hands it its parameters.
    ///
    /// # Errors
    /// When there is none of that name, or a parameter will not do.
    pub fn detector(file: &str, text: &str, m: &DetectorMatch, language: &mut Language) -> Result<Matcher> {
        let kind = DETECTORS.iter().find(|d| d.name == m.detector).ok_or_else(|| {
            let near = DETECTORS.iter().min_by_key(|d| strsim::damerau_levenshtein(d.name, &m.detector));
            Error::invalid(file, format!("there is no detector \"{}\"", m.detector))
                .at(place::line_of(text, &["match", "detector"]), 0)
                .hint(near.map_or(String::new(), |d| format!("did you mean \"{}\"?", d.name)))
        })?;
        if !kind.needs.iter().all(|need| need.is_met(language)) {
            return Ok(Matcher::Off);
        }
        (kind.build)(&Parameters { file, table: &m.parameters }, language)
            .map(Matcher::Detector)
            .map_err(|e| located(e, text))
    }

    /// Compiles what is compiled on first use otherwise.
    ///
    /// # Errors
    /// When a regex or an entry cannot be compiled.
    pub fn compile(&self) -> Result<()> {
        match self {
            Matcher::Regex(regex) => regex.compile(),
            Matcher::Usage(usage) => usage.compile(),
            _ => Ok(()),
        }
    }

    /// The spans it finds in a block; used for exceptions, which run only where a rule has hit.
    fn spans(&self, context: &Context, text: &RegexText) -> Vec<Span> {
        match self {
            Matcher::Regex(regex) => regex.find_all(context, text),
            Matcher::Tokens(patterns) => {
                let sentences = &context.analysis.sentences;
                let starts = sentences.iter().flat_map(|s| (s.first..s.last).map(move |i| (s, i)));
                starts
                    .flat_map(|(s, i)| patterns.iter().filter_map(move |p| p.at(context, s, i)))
                    .map(|(span, _)| span)
                    .collect()
            }
            Matcher::Phrases(_)
            | Matcher::Usage(_)
            | Matcher::Estimate(_)
            | Matcher::Detector(_)
            | Matcher::Off => Vec::new(),
        }
    }
}

fn tokens(
    file: &str,
    one: &[ElementText],
    any: &[Vec<ElementText>],
    language: &mut Language,
) -> Result<Matcher> {
    let all = any.iter().map(Vec::as_slice).chain((!one.is_empty()).then_some(one));
    all.map(|p| Pattern::compile(file, p, language)).collect::<Result<_>>().map(Matcher::Tokens)
}

/// Gives an error the line that it lacks.
fn placed(error: Error, at: usize) -> Error {
    match &error {
        Error::Invalid { line: 0, .. } => error.at(at, 0),
        _ => error,
    }
}

/// Gives an error about a parameter the line on which the parameter stands.
fn located(error: Error, text: &str) -> Error {
    match &error {
        Error::Invalid { line: 0, message, .. } => {
            let key = message.split(['"', '`']).nth(1).unwrap_or("").to_owned();
            let line = place::line_of(text, &["match", &key]);
            error.at(line, 0)
        }
        _ => error,
    }
}

impl Phrase {
    /// "phrase" or "phrase => what it should say".
    fn new(written: &str) -> Phrase {
        let (words, better) = match written.split_once("=>") {
            Some((words, better)) => (words, Some(better.trim().to_owned())),
            None => (written, None),
        };
        Phrase { words: phrases::literal(words), better }
    }
}

impl Bounds {
    /// Words of a document at which the bound lies in the middle.
    const HALF: f64 = 100.0;

    /// The bound in a document of so many words.
    pub fn at(self, words: usize) -> f64 {
        let share = words as f64 / (words as f64 + Bounds::HALF);
        self.short + (self.long - self.short) * share
    }
}

impl Unless {
    /// Reads the exceptions of the rule in `file`, whose content is `text`; `at` leads to them.
    ///
    /// # Errors
    /// When one names what there is not.
    pub fn parse(
        file: &str,
        (text, at): (&str, &[&str]),
        list: &[Exception],
        language: &mut Language,
    ) -> Result<Unless> {
        let mut matchers = Vec::new();
        for (i, exception) in list.iter().enumerate() {
            let line = || place::line_of(text, &[at, &[&i.to_string(), "regex"]].concat());
            if !exception.phrases.is_empty() {
                let words: Vec<String> = exception
                    .phrases
                    .iter()
                    .flat_map(|p| phrases::forms(p))
                    .map(|p| regex_syntax::escape(&p))
                    .collect();
                let pattern = format!(r"(?i)\b(?:{})\b", words.join("|"));
                matchers.push(Matcher::Regex(Box::new(RegexMatcher::new(file, 0, &pattern, Scope::Block))));
            }
            if let Some(regex) = &exception.regex {
                matchers.push(Matcher::Regex(Box::new(RegexMatcher::new(file, line(), regex, Scope::Block))));
            }
            if !exception.tokens.is_empty() || !exception.any.is_empty() {
                let tokens = tokens(file, &exception.tokens, &exception.any, language);
                matchers.push(tokens.map_err(|e| placed(e, line()))?);
            }
        }
        Ok(Unless(matchers))
    }

    /// The spans in a block that excuse what they overlap.
    pub fn spans(&self, context: &Context, text: &RegexText) -> Vec<Span> {
        self.0.iter().flat_map(|m| m.spans(context, text)).collect()
    }

    /// Compiles what is compiled on first use otherwise.
    ///
    /// # Errors
    /// When a regex or an entry cannot be compiled.
    pub fn compile(&self) -> Result<()> {
        self.0.iter().try_for_each(Matcher::compile)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Kinds {
    /// From names; none given means all but code.
    ///
    /// # Errors
    /// When one names what there is not.
    pub fn parse(file: &str, names: &[String]) -> Result<Kinds> {
        let every = [
            ("heading", BlockKind::Heading),
            ("paragraph", BlockKind::Paragraph),
            ("list-item", BlockKind::ListItem),
            ("table-cell", BlockKind::TableCell),
            ("quotation", BlockKind::Quotation),
            ("caption", BlockKind::Caption),
            ("code", BlockKind::Code),
        ];
        let mut bits = 0;
        for name in names {
            let (_, kind) = every.iter().find(|(n, _)| n == name).ok_or_else(|| {
                Error::invalid(file, format!("there is no kind of block \"{name}\""))
                    .hint("kinds are heading, paragraph, list-item, table-cell, quotation, caption, code")
            })?;
            bits |= 1 << *kind as u16;
        }
        Ok(Kinds(if names.is_empty() { !(1 << BlockKind::Code as u16) } else { bits }))
    }

    pub fn holds(self, kind: BlockKind) -> bool {
        self.0 & (1 << kind.like() as u16) != 0
    }
}
