//! Comments in a listing that were left in another language.
//!
//! A comment is what stands behind the marks of the usual languages: `#`, `//`, `--`, `;` and `%` at the beginning of a
//! line or behind white space, `/* … */`, `<!-- … -->`. What stands inside a string is none: texts of a program are in
//! whatever language its users speak.

use serde::Deserialize;

use crate::analysis::{Context, language_of};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Language, codes};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "code-comment",
    summary: "a comment of a listing in another language; letters = least letters of another script, words = least words",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeComment {
    /// Least letters of a comment in another script.
    letters: usize,
    /// Least words of a comment in this one.
    words: usize,
}

/// Marks after which the rest of the line is a comment.
const LINE: [&str; 5] = ["//", "#", "--", ";", "%"];
/// Marks around a comment.
const AROUND: [(&str, &str); 2] = [("/*", "*/"), ("<!--", "-->")];

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<CodeComment>()?))
}

impl Detector for CodeComment {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if context.block.kind != BlockKind::Code || context.block.language.is_some() {
            return;
        }
        for span in comments(context.text()) {
            if let Some(code) = self.foreign(context, span.of(context.text())) {
                sink.say(
                    span,
                    format!("this comment seems to be in another language: {}", codes::named(&code)),
                );
            }
        }
    }
}

impl CodeComment {
    /// The other language that a comment is in.
    fn foreign(&self, context: &Context, words: &str) -> Option<String> {
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let other = letters().filter(|&c| is_other(c)).count();
        let told = if other >= self.letters && other * 2 > letters().count() {
            language_of(words).map(|(code, _)| code)
        } else if words.split_whitespace().count() >= self.words {
            context.language.small_words_of(words).map(str::to_owned)
        } else {
            None
        };
        told.filter(|code| *code != context.language.code)
    }
}

/// A letter of another script than Latin; those of Greek stand in formulas.
fn is_other(c: char) -> bool {
    c >= '\u{400}' && !('\u{1d00}'..'\u{2150}').contains(&c)
}

/// The comments of a listing, without their marks.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = &text[at..end];
        let Some((place, mark, close)) = opening(line) else {
            at = end + 1;
            continue;
        };
        let from = at + place + mark.len();
        let to = match close {
            Some(close) => text[from..].find(close).map_or(text.len(), |i| from + i),
            None => end,
        };
        let inner = &text[from..to];
        let start =
            from + inner.len() - inner.trim_start_matches(['*', '#', '/', '!', ' ', '\t', '\n']).len();
        let stop = from + inner.trim_end().len();
        if start < stop {
            found.push(Span::new(start, stop));
        }
        at = to.max(end) + 1;
        if close.is_some() && to < end {
            at = to + 1;
        }
        while !text.is_char_boundary(at.min(text.len())) {
            at += 1;
        }
    }
    found
}

/// Where the first comment of a line begins, with its mark and the one that ends it.
fn opening(line: &str) -> Option<(usize, &'static str, Option<&'static str>)> {
    let mut quote: Option<char> = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) => quote = Some(open).filter(|_| c != open || before == '\\'),
            None => {
                let rest = &line[at..];
                if let Some((mark, close)) = AROUND.iter().find(|(mark, _)| rest.starts_with(mark)) {
                    return Some((at, *mark, Some(*close)));
                }
                let apart = before.is_whitespace();
                if let Some(mark) = LINE.iter().find(|mark| apart && rest.starts_with(**mark)) {
                    return Some((at, *mark, None));
                }
                // An apostrophe within a word opens nothing.
                if matches!(c, '"' | '`') || c == '\'' && !before.is_alphanumeric() {
                    quote = Some(c);
                }
            }
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::comments;

    fn told(text: &str) -> Vec<&str> {
        comments(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn comments_without_their_marks() {
        assert_eq!(told("# one\nx = 1  # two\ny // three"), ["one", "two", "three"]);
        assert_eq!(told("/* a\n * b */ z();\n<!-- c --> d"), ["a\n * b", "c"]);
        assert_eq!(told("say(\"# no\"); // yes\nhttp://no.example\ni--; don't # so"), ["yes", "so"]);
        assert_eq!(told("-- eins\n; zwei\n% drei\n#!"), ["eins", "zwei", "drei"]);
    }
}
