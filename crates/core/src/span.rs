//! Positions: byte ranges in a block, byte ranges in a file, and the edge where they become lines and columns.
//!
//! [`Span`] counts bytes of a block's text, [`FileSpan`] bytes of the file's decoded text. They are different
//! types so that the compiler catches a mix-up; only `document::SpanMap` turns one into the other. [`LineIndex`]
//! is built once for a file, when a report needs lines.

use serde::Serialize;

/// Bytes `start..end` of a block's text, both on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Bytes `start..end`; a text is at most 4 GiB long.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it covers in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True when both share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Spans of one text, ready to be asked whether one of them touches another span: each question is a binary search.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Starts in order, each with the farthest end up to it.
    reaches: Vec<(u32, u32)>,
}

impl Cover {
    /// Spans in any order; they may overlap.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Cover {
        let mut reaches: Vec<(u32, u32)> = spans.into_iter().map(|s| (s.start, s.end)).collect();
        reaches.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut reaches {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Cover { reaches }
    }

    /// True when one of the spans overlaps `span`.
    pub fn touches(&self, span: Span) -> bool {
        let before = self.reaches.partition_point(|(start, _)| *start < span.end);
        before > 0 && self.reaches[before - 1].1 > span.start
    }
}

/// Bytes `start..end` of a file's decoded text, both on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FileSpan {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl FileSpan {
    /// Bytes `start..end`; a file is at most 4 GiB long.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        FileSpan { start: start as u32, end: end as u32 }
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it covers in the file's text.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// True when both share a byte.
    pub fn overlaps(self, other: FileSpan) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A place as people and editors name it. All counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Line; `\n`, `\r\n` and `\r` end one.
    pub line: usize,
    /// Column in code points.
    pub column: usize,
    /// Column in UTF-16 code units, as editors' protocols count.
    pub utf16: usize,
}

/// Where the lines of a text begin, and how many characters stand before every kilobyte of it.
///
/// A column costs the same wherever it stands: files of one line of many megabytes occur.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Code points and UTF-16 units before byte `i * STRIDE`; empty when the text is ASCII.
    before: Vec<(u32, u32)>,
}

const STRIDE: usize = 1024;

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        LineIndex { starts, before: if text.is_ascii() { Vec::new() } else { counts(bytes) } }
    }

    /// The line (from 0) that holds byte `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&s| s <= offset) - 1
    }

    /// Line and columns of byte `offset` of the text the index was made from.
    pub fn place(&self, text: &str, offset: u32) -> Place {
        let line = self.line(offset);
        let (start, at) = (self.count(text, self.starts[line]), self.count(text, offset));
        Place { line: line + 1, column: (at.0 - start.0) as usize + 1, utf16: (at.1 - start.1) as usize + 1 }
    }

    /// Code points and UTF-16 units before byte `offset`.
    fn count(&self, text: &str, offset: u32) -> (u32, u32) {
        let Some(&(points, units)) = self.before.get(offset as usize / STRIDE) else {
            return (offset, offset);
        };
        let rest = &text.as_bytes()[offset as usize / STRIDE * STRIDE..offset as usize];
        let (more_points, more_units) = length(rest);
        (points + more_points, units + more_units)
    }

    /// First byte of line `line` (from 0) and the byte after its last, line end included.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let end = self.starts.get(line + 1).map_or(text.len(), |&s| s as usize);
        self.starts[line] as usize..end
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }
}

/// Code points and UTF-16 units that begin in `bytes`, a piece of UTF-8 cut anywhere.
fn length(bytes: &[u8]) -> (u32, u32) {
    let points = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32;
    let beyond_the_first_plane = bytes.iter().filter(|&&b| b >= 0xF0).count() as u32;
    (points, points + beyond_the_first_plane)
}

fn counts(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut sum = (0, 0);
    let mut counts = vec![sum];
    for chunk in bytes.chunks(STRIDE) {
        let (points, units) = length(chunk);
        sum = (sum.0 + points, sum.1 + units);
        counts.push(sum);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Place};

    #[test]
    fn columns_far_out_on_a_long_line_are_right() {
        let text = "é🙂a".repeat(3000) + "X";
        let place = LineIndex::new(&text).place(&text, text.len() as u32 - 1);
        assert_eq!(place, Place { line: 1, column: 9001, utf16: 12001 });
    }

    #[test]
    fn places_count_lines_code_points_and_utf16() {
        let text = "one\r\ntwo 🙂é\nthree\rfour";
        let index = LineIndex::new(text);
        let at = |s: &str| index.place(text, text.find(s).unwrap() as u32);
        assert_eq!(index.lines(), 4);
        assert_eq!(at("one"), Place { line: 1, column: 1, utf16: 1 });
        assert_eq!(at("é"), Place { line: 2, column: 6, utf16: 7 });
        assert_eq!(at("four"), Place { line: 4, column: 1, utf16: 1 });
    }
}
