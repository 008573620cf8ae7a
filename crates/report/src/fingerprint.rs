//! A name for a finding that stays when its text moves to other lines, for services that follow findings over time.
//!
//! Made of the rule and the finding's own fingerprint; what stands beside its sentence is not in it. Findings that
//! would get one name are told apart by counting.

use std::collections::HashMap;

use mtlint_core::finding::Finding;
use mtlint_core::language::hash::Hasher;

/// The names of a document's findings, in their order; 16 hexadecimal digits each.
pub fn fingerprints<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    let named = findings.into_iter().map(|finding| {
        let plain = name(finding, 0);
        let count = seen.entry(plain).or_default();
        *count += 1;
        format!("{:016x}", name(finding, *count - 1))
    });
    named.collect()
}

fn name(finding: &Finding, earlier: u64) -> u64 {
    let mut hasher = Hasher::default();
    let print = &finding.fingerprint;
    format!("{} {:x} {:x} {earlier}", finding.rule.id, print.words, print.sentence)
        .chars()
        .for_each(|c| hasher.letter(c));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use crate::sample;

    #[test]
    fn equal_findings_are_told_apart_and_neighbours_do_not_count() {
        let mut findings = sample::article().findings;
        let twice = findings[0].clone();
        findings.push(twice);
        let names = fingerprints(&findings);
        findings.iter_mut().for_each(|f| f.fingerprint.before = 7);
        assert_eq!(fingerprints(&findings), names);
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }
}
