//! The CoNLL-U reader: every fault is told with its line, because a treebank that is read wrongly trains wrongly.
//!
//! The format is that of <https://universaldependencies.org/format.html>. What is checked: UTF-8, ten columns,
//! the run of word numbers, multiword ranges, empty nodes, known tags, heads that exist.

use std::path::Path;

use super::{AnnotatedSentence, SyntacticWord, Treebank, TreebankToken};
use mtlint_core::error::{Error, Result};
use mtlint_core::language::{Tag, TagSet};

/// Reads a CoNLL-U file; `tags` are those of its language.
///
/// # Errors
/// [`Error::Io`] when it cannot be read, [`Error::Invalid`] with line, reason and remedy when it is not CoNLL-U.
pub fn read(path: impl AsRef<Path>, tags: &TagSet) -> Result<Treebank> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let name = path.display().to_string();
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
        Error::invalid(&name, "not UTF-8").at(line, 0).hint("CoNLL-U files are UTF-8; convert the file")
    })?;
    parse(&name, text, tags)
}

/// Reads CoNLL-U text with these `tags`; `name` stands in the messages.
///
/// # Errors
/// [`Error::Invalid`] with line, reason and remedy.
pub fn parse(name: &str, text: &str, tags: &TagSet) -> Result<Treebank> {
    let mut treebank = Treebank { name: name.to_owned(), sentences: Vec::new() };
    let mut draft = DraftSentence::default();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fault = |fault: ReadFault| fault.in_file(name, index + 1);
        if line.trim_end().is_empty() {
            draft.close(&mut treebank).map_err(fault)?;
        } else if let Some(comment) = line.strip_prefix('#') {
            draft.comment(comment).map_err(fault)?;
        } else {
            draft.row(line, index + 1, tags).map_err(fault)?;
        }
    }
    let last = text.lines().count();
    draft.close(&mut treebank).map_err(|fault| fault.in_file(name, last))?;
    if treebank.sentences.is_empty() {
        return Err(Error::invalid(name, "no sentence in it").hint("a CoNLL-U file with words is needed"));
    }
    Ok(treebank)
}

/// What is wrong, the line where it is known better than by the reader, and the remedy.
struct ReadFault {
    message: String,
    line: Option<usize>,
    hint: &'static str,
}

impl ReadFault {
    fn new(message: impl Into<String>, hint: &'static str) -> Self {
        ReadFault { message: message.into(), line: None, hint }
    }

    fn in_file(self, name: &str, line: usize) -> Error {
        Error::invalid(name, self.message).at(self.line.unwrap_or(line), 0).hint(self.hint)
    }
}

const COLUMNS: &str = "ten columns parted by tabs: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC";
const NUMBERS: &str = "words are numbered 1, 2, 3 …; ranges as in 3-4, empty nodes as in 3.1";
const HEADS: &str = "HEAD is 0, the number of a word of the sentence, or _; was the file cut?";
const TAGS: &str = "the fifth column holds a fine tag of the language, as its language.toml names them, or _";

/// The sentence that is being read.
#[derive(Default)]
struct DraftSentence {
    sentence: AnnotatedSentence,
    /// Heads and their lines, to be checked when the number of words is known.
    heads: Vec<(usize, usize)>,
    /// Words below this number are inside a multiword token.
    range_end: usize,
}

