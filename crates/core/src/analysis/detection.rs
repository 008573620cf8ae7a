//! Which language a text is in by its letters, as whatlang tells it.
//!
//! Good for long texts and other scripts; `language::SmallWords` knows short ones, `detected` asks both.

use crate::language::codes;

/// The language of a text with whatlang's confidence, 0 to 1; nothing when it has no letters.
pub fn language_of(text: &str) -> Option<(String, f64)> {
    let info = whatlang::detect(text)?;
    Some((codes::short(info.lang().code()).to_owned(), info.confidence()))
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn codes_have_two_letters() {
        let code = |t| language_of(t).map(|(c, _)| c);
        assert_eq!(
            code("Der Bürgermeister eröffnete gestern die neue Brücke über den Fluss."),
            Some("de".into())
        );
        assert_eq!(
            code("Primarul a deschis ieri noul pod peste râu și le-a mulțumit muncitorilor."),
            Some("ro".into())
        );
        assert_eq!(code("12 34"), None);
    }
}
