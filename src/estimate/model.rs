//! A trained model: n-gram weights, heads, and for each source language its tables; what a text gets from them.
//!
//! Which head judges depends on what is known: the text alone, a source in any language, or a source in a language
//! the model was trained on. A second opinion on the text alone says whether it reads like machine output or like
//! its repair; its weight grows with the length of the text (`docs/ESTIMATE.md`).

use std::borrow::Cow;

use crate::analysis::Analysis;
use crate::error::{Error, Result};
use crate::estimate::compare::{self, COUNTS, Tables};
use crate::estimate::feature::{COUNT, Feature, Needs, Vector};
use crate::estimate::file::Sections;
use crate::estimate::head::Head;
use crate::estimate::lexical::Lexical;
use crate::estimate::ngram::{self, BUCKETS};
use crate::estimate::origin;
use crate::estimate::source::Source;
use crate::estimate::text::{self, Reading};
use crate::finding::Finding;

/// Salt of the source's n-grams, which stand in one table with the text's.
pub const SOURCE_SALT: u64 = 0x5851_f42d_4c95_7f2d;

/// A model, ready to judge.
#[derive(Clone, Debug)]
pub struct Model {
    sections: Sections,
    text: Head,
    source: Option<Head>,
    repair: Option<Head>,
    languages: Vec<(String, Head)>,
    /// Steps of the n-gram weights: text judged, text repaired, each language; then that of the origins.
    steps: Vec<f32>,
}

/// What a text was judged, before calibration.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Words judged.
    pub words: usize,
    /// The head's raw judgement, in standard deviations of human judgement.
    pub judged: f32,
    /// How much it reads like a repaired text: 0 for average machine output, about 1 for its repair.
    pub repaired: f32,
    /// Which head judged: none for text alone, or a place in the languages, or past them for any source.
    pub head: Which,
    /// The features it was judged by.
    pub vector: Box<Vector>,
}

/// Which head judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The text alone.
    Text,
    /// With a source in any language.
    Source,
    /// With a source in the language of that number.
    Language(usize),
}

impl Model {
    /// Opens a model.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or lacks a section.
    pub fn open(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model> {
        let sections = Sections::open(file, bytes)?;
        let wrong =
            |what: &str| Error::invalid(file, format!("the model's section \"{what}\" is missing or wrong"));
        let head = |name: &str| match sections.get(name) {
            Some(bytes) => Head::from_bytes(bytes).map(Some).ok_or_else(|| wrong(name)),
            None => Ok(None),
        };
        let size = |name: &str, size: usize| match sections.get(name) {
            Some(bytes) if bytes.len() == size => Ok(()),
            _ => Err(wrong(name)),
        };
        if sections.get("features") != Some(feature_list().as_bytes()) {
            return Err(Error::invalid(file, "the model was trained with other features")
                .hint("train it again with `mtlint train estimate`"));
        }
        let text = head("head.text")?.ok_or_else(|| wrong("head.text"))?;
        let (source, repair) = (head("head.source")?, head("head.repair")?);
        let codes = String::from_utf8_lossy(sections.get("languages").unwrap_or_default()).into_owned();
        let mut languages = Vec::new();
        for code in codes.split_whitespace() {
            let name = format!("head.{code}");
            languages.push((code.to_owned(), head(&name)?.ok_or_else(|| wrong(&name))?));
            size(&format!("counts.{code}"), COUNTS)?;
            let name = format!("lexical.{code}");
            sections.get(&name).and_then(Lexical::new).ok_or_else(|| wrong(&name))?;
        }
        size("grams", BUCKETS * (languages.len() + 2))?;
        size("origins", origin::BUCKETS * languages.len())?;
        let steps: Vec<f32> = sections
            .get("steps")
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        if steps.len() != languages.len() + 3 || steps.iter().any(|s| !s.is_finite()) {
            return Err(wrong("steps"));
        }
        Ok(Model { sections, text, source, repair, languages, steps })
    }

    /// Codes of the source languages it knows.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|l| l.0.as_str())
    }

