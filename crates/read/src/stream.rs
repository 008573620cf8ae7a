//! Input that is read as it comes: standard input, or a file too large for memory.
//!
//! JSON lines come out record by record in bounded memory; every other format is one document and is read whole.

use std::io::{BufRead, Read};

use mtlint_core::document::Document;
use mtlint_core::error::Problem;

use super::{Options, Outcome, binary, choose, decode, jsonl, read};

/// What [`open`] found: lines to be parsed, or everything at once.
pub enum Input<R> {
    /// A stream of records: read [`jsonl::lines`] of it and [`jsonl::parse`] each, or [`jsonl::records`] at once.
    Records(R),
    /// A whole input of another format, read.
    Whole(Outcome),
}

/// Looks at the beginning of `input` and decides by `options`, by `name` or by content how to read it.
pub fn open<R: BufRead>(name: &str, mut input: R, options: &Options) -> Input<R> {
    let head = match input.fill_buf() {
        Ok(head) => head,
        Err(error) => return Input::Whole(Outcome::problem(broken(name, &error))),
    };
    let reader = options.format.unwrap_or_else(|| choose(name, head));
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    if reader.name == jsonl::READER.name && !wide {
        return match binary::refusal(head, false) {
            // Once for the file, and not for each of its lines.
            Some((message, hint)) => {
                let hint = Some(hint.to_owned());
                let problem =
                    Problem { message, hint, ..broken(name, &std::io::ErrorKind::InvalidData.into()) };
                Input::Whole(Outcome::problem(problem))
            }
            None => Input::Records(input),
        };
    }
    let mut bytes = Vec::new();
    if let Err(error) = input.take(decode::MAX_LEN as u64).read_to_end(&mut bytes) {
        return Input::Whole(Outcome::problem(broken(name, &error)));
    }
    Input::Whole(read(name, bytes, options))
}

/// All documents of `input` in order; problems stand where they arose.
pub fn documents<'a, R: BufRead + 'a>(
    name: &'a str,
    input: R,
    options: &'a Options,
) -> Box<dyn Iterator<Item = Result<Document, Problem>> + 'a> {
    match open(name, input, options) {
        Input::Records(input) => Box::new(jsonl::records(name, input, options)),
        Input::Whole(outcome) => {
            let problems = outcome.problems.into_iter().map(Err);
            Box::new(problems.chain(outcome.documents.into_iter().map(Ok)))
        }
    }
}

fn broken(name: &str, error: &std::io::Error) -> Problem {
    Problem {
        file: name.to_owned(),
        line: None,
        byte: None,
        message: format!("cannot be read: {error}"),
        hint: None,
        fatal: true,
    }
}
