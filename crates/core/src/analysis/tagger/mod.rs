//! Part-of-speech tagging: Penn Treebank tags, fine enough to tell "called" the past tense from the participle.
//!
//! A small network with one hidden layer looks at each word and three words on either side; then a second look
//! weighs the words that were not plain again, with the tags around them. Words of the training text have the sum
//! of all their features in one row, so that tagging is adding a dozen rows. Words that never vary are not weighed.
//! `train/` makes the weights from treebanks, `format.rs` keeps them, `features.rs` says what is looked at.

pub mod base;
pub mod features;
pub mod format;
pub mod layout;
pub mod lexicon;
pub mod listed;
mod load;
mod memo;
mod network;
mod tag;
#[cfg(test)]
mod tests;
mod weigh;
pub mod word;

use std::borrow::Cow;
use std::fmt;

use crate::container::{Container, Trust};
use crate::error::Result;
use crate::language::{Entry, Language};

use format::CONTENT;
pub use network::Workspace;
pub use tag::Tag;

/// A tagger with its weights.
pub struct Tagger {
    file: format::File,
}

impl Tagger {
    /// A tagger from the bytes of a weights file. The bytes are used where they are, nothing is unpacked.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] when they are not weights, of another format, cut, or changed.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Tagger> {
        let container = Container::open("tagger weights", CONTENT, bytes.into(), Trust::Checked)?;
        Ok(Tagger { file: format::read("tagger weights", container)? })
    }

    /// Opens the weights in a language's folder, `tagger.bin`; nothing where it has none. Those that are part of the
    /// program are taken as whole.
    ///
    /// # Errors
    /// As [`Tagger::from_bytes`]; the message names the file.
    pub fn of(language: &Language) -> Result<Option<Tagger>> {
        let Some((name, container)) = language.container("tagger.bin", CONTENT)? else { return Ok(None) };
        Ok(Some(Tagger { file: format::read(&name, container)? }))
    }

    /// As [`Tagger::from_bytes`], from the weights file `name`.
    ///
    /// # Errors
    /// As [`Tagger::from_bytes`]; the message names the file.
    pub fn from_file(name: &str, bytes: Vec<u8>) -> Result<Tagger> {
        let container = Container::open(name, CONTENT, bytes.into(), Trust::Checked)?;
        Ok(Tagger { file: format::read(name, container)? })
    }

    /// Tags the words of one sentence: clitics apart, hyphens apart, as in the English treebanks; each comes with
    /// what the language's word list says of it. `out` is cleared first and then holds one tag a word; how sure they are is in [`Workspace::margins`].
    pub fn tag<'w>(
        &self,
        words: impl IntoIterator<Item = (&'w str, Entry)>,
        workspace: &mut Workspace,
        out: &mut Vec<Tag>,
    ) {
        network::tag(&self.file, words, workspace, out);
    }
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagger").field("counts", &self.file.counts).finish_non_exhaustive()
    }
}
