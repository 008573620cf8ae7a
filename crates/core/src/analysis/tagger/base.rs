//! Other forms of a word: what an unknown word may come from, and what its relatives in the lexicon say of it.
//!
//! "Garbled" is unknown, "garble" is known as a verb: that tells more than the letters "ed" do. The spelling of an ending
//! is undone as the language says (`[grammar]` of its `language.toml`), and each relative is looked up; the answers
//! together make one key.

use super::word;
use crate::language::{Relative, Way};

/// Bytes of a relative, at most.
const LONGEST: usize = 40;

/// Key of what `known` says (a set of tags as bits, 0 when unknown) of the relatives of a folded word; `None` when
/// no relative is known.
pub fn relatives_key(folded: &[u8], relatives: &[Relative], known: impl Fn(u64) -> u64) -> Option<u64> {
    if folded.len() < 3 {
        return None;
    }
    let stem =
        |relative: &Relative| folded.strip_suffix(relative.ending.as_bytes()).filter(|stem| stem.len() >= 2);
    let (stem, ways) = relatives.iter().find_map(|relative| Some((stem(relative)?, &relative.ways)))?;
    let mut key = 0;
    for way in ways {
        let tags = form(stem, way).map_or(0, &known);
        if tags != 0 {
            key = word::pair(way.number, key, tags) | 1;
        }
    }
    (key != 0).then_some(key)
}

/// The key of a related word.
fn form(stem: &[u8], way: &Way) -> Option<u64> {
    let stem = match stem {
        [rest @ .., a, b] if way.undoubled && a == b && rest.len() > 1 => &stem[..stem.len() - 1],
        _ if way.undoubled => return None,
        _ => stem,
    };
    let mut form = [0; LONGEST];
    let length = stem.len() + way.ending.len();
    form.get_mut(..stem.len())?.copy_from_slice(stem);
    form.get_mut(stem.len()..length)?.copy_from_slice(way.ending.as_bytes());
    Some(word::key(&form[..length]))
}

#[cfg(test)]
mod tests {
    use super::relatives_key;
    use crate::analysis::tagger::word;

    #[test]
    fn spelling_is_undone() {
        let relatives = crate::tests::english().grammar.relatives;
        let knows = |form: &'static str| move |key: u64| u64::from(key == word::key(form.as_bytes()));
        for (derived, form) in [
            ("garbled", "garble"),
            ("stopped", "stop"),
            ("cries", "cry"),
            ("tidied", "tidy"),
            ("slowly", "slow"),
        ] {
            assert!(relatives_key(derived.as_bytes(), &relatives, knows(form)).is_some(), "{derived} {form}");
        }
        assert_eq!(relatives_key(b"garbled", &relatives, |_| 0), None);
    }
}
