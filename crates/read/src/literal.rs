//! A record's text as it stands in its line: a JSON string, with the way from the text back to the line.
//!
//! `jsonl` reads the text; this is for whoever changes it in place and leaves the rest of the line as it is.

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use mtlint_core::document::SpanMap;

/// From bytes of the text that the field holds to bytes of `line`; none where it is not a string.
pub fn text_map(line: &str, field: &str) -> Option<SpanMap> {
    let mut json = serde_json::Deserializer::from_str(line);
    let raw = json.deserialize_map(FieldVisitor(field)).ok()??.get();
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    // The value is a slice of the line.
    let mut at = (inner.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
    let mut map = SpanMap::default();
    let mut rest = inner;
    while let Some(escape) = rest.find('\\') {
        map.copied(escape, at);
        at += escape;
        rest = &rest[escape..];
        let (character, len) = self::escape(rest)?;
        map.replaced(character.len_utf8(), at, len);
        at += len;
        rest = rest.get(len..)?;
    }
    map.copied(rest.len(), at);
    Some(map)
}

/// The escape that a text begins with: its character and its bytes.
pub(super) fn escape(rest: &str) -> Option<(char, usize)> {
    let unit = |from: usize| rest.get(from..from + 4).and_then(|d| u32::from_str_radix(d, 16).ok());
    Some(match (rest.as_bytes().first()?, rest.as_bytes().get(1)?) {
        (b'\\', b'u') => match unit(2)? {
            high @ 0xd800..=0xdbff => {
                let low = unit(8)?.checked_sub(0xdc00)?;
                (char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)?, 12)
            }
            unit => (char::from_u32(unit)?, 6),
        },
        (b'\\', b'n' | b't' | b'r' | b'b' | b'f') => (' ', 2),
        (b'\\', c) => (char::from(*c), 2),
        _ => return None,
    })
}

/// `text` as it is written inside a JSON string; in `ascii` alone where the line keeps to that.
pub fn written(text: &str, ascii: bool) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            _ if c.is_control() || (ascii && !c.is_ascii()) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    written.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => written.push(c),
        }
    }
    written
}

/// The value of a field as it is written.
struct FieldVisitor<'f>(&'f str);

impl<'de> Visitor<'de> for FieldVisitor<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0 {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{text_map, written};
    use mtlint_core::span::Span;

    #[test]
    fn every_character_leads_back_to_its_writing() {
        let line = r#"{"id": 1, "te\u0078t": "a\n\u00e9\ud83d\ude42“b\"", "z": "text"}"#;
        let text = "a\né🙂“b\"";
        let map = text_map(line, "text").unwrap();
        assert_eq!(map.len(), text.len());
        let of = |start: usize, end: usize| map.to_file(Span::new(start, end)).of(line);
        assert_eq!(of(0, 2), r"a\n");
        assert_eq!(of(2, 8), r"\u00e9\ud83d\ude42");
        assert_eq!(of(8, 13), r#"“b\""#);
    }

    #[test]
    fn a_field_that_is_no_text_has_no_map() {
        assert_eq!(text_map(r#"{"text": 5}"#, "text"), None);
        assert_eq!(text_map(r#"{"body": "5"}"#, "text"), None);
        assert_eq!(text_map("[]", "text"), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["say “no” & \"yes\" \\ é🙂\u{7f}\n", ""] {
            for ascii in [false, true] {
                let json = format!("\"{}\"", written(text, ascii));
                assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
                assert!(!ascii || json.is_ascii());
            }
        }
    }
}
