//! The overview of many documents, drawn from a [`Summary`] alone: verdicts, scores, where the faults lie, groups.
//!
//! Everything here has a bounded size; a hundred thousand documents make the same page as a hundred. What the summary
//! does not hold leaves no empty frame.

use std::io::{self, Write};

use crate::groups::{Group, Groups};
use crate::html::{charts, worst};
use crate::xml::Escaped;
use crate::{Ranked, Summary, counted};

/// Rules with a line of their own.
const RULES: usize = 25;
/// Groups with a line of their own.
const GROUPS: usize = 50;

/// What stands under the title: how much was checked, and what came of it.
pub(super) fn opening(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let mut tiles = vec![
        ("Documents", charts::thousands(summary.documents)),
        ("Words", charts::thousands(summary.words)),
        ("Findings", charts::thousands(summary.findings())),
    ];
    if summary.words > 0 {
        let dense = summary.findings() as f64 * 1000.0 / summary.words as f64;
        tiles.push(("Findings in 1,000 words", format!("{dense:.1}")));
    }
    tiles.extend(summary.mean_score().map(|mean| ("Mean score", format!("{mean:.1}"))));
    tiles.extend(summary.mean_estimate().map(|mean| ("Mean estimated quality", format!("{mean:.0}"))));
    if summary.known + summary.suppressed > 0 {
        tiles.push(("Known or suppressed", charts::thousands(summary.known + summary.suppressed)));
    }
    if summary.unread > 0 {
        tiles.push(("Not read", charts::thousands(summary.unread)));
    }
    writeln!(out, "<dl class=\"tiles\">")?;
    for (name, value) in tiles {
        writeln!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

/// The sections of the overview; `shown` says whether a document has an article on the page.
pub(super) fn render(
    summary: &Summary,
    shown: &dyn Fn(&Ranked) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if summary.documents == 0 {
        writeln!(out, "<p>Nothing was checked.</p>")?;
        return problems(summary, out);
    }
    let [pass, review, fail, unjudged] = summary.verdicts;
    let [minor, major, critical] = summary.severities;
    writeln!(out, "<section>\n<h2>Verdicts and scores</h2>\n<div class=\"charts\">")?;
    let verdicts = [("pass", pass), ("review", review), ("fail", fail), ("not judged", unjudged)];
    let verdicts = if unjudged > 0 { &verdicts[..] } else { &verdicts[..3] };
    charts::parts("Documents by verdict", verdicts, out)?;
    charts::parts(
        "Findings by severity",
        &[("critical", critical), ("major", major), ("minor", minor)],
        out,
    )?;
    charts::histogram("Documents by score", &summary.scores, summary.mean_score(), out)?;
    if let Some(mean) = summary.mean_estimate() {
        charts::histogram("Documents by estimated quality", &summary.estimates, Some(mean), out)?;
    }
    if let Some(mean) = summary.mean_machine() {
        let title = "Documents by likelihood of unedited machine translation, in per cent";
        charts::histogram(title, &summary.machines, Some(100.0 * mean), out)?;
    }
    writeln!(out, "</div>\n</section>")?;
    if summary.findings() > 0 {
        writeln!(out, "<section>\n<h2>What was found</h2>\n<div class=\"charts\">")?;
        charts::bars("Findings by family", &summary.families, usize::MAX, out)?;
        charts::bars("Findings by MQM dimension", &summary.dimensions(), usize::MAX, out)?;
        charts::bars("Findings by rule", &summary.rules, RULES, out)?;
        charts::bars("Findings by MQM type", &summary.categories, usize::MAX, out)?;
        writeln!(out, "</div>\n</section>")?;
    }
    if let Some(by) = &summary.groups {
        groups(by, out)?;
    }
    worst::documents(summary, shown, out)?;
    worst::paragraphs(summary, shown, out)?;
    problems(summary, out)
}

/// A line for each value of the field, the lowest mean score first.
fn groups(groups: &Groups, out: &mut dyn Write) -> io::Result<()> {
    let mean = |group: &Group| group.mean_score().unwrap_or(100.0);
    let mut values: Vec<(&str, &Group)> = groups.values.iter().map(|(v, g)| (v.as_str(), g)).collect();
    values.sort_by(|a, b| mean(a.1).total_cmp(&mean(b.1)).then(a.0.cmp(b.0)));
    let field = Escaped(&groups.field);
    writeln!(out, "<section>\n<h2>By {field}</h2>")?;
    if values.len() > GROUPS {
        let all = values.len();
        writeln!(out, "<p class=\"quiet\">The {GROUPS} lowest of {all} values.</p>")?;
    }
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"By {field}\"><table class=\"by\">"
    )?;
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">Mean score</th><th scope=\"col\">{field}</th><th scope=\"col\">Documents</th>\
         <th scope=\"col\">Pass</th><th scope=\"col\">Review</th><th scope=\"col\">Fail</th>\
         <th scope=\"col\">Findings</th><th scope=\"col\">Words</th></tr></thead>\n<tbody>"
    )?;
    let mut row = |name: String, group: &Group| -> io::Result<()> {
        let Some(mean) = group.mean_score() else { return Ok(()) };
        write!(
            out,
            "<tr><td data-of=\"Mean score\">{}</td><th scope=\"row\">{name}</th>",
            charts::mean_bar(mean)
        )?;
        let [pass, review, fail, _] = group.verdicts;
        let columns = ["Documents", "Pass", "Review", "Fail", "Findings", "Words"];
        let numbers = [group.documents, pass, review, fail, group.findings, group.words];
        for (of, number) in columns.into_iter().zip(numbers) {
            write!(out, "<td data-of=\"{of}\">{}</td>", charts::thousands(number))?;
        }
        writeln!(out, "</tr>")
    };
    values
        .iter()
        .take(GROUPS)
        .try_for_each(|(value, group)| row(format!("<bdi>{}</bdi>", Escaped(value)), group))?;
    row("<i>all other values</i>".into(), &groups.others)?;
    row("<i>without one</i>".into(), &groups.without)?;
    writeln!(out, "</tbody></table></div>\n</section>")
}

/// What could not be checked, or not whole.
pub(super) fn problems(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.problems == 0 {
        return Ok(());
    }
    writeln!(out, "<section class=\"problems\">\n<h2>Not checked</h2>")?;
    let (problems, unread) = (counted(summary.problems, "problem"), counted(summary.unread, "input"));
    writeln!(out, "<p class=\"quiet\">{problems}; {unread} not read at all.</p>\n<ul>")?;
    for problem in &summary.first_problems {
        let line = problem.line.map_or_else(String::new, |l| format!(", line {l}"));
        let hint = problem.hint.as_ref().map_or_else(String::new, |h| format!(" ({})", Escaped(h)));
        let (file, message) = (Escaped(&problem.file), Escaped(&problem.message));
        writeln!(out, "<li><b>{file}</b>{line}: {message}{hint}</li>")?;
    }
    writeln!(out, "</ul>")?;
    let more = summary.problems.saturating_sub(summary.first_problems.len());
    if more > 0 {
        writeln!(out, "<p>{} more.</p>", charts::thousands(more))?;
    }
    writeln!(out, "</section>")
}
