//! A trained model: n-gram weights, heads, and for each source language its tables; what a text gets from them.
//!
//! Which head judges depends on what is known: the text alone, a source in any language, or a source in a language
//! the model was trained on. A second opinion on the text alone says whether it reads like machine output or like
//! its repair; its weight grows with the length of the text (`docs/ESTIMATE.md`).

use std::borrow::Cow;

use crate::analysis::{Analysis, Token};
use crate::bilingual::locale::is_unspaced;
use crate::container::{Container, Content, Trust};
use crate::error::{Error, Result};
use crate::estimate::compare;
use crate::estimate::compare::{COUNTS, Tables};
use crate::estimate::families::Families;
use crate::estimate::feature::{COUNT, Feature, Vector};
use crate::estimate::grams;
use crate::estimate::grams::Grams;
use crate::estimate::head;
use crate::estimate::head::Head;
use crate::estimate::lexical::Lexical;
use crate::estimate::origin;
use crate::estimate::source;
use crate::estimate::source::SourceText;
use crate::estimate::text;
use crate::finding::Finding;
use crate::language;
use crate::span::Span;

/// A model, ready to judge.
#[derive(Clone, Debug)]
pub struct Model {
    sections: Container,
    text: Mixture,
    source: Option<Mixture>,
    repair: Option<Mixture>,
    languages: Vec<SourceLanguage>,
    families: Families,
    /// Steps of the columns of [`Grams`], then of weights and masses of each language's source.
    steps: Vec<f32>,
}

/// What `estimate.bin` holds. The version is raised with every change to the layout of a section or the list of features.
pub const CONTENT: Content = Content { name: "estimate", version: 6, maker: "mtlint train estimate" };

/// Tokens in the phrase that is shown as the worst of a text: as many as the longest n-gram has.
const PHRASE: usize = 3;

/// What is known of a source language.
#[derive(Clone, Debug)]
struct SourceLanguage {
    code: String,
    head: Head,
    /// Names of its sections: source n-grams, lexical table, counts.
    names: [String; 3],
}

/// A head for any text, and heads for texts that seem to come from each language, mixed by how much they do.
#[derive(Clone, Debug)]
pub struct Mixture {
    /// Judges where no language is known, and holds the calibration for all.
    pub any: Head,
    /// For each source language; none where the model knows fewer than two.
    pub origins: Vec<Head>,
}

impl Mixture {
    /// The raw judgement, with `shares` of the languages; adds each feature's part.
    pub fn judge(&self, shares: &[f32], vector: &Vector, parts: &mut Vector) -> f32 {
        if self.origins.is_empty() {
            return self.any.judge(vector, parts);
        }
        let mut heads = [(0.0, &self.any); grams::MOST_LANGUAGES];
        let heads = &mut heads[..self.origins.len()];
        heads.iter_mut().zip(shares.iter().zip(&self.origins)).for_each(|(h, (s, o))| *h = (*s, o));
        head::mixed(heads, vector, parts)
    }
}

/// What a text was judged, before calibration.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Words judged.
    pub words: usize,
    /// The head's raw judgement, in standard deviations of human judgement.
    pub judged: f32,
    /// How much it seems to come from each language.
    pub shares: [f32; grams::MOST_LANGUAGES],
    /// How much its phrases are those of repairs, were it from each language.
    pub phrases: [f32; grams::MOST_LANGUAGES],
    /// How much it reads like a repaired text, as [`Model::judge_repair`] finds: 0 for average machine output of its origin,
    /// in deviations of machine output.
    pub repaired: f32,
    /// Which head judged: none for text alone, or a place in the languages, or past them for any source.
    pub head: ModelPart,
    /// The features it was judged by.
    pub vector: Box<Vector>,
    /// What each feature adds to `judged`, against an average text.
    pub parts: Box<Vector>,
    /// What each feature adds to `repaired`.
    pub repairs: Box<Vector>,
}

/// Which head judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelPart {
    /// The text alone.
    Text,
    /// With a source in any language.
    Source,
    /// With a source in the language of that number.
    Language(usize),
}

impl Model {
    /// The model that ships for a language.
    ///
    /// # Errors
    /// When it was made for another version of the program.
    pub fn shipped(language: &language::Language) -> Result<Option<Model>> {
        let Some((file, container)) = language.container("estimate.bin", CONTENT)? else { return Ok(None) };
        Model::from_container(&file, container).map(Some)
    }

