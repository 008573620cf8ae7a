//! A regex rule: compiled on first use with a bound on its size, with the literals that every match must contain.
//!
//! The `regex-automata` crate (the engine of `regex`) never backtracks, so a pattern cannot explode in time; its size is
//! bounded here. It is compiled for the alphabet of the stretch it is to run on, see [`Letters`].

mod alphabet;
mod folded;
mod glance;
mod letters;
mod required;
mod signs;
mod strings;
mod text;

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::{Anchored, Input, Match};
use regex_syntax::hir::Hir;

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::language::{KnownLiteral, KnownLiterals};
use crate::rule::file::Scope;
use crate::rule::regex::alphabet::{Alphabet, is_impossible, narrowed};
use crate::rule::regex::glance::Glance;
use crate::rule::regex::letters::{Letters, View};
use crate::rule::regex::signs::Signs;
use crate::span::Span;

pub(super) use folded::Stretch;
pub(super) use required::Literal;
pub(super) use text::RegexText;

/// The most bytes that a compiled pattern may take.
const LARGEST: usize = 8 << 20;

/// Steps of glances that cost a part of what compiling does, for each byte of a pattern: for all of Unicode compiling
/// costs more.
const GLANCES: [usize; Alphabet::COUNT] = [96, 96, 192];

/// A regex, with what it cannot match without.
///
/// It is parsed when a text first holds one of its literals, and compiled when a [`Glance`] does not tell that nothing
/// matches there, or when glances have cost as much: doing that for all of them took most of the time of a start.
pub(super) struct RegexMatcher {
    file: String,
    line: usize,
    pattern: String,
    parsed: OnceLock<Result<Hir, String>>,
    /// By alphabet.
    compiled: [OnceLock<Result<Compiled, String>>; Alphabet::COUNT],
    /// By alphabet: steps left for glances.
    glances: [AtomicUsize; Alphabet::COUNT],
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
            glances: GLANCES.map(|steps| AtomicUsize::new(pattern.len() * steps)),
            marks: pattern.contains("(?P<mark>"),
            scope,
        }
    }

    /// Of these, one stands in every text it matches; none when any text may match.
    pub fn literals(&self, known: KnownLiterals) -> Vec<Literal> {
        let mut all = known_literals(&self.pattern, known).unwrap_or_else(|| {
            regex_syntax::parse(&self.pattern).map(|hir| required::literals(&hir)).unwrap_or_default()
        });
        // What opens a sentence may stand anywhere in the text.
        all.iter_mut().filter(|_| self.scope == Scope::Sentence).for_each(|literal| literal.opens = None);
        all
    }

    /// Compiles it now: a user's pattern that grows too large is refused when its pack is read.
    ///
    /// # Errors
    /// When the pattern is wrong or grows too large.
    pub fn compile(&self) -> Result<()> {
        self.compiled(Alphabet::All).map(|_| ())
    }

    fn parsed(&self) -> Result<&Hir, String> {
        let parse = || regex_syntax::parse(&self.pattern).map_err(|e| e.to_string());
        self.parsed.get_or_init(parse).as_ref().map_err(String::clone)
    }

    fn compiled(&self, alphabet: Alphabet) -> Result<&Compiled> {
        let build = || {
            let hir = self.parsed()?;
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
    pub fn find_all(&self, context: &Context, text: &RegexText) -> Vec<Span> {
        self.find(context, text, &[Stretch::all(context.text())])
    }

    /// The same, where every match lies in one of these stretches of the text, which are in order.
    pub fn find(&self, context: &Context, text: &RegexText, stretches: &[Stretch]) -> Vec<Span> {
        let letters = &text.letters;
        let mut spans = Vec::new();
        let whole = Span::new(0, context.text().len());
        let anywhere = stretches.partition_point(|s| !s.anywhere);
        let opening = stretches[..anywhere].iter().map(|s| s.span.end).max();
        let opening = opening.and_then(|end| {
            let stretch = Span { start: 0, end };
            self.look(&Window { all: whole, stretch, opening: true }, letters, &mut spans)
        });
        // A match goes on where the one before it ended.
        let from = opening.unwrap_or_default();
        let later = |s: &Stretch| Span { start: s.span.start.max(from), end: s.span.end };
        let later: Vec<Span> = stretches[anywhere..].iter().map(later).filter(|s| s.start < s.end).collect();
        for window in self.windows(context, &apart(&later)) {
            self.look(&window, letters, &mut spans);
        }
        spans
    }

    /// What the pattern sees of a block at a time, for each stretch.
    fn windows(&self, context: &Context, stretches: &[Span]) -> Vec<Window> {
        let whole = Span::new(0, context.text().len());
        match self.scope {
            Scope::Block => {
                stretches.iter().map(|&stretch| Window { all: whole, stretch, opening: false }).collect()
            }
            Scope::Sentence => {
                let mut windows = Vec::new();
                for sentence in &context.analysis.sentences {
                    let all = sentence.span;
                    let first = stretches.partition_point(|s| s.end <= all.start);
                    let here = stretches[first..].iter().take_while(|s| s.start < all.end);
                    windows.extend(here.map(|s| {
                        let stretch = Span { start: s.start.max(all.start), end: s.end.min(all.end) };
                        Window { all, stretch, opening: false }
                    }));
                }
                windows
            }
        }
    }

    /// False where a glance tells that nothing matches.
    fn may_match(&self, window: &Window, text: &str, alphabet: Alphabet) -> bool {
        let Window { all, stretch, opening } = window;
        let steps = &self.glances[alphabet as usize];
        let Ok(pattern) = self.parsed() else { return true };
        let place = |at: u32| (at - all.start) as usize;
        let mut glance = Glance::new(all.of(text), place(stretch.end), steps.load(Ordering::Relaxed));
        let last = if *opening { place(stretch.start) + 1 } else { place(stretch.end) };
        let may = glance.may_match(pattern, place(stretch.start)..last);
        steps.store(glance.left(), Ordering::Relaxed);
        may
    }

    /// Adds the matches in a window; returns where the last one ends.
    fn look(&self, window: &Window, letters: &Letters, spans: &mut Vec<Span>) -> Option<u32> {
        self.look_as(window, letters, letters.alphabet(window.stretch), spans)
    }

    /// The same, by the pattern for an alphabet that has the characters there.
    fn look_as(
        &self,
        window: &Window,
        letters: &Letters,
        alphabet: Alphabet,
        spans: &mut Vec<Span>,
    ) -> Option<u32> {
        let is_compiled = self.compiled[alphabet as usize].get().is_some();
        if !is_compiled && !self.may_match(window, letters.text(), alphabet) {
            return None;
        }
        let compiled = self
            .compiled(alphabet)
            .expect("built-in patterns compile: a test compiles them all; others are compiled on reading");
        match compiled {
            Compiled::Never => None,
            Compiled::Regex(regex) => self.matches(regex, window, letters.view(alphabet), spans),
            Compiled::Whole => self.look_as(window, letters, Alphabet::All, spans),
        }
    }

    fn matches(&self, regex: &Regex, window: &Window, view: View, spans: &mut Vec<Span>) -> Option<u32> {
        let Window { all, stretch, opening } = window;
        let first = view.place(all.start);
        let bytes = &view.bytes[first..view.place(all.end)];
        let (from, to) = (view.place(stretch.start) - first, view.place(stretch.end) - first);
        let input = Input::new(bytes).range(from..to);
        let mut end = None;
        let mut take = |found: Match| {
            let mut range = found.range();
            end = Some(view.origin(first + range.end) as u32);
            if self.marks {
                let mut captures = regex.create_captures();
                let input = Input::new(bytes).range(range.start..to).anchored(Anchored::Yes);
                regex.search_captures(&input, &mut captures);
                range = captures.get_group_by_name("mark").map_or(range, |group| group.range());
            }
            spans.push(Span::new(view.origin(first + range.start), view.origin(first + range.end)));
        };
        match opening {
            true => regex
                .search(&input.anchored(Anchored::Yes))
                .filter(|m| !m.is_empty())
                .into_iter()
                .for_each(take),
            false => regex.find_iter(input).filter(|m| !m.is_empty()).for_each(&mut take),
        }
        end
    }
}

/// Sorted stretches, those that overlap or meet made one.
fn apart(stretches: &[Span]) -> Vec<Span> {
    let mut apart: Vec<Span> = Vec::new();
    for &stretch in stretches {
        match apart.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => apart.push(stretch),
        }
    }
    apart
}

