//! A note in the margin: what is wrong, by which rule, of which MQM dimension and severity, and what to do.
//!
//! Severity is said in words and by the shape of the underline, never by colour alone.

use std::fmt::{Result, Write};

use crate::Located;
use crate::excerpt::{head, legible, shortened};
use crate::html::filters;
use crate::xml::Escaped;
use mtlint_core::finding::{Aside, Finding};
use mtlint_core::span::Span;

/// A finding with its number in the article and its place in its block.
pub(super) struct Marked<'a> {
    pub number: usize,
    pub finding: &'a Finding,
    /// Why it does not count.
    pub aside: Option<&'a Aside>,
    pub span: Span,
}

/// The classes of a finding's mark and note: severity and family.
pub(super) fn class(marked: &Marked) -> String {
    format!("{} {}", weight(marked), filters::class(&marked.finding.rule.family))
}

/// The severity; of a finding that does not count, that alone.
fn weight(marked: &Marked) -> &'static str {
    if marked.aside.is_some() { "aside" } else { marked.finding.severity.name() }
}

/// Notes one below the other.
pub(super) fn list(located: &Located, index: usize, marked: &[&Marked], out: &mut String) -> Result {
    if marked.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ol class=\"notes\">")?;
    marked.iter().try_for_each(|m| write(located, index, m, out))?;
    writeln!(out, "</ol>")
}

fn write(located: &Located, index: usize, marked: &Marked, out: &mut String) -> Result {
    let Marked { number, finding, .. } = marked;
    let rule = &finding.rule;
    let (severity, class, weight) = (finding.severity.name(), class(marked), weight(marked));
    let aside = match marked.aside {
        None => "",
        Some(Aside::Known) => "<b>known</b>, ",
        Some(Aside::Suppressed { .. }) => "<b>suppressed</b>, ",
    };
    let (dimension, kind) = rule.category.split_once('/').unwrap_or((&rule.category, ""));
    let kind = if kind.is_empty() { String::new() } else { format!(": {}", kind.replace('-', " ")) };
    writeln!(
        out,
        "<li class=\"{class}\" id=\"d{index}n{number}\">\
         <p class=\"kind\"><a class=\"ref {weight}\" href=\"#d{index}m{number}\" aria-label=\"finding {number}, to its place\">{number}</a> \
         {aside}<b>{severity}</b> {}{}</p>\n<p>{}</p>",
        Escaped(dimension),
        Escaped(&kind),
        Escaped(&legible(&finding.message))
    )?;
    match marked.aside {
        None => {}
        Some(Aside::Known) => writeln!(out, "<p>It stands in the baseline.</p>")?,
        Some(Aside::Suppressed { reason }) => {
            writeln!(out, "<p>A comment says: <bdi>{}</bdi></p>", Escaped(&legible(reason)))?;
        }
    }
    for related in &finding.related {
        let words = shortened(related.span.of(&located.review.document.source.text), 60);
        let (words, message) = (Escaped(&words), Escaped(&related.message));
        writeln!(out, "<p class=\"quiet\">“<bdi>{words}</bdi>”: {message}</p>")?;
    }
    match finding.suggestion.as_deref() {
        Some("") => writeln!(out, "<p>Take it out.</p>")?,
        Some(text) => writeln!(out, "<p>Write <ins><bdi>{}</bdi></ins></p>", Escaped(&head(text, 200)))?,
        None => {}
    }
    let line = located.position(finding.span).start.line;
    writeln!(
        out,
        "<p>{}</p>\n<details><summary><code>{}</code>, line {line}</summary><p>{}</p>\
         <p class=\"quiet\">Certainty {:.2}, penalty {:.2}.</p></details></li>",
        Escaped(rule.fix.trim()),
        Escaped(&rule.id),
        Escaped(rule.why.trim()),
        finding.certainty,
        finding.penalty
    )
}
