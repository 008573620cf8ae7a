//! From tags and text to blocks: which element holds the text, whether it is seen, and what it is on the page.
//!
//! Elements lie on a stack, each with all that it hands down to its content, so that text asks its top only.
//! Nothing recurses, and a search down the stack has a bound: input nested a million deep costs linear time.

mod end;
mod said;

use crate::builder::Builder;
use crate::directive;
use crate::{plain, primary_language};
use mtlint_core::document::{Block, BlockKind, Directive, ObjectKind};

use crate::html::element::{Role, role};
use crate::html::tag::{Attributes, OpenTag};

/// What an element hands down to its content.
#[derive(Clone, Copy, Debug)]
struct Inherited {
    kind: BlockKind,
    skipped: bool,
    /// Inside `<pre>`: white space stays.
    verbatim: bool,
    /// What the text is an object of the line as.
    object: Option<ObjectKind>,
    link: bool,
    /// A script of data about the page.
    data: bool,
    place: PagePart,
    /// Index of the declared language plus one; 0 without.
    language: u32,
}

/// In which parts of the page a block lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PagePart {
    pub main: bool,
    pub article: bool,
    pub form: bool,
    /// An item of a list that is a link and nothing else.
    pub link: bool,
    /// Said by the head of the page.
    pub head: bool,
}

#[derive(Debug)]
struct OpenElement {
    name: [u8; 16],
    role: Role,
    context: Inherited,
    /// Length of the text when a superscript began, and whether it holds a link.
    text_len: usize,
    linked: bool,
    /// How many blocks had ended when it began.
    ended: usize,
}

/// The blocks of a page, with where they lie.
#[derive(Debug, Default)]
pub(super) struct Extractor<'s> {
    stack: Vec<OpenElement>,
    builder: Builder,
    /// Kind, place and language of the block under construction, as they were at its first text.
    begun: Option<Inherited>,
    /// How many blocks have ended.
    ended: usize,
    /// Bytes of the text so far that are links.
    linked: usize,
    /// How many links the block has so far.
    links: usize,
    /// A line break came after the text so far: 1, or more of them.
    breaks: usize,
    languages: Vec<String>,
    /// The file, for the values of attributes.
    source: &'s str,
    /// Blocks beside the text that come after the one under construction.
    waiting: Vec<(Block, PagePart)>,
    /// Finished blocks.
    pub blocks: Vec<(Block, PagePart)>,
    /// Comments to the checker.
    pub directives: Vec<Directive>,
    /// Language of `<html>` or `<body>`.
    pub language: Option<String>,
    /// What was open when the file ended.
    pub open: Option<OpenTag>,
}

