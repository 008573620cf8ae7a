//! The way from a block's text back to the file: runs of bytes that were copied, and runs that were replaced.
//!
//! A reader pushes pieces in order while it builds the block's text. A copied piece maps byte for byte; a replaced
//! piece (`&eacute;` read as `é`, a line break read as a space) maps as a whole; a stepped piece maps character by
//! character, each of the same width (UTF-16, legacy encodings). Positions are never searched for.

use crate::span::{FileSpan, Span};

/// Pieces in the order of the block's text; together they cover it without a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanMap {
    pieces: Vec<PieceRun>,
}

/// One stretch of a text and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The bytes of the text.
    pub text: Span,
    /// The bytes of the file.
    pub file: FileSpan,
    /// True when both hold the same bytes.
    pub copied: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PieceRun {
    text: u32,
    text_len: u32,
    file: u32,
    file_len: u32,
    /// Every `step.0` bytes of the text stand for `step.1` bytes of the file; `WHOLE` where only the ends match.
    step: (u8, u8),
}

const COPIED: (u8, u8) = (1, 1);
const WHOLE: (u8, u8) = (0, 0);

impl SpanMap {
    /// The map of a text that is the file's bytes `file..file + len`.
    pub fn identity(file: usize, len: usize) -> Self {
        let mut map = SpanMap { pieces: Vec::with_capacity(1) };
        map.copied(len, file);
        map
    }

    /// The next `len` bytes of the text are the file's bytes from `file` on.
    pub fn copied(&mut self, len: usize, file: usize) {
        self.push(len, file, len, COPIED);
    }

    /// The map of an empty text that would stand at byte `file`.
    pub fn anchor(file: usize) -> Self {
        SpanMap {
            pieces: vec![PieceRun { text: 0, text_len: 0, file: file as u32, file_len: 0, step: COPIED }],
        }
    }

    /// The next `len` bytes of the text stand for `file_len` bytes of the file from `file` on.
    pub fn replaced(&mut self, len: usize, file: usize, file_len: usize) {
        self.push(len, file, file_len, WHOLE);
    }

    /// The next character, `len` bytes of the text, is written with `file_len` bytes in the file. Neighbours of the
    /// same widths share a piece, so that a whole file in UTF-16 needs few.
    pub fn character(&mut self, len: usize, file: usize, file_len: usize) {
        let step = if file_len <= u8::MAX as usize { (len as u8, file_len as u8) } else { WHOLE };
        self.push(len, file, file_len, step);
    }

    fn push(&mut self, len: usize, file: usize, file_len: usize, step: (u8, u8)) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && step != WHOLE
            && last.step == step
            && (last.file + last.file_len) as usize == file
        {
            last.text_len += len as u32;
            last.file_len += file_len as u32;
            return;
        }
        let text = self.len() as u32;
        self.pieces.push(PieceRun {
            text,
            text_len: len as u32,
            file: file as u32,
            file_len: file_len as u32,
            step,
        });
    }

    /// Length of the text covered so far, in bytes.
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |p| (p.text + p.text_len) as usize)
    }

    /// True before the first piece.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The byte of the file after the last one that the text came from.
    pub fn file_end(&self) -> usize {
        self.pieces.last().map_or(0, |p| (p.file + p.file_len) as usize)
    }

    /// The pieces in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        self.pieces.iter().map(|p| p.piece())
    }

    /// The pieces that share a byte with `span`, in order.
    pub fn pieces_in(&self, span: Span) -> impl Iterator<Item = Piece> + '_ {
        let first = self.pieces.partition_point(|p| p.text + p.text_len <= span.start);
        self.pieces[first..].iter().take_while(move |p| p.text < span.end).map(|p| p.piece())
    }

    /// Removes what lies beyond the first `len` bytes of the text.
    pub fn truncate(&mut self, len: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if (last.text as usize) >= len {
                self.pieces.pop();
                continue;
            }
            if (last.text + last.text_len) as usize > len {
                let end = last.file_at(len as u32, true);
                last.text_len = len as u32 - last.text;
                last.file_len = end - last.file;
            }
            break;
        }
    }

    /// The bytes of the file that `span` came from.
    ///
    /// An empty span maps to an empty one. A span past the end of the text maps to the end of the last piece.
    pub fn to_file(&self, span: Span) -> FileSpan {
        let i = self.pieces.partition_point(|p| p.text + p.text_len <= span.start);
        let start =
            self.pieces.get(i).map_or_else(|| self.file_end() as u32, |p| p.file_at(span.start, false));
        if span.is_empty() {
            return FileSpan { start, end: start };
        }
        let i = self.pieces.partition_point(|p| p.text + p.text_len < span.end);
        let end = self.pieces.get(i).map_or_else(|| self.file_end() as u32, |p| p.file_at(span.end, true));
        FileSpan { start, end: end.max(start) }
    }

    /// The bytes of the text that the file's bytes `span` became: the way back from [`SpanMap::to_file`].
    ///
    /// A replaced stretch is taken as a whole; bytes of the file that became nothing give an empty span.
    pub fn from_file(&self, span: FileSpan) -> Span {
        let first = self.pieces.partition_point(|p| p.file + p.file_len <= span.start);
        let start = self.pieces.get(first).map_or(self.len() as u32, |p| p.text_at(span.start, false));
        if span.start == span.end {
            return Span { start, end: start };
        }
        let last = self.pieces[..self.pieces.partition_point(|p| p.file < span.end)].last();
        let end = last.map_or(0, |p| p.text_at(span.end, true));
        Span { start, end: end.max(start) }
    }
}

