//! Markdown as it is written: CommonMark with GitHub's additions, MDX, and what site generators read in it.
//!
//! `prepare` takes out what is not CommonMark, and pulldown-cmark gives each piece of the rest with its place, which
//! leads back to the file. Markup, link targets and comments are left out; a block of raw HTML goes through the HTML
//! reader. Code, formulas and components in a line stay, marked, so that the sentence stays whole; a block of code is
//! carried as such. What front matter and attributes say to readers becomes blocks of their own kinds.

mod front_matter;
mod line;
mod prepare;
mod wrapped;
mod writer;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options as Dialect, Parser, Tag, TagEnd};

use mtlint_core::document::{Block, BlockKind, Document, ObjectKind, Source, Syntax};

use super::builder::Builder;
use super::{Outcome, Reader, directive, html, markup, plain};
pub(super) use line::formula;
use writer::{Part, Prepared};

/// The reader.
pub const READER: Reader = Reader {
    name: "markdown",
    summary: "Markdown: CommonMark with tables, footnotes and front matter",
    extensions: &["md", "markdown", "mdown", "mkd", "rmd", "qmd"],
    sniff,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| read(name, source, false),
};

/// The same with imports and expressions.
pub const MDX: Reader = Reader {
    name: "mdx",
    summary: "MDX: Markdown with components",
    extensions: &["mdx"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| read(name, source, true),
};

/// True for front matter, or where two different marks of Markdown stand in the first lines.
fn sniff(head: &str) -> bool {
    if front_matter::end(head) > 0 {
        return true;
    }
    let heading = head.lines().any(|line| {
        let marks = line.bytes().take_while(|&b| b == b'#').count();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ')
    });
    let fence = head.lines().any(|line| line.starts_with("```"));
    let link = head.match_indices("](").any(|(at, _)| {
        let target = head[at + 2..].split([')', '\n']).next().unwrap_or_default();
        head[..at].contains('[')
            && !target.is_empty()
            && !target.contains(' ')
            && target.contains(['/', '.', '#'])
    });
    let strong = head.matches("**").count() >= 2;
    let list = head.lines().filter(|line| line.starts_with("- ") || line.starts_with("* ")).count() >= 2;
    let table = head.contains("|--") || head.contains("| --") || head.contains("|:-");
    (heading || fence || link || table)
        && [heading, fence, link, strong, list, table].iter().filter(|&&x| x).count() >= 2
}

fn read(name: &str, source: Source, mdx: bool) -> Outcome {
    let body = front_matter::end(&source.text);
    let prepared = prepare::prepare(&source.text, body, mdx);
    let mut walk = Walk::new(name, &source.text, &prepared, body);
    let dialect = Dialect::ENABLE_TABLES
        | Dialect::ENABLE_FOOTNOTES
        | Dialect::ENABLE_STRIKETHROUGH
        | Dialect::ENABLE_TASKLISTS
        | Dialect::ENABLE_HEADING_ATTRIBUTES
        | Dialect::ENABLE_GFM
        | Dialect::ENABLE_DEFINITION_LIST;
    for (event, range) in Parser::new_ext(&prepared.text, dialect).into_offset_iter() {
        walk.event(event, range);
    }
    walk.flush();
    walk.asides_before(usize::MAX);
    let Walk { mut document, problems, .. } = walk;
    plain::settle_labels(&mut document.blocks);
    let language = front_matter::language(&source.text[..body]);
    let syntax = Syntax::Markdown;
    Outcome { documents: vec![Document { source, syntax, language, ..document }], problems }
}

/// The reader's way through the events.
struct Walk<'a> {
    text: &'a str,
    prepared: &'a Prepared<'a>,
    name: &'a str,
    document: Document,
    problems: Vec<mtlint_core::error::Problem>,
    builder: Builder,
    /// What each open container makes of the text in it.
    kinds: Vec<BlockKind>,
    /// Open images; their alternative text is a block of its own.
    images: usize,
    alternative: Builder,
    alternatives: Vec<Block>,
    /// How many of the prepared text's asides are blocks by now.
    asides: usize,
    /// Inside a link that shows its own address.
    address: bool,
    /// Where the text of the open link began.
    link: Option<usize>,
    /// The texts of the links of the block, in order.
    links: Vec<Range<usize>>,
    /// Elements of HTML in the line that make an object of their text: name, beginning, kind.
    elements: Vec<(String, usize, ObjectKind)>,
    /// Where a block of raw HTML began.
    html: Option<usize>,
    breaks: usize,
}

impl<'a> Walk<'a> {
    fn new(name: &'a str, text: &'a str, prepared: &'a Prepared<'a>, body: usize) -> Self {
        let mut document = Document::new(name, Source::default());
        document.metadata = front_matter::metadata(&text[..body]);
        document.blocks = front_matter::blocks(text, body);
        Walk {
            text,
            prepared,
            name,
            document,
            problems: Vec::new(),
            builder: Builder::default(),
            kinds: Vec::new(),
            images: 0,
            alternative: Builder::default(),
            alternatives: Vec::new(),
            asides: 0,
            address: false,
            link: None,
            links: Vec::new(),
            elements: Vec::new(),
            html: None,
            breaks: 0,
        }
    }

