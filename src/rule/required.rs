//! Which literals a regex cannot do without: of a set of them, one must stand in every text it matches.
//!
//! The rule set looks for the literals of all rules at once, and a regex runs only where one of its own was found.
//! Unlike a prefix or suffix, a required literal may stand anywhere in the pattern: `^\W{0,4}(?:share|send) it` needs
//! " it", or one of "share" and "send". The longer the shortest of a set, the rarer it is found in vain.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most literals of one pattern.
const MOST: usize = 320;

/// Marks so rare in prose that one alone is worth looking for.
const RARE: [char; 19] =
    ['?', '&', '<', '>', '\\', '%', '{', '}', '[', ']', '$', '#', '*', '_', '|', '^', '~', '=', '`'];

/// Literals with their ASCII letters in lower case; none when any text may match, or when only single ASCII letters are sure.
pub(super) fn literals(hir: &Hir) -> Vec<String> {
    let found = best(hir).filter(|set| set.iter().all(|l| l.len() >= 2 || l.contains(RARE)));
    found
        .map(|mut set| {
            set.sort();
            set.dedup();
            set
        })
        .unwrap_or_default()
}

/// The best set of which one must occur in what `hir` matches.
fn best(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(_) | HirKind::Class(_) => one_of(hir),
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => better(repeated(hir), best(&repetition.sub)),
        HirKind::Repetition(_) => None,
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(best).collect::<Option<Vec<_>>>()?;
            Some(sets.concat()).filter(|all| all.len() <= MOST)
        }
        HirKind::Concat(parts) => {
            let mut found = None;
            // What the last parts can match together, where that is a handful of strings.
            let mut run = vec![String::new()];
            for part in parts {
                found = better(found, Some(run.clone()));
                match (one_of(part), repeated(part)) {
                    (Some(next), _) if run.len() * next.len() <= MOST => run = crossed(&run, &next),
                    (_, Some(next)) if run.len() * next.len() <= MOST => {
                        found = better(found, Some(crossed(&run, &next)));
                        run = next;
                    }
                    (next, _) => {
                        found = better(found, best(part));
                        run = next.unwrap_or_else(|| vec![String::new()]);
                    }
                }
            }
            better(found, Some(run))
        }
    }
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
            (size <= 10 || size <= 64 && letters().all(|c| !c.is_ascii())).then(|| {
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
fn better(a: Option<Vec<String>>, b: Option<Vec<String>>) -> Option<Vec<String>> {
    let worth = |set: &Vec<String>| {
        let shortest = set.iter().map(String::len).min().unwrap_or(0);
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
        literals(&regex_syntax::parse(pattern).unwrap())
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
    fn what_may_be_absent_is_not_required() {
        assert_eq!(of(r"(?:very )*\w+"), Vec::<String>::new());
        assert_eq!(of(r"very|\d+"), Vec::<String>::new());
        assert_eq!(of(r"colou?r\d"), ["color", "colour"]);
    }
}