/// A stretch of a text in which a match lies, and what the pattern sees around it; beyond that nothing stands.
struct Window {
    all: Span,
    stretch: Span,
    /// True where it begins with the stretch.
    opening: bool,
}

/// Compiles a pattern for whole texts, at once; the error says what is wrong with it.
pub(super) fn compiled(pattern: &str) -> Result<Regex, String> {
    let config = Regex::config().nfa_size_limit(Some(LARGEST));
    Regex::builder().configure(config).build(pattern).map_err(|e| match e.syntax_error() {
        Some(error) => error.to_string(),
        None => e.to_string(),
    })
}

/// The error of a pattern that does not compile, on a line of a rule's file.
/// Returns the literals of a pattern where they were found beforehand.
fn known_literals(pattern: &str, (texts, signs, by_pattern): KnownLiterals) -> Option<Vec<Literal>> {
    let at = by_pattern.binary_search_by_key(&required::key(pattern), |(key, _)| *key).ok()?;
    let reach = |bytes: u16| (bytes != u16::MAX).then(|| usize::from(bytes));
    let literal = |&(start, length, before, after, place): &KnownLiteral| {
        let (start, [opens, preceded, followed]) = (start as usize, signs[usize::from(place)]);
        Literal {
            text: Cow::Borrowed(&texts[start..start + usize::from(length)]),
            before: reach(before),
            after: reach(after),
            opens: (opens != 0).then_some(Signs(opens)),
            preceded: Signs(preceded),
            followed: Signs(followed),
        }
    };
    Some(by_pattern[at].1.iter().map(literal).collect())
}

pub(super) fn refused(file: &str, line: usize, reason: &str) -> Error {
    let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
    Error::invalid(file, format!("the regex does not compile: {reason}"))
        .at(line, 0)
        .hint("the syntax is that of the Rust regex crate: no look-around, no back-references")
}
