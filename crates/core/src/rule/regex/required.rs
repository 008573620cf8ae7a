//! Which literals a regex cannot do without: of a set of them, one must stand in every text it matches.
//!
//! The rule set looks for the literals of all rules at once, and a regex runs only where one of its own was found.
//! Unlike a prefix or suffix, a required literal may stand anywhere in the pattern: `^\W{0,4}(?:share|send) it` needs
//! " it", or one of "share" and "send". The longer the shortest of a set, the rarer it is found in vain. How far a match
//! reaches on either side of its literal is known, too, where the pattern says so: the regex looks no farther.
//!
//! White space counts as one space however much of it stands there, in literals and in reaches: patterns say `\s+` and
//! texts hardly ever have more than a space, and so literals go on over words (`folded` is how a text is read).

use std::borrow::Cow;
use std::slice::from_ref;

use regex_syntax::hir::{Hir, HirKind, Look};

use super::signs::{SignSide, Signs, signs};
use super::strings::{MOST, crossed, flat, one_of, rare, reach, repeated, repeated_length, sum};

/// A literal, and how far from it a match that holds it may reach, in bytes of a text whose white space is folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Literal {
    /// Its words, ASCII letters in lower case, white space folded.
    pub text: Cow<'static, str>,
    /// Bytes from the first of a match to the last of the literal, at most.
    pub before: Option<usize>,
    /// Bytes from the first of the literal to the last of a match, at most.
    pub after: Option<usize>,
    /// Where a match that holds it begins where the text does: with which signs. None where it may begin anywhere.
    pub opens: Option<Signs>,
    /// What stands before it in a match.
    pub preceded: Signs,
    /// What stands after it.
    pub followed: Signs,
}

/// The number by which a pattern is found again among those whose literals are known: FNV-1a (Fowler, Noll, Vo), which
/// the build script and the program count alike.
pub fn key(pattern: &str) -> u64 {
    pattern
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The most literals of a pattern of many branches: with more it would be tried everywhere, which costs far more than
/// to look for them.
const MOST_TOGETHER: usize = 3 * MOST;

/// Literals of which one must stand in what matches; none when any text may match, or when only single ASCII letters
/// are sure.
pub fn literals(hir: &Hir) -> Vec<Literal> {
    let found = best(hir).filter(|set| set.iter().all(|l| l.text.len() >= 2 || l.text.contains(rare)));
    let mut all = found.unwrap_or_default();
    for literal in &mut all {
        literal.preceded = literal.preceded.beyond(Signs::ALL);
        literal.followed = literal.followed.beyond(Signs::ALL);
    }
    all.sort();
    all.dedup_by(|next, first| {
        let same = next.text == first.text;
        if same {
            first.before = larger(first.before, next.before);
            first.after = larger(first.after, next.after);
            first.opens = first.opens.zip(next.opens).map(|(a, b)| a.or(b));
            first.preceded = first.preceded.or(next.preceded);
            first.followed = first.followed.or(next.followed);
        }
        same
    });
    all
}

/// The larger of two reaches; one without end is larger than any.
fn larger(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.zip(b).map(|(a, b)| a.max(b))
}

/// Strings of which one stands in a part, with what is known of the place.
struct Run<'h> {
    texts: Vec<String>,
    before: Option<usize>,
    after: Option<usize>,
    /// The parts before and after them.
    beside: (&'h [Hir], &'h [Hir]),
    /// A repetition of which they are the last or the first ones, and which may go on beyond them.
    repeated: (Option<&'h Hir>, Option<&'h Hir>),
}

impl Run<'_> {
    /// The literals that they are in `whole`.
    fn placed(self, whole: &Hir) -> Vec<Literal> {
        let repeated =
            |part: Option<&Hir>, side| part.map_or(Signs::default(), |part| signs(from_ref(part), side));
        let preceded = signs(self.beside.0, SignSide::Last).or(repeated(self.repeated.0, SignSide::Last));
        let followed = signs(self.beside.1, SignSide::First).or(repeated(self.repeated.1, SignSide::First));
        let (before, after) = (self.before, self.after);
        let literal = |text| {
            checked(Literal { text: Cow::Owned(text), before, after, opens: None, preceded, followed })
        };
        opening(self.texts.into_iter().map(literal).collect(), whole)
    }
}

/// A literal that begins or ends with a space beside more white space: the text has one space for both, and what stands
/// beside that is not known.
fn checked(mut literal: Literal) -> Literal {
    if literal.text.starts_with(' ') && literal.preceded.meets(Signs::SPACE) {
        literal.preceded = Signs::ALL;
    }
    if literal.text.ends_with(' ') && literal.followed.meets(Signs::SPACE) {
        literal.followed = Signs::ALL;
    }
    literal
}

/// The best set of which one must occur in what `hir` matches.
fn best(hir: &Hir) -> Option<Vec<Literal>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(_) | HirKind::Class(_) => one_of(hir).map(|texts| alone(texts, hir, None)),
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            if let Some(texts) = one_of(hir) {
                return Some(alone(texts, hir, None));
            }
            let more = Some(&*repetition.sub);
            let ends = repeated(hir).map(|texts| alone(texts, hir, more));
            let inner = best(&repetition.sub).map(|set| {
                let sub = from_ref(&*repetition.sub);
                let (last, first) = (signs(sub, SignSide::Last), signs(sub, SignSide::First));
                within(set, (Some(0), last.or(Signs::EDGE)), (reach(from_ref(hir)), first.or(Signs::EDGE)))
            });
            better(ends, inner)
        }
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(best).collect::<Option<Vec<_>>>()?;
            Some(sets.concat()).filter(|all| all.len() <= MOST_TOGETHER)
        }
        HirKind::Concat(parts) => {
            let mut all = Vec::new();
            flat(parts, &mut all);
            of_parts(&all, hir)
        }
    }
}

