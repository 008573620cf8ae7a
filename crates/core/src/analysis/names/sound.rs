//! When two spellings are one name: Kharenko and Harenko, Brody and Brodie.

/// Sounds that transliterations write in several ways, folded to one.
pub fn folded(name: &str) -> String {
    const SAME: &[(&str, &str)] = &[
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ie", "i"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
        ("q", "k"),
        ("c", "k"),
        ("z", "s"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("ae", "a"),
        ("gh", "g"),
    ];
    let lower = name.to_lowercase();
    // Most names hold few of these, and every mention of a document comes here.
    let fold = |(text, letters): (String, u32), &(from, to): &(&str, &str)| {
        if letters_of(from) & !letters != 0 {
            return (text, letters);
        }
        let text = text.replace(from, to);
        let letters = letters_of(&text);
        (text, letters)
    };
    let letters = letters_of(&lower);
    let (text, _) = SAME.iter().fold((lower, letters), fold);
    let mut folded = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if last.replace(c) != Some(c) {
            folded.push(c);
        }
    }
    folded
}

/// A set of bits for the letters that occur; other characters may share one.
fn letters_of(text: &str) -> u32 {
    text.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        assert_eq!(folded("Kharenko"), folded("Harenko"));
        assert_eq!(folded("Brody"), folded("Brodie"));
        assert_eq!(folded("Mukhtarov"), folded("Muhtarow"));
        assert_ne!(folded("Brody"), folded("Brady"));
    }
}
