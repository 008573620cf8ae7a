//! Finds many literals in one pass: a look at every four bytes of a text, and a comparison where they could begin one.
//!
//! Every literal is listed under the window of it that is rarest in prose, so that hardly any is looked up (after Wu and Manber, "A Fast Algorithm for Multi-Pattern Searching", 1994). Thousands of literals are listed
//! in the time in which an automaton of them would have made its first hundred states, and cost no more to look for than
//! a few. ASCII letters count in either case.

/// Bytes of a window; shorter literals have windows of two bytes, or one.
const WIDE: usize = 4;

/// Bits of the hash of a window by which it is told that no literal has it: some forty times as many as literals.
const PRESENT: u32 = 18;

/// Literals, listed by a window of each.
#[derive(Default)]
pub(super) struct Literals {
    /// The bytes of all literals, folded, one after the other.
    bytes: Vec<u8>,
    /// Where those of each literal end; its place in this list is the number that it is found by.
    ends: Vec<u32>,
    wide: Windows,
    short: Windows,
}

/// Literals by the hash of a window.
struct Windows {
    /// A bit for each hash, set where some window has it.
    present: Box<[u64; 1 << (PRESENT - 6)]>,
    /// By bucket, the upper bits of the hash: where its entries begin.
    starts: Vec<u32>,
    entries: Vec<WindowLiteral>,
    /// Bits of a hash that tell no bucket.
    shift: u32,
}

impl Default for Windows {
    fn default() -> Windows {
        Windows::new(Vec::new())
    }
}

/// A literal, how many bytes of it lie before the end of its window, and the byte that follows there.
#[derive(Clone, Copy)]
struct WindowLiteral {
    window: u32,
    literal: u32,
    end: u32,
    next: Option<u8>,
}

impl Literals {
    /// Lists literals, which are found by their place in the list; an empty one never is.
    pub fn new<'l>(literals: impl Iterator<Item = &'l str>) -> Literals {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for literal in literals {
            bytes.extend(literal.bytes().map(fold));
            ends.push(bytes.len() as u32);
        }
        let (mut wide, mut short) = (Vec::with_capacity(ends.len()), Vec::new());
        let mut start = 0;
        for (literal, &end) in ends.iter().enumerate() {
            let bytes = &bytes[std::mem::replace(&mut start, end as usize)..end as usize];
            let size = if bytes.len() >= WIDE { WIDE } else { bytes.len().min(2) };
            let common = |w: &[u8]| w.iter().map(|&b| COMMON[usize::from(b)]).sum::<u32>();
            let best = bytes.windows(size.max(1)).enumerate().min_by_key(|(_, w)| common(w));
            let Some((at, held)) = best else { continue };
            let window = held.iter().fold(0, |window, &b| window << 8 | u32::from(b));
            let end = at + size;
            let entry = WindowLiteral {
                window,
                literal: literal as u32,
                end: end as u32,
                next: bytes.get(end).copied(),
            };
            match size {
                WIDE => wide.push(entry),
                2 => short.push(entry),
                // A single byte, whatever stands before it.
                _ => short
                    .extend((0..=255).map(|before| WindowLiteral { window: before << 8 | window, ..entry })),
            }
        }
        Literals { bytes, ends, wide: Windows::new(wide), short: Windows::new(short) }
    }

    /// The bytes of a literal.
    fn literal(&self, number: usize) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.bytes[start as usize..self.ends[number] as usize]
    }

    /// Every literal in `text`, whose ASCII letters are in lower case, also where they overlap: its number and bytes.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize, usize)) {
        let mut check = |windows: &Windows, window: u32, end: usize| {
            let next = text.get(end).copied();
            let fits = |entry: &&WindowLiteral| entry.next.is_none() || entry.next == next;
            for entry in windows.under(window).filter(fits) {
                let literal = self.literal(entry.literal as usize);
                let Some(start) = end.checked_sub(entry.end as usize) else { continue };
                if text.get(start..start + literal.len()) == Some(literal) {
                    found(entry.literal as usize, start, start + literal.len());
                }
            }
        };
        let mut window = 0;
        for (at, &b) in text.iter().enumerate() {
            window = window << 8 | u32::from(b);
            if self.wide.may_hold(window) {
                check(&self.wide, window, at + 1);
            }
            let pair = window & 0xffff;
            if self.short.may_hold(pair) {
                check(&self.short, pair, at + 1);
            }
        }
    }
}

