//! The middle of the pipeline on one screen: document in, review out.
//!
//! The only rayon of the library stands here: blocks are analysed and ruled on in parallel and collected in order, so
//! the same document gives the same review on any number of threads.

pub mod examples;

use std::sync::{Arc, OnceLock};

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::analysis::{Analyser, Analysis, Context, Whole, document_language};
use crate::config::Policy;
use crate::document::{BlockKind, Document};
use crate::error::{Problem, Result};
use crate::estimate::model::{Judgement, Model};
use crate::estimate::outcome::Estimate;
use crate::finding::{Aside, Finding, SetAside};
use crate::gate::{self, Decision, Miss};
use crate::language::Language;
use crate::rule::{self, RuleSet, RuleSource};
use crate::score::{self, Paragraph, Verdict};
use crate::settle::settle;

/// All that is known of a checked document. Every report, the gate and an editor read this one type.
#[derive(Clone, Debug)]
pub struct Review {
    /// The document.
    pub document: Document,
    /// Findings in the order of the text, doubles merged, those under the display threshold left out.
    pub findings: Vec<Finding>,
    /// Findings that the project has accepted, in the order of the text: they cost nothing.
    pub aside: Vec<SetAside>,
    /// One entry for each block that was checked, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Words in all blocks.
    pub words: usize,
    /// Points against the document: the sum over the findings.
    pub penalty: f64,
    /// 0 to 100, higher is better.
    pub score: f64,
    /// The quality estimate of the document; absent when it is too short or its language has no model.
    pub estimate: Option<Estimate>,
    /// Whether it may be published.
    pub verdict: Verdict,
    /// The conditions of the gate that it missed.
    pub misses: Vec<Miss>,
    /// True when there are too few words for the score to be trusted.
    pub small_sample: bool,
    /// What kept parts of it from being checked.
    pub problems: Vec<Problem>,
}

/// Checks documents. Made once, used from any thread.
pub struct Checker {
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
}

impl Checker {
    /// A checker with the built-in rules and the user's `packs`. The first language's rules are compiled at once, so
    /// that a mistake in a pack shows here.
    pub fn new(packs: Vec<RuleSource>) -> Result<Checker> {
        let mut sources = rule::embedded();
        sources.extend(packs);
        let codes = crate::language::embedded::languages().into_iter().chain(["any".to_owned()]);
        let checker = Checker {
            sources,
            engines: codes.map(|c| (c, OnceLock::new())).collect(),
            estimator: None,
            estimates: true,
        };
        let (code, slot) = &checker.engines[0];
        let _ = slot.set(Engine::load(code, &checker.sources)?);
        Ok(checker)
    }

    /// The same checker with the user's estimate model.
    pub fn with_estimator(mut self, model: Model) -> Checker {
        self.estimator = Some(model);
        self
    }

    /// The same checker without quality estimates: what trains them needs none.
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
        if let Some(model) = engine.estimator.get() {
            return Ok(model.as_ref());
        }
        let model = Model::shipped(&engine.analyser.language().code)?;
        Ok(engine.estimator.get_or_init(|| model).as_ref())
    }

    /// The engine for a language code; one without a folder gets the rules for every language.
    pub fn engine(&self, code: &str) -> Result<&Engine> {
        let at = self.engines.iter().position(|(c, _)| c == code).unwrap_or(self.engines.len() - 1);
        let (code, slot) = &self.engines[at];
        if let Some(engine) = slot.get() {
            return Ok(engine);
        }
        let engine = Engine::load(code, &self.sources)?;
        Ok(slot.get_or_init(|| engine))
    }

    /// Checks one document.
    pub fn check(&self, document: Document, policy: &Policy) -> Result<Review> {
        Ok(self.examine(document, policy)?.0)
    }

    /// Checks one document and hands out what analysis found of it too.
    pub fn examine(&self, document: Document, policy: &Policy) -> Result<(Review, Whole)> {
        let usual = self.engine(&self.engines[0].0)?;
        let engine = self.engine(&document_language(&document, usual.analyser.language()))?;
        let language = engine.analyser.language();
        let blocks: Vec<Analysis> = (document.blocks.par_iter())
            .map_init(
                || engine.analyser.workspace(),
                |workspace, block| engine.analyser.analyse(block, workspace),
            )
            .collect();
        let whole = Whole::gather(&document, blocks, language);
        let on: Vec<bool> = (0..engine.rules.rules.len()).map(|rule| engine.is_on(rule, policy)).collect();
        let hits: Vec<_> = (0..document.blocks.len())
            .into_par_iter()
            .map(|index| {
                let block = &document.blocks[index];
                if block.kind == BlockKind::Code {
                    return Vec::new();
                }
                let analysis = &whole.blocks[index];
                let context =
                    Context { document: &document, block, index, analysis, whole: &whole, language };
                engine.rules.check(&context, |rule| on[rule])
            })
            .collect();
        let mut findings = settle(&document, &whole, &engine.rules, hits, policy);
        score::weigh(&mut findings);
        let model = self.estimator(engine)?;
        let judgements = model.map(|model| judge(model, &document, &whole, &findings)).unwrap_or_default();
        let mut review = review(document, &whole, findings);
        if let Some(model) = model {
            for paragraph in &mut review.paragraphs {
                paragraph.estimate = judgements[paragraph.block].as_ref().and_then(|j| model.paragraph(j));
            }
            let all: Vec<&Judgement> = judgements.iter().flatten().collect();
            // A document of one paragraph is that paragraph.
            review.estimate = match (&review.paragraphs[..], &all[..]) {
                ([one], [_]) => one.estimate.clone(),
                _ => model.document(&all),
            };
        }
        review.decide(policy);
        Ok((review, whole))
    }
}

