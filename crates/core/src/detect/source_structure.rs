//! Structure of the source that is lost: headings, items of a list, links, code, images, notes, rows of a table.
//!
//! Needs the source text, as it is written with marks of Markdown. Whole texts are compared where their paragraphs could
//! not be laid beside each other, else each paragraph with its source.

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::code::{CodeKind, CodeText};
use crate::bilingual::code_read;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-structure",
    summary: "headings, items, links, code, images, notes and rows of the source that are lost",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceStructure {}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceStructure>()?))
}

impl Detector for SourceStructure {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let whole = context.document.original.as_ref().filter(|_| context.index == 0);
        let (source, target) = match (whole, &context.block.original) {
            (Some(original), _) => (original.text.as_str(), context.document.source.text.as_str()),
            (None, Some(original)) => {
                let (written, target) = context.block.written();
                (written.unwrap_or(&original.text), target)
            }
            (None, None) => return,
        };
        if !has_marks(source) {
            return;
        }
        let all = Span::new(0, context.text().len());
        let (theirs, ours) = (Structure::of(source), Structure::of(target));
        for (name, names, a, b) in theirs.beside(&ours, whole.is_some()) {
            let counted = |n: usize| match n {
                0 => format!("no {name}"),
                1 => format!("one {name}"),
                n => format!("{n} {names}"),
            };
            sink.say(all, format!("the source has {}, the translation {}", counted(a), counted(b)));
        }
        if whole.is_some() {
            for code in code_read::find(source) {
                if !target.contains(&code.key) && lost_in(&code, target) {
                    let code = code.span.of(source);
                    sink.say(all, format!("“{code}” of the source is missing"));
                }
            }
        }
    }
}

/// True where a text may have structure at all.
fn has_marks(text: &str) -> bool {
    text.bytes().any(|b| matches!(b, b'#' | b'[' | b'`' | b'|')) || text.contains('\n')
}

/// True for code that stands as it is in every language.
fn lost_in(code: &CodeText, target: &str) -> bool {
    match code.kind {
        CodeKind::Link | CodeKind::Address => true,
        CodeKind::Inline => !target.contains(code.key.trim_matches('`')),
        _ => false,
    }
}

/// How many of each there are.
#[derive(Default)]
struct Structure {
    headings: usize,
    items: usize,
    rows: usize,
    fences: usize,
    images: usize,
    notes: usize,
}

impl Structure {
    fn of(text: &str) -> Structure {
        let mut found = Structure::default();
        let mut fenced = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("```") || line.starts_with("~~~") {
                found.fences += usize::from(!fenced);
                fenced = !fenced;
                continue;
            }
            if fenced {
                continue;
            }
            found.headings += usize::from(is_heading(line));
            found.items += usize::from(is_item(line));
            found.rows += usize::from(line.len() > 1 && line.starts_with('|') && line.ends_with('|'));
            found.images += line.matches("![").count();
            found.notes += line.matches("[^").count();
        }
        found
    }

    /// What the other has less of: its name, that of several, how many here and there. A text of one line has no list.
    fn beside(&self, other: &Structure, whole: bool) -> Vec<(&'static str, &'static str, usize, usize)> {
        let rows = [
            ("heading", "headings", self.headings, other.headings),
            ("item of a list", "items of a list", self.items, other.items),
            ("row of a table", "rows of a table", self.rows, other.rows),
            ("block of code", "blocks of code", self.fences, other.fences),
            ("image", "images", self.images, other.images),
            ("mark of a note", "marks of notes", self.notes, other.notes),
        ];
        let kept = |&(name, _, a, b): &(&str, &str, usize, usize)| {
            a > b && (!name.ends_with("list") || a >= 2 || whole && b == 0)
        };
        rows.into_iter().filter(kept).collect()
    }
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    (1..=6).contains(&depth) && text.starts_with(' ') && text.trim().starts_with(char::is_alphanumeric)
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if (1..=3).contains(&digits) {
        line[digits..].strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+', '•'])
    };
    rest.is_some_and(|rest| rest.starts_with(' ') && rest.trim().len() > 1)
}

#[cfg(test)]
mod tests {
    use super::Structure;

    #[test]
    fn what_is_lost_is_counted() {
        let lost = |a: &str, b: &str| -> Vec<&str> {
            let found = Structure::of(a).beside(&Structure::of(b), true);
            found.into_iter().map(|(name, ..)| name).collect()
        };
        let list = "## Tide\n\n- Monday\n- Tuesday\n- Wednesday";
        assert_eq!(lost(list, "Tide\n\n- Monday\n- Tuesday"), ["heading", "item of a list"]);
        assert!(lost(list, list).is_empty());
        assert_eq!(lost("| a | b |\n| c | d |", "| a | b |"), ["row of a table"]);
        assert!(lost("#1 in town", "Number one in town").is_empty());
    }
}
