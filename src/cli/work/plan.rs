//! From settings to what checks by them: each is made once, however many files they hold for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use mtlint::check::{Checker, Review};
use mtlint::config::{KnownRule, Policy, Settings};
use mtlint::document::Document;
use mtlint::error::Result;
use mtlint::rule::{self, RuleSource};

/// What the jobs of one configuration share.
#[derive(Clone)]
pub struct Plan {
    /// The settings.
    pub settings: Arc<Settings>,
    /// Their outcome.
    pub policy: Arc<Policy>,
    /// Rules and models.
    pub checker: Arc<Checker>,
}

impl Plan {
    /// Checks one document.
    pub fn review(&self, mut document: Document) -> Result<Review> {
        if document.language.is_none() {
            document.language.clone_from(&self.settings.language.value);
        }
        self.checker.check(document, &self.policy)
    }
}

/// What a checker is made from: packs, and a model of one's own.
type Source = (Vec<PathBuf>, Option<PathBuf>);

/// Plans by settings, checkers by the packs they use: each is made once.
#[derive(Default)]
pub struct Plans {
    plans: HashMap<usize, Arc<Plan>>,
    checkers: HashMap<Source, Loaded>,
}

/// A checker, and the id and family of every rule it knows.
struct Loaded {
    checker: Arc<Checker>,
    rules: Vec<(String, String)>,
}

impl Plans {
    /// The plan for these settings.
    pub fn of(&mut self, settings: &Arc<Settings>) -> Result<Arc<Plan>> {
        // Settings live as long as their plan, so an address stands for one of them.
        let key = Arc::as_ptr(settings) as usize;
        if let Some(plan) = self.plans.get(&key) {
            return Ok(plan.clone());
        }
        let folders: Vec<PathBuf> = settings.packs.iter().map(|p| p.value.clone()).collect();
        let folders = (folders, settings.estimator.value.clone());
        if !self.checkers.contains_key(&folders) {
            let mut packs: Vec<RuleSource> = Vec::new();
            for folder in &folders.0 {
                packs.extend(rule::folder(folder)?);
            }
            let names = |s: &RuleSource| (s.id.clone(), s.family.clone());
            let known = rule::embedded().iter().chain(&packs).map(names).collect();
            let mut checker = Checker::new(packs)?;
            if let Some(path) = &folders.1 {
                checker = checker.with_estimator(crate::cli::train::estimate::model(path)?);
            }
            self.checkers.insert(folders.clone(), Loaded { checker: Arc::new(checker), rules: known });
        }
        let Loaded { checker, rules: known } = &self.checkers[&folders];
        let known: Vec<KnownRule> = known.iter().map(|(id, family)| KnownRule { id, family }).collect();
        settings.check_rule_names(&known)?;
        let mut policy = settings.policy(&known);
        for path in &settings.vocabulary {
            policy.terms.read_file(&path.value)?;
        }
        let policy = Arc::new(policy);
        let plan = Arc::new(Plan { settings: settings.clone(), policy, checker: checker.clone() });
        self.plans.insert(key, plan.clone());
        Ok(plan)
    }
}
