//! From tags and text to blocks: which element holds the text, whether it is seen, and what it is on the page.
//!
//! Elements lie on a stack, each with all that it hands down to its content, so that text asks its top only.
//! Nothing recurses, and a search down the stack has a bound: input nested a million deep costs linear time.

use crate::builder::Builder;
use crate::directive;
use crate::{plain, primary_language};
use mtlint_core::document::{Block, BlockKind, Directive};

use crate::html::element::{Role, role};
use crate::html::tokens::{Attributes, Open};

/// How far down the stack an end tag looks for its element.
const REACH: usize = 128;

/// What an element hands down to its content.
#[derive(Clone, Copy, Debug)]
struct Context {
    kind: BlockKind,
    skipped: bool,
    /// Inside `<pre>`: white space stays.
    verbatim: bool,
    code: bool,
    link: bool,
    place: Place,
    /// Index of the declared language plus one; 0 without.
    language: u32,
}

/// In which parts of the page a block lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub main: bool,
    pub article: bool,
    pub form: bool,
    /// An item of a list that is a link and nothing else.
    pub link: bool,
}

#[derive(Debug)]
struct Element {
    name: [u8; 16],
    role: Role,
    context: Context,
    /// Length of the text when a superscript began, and whether it holds a link.
    text_len: usize,
    linked: bool,
}

/// The blocks of a page, with where they lie.
#[derive(Debug, Default)]
pub(super) struct Extractor {
    stack: Vec<Element>,
    builder: Builder,
    /// Kind, place and language of the block under construction, as they were at its first text.
    begun: Option<Context>,
    /// Bytes of the text so far that are links.
    linked: usize,
    /// A line break came after the text so far: 1, or more of them.
    breaks: usize,
    languages: Vec<String>,
    /// Finished blocks.
    pub blocks: Vec<(Block, Place)>,
    /// Comments to the checker.
    pub directives: Vec<Directive>,
    /// Language of `<html>` or `<body>`.
    pub language: Option<String>,
    /// What was open when the file ended.
    pub open: Option<Open>,
}

impl Extractor {
    fn context(&self) -> Context {
        self.stack.last().map_or(
            Context {
                kind: BlockKind::Paragraph,
                skipped: false,
                verbatim: false,
                code: false,
                link: false,
                place: Place::default(),
                language: 0,
            },
            |element| element.context,
        )
    }