impl Windows {
    fn new(listed: Vec<WindowLiteral>) -> Windows {
        let buckets = (2 * listed.len()).next_power_of_two().max(64);
        let shift = 32 - buckets.trailing_zeros();
        let bucket = |entry: &WindowLiteral| (hash(entry.window) >> shift) as usize;
        let mut present = Box::new([0; 1 << (PRESENT - 6)]);
        let mut starts = vec![0; buckets + 1];
        for entry in &listed {
            starts[bucket(entry) + 1] += 1;
            let bit = hash(entry.window) >> (32 - PRESENT);
            present[bit as usize >> 6] |= 1 << (bit & 63);
        }
        (0..buckets).for_each(|number| starts[number + 1] += starts[number]);
        let (mut entries, mut free) = (listed.clone(), starts.clone());
        for entry in listed {
            let place = &mut free[bucket(&entry)];
            entries[*place as usize] = entry;
            *place += 1;
        }
        Windows { present, starts, entries, shift }
    }

    #[inline]
    fn may_hold(&self, window: u32) -> bool {
        let bit = hash(window) >> (32 - PRESENT);
        self.present[bit as usize >> 6] >> (bit & 63) & 1 != 0
    }

    fn under(&self, window: u32) -> impl Iterator<Item = &WindowLiteral> {
        let bucket = (hash(window) >> self.shift) as usize;
        let entries = &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        entries.iter().filter(move |entry| entry.window == window)
    }
}

/// A multiplicative hash (Knuth): its upper bits are the good ones.
fn hash(window: u32) -> u32 {
    window.wrapping_mul(0x9e37_79b1)
}

/// How common a byte is in prose, from 0 for what is rare: letters stand in the order of their frequency in English.
const COMMON: [u32; 256] = {
    let order = b"zqxjkvbpgwyfmculdhrsnioate ";
    let mut common = [0; 256];
    let mut place = 0;
    while place < order.len() {
        common[order[place] as usize] = place as u32 + 2;
        place += 1;
    }
    common
};

fn fold(b: u8) -> u8 {
    b.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;
    use proptest::prelude::{prop, proptest};

    use super::Literals;

    fn found(literals: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        let lower = text.to_ascii_lowercase();
        Literals::new(literals.iter().copied()).find(lower.as_bytes(), |literal, start, end| {
            assert_eq!(text[start..end].to_lowercase(), literals[literal].to_lowercase());
            all.push((literal, start));
        });
        all.sort_unstable();
        all
    }

    #[test]
    fn literals_are_found_wherever_they_stand() {
        let literals = ["the quay", "quay", "<", ",,", "0,0", "the", "’s"];
        assert_eq!(found(&literals, "The QUAY"), [(0, 0), (1, 4), (5, 0)]);
        assert_eq!(found(&literals, "<b>1,,20,0"), [(2, 0), (3, 4), (4, 7)]);
        assert_eq!(found(&literals, "Mira’s"), [(6, 4)]);
        assert_eq!(found(&literals, "quaquay, qu"), [(1, 3)]);
        assert_eq!(found(&literals, ""), []);
        assert_eq!(found(&[], "the quay"), []);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_an_automaton_finds(
            literals in prop::collection::vec("[abcAB ,é’]{1,7}", 0..40),
            text in "[abcAB ,é’]{0,80}",
        ) {
            let literals: Vec<&str> = literals.iter().map(String::as_str).collect();
            let automaton = AhoCorasick::new(literals.iter().map(|l| l.to_ascii_lowercase())).unwrap();
            let lower = text.to_ascii_lowercase();
            let matches = automaton.find_overlapping_iter(&lower);
            let mut expected: Vec<_> = matches.map(|m| (m.pattern().as_usize(), m.start())).collect();
            expected.sort_unstable();
            assert_eq!(found(&literals, &text), expected);
        }
    }
}
