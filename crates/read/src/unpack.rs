//! What comes out of a packed stream, within bounds.

use std::io::Read;

use mtlint_core::error::Problem;

/// Bytes that may come out of a packed file.
const MOST: u64 = 1 << 30;
/// How much more may come out than went in: text packs to a tenth, and nothing that people write to a three-hundredth.
const RATIO: u64 = 300;

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