impl<'s> Extractor<'s> {
    /// For the file `source`.
    pub fn new(source: &'s str) -> Extractor<'s> {
        Extractor { source, ..Extractor::default() }
    }

    fn context(&self) -> Inherited {
        self.stack.last().map_or(
            Inherited {
                kind: BlockKind::Paragraph,
                skipped: false,
                verbatim: false,
                object: None,
                link: false,
                data: false,
                place: PagePart::default(),
                language: 0,
            },
            |element| element.context,
        )
    }

    /// Text as it stands in the file at `at`.
    pub fn text(&mut self, text: &str, at: usize) {
        let context = self.context();
        if context.data {
            return self.data(text, at);
        }
        if context.skipped || !self.begin(context, text, at) {
            return;
        }
        let from = self.builder.len();
        if context.verbatim {
            self.builder.verbatim(text, at);
        } else {
            self.builder.collapsed(text, at);
        }
        self.mark(context, from);
    }

    /// Text that stands for `len` bytes of the file.
    pub fn replaced(&mut self, text: &str, at: usize, len: usize) {
        let context = self.context();
        if context.skipped || !self.begin(context, text, at) {
            return;
        }
        let from = self.builder.len();
        self.builder.replaced(text, at, len);
        self.mark(context, from);
    }

    /// Notes what the text from byte `from` on is set as.
    fn mark(&mut self, context: Inherited, from: usize) {
        if let Some(kind) = context.object
            && !context.verbatim
        {
            self.builder.object_from(from, kind);
        }
        if context.link {
            self.linked += self.builder.len() - from;
        }
    }

    /// Settles a line break before more text, and notes what the block is. False for white space that begins one.
    fn begin(&mut self, context: Inherited, text: &str, at: usize) -> bool {
        if self.breaks == 0 && self.begun.is_some() {
            return true;
        }
        if text.trim_start().is_empty() {
            return self.begun.is_some() && self.breaks == 0;
        }
        if self.breaks > 0 {
            let goes_on = self.breaks == 1 && plain::goes_on(self.builder.text(), text);
            self.breaks = 0;
            if goes_on {
                self.builder.space_before(at);
            } else {
                self.flush();
            }
        }
        self.begun.get_or_insert(context);
        true
    }

    /// Takes back a link to edit the section that stands behind its heading, as a saved page has it.
    fn without_edit_link(&mut self) {
        let text = self.builder.text().trim_end();
        if let Some(open) = text.rfind('[').filter(|_| self.linked > 0 && text.ends_with(']')) {
            let mut words = text[open + 1..text.len() - 1].split_whitespace();
            if words.all(|word| matches!(word, "edit" | "source" | "|")) {
                self.builder.truncate(open);
            }
        }
    }

    /// Ends the block under construction.
    fn flush(&mut self) {
        self.breaks = 0;
        if self.begun.is_some_and(|context| context.kind == BlockKind::Heading) {
            self.without_edit_link();
        }
        self.end_block();
        self.blocks.append(&mut self.waiting);
    }

    fn end_block(&mut self) {
        self.ended += 1;
        let (linked, links) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.links));
        let Some(mut context) = self.begun.take() else { return };
        let Some(mut block) = self.builder.take(context.kind) else { return };
        // A bar of languages or of pages: short links and signs between them.
        let signs = block
            .text
            .chars()
            .filter(|c| matches!(c, '|' | '·' | '•' | ' '))
            .map(char::len_utf8)
            .sum::<usize>();
        if links >= 3 && linked + signs >= block.text.len() && block.text.contains(['|', '·', '•']) {
            return;
        }
        context.place.head |= block.kind == BlockKind::Title;
        context.place.link = block.kind == BlockKind::ListItem && linked >= block.text.len();
        // Layout by tables: a cell that holds prose is a paragraph.
        if block.kind == BlockKind::TableCell && plain::is_prose(&block.text) {
            block.kind = BlockKind::Paragraph;
        }
        let holder = self.languages.get((context.language as usize).wrapping_sub(1));
        block.language = holder.filter(|&l| Some(l) != self.language.as_ref()).cloned();
        self.blocks.push((block, context.place));
    }

    /// A start tag.
    pub fn start(&mut self, name: &[u8], attributes: Attributes) {
        let role = by_aria(&attributes.role).unwrap_or_else(|| role(name));
        match role {
            Role::Void => {
                if name == b"hr" {
                    self.flush();
                }
                if !self.context().skipped {
                    self.beside(&attributes.beside, name);
                }
                return;
            }
            Role::Break => {
                if self.begun.is_some() && !self.context().skipped {
                    if self.context().verbatim {
                        self.flush();
                    }
                    // The gap becomes a space if the sentence goes on.
                    self.breaks += 1;
                }
                return;
            }
            _ => {}
        }
        if role.is_block() {
            self.flush();
            self.close_implied(name, role);
        }
        if name == b"a"
            && let Some(top) = self.stack.last_mut()
        {
            top.linked |= top.role == Role::Superscript;
        }
        let outer = self.context();
        let mut context = outer;
        context.skipped |= attributes.hidden || attributes.furniture;
        context.data = attributes.data && name == b"script";
        if !context.skipped {
            self.beside(&attributes.beside, name);
        }
        if attributes.as_it_is {
            context.object = Some(ObjectKind::Foreign);
        }
        match role {
            Role::Skipped | Role::SkippedInline => context.skipped = true,
            Role::PageFurniture => context.skipped |= !outer.place.article && !attributes.book,
            Role::Form => context.place.form = true,
            Role::Main => context.place.main = true,
            Role::Article => context.place.article = true,
            Role::InlineObject(kind) => context.object = Some(kind),
            Role::Inline => {
                context.link |= name == b"a";
                self.links += usize::from(name == b"a");
            }
            Role::Block(kind) => {
                context.kind = kind;
                context.verbatim |= kind == BlockKind::Code;
            }
            Role::Table => context.kind = BlockKind::Paragraph,
            _ => {}
        }
        if let Some(language) = attributes.language.as_deref().and_then(primary_language) {
            let page = self.language.as_deref().unwrap_or("en");
            if name == b"html" || name == b"body" {
                self.language.get_or_insert(language);
            } else {
                if language != page && language != "en" {
                    context.object = Some(ObjectKind::Foreign);
                }
                if role.is_block() {
                    if self.languages.last() != Some(&language) {
                        self.languages.push(language);
                    }
                    context.language = self.languages.len() as u32;
                }
            }
        }
        let mut short = [0; 16];
        short[..name.len().min(16)].copy_from_slice(&name[..name.len().min(16)]);
        let (text_len, ended) = (self.builder.len(), self.ended);
        self.stack.push(OpenElement { name: short, role, context, text_len, linked: false, ended });
    }

    /// A comment, marks included.
    pub fn comment(&mut self, comment: &str, at: usize) {
        self.directives.extend(directive::of_comment(comment, at, self.blocks.len()));
    }

    /// The end of the file.
    pub fn finish(&mut self, open: OpenTag) {
        self.flush();
        self.open = Some(open);
    }
}

/// What an ARIA role makes of an element, where it matters.
fn by_aria(role: &[u8]) -> Option<Role> {
    Some(match role {
        b"navigation" | b"search" | b"menu" | b"menubar" | b"dialog" | b"alertdialog" | b"toolbar" => {
            Role::Skipped
        }
        b"banner" | b"contentinfo" | b"complementary" => Role::PageFurniture,
        b"main" => Role::Main,
        b"article" => Role::Article,
        _ => return None,
    })
}
