//! Running text of a language of markup: marks are left out, objects are kept whole, the rest is text.
//!
//! A reader gives the function that knows its marks; the pass over the text is the same for all. Nothing recurses: the
//! ends of what is open lie on a stack.

use std::ops::Range;

use mtlint_core::document::{Block, BlockKind, ObjectKind, SpanMap};

use super::builder::Builder;
use super::markup;

/// What a mark at the beginning of a text means; all lengths are bytes of that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InlineMark {
    /// Left out.
    Skip(usize),
    /// The mark of a note: left out with the space before it where a mark follows.
    Note(usize),
    /// Stands for this text.
    Text(&'static str, usize),
    /// The next character is no mark.
    Escape,
    /// Only the range is text, and may hold marks itself; what stands around it is left out.
    Shown(usize, Range<usize>),
    /// An object: all of it, and the part of it that readers see.
    Object(ObjectKind, usize, Range<usize>),
    /// Left out, but the range is read as a block beside the text.
    Aside(BlockKind, usize, Range<usize>),
}

/// Says what a text begins with, given the character before it.
pub(super) type MarkAt = fn(&str, Option<char>) -> Option<InlineMark>;

/// Blocks in the making out of a file.
pub(super) struct BlockBuilder<'a> {
    /// The file.
    pub text: &'a str,
    marks: MarkAt,
    /// A word before a colon may be a mark, as the name of a macro is.
    pub words: bool,
    builder: Builder,
    pub blocks: Vec<Block>,
    beside: Vec<Block>,
}

impl<'a> BlockBuilder<'a> {
    pub fn new(text: &'a str, marks: MarkAt) -> BlockBuilder<'a> {
        BlockBuilder {
            text,
            marks,
            words: false,
            builder: Builder::default(),
            blocks: Vec::new(),
            beside: Vec::new(),
        }
    }

    /// A block of the text at `range`.
    pub fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.more(range);
        self.end(kind);
    }

    /// More text for the block under construction.
    pub fn more(&mut self, range: Range<usize>) {
        let mut ends: Vec<(usize, usize, usize)> = Vec::new();
        let mut at = range.start;
        self.builder.space_before(at);
        while at < range.end {
            if let Some(&(end, after, from)) = ends.last()
                && at >= end
            {
                ends.pop();
                self.builder.set_off_from(from);
                at = at.max(after);
                continue;
            }
            let stop = ends.last().map_or(range.end, |end| end.0.min(range.end));
            let rest = &self.text[at..stop];
            let next = self.next_mark(rest);
            if next > 0 {
                self.builder.collapsed(&rest[..next], at);
                at += next;
                continue;
            }
            let rest = &self.text[at..range.end];
            let before = self.text[range.start..at].chars().next_back();
            let one = rest.chars().next().map_or(1, char::len_utf8);
            let Some(mark) = (self.marks)(rest, before) else {
                self.builder.collapsed(&rest[..one], at);
                at += one;
                continue;
            };
            at += self.mark(mark, rest, at, &mut ends).max(1);
        }
        ends.into_iter().rev().for_each(|(.., from)| self.builder.set_off_from(from));
    }

    /// The byte of a text where the next mark may begin: punctuation, or the first letter of a word that is a macro's.
    fn next_mark(&self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let next = bytes.iter().position(u8::is_ascii_punctuation).unwrap_or(rest.len());
        if !self.words || bytes.get(next) != Some(&b':') {
            return next;
        }
        let word = bytes[..next].iter().rposition(|b| !b.is_ascii_lowercase()).map_or(0, |i| i + 1);
        if word < next
            && rest.is_char_boundary(word)
            && (self.marks)(&rest[word..], rest[..word].chars().next_back()).is_some()
        {
            word
        } else {
            next
        }
    }

