//! Which code of one side the other does not have, and code that stands in an order in which it cannot work.

use serde::Deserialize;

use crate::bilingual::code::{CodeKind, CodeText};
use crate::span::Span;

/// What is wrong with a piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeFault {
    /// The target does not have it.
    Missing,
    /// The source does not have it.
    Added,
    /// Another stands in its place.
    Changed,
    /// It stands in an order in which it is filled wrongly, or closes what is not open.
    Order,
    /// It encloses nothing, where the source has words.
    Empty,
}

/// A difference between the code of two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Lapse {
    /// What is wrong.
    pub fault: CodeFault,
    /// Of what.
    pub kind: CodeKind,
    /// The piece of the source.
    pub source: Option<Span>,
    /// The piece of the target.
    pub target: Option<Span>,
}

/// A text and its code.
#[derive(Clone, Copy)]
pub struct Coded<'c> {
    /// The text.
    pub text: &'c str,
    /// Its code, in order.
    pub codes: &'c [CodeText],
}

/// Kinds that are compared piece by piece.
const KINDS: [CodeKind; 9] = [
    CodeKind::Placeholder,
    CodeKind::Tag,
    CodeKind::Address,
    CodeKind::Link,
    CodeKind::Inline,
    CodeKind::Path,
    CodeKind::Option,
    CodeKind::Identifier,
    CodeKind::Escape,
];

/// Returns how the code of two sides differs.
pub fn lapses(source: Coded, target: Coded) -> Vec<Lapse> {
    let mut all = Vec::new();
    if source.codes.is_empty() && target.codes.is_empty() {
        return all;
    }
    for kind in KINDS {
        let (mut theirs, mut ours) = (of(source, kind), of(target, kind));
        numbered(&mut theirs, &mut ours);
        let (lost, added) = (missing(&theirs, &ours, target, kind), missing(&ours, &theirs, source, kind));
        let pairs = lost.len().min(added.len());
        for (l, a) in lost.iter().zip(&added) {
            all.push(Lapse { fault: CodeFault::Changed, kind, source: Some(l.0), target: Some(a.0) });
        }
        all.extend(lost[pairs..].iter().map(|l| Lapse {
            fault: CodeFault::Missing,
            kind,
            source: Some(l.0),
            target: None,
        }));
        all.extend(added[pairs..].iter().map(|a| Lapse {
            fault: CodeFault::Added,
            kind,
            source: None,
            target: Some(a.0),
        }));
        if lost.is_empty() && added.is_empty() {
            all.extend(order(kind, source, target, &theirs, &ours));
        }
    }
    all
}

type CodePiece = (Span, String);

fn of(side: Coded, kind: CodeKind) -> Vec<CodePiece> {
    // A tab before the text is how a list was indented.
    let within = |c: &&CodeText| {
        kind != CodeKind::Escape
            || c.key != "\\t" && side.text[..c.span.start as usize].contains(char::is_alphabetic)
            || side.text.len() < 60
    };
    side.codes.iter().filter(|c| c.kind == kind).filter(within).map(|c| (c.span, c.key.clone())).collect()
}

/// True for a piece of printf that takes the next value: "%s", "%-5.2f".
fn takes_next(key: &str) -> bool {
    let inner = key.strip_prefix('%').unwrap_or("");
    let head = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    !inner.is_empty()
        && !inner.starts_with(['(', '{', 'L'])
        && !inner.ends_with('%')
        && !(head.starts_with('$') && head.len() < inner.len())
        && !head.is_empty()
}

/// Where one side numbers its values and the other takes them in order, they are numbered on both.
fn numbered(a: &mut [CodePiece], b: &mut [CodePiece]) {
    let plain = |list: &[CodePiece]| !list.is_empty() && list.iter().all(|p| takes_next(&p.1));
    let positional = |list: &[CodePiece]| list.iter().any(|p| p.1.starts_with('%') && p.1.contains('$'));
    let count = |list: &mut [CodePiece]| {
        for (at, piece) in list.iter_mut().enumerate() {
            piece.1 = format!("%{}${}", at + 1, &piece.1[1..]);
        }
    };
    match (plain(a), plain(b)) {
        (true, false) if positional(b) => count(a),
        (false, true) if positional(a) => count(b),
        _ => {}
    }
}

/// The pieces of `from` that `other` does not have.
fn missing(from: &[CodePiece], other: &[CodePiece], text: Coded, kind: CodeKind) -> Vec<CodePiece> {
    let mut left: Vec<&str> = other.iter().map(|p| p.1.as_str()).collect();
    let anywhere = |key: &str| match kind {
        // A value may be named twice; one that takes the next value may not.
        CodeKind::Placeholder => !takes_next(key) && other.iter().any(|p| p.1 == key),
        CodeKind::Tag | CodeKind::Escape => false,
        CodeKind::Address => other.iter().any(|p| same_page(&p.1, key)),
        CodeKind::Link => false,
        CodeKind::Identifier => contains(text.text, key) || humps(key).any(|part| text.text.contains(part)),
        _ => text.text.contains(key),
    };
    let mut is_missing = |piece: &&CodePiece| match left.iter().position(|k| *k == piece.1) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => !anywhere(&piece.1),
    };
    from.iter().filter(|p| is_missing(p)).cloned().collect()
}

fn contains(text: &str, key: &str) -> bool {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.contains(key) || letters(text).contains(&letters(key))
}

