//! What is known of a text before any rule looks at it: tokens, sentences, tags, clauses, quotations, names.
//!
//! [`Analyser`] holds the language and its tagger and turns a block into an [`Analysis`]; [`Whole`] gathers what
//! only the document can tell. Rules see both through a [`Context`]. Everything is found once and kept as indices.

mod analyser;
pub mod bare;
pub mod choice;
mod clause;
mod detection;
mod genre;
mod lists;
mod names;
pub mod order;
mod quotation;
mod repeats;
mod sentence;
mod stretch;
pub mod tagger;
mod tally;
mod terms;
mod token;
mod tokenise;
mod whole;

pub use analyser::{Analyser, Lent, Workspace};
pub use detection::language_of;
pub use genre::Genre;
pub use names::Name;
pub use names::index::NameIndex;
pub use names::{sound, transcription};
pub use quotation::spoken::is_spoken_of;
pub use repeats::Repeats;
pub use stretch::{Sentence, SentenceEnd};
pub use tally::{Count, Tally};
pub use terms::TextTerms;
pub use token::{Shape, Token};
pub use whole::Whole;

use serde::Serialize;

use crate::bilingual::Pair;
use crate::document::{Block, Document};
use crate::language::Language;
use crate::span::Span;

/// All that is known of one block.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Words, clitics, numbers and marks in the order of the text; treebank conventions ("do" "n't").
    pub tokens: Vec<Token>,
    /// Sentences in order; together they hold every token once.
    pub sentences: Vec<Sentence>,
    /// Clauses in order, sentence by sentence.
    pub clauses: Vec<Clause>,
    /// Quotation marks and what they enclose.
    pub quotations: Quotations,
    /// Names in order.
    pub mentions: Vec<Mention>,
    /// Indices of the tokens that are marks or signs or end in one: detectors of marks look at no others.
    pub marks: Vec<usize>,
    /// Indices of the words that no list has, and of those in lower case that are doubtful all the same.
    pub strange: Vec<usize>,
    /// Places where another word, form or order fits better, in order.
    pub choices: Vec<choice::Choice>,
    /// Words, as MQM counts them: tokens that are words or numbers, clitics not counted.
    pub words: usize,
}

impl Analysis {
    /// Returns whether it has more words than a cry: of "Heh heh heh!" nobody can say how it was translated.
    pub fn says_something(&self) -> bool {
        let mut seen = [0; 4];
        let mut count = 0;
        for token in self.tokens.iter().filter(|t| t.shape.is_word()) {
            if count < seen.len() && !seen[..count].contains(&token.hash) {
                seen[count] = token.hash;
                count += 1;
            }
        }
        count == seen.len()
    }

    /// Empties it and keeps its memory.
    fn clear(&mut self) {
        let Analysis { tokens, sentences, clauses, quotations, mentions, marks, strange, choices, words } =
            self;
        tokens.clear();
        sentences.clear();
        clauses.clear();
        quotations.marks.clear();
        quotations.pairs.clear();
        mentions.clear();
        marks.clear();
        strange.clear();
        choices.clear();
        *words = 0;
    }

    /// Gives back the memory that it does not use.
    fn shrink(&mut self) {
        self.tokens.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.clauses.shrink_to_fit();
        self.quotations.marks.shrink_to_fit();
        self.quotations.pairs.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.strange.shrink_to_fit();
        self.choices.shrink_to_fit();
    }
}

/// A clause around one finite verb, or the verbless rest of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Index of its first token.
    pub first: usize,
    /// The index after its last token.
    pub last: usize,
    /// Index of the finite verb, an imperative included; absent in a verbless stretch. Where no verb of the sentence
    /// is tagged finite, a word that the tagger was unsure of may stand here.
    pub verb: Option<usize>,
    /// Index of the head of the candidate subject: before the verb, unless `form` says otherwise.
    pub subject: Option<usize>,
    /// Index of the subordinator or relative that opens it.
    pub subordinator: Option<usize>,
    /// True when a coordinating conjunction opens it.
    pub coordinated: bool,
    /// How it is built; says where to look for the subject.
    pub form: ClauseForm,
}

