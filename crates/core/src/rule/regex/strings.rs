//! The strings that a part of a pattern can match, where they are a handful, and how long what it matches may be: all
//! with white space folded.

use std::slice::from_ref;

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most literals of one pattern.
pub const MOST: usize = 800;

/// Marks so rare in prose that one alone is worth looking for; so are control characters.
const RARE: [char; 19] =
    ['?', '&', '<', '>', '\\', '%', '{', '}', '[', ']', '$', '#', '*', '_', '|', '^', '~', '=', '`'];

/// True for a character that is worth looking for alone.
pub fn rare(c: char) -> bool {
    RARE.contains(&c) || c.is_ascii_control() && !c.is_ascii_whitespace()
}

/// Both together.
pub fn sum(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.zip(b).map(|(a, b)| a + b)
}

/// The most bytes that these can match together, white space folded.
pub fn reach(parts: &[Hir]) -> Option<usize> {
    parts.iter().map(most).sum()
}

fn most(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.len()),
        HirKind::Class(_) if is_space(hir) => Some(1),
        HirKind::Class(_) => hir.properties().maximum_len(),
        HirKind::Capture(capture) => most(&capture.sub),
        HirKind::Repetition(repetition) if is_space(&repetition.sub) => Some(1),
        HirKind::Repetition(repetition) => most(&repetition.sub)?.checked_mul(repetition.max? as usize),
        HirKind::Concat(parts) => reach(parts),
        HirKind::Alternation(branches) => {
            branches.iter().map(most).try_fold(0, |all, branch| Some(all.max(branch?)))
        }
    }
}

/// True for a class of nothing but white space.
fn is_space(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|r| r.end() as u32 - r.start() as u32 + 1).sum::<u32>() <= 32;
            few && !class.ranges().is_empty()
                && class.iter().flat_map(|r| r.start()..=r.end()).all(char::is_whitespace)
        }
        HirKind::Class(Class::Bytes(class)) => {
            !class.ranges().is_empty()
                && class
                    .iter()
                    .flat_map(|r| r.start()..=r.end())
                    .all(|b| b.is_ascii() && char::from(b).is_whitespace())
        }
        HirKind::Capture(capture) => is_space(&capture.sub),
        _ => false,
    }
}

/// True for white space that is folded. The vertical tab is left: it stands in no prose, and is looked for by itself.
pub fn is_folded(c: char) -> bool {
    c.is_whitespace() && c != '\u{b}'
}

/// A text with every run of white space as one space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match is_folded(c) {
            true if folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(c.to_ascii_lowercase()),
        }
    }
    folded
}

/// The parts of a concatenation, those of groups in it taken out of them.
pub fn flat(parts: &[Hir], all: &mut Vec<Hir>) {
    for part in parts {
        match part.kind() {
            HirKind::Capture(capture) => flat(from_ref(&capture.sub), all),
            HirKind::Concat(parts) => flat(parts, all),
            _ => all.push(part.clone()),
        }
    }
}

/// The strings with which a repetition begins and ends: two of its parts, or one where one will do.
pub fn repeated(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Capture(capture) => repeated(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let one = one_of(&repetition.sub)?;
            Some(if repetition.min > 1 { crossed(&one, &one) } else { one }).filter(|all| all.len() <= MOST)
        }
        _ => None,
    }
}

/// The most bytes of what [`repeated`] tells.
pub fn repeated_length(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Capture(capture) => repeated_length(&capture.sub),
        HirKind::Repetition(repetition) => reach(from_ref(&repetition.sub)).map(|n| 2 * n),
        _ => None,
    }
}

/// All that `hir` can match, ASCII letters in lower case, where that is a handful of strings.
pub fn one_of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![folded(std::str::from_utf8(&literal.0).ok()?)]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 = class.iter().map(|r| r.end() as u32 - r.start() as u32 + 1).sum();
            let spaces = class.iter().any(|r| (r.start()..=r.end()).any(is_folded));
            let kept = |c: &char| !c.is_whitespace() || !spaces && !is_folded(*c);
            let letters = || class.iter().flat_map(|r| r.start()..=r.end()).filter(kept);
            let few = size <= 96 && {
                let count = letters().count();
                count <= 10 || count <= 64 && letters().all(|c| !c.is_ascii() || rare(c))
            };
            few.then(|| {
                // The long s and the Kelvin sign, which case folding brings in, are nobody's spelling.
                let plain = letters().filter(|c| !matches!(c, '\u{17f}' | '\u{212a}'));
                let mut all: Vec<String> = plain.map(|c| c.to_ascii_lowercase().to_string()).collect();
                all.extend(spaces.then(|| " ".to_owned()));
                all.sort();
                all.dedup();
                all
            })
        }
        HirKind::Class(_) if is_space(hir) => Some(vec![" ".to_owned()]),
        HirKind::Class(_) => None,
        HirKind::Capture(capture) => one_of(&capture.sub),
        HirKind::Repetition(r) if is_space(&r.sub) && r.max != Some(0) => {
            let mut all = vec![" ".to_owned()];
            all.extend((r.min == 0).then(String::new));
            Some(all)
        }
        HirKind::Repetition(r) if r.min == 0 && r.max == Some(1) => {
            let mut all = one_of(&r.sub)?;
            all.push(String::new());
            Some(all)
        }
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(one_of).collect::<Option<Vec<_>>>()?;
            Some(sets.concat()).filter(|all| all.len() <= 64)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![String::new()];
            for part in parts {
                all = crossed(&all, &one_of(part)?);
                if all.len() > 64 {
                    return None;
                }
            }
            Some(all)
        }
    }
}

pub fn crossed(heads: &[String], tails: &[String]) -> Vec<String> {
    let joined = |head: &String, tail: &String| match head.ends_with(' ') {
        true => format!("{head}{}", tail.strip_prefix(' ').unwrap_or(tail)),
        false => format!("{head}{tail}"),
    };
    let mut all: Vec<String> =
        heads.iter().flat_map(|head| tails.iter().map(move |tail| joined(head, tail))).collect();
    all.sort_unstable();
    all.dedup();
    all
}
