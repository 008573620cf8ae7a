//! Which language a text is in by its letters, as whatlang tells it.
//!
//! Good for long texts and other scripts; `language::SmallWords` knows short ones, `detected` asks both.

/// The language of a text with whatlang's confidence, 0 to 1; nothing when it has no letters.
pub fn language_of(text: &str) -> Option<(String, f64)> {
    let info = whatlang::detect(text)?;
    Some((short_code(info.lang().code()).to_owned(), info.confidence()))
}

/// ISO 639-3 to ISO 639-1: two letters where they begin the three, else from the list.
fn short_code(code: &'static str) -> &'static str {
    const OTHER: &[(&str, &str)] = &[
        ("spa", "es"),
        ("por", "pt"),
        ("ben", "bn"),
        ("deu", "de"),
        ("kat", "ka"),
        ("ukr", "uk"),
        ("pol", "pl"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("pes", "fa"),
        ("ces", "cs"),
        ("slv", "sl"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("bul", "bg"),
        ("swe", "sv"),
        ("nob", "nb"),
        ("tur", "tr"),
        ("tgl", "tl"),
        ("hye", "hy"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("jav", "jv"),
        ("est", "et"),
        ("ell", "el"),
        ("heb", "he"),
        ("yid", "yi"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("ind", "id"),
        ("tuk", "tk"),
        ("slk", "sk"),
        ("mya", "my"),
        ("lav", "lv"),
        ("uzb", "uz"),
        ("cym", "cy"),
        ("guj", "gu"),
        ("pan", "pa"),
        ("khm", "km"),
        ("sin", "si"),
    ];
    OTHER.iter().find(|(long, _)| *long == code).map_or(&code[..2], |(_, short)| *short)
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
