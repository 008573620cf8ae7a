//! Marks in the running text of LaTeX: formulas, commands, accents, signs of typography.

use std::ops::Range;

use crate::inline::{Mark, object};
use crate::markup::head;
use mtlint_core::document::{BlockKind, ObjectKind};

/// What a text begins with.
pub(super) fn mark(rest: &str, before: Option<char>) -> Option<Mark> {
    match rest.as_bytes()[0] {
        b'\\' => command(rest),
        b'$' if rest.starts_with("$$") => object(rest, "$$", "$$", ObjectKind::Math),
        b'$' => object(rest, "$", "$", ObjectKind::Math),
        b'%' => {
            let line = rest.find('\n').unwrap_or(rest.len());
            let next = rest[line..].trim_start();
            Some(Mark::Skip(rest.len() - next.len()))
        }
        b'~' => Some(Mark::Text("\u{a0}", 1)),
        b'{' | b'}' => Some(Mark::Skip(1)),
        b'`' if rest.starts_with("``") => Some(Mark::Text("“", 2)),
        b'\'' if rest.starts_with("''") => Some(Mark::Text("”", 2)),
        b'`' => Some(Mark::Text("‘", 1)),
        b'\'' => Some(Mark::Text("’", 1)),
        b'-' if rest.starts_with("---") => Some(Mark::Text("—", 3)),
        b'-' if rest.starts_with("--") => Some(Mark::Text("–", 2)),
        b'&' if before.is_some() => Some(Mark::Text(" ", 1)),
        _ => None,
    }
}

/// A command: an escaped sign, an accent, or a name with arguments.
fn command(rest: &str) -> Option<Mark> {
    let next = rest[1..].chars().next()?;
    if !next.is_ascii_alphabetic() {
        return Some(match next {
            '(' => return object(rest, "\\(", "\\)", ObjectKind::Math),
            '[' => return object(rest, "\\[", "\\]", ObjectKind::Math),
            '%' | '&' | '_' | '$' | '#' | '{' | '}' => Mark::Escape,
            '\\' => Mark::Text(" ", 2 + argument_len(&rest[2..], '[', ']')),
            ',' | ';' | ':' | ' ' | '\n' => Mark::Text(" ", 2),
            '-' | '/' | '!' | '@' => Mark::Skip(2),
            '\'' | '`' | '^' | '"' | '~' | '=' | '.' => return accent(rest, next),
            c => Mark::Skip(1 + c.len_utf8()),
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
            Mark::Object(ObjectKind::Code, close + mark.len_utf8(), options + mark.len_utf8()..close)
        }
        "texttt" | "code" | "lstinline" | "mintinline" | "path" | "file" | "command" => {
            let (range, len) = inner(options)?;
            Mark::Object(ObjectKind::Code, len, range)
        }
        "ensuremath" | "SI" | "num" | "si" | "qty" => {
            let (_, len) = inner(options)?;
            Mark::Object(ObjectKind::Math, len, 0..len)
        }
        "url" | "nolinkurl" => {
            let (range, len) = inner(options)?;
            Mark::Object(ObjectKind::Address, len, range)
        }
        "href" | "textcolor" | "colorbox" | "foreignlanguage" => {
            let (_, after) = inner(options)?;
            let (range, len) = inner(after)?;
            if name == "foreignlanguage" {
                Mark::Object(ObjectKind::Foreign, len, range)
            } else {
                Mark::Shown(len, range)
            }
        }
        "emph" | "textit" | "textsl" => match inner(options) {
            Some((range, len)) => Mark::Shown(len, range),
            None => Mark::Skip(end),
        },
        "cite" | "citep" | "parencite" | "autocite" | "footcite" | "footnotemark" => {
            let options = options + argument_len(&rest[options..], '[', ']');
            Mark::Note(inner(options).map_or(options, |(_, len)| len))
        }
        "ref" | "eqref" | "autoref" | "cref" | "Cref" | "pageref" | "nameref" | "citet" | "textcite"
        | "vref" | "citeauthor" => {
            let (_, len) = inner(options)?;
            Mark::Object(ObjectKind::Component, len, 0..len)
        }
        "label" | "index" | "hspace" | "vspace" | "includegraphics" | "bibliography" | "thispagestyle"
        | "fontsize" | "setcounter" | "addtocounter" | "color" => {
            Mark::Skip(inner(options).map_or(options, |(_, len)| len))
        }
        "footnote" | "thanks" | "marginpar" => {
            let (range, len) = inner(options)?;
            Mark::Aside(BlockKind::Alternative, len, range)
        }
        "LaTeX" | "TeX" | "BibTeX" | "today" => {
            Mark::Object(ObjectKind::Component, end + argument_len(&rest[end..], '{', '}'), 1..1 + name_len)
        }
        "ldots" | "dots" | "textellipsis" => Mark::Text("…", end + argument_len(&rest[end..], '{', '}')),
        "ss" => Mark::Text("ß", end + argument_len(&rest[end..], '{', '}')),
        "textendash" => Mark::Text("–", end),
        "textemdash" => Mark::Text("—", end),
        "newline" | "quad" | "qquad" | "linebreak" => Mark::Text(" ", end),
        _ => {
            // A space behind a name only ends it where no braces do.
            let space = usize::from(rest[end..].starts_with(' ') && !matches!(name, "textbackslash"));
            Mark::Skip(if options > end { options } else { end + space })
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
fn accent(rest: &str, sign: char) -> Option<Mark> {
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
    Some(Mark::Text(row.1[SIGNS.find(sign)?], 3 + 2 * usize::from(braced)))
}
