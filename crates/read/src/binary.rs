//! Files that hold no text: known by their first bytes, or by their many nul bytes or control characters.
//!
//! Asked before decoding, so that a picture in a folder gives one clear problem and not a thousand findings.

/// First bytes of formats that people hand to a text checker, and what to do instead.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF file", "extract its text first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are)", "convert it to HTML first (pandoc)"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document", "save it as HTML or text"),
    (b"{\\rtf", "a rich text file", "save it as HTML or text"),
    (b"\x1F\x8B\x08", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xFD7zXZ\0", "an xz archive", "unpack it first"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", "unpack it first"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", "name text files only"),
    (b"\xFF\xD8\xFF", "a JPEG picture", "name text files only"),
    (b"GIF8", "a GIF picture", "name text files only"),
    (b"\x7FELF", "an executable", "name text files only"),
    (b"SQLite format 3\0", "a SQLite database", "name text files only"),
];

/// Why `bytes` are not text, and a fix. `wide` says that nul bytes are to be expected (UTF-16).
pub(super) fn refusal(bytes: &[u8], wide: bool) -> Option<(String, &'static str)> {
    if let Some((_, what, hint)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((format!("this is {what}, not text"), hint));
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some(("the text is in UTF-32".into(), "convert it to UTF-8"));
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    // Control characters other than those that set text: of random bytes every tenth is one.
    let control = |b: &&u8| matches!(**b, 1..=8 | 14..=26 | 28..=31 | 127);
    let controls = if wide { 0 } else { sample.iter().filter(control).count() };
    if controls >= 8 && controls * 50 >= sample.len() {
        let of = sample.len();
        let message =
            format!("this is a binary file: {controls} of its first {of} bytes are control characters");
        return Some((message, "name text files only"));
    }
    let nuls = memchr::memchr_iter(0, sample).count();
    if wide || nuls < 4 || nuls * 64 < sample.len() {
        return None;
    }
    let every_other = nuls * 5 >= sample.len() * 2;
    let hint = if every_other {
        "if it is UTF-16, give it a byte-order mark or convert it to UTF-8"
    } else {
        "name text files only"
    };
    Some((format!("this is a binary file: {nuls} of its first {} bytes are nul", sample.len()), hint))
}
