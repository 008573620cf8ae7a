//! Remarks in PO files: comments of the translator before an entry, and the fuzzy flag.

use mtlint_core::document::FileEdit;
use mtlint_core::span::FileSpan;

use super::remarks::{NAME, Remarks};

/// What changes in the file.
pub(super) fn edits(text: &str, remarks: &[Remarks]) -> Vec<FileEdit> {
    let mut edits = Vec::new();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for remark in remarks {
        let start = remark.whole.start as usize;
        let mut said: String = remark.lines.iter().map(|line| format!("# {NAME}: {line}{end}")).collect();
        let mut flags = None;
        let mut first = None;
        let mut at = start;
        for line in remark.whole.of(text).split_inclusive('\n') {
            let words = line.trim();
            if words.starts_with(&format!("# {NAME}: ")) {
                edits.push(edit(at, at + line.len(), String::new()));
            } else if words.starts_with("#,") {
                flags = Some((at + line.trim_end().len(), words.contains("fuzzy")));
            } else if first.is_none() && (!words.starts_with('#') || words.starts_with("#|")) {
                first = Some(at);
            }
            at += line.len();
        }
        match (remark.needs_work, flags) {
            (true, Some((at, false))) => edits.push(edit(at, at, ", fuzzy".to_owned())),
            (true, None) => {
                let flag = format!("#, fuzzy{end}");
                match first {
                    Some(at) if at > start => edits.push(edit(at, at, flag)),
                    _ => said.push_str(&flag),
                }
            }
            _ => {}
        }
        if !said.is_empty() {
            edits.push(edit(start, start, said));
        }
    }
    edits
}

fn edit(start: usize, end: usize, text: String) -> FileEdit {
    FileEdit { span: FileSpan::new(start, end), text }
}
