//! Finds clauses: a finite verb each, with its candidate subject, what opens the clause, and how it is built.
//!
//! A shallow reading of the tags, not a parse. `split` says where one clause ends and the next begins, `subject`
//! looks for the head of the subject. A clause whose subject has a relative clause encloses it.

mod split;
mod subject;

use crate::analysis::lists::Lists;
use crate::analysis::{Clause, ClauseForm, Sentence, SentenceEnd, Shape, Token};
use crate::language::{Class, Language};

/// Under this margin the tagger may be wrong: three nats.
const UNSURE: u8 = 48;

/// Tokens of a sentence that are searched for a verb which was not tagged as one.
const SEARCHED: usize = 60;

/// A sentence under the reader of clauses.
pub(super) struct ClauseReader<'a> {
    pub(super) language: &'a Language,
    pub(super) lists: &'a Lists,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// Appends the clauses of all sentences; nothing where nothing was tagged.
pub(super) fn find(
    (language, lists): (&Language, &Lists),
    text: &str,
    tokens: &[Token],
    sentences: &mut [Sentence],
    clauses: &mut Vec<Clause>,
) {
    let reader = ClauseReader { language, lists, text, tokens };
    let mut verbs = Vec::new();
    for sentence in sentences {
        let from = clauses.len();
        if tokens[sentence.first..sentence.last].iter().any(|t| !t.tag.is(Class::UNTAGGED)) {
            verbs.clear();
            verbs.extend((sentence.first..sentence.last).filter(|&i| tokens[i].tag.is_finite()));
            reader.sentence(sentence, &verbs, clauses);
        }
        sentence.clauses = from..clauses.len();
    }
}

