//! A text as an editor has it: its bytes, its lines, and the way between bytes and the positions of the protocol.
//!
//! Editor and server agree on what a column counts when they meet ([`Encoding`]). A position that the text does not have
//! means the nearest one before it, as the protocol asks.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind, TextDocumentContentChangeEvent};
use mtlint_core::span::LineIndex;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of 16 bits: what holds where nothing was agreed on.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// Returns the first of those that an editor offers which is known here.
    pub fn agreed(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        offered.into_iter().flatten().find_map(known).unwrap_or_default()
    }

    /// Returns it as the protocol names it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A text and its lines.
#[derive(Clone, Debug)]
pub struct EditorText {
    /// All of it.
    pub content: String,
    lines: LineIndex,
    encoding: Encoding,
}

impl EditorText {
    /// Counts the lines.
    pub fn new(content: String, encoding: Encoding) -> EditorText {
        EditorText { lines: LineIndex::new(&content), content, encoding }
    }

    /// Returns the text after a change.
    pub fn changed(&self, change: TextDocumentContentChangeEvent) -> EditorText {
        let content = match change.range {
            None => change.text,
            Some(range) => {
                let (start, end) = (self.offset(range.start), self.offset(range.end));
                let mut content = self.content.clone();
                content.replace_range(start..end.max(start), &change.text);
                content
            }
        };
        EditorText::new(content, self.encoding)
    }

    /// Returns the byte of a position.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line >= self.lines.lines() {
            return self.content.len();
        }
        let range = self.line(line);
        let mut left = position.character as usize;
        for (at, c) in self.content[range.clone()].char_indices() {
            let units = self.encoding.units(c);
            if units > left {
                return range.start + at;
            }
            left -= units;
        }
        range.end
    }

    /// Returns the position of a byte; of one inside a character, that of the character.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.content.len());
        while !self.content.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.line(offset as u32);
        let range = self.line(line);
        let before = &self.content[range.start..offset.min(range.end).max(range.start)];
        let character: usize = before.chars().map(|c| self.encoding.units(c)).sum();
        Position::new(line as u32, character as u32)
    }

    /// Returns the range of these bytes.
    pub fn range(&self, bytes: Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// Returns the bytes of a line, counted from 0, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let range = self.lines.line_range(&self.content, line.min(self.lines.lines() - 1));
        let written = self.content[range.clone()].trim_end_matches(['\r', '\n']).len();
        range.start..range.start + written
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range, TextDocumentContentChangeEvent};

    use super::{EditorText, Encoding};

    const SAMPLE: &str = "one\r\ntwo 🙂é\nthree\rfour";

    #[test]
    fn bytes_and_positions_lead_to_each_other_in_every_encoding() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let text = EditorText::new(SAMPLE.to_owned(), encoding);
            for (at, c) in SAMPLE.char_indices().filter(|(_, c)| !c.is_control()) {
                assert_eq!(text.offset(text.position(at)), at, "{encoding:?} {c}");
            }
        }
        let column = |encoding| EditorText::new(SAMPLE.into(), encoding).position(SAMPLE.find('é').unwrap());
        assert_eq!(column(Encoding::Utf8), Position::new(1, 8));
        assert_eq!(column(Encoding::Utf16), Position::new(1, 6));
        assert_eq!(column(Encoding::Utf32), Position::new(1, 5));
    }

    #[test]
    fn positions_that_are_not_there_mean_the_nearest_before() {
        let text = EditorText::new(SAMPLE.to_owned(), Encoding::Utf16);
        assert_eq!(text.offset(Position::new(0, 99)), 3);
        assert_eq!(text.offset(Position::new(9, 0)), SAMPLE.len());
        // The middle of a pair of surrogates.
        assert_eq!(text.offset(Position::new(1, 5)), SAMPLE.find('🙂').unwrap());
    }

    #[test]
    fn changes_are_made_where_they_say() {
        let text = EditorText::new(SAMPLE.to_owned(), Encoding::Utf16);
        let range = Some(Range::new(Position::new(0, 3), Position::new(1, 4)));
        let change = TextDocumentContentChangeEvent { range, range_length: None, text: " and ".to_owned() };
        assert_eq!(text.changed(change).content, "one and 🙂é\nthree\rfour");
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "x".into() };
        assert_eq!(text.changed(whole).content, "x");
    }
}
