//! A change of a file's decoded text as a change of its bytes, in the file's own encoding.
//!
//! A character's bytes must not depend on what stands before it; ISO-2022-JP, whose shifts do, is left alone.

use encoding_rs::{Encoding, ISO_2022_JP};

use mtlint_core::document::{FileEdit, Obstacle, Source, Syntax};
use mtlint_core::span::FileSpan;

/// A change of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByteEdit {
    /// What goes.
    pub span: FileSpan,
    /// What comes.
    pub bytes: Vec<u8>,
}

/// The change of the bytes that `source` was decoded from.
pub(crate) fn byte_edit(source: &Source, syntax: Syntax, edit: &FileEdit) -> Result<ByteEdit, Obstacle> {
    Ok(ByteEdit {
        span: source.original_bytes(edit.span),
        bytes: encode(source.encoding, syntax, &edit.text)?,
    })
}

/// `bytes` with `edits`, in order and apart from each other, made.
pub(crate) fn splice<'e>(bytes: &[u8], edits: impl IntoIterator<Item = &'e ByteEdit>) -> Vec<u8> {
    let (mut spliced, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        spliced.extend_from_slice(&bytes[at..edit.span.start as usize]);
        spliced.extend_from_slice(&edit.bytes);
        at = edit.span.end as usize;
    }
    spliced.extend_from_slice(&bytes[at..]);
    spliced
}

fn encode(encoding: &str, syntax: Syntax, text: &str) -> Result<Vec<u8>, Obstacle> {
    match encoding {
        "UTF-8" => return Ok(text.as_bytes().to_vec()),
        "UTF-16LE" => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let encoding = Encoding::for_label(encoding.as_bytes()).ok_or(Obstacle::Encoding)?;
    if encoding == ISO_2022_JP {
        return Err(Obstacle::Encoding);
    }
    // A character that is not there comes out as a reference, which only HTML understands.
    let (bytes, _, lost) = encoding.encode(text);
    if lost && syntax != Syntax::Html { Err(Obstacle::Encoding) } else { Ok(bytes.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{ByteEdit, encode, splice};
    use mtlint_core::document::{Obstacle, Syntax};
    use mtlint_core::span::FileSpan;

    #[test]
    fn text_is_written_in_the_encoding_of_the_file() {
        let plain = |encoding: &str, text: &str| encode(encoding, Syntax::Plain, text);
        assert_eq!(plain("UTF-16LE", "é"), Ok(vec![0xe9, 0]));
        assert_eq!(plain("UTF-16BE", "é"), Ok(vec![0, 0xe9]));
        assert_eq!(plain("windows-1252", "é"), Ok(vec![0xe9]));
        assert_eq!(plain("windows-1252", "п"), Err(Obstacle::Encoding));
        assert_eq!(plain("ISO-2022-JP", "a"), Err(Obstacle::Encoding));
        assert_eq!(encode("windows-1252", Syntax::Html, "п"), Ok(b"&#1087;".to_vec()));
    }

    #[test]
    fn bytes_outside_the_edits_stay() {
        let edit =
            |start, end, bytes: &[u8]| ByteEdit { span: FileSpan::new(start, end), bytes: bytes.to_vec() };
        let edits = [edit(1, 2, b""), edit(4, 5, b"xy")];
        assert_eq!(splice(b"a\xffb\r\n\xfec", &edits), b"ab\rxy\xfec");
        assert_eq!(splice(b"abc", &[]), b"abc");
    }
}