impl ClauseReader<'_> {
    fn sentence(&self, sentence: &Sentence, verbs: &[usize], clauses: &mut Vec<Clause>) {
        let guessed = if verbs.is_empty() { self.likely_verb(sentence) } else { None };
        let verbs = if verbs.is_empty() { guessed.as_slice() } else { verbs };
        if verbs.is_empty() {
            clauses.push(self.without_finite_verb(sentence));
            return;
        }
        let from = clauses.len();
        // A subject that waits for its verb behind a relative clause: its head, and where it begins.
        let mut waiting: Option<(usize, usize)> = None;
        let mut first = sentence.first;
        for (k, &verb) in verbs.iter().enumerate() {
            let last = verbs.get(k + 1).map_or(sentence.last, |&next| self.boundary(verb, next));
            if let Some(relative) = self.inner_opener(first, verb)
                && let Some(head) = self.subject(first, relative, verb)
                && !self.tokens[head].tag.is(Class::EXPLETIVE)
            {
                waiting = Some((head, first));
                first = relative;
            }
            let mut clause = self.clause(sentence, first, last, verb);
            if clause.subject.is_none() && clause.form == ClauseForm::Statement {
                let before = clauses[from..].last();
                if let Some((head, start)) =
                    waiting.filter(|_| clause.subordinator.is_none() && !clause.coordinated)
                {
                    (clause.subject, clause.first) = (Some(head), start);
                    waiting = None;
                } else if let Some(before) = before {
                    clause.subject = self.inherited(&clause, before);
                }
            }
            clauses.push(clause);
            first = last;
        }
        // "The man who left.": nothing is said of the man.
        if let Some((_, start)) = waiting {
            let last =
                clauses[from..].iter().map(|c| c.first).filter(|&f| f > start).min().unwrap_or(sentence.last);
            let clause = Clause { last, form: ClauseForm::Verbless, ..self.opened(start, last) };
            clauses.insert(from, clause);
        }
    }

    /// A clause around `verb`.
    fn clause(&self, sentence: &Sentence, first: usize, last: usize, verb: usize) -> Clause {
        let mut clause = Clause { verb: Some(verb), ..self.opened(first, last) };
        let from = clause.subordinator.map_or(first, |s| s + 1);
        clause.subject = self.subject(from, verb, verb);
        if let Some(subject) = clause.subject {
            if self.tokens[subject].tag.is(Class::EXPLETIVE) {
                clause.form = ClauseForm::Existential;
            }
            return clause;
        }
        let wh = clause.subordinator.filter(|&s| {
            self.tokens[s].tag.is_any([
                Class::RELATIVE_DET,
                Class::INTERROGATIVE_PRON,
                Class::INTERROGATIVE_POSSESSIVE,
            ])
        });
        let after = self.subject_after(verb, last);
        let auxiliary = self.lists.auxiliary.has(self.language, &self.tokens[verb])
            || self.tokens[verb].tag.is(Class::AUX);
        let asks = sentence.end == SentenceEnd::Question || self.is_opener(first) && wh.is_some();
        if after.is_some() && auxiliary && asks && self.tokens[first..verb].iter().all(|t| !t.tag.is_noun()) {
            (clause.form, clause.subject) = (ClauseForm::Question, after);
        } else if after.is_some()
            && wh.is_none()
            && self.may_invert(first, verb, auxiliary && first == sentence.first)
        {
            (clause.form, clause.subject) = (ClauseForm::Inverted, after);
        } else if wh.is_some() {
            // "who left": the relative is the subject.
            clause.subject = wh;
        } else {
            clause.subject = self.prepositional(from, verb);
        }
        clause
    }

    /// The opening words of a clause: conjunction, subordinator.
    fn opened(&self, first: usize, last: usize) -> Clause {
        let mut clause = Clause {
            first,
            last,
            verb: None,
            subject: None,
            subordinator: None,
            coordinated: false,
            form: ClauseForm::Statement,
        };
        let mut at = first;
        while at < last.min(first + 5) {
            let token = &self.tokens[at];
            if token.tag.is(Class::CCONJ) {
                clause.coordinated = true;
            } else if self.is_opener(at) {
                clause.subordinator = Some(at);
                break;
            } else if token.shape != Shape::Mark
                && !token.tag.is_any([Class::PLAIN_ADV, Class::ADP, Class::INTJ])
            {
                break;
            }
            at += 1;
        }
        clause
    }

    /// Where no verb is tagged finite: the word of which the tagger was least sure, if it follows a noun group and has
    /// a finite form ("The walls bear marks"). A sentence is not called verbless on a guess.
    fn likely_verb(&self, sentence: &Sentence) -> Option<usize> {
        let likely = |&i: &usize| {
            let (token, before) = (&self.tokens[i], &self.tokens[i - 1]);
            let entry = token.entry;
            let next = self.tokens.get(i + 1).filter(|_| i + 1 < sentence.last).map(|t| t.tag);
            let form = match token.tag {
                // "A plane crashed onto a house", not "a child found in the water".
                tag if tag.is(Class::PARTICIPLE) => {
                    let object = next.is_some_and(|tag| !tag.is_any([Class::ADP, Class::STOP]));
                    entry.is_past() && (object || entry.is_intransitive())
                }
                tag if tag.is_any([Class::BASE_VERB, Class::NOUN, Class::PLAIN_ADJ]) => {
                    entry.is_base_form() || entry.is_third_person()
                }
                _ => false,
            };
            let follows = before.tag.is_noun() || before.tag.is_any([Class::PERSONAL, Class::PLAIN_ADV]);
            let unsure = token.margin < UNSURE && token.depth <= self.tokens[sentence.first].depth;
            form && follows && unsure && self.subject(sentence.first, i, i).is_some()
        };
        (sentence.first + 1..sentence.last)
            .take(SEARCHED)
            .filter(likely)
            .min_by_key(|&i| self.tokens[i].margin)
    }

    /// A sentence without finite verb: a command, or verbless.
    fn without_finite_verb(&self, sentence: &Sentence) -> Clause {
        let mut clause = self.opened(sentence.first, sentence.last);
        let words = (sentence.first..sentence.last).filter(|&i| self.tokens[i].shape != Shape::Mark);
        let mut opening =
            words.skip_while(|&i| self.tokens[i].tag.is_any([Class::INTJ, Class::PLAIN_ADV, Class::CCONJ]));
        let verb = opening
            .next()
            .filter(|&i| self.tokens[i].tag.is(Class::BASE_VERB) && clause.subordinator.is_none());
        clause.form = if verb.is_some() { ClauseForm::Imperative } else { ClauseForm::Verbless };
        clause.verb = verb;
        clause
    }

    /// The subject a clause without one shares with the clause before it.
    fn inherited(&self, clause: &Clause, before: &Clause) -> Option<usize> {
        if clause.coordinated {
            return before.subject;
        }
        if clause.subordinator.is_some() {
            return None;
        }
        let comma = clause.first > 0 && self.words(clause.first - 1) == ",";
        if !comma && clause.first == before.last {
            // "What he said is true": the clause is the subject.
            return before.subordinator.filter(|&s| s <= before.first + 1);
        }
        // "The man, Oona said, left."
        let other = self.first_head(before.first, before.verb.unwrap_or(before.last))?;
        (before.subject != Some(other)).then_some(other)
    }

    fn words(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }
}

#[cfg(test)]
mod tests;
