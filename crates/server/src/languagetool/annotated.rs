//! Text with markup between it, and the way from bytes of the text to UTF-16 units of both together, in which
//! LanguageTool counts.

use serde::Deserialize;

use crate::failure::Failure;

/// Bytes of a piece at most: within one, units are counted letter by letter.
const PIECE: usize = 1024;

/// A text with its markup.
pub struct MarkedUpText {
    /// What is checked: the text, and what the markup stands for.
    pub plain: String,
    /// Text and markup as they were sent.
    pub whole: String,
    pieces: Vec<AnnotatedPart>,
}

/// A stretch of text, or a markup.
struct AnnotatedPart {
    /// First byte in the plain text.
    plain: usize,
    /// First byte in the whole.
    whole: usize,
    /// First unit in the whole.
    units: usize,
    /// True for markup, which is pointed at as a whole.
    is_markup: bool,
}

/// Where something begins or ends in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// As bytes.
    pub byte: usize,
    /// As units of UTF-16.
    pub units: usize,
}

#[derive(Deserialize)]
struct AnnotatedData {
    annotation: Option<Vec<Part>>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

impl MarkedUpText {
    /// A text without markup.
    pub fn text(text: &str) -> MarkedUpText {
        let mut annotated = MarkedUpText::empty();
        annotated.add_text(text);
        annotated
    }

    /// Reads the JSON of the parameter `data`.
    ///
    /// # Errors
    /// When it is none, or not of that kind.
    pub fn data(json: &str) -> Result<MarkedUpText, Failure> {
        let data: AnnotatedData = serde_json::from_str(json).map_err(|error| {
            Failure::bad_request(format!("The parameter 'data' is no such JSON: {error}"))
        })?;
        let mut annotated = MarkedUpText::empty();
        let parts = match (data.annotation, data.text) {
            (Some(parts), _) => parts,
            (None, Some(text)) => return Ok(MarkedUpText::text(&text)),
            (None, None) => {
                let message = "'data' key in JSON requires 'text' or 'annotation' key";
                return Err(Failure::bad_request(message));
            }
        };
        for part in parts {
            match (part.text, part.markup) {
                (Some(text), None) if part.interpret_as.is_none() => annotated.add_text(&text),
                (None, Some(markup)) => annotated.add(&part.interpret_as.unwrap_or_default(), &markup, true),
                _ => {
                    let message = "Each part of 'annotation' has either 'text', or 'markup' with or without 'interpretAs'";
                    return Err(Failure::bad_request(message));
                }
            }
        }
        Ok(annotated)
    }

    fn empty() -> MarkedUpText {
        MarkedUpText { plain: String::new(), whole: String::new(), pieces: Vec::new() }
    }

    fn add_text(&mut self, mut text: &str) {
        while !text.is_empty() {
            let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE));
            self.add(piece, piece, false);
            text = rest;
        }
    }

    fn add(&mut self, plain: &str, whole: &str, is_markup: bool) {
        let units = self.end().units;
        let (at, before) = (self.plain.len(), self.whole.len());
        self.pieces.push(AnnotatedPart { plain: at, whole: before, units, is_markup });
        self.plain.push_str(plain);
        self.whole.push_str(whole);
    }

    /// The end of the whole.
    fn end(&self) -> Point {
        let units = self.pieces.last().map_or(0, |last| last.units + units(&self.whole[last.whole..]));
        Point { byte: self.whole.len(), units }
    }

    /// Where a byte of the plain text stands in the whole.
    pub fn start(&self, at: usize) -> Point {
        let after = self.pieces.partition_point(|piece| piece.plain <= at);
        let Some(piece) = self.pieces[..after].last() else { return Point { byte: 0, units: 0 } };
        if piece.is_markup {
            return Point { byte: piece.whole, units: piece.units };
        }
        let text = &self.plain[piece.plain..at];
        Point { byte: piece.whole + text.len(), units: piece.units + units(text) }
    }

    /// Where the byte before `at` ends in the whole.
    pub fn end_before(&self, at: usize) -> Point {
        let Some(last) = at.checked_sub(1) else { return self.start(0) };
        let after = self.pieces.partition_point(|piece| piece.plain <= last);
        let Some(piece) = self.pieces[..after].last() else { return Point { byte: 0, units: 0 } };
        if piece.is_markup {
            return self
                .pieces
                .get(after)
                .map_or_else(|| self.end(), |next| Point { byte: next.whole, units: next.units });
        }
        let text = &self.plain[piece.plain..at];
        Point { byte: piece.whole + text.len(), units: piece.units + units(text) }
    }
}

/// Units of UTF-16 in a text.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::{MarkedUpText, Point};

    #[test]
    fn units_are_counted_over_text_and_markup() {
        let json = r#"{"annotation":[{"text":"🙂 A "},{"markup":"<b>"},{"text":"né"},{"markup":"<br>",
            "interpretAs":"\n\n"},{"text":"end"}]}"#;
        let annotated = MarkedUpText::data(json).expect("it is well formed");
        assert_eq!(
            (annotated.plain.as_str(), annotated.whole.as_str()),
            ("🙂 A né\n\nend", "🙂 A <b>né<br>end")
        );
        let bold = annotated.plain.find('n').expect("it is there");
        assert_eq!(annotated.start(bold), Point { byte: 10, units: 8 });
        assert_eq!(annotated.end_before(bold), Point { byte: 7, units: 5 });
        assert_eq!(annotated.end_before(bold + 3), Point { byte: 13, units: 10 });
        let line = annotated.plain.find('\n').expect("it is there");
        assert_eq!((annotated.start(line).units, annotated.end_before(line + 2).units), (10, 14));
        assert_eq!(annotated.end_before(annotated.plain.len()).units, 17);
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        let text = "é🙂x".repeat(2000);
        let annotated = MarkedUpText::text(&text);
        for at in [0, 7000, 7 * 1999] {
            let at = text.floor_char_boundary(at);
            assert_eq!(annotated.start(at).units, text[..at].encode_utf16().count());
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for wrong in ["", "{}", r#"{"annotation":[{}]}"#, r#"{"annotation":[{"text":"a","markup":"b"}]}"#] {
            assert!(MarkedUpText::data(wrong).is_err(), "{wrong}");
        }
    }
}
