//! Marks in the running text of LaTeX: formulas, commands, accents, signs of typography.

use std::ops::Range;

use crate::inline::{InlineMark, object};
use crate::markup::head;
use mtlint_core::document::{BlockKind, ObjectKind};

/// What a text begins with.
pub(super) fn mark(rest: &str, before: Option<char>) -> Option<InlineMark> {
    match rest.as_bytes()[0] {
        b'\\' => command(rest),
        b'$' if rest.starts_with("$$") => object(rest, "$$", "$$", ObjectKind::Math),
        b'$' => object(rest, "$", "$", ObjectKind::Math),
        b'%' => {
            let line = rest.find('\n').unwrap_or(rest.len());
            let next = rest[line..].trim_start();
            Some(InlineMark::Skip(rest.len() - next.len()))
        }
        b'~' => Some(InlineMark::Text("\u{a0}", 1)),
        b'{' | b'}' => Some(InlineMark::Skip(1)),
        b'`' if rest.starts_with("``") => Some(InlineMark::Text("“", 2)),
        b'\'' if rest.starts_with("''") => Some(InlineMark::Text("”", 2)),
        b'`' => Some(InlineMark::Text("‘", 1)),
        b'\'' => Some(InlineMark::Text("’", 1)),
        b'-' if rest.starts_with("---") => Some(InlineMark::Text("—", 3)),
        b'-' if rest.starts_with("--") => Some(InlineMark::Text("–", 2)),
        b'&' if before.is_some() => Some(InlineMark::Text(" ", 1)),
        _ => None,
    }
}

/// A command: an escaped sign, an accent, or a name with arguments.
fn command(rest: &str) -> Option<InlineMark> {
    let next = rest[1..].chars().next()?;
    if !next.is_ascii_alphabetic() {
        return Some(match next {
            '(' => return object(rest, "\\(", "\\)", ObjectKind::Math),
            '[' => return object(rest, "\\[", "\\]", ObjectKind::Math),
            '%' | '&' | '_' | '$' | '#' | '{' | '}' => InlineMark::Escape,
            '\\' => InlineMark::Text(" ", 2 + argument_len(&rest[2..], '[', ']')),
            ',' | ';' | ':' | ' ' | '\n' => InlineMark::Text(" ", 2),
            '-' | '/' | '!' | '@' => InlineMark::Skip(2),
            '\'' | '`' | '^' | '"' | '~' | '=' | '.' => return accent(rest, next),
            c => InlineMark::Skip(1 + c.len_utf8()),
        });
    }
    let name_len = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = &rest[1..1 + name_len];
    let star = usize::from(rest[1 + name_len..].starts_with('*'));
    let end = 1 + name_len + star;
    let options = end + argument_len(&rest[end..], '[', ']');
    let inner = |from: usize| -> Option<(Range<usize>, usize)> {
        let len = argument_len(&rest[from..], '{', '}');
        (len > 0).then(|| (from + 1..from + len - 1, from + len))
    };
    Some(match name {
        "verb" | "lstinline" if !rest[end..].starts_with('{') => {
            let mark = rest[options..].chars().next()?;
            let close = head(&rest[options + mark.len_utf8()..]).find(mark)? + options + mark.len_utf8();
            InlineMark::Object(ObjectKind::Code, close + mark.len_utf8(), options + mark.len_utf8()..close)
        }
        "texttt" | "code" | "lstinline" | "mintinline" | "path" | "file" | "command" => {
            let (range, len) = inner(options)?;
            InlineMark::Object(ObjectKind::Code, len, range)
        }
        "ensuremath" | "SI" | "num" | "si" | "qty" => {
            let (_, len) = inner(options)?;
            InlineMark::Object(ObjectKind::Math, len, 0..len)
        }
        "url" | "nolinkurl" => {
            let (range, len) = inner(options)?;
            InlineMark::Object(ObjectKind::Address, len, range)
        }
        "href" | "textcolor" | "colorbox" | "foreignlanguage" => {
            let (_, after) = inner(options)?;
            let (range, len) = inner(after)?;
            if name == "foreignlanguage" {
                InlineMark::Object(ObjectKind::Foreign, len, range)
            } else {
                InlineMark::Shown(len, range)
            }
        }
        "emph" | "textit" | "textsl" => match inner(options) {
            Some((range, len)) => InlineMark::Shown(len, range),
            None => InlineMark::Skip(end),
        },
        "cite" | "citep" | "parencite" | "autocite" | "footcite" | "footnotemark" => {
            let options = options + argument_len(&rest[options..], '[', ']');
            InlineMark::Note(inner(options).map_or(options, |(_, len)| len))
        }
        "ref" | "eqref" | "autoref" | "cref" | "Cref" | "pageref" | "nameref" | "citet" | "textcite"
        | "vref" | "citeauthor" => {
            let (_, len) = inner(options)?;
            InlineMark::Object(ObjectKind::Component, len, 0..len)
        }
        "label" | "index" | "hspace" | "vspace" | "includegraphics" | "bibliography" | "thispagestyle"
        | "fontsize" | "setcounter" | "addtocounter" | "color" => {
            InlineMark::Skip(inner(options).map_or(options, |(_, len)| len))
        }
        "footnote" | "thanks" | "marginpar" => {
            let (range, len) = inner(options)?;
            InlineMark::Aside(BlockKind::Alternative, len, range)
        }
        "LaTeX" | "TeX" | "BibTeX" | "today" => InlineMark::Object(
            ObjectKind::Component,
            end + argument_len(&rest[end..], '{', '}'),
            1..1 + name_len,
        ),
        "ldots" | "dots" | "textellipsis" => {
            InlineMark::Text("…", end + argument_len(&rest[end..], '{', '}'))
        }
        "ss" => InlineMark::Text("ß", end + argument_len(&rest[end..], '{', '}')),
        "textendash" => InlineMark::Text("–", end),
        "textemdash" => InlineMark::Text("—", end),
        "newline" | "quad" | "qquad" | "linebreak" => InlineMark::Text(" ", end),
        _ => {
            // A space behind a name only ends it where no braces do.
            let space = usize::from(rest[end..].starts_with(' ') && !matches!(name, "textbackslash"));
            InlineMark::Skip(if options > end { options } else { end + space })
        }
    })
}

