//! What a language knows of machine translations: the weights of frames (`machine.bin`) and a few numbers that make a
//! likelihood of them (`machine.toml`). Both are written by `mtlint train machine`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::container::Content;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::machine::table::Table;

/// A model, ready to judge.
#[derive(Clone, Debug)]
pub struct MachineModel {
    /// Weights of frames.
    pub frames: Table,
    /// All else.
    pub numbers: Numbers,
}

/// The file `machine.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// How frames tell.
    pub style: FrameStyle,
    /// How all evidence is put together.
    pub likelihood: Likelihood,
    /// By rule, the logarithm of how much oftener it finds something in machine translations than in people's texts.
    pub rules: BTreeMap<String, f64>,
}

/// What the sum over a text's frames amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameStyle {
    /// What one step of a frame's weight adds to a text's sum.
    pub step: f64,
    /// Mean sum for a word in people's texts, and in machine translations.
    pub people: f64,
    /// See `people`.
    pub machine: f64,
    /// Variance of that mean between texts of one kind, however long.
    pub between: f64,
    /// What a single word adds to the variance: a text of n words has `between` + `within` ÷ n.
    pub within: f64,
}

/// A logistic regression: the logarithm of the odds is `bias` + the sum of its terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    /// The odds without any evidence.
    pub bias: f64,
    /// Times [`FrameStyle::odds`].
    pub style: f64,
    /// Times the evidence of findings.
    pub findings: f64,
    /// Times the logarithm of the length in hundreds of words, plus one: in a long text nothing found tells, too.
    pub length: f64,
    /// The evidence of one finding of a rule that the data does not show.
    pub unknown: f64,
}

/// How much sooner a text is held to lie in the middle than its length alone would ask for: paragraphs of one text are
/// more alike than words by chance, so that its beginning would say too much of the whole.
const CAUTION: f64 = 1.33;
/// How far apart texts may lie: of people's texts, those far from the middle are of another kind, and no better; of
/// machine translations, some lie farther out than the average one (½).
const FARTHEST: (f64, f64) = (-0.2, 1.0);

impl FrameStyle {
    /// The logarithm of the odds that a mean sum over `words` words gives, were both kinds of text normal.
    pub fn odds(&self, mean: f64, words: f64) -> f64 {
        self.slope(words) * (mean - (self.people + self.machine) / 2.0)
    }

    /// What those odds rise by with the mean.
    pub fn slope(&self, words: f64) -> f64 {
        (self.machine - self.people) / (self.between + self.within / words.max(1.0)).max(1e-12)
    }

    /// Where a text stands between people's texts and machine translations (½ for the average one), drawn to the middle
    /// as far as it is short.
    pub fn place(&self, mean: f64, words: f64) -> f64 {
        let apart = (mean - (self.people + self.machine) / 2.0) / (self.machine - self.people).max(1e-12);
        let trust = words / (words + CAUTION * self.within / self.between.max(1e-12));
        trust * apart.clamp(FARTHEST.0, FARTHEST.1)
    }
}

impl Likelihood {
    /// The likelihood by odds of style, evidence of findings and words.
    pub fn odds(&self, style: f64, findings: f64, words: f64) -> f64 {
        self.bias + self.style * style + self.findings * findings + self.length * (words / 100.0).ln_1p()
    }
}

/// What `machine.bin` holds.
pub const CONTENT: Content = Content { name: "machine", version: 1, maker: "mtlint train machine" };

impl MachineModel {
    /// The model that ships for a language; none where it has none.
    ///
    /// # Errors
    /// When its files do not fit this version of the program.
    pub fn shipped(language: &Language) -> Result<Option<MachineModel>> {
        let container = language.container("machine.bin", CONTENT)?;
        let (Some((bin, container)), Some((toml, text))) = (container, language.data("machine.toml")) else {
            return Ok(None);
        };
        let refuse = |file: &str, why: String| {
            Error::invalid(file, why).hint(format!("Make it anew with `{}`", CONTENT.maker))
        };
        let text = std::str::from_utf8(&text).map_err(|e| refuse(&toml, e.to_string()))?;
        let numbers = toml::from_str(text).map_err(|e| refuse(&toml, e.to_string()))?;
        let frames = container.section("frames").and_then(Table::new);
        let frames = frames.ok_or_else(|| refuse(&bin, "The table of frames has a wrong length".into()))?;
        Ok(Some(MachineModel { frames, numbers }))
    }

    /// The evidence of `count` findings of a rule: each further one tells less.
    pub fn evidence(&self, rule: &str, count: usize) -> f64 {
        let each = self.numbers.rules.get(rule).copied().unwrap_or(self.numbers.likelihood.unknown);
        each * (1.0 + count as f64).log2()
    }
}

/// From the logarithm of odds to a likelihood.
pub fn likelihood(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
