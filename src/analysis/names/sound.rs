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
    let mut text = SAME.iter().fold(lower, |text, (from, to)| text.replace(from, to));
    text = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut chars: Vec<char> = text.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
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
