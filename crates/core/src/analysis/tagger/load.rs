//! Reads a file of weights: every section where it belongs, every number within its bounds.

use crate::analysis::tagger::format::{CONTENT, COUNTS, EMPTY, HIDDEN, OUTPUTS, Sieve, Sizes, TaggerFile};
use crate::container::{Container, u32_at, u64_at};
use crate::error::{Error, Result};

/// Reads the weights; `name` stands in the messages.
///
/// # Errors
/// [`Error::Invalid`] when sections do not fit each other.
pub fn read(name: &str, container: Container) -> Result<TaggerFile> {
    sections(container).ok_or_else(|| {
        let message = "The parts of the weights of the tagger do not fit each other";
        Error::invalid(name, message).hint(format!("Make it anew with `{}`", CONTENT.maker))
    })
}

fn sections(container: Container) -> Option<TaggerFile> {
    let get = |name: &str| container.get(name);
    let mut numbers = [0; COUNTS];
    let head = get("counts").filter(|head| head.len() == 4 * COUNTS)?;
    numbers.iter_mut().zip(head.chunks_exact(4)).for_each(|(slot, chunk)| *slot = u32_at(chunk, 0));
    let counts = Sizes::from_array(numbers);
    let sized = |name: &str, count: u32, size: usize| {
        get(name).filter(|bytes| Some(bytes.len()) == (count as usize).checked_mul(size))
    };
    let word_slots = sized("word-slots", counts.word_slots, 8)?;
    let entries = sized("entries", counts.words, 8)?;
    let row_slots = sized("row-slots", counts.row_slots, 8)?;
    let eights = |bytes: &[u8]| bytes.chunks_exact(8).map(|c| u64_at(c, 0)).collect::<Vec<u64>>();
    let sets = eights(sized("sets", counts.sets, 8)?);
    let keys = eights(sized("endings", counts.endings, 8)?);
    let mut outputs = Box::new([[[0; HIDDEN]; OUTPUTS]; 2]);
    let weights = sized("outputs", (2 * OUTPUTS * HIDDEN) as u32, 2)?.chunks_exact(2);
    let places = outputs.as_flattened_mut().as_flattened_mut();
    places.iter_mut().zip(weights).for_each(|(place, c)| *place = i16::from_le_bytes([c[0], c[1]]));
    let fits = counts.rows().total.checked_mul(HIDDEN) == get("rows").map(<[u8]>::len)
        && counts.limits.iter().all(|&limit| limit <= counts.words)
        && counts.endings >= super::features::EDGES as u32
        && counts.endings <= u32::from(u16::MAX)
        && counts.open_set < counts.sets
        && counts.nat > 0
        && slots_fit(word_slots, counts.words)
        && slots_fit(row_slots, counts.hashed)
        && crate::analysis::tagger::lexicon::entries_fit(entries, &counts);
    if !fits {
        return None;
    }
    let mut endings: Vec<(u64, u16)> = keys.into_iter().zip(0..).collect();
    endings.sort_unstable();
    let sieve = Sieve::new(row_slots, counts.hashed);
    let [word_slots, entries, row_slots, rows] =
        ["word-slots", "entries", "row-slots", "rows"].map(|name| container.range(name).unwrap_or_default());
    let checksum = container.checksum();
    let bytes = container.into_bytes();
    Some(TaggerFile {
        counts,
        word_slots,
        entries,
        sets,
        endings,
        row_slots,
        rows,
        outputs,
        sieve,
        bytes,
        checksum,
    })
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
