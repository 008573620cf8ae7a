//! A regex rule: compiled on first use with a bound on its size, with the literals that every match must contain.
//!
//! The `regex` crate never backtracks, so a pattern cannot explode in time; its size is bounded here.

use std::sync::OnceLock;

use regex::Regex;

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::rule::file::Scope;
use crate::rule::required;
use crate::span::Span;

/// The literals of every built-in pattern, sorted by pattern: `build.rs` finds them, so that no start has to.
static KNOWN: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

/// A regex, with what it cannot match without.
///
/// It is parsed and compiled when a text first holds one of its literals: doing that for all of them took most of the
/// time of a start.
pub(super) struct RegexMatcher {
    file: String,
    line: usize,
    pattern: String,
    compiled: OnceLock<Result<Regex, String>>,
    /// True when the pattern has the group `mark`.
    marks: bool,
    scope: Scope,
}

impl RegexMatcher {
    /// Keeps `pattern` for its first use; `file` and `line` are named in errors.
    pub fn new(file: &str, line: usize, pattern: &str, scope: Scope) -> RegexMatcher {
        RegexMatcher {
            file: file.to_owned(),
            line,
            pattern: pattern.to_owned(),
            compiled: OnceLock::new(),
            marks: pattern.contains("(?P<mark>"),
            scope,
        }
    }

    /// Of these, one stands in every text it matches; none when any text may match.
    pub fn literals(&self) -> Vec<String> {
        match KNOWN.binary_search_by_key(&self.pattern.as_str(), |(pattern, _)| pattern) {
            Ok(at) => KNOWN[at].1.iter().map(|&literal| literal.to_owned()).collect(),
            Err(_) => {
                regex_syntax::parse(&self.pattern).map(|hir| required::literals(&hir)).unwrap_or_default()
            }
        }
    }

    /// Compiles it now: a user's pattern that grows too large is refused when its pack is read.
    pub fn compile(&self) -> Result<&Regex> {
        let build = || {
            let built = regex::RegexBuilder::new(&self.pattern).size_limit(8 << 20).build();
            built.map_err(|e| e.to_string())
        };
        let compiled = self.compiled.get_or_init(build).as_ref();
        compiled.map_err(|reason| refused(&self.file, self.line, reason))
    }

    fn regex(&self) -> &Regex {
        self.compile()
            .expect("built-in patterns compile: a test compiles them all; others are compiled on reading")
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
        let regex = self.regex();
        regex.find_iter(text).filter(|m| !m.is_empty()).map(move |m| {
            let marked = if self.marks { regex.captures_at(text, m.start()) } else { None };
            let range = marked.and_then(|c| c.name("mark").map(|g| g.range())).unwrap_or(m.range());
            Span::new(range.start + from as usize, range.end + from as usize)
        })
    }
}

fn refused(file: &str, line: usize, reason: &str) -> Error {
    let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
    Error::invalid(file, format!("the regex does not compile: {reason}"))
        .at(line, 0)
        .hint("the syntax is that of the Rust regex crate: no look-around, no back-references")
}
