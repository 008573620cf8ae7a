//! The lists of the worst documents and paragraphs, with links to the articles that stand on the page.

use std::io::{self, Write};

use crate::html::charts::{badge, bar, thousands};
use crate::html::filters;
use crate::xml::Escaped;
use crate::{Ranked, Summary};
use mtlint_core::score::Verdict;

/// Paragraphs shown.
const PARAGRAPHS: usize = 30;

pub(super) fn documents(
    summary: &Summary,
    shown: &dyn Fn(&Ranked) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let worst = &summary.worst_documents;
    if worst.is_empty() {
        return Ok(());
    }
    let all = worst.len() == summary.documents;
    let title = if all { "Documents, the worst first" } else { "The worst documents" };
    writeln!(out, "<section class=\"worst\">\n<h2>{title}</h2>")?;
    if !all {
        let (listed, all) = (worst.len(), thousands(summary.documents));
        writeln!(out, "<p class=\"quiet\">{listed} of {all}; the charts above count them all.</p>")?;
    }
    let verdicts = [Verdict::Fail, Verdict::Review, Verdict::Pass, Verdict::NotJudged];
    let present: Vec<Verdict> =
        verdicts.into_iter().filter(|v| worst.iter().any(|d| d.verdict == *v)).collect();
    filters::verdicts(&present, out)?;
    writeln!(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table>")?;
    let estimated = worst.iter().any(|d| d.estimate.is_some());
    let estimate = if estimated { "<th scope=\"col\">Estimate</th>" } else { "" };
    let likely = worst.iter().any(|d| d.machine.is_some());
    let machine = if likely { "<th scope=\"col\">Machine</th>" } else { "" };
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">Score</th><th scope=\"col\">Verdict</th><th scope=\"col\">Document</th>\
         {estimate}{machine}<th scope=\"col\">Words</th><th scope=\"col\">Findings</th></tr></thead>\n<tbody>"
    )?;
    for document in worst {
        let name = linked(document, &format!("#d{}", document.index), &document.name, shown);
        let (score, badge) = (bar(document.score), badge(document.verdict));
        let verdict = document.verdict.name().replace(' ', "-");
        write!(
            out,
            "<tr class=\"{verdict}\"><td data-of=\"Score\">{score}</td><td data-of=\"Verdict\">{badge}</td><th scope=\"row\">{name}</th>"
        )?;
        if estimated {
            let value = document.estimate.map_or_else(|| "–".to_owned(), |e| format!("{e:.0}"));
            write!(out, "<td data-of=\"Estimate\">{value}</td>")?;
        }
        if likely {
            let value = document.machine.map_or_else(|| "–".to_owned(), |m| format!("{:.0} %", 100.0 * m));
            write!(out, "<td data-of=\"Machine\">{value}</td>")?;
        }
        writeln!(
            out,
            "<td data-of=\"Words\">{}</td><td data-of=\"Findings\">{}</td></tr>",
            thousands(document.words),
            thousands(document.findings)
        )?;
    }
    writeln!(out, "</tbody></table></div>\n</section>")
}

pub(super) fn paragraphs(
    summary: &Summary,
    shown: &dyn Fn(&Ranked) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if summary.worst_paragraphs.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section class=\"worst\">\n<h2>The worst paragraphs</h2>\n<ul class=\"paragraphs\">")?;
    for paragraph in summary.worst_paragraphs.iter().take(PARAGRAPHS) {
        let anchor = format!("#d{}b{}", paragraph.index, paragraph.block.unwrap_or(0));
        let text = linked(paragraph, &anchor, &paragraph.text, shown);
        let (score, name) = (bar(paragraph.score), Escaped(&paragraph.name));
        let class = paragraph.verdict.name();
        writeln!(
            out,
            "<li class=\"{class}\">{score} <span class=\"opening\">{text} <span class=\"quiet\"><bdi>{name}</bdi></span></span></li>"
        )?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn linked(entry: &Ranked, anchor: &str, text: &str, shown: &dyn Fn(&Ranked) -> bool) -> String {
    let link = if shown(entry) { Some(anchor) } else { entry.link.as_deref() };
    match link {
        Some(link) => format!("<a href=\"{}\"><bdi>{}</bdi></a>", Escaped(link), Escaped(text)),
        None => format!("<bdi>{}</bdi>", Escaped(text)),
    }
}
