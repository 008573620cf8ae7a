//! Files that hold others: gzip, and the ZIP archives that office programs write.
//!
//! What is inside is read as if it lay there itself. How much may come out of a file is bounded, whatever the file says.

use std::io::Read;

use mtlint_core::error::Problem;

use super::{Options, Outcome, office, read};

/// Bytes that may come out of a packed file.
const MOST: u64 = 1 << 30;
/// How much more may come out than went in: text packs to a tenth, and nothing that people write to a three-hundredth.
const RATIO: u64 = 300;

/// What is in a packed file, read; nothing where the file is none.
pub(super) fn read_packed(name: &str, bytes: &[u8], options: &Options) -> Option<Outcome> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(office::read(name, bytes, options));
    }
    if !bytes.starts_with(b"\x1F\x8B\x08") {
        return None;
    }
    let inner = match unpacked(name, flate2::read::MultiGzDecoder::new(bytes), bytes.len()) {
        Ok(inner) => inner,
        Err(problem) => return Some(Outcome::problem(problem)),
    };
    // One in the other is no text.
    if inner.starts_with(b"\x1F\x8B\x08") {
        let message = "a packed file in a packed file".to_owned();
        return Some(Outcome::problem(refusal(name, message, "unpack it first")));
    }
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let mut outcome = read(plain, inner, options);
    for document in &mut outcome.documents {
        document.name = name.to_owned();
    }
    for problem in &mut outcome.problems {
        problem.file = name.to_owned();
    }
    Some(outcome)
}

/// All that comes out of a packed stream of `len` bytes, within bounds.
pub(super) fn unpacked(name: &str, stream: impl Read, len: usize) -> Result<Vec<u8>, Problem> {
    let most = MOST.min((len as u64).saturating_mul(RATIO).max(1 << 20));
    let mut inner = Vec::new();
    match stream.take(most + 1).read_to_end(&mut inner) {
        Ok(_) if inner.len() as u64 > most => {
            let message = format!("more than {} MiB come out of it", most >> 20);
            Err(refusal(name, message, "unpack it first, and look what it is"))
        }
        Ok(_) => Ok(inner),
        Err(error) => Err(refusal(
            name,
            format!("it cannot be unpacked: {error}"),
            "copy or pack it again: it is damaged",
        )),
    }
}

/// A file that is not read.
pub(super) fn refusal(name: &str, message: String, hint: &str) -> Problem {
    let hint = Some(hint.to_owned());
    Problem { file: name.to_owned(), line: None, byte: None, message, hint, fatal: true }
}
