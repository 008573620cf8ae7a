//! A fault found once is found again: words that a rule is sure of in one place are as wrong in another.
//!
//! A step from list to list. A name translated as a common word, or a word that
//! no dictionary has, comes back through an article; some of its places show it better than others.

use std::collections::HashMap;

use crate::finding::{Finding, Related};
use crate::span::FileSpan;

/// Gives findings of one rule on the same words the certainty of the surest of them. One that so rises to `shown`
/// points at that place. `text` is that of the file, `blocks` the findings of each block.
pub fn raise(blocks: &mut [Vec<Finding>], text: &str, shown: f32) {
    let mut surest: Vec<(f32, FileSpan)> = Vec::new();
    let mut places: HashMap<(&str, String), usize> = HashMap::new();
    let mut place_of = Vec::new();
    for finding in blocks.iter().flatten() {
        let key = (finding.rule.id.as_str(), finding.span.of(text).to_lowercase());
        let place = *places.entry(key).or_insert(surest.len());
        match surest.get_mut(place) {
            Some(known) if known.0 >= finding.certainty => {}
            Some(known) => *known = (finding.certainty, finding.span),
            None => surest.push((finding.certainty, finding.span)),
        }
        place_of.push(place);
    }
    for (finding, place) in blocks.iter_mut().flatten().zip(place_of) {
        let (certainty, span) = surest[place];
        if finding.certainty < shown && certainty >= shown {
            let message = "the same words, where it is surer".to_owned();
            finding.related.push(Related { span, message });
        }
        finding.certainty = finding.certainty.max(certainty);
    }
}

#[cfg(test)]
mod tests {
    use super::raise;
    use std::sync::Arc;

    use crate::finding::{Finding, Fingerprint};
    use crate::meta::{RuleMeta, Severity};
    use crate::span::FileSpan;

    fn finding(rule: &str, block: usize, at: u32, certainty: f32) -> Finding {
        Finding {
            rule: Arc::new(RuleMeta::named(rule, "", "fluency/grammar", Severity::Minor)),
            severity: Severity::Minor,
            certainty,
            machine: 0.0,
            weight: 1.0,
            penalty: 0.0,
            block,
            span: FileSpan { start: at, end: at + 5 },
            related: Vec::new(),
            message: String::new(),
            suggestion: None,
            fingerprint: Fingerprint::default(),
            edits: Vec::new(),
        }
    }

    #[test]
    fn the_same_words_are_as_wrong_in_another_place() {
        let text = "Stone said so. The stone was asked again. A ferry.";
        let mut blocks = vec![
            vec![finding("name", 0, 0, 0.8)],
            vec![finding("name", 1, 19, 0.2), finding("other", 1, 19, 0.2), finding("name", 1, 42, 0.2)],
        ];
        raise(&mut blocks, text, 0.35);
        let certainties: Vec<f32> = blocks.iter().flatten().map(|f| f.certainty).collect();
        assert_eq!(certainties, [0.8, 0.8, 0.2, 0.2]);
        assert_eq!(blocks[1][0].related[0].span.start, 0);
        assert!(blocks[1][1].related.is_empty());
    }
}
