//! Reads a file of weights: every section where it belongs, every number within its bounds.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::tagger::format::{
    COUNTS, Counts, EMPTY, File, HEAD, HIDDEN, MAGIC, OUTPUTS, Sieve, VERSION, checksum, u32_at, u64_at,
};
use crate::error::{Error, Result};

/// Reads a weights file; `name` stands in the messages. What the program carries itself (`carried`) keeps its
/// checksum for a test: taking it at every start costs a tenth of one.
///
/// # Errors
/// [`Error::Invalid`] when it is of another kind or format, cut, or changed.
pub fn read(name: &str, bytes: Cow<'static, [u8]>, carried: bool) -> Result<File> {
    let fail = |message: String| {
        Error::invalid(name, message).hint("make the weights again with `mtlint train tagger`")
    };
    if bytes.len() < HEAD || &bytes[..8] != MAGIC {
        return Err(fail("these are not tagger weights".to_owned()));
    }
    let version = u32_at(&bytes, 8);
    if version != VERSION {
        return Err(fail(format!("tagger weights of format {version}, and format {VERSION} is needed")));
    }
    let stated = u32_at(&bytes, 12) as usize;
    let body = &bytes[HEAD..];
    if body.len() != stated {
        return Err(fail(format!("{} bytes of tagger weights where {stated} are due", body.len())));
    }
    if !carried && !cfg!(fuzzing) && checksum(body) != u64_at(&bytes, 16) {
        return Err(fail("the checksum of the tagger weights does not fit: the file was changed".to_owned()));
    }
    sections(bytes).ok_or_else(|| fail("tagger weights whose parts do not fit each other".to_owned()))
}

fn sections(bytes: Cow<'static, [u8]>) -> Option<File> {
    let mut at = HEAD;
    let total = bytes.len();
    let mut take = |count: u32, size: usize| -> Option<Range<usize>> {
        let end = at.checked_add((count as usize).checked_mul(size)?)?;
        let range = (end <= total).then_some(at..end)?;
        at = end;
        Some(range)
    };
    let head = take(COUNTS as u32, 4)?;
    let mut numbers = [0; COUNTS];
    for (slot, chunk) in numbers.iter_mut().zip(bytes[head].chunks_exact(4)) {
        *slot = u32_at(chunk, 0);
    }
    let counts = Counts::from_array(numbers);
    let word_slots = take(counts.word_slots, 8)?;
    let entries = take(counts.words, 8)?;
    let sets: Vec<u64> = bytes[take(counts.sets, 8)?].chunks_exact(8).map(|c| u64_at(c, 0)).collect();
    let keys: Vec<u64> = bytes[take(counts.endings, 8)?].chunks_exact(8).map(|c| u64_at(c, 0)).collect();
    let row_slots = take(counts.row_slots, 8)?;
    let mut outputs = Box::new([[[0; HIDDEN]; OUTPUTS]; 2]);
    let weights = bytes[take((2 * OUTPUTS * HIDDEN) as u32, 2)?].chunks_exact(2);
    let places = outputs.as_flattened_mut().as_flattened_mut();
    places.iter_mut().zip(weights).for_each(|(place, c)| *place = i16::from_le_bytes([c[0], c[1]]));
    let rows = at..total;
    let fits = counts.rows().total.checked_mul(HIDDEN) == Some(rows.len())
        && counts.limits.iter().all(|&limit| limit <= counts.words)
        && counts.endings >= super::features::EDGES as u32
        && counts.endings <= u32::from(u16::MAX)
        && counts.open_set < counts.sets
        && counts.nat > 0
        && slots_fit(&bytes[word_slots.clone()], counts.words)
        && slots_fit(&bytes[row_slots.clone()], counts.hashed)
        && crate::analysis::tagger::lexicon::entries_fit(&bytes[entries.clone()], &counts);
    if !fits {
        return None;
    }
    let mut endings: Vec<(u64, u16)> = keys.into_iter().zip(0..).collect();
    endings.sort_unstable();
    let sieve = Sieve::new(&bytes[row_slots.clone()], counts.hashed);
    Some(File { counts, word_slots, entries, sets, endings, row_slots, rows, outputs, sieve, bytes })
}

/// Every slot is empty or points at something, and one at least is empty, so that a search ends.
fn slots_fit(slots: &[u8], limit: u32) -> bool {
    let mut empty = slots.is_empty();
    slots.chunks_exact(8).all(|slot| {
        let value = u32_at(slot, 4);
        empty |= value == EMPTY;
        value == EMPTY || value < limit
    }) && empty
}
