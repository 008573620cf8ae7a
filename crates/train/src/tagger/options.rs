//! How a tagger is trained.

/// Parts the text is dealt into for honest guesses.
pub(super) const PARTS: usize = 4;

/// How to train.
#[derive(Clone, Debug)]
pub struct TaggerOptions {
    /// Start of the random numbers.
    pub seed: u64,
    /// Passes over the text for the final network.
    pub passes: usize,
    /// Passes for each of the networks that guess for the second look.
    pub guess_passes: usize,
    /// Share of sentences that are also learned with other capitals, typography or word order.
    pub varied: f32,
}

impl Default for TaggerOptions {
    fn default() -> Self {
        TaggerOptions { seed: 1, passes: 11, guess_passes: 3, varied: 0.15 }
    }
}
