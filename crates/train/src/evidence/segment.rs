//! Labelled texts, one JSON object a line, in the forms in which evaluations are published.
//!
//! docs/EVALUATION.md shows the forms. Here each text becomes a [`Segment`] with the part it plays: a repaired
//! translation is two of them, before and after. `count` checks them. Offsets in the data are code points.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use mtlint_core::error::{Error, Problem, Result};

/// The part a text plays in the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentRole {
    /// Machine translation, in which findings are wanted.
    Machine,
    /// What it is held against: its repair, a person's translation, or machine text in which nothing is wrong.
    Sound,
    /// Prose that people wrote in the language.
    Clean,
}

/// A text with what people said of it.
#[derive(Clone, Debug)]
pub struct LabelledSegment {
    /// Its part in the measurement.
    pub role: SegmentRole,
    /// True for the repair of the text before it.
    pub repair: bool,
    /// The text.
    pub text: String,
    /// Bytes of the text that people marked as wrong; nothing when nobody looked.
    pub marks: Option<Vec<Range<usize>>>,
    /// The text it was translated from.
    pub source: Option<String>,
    /// Language of the source.
    pub source_language: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
}

/// One file of labelled texts.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// The file's name without its ending.
    pub name: String,
    /// Its texts, in order; a repair stands behind what was repaired.
    pub segments: Vec<LabelledSegment>,
    /// Lines that were passed over.
    pub problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct LabelledRow {
    text: String,
    fixed: Option<String>,
    bad: Option<Bad>,
    spans: Option<Vec<Vec<serde_json::Value>>>,
    human: Option<bool>,
    kind: Option<String>,
    source: Option<String>,
    #[serde(alias = "source_language")]
    source_lang: Option<String>,
    #[serde(alias = "language")]
    lang: Option<String>,
}

/// Where the text is wrong, or whether it is.
#[derive(Deserialize)]
#[serde(untagged)]
enum Bad {
    Is(bool),
    Spans(Vec<(usize, usize)>),
}

/// Reads a file of labelled texts; lines that are none become problems. `language` and `source_language` hold for
/// lines that do not say.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path, language: Option<&str>, source_language: Option<&str>) -> Result<DataSet> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let name = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let mut set = DataSet { name, segments: Vec::new(), problems: Vec::new() };
    for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice::<LabelledRow>(line) {
            Ok(row) => row.put(&mut set.segments, language, source_language),
            Err(error) => set.problems.push(Problem {
                file: path.display().to_string(),
                line: Some(number + 1),
                byte: None,
                message: format!("no labelled text: {error}"),
                hint: Some("a line is one object with \"text\" and its labels".into()),
                fatal: false,
            }),
        }
    }
    // Beside machine translation, a person's text is a translation of the same; alone it is prose.
    if set.segments.iter().any(|s| s.role == SegmentRole::Machine) {
        set.segments
            .iter_mut()
            .filter(|s| s.role == SegmentRole::Clean)
            .for_each(|s| s.role = SegmentRole::Sound);
    }
    Ok(set)
}

impl LabelledRow {
    fn put(self, segments: &mut Vec<LabelledSegment>, language: Option<&str>, source_language: Option<&str>) {
        let role = self.role();
        let spans = self.spans.map(|spans| spans.iter().filter_map(|s| span(s)).collect::<Vec<_>>());
        let spans = match self.bad {
            Some(Bad::Spans(bad)) => Some(bad),
            Some(Bad::Is(_)) | None => spans,
        };
        let first = LabelledSegment {
            role,
            repair: false,
            marks: spans.filter(|_| role == SegmentRole::Machine).map(|s| bytes(&self.text, &s)),
            text: self.text,
            source: self.source,
            source_language: self.source_lang.or_else(|| source_language.map(str::to_owned)),
            language: self.lang.or_else(|| language.map(str::to_owned)),
        };
        let repair = self.fixed.map(|text| LabelledSegment {
            role: SegmentRole::Sound,
            repair: true,
            marks: None,
            text,
            ..first.clone()
        });
        segments.push(first);
        segments.extend(repair);
    }

    fn role(&self) -> SegmentRole {
        match (self.human, &self.bad) {
            (Some(true), _) => SegmentRole::Clean,
            (_, Some(Bad::Is(false))) => SegmentRole::Sound,
            (Some(false), _) | (_, Some(_)) => SegmentRole::Machine,
            _ if self.kind.as_deref() == Some("untouched") => SegmentRole::Sound,
            _ if self.fixed.is_some() || self.spans.is_some() || self.kind.is_some() => SegmentRole::Machine,
            _ => SegmentRole::Clean,
        }
    }
}

/// Start and end of an annotation; what follows them (type, severity) is not needed, and one without a place is none.
fn span(annotation: &[serde_json::Value]) -> Option<(usize, usize)> {
    let at = |i: usize| annotation.get(i)?.as_u64()?.try_into().ok();
    Some((at(0)?, at(1)?))
}

/// Code points to bytes; what lies outside the text is cut.
fn bytes(text: &str, spans: &[(usize, usize)]) -> Vec<Range<usize>> {
    let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let byte = |point: usize| at[point.min(at.len() - 1)];
    spans.iter().map(|&(s, e)| byte(s)..byte(e.max(s))).collect()
}

#[cfg(test)]
mod tests {
    use super::{SegmentRole, read};

    fn set(lines: &str) -> super::DataSet {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ours.jsonl");
        std::fs::write(&path, lines).expect("written");
        read(&path, Some("en"), None).expect("read")
    }

    #[test]
    fn a_repaired_text_is_two_and_its_marks_become_bytes() {
        let set = set("{\"text\":\"é was bad\",\"fixed\":\"É was good\",\"bad\":[[6,9]]}\n");
        let roles: Vec<SegmentRole> = set.segments.iter().map(|s| s.role).collect();
        assert_eq!(roles, [SegmentRole::Machine, SegmentRole::Sound]);
        assert_eq!(set.segments[0].marks.iter().flatten().collect::<Vec<_>>(), [&(7..10)]);
        assert_eq!(set.segments[1].marks, None);
    }

    #[test]
    fn a_persons_text_is_prose_unless_a_machine_stands_beside_it() {
        let machine =
            "{\"text\":\"A\",\"human\":false,\"spans\":[[0,1,\"Style\",\"minor\"],[null,null,\"\",\"\"]]}\n";
        let person = "{\"text\":\"B\",\"human\":true}\n";
        assert_eq!(set(person).segments[0].role, SegmentRole::Clean);
        let both = set(&format!("{machine}{person}"));
        assert_eq!(both.segments[0].marks.as_ref().map(Vec::len), Some(1));
        assert_eq!(both.segments[1].role, SegmentRole::Sound);
    }

    #[test]
    fn labelled_faults_have_a_part_each() {
        let set =
            set("{\"text\":\"A\",\"bad\":true,\"kind\":\"case\"}\n{\"text\":\"B\",\"kind\":\"untouched\"}\n");
        assert_eq!(
            set.segments.iter().map(|s| s.role).collect::<Vec<_>>(),
            [SegmentRole::Machine, SegmentRole::Sound]
        );
    }

    #[test]
    fn broken_lines_are_named_and_passed_over() {
        let set = set("{\"text\":\"A\"}\n\nnot json\n{\"fixed\":\"B\"}\n\u{fffd}\n");
        assert_eq!(set.segments.len(), 1);
        assert_eq!(set.problems.iter().filter_map(|p| p.line).collect::<Vec<_>>(), [3, 4, 5]);
    }
}