/// The longer parts of a name with capitals inside: where one comes back, words were only run together.
fn humps(key: &str) -> impl Iterator<Item = &str> {
    let starts = key.char_indices().filter(|(at, c)| *at > 0 && c.is_ascii_uppercase()).map(|(at, _)| at);
    let mut from = 0;
    let ends = starts.chain([key.len()]);
    ends.map(move |end| &key[std::mem::replace(&mut from, end)..end]).filter(|part| part.len() > 3)
}

/// Addresses of one page in two languages: their hosts are the same, and all parts but one.
fn same_page(a: &str, b: &str) -> bool {
    let parts = |s: &str| s.split(['/', '?', '.', '=']).map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (parts(a), parts(b));
    let is_code =
        |s: &str| matches!(s.len(), 2 | 5) && s.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    x.len() == y.len() && x.iter().zip(&y).filter(|(p, q)| p != q).all(|(p, q)| is_code(p) && is_code(q))
        || x.len().abs_diff(y.len()) == 1 && {
            let (long, short) = if x.len() > y.len() { (&x, &y) } else { (&y, &x) };
            (0..long.len()).any(|i| is_code(&long[i]) && [&long[..i], &long[i + 1..]].concat() == **short)
        }
}

/// Values that are taken in another order, and tags that close what is not open.
fn order(
    kind: CodeKind,
    source: Coded,
    target: Coded,
    theirs: &[CodePiece],
    ours: &[CodePiece],
) -> Option<Lapse> {
    match kind {
        CodeKind::Placeholder => {
            let next =
                |list: &[CodePiece]| list.iter().filter(|p| takes_next(&p.1)).cloned().collect::<Vec<_>>();
            let (a, b) = (next(theirs), next(ours));
            let wrong = a.iter().zip(&b).find(|(x, y)| x.1 != y.1)?;
            Some(Lapse { fault: CodeFault::Order, kind, source: Some(wrong.0.0), target: Some(wrong.1.0) })
        }
        CodeKind::Tag => {
            if nested(theirs).is_none()
                && let Some(at) = nested(ours)
            {
                return Some(Lapse { fault: CodeFault::Order, kind, source: None, target: Some(ours[at].0) });
            }
            let empty = |side: Coded, list: &[CodePiece]| {
                list.windows(2).position(|w| {
                    w[1].1.strip_prefix('/').is_some_and(|n| w[0].1.split(' ').next() == Some(n))
                        && side.text[w[0].0.end as usize..w[1].0.start as usize].trim().is_empty()
                })
            };
            let at = empty(target, ours)?;
            empty(source, theirs).is_none().then(|| {
                let span = ours[at].0.to(ours[at + 1].0);
                Lapse { fault: CodeFault::Empty, kind, source: None, target: Some(span) }
            })
        }
        _ => None,
    }
}

/// The first tag that closes another than the last one that was opened, where all that are opened are closed.
fn nested(tags: &[CodePiece]) -> Option<usize> {
    let name =
        |key: &str| key.split([' ', '=']).next().unwrap_or("").trim_matches(['/', '[', ']']).to_owned();
    let is_end = |key: &str| key.trim_start_matches('[').starts_with('/');
    let ends: Vec<String> = tags.iter().filter(|t| is_end(&t.1)).map(|t| name(&t.1)).collect();
    let mut open: Vec<String> = Vec::new();
    for (at, (_, key)) in tags.iter().enumerate() {
        if is_end(key) {
            if open.pop().as_deref() != Some(name(key).as_str()) {
                return Some(at);
            }
        } else if ends.contains(&name(key)) {
            open.push(name(key));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{CodeFault, Coded, lapses};
    use crate::bilingual::code_read::find;

    fn faults(source: &str, target: &str) -> Vec<CodeFault> {
        let (a, b) = (find(source), find(target));
        let side = |text, codes| Coded { text, codes };
        lapses(side(source, &a), side(target, &b)).into_iter().map(|l| l.fault).collect()
    }

    #[test]
    fn placeholders_are_compared_and_kept_in_order() {
        assert_eq!(faults("{0} von {1}", "{0} of {2}"), [CodeFault::Changed]);
        assert_eq!(faults("%s hat %d Boote", "%d boats of %s"), [CodeFault::Order]);
        assert_eq!(faults("%s hat %d Boote", "%2$d boats of %1$s"), []);
        assert_eq!(faults("Hallo %s", "Hello"), [CodeFault::Missing]);
        assert_eq!(faults("Hallo", "Hello {name}"), [CodeFault::Added]);
        assert_eq!(faults("{name} kommt", "{name}: {name} comes"), []);
    }

    #[test]
    fn tags_are_compared_and_must_nest() {
        assert_eq!(faults("<b>rot</b> <i>blau</i>", "<i>blue</i> <b>red</b>"), []);
        assert_eq!(faults("<b><i>rot</i></b>", "<b><i>red</b></i>"), [CodeFault::Order]);
        assert_eq!(faults("<b>rot</b>", "<b></b> red"), [CodeFault::Empty]);
        assert_eq!(faults("<b>rot</b>", "<b>red"), [CodeFault::Missing]);
    }

    #[test]
    fn an_address_may_name_its_language() {
        assert_eq!(faults("https://velm.example/de/plan", "https://velm.example/en/plan"), []);
        assert_eq!(faults("https://velm.example/plan", "https://velm.example/pian"), [CodeFault::Changed]);
    }
}