    /// Text as it stands in the file at `at`.
    pub fn text(&mut self, text: &str, at: usize) {
        let context = self.context();
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
    fn mark(&mut self, context: Context, from: usize) {
        if context.code && !context.verbatim {
            self.builder.code_from(from);
        }
        if context.link {
            self.linked += self.builder.len() - from;
        }
    }

    /// Settles a line break before more text, and notes what the block is. False for white space that begins one.
    fn begin(&mut self, context: Context, text: &str, at: usize) -> bool {
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

    /// Ends the block under construction.
    fn flush(&mut self) {
        self.breaks = 0;
        let linked = std::mem::take(&mut self.linked);
        let Some(mut context) = self.begun.take() else { return };
        let Some(mut block) = self.builder.take(context.kind) else { return };
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
        context.skipped |= attributes.hidden;
        match role {
            Role::Skipped | Role::SkippedInline => context.skipped = true,
            Role::PageFurniture => context.skipped |= !outer.place.article,
            Role::Form => context.place.form = true,
            Role::Main => context.place.main = true,
            Role::Article => context.place.article = true,
            Role::InlineCode => context.code = true,
            Role::Inline => context.link |= name == b"a",
            Role::Block(kind) => {
                context.kind = kind;
                context.verbatim |= kind == BlockKind::Code;
            }
            Role::Table => context.kind = BlockKind::Paragraph,
            _ => {}
        }
        if let Some(language) = attributes.language.as_deref().and_then(primary_language) {
            if name == b"html" || name == b"body" {
                self.language.get_or_insert(language);
            } else if role.is_block() {
                if self.languages.last() != Some(&language) {
                    self.languages.push(language);
                }
                context.language = self.languages.len() as u32;
            }
        }
        let mut short = [0; 16];
        short[..name.len().min(16)].copy_from_slice(&name[..name.len().min(16)]);
        let text_len = self.builder.len();
        self.stack.push(Element { name: short, role, context, text_len, linked: false });
    }

    /// Ends the elements whose end tags may be left out before an element of this role.
    fn close_implied(&mut self, name: &[u8], role: Role) {
        type Question = fn(Role) -> bool;
        let (closes, within): (Question, Question) = match role {
            Role::Block(BlockKind::ListItem) => (
                |r| r == Role::Block(BlockKind::ListItem) || r == Role::Paragraph,
                |r| r == Role::List || r.is_wall(),
            ),
            Role::Block(BlockKind::TableCell) => {
                (|r| r == Role::Block(BlockKind::TableCell), |r| matches!(r, Role::Table))
            }
            Role::Row => (
                |r| {
                    r == Role::Row
                        || r == Role::Block(BlockKind::TableCell)
                        || r == Role::Block(BlockKind::Caption)
                },
                |r| r == Role::Table,
            ),
            _ => (|r| r == Role::Paragraph, |r| r.is_block() && r != Role::Paragraph),
        };
        let mut keep = self.stack.len();
        for (i, element) in self.stack.iter().enumerate().rev().take(REACH) {
            if within(element.role) {
                break;
            }
            // A row does not end the group of rows that holds it.
            let group = name == b"tr" && element.role == Role::Row && !element.name.starts_with(b"tr\0");
            if group {
                break;
            }
            if closes(element.role) {
                keep = i;
            }
        }
        self.stack.truncate(keep);
    }

    /// An end tag.
    pub fn end(&mut self, name: &[u8]) {
        let role = role(name);
        if matches!(role, Role::Void) {
            return;
        }
        if matches!(role, Role::Break) {
            return self.start(b"br", Attributes::default());
        }
        let length = name.len().min(16);
        let mut found = None;
        for (i, element) in self.stack.iter().enumerate().rev().take(REACH) {
            if element.name[..length] == name[..length] && element.name[length..].iter().all(|&b| b == 0) {
                found = Some(i);
                break;
            }
            // A cell keeps in what is not part of a table; a block keeps in what is part of a line.
            let part_of_table = role == Role::Row || role == Role::Table || role.is_wall();
            let blocked = match element.role {
                Role::Table => role != Role::Table,
                inner if role.is_block() => inner.is_wall() && !part_of_table,
                inner => inner.is_block(),
            };
            if blocked {
                break;
            }
        }
        if role.is_block() && !self.context().skipped {
            self.flush();
        }
        let Some(i) = found else { return };
        if let [element, ..] = &self.stack[i..]
            && element.role == Role::Superscript
            && !element.context.skipped
        {
            self.end_superscript(i);
        }
        let was_block = self.stack[i..].iter().any(|e| e.role.is_block());
        if was_block {
            self.flush();
        }
        self.stack.truncate(i);
    }

    /// Takes back the mark of a note ("[3]", or anything short that is a link); a power or an ordinal stays.
    fn end_superscript(&mut self, i: usize) {
        let element = &self.stack[i];
        let from = element.text_len;
        let Some(mark) = self.builder.text().get(from..).map(str::trim) else { return };
        let note = mark.len() <= 12 && (element.linked || (mark.starts_with('[') && mark.ends_with(']')));
        if note && from > 0 {
            self.builder.truncate(from);
        }
    }

    /// A comment, marks included.
    pub fn comment(&mut self, comment: &str, at: usize) {
        self.directives.extend(directive::of_comment(comment, at, self.blocks.len()));
    }

    /// The end of the file.
    pub fn finish(&mut self, open: Open) {
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
