//! The middle of the pipeline on one screen: document in, review out.
//!
//! Blocks are analysed and ruled on side by side and collected in order, so the same document gives the same review on
//! any number of threads.

mod cache;
pub mod examples;
mod origin;
mod review;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use crate::analysis::{Analyser, Analysis, Context, Genre, SentenceEnd, Whole, language_of};
use crate::bilingual::Pair;
use crate::bilingual::locale::Locales;
use crate::detected::{Detected, DetectedText};
use crate::document::{Block, BlockKind, Document};
use crate::error::Result;
use crate::estimate::document::TextFacts;
use crate::estimate::model::{Judgement, Model};
use crate::estimate::outcome::Estimate;
use crate::finding::Finding;
use crate::language::{ANY, Language, Pack};
use crate::machine;
use crate::meta::RuleMeta;
use crate::policy::Policy;
use crate::rule;
use crate::rule::{RuleHit, RuleSet, RuleSource};
use crate::score;
use crate::settle::Settling;
use crate::side_by_side;

pub use cache::BlockCache;
pub use review::{Review, Spoken};

/// Checks documents. Made once, used from any thread.
pub struct Checker {
    pack: Arc<Pack>,
    sources: Vec<RuleSource>,
    /// One engine for each language with a folder, made when a document needs it; the last is for all others.
    engines: Vec<(String, OnceLock<Engine>)>,
    /// The user's estimate model, in place of the shipped one for its language.
    estimator: Option<Model>,
    /// False where no estimate is wanted.
    estimates: bool,
}

/// A language with its rules.
pub struct Engine {
    /// Tokens, sentences, tags.
    pub analyser: Analyser,
    /// The rules of the language and of every language.
    pub rules: RuleSet,
    /// The shipped model for the quality estimate, where the language has one; opened when a text is to be judged.
    estimator: OnceLock<Option<Model>>,
    /// The model of machine translations, where the language has one; opened when a text is to be judged.
    machine: OnceLock<Option<machine::MachineModel>>,
    /// How languages write numbers and the like, for texts that come with their source.
    locales: Locales,
}

impl Checker {
    /// Makes a checker of the languages and rules in `pack` and the user's `own` rules. The first language's rules are
    /// compiled at once, so that a mistake in one shows here.
    ///
    /// # Errors
    /// When a rule or a file of a language is wrong, with the place.
    pub fn new(pack: Arc<Pack>, own: Vec<RuleSource>) -> Result<Checker> {
        let mut sources = rule::sources(&pack);
        sources.extend(own);
        let codes = pack.languages().into_iter().chain([ANY.to_owned()]);
        let checker = Checker {
            pack: pack.clone(),
            sources,
            engines: codes.map(|c| (c, OnceLock::new())).collect(),
            estimator: None,
            estimates: true,
        };
        let (code, slot) = &checker.engines[0];
        let _ = slot.set(Engine::load(&pack, code, &checker.sources)?);
        Ok(checker)
    }

    /// The same checker with the user's estimate model.
    pub fn with_estimator(mut self, model: Model) -> Checker {
        self.estimator = Some(model);
        self
    }

    /// The same checker without quality estimates, where they are not wanted or being trained.
    pub fn without_estimates(mut self) -> Checker {
        self.estimates = false;
        self
    }

    /// The model that judges texts of an engine's language.
    fn estimator<'c>(&'c self, engine: &'c Engine) -> Result<Option<&'c Model>> {
        if !self.estimates {
            return Ok(None);
        }
        let own = self.estimator.as_ref().filter(|m| m.language() == engine.analyser.language().code);
        if own.is_some() {
            return Ok(own);
        }
        engine.shipped_model()
    }

    /// The engine for a language code; one without a folder gets the rules for every language.
    ///
    /// # Errors
    /// When a file of the language is broken, with its place.
    pub fn engine(&self, code: &str) -> Result<&Engine> {
        let at = self.engines.iter().position(|(c, _)| c == code).unwrap_or(self.engines.len() - 1);
        let (code, slot) = &self.engines[at];
        if let Some(engine) = slot.get() {
            return Ok(engine);
        }
        let engine = Engine::load(&self.pack, code, &self.sources)?;
        Ok(slot.get_or_init(|| engine))
    }

