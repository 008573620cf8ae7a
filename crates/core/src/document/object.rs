//! Objects in a line: code, keys, formulas, components and the like, which stand among words and are none.
//!
//! A reader marks them on the block; their writing stays in the block's text, so that reports show it and every byte
//! leads back. Analysis takes each for one token, a noun phrase; rules neither read inside one nor cut one in two.

use crate::span::Span;

/// A stretch of a block's text that is one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its bytes in the block's text.
    pub span: Span,
    /// What it is.
    pub kind: ObjectKind,
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectKind {
    /// Code, a command, a file name, output of a program.
    Code,
    /// A key or a button to press.
    Key,
    /// A formula.
    Math,
    /// A picture in the line.
    Picture,
    /// An element of a page that a program fills: a component of MDX, a macro, a template of a wiki.
    Component,
    /// A call to the program that makes the page: Hugo, Jekyll, Liquid, Jinja.
    Shortcode,
    /// A value that is filled in when the page is shown.
    Placeholder,
    /// Words that the page marks as another language's, or as not to be translated.
    Foreign,
    /// An address that the page shows; rules read it, since it tells where a text comes from.
    Address,
}

impl ObjectKind {
    /// False where rules may read what is written.
    pub fn is_opaque(self) -> bool {
        self != ObjectKind::Address
    }
}

/// True where a finding at `span` of a text leaves all of these objects, which stand in order, whole, and says
/// something of words beside them.
pub fn leaves_whole(text: &str, objects: &[Object], span: Span) -> bool {
    let first = objects.partition_point(|object| object.span.end <= span.start);
    let within = objects[first..].iter().take_while(|object| object.span.start < span.end);
    let mut within = within.filter(|object| object.kind.is_opaque()).peekable();
    if within.peek().is_none() {
        return true;
    }
    let mut beside = false;
    let mut at = span.start;
    for object in within {
        if object.span.start < span.start || object.span.end > span.end {
            return false;
        }
        beside |= says(Span { start: at, end: object.span.start }.of(text));
        at = object.span.end;
    }
    beside || says(Span { start: at, end: span.end }.of(text))
}

fn says(text: &str) -> bool {
    text.contains(|c: char| !c.is_whitespace() && !"()\"'“”‘’.,;:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Object, ObjectKind, leaves_whole};
    use crate::span::Span;

    #[test]
    fn a_finding_holds_an_object_whole_or_leaves_it_alone() {
        let object = |start, end, kind| Object { span: Span::new(start, end), kind };
        let objects = [object(4, 9, ObjectKind::Code), object(20, 30, ObjectKind::Address)];
        let text = "run f(a); and see velm.example";
        for (start, end, whole) in [
            (0, 4, true),
            (0, 5, false),
            (5, 7, false),
            (4, 9, false),
            (3, 10, false),
            (0, 9, true),
            (9, 12, true),
            (21, 22, true),
        ] {
            assert_eq!(leaves_whole(text, &objects, Span::new(start, end)), whole, "{start}..{end}");
        }
    }
}
