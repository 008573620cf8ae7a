//! Which literals a regex cannot do without: of a set of them, one must stand in every text it matches.
//!
//! The rule set looks for the literals of all rules at once, and a regex runs only where one of its own was found.
//! Unlike a prefix or suffix, a required literal may stand anywhere in the pattern: `^\W{0,4}(?:share|send) it` needs
//! " it", or one of "share" and "send". The longer the shortest of a set, the rarer it is found in vain. How far a match
//! reaches on either side of its literal is known, too, where the pattern says so: the regex looks no farther.

use std::slice::from_ref;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// The most literals of one pattern.
const MOST: usize = 800;

/// Marks so rare in prose that one alone is worth looking for; so are control characters.
const RARE: [char; 19] =
    ['?', '&', '<', '>', '\\', '%', '{', '}', '[', ']', '$', '#', '*', '_', '|', '^', '~', '=', '`'];

/// A literal, and how far from it a match that holds it may reach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Literal {
    /// Its words, ASCII letters in lower case.
    pub text: String,
    /// Bytes from the first of a match to the last of the literal, at most.
    pub before: Option<usize>,
    /// Bytes from the first of the literal to the last of a match, at most.
    pub after: Option<usize>,
    /// True when the match begins where the text does.
    pub opens: bool,
}

/// A literal as `build.rs` writes it down; a reach beyond 65,535 bytes passes for one without end.
pub type Known = (&'static str, Option<u16>, Option<u16>, bool);

impl From<Known> for Literal {
    fn from((text, before, after, opens): Known) -> Literal {
        let wide = |reach: Option<u16>| reach.map(usize::from);
        Literal { text: text.to_owned(), before: wide(before), after: wide(after), opens }
    }
}

fn rare(c: char) -> bool {
    RARE.contains(&c) || c.is_ascii_control() && !c.is_ascii_whitespace()
}

/// Literals of which one must stand in what matches; none when any text may match, or when only single ASCII letters
/// are sure.
pub fn literals(hir: &Hir) -> Vec<Literal> {
    let found = best(hir).filter(|set| set.iter().all(|l| l.text.len() >= 2 || l.text.contains(rare)));
    let mut all = found.unwrap_or_default();
    all.sort();
    all.dedup_by(|next, first| {
        let same = next.text == first.text;
        if same {
            first.before = larger(first.before, next.before);
            first.after = larger(first.after, next.after);
            first.opens &= next.opens;
        }
        same
    });
    all
}

/// The larger of two reaches; one without end is larger than any.
fn larger(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.zip(b).map(|(a, b)| a.max(b))
}

fn sum(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.zip(b).map(|(a, b)| a + b)
}

/// The most bytes that these can match together.
fn reach(parts: &[Hir]) -> Option<usize> {
    parts.iter().map(|part| part.properties().maximum_len()).sum()
}

/// The best set of which one must occur in what `hir` matches.
fn best(hir: &Hir) -> Option<Vec<Literal>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(_) | HirKind::Class(_) => {
            let length = reach(from_ref(hir));
            one_of(hir).map(|set| placed(set, hir, length, length))
        }
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let length = reach(from_ref(hir));
            let ends = repeated(hir).map(|set| placed(set, hir, length, length));
            let inner = best(&repetition.sub).map(|set| within(set, Some(0), length));
            better(ends, inner)
        }
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(best).collect::<Option<Vec<_>>>()?;
            Some(sets.concat()).filter(|all| all.len() <= MOST)
        }
        HirKind::Concat(parts) => {
            let mut found = None;
            // What the last parts can match together, where that is a handful of strings, and the most bytes of it.
            let (mut run, mut length) = (vec![String::new()], Some(0));
            for (i, part) in parts.iter().enumerate() {
                let set = |run: &[String], length, end| {
                    let (before, after) = (reach(&parts[..end]), sum(length, reach(&parts[end..])));
                    Some(placed(run.to_vec(), hir, before, after))
                };
                found = better(found, set(&run, length, i));
                match (one_of(part), repeated(part)) {
                    (Some(next), _) if run.len() * next.len() <= MOST => {
                        (run, length) = (crossed(&run, &next), sum(length, reach(from_ref(part))));
                    }
                    (_, Some(next)) if run.len() * next.len() <= MOST => {
                        let both = crossed(&run, &next);
                        found = better(found, set(&both, sum(length, reach(from_ref(part))), i + 1));
                        (run, length) = (next, repeated_length(part));
                    }
                    (next, _) => {
                        let inner = best(part);
                        let inner = inner.map(|s| within(s, reach(&parts[..i]), reach(&parts[i + 1..])));
                        found = better(found, opening(inner, hir));
                        length = if next.is_some() { reach(from_ref(part)) } else { Some(0) };
                        run = next.unwrap_or_else(|| vec![String::new()]);
                    }
                }
            }
            better(found, Some(placed(run, hir, reach(parts), length)))
        }
    }
}

/// Strings that stand in `whole`, which reaches so far around them.
fn placed(run: Vec<String>, whole: &Hir, before: Option<usize>, after: Option<usize>) -> Vec<Literal> {
    let literal = |text| Literal { text, before, after, opens: false };
    opening(Some(run.into_iter().map(literal).collect()), whole).unwrap_or_default()
}

