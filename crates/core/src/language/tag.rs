//! A tag: the number of a fine tag, which only its language can name, together with what it is in universal terms.

use std::fmt;

use super::Class;

/// A part of speech: a fine tag of the language by its number, and its [`Class`], so that no test needs a lookup.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u64);

/// Bits of the class; the number stands above them.
const CLASS_BITS: u32 = 58;

impl Tag {
    /// Fine tags of a language, at most.
    pub const MOST: usize = 50;
    /// Numbers of fine tags and of "not tagged", which is the last one in every language.
    pub const NUMBERS: usize = Tag::MOST + 1;
    /// Not tagged.
    pub const NONE: Tag = Tag::new(Tag::MOST, Class::UNTAGGED);

    /// Returns the tag with that number, below [`Tag::NUMBERS`], of that class.
    pub(super) const fn new(number: usize, class: Class) -> Tag {
        assert!(number < Tag::NUMBERS && class.bits() < 1 << CLASS_BITS, "the number of a tag");
        Tag((number as u64) << CLASS_BITS | class.bits())
    }

    /// Returns the number of the fine tag, which models know it by; below [`Tag::NUMBERS`].
    #[inline]
    pub const fn number(self) -> usize {
        (self.0 >> CLASS_BITS) as usize
    }

    /// Returns a bit of its own for each fine tag.
    #[inline]
    pub const fn bit(self) -> u64 {
        1 << self.number()
    }

    /// Returns what it is in universal terms.
    #[inline]
    pub const fn class(self) -> Class {
        Class::from_bits(self.0 & ((1 << CLASS_BITS) - 1))
    }

    /// Returns whether it has all marks of `class`.
    #[inline]
    pub const fn is(self, class: Class) -> bool {
        self.class().has(class)
    }

    /// Returns whether it is of one of these classes.
    #[inline]
    pub fn is_any<const N: usize>(self, classes: [Class; N]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// Returns whether it is a finite verb, an auxiliary included.
    #[inline]
    pub fn is_finite(self) -> bool {
        self.is(Class::FINITE)
    }

    /// Returns whether it is a verb of any form, an auxiliary included.
    #[inline]
    pub fn is_verb(self) -> bool {
        self.is_any([Class::VERB, Class::AUX])
    }

    /// Returns whether it is a noun, names included.
    #[inline]
    pub fn is_noun(self) -> bool {
        self.is_any([Class::NOUN, Class::PROPN])
    }

    /// Returns whether it is a name.
    #[inline]
    pub fn is_name(self) -> bool {
        self.is(Class::PROPN)
    }
}

impl Default for Tag {
    fn default() -> Tag {
        Tag::NONE
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tag").field("number", &self.number()).field("class", &self.class()).finish()
    }
}