    /// Opens a model.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or lacks a section.
    pub fn open(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model> {
        Model::from_container(file, Container::open(file, CONTENT, bytes.into(), Trust::Checked)?)
    }

    fn from_container(file: &str, sections: Container) -> Result<Model> {
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
        let codes = String::from_utf8_lossy(sections.get("languages").unwrap_or_default()).into_owned();
        let codes: Vec<&str> = codes.split_whitespace().collect();
        if codes.len() > grams::MOST_LANGUAGES {
            return Err(wrong("languages"));
        }
        let table = sections.get("families").map(String::from_utf8_lossy).unwrap_or_default();
        let families = Families::parse(&table).map_err(|_| wrong("families"))?;
        let mixture = |name: &str| -> Result<Option<Mixture>> {
            let Some(any) = head(name)? else { return Ok(None) };
            let several = codes.iter().filter(|_| codes.len() > 1);
            let origins = several.map(|code| {
                let name = format!("{name}.{code}");
                head(&name)?.ok_or_else(|| wrong(&name))
            });
            Ok(Some(Mixture { origins: origins.collect::<Result<_>>()?, any }))
        };
        let text = mixture("head.text")?.ok_or_else(|| wrong("head.text"))?;
        let (source, repair) = (mixture("head.source")?, mixture("head.repair")?);
        let mut languages = Vec::new();
        for code in &codes {
            let name = format!("head.{code}");
            let head = head(&name)?.ok_or_else(|| wrong(&name))?;
            let names = ["source", "lexical", "counts"].map(|kind| format!("{kind}.{code}"));
            size(&names[0], source::BUCKETS * 2)?;
            sections.get(&names[1]).and_then(Lexical::new).ok_or_else(|| wrong(&names[1]))?;
            size(&names[2], COUNTS)?;
            languages.push(SourceLanguage { code: (*code).to_owned(), head, names });
        }
        let (rows, words) =
            (sections.get("grams").unwrap_or_default(), sections.get("words").unwrap_or_default());
        Grams::new(rows, words).ok_or_else(|| wrong("grams"))?;
        let steps: Vec<f32> = sections
            .get("steps")
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        if steps.len() != grams::WIDTH + 2 * languages.len() || steps.iter().any(|s| !s.is_finite()) {
            return Err(wrong("steps"));
        }
        Ok(Model { sections, text, source, repair, languages, families, steps })
    }

    /// Codes of the source languages it knows.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|l| l.code.as_str())
    }

