//! Remarks in XLIFF, TMX and TS: notes, properties and comments, and states that say that a segment needs work.
//!
//! Each segment is cut once more, as the reader cuts it, to find where its format wants a remark.

use mtlint_core::document::FileEdit;
use mtlint_core::error::{Error, Result};
use mtlint_core::span::FileSpan;
use mtlint_read::bilingual::xml::{Node, Xml, XmlElement};

use super::remarks::{NAME, Remarks};

/// What is asked of a segment: places in the file.
#[derive(Default)]
struct NotePlaces {
    /// Behind the start tag of the whole.
    inside: usize,
    /// Where a remark stands.
    remark: Option<usize>,
    /// Remarks of an earlier run, white space before them included.
    old: Vec<(usize, usize)>,
    /// A segment of XLIFF 2 says in which state it is.
    has_state: bool,
    /// The end of the start tag of the target, and the value of its state.
    target: Option<(usize, Option<(usize, usize)>)>,
    /// Another's comment, of which a file has one alone: where it ends.
    comment: Option<usize>,
}

/// What changes in the file.
pub(super) fn edits(name: &str, text: &str, format: &str, remarks: &[Remarks]) -> Result<Vec<FileEdit>> {
    let mut edits = Vec::new();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for remark in remarks {
        let (from, to) = (remark.whole.start as usize, remark.whole.end as usize);
        let whole = remark.whole.of(text);
        let is_second = format == "xliff" && first_name(whole) == "unit";
        let places = places(name, whole, format, is_second)?;
        let mut push = |start: usize, end: usize, text: String| {
            edits.push(FileEdit { span: FileSpan::new(from + start, from + end), text });
        };
        places.old.iter().for_each(|&(start, end)| push(start, end, String::new()));
        if let (true, Some((tag, state))) = (remark.needs_work, places.target) {
            match (format, state) {
                ("xliff", Some((start, end))) => {
                    let state = if is_second { "mtlint:needs-review" } else { "needs-review-translation" };
                    push(start, end, state.to_owned());
                }
                ("xliff", None) => {
                    let attributes = match (is_second, places.has_state) {
                        (false, _) => " state=\"needs-review-translation\"",
                        (true, true) => " subState=\"mtlint:needs-review\"",
                        (true, false) => " state=\"initial\" subState=\"mtlint:needs-review\"",
                    };
                    push(tag, tag, attributes.to_owned());
                }
                ("ts", None) => push(tag, tag, " type=\"unfinished\"".to_owned()),
                _ => {}
            }
        }
        if remark.lines.is_empty() {
            continue;
        }
        let indent = indent(text, from);
        let line = |element: &str| format!("{end}{indent}  {element}");
        let notes = |open: &str, close: &str| -> String {
            remark.lines.iter().map(|words| line(&format!("{open}{}{close}", escaped(words)))).collect()
        };
        match format {
            "tmx" => {
                push(places.inside, places.inside, notes(&format!("<prop type=\"x-{NAME}\">"), "</prop>"))
            }
            "ts" => {
                let words = escaped(&remark.lines.join("; "));
                match (places.comment, places.remark) {
                    (Some(at), _) => push(at, at, format!("; {NAME}: {words}")),
                    (None, Some(at)) => {
                        let comment = format!(
                            "<translatorcomment>{NAME}: {words}</translatorcomment>{end}{}",
                            self::indent(whole, at)
                        );
                        push(at, at, comment);
                    }
                    _ => {}
                }
            }
            _ if is_second => {
                let open = format!("<note category=\"{NAME}\" appliesTo=\"target\">");
                let inner = notes(&open, "</note>");
                match places.remark {
                    Some(at) => push(at, at, inner),
                    None => push(
                        places.inside,
                        places.inside,
                        format!("{}{inner}{}", line("<notes>"), line("</notes>")),
                    ),
                }
            }
            _ => {
                let at = places.remark.unwrap_or(to - from);
                push(at, at, notes(&format!("<note from=\"{NAME}\" annotates=\"target\">"), "</note>"));
            }
        }
    }
    Ok(edits)
}

