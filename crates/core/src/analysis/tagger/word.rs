//! A word as the tagger sees it: folded, with digits and typography evened out, and its shape.
//!
//! Texts write `’ “ … —` where treebanks write `' " ... --`; numbers are endless, and their digits tell nothing.
//! Everything here works on a fixed buffer, so that nothing is allocated for a word. Training and tagging share
//! it: a change here asks for new weights (and a new format number in `format.rs`).

/// Bytes of a folded word that are looked at; the middle of longer ones is cut out.
const LIMIT: usize = 32;
/// Zero bytes before the word, so that its last eight bytes can be read whatever its length.
const PAD: usize = 8;

/// How capital letters stand in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Capital {
    /// None.
    None = 0,
    /// The first letter only.
    First = 1,
    /// Every letter, two at least.
    All = 2,
    /// A single capital letter.
    Single = 3,
    /// Some other way ("iPhone").
    Mixed = 4,
}

/// Number of shapes: five ways of capitals times five kinds of characters.
pub const SHAPES: usize = 25;

/// A folded word.
pub struct FoldedWord {
    bytes: [u8; PAD + LIMIT + 8],
    len: usize,
    /// Capitals times five plus the kind of characters, below [`SHAPES`].
    pub shape: u8,
}

impl FoldedWord {
    /// Folds `word`.
    pub fn new(word: &str) -> Self {
        let mut folded = FoldedWord { bytes: [0; PAD + LIMIT + 8], len: 0, shape: 0 };
        let mut count = Mixed::default();
        if word.is_ascii() {
            folded.ascii(word.as_bytes(), &mut count);
        } else {
            folded.unicode(word, &mut count);
        }
        folded.shape = count.shape();
        if count.letters() == 0 {
            folded.even_out(word, count.digits);
        } else if word.len() > 4 {
            folded.address();
        }
        folded
    }

    /// The folded bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[PAD..PAD + self.len]
    }

    /// Hash of the whole.
    pub fn key(&self) -> u64 {
        key(self.bytes())
    }

    /// Hash of the last `n` bytes (1 to 7), `None` when the word is not longer.
    pub fn suffix(&self, n: usize) -> Option<u64> {
        (self.len > n).then(|| {
            let word = read(&self.bytes[self.len + PAD - 8..]);
            mix((word >> (64 - 8 * n)) ^ SUFFIX_SALT[n])
        })
    }

    /// Hash of the first `n` bytes (1 to 7), `None` when the word is not longer.
    pub fn prefix(&self, n: usize) -> Option<u64> {
        (self.len > n).then(|| mix((read(&self.bytes[PAD..]) << (64 - 8 * n)) ^ PREFIX_SALT[n]))
    }

    fn ascii(&mut self, word: &[u8], count: &mut Mixed) {
        let mut after_digit = false;
        for (i, &b) in word.iter().enumerate() {
            let digit = b.is_ascii_digit();
            count.ascii(b, i == 0);
            if digit && after_digit {
                continue;
            }
            after_digit = digit;
            self.push(if digit { b'0' } else { b.to_ascii_lowercase() });
        }
    }

    fn unicode(&mut self, word: &str, count: &mut Mixed) {
        let mut buffer = [0; 4];
        let mut after_digit = false;
        let alone = word.chars().nth(1).is_none();
        for (i, c) in word.chars().enumerate() {
            count.any(c, i == 0);
            let digit = c.is_ascii_digit();
            if digit && after_digit {
                continue;
            }
            after_digit = digit;
            let plain: &[u8] = match c {
                '0'..='9' => b"0",
                '‘' | '‚' | '‹' if alone => b"`",
                '’' | 'ʼ' | '‘' | '´' | '›' => b"'",
                '“' | '„' | '«' | '‟' => b"``",
                '”' | '»' => b"''",
                '—' | '―' => b"--",
                '‐' | '‑' => b"-",
                '…' => b"...",
                _ => {
                    for lower in c.to_lowercase() {
                        lower.encode_utf8(&mut buffer).bytes().for_each(|b| self.push(b));
                    }
                    continue;
                }
            };
            plain.iter().for_each(|&b| self.push(b));
        }
    }

    /// Appends a byte; when the buffer is full the second half keeps moving, so that prefix and suffix stay.
    fn push(&mut self, b: u8) {
        if self.len == LIMIT {
            self.bytes.copy_within(PAD + LIMIT / 2 + 1..PAD + LIMIT, PAD + LIMIT / 2);
            self.len -= 1;
        }
        self.bytes[PAD + self.len] = b;
        self.len += 1;
    }

    /// Years stay apart from other numbers; long runs of one sign are cut to three.
    fn even_out(&mut self, word: &str, digits: usize) {
        if digits == 4 && word.len() == 4 {
            self.set(b"0000");
        } else if digits == 0 && self.len > 3 {
            let first = self.bytes[PAD];
            if self.bytes().iter().all(|&b| b == first) {
                self.set(&[first; 3]);
            }
        }
    }

    /// E-mail and web addresses are all alike.
    fn address(&mut self) {
        let bytes = self.bytes();
        if bytes[1..].contains(&b'@') {
            self.set(b"a@a");
        } else if bytes.starts_with(b"http") && bytes.contains(&b':') || bytes.starts_with(b"www.") {
            self.set(b"www.a");
        }
    }

    fn set(&mut self, bytes: &[u8]) {
        self.bytes = [0; PAD + LIMIT + 8];
        self.bytes[PAD..PAD + bytes.len()].copy_from_slice(bytes);
        self.len = bytes.len();
    }
}

