//! What a sequence stands for, where that is certain: the `decode` of a `[[edit]]`.
//!
//! Every function answers only when the answer can be put into a text as it is: one that gives a control character, a
//! half of a pair, an unassigned or a private one has no answer, and the finding stays advice.

use serde::Deserialize;

/// How the words at fault were encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Decode {
    /// A character reference of HTML, perhaps twice encoded or with spaces put in.
    Entity,
    /// UTF-8 that was read as Windows-1252, Latin-1 or Windows-1250.
    Mojibake,
    /// Windows-1252 that was read as Latin-1: control characters from U+0080 on.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// `\u00e9`, `\u{e9}` or `\xe9`.
    Escape,
    /// Letters, digits and marks of full width.
    FullWidth,
}

impl Decode {
    /// What `written` stands for.
    pub fn apply(self, written: &str) -> Option<String> {
        let text = match self {
            Decode::Entity => entity(written)?,
            Decode::Mojibake => mojibake(written)?,
            Decode::Windows1252 => windows_1252(written)?,
            Decode::Escape => escape(written)?,
            Decode::FullWidth => written.chars().map(half_width).collect(),
        };
        (!text.is_empty() && text.chars().all(is_fit)).then_some(text)
    }
}

/// Fit to stand in a text: seen by a reader, or a space.
fn is_fit(c: char) -> bool {
    let hidden = matches!(c as u32, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff);
    let unknown = matches!(c as u32, 0xe000..=0xf8ff | 0xfff0..=0xffff | 0xf0000..=0x10ffff);
    !c.is_control() && !hidden && !unknown
}

/// References are decoded until none is left, so `&amp;nbsp;` is the space; by the tokenizer that reads HTML.
fn entity(written: &str) -> Option<String> {
    let mut text: String = written.chars().filter(|&c| c != ' ').collect();
    for _ in 0..3 {
        let mut decoded = String::new();
        for token in html5gum::Tokenizer::new(text.as_str()).flatten() {
            match token {
                html5gum::Token::String(string) => decoded.push_str(std::str::from_utf8(&string).ok()?),
                // It says how it was read all the same: `&#146;` by the table of Windows.
                html5gum::Token::Error(_) => {}
                _ => return None,
            }
        }
        if decoded == text {
            break;
        }
        text = decoded;
    }
    // `<` and `>` might be markup that was meant to be seen.
    (text.chars().count() == 1 && text != "<" && text != ">").then_some(text)
}

/// The bytes behind the characters must be exactly one character of UTF-8, beyond ASCII.
fn mojibake(written: &str) -> Option<String> {
    let with = |encoding: &'static encoding_rs::Encoding| {
        let mut bytes = Vec::new();
        for c in written.chars() {
            // Latin-1, and the five bytes that Windows leaves open.
            if (0x80..0x100).contains(&(c as u32))
                && (c.is_control() || encoding == encoding_rs::WINDOWS_1252)
            {
                bytes.push(c as u8);
                continue;
            }
            let mut buffer = [0; 4];
            let (encoded, _, lost) = encoding.encode(c.encode_utf8(&mut buffer));
            if lost {
                return None;
            }
            bytes.extend_from_slice(&encoded);
        }
        let text = String::from_utf8(bytes).ok()?;
        let mut characters = text.chars();
        (characters.next().is_some_and(|c| !c.is_ascii()) && characters.next().is_none()).then_some(text)
    };
    with(encoding_rs::WINDOWS_1252).or_else(|| with(encoding_rs::WINDOWS_1250))
}

fn windows_1252(written: &str) -> Option<String> {
    let bytes = written.chars().map(|c| u8::try_from(c as u32).ok().filter(|b| *b >= 0x80));
    let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    Some(text.into_owned())
}

fn escape(written: &str) -> Option<String> {
    let digits = written.strip_prefix(r"\u").or_else(|| written.strip_prefix(r"\x"))?;
    let digits = digits.strip_prefix('{').and_then(|d| d.strip_suffix('}')).unwrap_or(digits);
    let number = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(number).map(String::from)
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::Decode;

    #[test]
    fn what_is_certain_is_decoded() {
        let cases = [
            (Decode::Entity, "&amp;", "&"),
            (Decode::Entity, "&amp;nbsp;", "\u{a0}"),
            (Decode::Entity, "& quot ;", "\""),
            (Decode::Entity, "&#8217;", "’"),
            (Decode::Entity, "&#146;", "’"),
            (Decode::Mojibake, "Ã©", "é"),
            (Decode::Mojibake, "â€™", "’"),
            (Decode::Mojibake, "â€\u{9d}", "”"),
            (Decode::Mojibake, "â\u{80}\u{99}", "’"),
            (Decode::Mojibake, "Â\u{a0}", "\u{a0}"),
            (Decode::Mojibake, "Ă©", "é"),
            (Decode::Mojibake, "Ð¿", "п"),
            (Decode::Windows1252, "\u{92}", "’"),
            (Decode::Escape, r"\u00e9", "é"),
            (Decode::Escape, r"\u{e9}", "é"),
            (Decode::FullWidth, "２４，。", "24,."),
        ];
        for (decode, written, text) in cases {
            assert_eq!(decode.apply(written).as_deref(), Some(text), "{decode:?} {written}");
        }
    }

    #[test]
    fn what_is_not_has_no_answer() {
        let cases = [
            (Decode::Entity, "&shy;"),
            (Decode::Entity, "&amp;lt;"),
            (Decode::Entity, "&#55357;"),
            (Decode::Entity, "&#7;"),
            (Decode::Entity, "&nothing;"),
            (Decode::Mojibake, "â€"),
            (Decode::Mojibake, "Ãa"),
            (Decode::Mojibake, "ï¿½"),
            (Decode::Mojibake, "Â\u{ad}"),
            (Decode::Windows1252, "\u{81}"),
            (Decode::Escape, r"\ud83d"),
            (Decode::Escape, r"\u0007"),
            (Decode::Escape, r"\n"),
        ];
        for (decode, written) in cases {
            assert_eq!(decode.apply(written), None, "{decode:?} {written}");
        }
    }
}
