//! How elements end: by their end tags, or where one begins that cannot stand inside them.

use super::Extractor;
use crate::html::element::{Role, role};
use crate::html::tag::Attributes;
use mtlint_core::document::BlockKind;

/// How far down the stack an end tag looks for its element.
const REACH: usize = 128;

impl Extractor<'_> {
    /// Ends the elements whose end tags may be left out before an element of this role.
    pub(super) fn close_implied(&mut self, name: &[u8], role: Role) {
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
        let element = &self.stack[i];
        if is_set_off(name) && element.ended == self.ended {
            self.builder.set_off_from(element.text_len);
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
}

/// True for elements that set their words off from the line: emphasis, titles, links.
fn is_set_off(name: &[u8]) -> bool {
    matches!(name, b"a" | b"b" | b"cite" | b"dfn" | b"em" | b"i" | b"strong")
}
