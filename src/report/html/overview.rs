//! The overview of many documents: counts, the distribution of scores, where the faults lie, the worst of all.
//!
//! Everything here has a bounded size; ten thousand documents make the same page as a hundred.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::report::html::{badge, bar};
use crate::report::summary::by_frequency;
use crate::report::xml::Escaped;
use crate::report::{Ranked, Summary};
use crate::score::Verdict;

const RULES: usize = 20;

/// The numbers at the top of the page.
pub(super) fn tiles(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let [minor, major, critical] = summary.severities;
    let [pass, review, fail] = summary.verdicts;
    writeln!(out, "<dl class=\"tiles\">")?;
    let mut tile = |name: &str, value: String, class: &str| {
        writeln!(out, "<div class=\"{class}\"><dt>{name}</dt><dd>{value}</dd></div>")
    };
    if summary.documents == 1 {
        let document = &summary.worst_documents[0];
        tile("Verdict", document.verdict.name().to_owned(), document.verdict.name())?;
        tile("Score", format!("{:.1}", document.score), "")?;
    } else {
        tile("Documents", thousands(summary.documents), "")?;
        tile("Pass", thousands(pass), "pass")?;
        tile("Review", thousands(review), "review")?;
        tile("Fail", thousands(fail), "fail")?;
    }
    tile("Words", thousands(summary.words), "")?;
    tile("Critical", thousands(critical), "")?;
    tile("Major", thousands(major), "")?;
    tile("Minor", thousands(minor), "")?;
    writeln!(out, "</dl>")
}

/// The sections of the overview; `shown` says whether a document has an article on the page.
pub(super) fn render(
    summary: &Summary,
    shown: &dyn Fn(usize) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if summary.documents == 0 {
        return writeln!(out, "<p>Nothing was checked.</p>");
    }
    writeln!(out, "<section class=\"charts\">")?;
    histogram(summary, out)?;
    bars("Findings by family", &summary.families, usize::MAX, out)?;
    bars("Findings by MQM dimension and type", &summary.categories, usize::MAX, out)?;
    bars("Findings by rule", &summary.rules, RULES, out)?;
    writeln!(out, "</section>")?;
    documents(summary, shown, out)?;
    paragraphs(summary, shown, out)
}

/// Documents by score, in twenty steps of five, as inline SVG with the numbers as a title for each column.
fn histogram(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let most = summary.scores.iter().copied().max().unwrap_or(0).max(1) as f64;
    writeln!(out, "<figure><figcaption>Documents by score</figcaption>")?;
    writeln!(out, "<svg viewBox=\"0 0 400 140\" role=\"img\" aria-label=\"Documents by score\">")?;
    for (i, &count) in summary.scores.iter().enumerate() {
        let height = if count == 0 { 0.0 } else { (count as f64 / most * 100.0).max(1.5) };
        let (x, y) = (i * 20 + 1, 115.0 - height);
        let title = format!("{} to {}: {}", i * 5, i * 5 + 5, thousands(count));
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y:.1}\" width=\"18\" height=\"{height:.1}\"><title>{title}</title></rect>"
        )?;
        if count > 0 {
            writeln!(out, "<text x=\"{}\" y=\"{:.1}\">{}</text>", x + 9, y - 3.0, short(count))?;
        }
    }
    writeln!(out, "<line x1=\"0\" y1=\"115.5\" x2=\"400\" y2=\"115.5\"/>")?;
    for score in [0, 25, 50, 75, 100] {
        let anchor = match score {
            0 => "start",
            100 => "end",
            _ => "middle",
        };
        let x = score * 4;
        writeln!(
            out,
            "<text class=\"axis\" x=\"{x}\" y=\"131\" style=\"text-anchor:{anchor}\">{score}</text>"
        )?;
    }
    writeln!(out, "</svg></figure>")
}

/// A list with a bar for each count.
fn bars(title: &str, counts: &BTreeMap<String, usize>, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let entries = by_frequency(counts);
    let Some(most) = entries.first().map(|e| e.1) else { return Ok(()) };
    writeln!(out, "<figure><figcaption>{title}</figcaption>\n<ul class=\"bars\">")?;
    for (name, count) in entries.iter().take(limit) {
        let share = 100.0 * *count as f64 / most as f64;
        writeln!(
            out,
            "<li style=\"--share:{share:.1}%\"><span>{}</span> <b>{}</b></li>",
            Escaped(name),
            thousands(*count)
        )?;
    }
    if entries.len() > limit {
        writeln!(out, "<li class=\"quiet\">and {} more</li>", entries.len() - limit)?;
    }
    writeln!(out, "</ul></figure>")
}

fn documents(summary: &Summary, shown: &dyn Fn(usize) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let worst = &summary.worst_documents;
    let all = worst.len() == summary.documents;
    let title = if all { "Documents, the worst first" } else { "The worst documents" };
    writeln!(out, "<section>\n<h2>{title}</h2>")?;
    if !all {
        let (shown, all) = (worst.len(), thousands(summary.documents));
        writeln!(out, "<p class=\"quiet\">{shown} of {all}; the chart above counts them all.</p>")?;
    }
    writeln!(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table>")?;
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">Score</th><th scope=\"col\">Verdict</th><th scope=\"col\">Document</th>\
         <th scope=\"col\">Words</th><th scope=\"col\">Findings</th></tr></thead>\n<tbody>"
    )?;
    for document in worst {
        let name = linked(document, &format!("#d{}", document.index), &document.name, shown);
        let (score, badge) = (bar(document.score), badge(document.verdict));
        writeln!(
            out,
            "<tr class=\"{}\"><td>{score}</td><td>{badge}</td><th scope=\"row\">{name}</th><td>{}</td><td>{}</td></tr>",
            document.verdict.name(),
            document.words,
            document.findings
        )?;
    }
    writeln!(out, "</tbody></table></div>\n</section>")
}

fn paragraphs(summary: &Summary, shown: &dyn Fn(usize) -> bool, out: &mut dyn Write) -> io::Result<()> {
    if summary.worst_paragraphs.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section>\n<h2>The worst paragraphs</h2>\n<ul class=\"paragraphs\">")?;
    for paragraph in summary.worst_paragraphs.iter().take(25) {
        let anchor = format!("#d{}b{}", paragraph.index, paragraph.block.unwrap_or(0));
        let text = linked(paragraph, &anchor, &paragraph.text, shown);
        let (score, name) = (bar(paragraph.score), Escaped(&paragraph.name));
        let class = if paragraph.verdict == Verdict::Fail { "fail" } else { "" };
        writeln!(out, "<li class=\"{class}\">{score} {text} <span class=\"quiet\">{name}</span></li>")?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn linked(entry: &Ranked, anchor: &str, text: &str, shown: &dyn Fn(usize) -> bool) -> String {
    if shown(entry.index) {
        format!("<a href=\"{anchor}\">{}</a>", Escaped(text))
    } else {
        Escaped(text).to_string()
    }
}

/// 12345 as "12,345".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// At most four characters: 12345 as "12k".
fn short(number: usize) -> String {
    match number {
        0..=999 => number.to_string(),
        1000..=999_999 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
}