impl PieceRun {
    fn piece(&self) -> Piece {
        Piece {
            text: Span { start: self.text, end: self.text + self.text_len },
            file: FileSpan { start: self.file, end: self.file + self.file_len },
            copied: self.step == COPIED,
        }
    }

    /// The text's byte for byte `at` of the file, which may lie outside the run; inside a character or a replaced
    /// stretch its end (`up`) or its start.
    fn text_at(self, at: u32, up: bool) -> u32 {
        let into = at.saturating_sub(self.file).min(self.file_len);
        match self.step {
            COPIED => self.text + into,
            WHOLE if up => self.text + self.text_len,
            WHOLE => self.text,
            (text, file) => {
                let characters =
                    if up { into.div_ceil(file.max(1) as u32) } else { into / file.max(1) as u32 };
                self.text + characters * text as u32
            }
        }
    }

    /// The file's byte for byte `at` of the text, `self.text <= at <= self.text + self.text_len`; inside a
    /// character or a replaced stretch its end (`up`) or its start.
    fn file_at(self, at: u32, up: bool) -> u32 {
        let into = at - self.text;
        match self.step {
            COPIED => self.file + into,
            WHOLE if up => self.file + self.file_len,
            WHOLE => self.file,
            (text, file) => {
                let characters = if up { into.div_ceil(text as u32) } else { into / text as u32 };
                self.file + characters * file as u32
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SpanMap;
    use crate::span::{FileSpan, Span};

    #[test]
    fn copied_and_replaced_pieces_lead_back() {
        // file: "caf&eacute; au\nlait"; text: "café au lait"
        let mut map = SpanMap::default();
        map.copied(3, 0);
        map.replaced(2, 3, 8);
        map.copied(3, 11);
        map.replaced(1, 14, 1);
        map.copied(4, 15);
        assert_eq!(map.len(), 13);
        assert_eq!(map.to_file(Span::new(0, 5)), FileSpan::new(0, 11));
        assert_eq!(map.to_file(Span::new(6, 8)), FileSpan::new(12, 14));
        assert_eq!(map.to_file(Span::new(9, 13)), FileSpan::new(15, 19));
        assert_eq!(map.to_file(Span::new(4, 4)), FileSpan::new(3, 3));
        assert_eq!(map.from_file(FileSpan::new(0, 11)), Span::new(0, 5));
        assert_eq!(map.from_file(FileSpan::new(12, 14)), Span::new(6, 8));
        assert_eq!(map.from_file(FileSpan::new(15, 19)), Span::new(9, 13));
        assert_eq!(map.from_file(FileSpan::new(3, 3)), Span::new(3, 3));
        map.truncate(8);
        assert_eq!(map.len(), 8);
        assert_eq!(map.to_file(Span::new(0, 8)), FileSpan::new(0, 14));
    }

    #[test]
    fn characters_of_one_width_share_a_piece() {
        // "naïve" in UTF-16 after a byte-order mark
        let mut map = SpanMap::default();
        for (len, at) in [(1, 2), (1, 4), (2, 6), (1, 8), (1, 10)] {
            map.character(len, at, 2);
        }
        assert_eq!(map.pieces().count(), 3);
        assert_eq!(map.to_file(Span::new(2, 4)), FileSpan::new(6, 8));
        assert_eq!(map.to_file(Span::new(4, 5)), FileSpan::new(8, 10));
        assert_eq!(map.to_file(Span::new(0, 6)), FileSpan::new(2, 12));
        map.truncate(5);
        assert_eq!(map.to_file(Span::new(0, 9)), FileSpan::new(2, 10));
    }
}
