//! A pattern of a user's own on the source, and what the translation must or must not have then.
//!
//! Needs the source text. For every match of `in-source` the translation is looked through for `in-target`, in which `$1`
//! to `$9` stand for what the groups of the first matched: by default it must be there, with `forbid` it must not.

use regex_automata::meta::Regex;
use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-pattern",
    summary: "what must or must not stand beside a match in the source; in-source, in-target ($1 = a group), forbid",
    needs: &[],
    build,
};

/// Bytes that a compiled pattern may take.
const SIZE: usize = 1 << 20;
/// Matches in one source that are looked at.
const MATCHES: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SourcePatternSettings {
    in_source: String,
    in_target: String,
    #[serde(default)]
    forbid: bool,
}

struct SourcePattern {
    source: Regex,
    target: String,
    /// The compiled target, where no group of the source stands in it.
    fixed: Option<Regex>,
    forbid: bool,
}

fn compile(pattern: &str) -> std::result::Result<Regex, String> {
    let config = Regex::config().nfa_size_limit(Some(SIZE)).onepass_size_limit(Some(SIZE));
    Regex::builder().configure(config).build(pattern).map_err(|e| e.to_string())
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    let written = parameters.read::<SourcePatternSettings>()?;
    let wrong =
        |key: &str, why: String| Error::invalid(parameters.file, format!("`{key}` is no pattern: {why}"));
    let source = compile(&written.in_source).map_err(|why| wrong("in-source", why))?;
    let sample = filled(&written.in_target, |_| "x".to_owned());
    let fixed = compile(&sample).map_err(|why| wrong("in-target", why))?;
    let fixed = (sample == written.in_target).then_some(fixed);
    Ok(Box::new(SourcePattern { source, target: written.in_target, fixed, forbid: written.forbid }))
}

/// A pattern with its groups filled in: `$1` is what the first group matched, letter by letter.
fn filled(pattern: &str, group: impl Fn(usize) -> String) -> String {
    let mut filled = String::new();
    let mut letters = pattern.chars().peekable();
    while let Some(c) = letters.next() {
        let number = (c == '$').then(|| letters.peek().and_then(|n| n.to_digit(10))).flatten();
        match number {
            Some(number) => {
                letters.next();
                filled.push_str(&regex_syntax::escape(&group(number as usize)));
            }
            None => filled.push(c),
        }
    }
    filled
}

impl Detector for SourcePattern {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let (source, text) = (original.text.as_str(), context.text());
        let all = Span::new(0, text.len());
        for captures in self.source.captures_iter(source).take(MATCHES) {
            let Some(whole) = captures.get_match() else { continue };
            let group =
                |n: usize| captures.get_group(n).map_or(String::new(), |g| source[g.start..g.end].to_owned());
            let found = match &self.fixed {
                Some(regex) => regex.find(text),
                None => compile(&filled(&self.target, group)).ok().and_then(|regex| regex.find(text)),
            };
            let theirs = &source[whole.start()..whole.end()];
            match found {
                Some(found) if self.forbid => {
                    let span = Span::new(found.start(), found.end());
                    sink.say(
                        span,
                        format!("“{}” must not stand for “{theirs}” of the source", span.of(text)),
                    );
                }
                None if !self.forbid => {
                    sink.say(all, format!("what must stand for “{theirs}” of the source is missing here"));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn groups_are_filled_in_letter_by_letter() {
        assert_eq!(filled(r"No\. $1$", |_| "3.5".to_owned()), r"No\. 3\.5$");
    }
}
