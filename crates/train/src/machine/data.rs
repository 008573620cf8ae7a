//! The texts to learn from: documents by people and machines, segments and their repairs, people's prose.
//!
//! Segments are put together to texts of many lengths, so that a paragraph is judged as well as an article.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use mtlint_core::error::{Error, Result};

/// A text to learn from.
#[derive(Clone, Debug, PartialEq)]
pub struct MachineText {
    /// Number of the collection it is from: all collections weigh alike, whatever their size.
    pub group: usize,
    /// What it is a version of: texts of one group and key have the same source.
    pub key: String,
    /// Whether people wrote, translated or repaired it.
    pub human: bool,
    /// Paragraphs, an empty line between them.
    pub text: String,
}

/// Segments put together, in turn.
const SEGMENTS: [usize; 7] = [1, 12, 3, 20, 2, 8, 5];
/// Segments of a translated text, where the data does not say which belong together.
const CHUNK: usize = 8;
/// Words of texts cut from prose, in turn.
const WORDS: [usize; 7] = [60, 600, 120, 300, 900, 200, 400];
/// Texts taken from one file of prose, evenly from all of it.
const MOST: usize = 350;

/// A line of JSON: what it holds decides what it is.
#[derive(Deserialize)]
struct DataLine {
    text: String,
    fixed: Option<String>,
    human: Option<bool>,
    system: Option<String>,
    source: Option<String>,
    doc: Option<String>,
    genre: Option<String>,
}

/// Reads a file as a group (or several: documents by "genre"). Lines of plain text are paragraphs of prose by people.
///
/// # Errors
/// When it cannot be read, or a line is no JSON of a known kind.
pub fn read(path: &Path, groups: &mut Vec<String>, texts: &mut Vec<MachineText>) -> Result<()> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let file = std::fs::File::open(path).map_err(|e| Error::io(path, e))?;
    let lines: Vec<String> = std::io::BufReader::new(file)
        .lines()
        .collect::<std::io::Result<_>>()
        .map_err(|e| Error::io(path, e))?;
    if path.extension().is_none_or(|e| e != "jsonl") {
        groups.push(name.clone());
        texts.extend(prose(&lines, &name, groups.len() - 1));
        return Ok(());
    }
    let mut read: Vec<DataLine> = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        read.push(serde_json::from_str(line).map_err(|e| {
            let why = format!("line {}: {e}", number + 1);
            Error::invalid(path.display().to_string(), why).hint("a line is JSON with \"text\"")
        })?);
    }
    let first = read.first();
    if first.is_some_and(|l| l.fixed.is_some()) {
        groups.push(name.clone());
        repairs(&read, &name, groups.len() - 1, texts);
    } else if first.is_some_and(|l| l.human.is_some() && l.doc.is_some()) {
        documents(&read, &name, groups, texts);
    } else if first.is_some_and(|l| l.human.is_some()) {
        groups.push(name.clone());
        segments(&read, &name, groups.len() - 1, texts);
    } else {
        people(&read, &name, groups, texts);
    }
    Ok(())
}

/// Paragraphs of prose, cut into texts.
fn prose(lines: &[String], name: &str, group: usize) -> Vec<MachineText> {
    let reach = lines.len().div_ceil(MOST).max(20);
    let starts = (0..lines.len()).step_by(reach);
    let text = |(i, start): (usize, usize)| {
        let (mut words, mut end) = (0, start);
        while end < lines.len() && end < start + reach && words < WORDS[i % WORDS.len()] {
            words += lines[end].split_whitespace().count();
            end += 1;
        }
        MachineText {
            group,
            key: format!("{name}.{start}"),
            human: true,
            text: lines[start..end].join("\n\n"),
        }
    };
    starts.enumerate().map(text).collect()
}

