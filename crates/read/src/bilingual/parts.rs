//! Long memories in parts: a TMX file is cut between its units while it is read, so that its length needs no memory.
//!
//! Each part is a document of its own whose places are those of the file.

use std::io::{BufRead, Read};

use mtlint_core::document::{Record, Source, SpanMap};
use mtlint_core::error::Problem;

use super::tmx;
use crate::{Options, Outcome};

/// Files of at least so many bytes are read in parts.
pub const LONG: u64 = 8 << 20;
/// Bytes of a part, about.
const PART: usize = 1 << 20;
/// The longest unit.
const LONGEST: usize = 64 << 20;

/// A part of a memory.
#[derive(Clone, Debug, Default)]
pub struct TextPart {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Line in the file, counted from 1.
    pub line: usize,
    /// First byte in the file.
    pub byte: u64,
    /// The language of its sources.
    pub source_language: Option<String>,
}

/// True for a text whose first bytes show that it can be cut as it is: UTF-8.
pub fn can_be_cut(head: &[u8]) -> bool {
    let head = &head[..head.len().min(200)];
    let declared = memchr::memmem::find(head, b"encoding=").map(|at| &head[at + 9..]);
    let utf8 = |label: &[u8]| label.get(1..6).is_some_and(|l| l.eq_ignore_ascii_case(b"utf-8"));
    !head.starts_with(b"\xFF\xFE")
        && !head.starts_with(b"\xFE\xFF")
        && !head.starts_with(b"\x1F\x8B")
        && declared.is_none_or(utf8)
}

/// The parts of a memory in order; an error of the stream, or a unit without end, is the last.
pub fn parts<'a>(
    name: &'a str,
    mut input: impl BufRead + 'a,
) -> impl Iterator<Item = Result<TextPart, Problem>> + 'a {
    let mut rest: Vec<u8> = Vec::new();
    let (mut line, mut byte) = (1, 0u64);
    let mut language: Option<Option<String>> = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let problem = |line: usize, byte: u64, message: String| {
            let hint = Some("fix the file, or export it again from its program".to_owned());
            let (line, byte) = (Some(line), Some(byte as usize));
            Problem { file: name.to_owned(), line, byte, message, hint, fatal: true }
        };
        let mut wanted = PART;
        let cut = loop {
            let room = wanted.saturating_sub(rest.len()) as u64;
            let read = match input.by_ref().take(room).read_to_end(&mut rest) {
                Ok(read) => read,
                Err(error) => {
                    ended = true;
                    return Some(Err(problem(line, byte, format!("the stream broke off: {error}"))));
                }
            };
            if (read as u64) < room {
                ended = true;
                if rest.trim_ascii().is_empty() {
                    return None;
                }
                if memchr::memmem::rfind(&rest, b"</tmx").is_none() {
                    let at = byte + rest.len() as u64;
                    let lines = line + memchr::memchr_iter(b'\n', &rest).count();
                    let message = "the file ends before its </tmx>: a part of it is missing".to_owned();
                    return Some(Err(problem(lines, at, message)));
                }
                break rest.len();
            }
            match memchr::memmem::rfind(&rest, b"</tu>") {
                Some(at) => break at + 5,
                None if rest.len() > LONGEST => {
                    ended = true;
                    let message = format!("no unit ends within {} MiB", LONGEST >> 20);
                    return Some(Err(problem(line, byte, message)));
                }
                None => wanted = rest.len() * 2,
            }
        };
        let tail = rest.split_off(cut);
        let bytes = std::mem::replace(&mut rest, tail);
        let source_language =
            language.get_or_insert_with(|| tmx::source_language(&String::from_utf8_lossy(&bytes))).clone();
        let part = TextPart { line, byte, source_language, bytes };
        line += memchr::memchr_iter(b'\n', &part.bytes).count();
        byte += part.bytes.len() as u64;
        Some(Ok(part))
    })
}

/// Reads a part of the memory `name`.
pub fn read(name: &str, part: TextPart, options: &Options) -> Outcome {
    let TextPart { bytes, line, byte, source_language } = part;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = memchr::memchr_iter(b'\n', &error.as_bytes()[..at]).count();
            return Outcome::problem(Problem {
                file: name.to_owned(),
                line: Some(line + before),
                byte: Some(byte as usize + at),
                message: "not valid UTF-8".to_owned(),
                hint: Some(
                    "convert the file to UTF-8 (iconv -t UTF-8), or let it declare its encoding".into(),
                ),
                fatal: true,
            });
        }
    };
    let original = Some(SpanMap::identity(byte.min(u64::from(u32::MAX)) as usize, text.len()));
    let source = Source { original, ..Source::utf8(text) };
    let mut outcome = tmx::part(&format!("{name}:{line}"), source, source_language, options);
    for document in &mut outcome.documents {
        options.sift(document);
        document.record = Some(Record { stream: name.to_owned(), id: None, line, byte, is_part: true });
    }
    for problem in &mut outcome.problems {
        problem.file = name.to_owned();
        problem.line = problem.line.map(|at| at + line - 1);
        problem.byte = problem.byte.map(|at| at + byte as usize);
    }
    outcome
}
