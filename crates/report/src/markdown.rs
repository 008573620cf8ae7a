//! A summary in Markdown, for a pull request or a ticket: a table of the worst documents, then their findings, folded.
//!
//! Bounded, whatever the input: a comment on GitHub takes 65,536 characters, so what comes last is left out first, and
//! the summary says how much that is.

use std::io::{self, Write};

use crate::excerpt::{head, legible};
use crate::summary::by_frequency;
use crate::xml::Escaped;
use crate::{Excerpt, Format, Located, Report, Summary, counted, own};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::score::Verdict;

/// For pull requests.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    summary: "a summary for a pull request or a ticket",
    make: |_| Box::new(Markdown::default()),
};

/// Documents in the table.
const DOCUMENTS: usize = 50;
/// Findings shown of one document.
const FINDINGS: usize = 30;
/// With more findings than this in all they are folded away.
const UNFOLDED: usize = 20;
/// Columns of a name.
const NAME: usize = 120;
/// Problems shown.
const PROBLEMS: usize = 20;
/// Bytes of the whole; never fewer than its characters, and under GitHub's bound with room for a heading of one's own.
const LONGEST: usize = 60_000;

#[derive(Default)]
struct Markdown {
    /// The worst first.
    rows: Vec<DocumentRow>,
}

/// A document that does not pass, or in which something was found.
struct DocumentRow {
    rank: (Verdict, f64),
    line: String,
    name: String,
    findings: usize,
    details: Vec<String>,
}

impl Report for Markdown {
    fn review(&mut self, review: &Review, _: &mut dyn Write) -> io::Result<()> {
        if review.verdict == Verdict::Pass && review.findings.is_empty() {
            return Ok(());
        }
        let rank = (review.verdict, review.score);
        let at = self.rows.partition_point(|row| before(row.rank, rank));
        if at < DOCUMENTS {
            self.rows.insert(at, row(review, rank));
            self.rows.truncate(DOCUMENTS);
        }
        Ok(())
    }

    /// The summary keeps the first of them.
    fn problem(&mut self, _: &Problem, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut text = opening(summary);
        let problems = problems(summary);
        let room = LONGEST - problems.len();
        self.table(summary, room, &mut text);
        self.details(summary, room, &mut text);
        out.write_all(text.as_bytes())?;
        out.write_all(problems.as_bytes())
    }
}

impl Markdown {
    fn table(&self, summary: &Summary, room: usize, text: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        text.push_str(
            "\n| Document | Verdict | Score | Words | Findings | Missed |\n|---|---|---:|---:|---:|---|\n",
        );
        let mut shown = 0;
        for row in &self.rows {
            if text.len() + row.line.len() > room / 2 {
                break;
            }
            text.push_str(&row.line);
            shown += 1;
        }
        let [_, review, fail, unjudged] = summary.verdicts;
        let more = (review + fail + unjudged).saturating_sub(shown);
        if summary.known + summary.suppressed > 0 {
            text.push_str("\nIn brackets: known or suppressed, and not counted.\n");
        }
        if more > 0 {
            let documents = if more == 1 { "document does" } else { "documents do" };
            text.push_str(&format!("\n{more} more {documents} not pass; the table has the worst.\n"));
        }
    }

    fn details(&self, summary: &Summary, room: usize, text: &mut String) {
        let folded = summary.findings() > UNFOLDED;
        let mut shown = 0;
        for row in self.rows.iter().filter(|row| !row.details.is_empty()) {
            let (head, foot) = match folded {
                true => {
                    let findings = counted(row.findings, "finding");
                    // Inside an element of HTML, Markdown's own escapes would be seen.
                    let name = head(&legible(&row.name), NAME);
                    let summary = format!("<summary>{}: {findings}</summary>", Escaped(&name));
                    (format!("\n<details>{summary}\n\n"), "\n</details>\n")
                }
                false => (format!("\n### {}\n\n", short(&row.name, NAME)), ""),
            };
            // One line at least, or the heading would stand alone.
            if text.len() + head.len() + row.details[0].len() + foot.len() > room {
                break;
            }
            text.push_str(&head);
            for line in &row.details {
                if text.len() + line.len() + foot.len() > room {
                    break;
                }
                text.push_str(line);
                shown += 1;
            }
            text.push_str(foot);
        }
        let more = summary.findings().saturating_sub(shown);
        if more > 0 {
            let findings = if more == 1 { "finding" } else { "findings" };
            text.push_str(&format!("\n{more} more {findings} not shown.\n"));
        }
    }
}

/// Whether the first stands above the second: it fails and the other does not, or its score is as low.
fn before(first: (Verdict, f64), second: (Verdict, f64)) -> bool {
    second.0.cmp(&first.0).then(first.1.total_cmp(&second.1)).is_le()
}

