//! One side of a segment under construction, and the block that two sides make.
//!
//! Every reader of bilingual files pushes text, replacements and codes in the order of the file; what the text of a
//! block leaves out (tags, white space) is kept beside it for the checks that hold one side against the other.

use mtlint_core::document::{
    Block, BlockKind, Code, Object, ObjectKind, Original, SpanMap, Unit, WrittenUnit,
};
use mtlint_core::span::{FileSpan, Span};

use super::placeholder;
use crate::builder::Builder;
use crate::{markup, plain};

/// One side of a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitSide {
    /// The text without codes, decoded and otherwise as it is in the file, and the way back.
    written: String,
    map: SpanMap,
    marks: Vec<SideMark>,
    /// Where it stands in the file.
    pub span: FileSpan,
}

/// A code of the file.
#[derive(Clone, Debug)]
struct SideMark {
    code: Code,
    shows: Shows,
}

/// What a reader of the text sees of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Nothing by itself: it dresses words.
    Nothing,
    /// The end of a line.
    Break,
    /// Words that are filled in: it is an object of the text, too.
    Words,
}

/// A side that is done.
#[derive(Default)]
struct SideText {
    text: String,
    map: SpanMap,
    objects: Vec<Object>,
    codes: Vec<Code>,
    written: String,
    span: FileSpan,
}

impl UnitSide {
    /// A side whose text stands between two bytes of the file.
    pub fn at(start: usize, end: usize) -> UnitSide {
        UnitSide { span: FileSpan::new(start, end), ..UnitSide::default() }
    }

    /// True while nothing but white space has come.
    pub fn is_blank(&self) -> bool {
        self.marks.is_empty() && self.written.trim().is_empty()
    }

    /// What has come so far, without codes.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Text that stands in the file at `at`.
    pub fn text(&mut self, text: &str, at: usize) {
        self.written.push_str(text);
        self.map.copied(text.len(), at);
    }

    /// Text that is written otherwise in the file: a reference, an escape.
    pub fn replaced(&mut self, text: &str, at: usize, len: usize) {
        self.written.push_str(text);
        self.map.replaced(text.len(), at, len);
    }

    /// A code by its writing, which stands in the file at `at`.
    pub fn code(&mut self, code: &str, at: usize, shows: Shows) {
        let file = FileSpan::new(at, at + code.len());
        let code = Code { text: code.to_owned(), at: self.written.len() as u32, file };
        self.marks.push(SideMark { code, shows });
    }

    /// Finds tags in the text, and what is filled in.
    fn done(self) -> SideText {
        let mut making = Making { written: &self.written, map: Some(&self.map), ..Making::default() };
        let mut at = 0;
        for SideMark { code, shows } in self.marks {
            let to = code.at as usize;
            making.stretch(at, to);
            at = to;
            let (start, len) = (code.file.start as usize, code.text.len());
            let place = making.builder.len() as u32;
            match shows {
                Shows::Nothing => {}
                Shows::Break => making.builder.space(start, len),
                Shows::Words => making.builder.object(ObjectKind::Placeholder, &code.text, start),
            }
            making.codes.push(Code { at: place, ..code });
        }
        making.stretch(at, self.written.len());
        let Making { mut builder, mut codes, .. } = making;
        let (text, map, mut objects) = match builder.take(BlockKind::ListItem) {
            Some(block) => (block.text, block.map, block.objects),
            None => (String::new(), SpanMap::anchor(self.span.start as usize), Vec::new()),
        };
        codes.iter_mut().for_each(|code| code.at = code.at.min(text.len() as u32));
        let mut cover: Vec<Object> = Vec::new();
        for range in placeholder::ranges(&text) {
            let span = Span::new(range.start, range.end);
            if !objects.iter().any(|o| o.span.overlaps(span)) {
                cover.push(Object { span, kind: ObjectKind::Placeholder });
            }
        }
        objects.extend(cover);
        objects.sort_by_key(|o| o.span.start);
        SideText { text, map, objects, codes, written: self.written, span: self.span }
    }
}

