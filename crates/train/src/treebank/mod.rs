//! Treebanks in CoNLL-U: what the tagger learns from, what the analysis is measured on, and a form it is shown in.
//!
//! A [`Treebank`] keeps what mtlint needs of the format: words with their fine tags, the written text they stand
//! in (clitics share one written token), and where documents and paragraphs begin. Lemmas, features and trees are
//! checked for form and dropped. `read.rs` refuses a broken file with its line; `write.rs` is the way back.

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Range;

use mtlint_core::language::Tag;

pub use read::{parse, read};
pub use write::write_sentence;

/// The sentences of one file, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treebank {
    /// The file's name, for messages.
    pub name: String,
    /// The sentences.
    pub sentences: Vec<AnnotatedSentence>,
}

/// One annotated sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedSentence {
    /// The `sent_id` comment.
    pub id: Option<String>,
    /// A document begins with this sentence.
    pub opens_document: bool,
    /// A paragraph begins with this sentence.
    pub opens_paragraph: bool,
    /// The syntactic words, clitics apart ("do", "n't").
    pub words: Vec<SyntacticWord>,
    /// The written tokens that hold the words, in order; together they cover every word once.
    pub tokens: Vec<TreebankToken>,
}

/// A syntactic word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyntacticWord {
    /// As written.
    pub form: String,
    /// The fine tag of the fifth column; [`Tag::NONE`] where the column is empty.
    pub tag: Tag,
    /// The last column without `SpaceAfter`; empty where there is nothing.
    pub misc: String,
}

/// A stretch of text between spaces or punctuation: one word, or several that are written as one ("don't").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankToken {
    /// As written.
    pub form: String,
    /// The words it holds, as indices into [`AnnotatedSentence::words`].
    pub words: Range<usize>,
    /// A space follows in the text.
    pub space_after: bool,
}

/// The text of one paragraph and where its sentences stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankParagraph {
    /// The text, one line.
    pub text: String,
    /// Byte ranges of the sentences in `text`, in order, without the space between them.
    pub sentences: Vec<Range<usize>>,
}

impl Treebank {
    /// The number of syntactic words.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.words.len()).sum()
    }

    /// The text of every paragraph, rebuilt from the tokens and their spaces.
    pub fn paragraphs(&self) -> Vec<TreebankParagraph> {
        let mut paragraphs: Vec<TreebankParagraph> = Vec::new();
        for sentence in &self.sentences {
            if sentence.opens_document || sentence.opens_paragraph || paragraphs.is_empty() {
                paragraphs.push(TreebankParagraph::default());
            }
            let Some(TreebankParagraph { text, sentences }) = paragraphs.last_mut() else { continue };
            let start = text.len();
            sentence.push_text(text);
            sentences.push(start..text.trim_end().len());
        }
        for paragraph in &mut paragraphs {
            paragraph.text.truncate(paragraph.text.trim_end().len());
        }
        paragraphs
    }
}

impl AnnotatedSentence {
    /// The text of the sentence, without the space that may follow it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text.truncate(text.trim_end().len());
        text
    }

    fn push_text(&self, text: &mut String) {
        for token in &self.tokens {
            text.push_str(&token.form);
            if token.space_after {
                text.push(' ');
            }
        }
    }
}
