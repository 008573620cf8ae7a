//! The way through the events of a Markdown text: which block they make, and of what kind it is.
//!
//! `inline` reads what stands in a line, `block` ends blocks and reads what stands between them.

mod block;
mod inline;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::writer::PreparedMarkdown;
use super::{front_matter, wrapped};
use crate::builder::Builder;
use mtlint_core::document::{Block, BlockKind, Document, ObjectKind, Source};

/// The reader's way through the events.
pub(super) struct Walk<'a> {
    text: &'a str,
    prepared: &'a PreparedMarkdown<'a>,
    name: &'a str,
    pub(super) document: Document,
    pub(super) problems: Vec<mtlint_core::error::Problem>,
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
    /// Where open emphasis began.
    emphasis: Vec<usize>,
    /// The texts of the links of the block, in order.
    links: Vec<Range<usize>>,
    /// Elements of HTML in the line that make an object of their text: name, beginning, kind.
    elements: Vec<(String, usize, ObjectKind)>,
    /// Where a block of raw HTML began.
    html: Option<usize>,
    breaks: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(name: &'a str, text: &'a str, prepared: &'a PreparedMarkdown<'a>, body: usize) -> Self {
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
            emphasis: Vec::new(),
            links: Vec::new(),
            elements: Vec::new(),
            html: None,
            breaks: 0,
        }
    }

    /// An event; its range is one of the prepared text.
    pub(super) fn event(&mut self, event: Event, range: Range<usize>) {
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
            Tag::Emphasis | Tag::Strong => return self.emphasis.push(self.builder.len()),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, .. } => {
                self.address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.link = Some(self.builder.len());
                return;
            }
            Tag::Image { title, .. } => {
                self.images += 1;
                return self.picture_title(&title, range);
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
            TagEnd::Emphasis | TagEnd::Strong => {
                if let Some(from) = self.emphasis.pop().filter(|_| self.images == 0) {
                    self.builder.set_off_from(from);
                }
                return;
            }
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => return,
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

    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(BlockKind::Paragraph)
    }

    fn target(&mut self) -> &mut Builder {
        if self.images > 0 { &mut self.alternative } else { &mut self.builder }
    }
}