/// The name of the element that a text begins with, without its prefix.
fn first_name(whole: &str) -> &str {
    let inner = whole.strip_prefix('<').unwrap_or(whole);
    let end = inner.find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(inner.len());
    inner[..end].rsplit(':').next().unwrap_or_default()
}

/// Where what stands in a segment.
fn places(name: &str, whole: &str, format: &str, is_second: bool) -> Result<NotePlaces> {
    let mut xml = Xml::part(name, whole);
    let mut places = NotePlaces::default();
    let mut last = 0;
    let mut is_first = true;
    loop {
        let item = xml.item().map_err(|problem| Error::invalid(name, problem.message))?;
        let element = match item.node {
            Node::Eof => return Ok(places),
            Node::End(end) => {
                match (format, end) {
                    ("xliff", "target" | "source" | "seg-source") if !is_second => {
                        places.remark = Some(item.end)
                    }
                    ("xliff", "notes") if is_second => places.remark = Some(last),
                    _ => {}
                }
                last = item.end;
                continue;
            }
            Node::Start(element) => element,
            _ => continue,
        };
        if std::mem::take(&mut is_first) {
            (places.inside, last) = (item.end, item.end);
            continue;
        }
        let skip = |xml: &mut Xml, element: &XmlElement| {
            xml.skip(element).map_err(|problem| Error::invalid(name, problem.message))
        };
        let tag_end = item.end - if element.is_empty { 2 } else { 1 };
        match (format, element.name) {
            ("xliff", "note") if element.says("from", NAME) || element.says("category", NAME) => {
                let end = skip(&mut xml, &element)?;
                places.old.push((last, end));
                last = end;
                continue;
            }
            ("tmx", "prop") if element.says("type", &format!("x-{NAME}")) => {
                let end = skip(&mut xml, &element)?;
                places.old.push((last, end));
                last = end;
                continue;
            }
            // Proposals and the like have targets of their own.
            ("xliff", "alt-trans" | "matches") => {
                last = skip(&mut xml, &element)?;
                continue;
            }
            ("xliff", "target") if !is_second => {
                places.target = Some((tag_end, value(&element, whole, "state")));
                if element.is_empty {
                    places.remark = Some(item.end);
                }
            }
            ("xliff", "segment") if is_second => {
                places.target = Some((tag_end, value(&element, whole, "subState")));
                places.has_state = element.attribute("state").is_some();
            }
            ("ts", "translatorcomment") => {
                let start = item.end;
                let end = skip(&mut xml, &element)?;
                let inner = whole[start..end].rsplit_once("</").map_or("", |(inner, _)| inner);
                match inner.find(&format!("{NAME}: ")) {
                    Some(0) => places.old.push((last, end)),
                    Some(at) => {
                        places
                            .old
                            .push((start + inner[..at].trim_end_matches("; ").len(), start + inner.len()));
                        places.comment = Some(start + inner.len());
                    }
                    None => places.comment = Some(start + inner.len()),
                }
                last = end;
                continue;
            }
            ("ts", "translation") => {
                places.remark = Some(item.start);
                places.target = Some((tag_end, value(&element, whole, "type")));
            }
            _ => {}
        }
        last = item.end;
    }
}

/// The bytes of an attribute's value in the text.
fn value(element: &XmlElement, whole: &str, name: &str) -> Option<(usize, usize)> {
    let value = element.raw(name)?;
    let start = value.as_ptr() as usize - whole.as_ptr() as usize;
    Some((start, start + value.len()))
}

/// The white space that the line of a byte begins with.
fn indent(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line = &text[start..at];
    if line.trim().is_empty() { line } else { "" }
}

/// A text as XML writes it.
fn escaped(text: &str) -> String {
    let shown = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(shown) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}