/// Strings that are all of a part, or the ends of what is repeated in it.
fn alone(texts: Vec<String>, hir: &Hir, repeated: Option<&Hir>) -> Vec<Literal> {
    let length = reach(from_ref(hir));
    let repeated = (repeated, repeated);
    Run { texts, before: length, after: length, beside: (&[], &[]), repeated }.placed(hir)
}

/// The best set of a concatenation: of what its parts must hold, or of what neighbours among them hold together.
fn of_parts(parts: &[Hir], hir: &Hir) -> Option<Vec<Literal>> {
    let mut found = None;
    // What the last parts can match together, where that is a handful of strings, the most bytes of it, and the first
    // of those parts, perhaps the last turn of a repetition.
    let (mut run, mut length, mut first, mut turned) = (vec![String::new()], Some(0), 0, None);
    for (i, part) in parts.iter().enumerate() {
        let set = |texts: &[String], length, first: usize, end: usize, repeated| {
            let (before, after) = (reach(&parts[..end]), sum(length, reach(&parts[end..])));
            let beside = (&parts[..first], &parts[end..]);
            Some(Run { texts: texts.to_vec(), before, after, beside, repeated }.placed(hir))
        };
        found = better(found, set(&run, length, first, i, (turned, None)));
        match (one_of(part), repeated(part)) {
            (Some(next), _) if run.len() * next.len() <= MOST => {
                (run, length) = (crossed(&run, &next), sum(length, reach(from_ref(part))));
            }
            (_, Some(next)) if run.len() * next.len() <= MOST => {
                let both = crossed(&run, &next);
                let most = sum(length, reach(from_ref(part)));
                found = better(found, set(&both, most, first, i + 1, (turned, Some(part))));
                (run, length, first, turned) = (next, repeated_length(part), i, Some(part));
            }
            (next, _) => {
                let before = (reach(&parts[..i]), signs(&parts[..i], SignSide::Last));
                let after = (reach(&parts[i + 1..]), signs(&parts[i + 1..], SignSide::First));
                let inner = best(part).map(|set| opening(within(set, before, after), hir));
                found = better(found, inner);
                let alone = next.is_some();
                (length, first, turned) = (if alone { reach(from_ref(part)) } else { Some(0) }, i, None);
                if !alone {
                    first = i + 1;
                }
                run = next.unwrap_or_else(|| vec![String::new()]);
            }
        }
    }
    let last = Run {
        texts: run,
        before: reach(parts),
        after: length,
        beside: (&parts[..first], &[]),
        repeated: (turned, None),
    };
    better(found, Some(last.placed(hir)))
}

/// The literals of a part, between others that take so many bytes and have these signs.
fn within(
    set: Vec<Literal>,
    (before, preceded): (Option<usize>, Signs),
    (after, followed): (Option<usize>, Signs),
) -> Vec<Literal> {
    let placed = |literal: Literal| {
        checked(Literal {
            before: sum(literal.before, before),
            after: sum(literal.after, after),
            preceded: literal.preceded.beyond(preceded),
            followed: literal.followed.beyond(followed),
            ..literal
        })
    };
    set.into_iter().map(placed).collect()
}

/// The literals of `hir`, which may have to begin where the text does.
fn opening(mut set: Vec<Literal>, hir: &Hir) -> Vec<Literal> {
    if hir.properties().look_set_prefix().contains(Look::Start) {
        let begins = signs(from_ref(hir), SignSide::First).beyond(Signs::ALL);
        set.iter_mut().for_each(|literal| _ = literal.opens.get_or_insert(begins));
    }
    set
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
    use std::borrow::Cow;

    use super::literals;
    use crate::rule::regex::signs::Signs;

    fn of(pattern: &str) -> Vec<String> {
        literals(&regex_syntax::parse(pattern).unwrap()).into_iter().map(|l| l.text.into_owned()).collect()
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
    fn a_literal_goes_on_over_white_space_and_groups() {
        assert_eq!(of(r"(?i)\b(?P<mark>let\s+me)\s*know"), ["let me kno", "let mekno"]);
        assert_eq!(of(r"\s[\s,]\sthe"), [" , the", " the"]);
        let all = literals(&regex_syntax::parse(r"let\s+me\s+know").unwrap());
        assert_eq!((all[0].before, all[0].after), (Some(11), Some(11)));
    }

    #[test]
    fn what_stands_beside_a_literal_is_known() {
        let stands = |pattern: &str, before: u8, after: u8| {
            let all = literals(&regex_syntax::parse(pattern).unwrap());
            let beside = |l: &super::Literal| {
                (l.preceded.meets(Signs::of(before)), l.followed.meets(Signs::of(after)))
            };
            all.iter().map(beside).collect::<Vec<_>>()
        };
        assert_eq!(stands(r"\pN+men\b", b'3', b'x'), [(true, true)]);
        assert_eq!(stands(r"\pN+(?:men|days)[.]", b'a', b'.'), [(false, true); 2]);
        assert_eq!(stands(r"at [0-9]*:", b'q', b':'), [(true, true)]);
        assert_eq!(stands(r"at [0-9]*:", b'q', b'a'), [(true, false)]);
        assert_eq!(stands(r"\W the", b',', b'a'), [(true, true)]);
    }

    #[test]
    fn how_far_a_match_reaches_is_known() {
        let of = |pattern: &str| {
            let all = literals(&regex_syntax::parse(pattern).unwrap());
            all.into_iter().map(|l| (l.text, l.before, l.after, l.opens.is_some())).collect::<Vec<_>>()
        };
        let literal = |text: &'static str, before, after, opens| (Cow::Borrowed(text), before, after, opens);
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
