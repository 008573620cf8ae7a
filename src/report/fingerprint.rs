//! A name for a finding that stays when the text around it moves: rule, words at fault, the words beside them.
//!
//! Line numbers are not in it. Findings that would get one name are told apart by counting.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::report::Located;

/// Words on each side that belong to the name.
const BESIDE: usize = 6;

/// The fingerprints of a review's findings, in their order; 16 hexadecimal digits each.
pub fn fingerprints(located: &Located) -> Vec<String> {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    let findings = located.review.findings.iter();
    findings
        .map(|finding| {
            let plain = fingerprint(located, finding);
            let count = seen.entry(plain).or_default();
            *count += 1;
            let named = if *count == 1 { plain } else { fnv(plain, &count.to_le_bytes()) };
            format!("{named:016x}")
        })
        .collect()
}

fn fingerprint(located: &Located, finding: &Finding) -> u64 {
    let document = &located.review.document;
    let text = &document.source.text;
    let block = located.block_span(&document.blocks[finding.block]);
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let before = &text[(block.start as usize).min(start)..start];
    let after = &text[end..(block.end as usize).max(end)];
    let mut hash = fnv(0xcbf2_9ce4_8422_2325, finding.rule.id.as_bytes());
    let mut last: Vec<&str> = words(before).rev().take(BESIDE).collect();
    last.reverse();
    let marked = located.text(finding).split_whitespace();
    for word in last.into_iter().chain(marked).chain(words(after).take(BESIDE)) {
        hash = fnv(hash, b" ");
        hash = fnv(hash, word.to_lowercase().as_bytes());
    }
    hash
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// FNV-1a: small, and the same on every machine and in every version.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use crate::report::{Located, sample};

    #[test]
    fn they_differ_and_outlive_a_change_elsewhere() {
        let review = sample::article();
        let names = fingerprints(&Located::new(&review));
        let mut other = sample::article();
        other.document.source.text =
            other.document.source.text.replace("The ferry to Osmund", "The boat to Osmund!");
        assert_eq!(fingerprints(&Located::new(&other)), names);
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }
}
