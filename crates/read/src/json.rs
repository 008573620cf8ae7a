//! JSON that is one value: a list of records, or a catalogue of strings.
//!
//! Each object of a list is read as a line of JSON lines is. Of anything else every string is a block, the keys are
//! none; what a program fills in is an object of the line.

use serde_json::value::RawValue;

use mtlint_core::document::{Block, BlockKind, Document, ObjectKind, Source};
use mtlint_core::error::Problem;

use super::builder::Builder;
use super::{Options, Outcome, Reader, jsonl, literal, markup};

/// The reader.
pub const READER: Reader = Reader {
    name: "json",
    summary: "JSON: a list of records, or a catalogue of strings",
    extensions: &["json", "arb"],
    sniff: |head| {
        let inside = |open: char, first: char| {
            head.trim_start().strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(first))
        };
        inside('[', '{') || inside('{', '"')
    },
    declares_encoding: false,
    in_folders: false,
    read,
};

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let text = source.text.as_str();
    if let Ok(records) = serde_json::from_str::<Vec<&RawValue>>(text)
        && records.iter().any(|record| record.get().starts_with('{'))
    {
        return self::records(name, text, &records, options);
    }
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Outcome::document(Document { blocks: catalogue(text), ..Document::new(name, source) }),
        // Lines of JSON under another name.
        Err(_) if text.lines().filter(|line| line.starts_with('{')).count() > 1 => {
            (jsonl::READER.read)(name, source, options)
        }
        Err(error) => Outcome::problem(Problem {
            file: name.to_owned(),
            line: Some(error.line().max(1)),
            byte: None,
            message: format!(
                "this is no JSON: {}",
                error.to_string().split(" at line ").next().unwrap_or_default()
            ),
            hint: Some("mend the file, or say what it is: --input-format".to_owned()),
            fatal: true,
        }),
    }
}

fn records(name: &str, text: &str, records: &[&RawValue], options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut number, mut at) = (1, 0);
    for record in records {
        let start = record.get().as_ptr() as usize - text.as_ptr() as usize;
        number += memchr::memchr_iter(b'\n', &text.as_bytes()[at..start]).count();
        at = start;
        let bytes = record.get().as_bytes().to_vec();
        let line = jsonl::Line { number, byte: start as u64, bytes, too_long: false };
        match jsonl::parse(name, &line, options) {
            Ok(document) => outcome.documents.push(document),
            Err(problem) => outcome.problems.push(problem),
        }
    }
    outcome
}

/// The strings of a value that are no keys.
fn catalogue(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'"', &text.as_bytes()[at..]).map(|i| at + i) {
        let Some(end) = string_end(text, open + 1) else { break };
        at = end + 1;
        let key = text[at..].trim_start().starts_with(':');
        if !key && markup::is_words(&text[open + 1..end]) {
            let mut builder = Builder::default();
            string(text, open + 1, end, &mut builder);
            blocks.extend(builder.take(BlockKind::ListItem));
        }
    }
    blocks
}

/// The byte of the mark that ends a string.
fn string_end(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let next = at + memchr::memchr2(b'"', b'\\', &text.as_bytes()[at..])?;
        if text.as_bytes()[next] == b'"' {
            return Some(next);
        }
        at = next + 2;
    }
}

/// The words of a string, and what is filled in among them.
fn string(text: &str, from: usize, to: usize, builder: &mut Builder) {
    let mut at = from;
    while at < to {
        let rest = &text[at..to];
        let next = rest.find(['\\', '{', '%']).unwrap_or(rest.len());
        builder.collapsed(&rest[..next], at);
        at += next;
        let rest = &rest[next..];
        if rest.is_empty() {
            break;
        }
        if let Some(len) = placeholder(rest) {
            builder.object(ObjectKind::Placeholder, &rest[..len], at);
            at += len;
        } else if let Some((written, len)) = literal::escape(rest) {
            builder.replaced(written.encode_utf8(&mut [0; 4]), at, len);
            at += len;
        } else {
            builder.collapsed(&rest[..1], at);
            at += 1;
        }
    }
}

/// Bytes of what a program fills in: `{name}`, `{{name}}`, `{n, plural, …}`, `%s`, `%1$s`, `%(name)s`.
fn placeholder(rest: &str) -> Option<usize> {
    if rest.starts_with('{') {
        return markup::braces(rest);
    }
    let inner = rest.strip_prefix('%')?;
    let name = inner.strip_prefix('(').and_then(|inner| inner.find(')')).map_or(0, |end| end + 2);
    let flags =
        inner[name..].bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'$' | b'.' | b'l')).count();
    inner[name + flags..].starts_with(['s', 'd', 'i', 'f', '@', 'u']).then_some(1 + name + flags + 1)
}