/// The literals of a part, between others that take so many bytes.
fn within(mut set: Vec<Literal>, before: Option<usize>, after: Option<usize>) -> Vec<Literal> {
    for literal in &mut set {
        literal.before = sum(literal.before, before);
        literal.after = sum(literal.after, after);
    }
    set
}

/// The literals of `hir`, which may have to begin where the text does.
fn opening(mut set: Option<Vec<Literal>>, hir: &Hir) -> Option<Vec<Literal>> {
    let opens = hir.properties().look_set_prefix().contains(Look::Start);
    set.iter_mut().flatten().for_each(|literal| literal.opens |= opens);
    set
}

/// The strings with which a repetition begins and ends: two of its parts, or one where one will do.
fn repeated(hir: &Hir) -> Option<Vec<String>> {
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
fn repeated_length(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Capture(capture) => repeated_length(&capture.sub),
        HirKind::Repetition(repetition) => reach(from_ref(&repetition.sub)).map(|n| 2 * n),
        _ => None,
    }
}

/// All that `hir` can match, ASCII letters in lower case, where that is a handful of strings.
fn one_of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![std::str::from_utf8(&literal.0).ok()?.to_ascii_lowercase()]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 = class.iter().map(|r| r.end() as u32 - r.start() as u32 + 1).sum();
            let letters = || class.iter().flat_map(|r| r.start()..=r.end());
            // The long s and the Kelvin sign, which case folding brings in, are nobody's spelling.
            let plain = letters()
                .filter(|c| !matches!(c, '\u{17f}' | '\u{212a}'))
                .map(|c| c.to_ascii_lowercase().to_string());
            (size <= 10 || size <= 64 && letters().all(|c| !c.is_ascii() || rare(c))).then(|| {
                let mut all: Vec<String> = plain.collect();
                all.sort();
                all.dedup();
                all
            })
        }
        HirKind::Class(_) => None,
        HirKind::Capture(capture) => one_of(&capture.sub),
        HirKind::Repetition(r) if r.min == 0 && r.max == Some(1) => {
            let mut all = one_of(&r.sub)?;
            all.push(String::new());
            Some(all)
        }
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(one_of).collect::<Option<Vec<_>>>()?;
            Some(sets.concat()).filter(|all| all.len() <= 32)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![String::new()];
            for part in parts {
                all = crossed(&all, &one_of(part)?);
                if all.len() > 32 {
                    return None;
                }
            }
            Some(all)
        }
    }
}

fn crossed(heads: &[String], tails: &[String]) -> Vec<String> {
    heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
}

/// The set whose shortest member is longer, if it is not large; of two alike the smaller.
fn better(a: Option<Vec<Literal>>, b: Option<Vec<Literal>>) -> Option<Vec<Literal>> {
    let worth = |set: &Vec<Literal>| {
        let shortest = set.iter().map(|l| l.text.len()).min().unwrap_or(0);
        (shortest.min(if set.len() > 320 { 2 } else { 9 }), std::cmp::Reverse(set.len()))
    };
    match (a, b) {
        (Some(a), Some(b)) => Some(if worth(&b) > worth(&a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    fn of(pattern: &str) -> Vec<String> {
        literals(&regex_syntax::parse(pattern).unwrap()).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn a_literal_inside_is_found() {
        assert_eq!(
            of(r"^\W{0,4}(?:share|send) (?:it|this)"),
            ["send it", "send this", "share it", "share this"]
        );
        assert_eq!(of(r"(?i)^\W*(?:Copyright|all rights) \d+"), ["all rights", "copyright"]);
        assert_eq!(of(r"\b\w+ said\b"), [" said"]);
        assert_eq!(of(r"[0-9]+,0"), ["0,0", "1,0", "2,0", "3,0", "4,0", "5,0", "6,0", "7,0", "8,0", "9,0"]);
        assert_eq!(of(r"[!?]{2,}"), ["!!", "!?", "?!", "??"]);
        assert_eq!(of(r"\w*<\w*"), ["<"]);
    }

    #[test]
    fn how_far_a_match_reaches_is_known() {
        let of = |pattern: &str| {
            let all = literals(&regex_syntax::parse(pattern).unwrap());
            all.into_iter().map(|l| (l.text, l.before, l.after, l.opens)).collect::<Vec<_>>()
        };
        let literal = |text: &str, before, after, opens| (text.to_owned(), before, after, opens);
        assert_eq!(of("[a-z]{0,3}the quay[.]?"), [literal("the quay", Some(11), Some(9), false)]);
        assert_eq!(of(r"^\W?read also.*"), [literal("read also", Some(13), None, true)]);
        assert_eq!(
            of("(?:^read|[x-z]+ more)!"),
            [
                literal("read", Some(4), Some(5), true),
                literal("x more", None, Some(8), false),
                literal("y more", None, Some(8), false),
                literal("z more", None, Some(8), false),
            ]
        );
        assert_eq!(of("(?:ab|[0-9]{3}.*ab)"), [literal("ab", None, Some(2), false)]);
    }

    #[test]
    fn what_may_be_absent_is_not_required() {
        assert_eq!(of(r"(?:very )*\w+"), Vec::<String>::new());
        assert_eq!(of(r"very|\d+"), Vec::<String>::new());
        assert_eq!(of(r"colou?r\d"), ["color", "colour"]);
    }
}
