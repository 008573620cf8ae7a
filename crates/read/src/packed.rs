//! Files that hold others: gzip, and the ZIP archives that office programs write.
//!
//! What is inside is read as if it lay there itself. How much may come out of a file is bounded, whatever the file says.

use super::unpack::{refusal, unpacked};
use super::{Options, Outcome, office};

/// What is in a packed file, read by `read`; nothing where the file is none.
pub(super) fn opened(
    name: &str,
    bytes: &[u8],
    options: &Options,
    read: fn(&str, Vec<u8>, &Options) -> Outcome,
) -> Option<Outcome> {
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
