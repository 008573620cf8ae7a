//! A note in the margin: what is wrong, by which rule, of which MQM dimension and severity, and what to do.
//!
//! Severity is said in words and by the shape of the underline, never by colour alone.

use std::fmt::{Result, Write};

use crate::finding::Finding;
use crate::report::Located;
use crate::report::excerpt::{head, legible, shortened};
use crate::report::html::article::Marked;
use crate::report::html::filters;
use crate::report::xml::Escaped;

/// The classes of a finding's mark and note: severity and family.
pub(super) fn class(finding: &Finding) -> String {
    format!("{} {}", finding.severity.name(), filters::class(&finding.rule.family))
}

pub(super) fn write(located: &Located, index: usize, marked: &Marked, out: &mut String) -> Result {
    let Marked { number, finding, .. } = marked;
    let rule = &finding.rule;
    let (severity, class) = (finding.severity.name(), class(finding));
    let (dimension, kind) = rule.category.split_once('/').unwrap_or((&rule.category, ""));
    let kind = if kind.is_empty() { String::new() } else { format!(": {}", kind.replace('-', " ")) };
    writeln!(
        out,
        "<li class=\"{class}\" id=\"d{index}n{number}\">\
         <p class=\"kind\"><a class=\"ref {severity}\" href=\"#d{index}m{number}\" aria-label=\"finding {number}, to its place\">{number}</a> \
         <b>{severity}</b> {}{}</p>\n<p>{}</p>",
        Escaped(dimension),
        Escaped(&kind),
        Escaped(&legible(&finding.message))
    )?;
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
        "<details><summary><code>{}</code>, line {line}</summary><p>{}</p><p>{}</p>\
         <p class=\"quiet\">Confidence {:.2}, penalty {:.2}.</p></details></li>",
        Escaped(&rule.id),
        Escaped(rule.why.trim()),
        Escaped(rule.fix.trim()),
        finding.confidence,
        finding.penalty
    )
}
