//! The way from a block's text back to the file: runs of bytes that were copied, and runs that were replaced.
//!
//! A reader pushes pieces in order while it builds the block's text. A copied piece maps byte for byte; a replaced
//! piece (`&eacute;` read as `é`, a line break read as a space) maps as a whole. Positions are never searched for.

use crate::span::{FileSpan, Span};

/// Pieces in the order of the block's text; together they cover it without a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanMap {
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: u32,
    text_len: u32,
    file: u32,
    file_len: u32,
    copied: bool,
}

impl SpanMap {
    /// The map of a text that is the file's bytes `file..file + len`.
    pub fn identity(file: usize, len: usize) -> Self {
        let mut map = SpanMap::default();
        map.copied(len, file);
        map
    }

    /// The next `len` bytes of the text are the file's bytes from `file` on.
    pub fn copied(&mut self, len: usize, file: usize) {
        self.push(len, file, len, true);
    }

    /// The next `len` bytes of the text stand for `file_len` bytes of the file from `file` on.
    pub fn replaced(&mut self, len: usize, file: usize, file_len: usize) {
        self.push(len, file, file_len, false);
    }

    fn push(&mut self, len: usize, file: usize, file_len: usize, copied: bool) {
        let text = self.len() as u32;
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && copied
            && last.copied
            && (last.file + last.file_len) as usize == file
        {
            last.text_len += len as u32;
            last.file_len += len as u32;
            return;
        }
        self.pieces.push(Piece {
            text,
            text_len: len as u32,
            file: file as u32,
            file_len: file_len as u32,
            copied,
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

    /// Removes what lies beyond the first `len` bytes of the text.
    pub fn truncate(&mut self, len: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if (last.text as usize) >= len {
                self.pieces.pop();
            } else {
                if last.copied && (last.text + last.text_len) as usize > len {
                    last.text_len = len as u32 - last.text;
                    last.file_len = last.text_len;
                }
                break;
            }
        }
    }

    /// The bytes of the file that `span` came from.
    ///
    /// An empty span maps to an empty one. A span past the end of the text maps to the end of the last piece.
    pub fn to_file(&self, span: Span) -> FileSpan {
        let start = self.start(span.start);
        let end = if span.is_empty() { start } else { self.end(span.end).max(start) };
        FileSpan { start, end }
    }

    fn start(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.text + p.text_len <= at);
        match self.pieces.get(i) {
            Some(p) if p.copied => p.file + (at - p.text),
            Some(p) => p.file,
            None => self.pieces.last().map_or(0, |p| p.file + p.file_len),
        }
    }

    fn end(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.text + p.text_len < at);
        match self.pieces.get(i) {
            Some(p) if p.copied => p.file + (at - p.text),
            Some(p) => p.file + p.file_len,
            None => self.pieces.last().map_or(0, |p| p.file + p.file_len),
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
        map.truncate(8);
        assert_eq!(map.len(), 8);
        assert_eq!(map.to_file(Span::new(0, 8)), FileSpan::new(0, 14));
    }
}
