//! Which language a document was likely translated from, told by the interference that its findings show.

use std::collections::BTreeMap;

/// Fewest findings that tell a language.
const FEWEST: usize = 2;

/// The codes of the languages that findings agree on, in order; empty where too few tell one, or they disagree.
///
/// A finding speaks for the languages that its rule names (`named`, by finding), the less for each the more they are. Languages that are
/// always named together stay together; they must weigh twice what any other does.
pub(super) fn likely<'f>(named: impl Iterator<Item = &'f [String]>) -> Vec<&'f str> {
    let mut votes: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for languages in named {
        for language in languages {
            let vote = votes.entry(language).or_default();
            vote.0 += 1;
            vote.1 += 1.0 / languages.len() as f64;
        }
    }
    let most = votes.values().map(|vote| vote.1).fold(0.0, f64::max);
    let leads = |vote: &(usize, f64)| vote.1 > most * 0.999;
    let agreed = votes.values().all(|vote| leads(vote) && vote.0 >= FEWEST || vote.1 * 2.0 <= most);
    if agreed {
        votes.iter().filter(|(_, vote)| leads(vote)).map(|(code, _)| *code).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::likely;

    fn told(findings: &[&str]) -> String {
        let named = findings.iter().map(|codes| codes.split_whitespace().map(str::to_owned).collect());
        let named: Vec<Vec<String>> = named.collect();
        likely(named.iter().map(Vec::as_slice)).join(" ")
    }

    #[test]
    fn findings_that_agree_tell_the_language() {
        assert_eq!(told(&["ru uk", "ru uk", ""]), "ru uk");
        assert_eq!(told(&["tr", "tr", "zh"]), "tr");
        for undecided in [&["tr"][..], &["tr", "zh"], &["", ""], &[]] {
            assert_eq!(told(undecided), "", "{undecided:?}");
        }
    }
}