    /// True where there are rules for texts in that language, beside those for every language.
    fn has_rules(&self, code: &str) -> bool {
        self.engines[..self.engines.len() - 1].iter().any(|(known, _)| known == code)
    }

    /// Returns what a rule for texts in that language says of itself.
    ///
    /// # Errors
    /// When a rule or a file of the language is wrong, with the place.
    pub fn rule(&self, language: &str, id: &str) -> Result<Option<Arc<RuleMeta>>> {
        let rules = &self.engine(language)?.rules.rules;
        Ok(rules.iter().find(|rule| rule.meta.id == id).map(|rule| rule.meta.clone()))
    }

    /// Returns the codes of the languages that there are rules for.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.engines[..self.engines.len() - 1].iter().map(|(code, _)| code.as_str())
    }

    /// Returns what the rules of every language say of themselves, by family and id.
    ///
    /// # Errors
    /// When a rule or a file of a language is wrong, with the place.
    pub fn rules(&self) -> Result<Vec<Arc<RuleMeta>>> {
        let mut rules: Vec<Arc<RuleMeta>> = Vec::new();
        for (code, _) in &self.engines {
            rules.extend(self.engine(code)?.rules.rules.iter().map(|r| r.meta.clone()));
        }
        let key = |r: &Arc<RuleMeta>| (r.family.clone(), r.id.clone(), r.language.clone());
        rules.sort_by_cached_key(key);
        rules.dedup_by_key(|r| key(r));
        Ok(rules)
    }

    /// Checks one document.
    ///
    /// # Errors
    /// When a file of the document's language is broken, with its place.
    pub fn check(&self, document: Document, policy: &Policy) -> Result<Review> {
        Ok(self.examine(document, policy)?.0)
    }

    /// Checks a document once more, of which most stayed as it was: the same review, sooner.
    ///
    /// # Errors
    /// When a file of the document's language is broken, with its place.
    pub fn check_again(&self, document: Document, policy: &Policy, cache: &mut BlockCache) -> Result<Review> {
        Ok(self.examine_with(document, policy, Some(cache))?.0)
    }

    /// Checks one document and hands out what analysis found of it too.
    ///
    /// # Errors
    /// When a file of the document's language is broken, with its place.
    pub fn examine(&self, document: Document, policy: &Policy) -> Result<(Review, Whole)> {
        self.examine_with(document, policy, None)
    }

    fn examine_with(
        &self,
        mut document: Document,
        policy: &Policy,
        mut cache: Option<&mut BlockCache>,
    ) -> Result<(Review, Whole)> {
        let usual = self.engine(&self.engines[0].0)?;
        let detected = detected(&document, usual.analyser.language(), cache.as_deref_mut());
        let code = detected.judged_in(&document, usual.analyser.language());
        let spoken = Spoken { asked: document.language.clone(), has_rules: self.has_rules(&code), detected };
        let engine = self.engine(&code)?;
        document.language.get_or_insert(code);
        policy.termbase.demand(&mut document);
        let language = engine.analyser.language();
        let blocks = analyses(&document, &engine.analyser, cache);
        let blocks = mark_terms(blocks, &document, policy);
        let whole = Whole::gather(&document, blocks, language);
        let on: Vec<bool> = (0..engine.rules.rules.len()).map(|rule| engine.is_on(rule, policy)).collect();
        // By kind and manner of block, without and with its source; made when the first such block comes.
        let wanted: [[[OnceLock<Vec<bool>>; 2]; Genre::ALL.len()]; BlockKind::COUNT] = Default::default();
        let hits = side_by_side::each(document.blocks.len(), |index| {
            let block = &document.blocks[index];
            let analysis = &whole.blocks[index];
            let pair = engine.pair(&document, block);
            let pair = pair.as_ref();
            let context =
                Context { document: &document, block, index, analysis, whole: &whole, language, pair };
            // A source that could not be laid beside the paragraphs is held against all of them.
            let source = block.original.is_some() || index == 0 && document.original.is_some();
            let genre = whole.genres[index];
            let wanted = wanted[block.kind as usize][genre as usize][usize::from(source)]
                .get_or_init(|| engine.rules.wanted(block.kind, genre, source, |rule| on[rule]));
            // A listing is no prose: detectors that ask for one look at it, patterns never.
            match block.kind {
                BlockKind::Code => engine.rules.check_code(&context, wanted),
                _ => engine.rules.check(&context, wanted),
            }
        });
        let mut settling = Settling::new(&document, &whole, &engine.rules, hits, policy);
        let mut likely = settling.likely();
        score::weigh(&mut likely);
        let mut judged = Judged::default();
        if let Some(model) = engine.machine()? {
            judged.machine = likelihood(model, &document, &whole, &likely);
        }
        if let Some(model) = self.estimator(engine)? {
            judged.estimate(model, &document, &whole, &likely);
            settling.join(engine.judged(&document, &whole, &judged, model, |rule| on[rule]));
        }
        let settled = settling.finish();
        let mut review = Review::new(document, &whole, settled, judged, spoken);
        review.decide(policy);
        Ok((review, whole))
    }
}

