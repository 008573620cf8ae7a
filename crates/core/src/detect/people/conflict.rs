//! A pronoun that contradicts what is known of a person.

use super::sex::Sex;

/// The conflicts of a document, in the order of the text.
pub(super) struct Conflicts(pub(super) Vec<Conflict>);

/// A pronoun at odds with the one person who can be meant.
pub(super) struct Conflict {
    pub(super) block: usize,
    pub(super) token: usize,
    pub(super) told: PronounProof,
    pub(super) weight: f32,
    /// Places that show it: block, token, what stands there.
    pub(super) proof: Vec<(usize, usize, &'static str)>,
}

/// What tells it.
#[derive(Clone, Copy)]
pub(super) enum PronounProof {
    /// A person by index into the document's names, and what that person is.
    Name(usize, Sex),
    /// Who speaks before the quotation, and what that person is.
    Speaker(Sex),
    /// Who does what one does with one's own alone, and what that person is.
    Doer(Sex),
    /// Nobody whom it could mean is in play.
    Nobody,
}

/// What is known of a person.
#[derive(Clone, Copy, Default)]
pub(super) struct KnownPerson {
    pub(super) sex: Option<Sex>,
    /// True where the text itself says so, and not the given name alone.
    pub(super) said: bool,
    /// True where its pronouns alone tell it.
    pub(super) learnt: bool,
    /// The word that tells it.
    pub(super) place: Option<(usize, usize)>,
}
