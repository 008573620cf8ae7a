//! A text as training sees it: its frames and findings, counted.

use std::collections::BTreeMap;

use mtlint_core::analysis::Token;
use mtlint_core::machine::frames;
use mtlint_core::machine::reading::is_word;

/// A text as training sees it.
#[derive(Clone, Debug, Default)]
pub struct MachineExample {
    /// See [`super::MachineText`].
    pub group: usize,
    /// See [`super::MachineText`].
    pub key: String,
    /// See [`super::MachineText`].
    pub human: bool,
    /// Words and numbers.
    pub words: usize,
    /// Frames, sorted, with how often they occur.
    pub frames: Vec<(u32, u16)>,
    /// Findings that are shown, by rule.
    pub findings: BTreeMap<String, usize>,
}

impl MachineExample {
    /// Adds a block's tokens.
    pub fn add(&mut self, text: &str, tokens: &[Token]) {
        self.words += tokens.iter().filter(|t| is_word(t)).count();
        frames::each(text, tokens, |frame| self.frames.push((frame.key, 1)));
    }

    /// Counts what was added.
    pub fn count(&mut self) {
        self.frames.sort_unstable();
        self.frames.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 = kept.1.saturating_add(if same { next.1 } else { 0 });
            same
        });
        self.frames.shrink_to_fit();
    }
}