    /// The language of the texts it judges ("en").
    pub fn language(&self) -> &str {
        self.sections.get("language").and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    /// Size in bytes.
    pub fn size(&self) -> usize {
        self.sections.len()
    }

    /// The head of that kind.
    pub fn head(&self, which: Which) -> &Head {
        match which {
            Which::Text => &self.text,
            Which::Source => self.source.as_ref().unwrap_or(&self.text),
            Which::Language(i) => &self.languages[i].1,
        }
    }

    /// The head that tells machine output from its repair.
    pub fn repair_head(&self) -> Option<&Head> {
        self.repair.as_ref()
    }

    /// Judges a text by its analysis, its findings and, where there is one, its source with the source's language.
    pub fn judge<'f>(
        &self,
        text: &str,
        analysis: &Analysis,
        found: impl Iterator<Item = &'f Finding>,
        original: Option<(&str, Option<&str>)>,
    ) -> Judgement {
        let mut vector = Box::new([0.0; COUNT]);
        let reading = text::read(text, analysis, &mut vector);
        text::findings(found, reading.pieces, &mut vector);
        let language = original.and_then(|o| o.1).and_then(|code| {
            let code = code.split(['-', '_']).next().unwrap_or(code);
            self.languages.iter().position(|l| l.0.eq_ignore_ascii_case(code))
        });
        let (table, stride) = (self.sections.get("grams").unwrap_or_default(), self.languages.len() + 2);
        let mut sums = vec![0i32; stride];
        let mut count = text::grams(text, analysis, 0, |bucket| {
            let row = &table[bucket as usize * stride..][..stride];
            sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += i32::from(*w as i8));
        });
        let factor = gram_factor(count, reading.pieces);
        vector[Feature::PhraseJudged as usize] = sums[0] as f32 * self.steps[0] * factor;
        vector[Feature::PhraseRepaired as usize] = sums[1] as f32 * self.steps[1] * factor;
        if !self.languages.is_empty() {
            let shares = self.origins(analysis, &reading);
            let mixed = shares.iter().enumerate().map(|(i, s)| s * sums[i + 2] as f32 * self.steps[i + 2]);
            vector[Feature::PhraseOrigin as usize] = mixed.sum::<f32>() * factor;
        }
        let mut which = Which::Text;
        if let Some((original, _)) = original {
            let source = Source::read(original);
            which = if self.source.is_some() { Which::Source } else { Which::Text };
            let tables = language.and_then(|i| self.tables(&self.languages[i].0));
            compare::compare(text, analysis, &reading, &source, tables.as_ref(), &mut vector);
            if let Some(i) = language {
                which = Which::Language(i);
                let mut sum = sums[i + 2];
                source_grams(original, &source, |bucket| {
                    sum += i32::from(table[bucket as usize * stride + i + 2] as i8);
                    count += 1;
                });
                vector[Feature::SourceJudged as usize] =
                    sum as f32 * self.steps[i + 2] * gram_factor(count, reading.pieces);
            }
        }
        let repaired = self.repair.as_ref().map_or(0.0, |head| head.judge(&vector));
        let words = reading.words.len();
        let judged = self.head(which).judge(&vector);
        Judgement { words, judged, repaired, head: which, vector }
    }

    /// What a feature adds to the raw judgement, against an average text.
    pub fn part(&self, j: &Judgement, feature: Feature) -> f32 {
        let head = self.head(j.head);
        let known = suffices(j.head, feature.needs()) && feature.needs() <= head.needs;
        if known { head.part(feature, &j.vector) } else { 0.0 }
    }

    /// How much the text looks like translations from each language.
    fn origins(&self, analysis: &Analysis, reading: &Reading) -> Vec<f32> {
        let (table, stride) = (self.sections.get("origins").unwrap_or_default(), self.languages.len());
        let mut sums = vec![0i32; stride];
        for &i in &reading.words {
            let at = origin::bucket(analysis.tokens[i as usize].hash) * stride;
            sums.iter_mut().zip(&table[at..at + stride]).for_each(|(sum, w)| *sum += i32::from(*w as i8));
        }
        let factor = self.steps[stride + 2] / (reading.words.len().max(1) as f32).sqrt();
        let mut shares: Vec<f32> = sums.iter().map(|&s| s as f32 * factor).collect();
        origin::shares(&mut shares);
        shares
    }

    fn tables(&self, code: &str) -> Option<Tables<'_>> {
        let lexical = Lexical::again(self.sections.get(&format!("lexical.{code}"))?);
        Some(Tables { lexical, counts: self.sections.get(&format!("counts.{code}"))? })
    }
}

/// What a sum over n-grams is multiplied with: the sum over a piece of text has a comparable spread at any length.
pub fn gram_factor(count: u32, pieces: f32) -> f32 {
    1.0 / (count.max(1) as f32 * pieces).sqrt()
}

/// Calls `each` with every n-gram bucket of the source.
pub fn source_grams(text: &str, source: &Source, mut each: impl FnMut(u32)) {
    let mut before = ngram::EDGE;
    for word in &source.words {
        each(ngram::word(word.hash, SOURCE_SALT));
        each(ngram::pair(before, word.hash, SOURCE_SALT));
        before = word.hash;
        ngram::letters(&text[word.start as usize..word.end as usize], SOURCE_SALT, &mut each);
    }
}

/// The names of all features: a model made for others is refused.
pub fn feature_list() -> String {
    let names: Vec<&str> = Feature::ALL.iter().map(|f| f.name()).collect();
    names.join(" ")
}

/// True when a text with this much known can be judged by a head of these needs.
pub fn suffices(which: Which, needs: Needs) -> bool {
    match which {
        Which::Text => needs == Needs::Text,
        Which::Source => needs <= Needs::Source,
        Which::Language(_) => true,
    }
}