impl DraftSentence {
    fn comment(&mut self, comment: &str) -> Result<(), ReadFault> {
        if !self.sentence.words.is_empty() {
            return Err(ReadFault::new(
                "a comment inside a sentence",
                "comments stand before the words, and an empty line after the sentence",
            ));
        }
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        match key.trim() {
            "sent_id" => self.sentence.id = Some(value.trim().to_owned()),
            key if key == "newdoc" || key.starts_with("newdoc ") => self.sentence.opens_document = true,
            key if key == "newpar" || key.starts_with("newpar ") => self.sentence.opens_paragraph = true,
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, line: &str, number: usize, tags: &TagSet) -> Result<(), ReadFault> {
        let mut columns = [""; 10];
        let mut count = 0;
        for column in line.split('\t') {
            if let Some(slot) = columns.get_mut(count) {
                *slot = column;
            }
            count += 1;
        }
        if count != 10 {
            return Err(ReadFault::new(format!("{count} columns where there must be 10"), COLUMNS));
        }
        if let Some(at) = columns.iter().position(|column| column.is_empty()) {
            return Err(ReadFault::new(
                format!("column {} is empty", at + 1),
                "an empty column is written _",
            ));
        }
        let [id, form, _, _, tag, _, head, _, _, misc] = columns;
        if id.contains('.') {
            self.empty_node(id)
        } else if id.contains('-') {
            self.range(id, form, misc)
        } else {
            self.word(id, form, (tag, tags), misc)?;
            self.head(head, number)
        }
    }

    fn empty_node(&self, id: &str) -> Result<(), ReadFault> {
        let after = id.split_once('.').and_then(|(word, part)| {
            let part: usize = part.parse().ok()?;
            if part == 0 { None } else { word.parse::<usize>().ok() }
        });
        match after {
            Some(word) if word == self.sentence.words.len() => Ok(()),
            _ => Err(ReadFault::new(format!("the empty node {id} is out of place"), NUMBERS)),
        }
    }

    fn range(&mut self, id: &str, form: &str, misc: &str) -> Result<(), ReadFault> {
        let next = self.sentence.words.len();
        let ends = id.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((first, last)) = ends else {
            return Err(ReadFault::new(format!("{id:?} is not a word number"), NUMBERS));
        };
        let (first, last): (usize, usize) = (first, last);
        if first != next + 1 || last <= first || next < self.range_end || last - first > 99 {
            return Err(ReadFault::new(format!("the range {id} is out of place"), NUMBERS));
        }
        self.range_end = last;
        let (space_after, _) = spacing(misc);
        self.sentence.tokens.push(TreebankToken { form: form.to_owned(), words: next..last, space_after });
        Ok(())
    }

    fn word(
        &mut self,
        id: &str,
        form: &str,
        (tag, tags): (&str, &TagSet),
        misc: &str,
    ) -> Result<(), ReadFault> {
        let next = self.sentence.words.len();
        if id.parse() != Ok(next + 1) {
            return Err(ReadFault::new(format!("{id:?} stands where word {} is due", next + 1), NUMBERS));
        }
        let tag = match tag {
            "_" => Tag::NONE,
            tag => tags
                .named(tag)
                .ok_or_else(|| ReadFault::new(format!("{tag:?} is not a tag that is known"), TAGS))?,
        };
        let (space_after, misc) = spacing(misc);
        self.sentence.words.push(SyntacticWord { form: form.to_owned(), tag, misc });
        if next >= self.range_end {
            let words = next..next + 1;
            self.sentence.tokens.push(TreebankToken { form: form.to_owned(), words, space_after });
        }
        Ok(())
    }

    fn head(&mut self, head: &str, line: usize) -> Result<(), ReadFault> {
        if head != "_" {
            let head = head
                .parse()
                .map_err(|_| ReadFault::new(format!("the head {head:?} is not a number"), HEADS))?;
            self.heads.push((head, line));
        }
        Ok(())
    }

    fn close(&mut self, treebank: &mut Treebank) -> Result<(), ReadFault> {
        let words = self.sentence.words.len();
        if self.range_end > words {
            let message = format!("the sentence ends before word {} of a range", self.range_end);
            return Err(ReadFault::new(message, NUMBERS));
        }
        if let Some(&(head, line)) = self.heads.iter().find(|&&(head, _)| head > words) {
            let message = format!("the head {head} is not in the sentence of {words} words");
            return Err(ReadFault { message, line: Some(line), hint: HEADS });
        }
        let DraftSentence { sentence, .. } = std::mem::take(self);
        if words > 0 {
            treebank.sentences.push(sentence);
        } else if sentence.opens_document || sentence.opens_paragraph {
            // Comments that stand alone belong to the sentence that follows.
            self.sentence = sentence;
        }
        Ok(())
    }
}

/// Whether a space follows, and the column without the note that says so.
fn spacing(misc: &str) -> (bool, String) {
    if misc == "_" {
        return (true, String::new());
    }
    let mut space = true;
    let kept: Vec<&str> = misc
        .split('|')
        .filter(|part| {
            let spacing = part.strip_prefix("SpaceAfter=");
            space &= spacing != Some("No");
            spacing.is_none()
        })
        .collect();
    (space, kept.join("|"))
}
