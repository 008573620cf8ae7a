//! Labelled texts, one JSON object a line, in the forms that evaluations are published in.
//!
//! With `fixed` (a post-edit) and `bad` (spans an editor changed), with `spans` (MQM annotations: start, end, type,
//! severity) and `human`, with `human` alone, or plain text that people wrote. Offsets are code points of `text`.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};

/// Who wrote a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A translation system.
    Machine,
    /// A person.
    Human,
}

/// A text with what people said of it.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Who wrote it.
    pub origin: Origin,
    /// The text.
    pub text: String,
    /// What a person made of it.
    pub repaired: Option<String>,
    /// Bytes of the text that people marked as wrong; nothing when nobody looked.
    pub marks: Option<Vec<Range<usize>>>,
    /// The text it was translated from.
    pub source: Option<String>,
    /// Language of the source.
    pub source_language: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    fixed: Option<String>,
    bad: Option<Vec<(usize, usize)>>,
    spans: Option<Vec<(Option<usize>, Option<usize>, String, String)>>,
    human: Option<bool>,
    source: Option<String>,
    source_lang: Option<String>,
    lang: Option<String>,
}

/// Reads a file of labelled texts.
///
/// # Errors
/// When it cannot be read, or a line is no such object: with file, line and reason.
pub fn read(path: &Path) -> Result<Vec<Segment>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(number, line)| {
            let row: Row = serde_json::from_str(line).map_err(|e| {
                Error::invalid(path.display().to_string(), e.to_string())
                    .at(number + 1, e.column())
                    .hint("a line is {\"text\", \"fixed\"?, \"bad\"?, \"spans\"?, \"human\"?, \"source\"?}")
            })?;
            Ok(segment(row))
        })
        .collect()
}

fn segment(row: Row) -> Segment {
    let labelled = row.fixed.is_some() || row.bad.is_some();
    let human = row.human.unwrap_or(!labelled && row.spans.is_none());
    let spans = row.bad.or_else(|| {
        let spans = row.spans?;
        Some(spans.into_iter().filter_map(|(s, e, _, _)| Some((s?, e?))).collect())
    });
    let marks = spans.map(|spans| bytes(&row.text, &spans));
    Segment {
        origin: if human { Origin::Human } else { Origin::Machine },
        marks: if human { None } else { marks },
        text: row.text,
        repaired: row.fixed,
        source: row.source,
        source_language: row.source_lang,
        language: row.lang,
    }
}

/// Code points to bytes; what lies outside the text is cut.
fn bytes(text: &str, spans: &[(usize, usize)]) -> Vec<Range<usize>> {
    let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let byte = |point: usize| at[point.min(at.len() - 1)];
    spans.iter().map(|&(s, e)| byte(s)..byte(e.max(s))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Origin, Row, segment};

    #[test]
    fn marks_become_bytes() {
        let row: Row =
            serde_json::from_str(r#"{"text":"é was bad","fixed":"É was good","bad":[[6,9]]}"#).unwrap();
        let segment = segment(row);
        assert_eq!(segment.origin, Origin::Machine);
        assert_eq!(segment.marks.unwrap()[0], 7..10);
    }
}
