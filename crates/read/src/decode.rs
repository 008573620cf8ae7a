//! From a file's bytes to text, with the way back.
//!
//! The encoding is the one that a byte-order mark shows or that the file declares (`<meta charset>`, an XML
//! declaration), else UTF-8, or windows-1252 where no character of several bytes is UTF-8. UTF-8 costs one validation
//! and no copy. Bytes that are not text in that encoding become
//! U+FFFD, each mapped to what it stands for, and one [`Problem`] tells where the first is; the rest is checked.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use mtlint_core::document::{Source, SpanMap};
use mtlint_core::error::Problem;

use super::binary;

/// The largest text that is read, in bytes: positions are 32 bits wide, and decoding may lengthen a text.
pub const MAX_LEN: usize = 1 << 31;

/// Decodes `bytes`. `markup` says that declarations of HTML and XML are to be looked for.
///
/// # Errors
/// Where there is no text at all: a binary file, or one longer than [`MAX_LEN`].
pub fn decode(name: &str, bytes: Vec<u8>, markup: bool) -> Result<(Source, Option<Problem>), Problem> {
    let refuse = |message: String, hint: &str| Problem {
        file: name.to_owned(),
        line: None,
        byte: None,
        message,
        hint: Some(hint.to_owned()),
        fatal: true,
    };
    if bytes.len() >= MAX_LEN {
        return Err(refuse("the file is larger than 2 GiB".into(), "split it"));
    }
    let (encoding, skip) = match Encoding::for_bom(&bytes) {
        Some((encoding, len)) => (encoding, len),
        None => {
            let declared = if markup { declared(&bytes) } else { None };
            (declared.unwrap_or(UTF_8), 0)
        }
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if let Some((message, hint)) = binary::refusal(&bytes, wide) {
        return Err(refuse(message, hint));
    }
    let mut out = DecodedText::default();
    if wide {
        out.utf16(&bytes, skip, encoding == UTF_16BE);
    } else if encoding != UTF_8 {
        out.legacy(&bytes, skip, encoding);
    } else if skip > 0 {
        out.utf8(&bytes, skip);
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok((Source::utf8(text), None)),
            Err(error) if is_one_byte(error.as_bytes()) => {
                let (bytes, first) = (error.as_bytes(), error.utf8_error().valid_up_to());
                out.legacy(bytes, 0, WINDOWS_1252);
                let source =
                    Source { text: out.text, encoding: WINDOWS_1252.name(), original: Some(out.map) };
                return Ok((source, Some(old(name, bytes, first))));
            }
            Err(error) => out.utf8(error.as_bytes(), 0),
        }
    }
    if out.text.len() >= MAX_LEN {
        return Err(refuse("the decoded text is larger than 2 GiB".into(), "split the file"));
    }
    let problem = out.problem(name, encoding);
    Ok((Source { text: out.text, encoding: encoding.name(), original: Some(out.map) }, problem))
}

/// True where no character of several bytes is UTF-8: the text is in an encoding of one byte a character.
fn is_one_byte(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii())
}

/// That a text without a declaration is not UTF-8 from the byte `first` on, and was read as Windows reads old files.
fn old(name: &str, bytes: &[u8], first: usize) -> Problem {
    Problem {
        file: name.to_owned(),
        line: Some(1 + memchr::memchr_iter(b'\n', &bytes[..first]).count()),
        byte: Some(first),
        message: "not UTF-8; it was read as windows-1252 (Latin-1)".to_owned(),
        hint: Some(
            "convert the file to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8), or let it declare its encoding"
                .into(),
        ),
        fatal: false,
    }
}

/// The encoding that markup declares in its first bytes, as the WHATWG's prescan finds it: UTF-16 is not believed,
/// since the declaration itself was read as ASCII.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let label = if head.starts_with(b"<?xml") {
        let end = memchr::memmem::find(&head, b"?>").unwrap_or(head.len());
        value_after(&head[..end], b"encoding")
    } else {
        None
    };
    let label = label.or_else(|| meta_charset(&head)).or_else(|| po_charset(&head))?;
    let encoding = Encoding::for_label(label)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn meta_charset(head: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    while let Some(i) = memchr::memchr(b'<', &head[at..]) {
        let tag = &head[at + i..];
        if tag.starts_with(b"<!--") {
            at += i + memchr::memmem::find(tag, b"-->")?;
            continue;
        }
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        if tag.starts_with(b"<meta")
            && let Some(label) = value_after(&tag[..end], b"charset")
        {
            return Some(label);
        }
        at += i + 1;
    }
    None
}

