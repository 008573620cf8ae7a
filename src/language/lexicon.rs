//! What the word list says of a word.

/// Attributes of a word in the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(pub(crate) u32);

impl Entry {
    /// A word in no list.
    pub const UNKNOWN: Entry = Entry(0);
}
