//! What is to be said of each segment of a file.

use std::collections::BTreeMap;

use mtlint_core::check::Review;
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::span::FileSpan;

/// How remarks of the program's own begin, or who signs them.
pub const NAME: &str = "mtlint";

/// What is to be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// From this severity on, a segment with a finding is marked as one that needs work; none is where there is none.
    pub needs_work: Option<Severity>,
}

/// The remarks on one segment.
pub(super) struct Remarks {
    /// The whole segment in the file.
    pub whole: FileSpan,
    /// A line each.
    pub lines: Vec<String>,
    /// The segment is to be marked as one that needs work.
    pub needs_work: bool,
}

/// The remarks of a review, segment by segment in the order of the file; segments without findings come, too, since what
/// an earlier run said of them goes.
pub(super) fn of(review: &Review, wanted: Wanted) -> Vec<Remarks> {
    let mut found: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in &review.findings {
        found.entry(finding.block).or_default().push(finding);
    }
    let mut all: Vec<Remarks> = Vec::new();
    for (index, block) in review.document.blocks.iter().enumerate() {
        let Some(unit) = &block.unit else { continue };
        let findings = found.get(&index).map_or(&[][..], Vec::as_slice);
        let line = |finding: &&Finding| {
            let words = finding.span.of(&review.document.source.text);
            let quotes = finding.message.contains(['“', '"']) || words.is_empty() || words.len() > 80;
            let words = if quotes { String::new() } else { format!(" “{words}”") };
            one_line(&format!("{}, {}: {}{words}", finding.rule.id, finding.severity.name(), finding.message))
        };
        let lines: Vec<String> = findings.iter().map(line).collect();
        let needs_work = wanted.needs_work.is_some_and(|from| findings.iter().any(|f| f.severity >= from));
        match all.last_mut() {
            // Plural forms and segments of one unit share its place.
            Some(last) if last.whole == unit.whole => {
                last.lines.extend(lines);
                last.needs_work |= needs_work;
            }
            _ => all.push(Remarks { whole: unit.whole, lines, needs_work }),
        }
    }
    all
}

/// A text on one line: a remark must not end what it stands in.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