fn opening(summary: &Summary) -> String {
    let [pass, review, fail, unjudged] = summary.verdicts;
    let mark = match (fail + unjudged, review, summary.unread) {
        (0, 0, 0) => "pass",
        (0, _, 0) => "review",
        (0, _, _) => "not all could be read",
        _ => "fail",
    };
    let mut text = format!(
        "{}\n## mtlint: {mark}\n\n{} with {}: {pass} pass, {review} to review, {fail} fail{}. {}{}.\n",
        own::MARKDOWN,
        counted(summary.documents, "document"),
        counted(summary.words, "word"),
        if unjudged > 0 { format!(", {unjudged} not judged") } else { String::new() },
        counted(summary.findings(), "finding"),
        summary.not_counted(),
    );
    let rules = by_frequency(&summary.rules);
    if !rules.is_empty() {
        let often: Vec<String> = rules.iter().take(8).map(|(rule, n)| format!("`{rule}` {n}")).collect();
        text.push_str(&format!("Most often: {}.\n", often.join(", ")));
    }
    text
}

fn row(review: &Review, rank: (Verdict, f64)) -> DocumentRow {
    let name = short(&review.document.name, NAME);
    let small = if review.small_sample { " (small sample)" } else { "" };
    let missed: Vec<String> =
        review.misses.iter().chain(&review.in_review).take(3).map(|m| short(&m.message, 120)).collect();
    let score = review.known_score().map_or_else(|| "–".to_owned(), |score| format!("{score:.1}"));
    let (verdict, words) = (review.verdict.name(), review.words);
    let (findings, missed) = (review.findings.len(), missed.join("; "));
    let aside = match review.aside.len() {
        0 => String::new(),
        n => format!(" (+{n})"),
    };
    let line = format!("| {name} | {verdict} | {score}{small} | {words} | {findings}{aside} | {missed} |\n");
    let located = Located::new(review);
    let mut details: Vec<String> =
        review.findings.iter().take(FINDINGS).map(|finding| detail(&located, finding)).collect();
    if let (Some(last), true) = (details.last_mut(), findings > FINDINGS) {
        last.push_str(&format!("- and {} more\n", findings - FINDINGS));
    }
    DocumentRow { rank, line, name: review.document.name.clone(), findings, details }
}

fn detail(located: &Located, finding: &mtlint_core::finding::Finding) -> String {
    let at = located.position(finding.span).start;
    let document = &located.review.document;
    let block = located.block_span(&document.blocks[finding.block]);
    let excerpt = Excerpt::new(&document.source.text, finding.span, block, 80);
    format!(
        "- {}:{} **{}** `{}`: {}  \n  {}<mark>{}</mark>{}\n",
        at.line,
        at.column,
        finding.severity.name(),
        finding.rule.id,
        short(&finding.message, 300),
        escaped(&excerpt.before),
        escaped(&excerpt.marked),
        escaped(&excerpt.after),
    )
}

fn problems(summary: &Summary) -> String {
    if summary.problems == 0 {
        return String::new();
    }
    let mut text = "\n### Not checked\n\n".to_owned();
    let mut shown = 0;
    for problem in summary.first_problems.iter().take(PROBLEMS) {
        let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
        let line = format!("- {}{line}: {}\n", short(&problem.file, NAME), short(&problem.message, 300));
        if text.len() + line.len() > LONGEST / 5 {
            break;
        }
        text.push_str(&line);
        shown += 1;
    }
    if summary.problems > shown {
        text.push_str(&format!("- and {} more\n", summary.problems - shown));
    }
    text
}

/// A text of at most that many columns on one line in which nothing is markup.
fn short(text: &str, width: usize) -> String {
    escaped(&head(&legible(text), width))
}
/// A text on one line in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            '@' => out.push_str("&#64;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::{Style, format, sample};

    #[test]
    fn a_comment_takes_it_whatever_the_input() {
        let mut faulty = sample::article();
        faulty.document.name = "<a|b>/".repeat(500);
        let finding = faulty.findings[0].clone();
        faulty.findings[1].message = "*&*".repeat(5000);
        faulty.findings.extend(std::iter::repeat_n(finding, 500));
        let reviews = vec![faulty; 300];
        let text = sample::run(format("markdown").unwrap(), &Style::default(), &reviews);
        assert!(text.len() > 10_000 && text.chars().count() < 65_536, "{} bytes", text.len());
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        let more = |noun: &str| text.lines().find(|l| l.contains(noun)).unwrap_or_default().to_owned();
        assert!(more("more documents do not pass").starts_with(|c: char| c.is_ascii_digit()));
        assert!(more("more findings not shown").starts_with(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn those_that_fail_come_first_then_the_lowest_score() {
        let mut reviews = vec![sample::article(), sample::article(), sample::article()];
        for (review, (name, verdict, score)) in reviews.iter_mut().zip([
            ("a", mtlint_core::score::Verdict::Review, 10.0),
            ("b", mtlint_core::score::Verdict::Fail, 90.0),
            ("c", mtlint_core::score::Verdict::Fail, 40.0),
        ]) {
            (review.document.name, review.verdict, review.score) = (name.into(), verdict, score);
        }
        let text = sample::run(format("markdown").unwrap(), &Style::default(), &reviews);
        let at = |row: &str| text.find(row).unwrap();
        assert!(at("| c |") < at("| b |") && at("| b |") < at("| a |"));
    }
}
