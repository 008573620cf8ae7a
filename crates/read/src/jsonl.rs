//! JSON lines: one object a line, `{"id", "text", "source"?, "lang"?, "source_lang"?}` and whatever else.
//!
//! A stream may be endless, so it is read line by line with a bound on a line's length, and records come out in
//! the order they went in. [`lines`] only cuts; [`parse`] does the work on one line and may run on any thread;
//! [`records`] is both. A bad record is a [`Problem`] with its line and byte, and the next one is read.

use std::io::BufRead;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

use mtlint_core::document::{Document, Original, Record, Source, Syntax, Unit, WrittenUnit};
use mtlint_core::error::Problem;

use super::{Fields, Options, Outcome, Reader, html, plain, primary_language};

/// The reader.
pub const READER: Reader = Reader {
    name: "jsonl",
    summary: "JSON lines: an object a line, with `text` and, if need be, `id`, `source`, `lang`, `source_lang`",
    extensions: &["jsonl", "ndjson"],
    sniff: |head| {
        let object = head.trim_start().strip_prefix('{').map(str::trim_start);
        // A value that goes on over lines is no record.
        let ends = head.trim_start().split_once('\n').is_none_or(|(line, _)| line.trim_end().ends_with('}'));
        ends && object.is_some_and(|rest| rest.starts_with('"'))
    },
    declares_encoding: false,
    in_folders: true,
    read: |name, source, options| {
        let mut outcome = Outcome::default();
        for record in records(name, source.text.as_bytes(), options) {
            match record {
                Ok(document) => outcome.documents.push(document),
                Err(problem) => outcome.problems.push(problem),
            }
        }
        outcome
    },
};

/// The longest line that is read, in bytes; a longer one is skipped with a problem.
pub const MAX_LINE: usize = 64 << 20;

/// One line of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamLine {
    /// Counted from 1.
    pub number: usize,
    /// Its first byte in the stream.
    pub byte: u64,
    /// Its bytes without the line end; cut off at [`MAX_LINE`].
    pub bytes: Vec<u8>,
    /// True when it was longer than that.
    pub too_long: bool,
}

/// The lines of a stream that hold something. An error of the stream ends it.
pub fn lines(input: impl BufRead) -> impl Iterator<Item = std::io::Result<StreamLine>> {
    let mut input = Some(input);
    let (mut number, mut byte) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let mut line = StreamLine { number: number + 1, byte, ..StreamLine::default() };
            match next_line(input.as_mut()?, &mut line) {
                Ok(0) => {
                    input = None;
                    return None;
                }
                Ok(read) => {
                    number += 1;
                    byte += read;
                }
                Err(error) => {
                    input = None;
                    return Some(Err(error));
                }
            }
            if line.number == 1 && line.bytes.starts_with(b"\xEF\xBB\xBF") {
                line.bytes.drain(..3);
                line.byte = 3;
            }
            if !line.bytes.trim_ascii().is_empty() {
                return Some(Ok(line));
            }
        }
    })
}

/// Reads up to the next line feed and says how many bytes that took.
fn next_line(input: &mut impl BufRead, line: &mut StreamLine) -> std::io::Result<u64> {
    let mut read = 0;
    loop {
        let buffer = match input.fill_buf() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            return Ok(read);
        }
        let end = memchr::memchr(b'\n', buffer);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        let room = MAX_LINE - line.bytes.len();
        line.bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        line.too_long |= piece.len() > room;
        let used = end.map_or(buffer.len(), |i| i + 1);
        input.consume(used);
        read += used as u64;
        if end.is_some() {
            return Ok(read);
        }
    }
}

/// The records of a stream in order, each a document or what is wrong with it.
pub fn records<'a>(
    name: &'a str,
    input: impl BufRead + 'a,
    options: &'a Options,
) -> impl Iterator<Item = Result<Document, Problem>> + 'a {
    lines(input).map(move |line| match line {
        Ok(line) => parse(name, &line, options),
        Err(error) => Err(Problem {
            file: name.to_owned(),
            line: None,
            byte: None,
            message: format!("the stream broke off: {error}"),
            hint: None,
            fatal: true,
        }),
    })
}