    /// Does what a mark says; returns how many bytes that takes.
    fn mark(
        &mut self,
        mark: InlineMark,
        rest: &str,
        at: usize,
        ends: &mut Vec<(usize, usize, usize)>,
    ) -> usize {
        match mark {
            InlineMark::Skip(len) => len,
            InlineMark::Note(len) => {
                if self.builder.text().ends_with('(') {
                    self.builder.object(ObjectKind::Placeholder, &rest[..len], at);
                    return len;
                }
                let closes = rest[len..].trim_start().chars().next().is_none_or(|c| ".,;:!?)".contains(c));
                if closes {
                    let text = self.builder.text();
                    self.builder.truncate(text.trim_end().len());
                }
                len
            }
            InlineMark::Text(text, len) => {
                self.builder.replaced(text, at, len);
                len
            }
            InlineMark::Escape => {
                let len = rest[1..].chars().next().map_or(0, char::len_utf8);
                self.builder.collapsed(&rest[1..1 + len], at + 1);
                1 + len
            }
            InlineMark::Shown(len, shown) => {
                ends.push((at + shown.end, at + len, self.builder.len()));
                shown.start
            }
            InlineMark::Object(kind, len, shown) => {
                self.builder.object(kind, &rest[shown.clone()], at + shown.start);
                len
            }
            InlineMark::Aside(kind, len, shown) => {
                let mut inner = BlockBuilder::new(self.text, self.marks);
                inner.block(kind, at + shown.start..at + shown.end);
                self.beside.append(&mut inner.blocks);
                len
            }
        }
    }

    /// Ends the block under construction.
    pub fn end(&mut self, kind: BlockKind) {
        let furniture = self.builder.is_only_components();
        let block = self.builder.take(kind);
        self.blocks.extend(block.filter(|_| !furniture));
        self.blocks.append(&mut self.beside);
    }

    /// A block of code, as it stands.
    pub fn code(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        if !text.is_empty() {
            let block = Block::new(BlockKind::Code, text.to_owned(), SpanMap::identity(start, text.len()));
            self.blocks.push(block);
        }
    }
}

/// A pair of the same marks around a stretch, as `*strong*`: an edge of a word on both sides, no space inside.
pub(super) fn pair(rest: &str, mark: &str, before: Option<char>) -> Option<InlineMark> {
    let body = markup::head(rest).strip_prefix(mark)?;
    let body = &body[..body.find("\n\n").unwrap_or(body.len())];
    let open = before.is_none_or(|c| !c.is_alphanumeric() && c != '\\');
    if !open || body.starts_with(char::is_whitespace) || body.starts_with(mark) {
        return None;
    }
    let mut at = 0;
    loop {
        let end = at + body[at..].find(mark)?;
        let after = body[end + mark.len()..].chars().next();
        let inside = body[..end].chars().next_back();
        let closes = inside.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
        if closes {
            return Some(InlineMark::Shown(end + 2 * mark.len(), mark.len()..mark.len() + end));
        }
        at = end + mark.len();
    }
}

/// What stands between two marks, as an object.
pub(super) fn object(rest: &str, open: &str, close: &str, kind: ObjectKind) -> Option<InlineMark> {
    let body = markup::head(rest).strip_prefix(open)?;
    let end = body.find(close).filter(|&end| end > 0)?;
    Some(InlineMark::Object(kind, open.len() + end + close.len(), open.len()..open.len() + end))
}

/// One line of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileLine<'a> {
    /// Its first byte that is no white space.
    pub start: usize,
    /// What stands on it, without white space around it.
    pub text: &'a str,
    /// White space before it, in bytes.
    pub indent: usize,
}

impl FileLine<'_> {
    /// The byte after its text.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The lines of a file.
pub(super) fn lines(text: &str) -> Vec<FileLine<'_>> {
    let mut at = 0;
    let line = |line: &'_ str| (line.len(), line.trim_end().len() - line.trim_end().trim_start().len());
    text.split_inclusive('\n')
        .map(|whole| {
            let (len, indent) = line(whole);
            let found = FileLine { start: at + indent, text: whole.trim(), indent };
            at += len;
            found
        })
        .collect()
}

/// Bytes of the mark of a list and the space after it: `-`, `*`, `+`, `1.`, `#.`, `a)`, `(1)`.
pub(super) fn bullet(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mark = match bytes.first() {
        Some(b'-' | b'*' | b'+') => 1,
        _ => {
            let open = usize::from(bytes.first() == Some(&b'('));
            let digits = bytes[open..].iter().take_while(|b| b.is_ascii_digit()).count();
            let letter =
                |b: &u8| *b == b'#' || b.is_ascii_lowercase() || open == 1 && b.is_ascii_alphabetic();
            let len =
                if digits > 0 { digits.min(4) } else { usize::from(bytes.get(open).is_some_and(letter)) };
            match bytes.get(open + len) {
                Some(b'.' | b')') if len > 0 => open + len + 1,
                _ => return 0,
            }
        }
    };
    let space = bytes[mark..].iter().take_while(|b| **b == b' ').count();
    if space > 0 { mark + space } else { 0 }
}
