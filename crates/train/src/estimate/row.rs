//! What the fits share: their options, and a row of features with its target.

use mtlint_core::estimate::families::Families;
use mtlint_core::estimate::feature::Vector;

/// How to fit.
pub struct FitOptions<'o> {
    /// Language of the texts.
    pub language: &'o str,
    /// Source languages, by their numbers in the examples.
    pub languages: &'o [String],
    /// Families of rules with a feature of their own.
    pub families: &'o Families,
    /// Number of folds.
    pub folds: usize,
    /// Told what is being done.
    pub progress: &'o (dyn Fn(&str) + Sync),
}

/// Features of an example from layers that have not seen it.
pub(super) struct CrossRow {
    /// Of the text alone.
    pub text: Vector,
    /// How much it seems to come from each language.
    pub shares: Vec<f32>,
    /// Of its repair.
    pub fixed: Option<Vector>,
    /// Of the text beside a source in any language.
    pub beside: Option<Vector>,
    /// Of the text beside a source in its known language.
    pub known: Option<Vector>,
}