/// Reads one line as a record of the stream `name`.
///
/// # Errors
/// A problem with the line, and the column where it is known, when it is no record.
pub fn parse(name: &str, line: &StreamLine, options: &Options) -> Result<Document, Problem> {
    let problem = |column: usize, message: String, hint: &str| Problem {
        file: name.to_owned(),
        line: Some(line.number),
        byte: Some(line.byte as usize + column),
        message,
        hint: Some(hint.to_owned()),
        fatal: true,
    };
    if line.too_long {
        let message = format!("the line is longer than {} MiB", MAX_LINE >> 20);
        return Err(problem(0, message, "split the text into records"));
    }
    let parsed = RawRecord::from_slice(&line.bytes, &options.fields);
    let raw = parsed.map_err(|error| {
        let (message, hint) = describe(&error, &line.bytes);
        problem(error.column().saturating_sub(1), message, hint)
    })?;
    let text = match raw.text {
        Some(Value::String(text)) => text,
        Some(other) => {
            let message = format!("`{}` is {}, not a text", options.fields.text, kind(&other));
            return Err(problem(0, message, "write the text as a JSON string"));
        }
        None => {
            let message = format!("the record has no `{}`", options.fields.text);
            return Err(problem(0, message, "name the field that holds the text: --field text=NAME"));
        }
    };
    let text_of = |value: Option<Value>, field: &str| match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            let message = format!("`{field}` is {}, not a text", kind(&other));
            Err(problem(0, message, "write it as a JSON string, or leave it out"))
        }
    };
    let original = text_of(raw.source, &options.fields.source)?;
    let language = text_of(raw.lang, &options.fields.lang)?;
    let source_language = text_of(raw.source_lang, &options.fields.source_lang)?;
    let id = match raw.id {
        None | Some(Value::Null) => None,
        Some(id @ (Value::String(_) | Value::Number(_))) => Some(id),
        Some(other) => {
            let message = format!("`{}` is {}, not a text or a number", options.fields.id, kind(&other));
            return Err(problem(0, message, "give each record a text or a number as its id"));
        }
    };
    let document_name = match &id {
        Some(Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => format!("{name}:{}", line.number),
    };
    let written = text.clone();
    let mut document = self::document(&document_name, text, options);
    document.language = options.language.clone().or_else(|| language.as_deref().and_then(primary_language));
    let demands = demands(&raw.metadata);
    document.metadata = raw.metadata;
    document.record =
        Some(Record { stream: name.to_owned(), id, line: line.number, byte: line.byte, is_part: false });
    if let Some(text) = original.filter(|text| !text.trim().is_empty()) {
        let language = source_language.as_deref().and_then(primary_language);
        let source = text.clone();
        attach(&mut document, Original { text, language, ..Original::default() });
        if let [block] = document.blocks.as_mut_slice() {
            let as_read = block.original.as_ref().is_some_and(|o| o.text == source) && block.text == written;
            let written = (!as_read).then(|| Box::new(WrittenUnit { source, target: written }));
            if written.is_some() || demands != Unit::default() {
                block.unit = Some(Box::new(Unit { written, ..demands }));
            }
        }
    }
    Ok(document)
}

/// What a record demands of its text: `max` characters, words to `keep`, `terms` (`{"source", "target"}`, of which one with
/// `"forbidden": true` must not be used). What is of another form is no demand.
fn demands(record: &Map<String, Value>) -> Unit {
    let texts = |value: &Value| -> Vec<String> {
        let one = |v: &Value| v.as_str().map(str::to_owned);
        value
            .as_array()
            .map_or_else(|| one(value).into_iter().collect(), |list| list.iter().filter_map(one).collect())
    };
    let term = |term: &Value| {
        let of = |key: &str| term.get(key).map(texts).unwrap_or_default().join("|");
        let forbidden = term.get("forbidden").and_then(Value::as_bool) == Some(true);
        let target = of("target");
        (!target.is_empty()).then(|| (of("source"), if forbidden { format!("!{target}") } else { target }))
    };
    let list = |key: &str| record.get(key).and_then(Value::as_array);
    Unit {
        max: record.get("max").and_then(Value::as_u64).and_then(|max| u32::try_from(max).ok()),
        keep: record.get("keep").map(texts).unwrap_or_default(),
        terms: list("terms").map_or_else(Vec::new, |terms| terms.iter().filter_map(term).collect()),
        ..Unit::default()
    }
}

