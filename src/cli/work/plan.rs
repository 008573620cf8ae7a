//! From settings to what checks by them: each is made once, however many files they hold for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use mtlint::check::{Checker, Review};
use mtlint::config::{KnownRule, Setting, Settings};
use mtlint::document::Document;
use mtlint::error::{Error, Result};
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read;
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
    rules: Vec<(String, String)>,
}

impl Plans {
    /// The plan for these settings.
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
                checker = checker.with_estimator(crate::cli::train::estimate::model(path)?);
            }
            self.checkers.insert(source.clone(), Loaded { checker: Arc::new(checker), rules: known });
        }
        let Loaded { checker, rules: known } = &self.checkers[&source];
        let known: Vec<KnownRule> = known.iter().map(|(id, family)| KnownRule { id, family }).collect();
        settings.check_rule_names(&known)?;
        let mut policy = settings.policy(&known);
        for path in &settings.vocabulary {
            policy.terms.read_file(&path.value)?;
        }
        for path in &settings.termbases {
            read::termbase::read_file(&path.value, &mut policy.termbase)?;
        }
        let policy = Arc::new(policy);
        if !settings.estimate.value && policy.gates.iter().any(|(_, gate)| gate.min_estimate.is_some()) {
            let wrong = "gate.min-estimate is set, but no quality is estimated";
            return Err(Error::invalid(settings.estimate.origin.to_string(), wrong)
                .hint("drop gate.min-estimate, or let quality be estimated"));
        }
        let plan = Arc::new(Plan { settings: settings.clone(), policy, checker: checker.clone() });
        self.plans.insert(key, plan.clone());
        Ok(plan)
    }
}