/// What language a document is in, its paragraphs asked side by side.
fn detected(document: &Document, usual: &Language, cache: Option<&mut BlockCache>) -> Detected {
    let blocks = &document.blocks;
    let told = match cache {
        Some(cache) => cache.told(blocks, usual),
        None => side_by_side::each(blocks.len(), |index| DetectedText::detect(&blocks[index], usual)),
    };
    Detected::of_told(document, usual, told)
}

/// The analyses of a document's blocks, in order.
fn analyses(document: &Document, analyser: &Analyser, cache: Option<&mut BlockCache>) -> Vec<Analysis> {
    let blocks = &document.blocks;
    match cache {
        Some(cache) => cache.analyses(blocks, analyser),
        None => side_by_side::each_with(
            blocks.len(),
            || analyser.workspace(),
            |workspace, index| analyser.analyse(&blocks[index], workspace),
        ),
    }
}

/// The analyses with the words of the project's own vocabulary as known words.
fn mark_terms(mut blocks: Vec<Analysis>, document: &Document, policy: &Policy) -> Vec<Analysis> {
    if !policy.terms.is_empty() {
        for (analysis, block) in blocks.iter_mut().zip(&document.blocks) {
            let words = analysis.tokens.iter_mut().filter(|t| policy.terms.knows(t, &block.text));
            words.for_each(|token| token.entry = token.entry.with_vocabulary());
        }
    }
    blocks
}

/// What is said of a document as a whole; nothing where its language has no model.
#[derive(Default)]
struct Judged {
    /// The quality estimate of each block; none for code, and where there are too few words.
    blocks: Vec<Option<Estimate>>,
    /// Of them all.
    document: Option<Estimate>,
    /// How likely it is unedited machine translation.
    machine: machine::MachineJudgement,
}

/// Judges how likely a document and its blocks are unedited machine translation.
fn likelihood(
    model: &machine::MachineModel,
    document: &Document,
    whole: &Whole,
    findings: &[Finding],
) -> machine::MachineJudgement {
    let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); document.blocks.len()];
    findings.iter().for_each(|f| found[f.block].push(f));
    let blocks = document.blocks.len();
    let parts = side_by_side::stretches(blocks, |blocks| model.read(document, whole, &found, blocks));
    model.judge(document, whole, (findings, &found), parts)
}