/// The text of a record as a document, read as the caller says or as it looks.
pub(super) fn document(name: &str, text: String, options: &Options) -> Document {
    let reader = options.field_format.unwrap_or_else(|| guess(&text));
    let source = Source::utf8(text);
    if reader.name == plain::READER.name {
        return plain::document(name, source);
    }
    let mut documents =
        (reader.read)(name, source, &Options { field_format: None, ..options.clone() }).documents;
    if documents.is_empty() { Document::new(name, Source::default()) } else { documents.swap_remove(0) }
}

/// HTML where the whole text stands in elements; else plain text, in which marks of other formats are faults.
fn guess(text: &str) -> &'static Reader {
    let text = text.trim();
    let page = text.ends_with('>') && (html::READER.sniff)(text);
    if page { &html::READER } else { &plain::READER }
}

/// Gives the source to the only block, or block by block where both have as many; else to the document.
pub(super) fn attach(document: &mut Document, original: Original) {
    // A page beside a page: both are read alike.
    if document.syntax == Syntax::Html && guess(&original.text).name == html::READER.name {
        let source = Source::utf8(original.text.clone());
        let page = (html::READER.read)("", source, &Options::default()).documents.into_iter().next();
        let parts: Vec<String> = page.into_iter().flat_map(|p| p.blocks).map(|b| b.text).collect();
        if parts.len() == document.blocks.len() {
            for (block, text) in document.blocks.iter_mut().zip(parts) {
                block.original =
                    Some(Original { text, language: original.language.clone(), ..Original::default() });
            }
            return;
        }
    }
    if let [block] = document.blocks.as_mut_slice() {
        block.original = Some(Original { text: original.text.trim().to_owned(), ..original });
        return;
    }
    let parts = plain::blocks(&original.text);
    if parts.len() != document.blocks.len() {
        document.original = Some(original);
        return;
    }
    for (block, part) in document.blocks.iter_mut().zip(parts) {
        block.original =
            Some(Original { text: part.text, language: original.language.clone(), ..Original::default() });
    }
}

/// What serde_json says, and a fix that fits.
fn describe(error: &serde_json::Error, bytes: &[u8]) -> (String, &'static str) {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_owned();
    let hint = match bytes.trim_ascii().first() {
        Some(b'[') => "write one object a line (jq -c '.[]' turns an array into lines)",
        _ if std::str::from_utf8(bytes).is_err() => "the stream must be UTF-8",
        _ if message.contains("EOF while") => "write each record on one line (jq -c . does)",
        _ if message.contains("surrogate") => "write characters beyond U+FFFF as they are, or as two escapes",
        _ => "each line must be one JSON object",
    };
    (message, hint)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A record as it stands: the fields that have a meaning, and the rest.
#[derive(Default)]
struct RawRecord {
    id: Option<Value>,
    text: Option<Value>,
    source: Option<Value>,
    lang: Option<Value>,
    source_lang: Option<Value>,
    metadata: Map<String, Value>,
}

impl RawRecord {
    fn from_slice(bytes: &[u8], fields: &Fields) -> Result<Self, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let record = json.deserialize_map(RecordVisitor(fields))?;
        json.end()?;
        Ok(record)
    }
}

struct RecordVisitor<'a>(&'a Fields);

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = RawRecord;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object with a text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRecord, A::Error> {
        let fields = self.0;
        let mut record = RawRecord::default();
        while let Some(key) = map.next_key::<String>()? {
            // The text comes first: two meanings may be given to one field.
            let place = match key.as_str() {
                k if k == fields.text => &mut record.text,
                k if k == fields.id => &mut record.id,
                k if k == fields.source => &mut record.source,
                k if k == fields.lang => &mut record.lang,
                k if k == fields.source_lang => &mut record.source_lang,
                _ => {
                    let value = map.next_value()?;
                    if record.metadata.contains_key(&key) {
                        return Err(A::Error::custom(format_args!("`{key}` stands twice in the record")));
                    }
                    record.metadata.insert(key, value);
                    continue;
                }
            };
            if place.is_some() {
                return Err(A::Error::custom(format_args!("`{key}` stands twice in the record")));
            }
            *place = Some(map.next_value()?);
        }
        Ok(record)
    }
}
