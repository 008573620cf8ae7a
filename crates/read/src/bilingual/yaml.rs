//! YAML catalogues: the strings of a file, each with the keys that lead to it.
//!
//! saphyr-parser says what is a string and where it begins and ends; here its lines and escapes lead back to their bytes.
//! Where the outermost key is a language (as Rails has it), it is that of the texts.

use mtlint_core::document::{Block, Source, Syntax, Unit};
use mtlint_core::error::Problem;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::outcome;
use super::side::{self, UnitSide};
use crate::{Options, Outcome, Reader, markup, primary_language};

/// The reader.
pub const READER: Reader = Reader {
    name: "yaml",
    summary: "YAML: a catalogue of strings",
    extensions: &["yaml", "yml"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read,
};

/// How deep collections may stand in each other.
const DEPTH: usize = 64;

/// A collection that is open: the key or number that comes next.
enum OpenKey {
    /// A mapping, and the key whose value comes next.
    Map(Option<String>),
    /// A list, and the number of its next item.
    List(usize),
}

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let text = source.text.as_str();
    let places = YamlPlaces::new(text);
    let mut strings: Vec<(Vec<String>, UnitSide)> = Vec::new();
    let mut open: Vec<OpenKey> = Vec::new();
    let mut problems = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                problems.push(problem(name, error.marker().line(), error.info()));
                break;
            }
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if open.len() >= DEPTH => {
                let message = format!("collections stand deeper than {DEPTH} in each other");
                problems.push(problem(name, span.start.line(), &message));
                break;
            }
            Event::MappingStart(..) => open.push(OpenKey::Map(None)),
            Event::SequenceStart(..) => open.push(OpenKey::List(0)),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                passed(&mut open);
            }
            Event::Alias(_) => passed(&mut open),
            Event::Scalar(value, style, ..) => {
                if let Some(OpenKey::Map(key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                let is_text = style != ScalarStyle::Plain || markup::is_words(&value);
                if is_text && !value.trim().is_empty() {
                    let (start, end) = (places.byte(span.start.index()), places.byte(span.end.index()));
                    strings.push((path(&open), scalar(text, start, end, style, &value)));
                }
                passed(&mut open);
            }
            _ => {}
        }
    }
    let root = strings.first().and_then(|(path, _)| path.first()).cloned();
    let root =
        root.filter(|root| strings.iter().all(|(path, _)| path.len() > 1 && path.first() == Some(root)));
    let language = root.as_deref().filter(|root| root.len() <= 7).and_then(primary_language);
    let skip = usize::from(language.is_some());
    let block = |(path, side): (Vec<String>, UnitSide)| -> Option<Block> {
        let (key, whole) = (Some(path[skip.min(path.len())..].join(".")), side.span);
        side::block(None, side, [None, None], Unit { key, whole, ..Unit::default() })
    };
    let blocks = strings.into_iter().filter_map(block).collect();
    outcome(name, source, Syntax::Plain, options.language.clone().or(language), blocks, problems)
}

/// A value has been read: a key comes next, or the next item.
fn passed(open: &mut [OpenKey]) {
    match open.last_mut() {
        Some(OpenKey::Map(key)) => *key = if key.is_some() { None } else { Some(String::new()) },
        Some(OpenKey::List(number)) => *number += 1,
        None => {}
    }
}

fn path(open: &[OpenKey]) -> Vec<String> {
    let part = |open: &OpenKey| match open {
        OpenKey::Map(key) => key.clone().unwrap_or_default(),
        OpenKey::List(number) => number.to_string(),
    };
    open.iter().map(part).collect()
}

/// A string as a side: line by line, with escapes. Where that gives another text than the parser read, the string leads
/// back as a whole.
fn scalar(text: &str, start: usize, end: usize, style: ScalarStyle, value: &str) -> UnitSide {
    let raw = &text[start..end.max(start)];
    let mut side = UnitSide::at(start, end);
    let quoted = |mark: char| raw.strip_prefix(mark).and_then(|raw| raw.strip_suffix(mark));
    let inner = match style {
        ScalarStyle::SingleQuoted => quoted('\''),
        ScalarStyle::DoubleQuoted => quoted('"'),
        _ => None,
    };
    let (inner, at) = inner.map_or((raw, start), |inner| (inner, start + 1));
    let mut from = at;
    let mut is_first = true;
    for line in inner.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let begin = from + (line.len() - words.len());
        let words = words.trim_end_matches(['\n', '\r', ' ', '\t']);
        let header = is_first && matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if header && words.starts_with(['|', '>']) {
            from += line.len();
            continue;
        }
        if !is_first && begin > from {
            let join = if style == ScalarStyle::Literal { "\n" } else { " " };
            side.replaced(join, begin - 1, 1);
        }
        match style {
            ScalarStyle::DoubleQuoted => super::unescape(words, begin, &mut side),
            ScalarStyle::SingleQuoted => doubled(words, begin, &mut side),
            _ => side.text(words, begin),
        }
        is_first = false;
        from += line.len();
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words(side.written()) == words(value) {
        return side;
    }
    let mut whole = UnitSide::at(start, end);
    whole.replaced(value, start, end - start);
    whole
}

/// Text in single quotation marks: two of them are one.
fn doubled(text: &str, at: usize, side: &mut UnitSide) {
    let mut from = 0;
    while let Some(mark) = text[from..].find("''").map(|i| from + i) {
        side.text(&text[from..mark], at + from);
        side.replaced("'", at + mark, 2);
        from = mark + 2;
    }
    side.text(&text[from..], at + from);
}

fn problem(name: &str, line: usize, message: &str) -> Problem {
    Problem {
        file: name.to_owned(),
        line: Some(line.max(1)),
        byte: None,
        message: format!("this is no YAML: {message}"),
        hint: Some("fix the file, or say what it is: --input-format".to_owned()),
        fatal: true,
    }
}

/// From characters to bytes of a text: the byte of every sixty-fourth character.
struct YamlPlaces<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> YamlPlaces<'t> {
    fn new(text: &'t str) -> YamlPlaces<'t> {
        YamlPlaces { text, marks: text.char_indices().step_by(64).map(|(byte, _)| byte).collect() }
    }

    fn byte(&self, character: usize) -> usize {
        let Some(&mark) = self.marks.get(character / 64) else { return self.text.len() };
        let rest = self.text[mark..].char_indices().nth(character % 64);
        rest.map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}