    /// The language of the texts it judges ("en").
    pub fn language(&self) -> &str {
        self.sections.get("language").and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    /// Returns the families of rules that it tells apart.
    pub fn families(&self) -> &Families {
        &self.families
    }

    /// Size in bytes.
    pub fn size(&self) -> usize {
        self.sections.size()
    }

    /// The head of that kind.
    pub fn head(&self, which: ModelPart) -> &Head {
        match which {
            ModelPart::Text => &self.text.any,
            ModelPart::Source => &self.source.as_ref().unwrap_or(&self.text).any,
            ModelPart::Language(i) => &self.languages[i].head,
        }
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
        text::findings(found, reading.pieces, &self.families, &mut vector);
        let language = original.and_then(|o| o.1).and_then(|code| {
            let code = code.split(['-', '_']).next().unwrap_or(code);
            self.languages.iter().position(|l| l.code.eq_ignore_ascii_case(code))
        });
        // What was learned of words tells nothing of a source that is written without spaces.
        let original = original.filter(|(source, _)| language.is_some() || !is_unspaced_text(source));
        let section = |name: &str| self.sections.get(name).unwrap_or_default();
        let mut known = [0f32; grams::MOST_LANGUAGES];
        let shares = &mut known[..self.languages.len()];
        let mut phrases = [0f32; grams::MOST_LANGUAGES];
        if let Some(grams) = Grams::new(section("grams"), section("words")) {
            let sums = grams.sums(text, &analysis.tokens);
            let column = |c: usize| sums[c] as f32 * self.steps[c];
            let (spread, factor) = factors(column(grams::MASS), reading.pieces);
            vector[Feature::PhraseJudged as usize] = column(grams::JUDGED) * factor;
            let score = |i: usize| grams::origin(i).map_or(0.0, column);
            match language {
                Some(i) => shares[i] = 1.0,
                None => {
                    shares.iter_mut().enumerate().for_each(|(i, s)| *s = score(i) * spread);
                    origin::shares(shares);
                }
            }
            phrases.iter_mut().enumerate().for_each(|(i, p)| *p = column(grams::repaired(i)) * factor);
            vector[Feature::PhraseRepaired as usize] = origin::mixed(shares, |i| phrases[i]);
            vector[Feature::PhraseOrigin as usize] =
                origin::mixed(shares, |i| column(grams::judged(i)) * factor);
        }
        let which = match original {
            Some((original, _)) if self.source.is_some() => {
                let source = SourceText::read(original);
                let tables = language.and_then(|i| self.tables(&self.languages[i]));
                compare::compare(text, analysis, &reading, &source, tables.as_ref(), &mut vector);
                language.map_or(ModelPart::Source, |i| {
                    vector[Feature::SourceJudged as usize] =
                        self.source_judged(i, original, &source, reading.pieces);
                    ModelPart::Language(i)
                })
            }
            _ => ModelPart::Text,
        };
        let mut parts = Box::new([0.0; COUNT]);
        let judged = match which {
            ModelPart::Text => self.text.judge(shares, &vector, &mut parts),
            ModelPart::Source => {
                self.source.as_ref().unwrap_or(&self.text).judge(shares, &vector, &mut parts)
            }
            ModelPart::Language(i) => self.languages[i].head.judge(&vector, &mut parts),
        };
        let (words, repairs) = (reading.words.len(), Box::new([0.0; COUNT]));
        Judgement {
            words,
            judged,
            repaired: 0.0,
            shares: known,
            phrases,
            head: which,
            vector,
            parts,
            repairs,
        }
    }

    /// Returns what the n-grams of a source in the language of number `i` say of its translation.
    fn source_judged(&self, i: usize, original: &str, source: &SourceText, pieces: f32) -> f32 {
        let table = self.sections.get(&self.languages[i].names[0]).unwrap_or_default();
        let (mut sum, mut mass) = (0, 0);
        source.grams(original, |bucket| {
            let at = bucket as usize * 2;
            sum += i32::from(table[at] as i8);
            mass += i32::from(table[at + 1]);
        });
        let steps = &self.steps[grams::WIDTH + 2 * i..];
        let (_, factor) = factors(mass as f32 * steps[1], pieces);
        sum as f32 * steps[0] * factor
    }

    /// The languages that a whole document may come from, by its blocks, each with its share.
    pub fn origin_of(&self, judgements: &[Option<Judgement>]) -> Vec<f32> {
        origin::together(judgements.iter().flatten().map(|j| &j.shares[..self.languages.len()]))
    }

    /// Says of a block of a document how much it reads like a repair, by the languages that the document may come from.
    pub fn judge_repair(&self, shares: &[f32], judgement: &mut Judgement) {
        let Some(heads) = &self.repair else { return };
        let mut vector = *judgement.vector;
        vector[Feature::PhraseRepaired as usize] = origin::mixed(shares, |i| judgement.phrases[i]);
        judgement.repaired = heads.judge(shares, &vector, &mut judgement.repairs);
    }

    /// The phrase of a text that reads worst.
    pub fn worst(&self, text: &str, tokens: &[Token]) -> Span {
        let section = |name: &str| self.sections.get(name).unwrap_or_default();
        let long = PHRASE.min(tokens.len());
        let judged = |grams: &Grams, stretch: &[Token]| grams.sums(text, stretch)[grams::JUDGED];
        let worst = Grams::new(section("grams"), section("words"))
            .and_then(|grams| tokens.windows(long.max(1)).min_by_key(|stretch| judged(&grams, stretch)));
        match worst {
            Some([one]) => one.span,
            Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
            _ => Span::new(0, text.len()),
        }
    }

    fn tables(&self, language: &SourceLanguage) -> Option<Tables<'_>> {
        let lexical = Lexical::again(self.sections.get(&language.names[1])?);
        Some(Tables { lexical, counts: self.sections.get(&language.names[2])? })
    }
}

/// What a sum over n-grams of that mass is multiplied with, to have the same spread in texts of any length; and the
/// same where a long text is taken as the mean of its pieces.
pub fn factors(mass: f32, pieces: f32) -> (f32, f32) {
    let spread = 1.0 / mass.max(1.0).sqrt();
    (spread, spread / pieces.sqrt())
}

/// The names of all features: a model made for others is refused.
pub fn feature_list() -> String {
    let names: Vec<&str> = Feature::ALL.iter().map(|f| f.name()).collect();
    names.join(" ")
}

/// True where most letters of a text belong to scripts that are written without spaces.
fn is_unspaced_text(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (unspaced, all) = letters.fold((0, 0), |(u, a), c| (u + usize::from(is_unspaced(c)), a + 1));
    unspaced * 2 > all
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_shipped_model_is_whole_and_small_enough() {
        let bytes = crate::tests::pack().bytes("en/estimate.bin").expect("English has a model");
        let model = Model::open("estimate.bin", bytes).expect("its checksum fits");
        assert_eq!(model.languages().collect::<Vec<_>>(), ["et", "ne", "ro", "ru", "si"]);
        assert!(model.size() <= 6_000_000);
    }
}