/// The encoding that the header of a PO file names: `Content-Type: text/plain; charset=UTF-8\n`.
fn po_charset(head: &[u8]) -> Option<&[u8]> {
    let header = &head[memchr::memmem::find(head, b"\"content-type:")?..];
    let line = &header[..memchr::memchr(b'\n', header)?];
    let value = &line[memchr::memmem::find(line, b"charset=")? + 8..];
    let end = value.iter().position(|&b| b == b'\\' || b == b'"' || b.is_ascii_whitespace());
    Some(&value[..end.unwrap_or(value.len())])
}

/// The value in `name = "value"`, with or without quotation marks.
fn value_after<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let rest = tag[memchr::memmem::find(tag, name)? + name.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|&b| b.is_ascii_whitespace() || b"\"'>;/".contains(&b));
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// Text under construction, its map, and the bytes that were none.
#[derive(Default)]
struct DecodedText {
    text: String,
    map: SpanMap,
    bad: usize,
    /// First bad byte in the file, and the length of the text before it.
    first_bad: Option<(usize, usize)>,
}

impl DecodedText {
    fn copied(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.map.copied(text.len(), at);
    }

    fn character(&mut self, c: char, at: usize, len: usize) {
        self.text.push(c);
        self.map.character(c.len_utf8(), at, len);
    }

    fn bad(&mut self, at: usize, len: usize) {
        self.bad += 1;
        self.first_bad.get_or_insert((at, self.text.len()));
        self.character(char::REPLACEMENT_CHARACTER, at, len);
    }

    fn utf8(&mut self, bytes: &[u8], skip: usize) {
        self.text.reserve(bytes.len() - skip);
        let mut at = skip;
        for chunk in bytes[skip..].utf8_chunks() {
            self.copied(chunk.valid(), at);
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                self.bad(at, chunk.invalid().len());
                at += chunk.invalid().len();
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], skip: usize, big: bool) {
        self.text.reserve((bytes.len() - skip) / 2);
        let mut at = skip;
        let pairs = bytes[skip..].chunks_exact(2);
        let odd = pairs.remainder().len();
        let units = pairs.map(|p| {
            let pair = [p[0], p[1]];
            if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        });
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(c) => {
                    self.character(c, at, 2 * c.len_utf16());
                    at += 2 * c.len_utf16();
                }
                Err(_) => {
                    self.bad(at, 2);
                    at += 2;
                }
            }
        }
        if odd > 0 {
            self.bad(at, odd);
        }
    }

    /// ASCII in one go, everything else a byte at a time, so that each character's bytes are known.
    fn legacy(&mut self, bytes: &[u8], skip: usize, encoding: &'static Encoding) {
        self.text.reserve(bytes.len());
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0u8; 32];
        // Bytes `from..at` are in the decoder and have not come out yet.
        let (mut from, mut at) = (skip, skip);
        loop {
            if from == at && encoding.is_ascii_compatible() {
                let run = Encoding::ascii_valid_up_to(&bytes[at..]);
                self.copied(&String::from_utf8_lossy(&bytes[at..at + run]), at);
                at += run;
                from = at;
            }
            let next = &bytes[at..bytes.len().min(at + 1)];
            let last = at + 1 >= bytes.len();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
            at += read;
            let bad_end = match result {
                DecoderResult::Malformed(_, after) => at - after as usize,
                _ => at,
            };
            let decoded = String::from_utf8_lossy(&buffer[..written]);
            if !decoded.is_empty() {
                // What came out before a fault came from before the fault, which is still to be counted.
                let end = if matches!(result, DecoderResult::Malformed(..)) { from } else { at };
                let mut characters = decoded.chars();
                match (characters.next(), characters.next()) {
                    (Some(c), None) => self.character(c, from, end - from),
                    _ => {
                        self.text.push_str(&decoded);
                        self.map.replaced(decoded.len(), from, end - from);
                    }
                }
                from = end;
            }
            match result {
                DecoderResult::Malformed(..) => {
                    self.bad(from, bad_end.saturating_sub(from));
                    from = from.max(bad_end);
                }
                DecoderResult::InputEmpty if last && at >= bytes.len() => break,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
        }
    }

    fn problem(&self, name: &str, encoding: &'static Encoding) -> Option<Problem> {
        let (byte, before) = self.first_bad?;
        let line = 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..before]).count();
        let more = match self.bad - 1 {
            0 => String::new(),
            1 => ", and at one more place".to_owned(),
            n => format!(", and at {n} more places"),
        };
        let hint = if encoding == UTF_8 {
            "convert the file to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8), or let it declare its encoding"
        } else {
            "the file declares an encoding that it does not keep to; convert it to UTF-8"
        };
        Some(Problem {
            file: name.to_owned(),
            line: Some(line),
            byte: Some(byte),
            message: format!("not valid {} at byte {byte}{more}", encoding.name()),
            hint: Some(hint.to_owned()),
            fatal: false,
        })
    }
}
