//! Which language a text is in.
//!
//! A few known words decide for a language with a lexicon, at little cost; whatlang is asked about the rest, and about
//! suspicious sentences only, since it reads two megabytes a second.

use crate::document::{BlockKind, Document};
use crate::language::{Language, hash};

/// Words of the beginning that are looked up.
const SAMPLE_WORDS: usize = 60;

/// Bytes that whatlang is given.
const SAMPLE_BYTES: usize = 1500;

/// The document's language (ISO 639-1 where there is such a code): declared, else told by its words, else `usual`'s.
pub fn document_language(document: &Document, usual: &Language) -> String {
    if let Some(code) = &document.language {
        return code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
    }
    let prose = || document.blocks.iter().filter(|b| b.kind != BlockKind::Code);
    if let Some(lexicon) = &usual.lexicon {
        let words =
            prose().flat_map(|b| b.text.split(|c: char| !c.is_alphabetic())).filter(|w| !w.is_empty());
        let (mut all, mut common) = (0, 0);
        for word in words.take(SAMPLE_WORDS) {
            let entry = lexicon.get(hash::folded(word));
            all += 1;
            common += usize::from(entry.is_word() && entry.is_common());
        }
        if common * 2 >= all {
            return usual.code.clone();
        }
    }
    let mut sample = String::new();
    for block in prose() {
        if sample.len() > SAMPLE_BYTES {
            break;
        }
        let end = block.text.floor_char_boundary(SAMPLE_BYTES);
        sample.push_str(&block.text[..end]);
        sample.push('\n');
    }
    match language_of(&sample) {
        Some((code, confidence)) if confidence > 0.8 => code,
        _ => usual.code.clone(),
    }
}

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