/// Segments and their repairs.
fn repairs(lines: &[DataLine], name: &str, group: usize, texts: &mut Vec<MachineText>) {
    let lines: Vec<&DataLine> = lines.iter().filter(|l| l.fixed.is_some()).collect();
    let (mut start, mut turn) = (0, 0);
    while start < lines.len() {
        let end = (start + SEGMENTS[turn % SEGMENTS.len()]).min(lines.len());
        for human in [false, true] {
            let of = |l: &&DataLine| if human { l.fixed.clone().unwrap_or_default() } else { l.text.clone() };
            let text = lines[start..end].iter().map(of).collect::<Vec<_>>().join("\n\n");
            texts.push(MachineText { group, key: format!("{name}.{start}"), human, text });
        }
        (start, turn) = (end, turn + 1);
    }
}

/// Whole documents; the language pair in the middle of their names ("wmt21.ja-en.17") makes groups of them.
fn documents(lines: &[DataLine], name: &str, groups: &mut Vec<String>, texts: &mut Vec<MachineText>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines {
        let key = line.doc.clone().unwrap_or_default();
        let part = key.split('.').nth(1).unwrap_or_default();
        let group = *known.entry(format!("{name}.{part}")).or_insert_with_key(|group| {
            groups.push(group.clone());
            groups.len() - 1
        });
        texts.push(MachineText { group, human: line.human == Some(true), text: line.text.clone(), key });
    }
}

/// Segments of texts by several translators, in the order of the source.
fn segments(lines: &[DataLine], name: &str, group: usize, texts: &mut Vec<MachineText>) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by: BTreeMap<(&str, bool), BTreeMap<usize, &str>> = BTreeMap::new();
    for line in lines {
        let next = places.len();
        let place = *places.entry(line.source.as_deref().unwrap_or_default()).or_insert(next);
        let who = (line.system.as_deref().unwrap_or_default(), line.human == Some(true));
        by.entry(who).or_default().insert(place, &line.text);
    }
    for ((_, human), segments) in by {
        let mut chunks: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        segments.iter().for_each(|(place, text)| chunks.entry(place / CHUNK).or_default().push(text));
        for (chunk, parts) in chunks.into_iter().filter(|(_, parts)| parts.len() * 2 >= CHUNK) {
            texts.push(MachineText {
                group,
                key: format!("{name}.{chunk}"),
                human,
                text: parts.join("\n\n"),
            });
        }
    }
}

/// Documents by people, each genre a group.
fn people(lines: &[DataLine], name: &str, groups: &mut Vec<String>, texts: &mut Vec<MachineText>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        let group = match &line.genre {
            Some(genre) => format!("{name}.{genre}"),
            None => name.to_owned(),
        };
        let group = *known.entry(group).or_insert_with_key(|group| {
            groups.push(group.clone());
            groups.len() - 1
        });
        texts.push(MachineText {
            group,
            key: format!("{name}.{number}"),
            human: true,
            text: line.text.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{MachineText, read};

    fn texts(name: &str, lines: &str) -> (Vec<String>, Vec<MachineText>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, lines).unwrap();
        let (mut groups, mut texts) = (Vec::new(), Vec::new());
        read(&path, &mut groups, &mut texts).unwrap();
        (groups, texts)
    }

    #[test]
    fn what_a_line_holds_decides_what_it_is() {
        let (groups, repaired) = texts("a.jsonl", r#"{"text": "He go.", "fixed": "He goes."}"#);
        assert_eq!((groups.len(), repaired.len()), (1, 2));
        assert_eq!(repaired.iter().map(|t| t.human).collect::<Vec<_>>(), [false, true]);
        assert_eq!(repaired[0].key, repaired[1].key);
        let lines = r#"{"doc": "x.ja-en.1", "human": true, "text": "a"}
{"doc": "x.ru-en.1", "human": false, "text": "b"}"#;
        assert_eq!(texts("b.jsonl", lines).0, ["b.ja-en", "b.ru-en"]);
        let prose = texts("c.txt", "One two.\nThree four.").1;
        assert_eq!(prose[0].text, "One two.\n\nThree four.");
        assert!(prose[0].human);
    }
}
