//! The content of a segment in XLIFF and TMX: text among inline codes.
//!
//! Codes that hold native code (`ph`, `bpt`, `it`) are one code each, whatever stands inside; pairs that hold text (`g`,
//! `pc`) are two codes round it. Marks of segmentation part the content.

use mtlint_core::error::Problem;

use super::side::{Shows, UnitSide};
use super::xml::{Node, Xml, XmlElement};

/// A part of a content: all of it, or what a mark of segmentation holds.
#[derive(Default)]
pub(crate) struct InlinePart {
    /// The mark's id.
    pub id: Option<String>,
    /// Its text.
    pub side: UnitSide,
}

/// Reads the content of `element`, whose start tag came last and ended at byte `start`, to its end.
pub(crate) fn parts(xml: &mut Xml, element: &XmlElement, start: usize) -> Result<Vec<InlinePart>, Problem> {
    let mut whole = UnitSide::at(start, start);
    if element.is_empty {
        return Ok(vec![InlinePart { id: None, side: whole }]);
    }
    let mut parts: Vec<InlinePart> = Vec::new();
    // Elements that are open: is it a mark of segmentation, is it a code?
    let mut open: Vec<(bool, bool)> = Vec::new();
    loop {
        let item = xml.item()?;
        let text = xml.text;
        let in_part = open.iter().any(|(segment, _)| *segment);
        let side = match parts.last_mut() {
            Some(part) if in_part => &mut part.side,
            _ => &mut whole,
        };
        match item.node {
            Node::Text(part) => side.text(part, item.start),
            Node::Raw(part, at) => side.text(part, at),
            Node::Reference(Some(c)) => {
                side.replaced(c.encode_utf8(&mut [0; 4]), item.start, item.end - item.start);
            }
            Node::Reference(None) => side.code(&text[item.start..item.end], item.start, Shows::Words),
            Node::Comment(_) => {}
            Node::Eof => return Err(xml.problem(item.start, "the file ends in the middle of a segment")),
            Node::Start(code) if is_segment(&code) && !in_part => {
                let side = UnitSide::at(item.end, item.end);
                parts.push(InlinePart { id: code.owned("mid"), side });
                if !code.is_empty {
                    open.push((true, false));
                }
            }
            Node::Start(code) if holds_text(&code) => {
                let is_code = code.name != "mrk";
                if is_code {
                    side.code(&text[item.start..item.end], item.start, Shows::Nothing);
                }
                if !code.is_empty {
                    open.push((false, is_code));
                }
            }
            Node::Start(code) => {
                let end = xml.skip(&code)?;
                let writing = &text[item.start..end];
                side.code(writing, item.start, shows(&code, writing));
            }
            Node::End(_) => match open.pop() {
                Some((true, _)) => side.span.end = item.start as u32,
                Some((false, true)) => side.code(&text[item.start..item.end], item.start, Shows::Nothing),
                Some((false, false)) => {}
                None => {
                    whole.span.end = item.start as u32;
                    if parts.is_empty() {
                        parts.push(InlinePart { id: None, side: whole });
                    }
                    return Ok(parts);
                }
            },
        }
    }
}

/// True for a mark that parts a content into segments.
fn is_segment(code: &XmlElement) -> bool {
    code.name == "mrk" && code.says("mtype", "seg")
}

/// True for a code that holds text to be translated.
fn holds_text(code: &XmlElement) -> bool {
    !matches!(
        code.name,
        "x" | "bx" | "ex" | "bpt" | "ept" | "ph" | "it" | "ut" | "sc" | "ec" | "sm" | "em" | "cp"
    )
}

/// What a reader of the text sees of a code without text: by what its file says of it.
fn shows(code: &XmlElement, writing: &str) -> Shows {
    if !matches!(code.name, "x" | "ph" | "it" | "ut") {
        return Shows::Nothing;
    }
    let kind = code.attribute("ctype").or_else(|| code.attribute("type")).unwrap_or_default();
    if matches!(&*kind, "lb" | "x-br" | "x-html-br" | "pb") {
        return Shows::Break;
    }
    let equivalent = ["equiv-text", "equiv", "disp"].iter().find_map(|name| code.attribute(name));
    let inner = writing.split_once('>').map_or("", |(_, inner)| inner.trim_start());
    let inner = inner.strip_prefix("<![CDATA[").unwrap_or(inner).replace("&lt;", "<");
    let native = match equivalent.as_deref() {
        Some(equivalent) if !equivalent.is_empty() => equivalent,
        _ => inner.as_str(),
    };
    if native.starts_with("<br") {
        return Shows::Break;
    }
    // Formatting by its kind, or by the markup that it stands for.
    let dresses = code.name == "it"
        || ["bold", "italic", "underlined", "link", "fmt", "x-html", "x-"]
            .iter()
            .any(|k| kind.starts_with(k))
        || (native.starts_with('<') && !native.starts_with("</bpt") && inner != "</ph>")
        || native.starts_with('\\');
    if dresses { Shows::Nothing } else { Shows::Words }
}
