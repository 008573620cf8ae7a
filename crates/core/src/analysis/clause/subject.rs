//! The head of a verb's candidate subject: the last noun group before it that no preposition or participle governs.

use super::ClauseReader;
use crate::analysis::Shape;
use crate::analysis::clause::split::in_noun_group;
use crate::language::{Class, Tag};

/// Pronouns that are subjects by themselves.
const PRONOUNS: [Class; 4] =
    [Class::PERSONAL, Class::EXPLETIVE, Class::INTERROGATIVE_PRON, Class::RELATIVE_DET];

impl ClauseReader<'_> {
    /// The head in `first..last` that may be the subject of `verb`; words quoted more deeply than it are passed over.
    pub(super) fn subject(&self, first: usize, last: usize, verb: usize) -> Option<usize> {
        let depth = self.tokens[verb].depth;
        let mut head = None;
        let mut governed = false;
        for i in first..last {
            let token = &self.tokens[i];
            if token.depth > depth {
                governed = false;
                continue;
            }
            let next = if i + 1 < last { self.tokens[i + 1].tag } else { Tag::NONE };
            match token.tag {
                tag if tag.is_any([Class::ADP, Class::INFINITIVE_MARK]) => governed = true,
                tag if tag.is_any([Class::BASE_VERB, Class::GERUND, Class::PARTICIPLE])
                    && (head.is_some() || !next.is(Class::UNTAGGED) && !next.is_noun()) =>
                {
                    governed = true
                }
                tag if tag.is_any(PRONOUNS) => {
                    if !governed {
                        head = Some(i);
                    }
                    governed = false;
                }
                tag if is_head(tag)
                    && !(next.is_noun() || next.is_any([Class::POSSESSIVE_MARK, Class::HYPHEN])) =>
                {
                    let whole = !tag.is_any([Class::ARTICLE, Class::NUM, Class::ADJ]) || !in_noun_group(next);
                    if whole && !governed {
                        head = Some(i);
                    }
                    if whole {
                        governed = false;
                    }
                }
                _ if token.shape == Shape::Mark && self.words(i) == "," => governed = false,
                _ => {}
            }
        }
        head.or_else(|| self.clausal(first, last))
    }

    /// "Going there is fun", "To leave was wise": a verb form at the beginning stands for a noun.
    fn clausal(&self, first: usize, last: usize) -> Option<usize> {
        let word = (first..last).find(|&i| self.tokens[i].shape != Shape::Mark)?;
        self.tokens[word].tag.is_any([Class::GERUND, Class::INFINITIVE_MARK]).then_some(word)
    }

    /// The first head in `first..last`.
    pub(super) fn first_head(&self, first: usize, last: usize) -> Option<usize> {
        let upto = (first..last).find(|&i| self.words(i) == ",").unwrap_or(last);
        self.subject(first, upto, first)
    }

    /// The last noun of a phrase that a preposition governs, where nothing better stands before the verb.
    pub(super) fn prepositional(&self, first: usize, verb: usize) -> Option<usize> {
        let depth = self.tokens[verb].depth;
        (first..verb).rev().find(|&i| self.tokens[i].tag.is_noun() && self.tokens[i].depth <= depth)
    }

    /// The head of the noun group that follows the verb.
    pub(super) fn subject_after(&self, verb: usize, last: usize) -> Option<usize> {
        let mut at = verb + 1;
        while at < last && self.tokens[at].tag.is(Class::PLAIN_ADV) {
            at += 1;
        }
        let depth = self.tokens[verb].depth;
        let mut head = None;
        while at < last && in_noun_group(self.tokens[at].tag) && self.tokens[at].depth == depth {
            if is_head(self.tokens[at].tag) || self.tokens[at].tag.is(Class::PERSONAL) {
                head = Some(at);
            }
            if self.tokens[at].tag.is(Class::PERSONAL) {
                break;
            }
            at += 1;
        }
        head
    }

    /// True where the subject may follow the verb: after a quotation or "here", "there", "so", "nor", "not only", or
    /// a phrase of place.
    pub(super) fn may_invert(&self, first: usize, verb: usize, auxiliary: bool) -> bool {
        let speaks = self.lists.speech.has(self.language, &self.tokens[verb]);
        let quoted = first < verb && self.tokens[verb - 1].depth > self.tokens[verb].depth;
        let open = (first..verb).find(|&i| self.tokens[i].shape != Shape::Mark);
        match open {
            _ if speaks && (quoted || verb > 0 && self.words(verb - 1) == ",") => true,
            Some(word) => self.tokens[word].tag.is_any([
                Class::ADP,
                Class::PLAIN_ADV,
                Class::CCONJ,
                Class::PLAIN_ADJ,
                Class::PARTICIPLE,
                Class::GERUND,
            ]),
            None => speaks && verb > 0 && self.tokens[verb - 1].shape == Shape::Mark || auxiliary,
        }
    }
}

/// Tags of words that can be the head of a subject.
fn is_head(tag: Tag) -> bool {
    tag.is_noun() || tag.is_any([Class::ARTICLE, Class::NUM, Class::ADJ, Class::FOREIGN])
}
