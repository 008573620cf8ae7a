//! A baseline as a file: one JSON object, sorted, a line for each entry, so that branches merge without conflicts.
//!
//! A key is a document, a rule and four hashes (sentence, words at fault, sentence before, sentence after); its value
//! says how many such findings there are. The version stands last, so that every line before it ends alike.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::{Baseline, BaselineEntry};
use mtlint_core::error::{Error, Result};
use mtlint_core::finding::Fingerprint;

/// The layout that is written, and the newest that can be read.
const VERSION: u64 = 1;

/// The most findings that one entry answers for.
const MOST: usize = u32::MAX as usize;

impl Baseline {
    /// Takes `text` as the content of `file`.
    ///
    /// # Errors
    /// When it is no JSON object, of a newer version, or a line says something else than a finding and a number.
    pub fn parse(file: &str, text: &str) -> Result<Baseline> {
        let object: Map<String, Value> = serde_json::from_str(text).map_err(|e| {
            let error = Error::invalid(file, format!("the baseline cannot be read: {e}"));
            error.at(e.line(), e.column()).hint(AFRESH)
        })?;
        match object.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                let message = format!("the baseline is of version {newer}, and this program knows {VERSION}");
                return Err(Error::invalid(file, message).hint("use the mtlint that made it, or a newer one"));
            }
            _ => return Err(Error::invalid(file, "this is no baseline: it has no version").hint(AFRESH)),
        }
        let mut entries = Vec::with_capacity(object.len());
        for (key, value) in object.iter().filter(|(key, _)| *key != "version") {
            let count = value.as_u64().filter(|n| (1..=MOST as u64).contains(n));
            match entry(key).zip(count) {
                Some((entry, count)) => entries.push(BaselineEntry { count: count as usize, ..entry }),
                None => {
                    let written = Value::from(key.as_str()).to_string();
                    let is_here = |line: &str| line.contains(&written);
                    let line = text.lines().position(is_here).map_or(0, |l| l + 1);
                    let message = format!("`{key}: {value}` is no entry of a baseline");
                    return Err(Error::invalid(file, message).at(line, 0).hint(AFRESH));
                }
            }
        }
        Ok(Baseline::new(entries))
    }
}

const AFRESH: &str = "fix it, or make it afresh with `mtlint baseline create --force`";

/// The file's text: every entry in the order of document and rule.
pub fn render(entries: &[BaselineEntry]) -> String {
    let mut lines = std::collections::BTreeMap::<String, usize>::new();
    for entry in entries {
        let Fingerprint { words, sentence, before, after } = entry.print;
        let hashes = format!("{sentence:016x}-{words:016x}-{before:016x}-{after:016x}");
        let count = lines.entry(format!("{} {} {hashes}", entry.document, entry.rule)).or_default();
        *count = (*count + entry.count).min(MOST);
    }
    let mut text = String::from("{\n");
    for (key, count) in lines {
        writeln!(text, "{}: {count},", Value::from(key)).expect("a String takes everything");
    }
    text + &format!("\"version\": {VERSION}\n}}\n")
}

/// The entry that a key names.
fn entry(key: &str) -> Option<BaselineEntry> {
    let mut parts = key.rsplitn(3, ' ');
    let (hashes, rule, document) = (parts.next()?, parts.next()?, parts.next()?);
    let hashes: Vec<u64> =
        hashes.split('-').map(|h| u64::from_str_radix(h, 16)).collect::<Result<_, _>>().ok()?;
    let [sentence, words, before, after] = hashes[..] else { return None };
    let print = Fingerprint { words, sentence, before, after };
    Some(BaselineEntry { document: document.into(), rule: rule.into(), print, count: 0 })
}