/// A block's text on its way out of what was written.
#[derive(Default)]
struct Making<'s> {
    written: &'s str,
    map: Option<&'s SpanMap>,
    builder: Builder,
    codes: Vec<Code>,
}

impl Making<'_> {
    /// A stretch of what was written; tags in it are codes.
    fn stretch(&mut self, from: usize, to: usize) {
        let written = self.written;
        let text = &written[from..to];
        let (mut plain, mut at) = (0, 0);
        while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|i| at + i) {
            let found = tag(&text[open..]);
            let found = found.filter(|(len, _)| !self.cuts(from + open) && !self.cuts(from + open + len));
            let Some((len, parts)) = found else {
                at = open + 1;
                continue;
            };
            self.words(from + plain, from + open);
            let file = self.file(from + open, from + open + len);
            let code = text[open..open + len].to_owned();
            self.codes.push(Code { text: code, at: self.builder.len() as u32, file });
            if parts {
                self.builder.space(file.start as usize, (file.end - file.start) as usize);
            }
            at = open + len;
            plain = at;
        }
        self.words(from + plain, to);
    }

    /// True where byte `at` stands in the middle of what leads back to the file as a whole.
    fn cuts(&self, at: usize) -> bool {
        let Some(map) = self.map.filter(|_| at > 0) else { return false };
        let mut beside = map.pieces_in(Span::new(at - 1, at));
        beside.any(|piece| !piece.copied && at < piece.text.end as usize)
    }

    fn file(&self, from: usize, to: usize) -> FileSpan {
        self.map.map(|map| map.to_file(Span::new(from, to))).unwrap_or_default()
    }

    fn words(&mut self, from: usize, to: usize) {
        let Some(map) = self.map.filter(|_| from < to) else { return };
        for piece in map.pieces_in(Span::new(from, to)) {
            let start = from.max(piece.text.start as usize);
            let end = to.min(piece.text.end as usize);
            let text = &self.written[start..end];
            if piece.copied {
                let file = piece.file.start as usize + (start - piece.text.start as usize);
                self.builder.collapsed(text, file);
            } else {
                let len = (piece.file.end - piece.file.start) as usize;
                self.builder.replaced(text, piece.file.start as usize, len);
            }
        }
    }
}

/// Bytes of the tag or comment that a text begins with, and whether it parts the words beside it.
fn tag(text: &str) -> Option<(usize, bool)> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| (end + 3, false));
    }
    let tag = markup::tag(text).filter(|tag| !tag.name.is_empty())?;
    Some((tag.len, is_break(tag.name)))
}

/// Tags that part what stands on both sides of them.
fn is_break(name: &str) -> bool {
    ["br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "h1", "h2", "h3", "hr", "img"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// The block of a segment; none where neither side holds anything. `languages` are those of source and target.
pub(crate) fn block(
    source: Option<UnitSide>,
    target: UnitSide,
    languages: [Option<&str>; 2],
    mut unit: Unit,
) -> Option<Block> {
    let source = source.filter(|side| !side.is_blank());
    if source.is_none() && target.is_blank() {
        return None;
    }
    let target = target.done();
    let source = source.map(|side| side.done());
    let written_as_it_is =
        target.written == target.text && source.as_ref().is_none_or(|source| source.written == source.text);
    if !written_as_it_is {
        let source = source.as_ref().map_or_else(String::new, |side| side.written.clone());
        unit.written = Some(Box::new(WrittenUnit { source, target: target.written }));
    }
    unit.target = target.span;
    unit.codes = target.codes;
    if unit.whole == FileSpan::default() {
        unit.whole = target.span;
    }
    let kind = if plain::is_sentence(&target.text) { BlockKind::Paragraph } else { BlockKind::ListItem };
    let mut block = Block::new(kind, target.text, target.map);
    block.objects = target.objects;
    block.language = languages[1].map(str::to_owned);
    block.original = source.map(|side| Original {
        text: side.text,
        language: languages[0].map(str::to_owned),
        objects: side.objects,
        codes: side.codes,
        span: Some(side.span),
    });
    block.unit = Some(Box::new(unit));
    Some(block)
}
