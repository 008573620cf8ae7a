//! From settings to what checks by them: each is made once, however many files they hold for. Every face of the program
//! checks by a plan.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mtlint_core::analysis::Whole;
use mtlint_core::check::{BlockCache, Checker, Review};
use mtlint_core::document::Document;
use mtlint_core::error::{Error, Problem, Result};
use mtlint_core::estimate::model::Model;
use mtlint_core::policy::Policy;
use mtlint_core::rule::{self, RuleSource};
use mtlint_read as read;

use crate::config::{KnownRule, Setting, Settings};
use crate::input::ReadInput;
use crate::packs;

/// What the jobs of one configuration share.
#[derive(Clone)]
pub struct Plan {
    /// The settings.
    pub settings: Arc<Settings>,
    /// Their outcome.
    pub policy: Arc<Policy>,
    /// Rules and models.
    pub checker: Arc<Checker>,
    /// The id and family of every rule that the checker knows.
    rules: Arc<Vec<(String, String)>>,
}

impl Plan {
    /// Returns the plan with more settings laid over its own. Files that these name are not read.
    ///
    /// # Errors
    /// When a rule that they name is not known.
    pub fn with(&self, change: impl FnOnce(&mut Settings)) -> Result<Plan> {
        let mut settings = Settings::clone(&self.settings);
        settings.next_layer();
        change(&mut settings);
        let mut policy = policy(&settings, &self.rules)?;
        policy.terms = self.policy.terms.clone();
        policy.termbase = self.policy.termbase.clone();
        Ok(Plan { settings: Arc::new(settings), policy: Arc::new(policy), ..self.clone() })
    }

    /// Returns the id and family of every rule there is.
    pub fn rules(&self) -> &[(String, String)] {
        &self.rules
    }

    /// Checks one document.
    ///
    /// # Errors
    /// When a file of the document's language is broken.
    pub fn review(&self, document: Document) -> Result<Review> {
        Ok(self.examine(document)?.0)
    }

    /// Checks one document and hands out what analysis found of it too.
    ///
    /// # Errors
    /// When a file of the document's language is broken.
    pub fn examine(&self, document: Document) -> Result<(Review, Whole)> {
        self.checker.examine(self.in_language(document), &self.policy)
    }

    /// The document, in the language of the settings where it declares none.
    fn in_language(&self, mut document: Document) -> Document {
        if document.language.is_none() {
            document.language.clone_from(&self.settings.language.value);
        }
        document
    }

    /// Checks what was read; what was wrong with reading it stands in the review.
    ///
    /// # Errors
    /// When a file of the document's language is broken.
    pub fn checked(&self, read: ReadInput) -> Result<Checked> {
        reviewed(read, |document| self.review(document))
    }

    /// Does the same once more for a document of which most stayed as it was, sooner. The cache is of this checker.
    ///
    /// # Errors
    /// As of [`Plan::checked`].
    pub fn checked_again(&self, read: ReadInput, cache: &mut BlockCache) -> Result<Checked> {
        reviewed(read, |document| self.checker.check_again(self.in_language(document), &self.policy, cache))
    }
}

/// A document's review, or what kept it from being reviewed.
pub type Checked = Result<Review, Problem>;

/// The review of what was read, with what was wrong with reading it.
fn reviewed(read: ReadInput, review: impl FnOnce(Document) -> Result<Review>) -> Result<Checked> {
    let (document, problems) = match read {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut review = review(document)?;
    review.problems.extend(problems);
    Ok(Ok(review))
}

/// What a checker is made from: folders of rules and of languages, whether it estimates, and a model of one's own.
type CheckerSource = ([Vec<PathBuf>; 2], bool, Option<PathBuf>);

/// Plans by settings, checkers by the packs they use: each is made once.
#[derive(Default)]
pub struct Plans {
    plans: HashMap<usize, Arc<Plan>>,
    checkers: HashMap<CheckerSource, Loaded>,
}

/// A checker, and the id and family of every rule it knows.
struct Loaded {
    checker: Arc<Checker>,
    rules: Arc<Vec<(String, String)>>,
}

impl Plans {
    /// The plan for these settings.
    ///
    /// # Errors
    /// When a file that they name cannot be read or is wrong, or a rule that they name is not known.
    pub fn plan_for(&mut self, settings: &Arc<Settings>) -> Result<Arc<Plan>> {
        // Settings live as long as their plan, so an address stands for one of them.
        let key = Arc::as_ptr(settings) as usize;
        if let Some(plan) = self.plans.get(&key) {
            return Ok(plan.clone());
        }
        let paths = |list: &[Setting<PathBuf>]| list.iter().map(|p| p.value.clone()).collect();
        let folders = [paths(&settings.packs), paths(&settings.language_folders)];
        let source = (folders, settings.estimate.value, settings.estimator.value.clone());
        if !self.checkers.contains_key(&source) {
            let [rules, languages] = &source.0;
            let languages = packs::pack(languages)?;
            let mut own: Vec<RuleSource> = Vec::new();
            for folder in rules {
                own.extend(packs::rules(folder)?);
            }
            let names = |s: &RuleSource| (s.id.clone(), s.family.clone());
            let known = rule::sources(&languages).iter().chain(&own).map(names).collect();
            let mut checker = Checker::new(languages, own)?;
            if !source.1 {
                checker = checker.without_estimates();
            } else if let Some(path) = &source.2 {
                checker = checker.with_estimator(model(path)?);
            }
            let loaded = Loaded { checker: Arc::new(checker), rules: Arc::new(known) };
            self.checkers.insert(source.clone(), loaded);
        }
        let Loaded { checker, rules } = &self.checkers[&source];
        let mut policy = policy(settings, rules)?;
        for path in &settings.vocabulary {
            policy.terms.read_file(&path.value)?;
        }
        for path in &settings.termbases {
            read::termbase::read_file(&path.value, &mut policy.termbase)?;
        }
        if !settings.estimate.value && policy.gates.iter().any(|(_, gate)| gate.min_estimate.is_some()) {
            let wrong = "gate.min-estimate is set, but no quality is estimated";
            return Err(Error::invalid(settings.estimate.origin.to_string(), wrong)
                .hint("drop gate.min-estimate, or let quality be estimated"));
        }
        let policy = Arc::new(policy);
        let (checker, rules) = (checker.clone(), rules.clone());
        let plan = Arc::new(Plan { settings: settings.clone(), policy, checker, rules });
        self.plans.insert(key, plan.clone());
        Ok(plan)
    }
}

/// What settings come to for the rules there are, vocabulary and terms apart.
fn policy(settings: &Settings, rules: &[(String, String)]) -> Result<Policy> {
    let known: Vec<KnownRule> = rules.iter().map(|(id, family)| KnownRule { id, family }).collect();
    settings.check_rule_names(&known)?;
    Ok(settings.policy(&known))
}

/// Reads a model of the user's own for the quality estimate.
///
/// # Errors
/// When the file cannot be read or is no such model.
pub fn model(path: &Path) -> Result<Model> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    Model::open(&path.display().to_string(), bytes)
}
