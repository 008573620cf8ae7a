//! A regex rule: compiled on first use with a bound on its size, with the literals that every match must contain.
//!
//! The `regex-automata` crate (the engine of `regex`) never backtracks, so a pattern cannot explode in time; its size is
//! bounded here. It is compiled for the alphabet of the text it is to run on, see [`Letters`].

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::rule::alphabet::{Alphabet, Letters, is_impossible, narrowed};
use crate::rule::file::Scope;
use crate::rule::required;
use crate::span::Span;

/// The most bytes that a compiled pattern may take.
pub(super) const LARGEST: usize = 8 << 20;

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
    parsed: OnceLock<Result<Hir, String>>,
    /// By alphabet.
    compiled: [OnceLock<Result<Compiled, String>>; Alphabet::COUNT],
    /// True when the pattern has the group `mark`.
    marks: bool,
    scope: Scope,
}

/// A pattern for the texts of an alphabet.
enum Compiled {
    /// It finds nothing in them.
    Never,
    /// It finds what it does in their bytes.
    Regex(Regex),
    /// It tells letters apart that the alphabet does not: the whole pattern has to look at the text itself.
    Whole,
}

impl RegexMatcher {
    /// Keeps `pattern` for its first use; `file` and `line` are named in errors.
    pub fn new(file: &str, line: usize, pattern: &str, scope: Scope) -> RegexMatcher {
        RegexMatcher {
            file: file.to_owned(),
            line,
            pattern: pattern.to_owned(),
            parsed: OnceLock::new(),
            compiled: Default::default(),
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
    pub fn compile(&self) -> Result<()> {
        self.compiled(Alphabet::All).map(|_| ())
    }

    fn compiled(&self, alphabet: Alphabet) -> Result<&Compiled> {
        let build = || {
            let parse = || regex_syntax::parse(&self.pattern).map_err(|e| e.to_string());
            let hir = self.parsed.get_or_init(parse).as_ref().map_err(String::clone)?;
            if alphabet == Alphabet::All {
                return self.build(hir, true).map(Compiled::Regex);
            }
            match narrowed(hir, alphabet) {
                None => Ok(Compiled::Whole),
                Some(hir) if is_impossible(&hir) => Ok(Compiled::Never),
                Some(hir) => self.build(&hir, false).map(Compiled::Regex),
            }
        };
        let compiled = self.compiled[alphabet as usize].get_or_init(build).as_ref();
        compiled.map_err(|reason| refused(&self.file, self.line, reason))
    }

    fn build(&self, hir: &Hir, utf8: bool) -> Result<Regex, String> {
        let captures = if self.marks { WhichCaptures::All } else { WhichCaptures::Implicit };
        // What the engine would find out of a pattern to search quicker takes longer than the search of most texts.
        let config = Regex::config()
            .nfa_size_limit(Some(LARGEST))
            .which_captures(captures)
            .utf8_empty(utf8)
            .onepass(false)
            .auto_prefilter(false);
        Regex::builder().configure(config).build_from_hir(hir).map_err(|e| match e.size_limit() {
            Some(limit) => format!("Compiled regex exceeds size limit of {limit} bytes."),
            None => e.to_string(),
        })
    }

    /// The spans of all matches in a block, or in each of its sentences: of the group `mark` where the pattern has one.
    /// `letters` is the block's text in its alphabet.
    pub fn spans(&self, context: &Context, letters: &Letters) -> Vec<Span> {
        let compiled = |alphabet| {
            self.compiled(alphabet)
                .expect("built-in patterns compile: a test compiles them all; others are compiled on reading")
        };
        let mut spans = Vec::new();
        match compiled(letters.alphabet) {
            Compiled::Never => {}
            Compiled::Regex(regex) => self.find(regex, context, letters, &mut spans),
            Compiled::Whole => {
                if let Compiled::Regex(regex) = compiled(Alphabet::All) {
                    self.find(regex, context, &Letters::whole(context.text()), &mut spans);
                }
            }
        }
        spans
    }

    fn find(&self, regex: &Regex, context: &Context, letters: &Letters, spans: &mut Vec<Span>) {
        match self.scope {
            Scope::Block => self.within(regex, letters, 0..letters.bytes.len(), spans),
            Scope::Sentence => {
                for sentence in &context.analysis.sentences {
                    let Span { start, end } = sentence.span;
                    let range = letters.place(start as usize)..letters.place(end as usize);
                    self.within(regex, letters, range, spans);
                }
            }
        }
    }

    /// The matches in a stretch of the text, for which nothing stands before and after it.
    fn within(&self, regex: &Regex, letters: &Letters, stretch: Range<usize>, spans: &mut Vec<Span>) {
        let from = stretch.start;
        let bytes = &letters.bytes[stretch];
        for found in regex.find_iter(bytes).filter(|m| !m.is_empty()) {
            let mut range = found.range();
            if self.marks {
                let mut captures = regex.create_captures();
                let input = Input::new(bytes).range(range.start..).anchored(Anchored::Yes);
                regex.search_captures(&input, &mut captures);
                range = captures.get_group_by_name("mark").map_or(range, |group| group.range());
            }
            spans.push(Span::new(letters.origin(from + range.start), letters.origin(from + range.end)));
        }
    }
}

pub(super) fn refused(file: &str, line: usize, reason: &str) -> Error {
    let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
    Error::invalid(file, format!("the regex does not compile: {reason}"))
        .at(line, 0)
        .hint("the syntax is that of the Rust regex crate: no look-around, no back-references")
}
