//! JSON that is one value: a list of records, or a catalogue of strings.
//!
//! Each object of a list is read as a line of JSON lines is. Of anything else every string is a block, the keys are
//! none; what a program fills in is an object of the line.

use serde_json::value::RawValue;

use mtlint_core::document::{Block, BlockKind, Document, Source, Syntax, Unit};
use mtlint_core::error::Problem;

use super::bilingual::json_tree::Value;
use super::bilingual::side;
use super::{Options, Outcome, Reader, jsonl, markup};

/// The reader.
pub const READER: Reader = Reader {
    name: "json",
    summary: "JSON: a list of records, or a catalogue of strings",
    extensions: &["json"],
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
        Ok(_) => {
            let (blocks, syntax) = (catalogue(text), Syntax::Quoted);
            Outcome::document(Document { blocks, syntax, ..Document::new(name, source) })
        }
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
            hint: Some("fix the file, or say what it is: --input-format".to_owned()),
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
        let line = jsonl::StreamLine { number, byte: start as u64, bytes, too_long: false };
        match jsonl::parse(name, &line, options) {
            Ok(document) => outcome.documents.push(document),
            Err(problem) => outcome.problems.push(problem),
        }
    }
    outcome
}

/// The strings of a value that are no keys, each with the keys that lead to it.
fn catalogue(text: &str) -> Vec<Block> {
    let strings = Value::of(text).map(|value| value.strings()).unwrap_or_default();
    let block = |(key, value): (String, Value)| -> Option<Block> {
        let side = value.side().filter(|side| markup::is_words(side.written()))?;
        let (key, whole) = (Some(key), side.span);
        let mut block = side::block(None, side, [None, None], Unit { key, whole, ..Unit::default() })?;
        block.kind = BlockKind::ListItem;
        Some(block)
    };
    strings.into_iter().filter_map(block).collect()
}
