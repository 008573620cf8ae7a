//! Phrases: literal words, compared without regard to case, between word boundaries.
//!
//! The rule set finds them with the one automaton; here it is decided whether a place found is a whole word.

/// A phrase as the automaton looks for it: lower case, one space between words, plain apostrophes.
pub(super) fn literal(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The forms of a phrase in text: apostrophes straight and typographic.
pub(super) fn forms(phrase: &str) -> Vec<String> {
    let plain = literal(phrase);
    let curly = plain.replace('\'', "’");
    if curly == plain { vec![plain] } else { vec![plain, curly] }
}

/// True when `text[start..end]` neither begins nor ends inside a word.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let inner_first = text[start..].chars().next().is_some_and(word);
    let inner_last = text[..end].chars().next_back().is_some_and(word);
    let before = text[..start].chars().next_back().is_some_and(word);
    let after = text[end..].chars().next().is_some_and(word);
    !(inner_first && before) && !(inner_last && after)
}

#[cfg(test)]
mod tests {
    use super::{forms, is_whole};

    #[test]
    fn a_phrase_ends_at_word_boundaries() {
        let text = "reread also this; read also: more";
        assert!(!is_whole(text, 2, 11));
        assert!(is_whole(text, 18, 27));
        assert_eq!(forms("Don't  miss"), ["don't miss", "don’t miss"]);
    }
}