/// How a clause is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClauseForm {
    /// Subject before the verb, if there is one.
    #[default]
    Statement,
    /// The verb before its subject, as in a question; `subject` is the one after.
    Question,
    /// The verb before its subject: after a quotation ("…," said Oona), "here comes", "on the hill stood".
    Inverted,
    /// A command: `verb` is a base form without subject.
    Imperative,
    /// "There is": `subject` is the "there".
    Existential,
    /// No finite verb.
    Verbless,
}

/// The quotation marks of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    /// Every mark that quotes, in order; apostrophes, inches and feet are not among them.
    pub marks: Vec<QuotationMark>,
    /// Pairs in the order in which they open.
    pub pairs: Vec<Quotation>,
}

impl Quotations {
    /// The outermost quotation that shares a byte with `span`, of the last 64 that open before its end: looking
    /// through all of them for every word would take long.
    pub fn around(&self, span: Span) -> Option<&Quotation> {
        let end = self.pairs.partition_point(|q| q.span.start < span.end);
        self.pairs[end.saturating_sub(64)..end].iter().find(|q| q.span.overlaps(span))
    }

    /// The marks inside `span`.
    pub fn marks_in(&self, span: Span) -> &[QuotationMark] {
        let from = self.marks.partition_point(|m| m.span.end <= span.start);
        let to = self.marks.partition_point(|m| m.span.start < span.end);
        &self.marks[from..to.max(from)]
    }
}

/// A mark that opens or closes a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMark {
    /// The mark's bytes.
    pub span: Span,
    /// Index of its token.
    pub token: usize,
    /// True when it opens.
    pub opens: bool,
    /// True for `"` and `'`, which look the same on both sides.
    pub straight: bool,
    /// True for single marks.
    pub single: bool,
    /// Index of its partner in [`Quotations::marks`]; absent when it has none in this block.
    pub partner: Option<usize>,
    /// True when the missing partner is excused: the quotation runs on in the next block, or came from the last.
    pub continues: bool,
}

/// What stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one, both included.
    pub span: Span,
    /// The words inside.
    pub inner: Span,
    /// 1 for an outermost quotation.
    pub depth: u8,
    /// Index of the opening mark.
    pub open: usize,
    /// Index of the closing mark.
    pub close: usize,
    /// The verb of speech (token index) whose subject speaks it, if the block says so.
    pub attribution: Option<usize>,
}

/// One occurrence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the block, title excluded.
    pub span: Span,
    /// Index of its first token.
    pub first: usize,
    /// The index after its last token.
    pub last: usize,
    /// Index of the title's first token ("Prime Minister"), where one stands before the name.
    pub title: Option<usize>,
    /// What it seems to name.
    pub kind: NameKind,
    /// The name's index in [`Whole::names`]; set once the whole document is known.
    pub name: usize,
}

/// What a name stands for, by its form and surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NameKind {
    /// A person.
    Person,
    /// A town, country, river.
    Place,
    /// A company, ministry, university, team.
    Organisation,
    /// Cannot be told.
    #[default]
    Unknown,
}

/// All that a rule sees: a block, what is known of it, and what is known of its document.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The block under the rules.
    pub block: &'a Block,
    /// The block's index in the document.
    pub index: usize,
    /// The block's analysis.
    pub analysis: &'a Analysis,
    /// The document's analysis.
    pub whole: &'a Whole,
    /// The language of the block.
    pub language: &'a Language,
    /// The block beside its source, where it has one.
    pub pair: Option<&'a Pair<'a>>,
}

impl<'a> Context<'a> {
    /// The block's text.
    pub fn text(&self) -> &'a str {
        &self.block.text
    }

    /// The words of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(&self.block.text)
    }

    /// The tokens of a sentence.
    pub fn tokens(&self, sentence: &Sentence) -> &'a [Token] {
        &self.analysis.tokens[sentence.first..sentence.last]
    }

    /// True where the paragraphs of the document were run together into one: nothing shows any more where each began. A
    /// shorter text may never have had more than one.
    pub fn is_run_together(&self) -> bool {
        self.document.blocks.len() == 1 && self.analysis.words >= 80 && self.analysis.sentences.len() > 2
    }

    /// True for a token of the sentence into which a headline may have been run.
    pub fn may_be_headline(&self, token: usize) -> bool {
        self.is_run_together() && token < self.analysis.sentences[0].last
    }
}

#[cfg(test)]
mod tests;