    /// An event; its range is one of the prepared text.
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                let kind = self.address.then_some(ObjectKind::Address);
                self.text(&text, range, kind);
            }
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => {
                let file = self.prepared.file(range);
                self.target().space(file.start, file.len());
            }
            Event::HardBreak => self.line_break(),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::Rule => self.flush(),
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let kind = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, .. } => {
                self.address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.link = Some(self.builder.len());
                return;
            }
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            Tag::Heading { .. } => Some(BlockKind::Heading),
            Tag::BlockQuote(_) => Some(BlockKind::Quotation),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Some(BlockKind::ListItem),
            Tag::TableCell => Some(BlockKind::TableCell),
            Tag::CodeBlock(_) => Some(BlockKind::Code),
            Tag::FootnoteDefinition(_) => Some(BlockKind::Paragraph),
            Tag::HtmlBlock => {
                self.html = Some(range.start);
                None
            }
            _ => None,
        };
        self.flush();
        self.kinds.extend(kind);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => return,
            TagEnd::Link => {
                self.address = false;
                return self.end_link(range);
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                self.alternatives.extend(self.alternative.take(BlockKind::Alternative));
                return;
            }
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html.take() {
                    self.raw_html(self.prepared.file(start..range.end));
                }
            }
            TagEnd::CodeBlock => {
                self.problems.extend(wrapped::swallowed(self.name, self.text, self.prepared.file(range)));
            }
            _ => {}
        }
        self.flush();
        let held = matches!(
            tag,
            TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Item
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::FootnoteDefinition
        );
        if held {
            self.kinds.pop();
        }
    }

    /// A link without a text is filled in when the page is made: it stands for a noun.
    fn end_link(&mut self, range: Range<usize>) {
        let Some(from) = self.link.take() else { return };
        if self.builder.len() == from && self.images == 0 && self.alternatives.is_empty() {
            let file = self.prepared.file(range);
            self.builder.object(ObjectKind::Component, &self.text[file.clone()], file.start);
        }
        self.links.push(from..self.builder.len());
    }

    /// True for a paragraph of short links and signs between them: a bar of languages or of pages.
    fn is_bar(&self) -> bool {
        let text = self.builder.text().trim_end();
        let signs = |gap: &str| gap.chars().all(|c| c.is_whitespace() || "|·•/–—-:".contains(c));
        let mut at = 0;
        for link in &self.links {
            let gap = text.get(at..link.start.min(text.len())).unwrap_or_default();
            if !signs(gap) || link.len() > 60 {
                return false;
            }
            at = link.end.min(text.len());
        }
        self.links.len() >= 3 && text.contains(['|', '·', '•', '/']) && signs(&text[at..])
    }

    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(BlockKind::Paragraph)
    }

    fn target(&mut self) -> &mut Builder {
        if self.images > 0 { &mut self.alternative } else { &mut self.builder }
    }

    /// Text of the line, or an object of it.
    fn text(&mut self, text: &str, range: Range<usize>, kind: Option<ObjectKind>) {
        if self.html.is_some() {
            return;
        }
        let verbatim = self.kind() == BlockKind::Code;
        if self.breaks > 0 && self.images == 0 && !text.trim().is_empty() {
            let goes_on = self.breaks == 1 && plain::goes_on(self.builder.text(), text);
            self.breaks = 0;
            if goes_on {
                let start = self.prepared.file(range.clone()).start;
                self.builder.space_before(start);
            } else {
                self.flush();
            }
        }
        let (prepared, file) = (self.prepared, self.text);
        let as_written = prepared.text.get(range.clone()) == Some(text);
        let builder = self.target();
        let from = builder.len();
        if as_written {
            prepared.parts(range, |part| match part {
                Part::Copied(text, at) if verbatim => builder.verbatim(text, at),
                Part::Copied(text, at) => builder.collapsed(text, at),
                Part::Replaced(text, at, len) => builder.replaced(text, at, len),
                Part::Object(kind, from, to) => builder.object(kind, &file[from..to], from),
            });
        } else {
            let file = prepared.file(range);
            builder.replaced(text, file.start, file.len());
        }
        if let Some(kind) = kind {
            builder.object_from(from, kind);
        }
    }

    /// Code in a line, without its marks.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let whole = &self.prepared.text[range.clone()];
        let marks = whole.bytes().take_while(|&b| b == b'`').count();
        let inner = whole.get(marks..whole.len().saturating_sub(marks)).unwrap_or_default();
        let padding = inner.len().saturating_sub(text.len()) / 2;
        let inner = inner.get(padding..inner.len() - padding).unwrap_or_default();
        if inner == text {
            let start = range.start + marks + padding;
            self.text(text, start..start + text.len(), Some(ObjectKind::Code));
        } else {
            self.text(text, range, Some(ObjectKind::Code));
        }
    }

    /// A tag or comment of HTML in the line.
    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let file = self.prepared.file(range);
        let block = self.document.blocks.len();
        self.document.directives.extend(directive::of_comment(&self.text[file.clone()], file.start, block));
        let Some(tag) = markup::tag(html.trim()) else { return };
        let name = tag.name.to_ascii_lowercase();
        if name == "br" {
            return self.line_break();
        }
        if tag.closes {
            if let Some(i) = self.elements.iter().rposition(|(open, ..)| *open == name) {
                let (_, from, kind) = self.elements.remove(i);
                self.builder.object_from(from, kind);
            }
            return;
        }
        if let Some(kind) = object_of(&name, tag.attributes.1, self.document.language.as_deref())
            && !tag.is_alone
            && self.elements.len() < 16
        {
            self.elements.push((name, self.builder.len(), kind));
        }
        if html.len() == file.len() {
            for (range, kind) in markup::read_attributes(tag.attributes.1) {
                let from = file.start + tag.attributes.0;
                self.alternatives.extend(self.aside(from + range.start..from + range.end, kind));
            }
        }
    }

    fn line_break(&mut self) {
        if !self.builder.is_empty() {
            self.breaks += 1;
        }
    }

    /// A block of HTML in the middle of a text: read as a page of its own where no quotation holds it, which would
    /// put its marks between the lines.
    fn raw_html(&mut self, range: Range<usize>) {
        let block = self.document.blocks.len();
        let raw = &self.text[range.clone()];
        if self.kinds.contains(&BlockKind::Quotation) {
            self.document.directives.extend(directive::of_markup(raw, range.start, block));
            return;
        }
        self.asides_before(range.start);
        let block = self.document.blocks.len();
        let (blocks, directives, problem) = html::fragment(self.name, self.text, range);
        self.document.directives.extend(directives.into_iter().map(|mut directive| {
            directive.block += block;
            directive
        }));
        self.document.blocks.extend(blocks);
        self.problems.extend(problem);
    }

    fn flush(&mut self) {
        self.breaks = 0;
        for (_, from, kind) in std::mem::take(&mut self.elements) {
            self.builder.object_from(from, kind);
        }
        let kind = self.kind();
        let furniture = kind != BlockKind::Code && (self.builder.is_only_components() || self.is_bar());
        self.links.clear();
        let block = self.builder.take(kind).filter(|_| !furniture);
        let start =
            block.as_ref().and_then(|block| block.map.pieces().next()).map(|piece| piece.file.start as usize);
        if let Some(start) = start {
            self.asides_before(start);
        }
        self.document.blocks.extend(block);
        self.document.blocks.append(&mut self.alternatives);
    }

    /// Makes blocks of what markup before byte `at` of the file says to readers.
    fn asides_before(&mut self, at: usize) {
        while let Some(aside) = self.prepared.asides.get(self.asides).filter(|aside| aside.file.start < at) {
            self.asides += 1;
            // What a damaged page has read as part of another block already is not read again.
            let read = self.document.blocks.iter().rev().find(|b| !b.kind.is_beside());
            let read = read.and_then(|block| block.map.pieces().last());
            let read = read.map_or(0, |piece| piece.file.end as usize);
            if aside.kind != BlockKind::Code || aside.file.start >= read {
                let block = self.aside(aside.file.clone(), aside.kind);
                self.document.blocks.extend(block);
            }
        }
    }

    fn aside(&self, file: Range<usize>, kind: BlockKind) -> Option<Block> {
        let mut builder = Builder::default();
        let text = &self.text[file.clone()];
        if kind == BlockKind::Code {
            builder.verbatim(text, file.start);
        } else {
            markup::value(text, file.start, &mut builder);
        }
        builder.take(kind)
    }
}

/// What the text of an element in a line is, where no rule is to read it.
fn object_of(name: &str, attributes: &str, language: Option<&str>) -> Option<ObjectKind> {
    let other =
        |tag: &str| super::primary_language(tag).is_some_and(|l| Some(l.as_str()) != language.or(Some("en")));
    Some(match name {
        "kbd" => ObjectKind::Key,
        "code" | "samp" | "tt" | "var" => ObjectKind::Code,
        "math" => ObjectKind::Math,
        _ if markup::attribute(attributes, "translate") == Some("no") => ObjectKind::Foreign,
        _ if markup::attribute(attributes, "class").is_some_and(|c| c.contains("notranslate")) => {
            ObjectKind::Foreign
        }
        _ if markup::attribute(attributes, "lang").is_some_and(other) => ObjectKind::Foreign,
        _ => return None,
    })
}
