//! Markdown (CommonMark with GitHub's tables, footnotes, task lists and alerts): the text that the page shows.
//!
//! pulldown-cmark gives each piece with its place in the file. Markup, link targets, front matter, comments and raw
//! HTML in a line are left out; a block of raw HTML goes through the HTML reader. Code in a line stays, marked, so
//! that the sentence stays whole; a block of code is carried as such.

mod front_matter;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options as Dialect, Parser, Tag, TagEnd};

use mtlint_core::document::{Block, BlockKind, Document, Source, Syntax};

use super::{Options, Outcome, Reader, directive, html, plain};
use crate::builder::Builder;

/// The reader.
pub const READER: Reader = Reader {
    name: "markdown",
    summary: "Markdown: CommonMark with tables, footnotes and front matter",
    extensions: &["md", "markdown", "mdown", "mkd"],
    sniff,
    declares_encoding: false,
    read,
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
    let link = head.contains("](http") || head.contains("](/") || head.contains("](#");
    let strong = head.matches("**").count() >= 2;
    let list = head.lines().filter(|line| line.starts_with("- ") || line.starts_with("* ")).count() >= 2;
    let table = head.contains("|--") || head.contains("| --") || head.contains("|:-");
    (heading || fence || link || table)
        && [heading, fence, link, strong, list, table].iter().filter(|&&x| x).count() >= 2
}

fn read(name: &str, source: Source, _: &Options) -> Outcome {
    let body = front_matter::end(&source.text);
    let mut walk = Walk::new(name, &source.text, body);
    let dialect = Dialect::ENABLE_TABLES
        | Dialect::ENABLE_FOOTNOTES
        | Dialect::ENABLE_STRIKETHROUGH
        | Dialect::ENABLE_TASKLISTS
        | Dialect::ENABLE_HEADING_ATTRIBUTES
        | Dialect::ENABLE_GFM
        | Dialect::ENABLE_DEFINITION_LIST;
    for (event, range) in Parser::new_ext(&source.text[body..], dialect).into_offset_iter() {
        walk.event(event, range.start + body..range.end + body);
    }
    walk.flush();
    plain::settle_labels(&mut walk.document.blocks);
    let language = front_matter::language(&source.text[..body]);
    let Walk { document, problems, .. } = walk;
    let syntax = Syntax::Markdown;
    Outcome { documents: vec![Document { source, syntax, language, ..document }], problems }
}

/// The reader's way through the events.
struct Walk<'a> {
    text: &'a str,
    name: &'a str,
    document: Document,
    problems: Vec<mtlint_core::error::Problem>,
    builder: Builder,
    /// What each open container makes of the text in it.
    kinds: Vec<BlockKind>,
    /// Open images; their alternative text is a caption where nothing else is in the paragraph.
    images: usize,
    caption: Builder,
    captions: Vec<Block>,
    /// Inside a link that shows its own address.
    address: bool,
    /// Where a block of raw HTML began.
    html: Option<usize>,
    breaks: usize,
}

impl<'a> Walk<'a> {
    fn new(name: &'a str, text: &'a str, body: usize) -> Self {
        let mut document = Document::new(name, Source::default());
        document.metadata = front_matter::metadata(&text[..body]);
        Walk {
            text,
            name,
            document,
            problems: Vec::new(),
            builder: Builder::default(),
            kinds: Vec::new(),
            images: 0,
            caption: Builder::default(),
            captions: Vec::new(),
            address: false,
            html: None,
            breaks: 0,
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range, self.address),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.target().space(range.start, range.len()),
            Event::HardBreak => self.line_break(),
            Event::InlineHtml(tag) => {
                let tag = tag.trim();
                self.document.directives.extend(directive::of_comment(
                    &self.text[range.clone()],
                    range.start,
                    self.document.blocks.len(),
                ));
                if tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br")) {
                    self.line_break();
                }
            }
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
                return;
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                self.captions.extend(self.caption.take(BlockKind::Caption));
                return;
            }
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html.take() {
                    self.raw_html(start..range.end);
                }
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
        if self.images > 0 { &mut self.caption } else { &mut self.builder }
    }

    fn text(&mut self, text: &str, range: Range<usize>, code: bool) {
        if self.html.is_some() {
            return;
        }
        let verbatim = self.kind() == BlockKind::Code;
        if self.breaks > 0 && self.images == 0 && !text.trim().is_empty() {
            let goes_on = self.breaks == 1 && plain::goes_on(self.builder.text(), text);
            self.breaks = 0;
            if goes_on {
                self.builder.space_before(range.start);
            } else {
                self.flush();
            }
        }
        let as_written = self.text.get(range.clone()) == Some(text);
        let builder = self.target();
        let from = builder.len();
        match (as_written, verbatim) {
            (true, true) => builder.verbatim(text, range.start),
            (true, false) => builder.collapsed(text, range.start),
            (false, _) => builder.replaced(text, range.start, range.len()),
        }
        if code {
            builder.code_from(from);
        }
    }

    /// Code in a line, without its marks.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let whole = &self.text[range.clone()];
        let marks = whole.bytes().take_while(|&b| b == b'`').count();
        let inner = whole.get(marks..whole.len().saturating_sub(marks)).unwrap_or_default();
        let padding = inner.len().saturating_sub(text.len()) / 2;
        let inner = inner.get(padding..inner.len() - padding).unwrap_or_default();
        if inner == text {
            let start = range.start + marks + padding;
            self.text(text, start..start + text.len(), true);
        } else {
            self.text(text, range, true);
        }
    }

    fn line_break(&mut self) {
        if !self.builder.is_empty() {
            self.breaks += 1;
        }
    }

    /// A block of HTML in the middle of a text: read as a page of its own where nothing holds it (a quotation would
    /// put its marks between the lines).
    fn raw_html(&mut self, range: Range<usize>) {
        let block = self.document.blocks.len();
        let raw = &self.text[range.clone()];
        if !self.kinds.is_empty() {
            self.document.directives.extend(directive::of_markup(raw, range.start, block));
            return;
        }
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
        let kind = self.kind();
        match self.builder.take(kind) {
            Some(block) => self.document.blocks.push(block),
            None => self.document.blocks.append(&mut self.captions),
        }
        self.captions.clear();
    }
}