impl Judged {
    /// Estimates a document's quality by its analysis, findings, source and frames, block by block and as a whole.
    fn estimate(&mut self, model: &Model, document: &Document, whole: &Whole, findings: &[Finding]) {
        let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); document.blocks.len()];
        findings.iter().for_each(|f| found[f.block].push(f));
        let mut judgements: Vec<Option<Judgement>> = side_by_side::each(document.blocks.len(), |index| {
            let (block, analysis) = (&document.blocks[index], &whole.blocks[index]);
            let original = block.original.as_ref().map(|o| (o.text.as_str(), o.language.as_deref()));
            let wanted = block.kind != BlockKind::Code && analysis.words > 0;
            wanted.then(|| model.judge(&block.text, analysis, found[index].iter().copied(), original))
        });
        let origin = model.origin_of(&judgements);
        side_by_side::change(&mut judgements, |judgement| {
            judgement.iter_mut().for_each(|judgement| model.judge_repair(&origin, judgement));
        });
        let all: Vec<&Judgement> = judgements.iter().flatten().collect();
        let (style, phrases) = (self.machine.place, std::mem::take(&mut self.machine.phrases));
        let known = TextFacts { style, phrases, ..TextFacts::from_findings(findings) };
        let Some(of_all) = model.document(&all, &known) else { return };
        // Each judgement goes when its estimate is there: both of all blocks together would take much.
        let of_block = |j: Option<Judgement>| j.and_then(|j| model.within(&j, &of_all));
        self.blocks = side_by_side::turn(judgements, of_block);
        self.document = Some(of_all.estimate);
    }
}

impl Engine {
    /// An engine of rules that were loaded apart from a checker's.
    pub fn new(analyser: Analyser, rules: RuleSet) -> Engine {
        let locales = Locales::new(analyser.language().pack.clone());
        Engine { analyser, rules, estimator: OnceLock::new(), machine: OnceLock::new(), locales }
    }

    /// Both sides of a block that comes with its source.
    fn pair<'b>(&'b self, document: &Document, block: &'b Block) -> Option<Pair<'b>> {
        let original = block.original.as_ref()?;
        let language = document.language.as_deref().unwrap_or(&self.analyser.language().code);
        // A source of which nobody says the language is told by its letters.
        let guessed = original.language.is_none().then(|| language_of(&original.text)).flatten();
        let from = original.language.as_deref().or(guessed.as_ref().map(|(code, _)| code.as_str()));
        Some(Pair::of(block, original, (from, language), &self.locales))
    }

    /// What the rules on the quality estimate for which `active` holds say of each block.
    fn judged(
        &self,
        document: &Document,
        whole: &Whole,
        judged: &Judged,
        model: &Model,
        active: impl Fn(usize) -> bool + Sync,
    ) -> Vec<Vec<RuleHit>> {
        side_by_side::each(judged.blocks.len(), |index| {
            let (block, analysis) = (&document.blocks[index], &whole.blocks[index]);
            // A headline or a label is none of the sentences that people judged.
            let is_prose =
                analysis.sentences.iter().any(|s| s.end != SentenceEnd::Open) && analysis.says_something();
            let Some(estimate) = judged.blocks[index].as_ref().filter(|_| is_prose) else {
                return Vec::new();
            };
            let worst = || model.worst(&block.text, &analysis.tokens);
            self.rules.judged(block.kind, estimate, whole.words, &active, worst)
        })
    }

    /// The model that ships for the language.
    fn shipped_model(&self) -> Result<Option<&Model>> {
        if let Some(model) = self.estimator.get() {
            return Ok(model.as_ref());
        }
        let model = Model::shipped(self.analyser.language())?;
        Ok(self.estimator.get_or_init(|| model).as_ref())
    }

    /// The model of machine translations for the language.
    fn machine(&self) -> Result<Option<&machine::MachineModel>> {
        if let Some(model) = self.machine.get() {
            return Ok(model.as_ref());
        }
        let model = machine::MachineModel::shipped(self.analyser.language())?;
        Ok(self.machine.get_or_init(|| model).as_ref())
    }

    fn load(pack: &Arc<Pack>, code: &str, sources: &[RuleSource]) -> Result<Engine> {
        let mut language = Language::load(pack, code)?;
        let rules = RuleSet::load(sources, &mut language)?;
        Ok(Engine::new(Analyser::new(Arc::new(language))?, rules))
    }

    fn is_on(&self, rule: usize, policy: &Policy) -> bool {
        let meta = &self.rules.rules[rule].meta;
        !policy.off.contains(&meta.id) && !policy.off.contains(&meta.family)
    }
}