/// Judges every block of text by its analysis, findings and source.
fn judge(model: &Model, document: &Document, whole: &Whole, findings: &[Finding]) -> Vec<Option<Judgement>> {
    let mut found: Vec<Vec<&Finding>> = vec![Vec::new(); document.blocks.len()];
    findings.iter().for_each(|f| found[f.block].push(f));
    let mut judgements: Vec<Option<Judgement>> = (0..document.blocks.len())
        .into_par_iter()
        .map(|index| {
            let (block, analysis) = (&document.blocks[index], &whole.blocks[index]);
            let original = block.original.as_ref().map(|o| (o.text.as_str(), o.language.as_deref()));
            let wanted = block.kind != BlockKind::Code && analysis.words > 0;
            wanted.then(|| model.judge(&block.text, analysis, found[index].iter().copied(), original))
        })
        .collect();
    model.judge_repairs(&mut judgements);
    judgements
}

impl Review {
    /// Every finding in the order of the text, those that do not count with the reason.
    pub fn all_findings(&self) -> Vec<(&Finding, Option<&Aside>)> {
        let aside = self.aside.iter().map(|a| (&a.finding, Some(&a.why)));
        let mut all: Vec<_> = self.findings.iter().map(|f| (f, None)).chain(aside).collect();
        all.sort_by_key(|(f, _)| (f.span.start, std::cmp::Reverse(f.span.end)));
        all
    }

    /// How many findings stand in the baseline, and how many a comment suppresses.
    pub fn set_aside(&self) -> [usize; 2] {
        let known = self.aside.iter().filter(|a| a.why == Aside::Known).count();
        [known, self.aside.len() - known]
    }

    /// Holds the review against the gate in force for its language. To be called again when findings or scores change.
    pub fn decide(&mut self, policy: &Policy) {
        let gate = policy.gate(self.document.language.as_deref());
        let estimate = self.estimate.as_ref();
        let (paragraphs, findings) = (&self.paragraphs, &self.findings);
        let Decision { verdict, misses, small_sample } =
            gate::decide(gate, self.words, self.score, estimate, paragraphs, findings);
        (self.verdict, self.misses, self.small_sample) = (verdict, misses, small_sample);
    }
}

/// Adds up what was found; whether it may pass is decided later.
fn review(document: Document, whole: &Whole, findings: Vec<Finding>) -> Review {
    let mut penalties = vec![0.0; document.blocks.len()];
    findings.iter().for_each(|f| penalties[f.block] += f.penalty);
    let paragraphs: Vec<Paragraph> = whole
        .blocks
        .iter()
        .enumerate()
        .filter(|(i, a)| document.blocks[*i].kind != BlockKind::Code && a.words > 0)
        .map(|(block, a)| Paragraph {
            block,
            words: a.words,
            penalty: penalties[block],
            score: score::score(penalties[block], a.words),
            estimate: None,
        })
        .collect();
    let words = whole.words;
    let penalty = findings.iter().map(|f| f.penalty).sum();
    let score = score::score(penalty, words);
    Review {
        verdict: Verdict::Pass,
        misses: Vec::new(),
        small_sample: false,
        document,
        findings,
        aside: Vec::new(),
        paragraphs,
        words,
        penalty,
        score,
        estimate: None,
        problems: Vec::new(),
    }
}

impl Engine {
    /// An engine of rules that were loaded apart from a checker's.
    pub fn new(analyser: Analyser, rules: RuleSet) -> Engine {
        Engine { analyser, rules, estimator: OnceLock::new() }
    }

    fn load(code: &str, sources: &[RuleSource]) -> Result<Engine> {
        let mut language = Language::load(code)?;
        let rules = RuleSet::load(sources, &mut language)?;
        Ok(Engine::new(Analyser::new(Arc::new(language)), rules))
    }

    fn is_on(&self, rule: usize, policy: &Policy) -> bool {
        let meta = &self.rules.rules[rule].meta;
        !policy.off.contains(&meta.id) && !policy.off.contains(&meta.family)
    }
}
