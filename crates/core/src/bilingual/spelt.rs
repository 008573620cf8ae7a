//! Names in Latin letters as languages spell them: what is written differently for one sound, and which forms are one word.

use crate::bilingual::latin::alike;

/// Likeness of consonants from which on two words may come from one.
const COUSIN: f32 = 0.75;

/// What languages write for one sound.
const SOUNDS: [(&[u8], &str); 16] = [
    (b"shch", "sc"),
    (b"kh", "h"),
    (b"hh", "h"),
    (b"ts", "c"),
    (b"tz", "c"),
    (b"ch", "c"),
    (b"ck", "k"),
    (b"sh", "s"),
    (b"zh", "z"),
    (b"ye", "e"),
    (b"je", "e"),
    (b"ph", "f"),
    (b"th", "t"),
    (b"yy", "i"),
    (b"ij", "i"),
    (b"ii", "i"),
];

/// Returns a word without what languages write differently for one sound: "Šarapova" and "Sharapova", "-os" and "-us";
/// `spoken` where one of them writes names as they are spoken, "Nikephoros" for "Nicephorus".
pub fn respelt(latin: &str, spoken: bool) -> String {
    let bytes = latin.as_bytes();
    let mut word = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most letters begin none of them.
        let pair = matches!(byte, b's' | b'k' | b'h' | b't' | b'c' | b'z' | b'y' | b'j' | b'p' | b'i');
        let sound = SOUNDS.iter().filter(|_| pair).find(|(letters, _)| bytes[at..].starts_with(letters));
        if let Some((letters, sound)) = sound {
            word.push_str(sound);
            at += letters.len();
            continue;
        }
        match byte {
            b'j' | b'y' if word.ends_with('i') => {}
            b'j' | b'y' => word.push('i'),
            b'q' => word.push('k'),
            b'w' => word.push('v'),
            b'x' => word.push_str("ks"),
            other => word.push(char::from(other)),
        }
        at += 1;
    }
    if spoken && word.contains('c') {
        word = word.replace('c', "k");
    }
    if word.ends_with("os") {
        word.truncate(word.len() - 2);
        word.extend(['u', 's']);
    }
    word
}

/// Returns the word with the other letter for a sound that Estonian has two of: its õ stands for Russian ы.
pub fn voiced(word: &str) -> Option<String> {
    word.contains(['õ', 'Õ']).then(|| word.replace('õ', "y").replace('Õ', "Y"))
}

/// Bytes that two words begin with alike, the shorter length and the longer one.
fn lengths(a: &str, b: &str) -> (usize, usize, usize) {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    (common, a.len().min(b.len()), a.len().max(b.len()))
}

/// Returns whether two words differ by an ending, and the vowel that it takes the place of.
pub fn has_ending(a: &str, b: &str) -> bool {
    let (common, short, long) = lengths(a, b);
    common >= 3 && common + 1 >= short && long - common <= 5
}

/// Returns whether most of two words is alike from the beginning; less does where the consonants are the same.
pub fn is_form(a: &str, b: &str, same: bool) -> bool {
    let (common, _, long) = lengths(a, b);
    common >= 5 && common * 5 >= long * 3 || common >= 4 && common * 2 >= long && same
}

/// Returns whether one word is the other with the ending of a plural or an adjective.
pub fn is_derived(a: &str, b: &str) -> bool {
    let (stem, word) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let short = stem.len();
    let base = if short > 4 { stem.trim_end_matches(['a', 'e', 'i', 'o']) } else { stem };
    word.starts_with(base) && word.len() - base.len() <= 5 && !(close(a, b) && base.len() <= 4)
}

/// Returns whether two words differ in their last letters alone, as the forms of one word do.
pub fn tail(a: &str, b: &str) -> bool {
    let (common, short, long) = lengths(a, b);
    common >= 4 && long - common <= 4 || common >= 3 && common + 1 >= short && long - common <= 5
}

/// Returns whether two words differ in a letter or two inside.
pub fn close(a: &str, b: &str) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 4 || long - short > 2 || a == b {
        return false;
    }
    let distance = strsim::damerau_levenshtein(a, b);
    distance == 1 || distance == 2 && short >= 7
}

/// Returns whether two words may come from one, as "Școlii" and "School" do: they begin alike and have the same
/// consonants, which are given beside them.
pub fn is_cousin(a: (&str, &str), b: (&str, &str)) -> bool {
    let begins = !a.0.is_empty() && a.0.get(..1) == b.0.get(..1);
    begins && a.1.len() >= 3 && b.1.len() >= 3 && alike(a.1, b.1) >= COUSIN
}

#[cfg(test)]
mod tests {
    use super::{close, is_cousin, is_derived, respelt};
    use crate::bilingual::latin::skeleton;

    #[test]
    fn one_sound_is_spelled_in_many_ways() {
        for (a, b) in [("tsipi", "tzipi"), ("jevgeni", "yevgeny"), ("nikephoros", "nicephorus")] {
            assert_eq!(respelt(a, true), respelt(b, true), "{a} {b}");
        }
        let cousins = |a: &str, b: &str| {
            let (a, b) = (respelt(a, true), respelt(b, true));
            is_cousin((&a, &skeleton(&a)), (&b, &skeleton(&b)))
        };
        assert!(cousins("scolii", "school") && !cousins("lindqvist", "ostrowenka"));
    }

    #[test]
    fn a_letter_inside_is_another_name() {
        assert!(close("pena", "penna") && close("lindqvist", "lindqvost") && !close("velm", "velm"));
        assert!(is_derived("marwin", "marwins") && !is_derived("marwin", "marwende"));
    }
}
