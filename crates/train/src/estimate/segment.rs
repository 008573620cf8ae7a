//! One labelled segment from a line of JSON, and files of them; a broken line is named and passed over.

use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use crate::estimate::ter;
use mtlint_core::error::{Error, Problem, Result};

/// A segment with what is known of its quality.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct JudgedSegment {
    /// Its name in the data.
    #[serde(deserialize_with = "any_id")]
    pub id: String,
    /// The machine's text.
    pub text: String,
    /// The source.
    pub source: Option<String>,
    /// Language of the source.
    pub source_lang: Option<String>,
    /// The text after its repair.
    pub fixed: Option<String>,
    /// Human score, higher is better, on any scale.
    pub da: Option<f64>,
    /// Edit rate of the repair.
    pub hter: Option<f64>,
    /// The article it comes from: segments of one article are held out together where that is asked for.
    #[serde(alias = "article")]
    pub doc: Option<String>,
}

fn any_id<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<String, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Which label a set of segments is trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Human scores.
    Da,
    /// Edit rates, given or computed from the repair.
    Hter,
}

impl Label {
    /// As said to the user.
    pub fn name(self) -> &'static str {
        match self {
            Label::Da => "human scores (da)",
            Label::Hter => "edit rates (hter, or computed from fixed)",
        }
    }
}

impl JudgedSegment {
    /// The label, higher is better; none when the segment lacks it.
    pub fn label(&self, kind: Label) -> Option<f64> {
        match kind {
            Label::Da => self.da,
            Label::Hter => match (self.hter, &self.fixed) {
                (Some(rate), _) => Some(-rate.min(1.5)),
                (None, Some(fixed)) => Some(-ter::hter(&self.text, fixed).min(1.5)),
                _ => None,
            },
        }
    }
}

/// Reads a file of segments; lines that are no segment, or have no label, become problems.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn read(path: &Path, source_lang: Option<&str>) -> Result<(Vec<JudgedSegment>, Vec<Problem>)> {
    let file = std::fs::File::open(path).map_err(|e| Error::io(path, e))?;
    let (mut segments, mut problems) = (Vec::new(), Vec::new());
    let mut bytes = Vec::new();
    let mut reader = std::io::BufReader::new(file);
    for line in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(|e| Error::io(path, e))? == 0 {
            break;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match parse(&bytes) {
            Ok(mut segment) => {
                segment.source_lang = segment.source_lang.or_else(|| source_lang.map(str::to_owned));
                segments.push(segment);
            }
            Err(message) => problems.push(Problem {
                file: path.display().to_string(),
                line: Some(line),
                byte: None,
                message,
                hint: Some("a line is one object with \"text\" and \"da\", \"hter\" or \"fixed\"".into()),
                fatal: false,
            }),
        }
    }
    Ok((segments, problems))
}

fn parse(bytes: &[u8]) -> std::result::Result<JudgedSegment, String> {
    let segment: JudgedSegment = serde_json::from_slice(bytes).map_err(|e| format!("no segment: {e}"))?;
    if segment.text.trim().is_empty() {
        return Err("the segment has no text".into());
    }
    if segment.da.is_none() && segment.hter.is_none() && segment.fixed.is_none() {
        return Err("the segment has no label".into());
    }
    if [segment.da, segment.hter].into_iter().flatten().any(|x| !x.is_finite()) {
        return Err("the label is no number".into());
    }
    Ok(segment)
}

/// The label most of the segments have, human scores first.
pub fn label_of(segments: &[JudgedSegment]) -> Label {
    let scored = segments.iter().filter(|s| s.da.is_some()).count();
    if scored * 2 >= segments.len() { Label::Da } else { Label::Hter }
}

#[cfg(test)]
mod tests {
    use super::{Label, label_of, read};

    #[test]
    fn broken_lines_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data.jsonl");
        let lines = "{\"id\":1,\"text\":\"A fine day.\",\"da\":0.5}\n\nnot json\n{\"text\":\"No label.\"}\n\
                     {\"text\":\"The ferry leaves.\",\"fixed\":\"The ferry left.\"}\n";
        std::fs::write(&path, lines).expect("written");
        let (segments, problems) = read(&path, Some("et")).expect("read");
        assert_eq!(segments.len(), 2);
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(3), Some(4)]);
        assert_eq!(segments[0].source_lang.as_deref(), Some("et"));
        assert_eq!(segments[1].label(Label::Hter), Some(-0.25));
        assert_eq!(label_of(&segments), Label::Da);
    }
}