/// How the capitals of a shape stand.
pub fn capital_of(shape: u8) -> Capital {
    match shape / 5 {
        0 => Capital::None,
        1 => Capital::First,
        2 => Capital::All,
        3 => Capital::Single,
        _ => Capital::Mixed,
    }
}

/// True when a shape has letters in it.
pub fn has_letters(shape: u8) -> bool {
    !matches!(shape % 5, 1 | 2)
}

/// Hash of a folded word.
pub fn key(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        state = mix(state ^ u64::from_le_bytes(eight));
    }
    state
}

/// Hash of two things of a kind.
pub fn pair(kind: u64, a: u64, b: u64) -> u64 {
    mix(a.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_add(kind))
}

/// The finaliser of MurmurHash3 (Austin Appleby, public domain).
pub fn mix(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

const SUFFIX_SALT: [u64; 8] = salts(0x5375_6666);
const PREFIX_SALT: [u64; 8] = salts(0x5072_6566);

const fn salts(seed: u64) -> [u64; 8] {
    let mut out = [0; 8];
    let mut i = 0;
    while i < 8 {
        out[i] = (seed + i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        i += 1;
    }
    out
}

fn read(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    u64::from_le_bytes(eight)
}

#[derive(Default)]
struct Mixed {
    upper: usize,
    lower: usize,
    digits: usize,
    other: usize,
    first_upper: bool,
}

impl Mixed {
    fn ascii(&mut self, b: u8, first: bool) {
        match b {
            b'a'..=b'z' => self.lower += 1,
            b'A'..=b'Z' => {
                self.upper += 1;
                self.first_upper |= first;
            }
            b'0'..=b'9' => self.digits += 1,
            _ => self.other += 1,
        }
    }

    fn any(&mut self, c: char, first: bool) {
        if c.is_uppercase() {
            self.upper += 1;
            self.first_upper |= first;
        } else if c.is_alphabetic() {
            self.lower += 1;
        } else if c.is_numeric() {
            self.digits += 1;
        } else {
            self.other += 1;
        }
    }

    fn letters(&self) -> usize {
        self.upper + self.lower
    }

    fn shape(&self) -> u8 {
        let capital = match (self.upper, self.lower) {
            (0, _) => Capital::None,
            (1, 0) => Capital::Single,
            (_, 0) => Capital::All,
            (1, _) if self.first_upper => Capital::First,
            _ => Capital::Mixed,
        };
        let kind = match (self.letters() > 0, self.digits > 0, self.other > 0) {
            (false, true, _) => 1,
            (false, false, _) => 2,
            (true, true, _) => 3,
            (true, false, true) => 4,
            (true, false, false) => 0,
        };
        capital as u8 * 5 + kind
    }
}

#[cfg(test)]
mod tests {
    use super::{Capital, FoldedWord, capital_of};

    fn capital(word: &str) -> Capital {
        capital_of(FoldedWord::new(word).shape)
    }

    fn folded(word: &str) -> String {
        String::from_utf8_lossy(FoldedWord::new(word).bytes()).into_owned()
    }

    #[test]
    fn typography_and_numbers_are_evened_out() {
        assert_eq!(folded("Don’t"), "don't");
        assert_eq!(folded("“"), "``");
        assert_eq!(folded("»"), "''");
        assert_eq!(folded("‘"), "`");
        assert_eq!(folded("—"), "--");
        assert_eq!(folded("…"), "...");
        assert_eq!(folded("1987"), "0000");
        assert_eq!(folded("12,500.75"), "0,0.0");
        assert_eq!(folded("1980s"), "0s");
        assert_eq!(folded("!!!!!!"), "!!!");
        assert_eq!(folded("Anna.Berg@example.org"), "a@a");
    }

    #[test]
    fn long_words_keep_both_ends() {
        let word = format!("over{}ing", "x".repeat(90));
        let (long, short) = (FoldedWord::new(&word), FoldedWord::new("overing"));
        assert_eq!(long.bytes().len(), 32);
        assert_eq!(long.suffix(3), short.suffix(3));
        assert_eq!(long.prefix(4), short.prefix(4));
    }

    #[test]
    fn shapes_tell_capitals() {
        assert_eq!(capital("Kvist"), Capital::First);
        assert_eq!(capital("KVIST"), Capital::All);
        assert_eq!(capital("Éa"), Capital::First);
        assert_eq!(capital("A"), Capital::Single);
        assert_eq!(capital("eBook"), Capital::Mixed);
        assert_eq!(capital(""), Capital::None);
    }
}
