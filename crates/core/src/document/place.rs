//! From a change in a block's text to the same change in the file, where the file can be changed just there.
//!
//! A block's text is not the file's: a tag may stand between two words of it, a character may be written as a reference,
//! a line break may stand for a space. What goes must be whole stretches of the file that hold nothing but text; what
//! comes is written as the file's [`Syntax`] wants it. Anything else is an [`Obstacle`], and the file is left alone.

use crate::document::{Document, SpanMap, Syntax, beside};
use crate::span::{FileSpan, Span};

/// A change of a file's decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// What goes.
    pub span: FileSpan,
    /// What comes, as the file writes it.
    pub text: String,
}

/// Why a change of the text cannot be made in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The words stand apart in the file, or beside something that is no text.
    Markup,
    /// A character was set by hand: a word joiner, a thin space.
    Typography,
    /// The file's encoding has no such character.
    Encoding,
    /// The changed file would read otherwise than it should.
    Reading,
}

impl Obstacle {
    /// In words, for people.
    pub fn reason(self) -> &'static str {
        match self {
            Obstacle::Markup => "markup, a picture or code stands beside the words",
            Obstacle::Typography => "somebody may have set that character by hand",
            Obstacle::Encoding => "the file's encoding does not have the character",
            Obstacle::Reading => "the file would be read in another way",
        }
    }
}

impl Syntax {
    /// `text` so that it is read back as it is.
    fn written(self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            match (self, c) {
                (Syntax::Html | Syntax::Markdown | Syntax::Xml, '&') => written.push_str("&amp;"),
                (Syntax::Html | Syntax::Markdown | Syntax::Xml, '<') => written.push_str("&lt;"),
                (Syntax::Html | Syntax::Markdown | Syntax::Xml, '>') => written.push_str("&gt;"),
                (Syntax::Html | Syntax::Markdown, '\u{a0}') => written.push_str("&nbsp;"),
                (Syntax::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~') => {
                    written.extend(['\\', c])
                }
                (Syntax::Quoted, '"' | '\\') => written.extend(['\\', c]),
                (Syntax::Quoted, '\n') => written.push_str("\\n"),
                _ => written.push(c),
            }
        }
        written
    }

    /// True where `file` is nothing but a way to write `text`: white space for a space, a reference or an escape for a
    /// character.
    fn is_text(self, text: &str, file: &str) -> bool {
        if text == " " && file.bytes().all(|b| b.is_ascii_whitespace()) {
            // Two spaces and a line end are a break in Markdown.
            return self != Syntax::Markdown || !(file.contains("  \n") || file.contains("  \r"));
        }
        let reference = file.len() > 2 && file.starts_with('&') && !file[1..].contains(['&', '<', '>', ' ']);
        let escape = match self {
            Syntax::Markdown => file.strip_prefix('\\') == Some(text),
            Syntax::Quoted => file.starts_with('\\'),
            _ => false,
        };
        (reference && !matches!(self, Syntax::Plain | Syntax::Quoted) && text.chars().count() <= 2) || escape
    }
}

impl Document {
    /// The change of the file that puts `text` in place of the words at `span` of a block. A record's file is its text.
    pub fn place(&self, block: usize, span: Span, text: &str) -> Result<FileEdit, Obstacle> {
        let of = &self.blocks[block];
        if beside::is_set_by_hand(&of.text, span) {
            return Err(Obstacle::Typography);
        }
        let file = self.stretch(&of.map, &of.text, span);
        let plain = beside::is_plain(of, self.syntax, &self.source.text, span);
        let span = file.filter(|_| plain).ok_or(Obstacle::Markup)?;
        Ok(FileEdit { span, text: self.syntax.written(text) })
    }

    /// The one stretch of the file that holds the words at `span`, all of them and nothing else.
    fn stretch(&self, map: &SpanMap, text: &str, span: Span) -> Option<FileSpan> {
        let mut whole: Option<FileSpan> = None;
        for piece in map.pieces_in(span) {
            let part = if piece.copied {
                let start = span.start.max(piece.text.start) - piece.text.start + piece.file.start;
                let end = span.end.min(piece.text.end) - piece.text.start + piece.file.start;
                FileSpan { start, end }
            } else {
                let inside = span.start <= piece.text.start && piece.text.end <= span.end;
                let file = piece.file.of(&self.source.text);
                if !inside || !self.syntax.is_text(piece.text.of(text), file) {
                    return None;
                }
                piece.file
            };
            whole = match whole {
                None => Some(part),
                Some(before) if before.end == part.start => {
                    Some(FileSpan { start: before.start, end: part.end })
                }
                Some(_) => return None,
            };
        }
        whole.filter(|w| w.start < w.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{FileEdit, Obstacle, Syntax};
    use crate::document::{Block, BlockKind, Document, Source, SpanMap};
    use crate::span::{FileSpan, Span};

    /// "the café the" out of HTML: a tag after the first word, a reference at its end, a line break before the last.
    fn document() -> Document {
        let file = "the <b>caf&eacute;</b>\n the";
        let mut map = SpanMap::default();
        map.copied(4, 0);
        map.copied(3, 7);
        map.replaced(2, 10, 8);
        map.replaced(1, 22, 2);
        map.copied(3, 24);
        let block = Block::new(BlockKind::Paragraph, "the café the".into(), map);
        Document {
            source: Source::utf8(file.into()),
            syntax: Syntax::Html,
            blocks: vec![block],
            ..Document::default()
        }
    }

    fn placed(start: usize, end: usize, text: &str) -> Result<FileEdit, Obstacle> {
        document().place(0, Span::new(start, end), text)
    }

    #[test]
    fn words_that_stand_together_are_placed_and_written_as_the_file_writes() {
        let edit =
            |start, end, text: &str| Ok(FileEdit { span: FileSpan::new(start, end), text: text.into() });
        assert_eq!(placed(0, 3, "a & b"), edit(0, 3, "a &amp; b"));
        assert_eq!(placed(5, 9, ""), edit(8, 18, ""));
        assert_eq!(placed(9, 13, ""), edit(22, 27, ""));
    }

    #[test]
    fn words_with_markup_between_them_are_left_alone() {
        assert_eq!(placed(3, 5, ""), Err(Obstacle::Markup));
        assert_eq!(placed(7, 13, ""), Err(Obstacle::Markup));
        assert_eq!(placed(0, 13, ""), Err(Obstacle::Markup));
    }
}