/// Bytes of the argument between these marks that a text begins with, 0 where there is none.
fn argument_len(text: &str, open: char, close: char) -> usize {
    let mut depth = 0;
    for (i, c) in head(text).char_indices() {
        match c {
            _ if c == open => depth += 1,
            _ if depth == 0 => return 0,
            _ if c == close => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// `\'e`, `\"{o}`.
fn accent(rest: &str, sign: char) -> Option<InlineMark> {
    const SIGNS: &str = "'`^\"~";
    const LETTERS: &[(&str, [&str; 5])] = &[
        ("a", ["á", "à", "â", "ä", "ã"]),
        ("e", ["é", "è", "ê", "ë", "ẽ"]),
        ("i", ["í", "ì", "î", "ï", "ĩ"]),
        ("o", ["ó", "ò", "ô", "ö", "õ"]),
        ("u", ["ú", "ù", "û", "ü", "ũ"]),
        ("n", ["ń", "ǹ", "n̂", "n̈", "ñ"]),
        ("A", ["Á", "À", "Â", "Ä", "Ã"]),
        ("E", ["É", "È", "Ê", "Ë", "Ẽ"]),
        ("O", ["Ó", "Ò", "Ô", "Ö", "Õ"]),
        ("U", ["Ú", "Ù", "Û", "Ü", "Ũ"]),
        ("y", ["ý", "ỳ", "ŷ", "ÿ", "ỹ"]),
        ("c", ["ć", "c̀", "ĉ", "c̈", "c̃"]),
    ];
    let braced = rest[2..].starts_with('{');
    let letter = rest.get(2 + usize::from(braced)..3 + usize::from(braced))?;
    let row = LETTERS.iter().find(|(plain, _)| *plain == letter)?;
    Some(InlineMark::Text(row.1[SIGNS.find(sign)?], 3 + 2 * usize::from(braced)))
}
