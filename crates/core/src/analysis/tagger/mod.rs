//! Part-of-speech tagging with the fine tags of a language, known here by their numbers ([`TagSet`] names them).
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
#[cfg(test)]
mod tests;
mod weigh;
pub mod word;

use std::borrow::Cow;
use std::fmt;

use crate::container::{Container, Trust};
use crate::error::{Error, Result};
use crate::language::{Entry, Language, Relative, Tag, TagSet};

use format::CONTENT;
pub use network::TaggerBuffers;

/// A tagger with its weights.
pub struct Tagger {
    file: format::TaggerFile,
    tags: TagSet,
    relatives: Vec<Relative>,
}

impl Tagger {
    /// A tagger of `language` from the bytes of a weights file. The bytes are used where they are, nothing is unpacked.
    ///
    /// # Errors
    /// [`Error::Invalid`] when they are not weights, of another format, cut, or changed, and when they know more tags
    /// than the language.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>, language: &Language) -> Result<Tagger> {
        let name = "tagger weights";
        Tagger::new(name, Container::open(name, CONTENT, bytes.into(), Trust::Checked)?, language)
    }

    /// Opens the weights in a language's folder, `tagger.bin`; nothing where it has none. Those that are part of the
    /// program are taken as whole.
    ///
    /// # Errors
    /// As [`Tagger::from_bytes`]; the message names the file.
    pub fn load(language: &Language) -> Result<Option<Tagger>> {
        let Some((name, container)) = language.container("tagger.bin", CONTENT)? else { return Ok(None) };
        Tagger::new(&name, container, language).map(Some)
    }

    /// As [`Tagger::from_bytes`], from the weights file `name`.
    ///
    /// # Errors
    /// As [`Tagger::from_bytes`]; the message names the file.
    pub fn from_file(name: &str, bytes: Vec<u8>, language: &Language) -> Result<Tagger> {
        Tagger::new(name, Container::open(name, CONTENT, bytes.into(), Trust::Checked)?, language)
    }

    fn new(name: &str, container: Container, language: &Language) -> Result<Tagger> {
        let file = format::read(name, container)?;
        let (known, named) = (file.tags(), language.tags.all().len());
        if known > named {
            let message = format!("It knows {known} tags, and language.toml names {named}");
            return Err(Error::invalid(name, message).hint("add the tags that are missing to `tags`"));
        }
        Ok(Tagger { file, tags: language.tags.clone(), relatives: language.grammar.relatives.clone() })
    }

    /// Tags the words of one sentence: clitics apart, hyphens apart, as in the treebanks it learnt from; each comes with
    /// what the language's word list says of it. `out` is cleared first and then holds one tag a word; how sure they are
    /// is in [`TaggerBuffers::margins`].
    pub fn tag<'w>(
        &self,
        words: impl IntoIterator<Item = (&'w str, Entry)>,
        workspace: &mut TaggerBuffers,
        out: &mut Vec<Tag>,
    ) {
        let numbers = network::tag((&self.file, &self.relatives), words, workspace);
        out.clear();
        out.extend(numbers.iter().map(|&number| self.tags.tag(usize::from(number))));
    }
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagger").field("counts", &self.file.counts).finish_non_exhaustive()
    }
}
