//! How a report of ours is known again, so that the next run over the same folder does not check it as an article.
//!
//! HTML and Markdown carry a mark that nobody sees; JSON and the report for a terminal are known by how they begin.

/// The mark in the head of an HTML report; the version follows.
pub(super) const HTML: &str = "<meta name=\"generator\" content=\"mtlint ";
/// The mark at the beginning of a Markdown report.
pub(super) const MARKDOWN: &str = "<!-- mtlint: report -->";

/// Bytes of the beginning that are looked at.
pub const HEAD: usize = 4096;

/// True when a file that begins so is a report of this program; `head` are its first [`HEAD`] bytes, or all of them.
pub fn is_report(head: &[u8]) -> bool {
    let holds = |text: &str| memchr::memmem::find(head, text.as_bytes()).is_some();
    if head.starts_with(b"{\"version\":") {
        return holds("\"tool\":{\"name\":\"mtlint\"") || holds("\"verdict\":") && holds("\"small_sample\":");
    }
    holds(HTML) || head.starts_with(MARKDOWN.as_bytes()) || is_for_people(head)
}

/// True for how the reports of lines begin: "major[doubled-word]: …" with the place in the next line,
/// "a.md:3:1: major: … [doubled-word]", or "a.md: pass, score 99.2 of 100".
fn is_for_people(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(HEAD)]);
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let severities = ["minor", "major", "critical"];
    let excerpt = second.trim_start().starts_with("--> ")
        && severities.iter().any(|s| first.strip_prefix(s).is_some_and(|rest| rest.starts_with('[')));
    let line = first.ends_with(']') && severities.iter().any(|s| first.contains(&format!(": {s}: ")));
    excerpt || line || first.contains(" of 100") && first.contains(", score ")
}

#[cfg(test)]
mod tests {
    use super::is_report;

    #[test]
    fn articles_about_reports_are_none() {
        assert!(is_report(b"<!doctype html>\n<meta name=\"generator\" content=\"mtlint 1.0\">"));
        assert!(is_report(b"minor[doubled-word]: the word stands twice\n --> a.md:3:1\n"));
        assert!(is_report(b"a.md:3:1: minor: the word stands twice [doubled-word]\n"));
        assert!(is_report(b"a.md: pass, score 99.2 of 100, 120 words, no findings\n"));
        for article in
            ["minor[sic]: a note on keys\n\nIt goes on.", "{\"version\": 1, \"text\": \"x\"}", "mtlint"]
        {
            assert!(!is_report(article.as_bytes()), "{article}");
        }
    }
}
