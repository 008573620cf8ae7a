//! A text with what is said of it, as a record of a stream: it is read as the command reads a line of JSON.

use mtlint::document::Document;
use mtlint::error::Problem;
use mtlint::read::Options;
use mtlint::read::jsonl::{self, Line};

/// The stream that records are said to come from: what the command calls standard input.
const STREAM: &str = "-";

/// A text, and what is said of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextRecord<'a> {
    /// The text to check.
    pub text: &'a str,
    /// Its id as JSON: a text or a number.
    pub id: Option<&'a str>,
    /// Its language.
    pub lang: Option<&'a str>,
    /// The text that it was translated from.
    pub source: Option<&'a str>,
    /// The language of that.
    pub source_lang: Option<&'a str>,
    /// Whatever else is known of it, as a JSON object.
    pub fields: Option<&'a str>,
}

impl TextRecord<'_> {
    /// Reads it as the line of that number, counted from 1.
    ///
    /// # Errors
    /// When its id or its fields are not what they should be.
    pub fn read(&self, number: usize, options: &Options) -> Result<Document, Problem> {
        let line = Line { number, byte: 0, bytes: self.line(), too_long: false };
        jsonl::parse(STREAM, &line, options)
    }

    fn line(&self) -> Vec<u8> {
        let mut line = br#"{"text":"#.to_vec();
        text(&mut line, self.text);
        let named = [("lang", self.lang), ("source", self.source), ("source_lang", self.source_lang)];
        for (name, value) in named {
            if let Some(value) = value {
                line.extend(format!(",\"{name}\":").bytes());
                text(&mut line, value);
            }
        }
        if let Some(id) = self.id {
            line.extend_from_slice(br#","id":"#);
            line.extend_from_slice(id.as_bytes());
        }
        match self.fields.map(str::trim).and_then(|fields| fields.strip_prefix('{')) {
            Some(fields) if fields.trim() != "}" => {
                line.push(b',');
                line.extend_from_slice(fields.as_bytes());
            }
            _ => line.push(b'}'),
        }
        line
    }
}

fn text(line: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(line, text).expect("a text is JSON, and a vector takes it");
}
