//! Fluent (FTL): messages, their attributes and terms; each variant of a choice is a text of its own.
//!
//! fluent-syntax reads; its texts are slices of the file, and what stands between two of them is filled in.

use fluent_syntax::ast::{Attribute, Entry, Expression, Pattern, PatternElement, VariantKey};
use mtlint_core::document::{Block, Source, Syntax, Unit};
use mtlint_core::error::Problem;

use super::outcome;
use super::side::{self, UnitSide};
use crate::{Options, Outcome, Reader};

/// The reader.
pub const READER: Reader = Reader {
    name: "fluent",
    summary: "Fluent: messages with attributes and variants",
    extensions: &["ftl"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read,
};

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let text = source.text.as_str();
    if is_too_deep(text) {
        return Outcome::problem(Problem {
            file: name.to_owned(),
            line: None,
            byte: None,
            message: "braces stand deeper than 100 in each other".to_owned(),
            hint: Some("fix the file: no program reads such a message".to_owned()),
            fatal: true,
        });
    }
    // The file's line ends are as they are; fluent-syntax knows both.
    let (resource, errors) = match fluent_syntax::parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut reading = FluentReading { text, blocks: Vec::new(), notes: Vec::new() };
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let notes = message.comment.as_ref().map(|c| c.content.join(" "));
                reading.notes = notes.into_iter().collect();
                if let Some(pattern) = &message.value {
                    let name = message.id.name;
                    let start = reading.value_at(reading.at(name) + name.len());
                    reading.pattern(name.to_owned(), pattern, start, 0);
                }
                reading.attributes(message.id.name, &message.attributes);
            }
            Entry::Term(term) => {
                reading.notes = term.comment.as_ref().map(|c| c.content.join(" ")).into_iter().collect();
                let name = term.id.name;
                let start = reading.value_at(reading.at(name) + name.len());
                reading.pattern(format!("-{name}"), &term.value, start, 0);
                reading.attributes(term.id.name, &term.attributes);
            }
            _ => {}
        }
    }
    let problems = errors.iter().take(20).map(|error| {
        let at = error.pos.start.min(text.len());
        Problem {
            file: name.to_owned(),
            line: Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count()),
            byte: Some(at),
            message: format!("the entry is no Fluent: {}", error.kind),
            hint: Some("fix the entry; the others were read".to_owned()),
            fatal: true,
        }
    });
    let problems = problems.collect();
    let mut blocks = reading.blocks;
    blocks.sort_by_key(|block| block.unit.as_ref().map_or(0, |unit| unit.target.start));
    outcome(name, source, Syntax::Plain, options.language.clone(), blocks, problems)
}

struct FluentReading<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    notes: Vec<String>,
}

impl<'t> FluentReading<'t> {
    fn at(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The first byte of a value whose name ends at `after`: behind `=`, `]` and white space.
    fn value_at(&self, after: usize) -> usize {
        let rest = &self.text[after..];
        self.text.len() - rest.trim_start_matches([' ', '\n', '\r', '=', ']']).len()
    }

    fn attributes(&mut self, id: &str, attributes: &[Attribute<&'t str>]) {
        for attribute in attributes {
            let name = attribute.id.name;
            let start = self.value_at(self.at(name) + name.len());
            self.pattern(format!("{id}.{name}"), &attribute.value, start, 0);
        }
    }

    fn pattern(&mut self, key: String, pattern: &Pattern<&'t str>, start: usize, depth: usize) {
        let mut side = UnitSide::at(start, start);
        let mut filled = false;
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    let at = self.at(value);
                    if filled {
                        gap(self.text, &mut side, at);
                    } else if side.is_blank() {
                        side = UnitSide::at(at, at);
                    }
                    filled = false;
                    side.text(value, at);
                    side.span.end = (at + value.len()) as u32;
                }
                PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                    // A choice parts the text: each variant is one of its own.
                    self.finish(&key, std::mem::take(&mut side));
                    filled = false;
                    for variant in variants.iter().take(64).filter(|_| depth < 8) {
                        let name = match variant.key {
                            VariantKey::Identifier { name } => name,
                            VariantKey::NumberLiteral { value } => value,
                        };
                        let start = self.value_at(self.at(name) + name.len());
                        self.pattern(format!("{key}[{name}]"), &variant.value, start, depth + 1);
                    }
                }
                PatternElement::Placeable { .. } => filled = true,
            }
        }
        if filled && !side.is_blank() {
            let from = side.span.end as usize;
            let end = from + crate::markup::braces(&self.text[from..]).unwrap_or(0);
            gap(self.text, &mut side, end);
        }
        self.finish(&key, side);
    }

    fn finish(&mut self, key: &str, side: UnitSide) {
        let (notes, whole) = (self.notes.clone(), side.span);
        let unit = Unit { key: Some(key.to_owned()), notes, whole, ..Unit::default() };
        self.blocks.extend(side::block(None, side, [None, None], unit));
    }
}

/// What stands between the text so far and byte `to`: it is filled in.
fn gap(text: &str, side: &mut UnitSide, to: usize) {
    let from = side.span.end as usize;
    if let Some(between) = text.get(from..to) {
        side.text(between, from);
        side.span.end = to as u32;
    }
}

/// True where braces stand deeper in each other than any message has them.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    let mut fresh = true;
    for b in text.bytes() {
        match b {
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            // What stands at the beginning of a line begins a new entry.
            b if fresh && b.is_ascii_alphabetic() => depth = 0,
            _ => {}
        }
        fresh = b == b'\n';
        if depth > 100 {
            return true;
        }
    }
    false
}
