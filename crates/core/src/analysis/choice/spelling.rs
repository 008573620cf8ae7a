//! How the forms of a language's words are written: what changes at the end of a word, as `choice.toml` says.

use serde::Deserialize;

/// A change at the end of a word: `from` goes and `to` comes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    from: String,
    to: String,
    /// Endings of which the word must have one; none asks for nothing.
    ends: Vec<String>,
    /// Endings that it must not have.
    unless: Vec<String>,
    /// Letters that must be left before `from`.
    least: usize,
    /// The letter before comes twice ("stop", "stopped").
    doubled: bool,
    /// The two letters before are the same, with one more before them.
    twins: bool,
    /// One of those two goes as well.
    single: bool,
}

/// The changes that make forms of words. Those that are tried one after the other stand in that order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spelling {
    /// From a noun to its plural: the first that fits.
    pub plural: Vec<Change>,
    /// From a plural to what it may be made of.
    pub singular: Vec<Change>,
    /// From a base form to the third person: the first that fits.
    pub third: Vec<Change>,
    /// From a base form to what the gerund may be.
    pub gerund: Vec<Change>,
    /// From a base form to what the past may be.
    pub past: Vec<Change>,
    /// From a form of a verb to what it may be made of.
    pub base: Vec<Change>,
}

impl Change {
    /// Returns the word after the change, where it fits.
    pub fn of(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(self.from.as_str()).filter(|stem| stem.len() >= self.least)?;
        let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        if !self.ends.is_empty() && !ends(&self.ends) || ends(&self.unless) {
            return None;
        }
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        if self.twins && (last != before || letters.next().is_none()) {
            return None;
        }
        let stem = match last {
            Some(last) if self.single => &stem[..stem.len() - last.len_utf8()],
            _ => stem,
        };
        let doubled = last.filter(|_| self.doubled).map_or_else(String::new, String::from);
        Some(format!("{stem}{doubled}{}", self.to))
    }
}

/// What is cut from a word so that its forms meet: a rough cut.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stems {
    /// Endings: of those that fit the first goes.
    endings: Vec<Ending>,
    /// A letter at the end that goes after that.
    silent: String,
    /// A letter at the end that becomes the other.
    turns: Vec<String>,
}

/// An ending of which some letters go.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    ending: String,
    cut: usize,
    /// An ending that keeps it.
    #[serde(default)]
    unless: String,
}

/// Bytes at the end of a word that are looked at.
const REACH: usize = 24;

impl Stems {
    /// Returns hashes of a word without its ending, and of its last three letters: "makes" and "making" meet, "ran" and
    /// "run" do not.
    pub fn of(&self, word: &[u8]) -> (u64, u64) {
        let mut letters = [0u8; REACH];
        let mut n = word.len().min(REACH);
        for (to, from) in letters.iter_mut().zip(&word[word.len() - n..]) {
            *to = from.to_ascii_lowercase();
        }
        let ending =
            letters[n.saturating_sub(3)..n].iter().fold(0u64, |h, &b| h << 8 | u64::from(b)) | 1 << 32;
        let ends = |end: &str| !end.is_empty() && n > end.len() + 2 && letters[..n].ends_with(end.as_bytes());
        n -= self.endings.iter().find(|e| ends(&e.ending) && !ends(&e.unless)).map_or(0, |e| e.cut.min(n));
        if n > 3 && self.silent.as_bytes() == [letters[n - 1]] {
            n -= 1;
        }
        if n > 3 && letters[n - 1] == letters[n - 2] {
            n -= 1;
        }
        if let [from, to] = &self.turns[..]
            && n > 2
            && from.as_bytes() == [letters[n - 1]]
        {
            letters[n - 1] = to.as_bytes().first().copied().unwrap_or(letters[n - 1]);
        }
        let hash = letters[..n]
            .iter()
            .fold(0xcbf2_9ce4_8422_2325u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        (hash, ending)
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Stems};

    #[test]
    fn a_change_fits_or_not() {
        let change = |text: &str| toml::from_str::<Change>(text).unwrap();
        let twins = change("from = 'ing'\ntwins = true\nsingle = true");
        assert_eq!((twins.of("stopping"), twins.of("helping")), (Some("stop".into()), None));
        let doubled = change("to = 'ed'\ndoubled = true\nunless = ['x']");
        assert_eq!((doubled.of("stop"), doubled.of("box")), (Some("stopped".into()), None));
        assert_eq!(change("from = 's'\nleast = 2").of("as"), None);
    }

    #[test]
    fn forms_of_a_word_meet() {
        let stems =
            "silent = 'e'\nendings = [{ ending = 'ing', cut = 3 }, { ending = 's', cut = 1, unless = 'ss' }]";
        let stems: Stems = toml::from_str(stems).unwrap();
        let of = |word: &str| stems.of(word.as_bytes()).0;
        assert!(of("makes") == of("making") && of("makes") == of("make") && of("makes") != of("maker"));
    }
}
