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
use crate::rule::required::{self, Literal};
use crate::span::Span;

/// The most bytes that a compiled pattern may take.
pub(super) const LARGEST: usize = 8 << 20;

/// The literals of every built-in pattern, sorted by pattern: `build.rs` finds them, so that no start has to.
static KNOWN: &[(&str, &[required::Known])] = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

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
    pub fn literals(&self) -> Vec<Literal> {
        let mut all: Vec<Literal> = match KNOWN.binary_search_by_key(&self.pattern.as_str(), |(p, _)| p) {
            Ok(at) => KNOWN[at].1.iter().map(|&known| Literal::from(known)).collect(),
            Err(_) => {
                regex_syntax::parse(&self.pattern).map(|hir| required::literals(&hir)).unwrap_or_default()
            }
        };
        // What opens a sentence may stand anywhere in the text.
        all.iter_mut().for_each(|literal| literal.opens &= self.scope == Scope::Block);
        all
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
        self.spans_in(context, letters, &[Span::new(0, context.text().len())])
    }

    /// The same, where every match lies in one of these stretches of the text, which are in order and apart.
    pub fn spans_in(&self, context: &Context, letters: &Letters, stretches: &[Span]) -> Vec<Span> {
        let compiled = |alphabet| {
            self.compiled(alphabet)
                .expect("built-in patterns compile: a test compiles them all; others are compiled on reading")
        };
        let mut spans = Vec::new();
        match compiled(letters.alphabet) {
            Compiled::Never => {}
            Compiled::Regex(regex) => self.find(regex, context, letters, stretches, &mut spans),
            Compiled::Whole => {
                if let Compiled::Regex(regex) = compiled(Alphabet::All) {
                    self.find(regex, context, &Letters::whole(context.text()), stretches, &mut spans);
                }
            }
        }
        spans
    }

    fn find(
        &self,
        regex: &Regex,
        context: &Context,
        letters: &Letters,
        stretches: &[Span],
        spans: &mut Vec<Span>,
    ) {
        match self.scope {
            Scope::Block => {
                let all = 0..letters.bytes.len();
                stretches.iter().for_each(|s| self.within(regex, letters, all.clone(), *s, spans));
            }
            Scope::Sentence => {
                for sentence in &context.analysis.sentences {
                    let all = letters.place(sentence.span.start as usize)
                        ..letters.place(sentence.span.end as usize);
                    let first = stretches.partition_point(|s| s.end <= sentence.span.start);
                    let here = stretches[first..].iter().take_while(|s| s.start < sentence.span.end);
                    here.for_each(|s| self.within(regex, letters, all.clone(), *s, spans));
                }
            }
        }
    }

    /// The matches in a stretch of what the pattern sees at a time (`all`), before and after which nothing stands.
    fn within(
        &self,
        regex: &Regex,
        letters: &Letters,
        all: Range<usize>,
        stretch: Span,
        spans: &mut Vec<Span>,
    ) {
        let place = |at: u32| letters.place(at as usize).clamp(all.start, all.end) - all.start;
        let bytes = &letters.bytes[all.clone()];
        let input = Input::new(bytes).range(place(stretch.start)..place(stretch.end));
        for found in regex.find_iter(input).filter(|m| !m.is_empty()) {
            let mut range = found.range();
            if self.marks {
                let mut captures = regex.create_captures();
                let input = Input::new(bytes).range(range.start..).anchored(Anchored::Yes);
                regex.search_captures(&input, &mut captures);
                range = captures.get_group_by_name("mark").map_or(range, |group| group.range());
            }
            spans.push(Span::new(
                letters.origin(all.start + range.start),
                letters.origin(all.start + range.end),
            ));
        }
    }
}

pub(super) fn refused(file: &str, line: usize, reason: &str) -> Error {
    let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
    Error::invalid(file, format!("the regex does not compile: {reason}"))
        .at(line, 0)
        .hint("the syntax is that of the Rust regex crate: no look-around, no back-references")
}
