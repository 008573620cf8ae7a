//! A regex rule: compiled with a bound on its size, with the literals that every match must contain.
//!
//! The `regex` crate never backtracks, so a pattern cannot explode in time; its size is bounded here.

use regex::Regex;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::rule::file::Scope;
use crate::span::Span;

/// A compiled regex and the literals of which one must occur in a text it matches; none means any text may match.
pub(super) struct RegexMatcher {
    regex: Regex,
    /// True when the pattern has the group `mark`.
    marks: bool,
    pub literals: Vec<String>,
    scope: Scope,
}

impl RegexMatcher {
    /// Compiles `pattern`; `file` and `line` are named in errors.
    pub fn compile(file: &str, line: usize, pattern: &str, scope: Scope) -> Result<RegexMatcher> {
        let regex = regex::RegexBuilder::new(pattern).size_limit(8 << 20).build().map_err(|e| {
            let reason = e.to_string();
            let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
            Error::invalid(file, format!("the regex does not compile: {reason}"))
                .at(line, 0)
                .hint("the syntax is that of the Rust regex crate: no look-around, no back-references")
        })?;
        let marks = regex.capture_names().flatten().any(|name| name == "mark");
        Ok(RegexMatcher { regex, marks, literals: literals(pattern), scope })
    }

    /// The spans of all matches in a block, or in each of its sentences: of the group `mark` where the pattern has one.
    pub fn spans(&self, context: &Context) -> Vec<Span> {
        let text = context.text();
        match self.scope {
            Scope::Block => self.within(text, 0).collect(),
            Scope::Sentence => {
                let sentences = context.analysis.sentences.iter().map(|s| s.span);
                sentences.flat_map(|s| self.within(s.of(text), s.start)).collect()
            }
        }
    }

    /// The matches in a stretch of text that begins at byte `from` of its block.
    fn within<'t>(&'t self, text: &'t str, from: u32) -> impl Iterator<Item = Span> + 't {
        self.regex.find_iter(text).filter(|m| !m.is_empty()).map(move |m| {
            let marked = if self.marks { self.regex.captures_at(text, m.start()) } else { None };
            let range = marked.and_then(|c| c.name("mark").map(|g| g.range())).unwrap_or(m.range());
            Span::new(range.start + from as usize, range.end + from as usize)
        })
    }
}

/// Literals at the start or the end of every match, in lower case; empty when there are too many or they are too short.
fn literals(pattern: &str) -> Vec<String> {
    let Ok(hir) = regex_syntax::parse(pattern) else { return Vec::new() };
    [ExtractKind::Prefix, ExtractKind::Suffix]
        .into_iter()
        .filter_map(|kind| {
            let mut extractor = Extractor::new();
            extractor.kind(kind).limit_total(400);
            let seq = extractor.extract(&hir);
            let mut found: Vec<String> = seq
                .literals()?
                .iter()
                .map(|l| String::from_utf8(l.as_bytes().to_ascii_lowercase()).ok())
                .collect::<Option<_>>()?;
            found.sort();
            found.dedup();
            let shortest = found.iter().map(String::len).min()?;
            (shortest >= 2 || found.iter().all(|l| !l.is_ascii())).then_some((shortest, found))
        })
        .max_by_key(|(shortest, found)| (*shortest, std::cmp::Reverse(found.len())))
        .map(|(_, found)| found)
        .unwrap_or_default()
}
