//! One article: its paragraphs with the faults marked, notes in the margin, a score for each paragraph.
//!
//! Where findings overlap, every stretch of text takes the mark of the heaviest. Very long articles are shortened
//! where nothing was found, and end at a bound.

use std::fmt::Write;

use crate::check::Review;
use crate::document::{Block, BlockKind};
use crate::finding::Finding;
use crate::report::excerpt::{head, legible, legible_text, shortened};
use crate::report::html::{badge, bar};
use crate::report::xml::Escaped;
use crate::report::{Located, counted};
use crate::score::Paragraph;
use crate::span::Span;

/// Bytes of HTML after which the rest of an article is left out.
const LONGEST: usize = 1 << 20;
/// Characters without a finding that are shown in one stretch.
const STRETCH: usize = 4000;

/// A finding with its number in the article and its place in its block.
struct Marked<'a> {
    number: usize,
    finding: &'a Finding,
    span: Span,
}

/// The article as HTML; `index` is its position in the input.
pub(super) fn render(review: &Review, index: usize) -> String {
    let located = Located::new(review);
    let mut out = String::new();
    opening(review, index, &mut out).expect("a String takes everything");
    let mut at = 0;
    let mut left_out = 0;
    for (i, block) in review.document.blocks.iter().enumerate() {
        let paragraph =
            review.paragraphs.binary_search_by_key(&i, |p| p.block).ok().map(|p| &review.paragraphs[p]);
        let mut marked = Vec::new();
        while let Some(finding) = review.findings.get(at).filter(|f| f.block <= i) {
            at += 1;
            marked.push(Marked { number: at, finding, span: block.map.from_file(finding.span) });
        }
        if out.len() > LONGEST {
            left_out += 1;
            continue;
        }
        row(&located, index, block, paragraph, &marked, &mut out).expect("a String takes everything");
    }
    if left_out > 0 {
        let _ = writeln!(out, "<p class=\"quiet\">{} more left out.</p>", counted(left_out, "paragraph"));
    }
    out.push_str("</article>\n");
    out
}

fn opening(review: &Review, index: usize, out: &mut String) -> std::fmt::Result {
    let findings = counted(review.findings.len(), "finding");
    let estimate =
        review.estimate.as_ref().map_or_else(String::new, |e| format!(", estimated quality {e:.0}"));
    writeln!(out, "<article id=\"d{index}\">\n<header>\n<h2>{}</h2>", Escaped(&review.document.name))?;
    writeln!(
        out,
        "<p>{} score <b>{:.1}</b> of 100{estimate}; {}, {findings}</p>",
        badge(review.verdict),
        review.score,
        counted(review.words, "word"),
    )?;
    if review.small_sample {
        writeln!(out, "<p class=\"quiet\">A small sample: under 100 words, the score rests on little.</p>")?;
    }
    writeln!(out, "</header>")
}

fn row(
    located: &Located,
    index: usize,
    block: &Block,
    paragraph: Option<&Paragraph>,
    marked: &[Marked],
    out: &mut String,
) -> std::fmt::Result {
    let class = if marked.is_empty() { "row clean" } else { "row" };
    let id = paragraph.map_or_else(String::new, |p| format!(" id=\"d{index}b{}\"", p.block));
    writeln!(out, "<div class=\"{class}\"{id}>")?;
    match paragraph {
        Some(p) => writeln!(out, "<div class=\"score\">{}</div>", bar(p.score))?,
        None => writeln!(out, "<div class=\"score\"></div>")?,
    }
    let element = match block.kind {
        BlockKind::Heading => "h3",
        BlockKind::Quotation => "blockquote",
        BlockKind::Code => "pre",
        _ => "p",
    };
    let kind = match block.kind {
        BlockKind::ListItem => " class=\"item\"",
        BlockKind::TableCell => " class=\"cell\"",
        BlockKind::Caption => " class=\"caption\"",
        _ => "",
    };
    write!(out, "<div class=\"text\" dir=\"auto\"><{element}{kind}>")?;
    text(&block.text, index, marked, out)?;
    writeln!(out, "</{element}></div>")?;
    if !marked.is_empty() {
        writeln!(out, "<ol class=\"notes\">")?;
        marked.iter().try_for_each(|m| note(located, index, m, out))?;
        writeln!(out, "</ol>")?;
    }
    writeln!(out, "</div>")
}

/// The block's text, cut where findings begin and end.
fn text(text: &str, index: usize, marked: &[Marked], out: &mut String) -> std::fmt::Result {
    let mut cuts: Vec<usize> =
        marked.iter().flat_map(|m| [m.span.start as usize, m.span.end as usize]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    for (i, &from) in cuts.iter().enumerate() {
        for m in marked.iter().filter(|m| m.span.start as usize == from) {
            let (n, class) = (m.number, m.finding.severity.name());
            let caret = if m.span.is_empty() { "‸" } else { "" };
            write!(
                out,
                "<a class=\"ref {class}\" id=\"d{index}m{n}\" href=\"#d{index}n{n}\">{caret}{n}</a>"
            )?;
        }
        let Some(&to) = cuts.get(i + 1) else { break };
        let covering = marked.iter().filter(|m| m.span.start as usize <= from && m.span.end as usize >= to);
        match covering.map(|m| m.finding.severity).max() {
            Some(severity) => {
                let class = severity.name();
                write!(out, "<mark class=\"{class}\">{}</mark>", Escaped(&legible(&text[from..to])))?;
            }
            None => stretch(&text[from..to], out)?,
        }
    }
    Ok(())
}

/// Text in which nothing was found.
fn stretch(text: &str, out: &mut String) -> std::fmt::Result {
    if text.len() <= STRETCH {
        return write!(out, "{}", Escaped(&legible_text(text)));
    }
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (boundary(STRETCH / 2), boundary(text.len() - STRETCH / 2));
    let (start, end) = (legible_text(&text[..from]), legible_text(&text[to..]));
    let left_out = counted(text[from..to].chars().count(), "character");
    write!(out, "{} <i class=\"quiet\">[{left_out} left out]</i> {}", Escaped(&start), Escaped(&end))
}

fn note(located: &Located, index: usize, marked: &Marked, out: &mut String) -> std::fmt::Result {
    let Marked { number, finding, .. } = marked;
    let rule = &finding.rule;
    let class = finding.severity.name();
    let line = located.position(finding.span).start.line;
    write!(
        out,
        "<li class=\"{class}\" id=\"d{index}n{number}\"><a class=\"ref {class}\" href=\"#d{index}m{number}\">{number}</a> \
         <b>{class}</b> <code>{}</code> <span class=\"quiet\">line {line}</span><br>{}",
        Escaped(&rule.id),
        Escaped(&legible(&finding.message))
    )?;
    for related in &finding.related {
        let words = shortened(related.span.of(&located.review.document.source.text), 60);
        write!(out, "<br><span class=\"quiet\">“{}”: {}</span>", Escaped(&words), Escaped(&related.message))?;
    }
    match finding.suggestion.as_deref() {
        Some("") => write!(out, "<br>Take it out.")?,
        Some(text) => write!(out, "<br>Write <ins>{}</ins>", Escaped(&head(text, 200)))?,
        None => {}
    }
    writeln!(
        out,
        "<details><summary>Why, and what to do</summary><p>{}</p><p>{}</p><p class=\"quiet\">{}; confidence {:.2}, penalty {:.2}</p></details></li>",
        Escaped(rule.why.trim()),
        Escaped(rule.fix.trim()),
        Escaped(&rule.category),
        finding.confidence,
        finding.penalty
    )
}
