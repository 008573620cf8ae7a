//! What is learnt from.

use mtlint_core::analysis::choice::features::{CHEAP, COSTLY};

/// A place with its keys.
pub(super) struct ChoiceExample {
    pub cheap: [u32; CHEAP],
    /// Nothing where the gate gives the place up for all kinds, so that no model behind it learns from it.
    pub costly: Option<Box<[u32; COSTLY]>>,
    /// The kinds that it is an example of, as bits.
    pub kinds: u32,
    /// Whether it is a fault of that kind.
    pub broken: bool,
}
