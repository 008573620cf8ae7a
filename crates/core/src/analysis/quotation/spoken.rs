//! Marks that are spoken of: "the signs (" or ' at the beginning", "such as ( or [".

/// True for the mark at bytes `at..at + len` of a text where it stands alone and one short word parts it from another
/// mark that stands alone: nothing is quoted or enclosed there.
pub fn is_spoken_of(text: &str, at: usize, len: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + len..]);
    let free_before = before.chars().next_back().is_none_or(|c| c.is_whitespace() || "([{".contains(c));
    let free_after = after.chars().next().is_none_or(|c| c.is_whitespace() || ")]},".contains(c));
    free_before && free_after && (is_mark(words_after(after)) || is_mark(words_before(before)))
}

/// Letters of the word between two marks at most.
const WORD: usize = 3;

/// What stands behind a space, one short word and a space, up to the next space.
fn words_after(text: &str) -> &str {
    let mut words = text.get(..text.floor_char_boundary(24)).unwrap_or_default().split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some(""), Some(word), Some(mark)) if is_word(word) => mark,
        _ => "",
    }
}

/// The same before it.
fn words_before(text: &str) -> &str {
    let mut words = text[text.ceil_char_boundary(text.len().saturating_sub(24))..].rsplit(' ');
    match (words.next(), words.next(), words.next()) {
        (Some(""), Some(word), Some(mark)) if is_word(word) => mark,
        _ => "",
    }
}

fn is_word(word: &str) -> bool {
    (1..=WORD).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// One mark, perhaps behind the bracket that opens the remark or before the one that ends it.
fn is_mark(text: &str) -> bool {
    let mut marks = text.chars();
    let one = matches!(
        text.trim_start_matches('(').trim_end_matches([')', ',', '.']),
        "\"" | "'" | "“" | "”" | "‘" | "’" | "«" | "»" | "[" | "]" | "{" | "}" | "<" | ">"
    );
    one || matches!((marks.next(), marks.next()), (Some('(' | ')'), None))
}

#[cfg(test)]
mod tests {
    use super::is_spoken_of;

    #[test]
    fn a_mark_is_spoken_of_beside_another_and_quotes_otherwise() {
        let spoken = |text: &str, mark: &str| is_spoken_of(text, text.find(mark).unwrap(), mark.len());
        assert!(spoken("Strip the signs (\" or ' at the end).", "\""));
        assert!(spoken("Marks like ( or [ stand first.", "("));
        assert!(spoken("Marks like ( or [ stand first.", "["));
        assert!(!spoken("He said \"no\" or 'never' to them.", "\""));
        assert!(!spoken("The ferry ( founded in 1901 ) is broke.", "("));
    }
}
