//! Names and terms of the project's own: those of `names` and `terms`, and those of vocabulary files.
//!
//! A file has an entry a line. `#` begins a comment at the start of a line or after a space; an entry holds in any
//! case, one after `=` as it is written. An entry is never flagged, and each of its words is a known word.

use std::collections::HashSet;
use std::path::Path;

use crate::analysis::Token;
use crate::error::{Error, Result};
use crate::language::hash;
use crate::span::Span;

/// Longest entry, in bytes: more is a line that was not meant as one.
const LONGEST: usize = 200;

/// What is never flagged, and which words are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Entries that hold in any case, folded, one space between words.
    folded: HashSet<String>,
    /// Entries that hold as written, one space between words.
    exact: HashSet<String>,
    /// Words of entries that hold in any case, by folded hash.
    words: HashSet<u64>,
    /// Words of entries that hold as written.
    exact_words: HashSet<String>,
    /// Most tokens of an entry.
    tokens: usize,
}

impl Terms {
    /// Reads a vocabulary file.
    ///
    /// # Errors
    /// When it cannot be read, or a line is not text, has no letter, or is too long; with the line's number.
    pub fn read_file(&mut self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
        self.read(&path.display().to_string(), &bytes)
    }

    /// Reads the content of a vocabulary file, named `file` in errors.
    ///
    /// # Errors
    /// When a line is too long or holds no word.
    pub fn read(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
            let wrong = |message: &str, hint: &str| {
                Err(Error::invalid(file, message.to_owned()).at(index + 1, 0).hint(hint.to_owned()))
            };
            let Ok(line) = std::str::from_utf8(line) else {
                return wrong("the line is no UTF-8 text", "save the file as UTF-8");
            };
            let entry = without_comment(line).trim();
            let (exact, entry) = match entry.strip_prefix('=') {
                Some(entry) => (true, entry.trim()),
                None => (false, entry),
            };
            if entry.is_empty() && !exact {
                continue;
            }
            if !entry.chars().any(char::is_alphanumeric) {
                return wrong(
                    "there is no word in this entry",
                    "write a name or term, or `#` before a comment",
                );
            }
            if entry.len() > LONGEST || entry.contains(|c: char| c.is_control() && c != '\t') {
                return wrong("this is too long for an entry", "write one name or term on a line");
            }
            self.add(entry, exact);
        }
        Ok(())
    }

    /// Adds an entry that holds in any case, or `exact`ly as written.
    pub fn add(&mut self, entry: &str, exact: bool) {
        let spaced = spaced(entry);
        let runs = || entry.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let pieces = entry.split_whitespace().map(|p| p.trim_matches(|c: char| !c.is_alphanumeric()));
        // However the tokenizer cuts it: a hyphenated word as one or as its parts.
        let words = pieces.chain(runs());
        let marks = entry.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
        self.tokens = self.tokens.max(runs().count() + marks);
        if exact {
            self.exact_words.extend(words.map(str::to_owned));
            self.exact.insert(spaced);
        } else {
            self.words.extend(words.map(hash::folded));
            self.folded.insert(spaced.to_lowercase());
        }
    }

    /// True when there is no entry.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty() && self.exact.is_empty()
    }

    /// True when the token is a word of an entry.
    pub fn knows(&self, token: &Token, text: &str) -> bool {
        self.words.contains(&token.hash)
            || !self.exact_words.is_empty() && self.exact_words.contains(token.span.of(text))
    }

    /// True when `span` of the text is an entry, or lies inside one.
    pub fn cover(&self, span: Span, text: &str, tokens: &[Token]) -> bool {
        if self.is_empty() {
            return false;
        }
        if self.has(span.of(text)) {
            return true;
        }
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let last = tokens.partition_point(|t| t.span.start < span.end);
        if last <= first {
            return false;
        }
        let starts = last.saturating_sub(self.tokens)..=first;
        let mut windows =
            starts.flat_map(|from| (last..=(from + self.tokens).min(tokens.len())).map(move |to| (from, to)));
        windows.any(|(from, to)| self.has(tokens[from].span.to(tokens[to - 1].span).of(text)))
    }

    fn has(&self, words: &str) -> bool {
        let spaced = spaced(words);
        self.exact.contains(&spaced) || self.folded.contains(&spaced.to_lowercase())
    }
}

fn without_comment(line: &str) -> &str {
    let comment = |at: &usize| *at == 0 || line[..*at].ends_with([' ', '\t']);
    let at = line.match_indices('#').map(|(at, _)| at).find(comment);
    &line[..at.unwrap_or(line.len())]
}

/// One space between words, and the plain apostrophe.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.extend(word.chars().map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c }));
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::Terms;

    fn of(text: &str) -> Terms {
        let mut terms = Terms::default();
        terms.read("words.txt", text.as_bytes()).unwrap();
        terms
    }

    #[test]
    fn an_entry_holds_in_any_case_and_after_a_sign_as_written() {
        let terms = of("\u{feff}# ours\nOpus  sectile # a floor\r\n\n=iKestrin\nC#\nVarnholt’s Quay");
        assert!(terms.has("opus sectile") && terms.has("OPUS\nsectile") && terms.has("c#"));
        assert!(terms.has("iKestrin") && !terms.has("IKESTRIN"));
        assert!(terms.has("Varnholt's quay"));
        assert!(!terms.has("a floor") && !terms.has("ours"));
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        let refused = |bytes: &[u8]| Terms::default().read("words.txt", bytes).unwrap_err().to_string();
        assert!(refused(b"one\n---\n").starts_with("words.txt:2: there is no word in this entry"));
        assert!(refused(b"=\n").starts_with("words.txt:1: there is no word"));
        assert!(refused(b"one\n\xff\n").starts_with("words.txt:2: the line is no UTF-8 text"));
        let long = "a ".repeat(150);
        assert!(refused(long.as_bytes()).starts_with("words.txt:1: this is too long"));
    }
}
