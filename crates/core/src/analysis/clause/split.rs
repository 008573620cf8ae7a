//! Where one clause ends and the next begins.

use super::ClauseReader;
use crate::analysis::Shape;
use crate::language::{Class, Tag};

impl ClauseReader<'_> {
    /// Where the clause of `next` begins, between the finite verb `verb` and the finite verb `next`.
    pub(super) fn boundary(&self, verb: usize, next: usize) -> usize {
        let mut comma = None;
        let mut conjunction = None;
        for i in (verb + 1..next).rev() {
            if self.tokens[i].depth != self.tokens[i + 1].depth {
                return i + 1;
            }
            if self.is_opener(i) {
                // "in which", "and when".
                let joined = i > verb + 1 && self.tokens[i - 1].tag.is_any([Class::ADP, Class::CCONJ]);
                return if joined { i - 1 } else { i };
            }
            if self.tokens[i].tag.is(Class::CCONJ) && comma.is_none() {
                conjunction = conjunction.or(Some(i));
            }
            if self.tokens[i].shape == Shape::Mark
                && matches!(self.words(i), ";" | ":" | "—" | "–" | "--" | "(" | ")")
            {
                return conjunction.or(comma).unwrap_or(i + 1);
            }
            if self.words(i) == "," {
                comma = comma.or(Some(i + 1));
            }
        }
        conjunction.or(comma).unwrap_or_else(|| self.noun_group_start(verb, next))
    }

    /// The opener of a relative or other clause inside `first..verb`, after words of the clause around it.
    pub(super) fn inner_opener(&self, first: usize, verb: usize) -> Option<usize> {
        let has_noun = |upto: usize| {
            self.tokens[first..upto].iter().any(|t| t.tag.is_noun() || t.tag.is(Class::PERSONAL))
        };
        let opener = (first + 1..verb).rev().find(|&i| self.is_opener(i))?;
        // What stands between opener and verb must be short of another verb: it belongs to this one.
        let relative = self.tokens[opener].tag.is_any([Class::RELATIVE, Class::INTERROGATIVE, Class::ADP]);
        let start = if opener > first + 1 && self.tokens[opener - 1].tag.is(Class::ADP) {
            opener - 1
        } else {
            opener
        };
        (relative && has_noun(start)).then_some(start)
    }

    /// True for a word that opens a subordinate clause.
    pub(super) fn is_opener(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.tag.is_any([Class::RELATIVE, Class::INTERROGATIVE])
            || token.tag.is(Class::ADP) && self.lists.subordinator.has(self.language, token)
    }

    /// The beginning of the noun group before `next`: "he said [the man] left".
    fn noun_group_start(&self, verb: usize, next: usize) -> usize {
        let mut start = next;
        while start > verb + 1 && self.tokens[start - 1].tag.is_any([Class::PLAIN_ADV, Class::AUX]) {
            start -= 1;
        }
        while start > verb + 1 && in_noun_group(self.tokens[start - 1].tag) {
            start -= 1;
        }
        start
    }
}

/// Tags of the words of a noun group.
pub(super) fn in_noun_group(tag: Tag) -> bool {
    tag.is_noun()
        || tag.is_any([
            Class::ARTICLE,
            Class::TOTAL,
            Class::ADJ,
            Class::PERSONAL,
            Class::POSSESSIVE_PRON,
            Class::POSSESSIVE_MARK,
            Class::NUM,
            Class::EXPLETIVE,
            Class::HYPHEN,
            Class::AFFIX,
        ])
}
