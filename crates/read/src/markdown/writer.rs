//! A Markdown text made ready for CommonMark: what other programs read in it is taken out or stands as one character.
//!
//! The text that comes out is another one than the file's; a map leads each of its bytes back. An object of the line
//! stands in it as U+FFFC, so that CommonMark sees a letter, and is put back when its turn comes.

use std::borrow::Cow;
use std::ops::Range;

use mtlint_core::document::{BlockKind, ObjectKind, SpanMap};
use mtlint_core::span::Span;

/// What stands for an object.
pub(super) const STAND_IN: &str = "\u{fffc}";

/// A text for CommonMark.
#[derive(Debug, Default)]
pub(super) struct PreparedMarkdown<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// From bytes of `text` to the file; none where it is the file from byte `base` on.
    map: Option<SpanMap>,
    base: usize,
    /// The objects by their place in `text`, in order.
    stands: Vec<(usize, ObjectKind)>,
    /// What markup that is gone says to the reader of the page: titles, captions, alternative texts.
    pub asides: Vec<AsideBlock>,
}

/// A piece of the file that is a block beside the text.
#[derive(Clone, Debug)]
pub(super) struct AsideBlock {
    /// Its bytes in the file.
    pub file: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// One stretch of a prepared text.
#[derive(Clone, Copy, Debug)]
pub(super) enum PreparedPart<'p> {
    /// Text that stands in the file at this byte.
    Copied(&'p str, usize),
    /// Text that stands for these bytes of the file.
    Replaced(&'p str, usize, usize),
    /// An object that is these bytes of the file.
    Object(ObjectKind, usize, usize),
}

impl<'a> PreparedMarkdown<'a> {
    /// The file from byte `base` on as it is.
    pub fn plain(file: &'a str, base: usize) -> PreparedMarkdown<'a> {
        PreparedMarkdown { text: Cow::Borrowed(&file[base..]), base, ..PreparedMarkdown::default() }
    }

    /// The bytes of the file behind a range of the text.
    pub fn file(&self, range: Range<usize>) -> Range<usize> {
        match &self.map {
            None => range.start + self.base..range.end + self.base,
            Some(map) => map.to_file(Span::new(range.start, range.end)).range(),
        }
    }

    /// Hands out a range of the text stretch by stretch.
    pub fn parts(&self, range: Range<usize>, mut each: impl FnMut(PreparedPart)) {
        let Some(map) = &self.map else {
            return each(PreparedPart::Copied(&self.text[range.clone()], range.start + self.base));
        };
        for piece in map.pieces_in(Span::new(range.start, range.end)) {
            let (start, end) =
                (range.start.max(piece.text.start as usize), range.end.min(piece.text.end as usize));
            let (from, to) = (piece.file.start as usize, piece.file.end as usize);
            let text = &self.text[start..end];
            let stand = || self.stands.binary_search_by_key(&start, |stand| stand.0);
            each(match (piece.copied, stand()) {
                (true, _) => PreparedPart::Copied(text, from + start - piece.text.start as usize),
                (false, Ok(i)) => PreparedPart::Object(self.stands[i].1, from, to),
                (false, Err(_)) => PreparedPart::Replaced(text, from, to - from),
            });
        }
    }
}

/// A prepared text in the making.
pub(super) struct MarkdownWriter<'a> {
    /// The file.
    pub file: &'a str,
    /// Everything before this byte of the file is done with.
    pub at: usize,
    out: String,
    map: SpanMap,
    stands: Vec<(usize, ObjectKind)>,
    pub asides: Vec<AsideBlock>,
}

impl<'a> MarkdownWriter<'a> {
    pub fn new(file: &'a str, at: usize) -> MarkdownWriter<'a> {
        let out = String::with_capacity(file.len() - at + 16);
        MarkdownWriter { file, at, out, map: SpanMap::default(), stands: Vec::new(), asides: Vec::new() }
    }

    /// Takes the file up to `to` over as it is.
    pub fn copy(&mut self, to: usize) {
        let text = &self.file[self.at..to];
        self.map.copied(text.len(), self.at);
        self.out.push_str(text);
        self.at = to;
    }

    /// Leaves the file up to `to` out.
    pub fn skip(&mut self, to: usize) {
        self.at = to;
    }

    /// Puts `text` in place of the file up to `to`.
    pub fn put(&mut self, text: &str, to: usize) {
        self.map.replaced(text.len(), self.at, to - self.at);
        self.out.push_str(text);
        self.at = to;
    }

    /// Puts a stand-in for an object in place of the file up to `to`.
    pub fn stand(&mut self, kind: ObjectKind, to: usize) {
        self.stands.push((self.out.len(), kind));
        self.put(STAND_IN, to);
    }

    /// True where nothing but white space stands on the line so far.
    pub fn is_at_line_start(&self) -> bool {
        let end = &self.out[self.out.floor_char_boundary(self.out.len().saturating_sub(256))..];
        let line = end.rsplit('\n').next().unwrap_or_default();
        (line.len() < 250) && line.trim_matches([' ', '\t', '>']).is_empty()
    }

    /// The prepared text; the file as it is where nothing was changed.
    pub fn finish(mut self, base: usize) -> PreparedMarkdown<'a> {
        self.copy(self.file.len());
        let MarkdownWriter { file, out, map, stands, asides, .. } = self;
        if out.len() == file.len() - base && stands.is_empty() && asides.is_empty() && out == file[base..] {
            return PreparedMarkdown::plain(file, base);
        }
        PreparedMarkdown { text: Cow::Owned(out), map: Some(map), base, stands, asides }
    }
}
