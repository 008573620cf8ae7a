//! `mtlint check`: from paths to reports and an exit code.
//!
//! One thread feeds jobs in the order of the input (`feed`), batches of them are read and checked on all cores, and
//! the reviews are reported in that same order, so the output does not depend on the number of threads. A batch is
//! whatever is there when the last one is done, up to a bound: an endless stream is answered line by line, a full
//! disk of files in large portions, and neither needs more memory than the bound.

mod args;
mod feed;
mod output;
mod progress;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use mtlint::check::{Checker, Review};
use mtlint::config::{KnownRule, Policy, Settings};
use mtlint::document::Document;
use mtlint::error::Problem;
use mtlint::read::{self, Outcome, jsonl};
use mtlint::report::Summary;
use mtlint::rule::{self, RuleSource};
use mtlint::score::Verdict;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

pub use args::Args;

use super::Exit;
use feed::{Feed, Input, Job};
use output::Output;
use progress::Progress;

/// What the jobs of one configuration share.
struct Plan {
    settings: Arc<Settings>,
    policy: Policy,
    checker: Arc<Checker>,
}

/// A document's review and whether the settings refuse it, or what kept it from being reviewed.
type Checked = Result<(Review, bool), Problem>;

/// Checks what the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let options = args.options()?;
    let mut output = Output::open(&args)?;
    let mut plans = Plans::default();
    // A mistake in the configuration here, or in a pack, should show before anything is read.
    let mut projects = args.projects()?;
    let here = args.paths.first().cloned().unwrap_or_else(|| PathBuf::from("."));
    plans.of(&projects.settings(&here)?)?;

    let feed = Feed::start(args.paths(), args.walk(), options.clone(), projects);
    let mut progress = Progress::new(&args, &feed);
    let mut summary = Summary::default();
    let mut refused = false;
    while let Some(batch) = feed.batch()? {
        let size = batch.iter().map(|job| job.size).sum();
        let jobs = batch
            .into_iter()
            .map(|job| Ok((plans.of(&job.settings)?, job)))
            .collect::<mtlint::error::Result<Vec<(Arc<Plan>, Job)>>>()?;
        let checked: Vec<mtlint::error::Result<Vec<Checked>>> =
            jobs.into_par_iter().map(|(plan, job)| check(&plan, job, &options)).collect();
        progress.pause(|| -> anyhow::Result<()> {
            for checked in checked {
                for outcome in checked? {
                    match outcome {
                        Ok((review, is_refused)) => {
                            refused |= is_refused;
                            summary.add(&review);
                            output.review(&review)?;
                        }
                        Err(problem) => {
                            summary.add_problem(&problem);
                            output.problem(&problem)?;
                        }
                    }
                }
            }
            output.flush()
        })?;
        feed.done(size);
        progress.add(size, summary.documents);
    }
    progress.end();
    output.finish(&summary)?;
    Ok(match (refused, summary.unread) {
        (true, _) => Exit::Refused,
        (false, 0) => Exit::Fine,
        (false, _) => Exit::Failed,
    })
}

/// Reads and checks one job.
fn check(plan: &Plan, job: Job, options: &read::Options) -> mtlint::error::Result<Vec<Checked>> {
    let outcome = match job.input {
        Input::Problem(problem) => return Ok(vec![Err(problem)]),
        Input::Read(outcome) => outcome,
        Input::File(path) => read::read_file(&path, options),
        Input::Line(stream, line) => match jsonl::parse(&stream, &line, options) {
            Ok(document) => Outcome { documents: vec![document], problems: Vec::new() },
            Err(problem) => return Ok(vec![Err(problem)]),
        },
    };
    let Outcome { documents, mut problems } = outcome;
    let alone = documents.len() == 1;
    let own = if alone { std::mem::take(&mut problems) } else { Vec::new() };
    let mut checked: Vec<Checked> = problems.into_iter().map(Err).collect();
    let reviews: Vec<mtlint::error::Result<Review>> =
        documents.into_par_iter().map(|document| review(plan, document)).collect();
    for review in reviews {
        let mut review = review?;
        if alone {
            review.problems.extend(own.iter().cloned());
        }
        let refused = refuses(&plan.settings, &review);
        checked.push(Ok((review, refused)));
    }
    Ok(checked)
}

fn review(plan: &Plan, mut document: Document) -> mtlint::error::Result<Review> {
    if document.language.is_none() {
        document.language.clone_from(&plan.settings.language.value);
    }
    plan.checker.check(document, &plan.policy)
}

/// True when the document must not pass: by its verdict, or by a bound that the settings name.
fn refuses(settings: &Settings, review: &Review) -> bool {
    let below = |bound: Option<f64>, value: Option<f64>| bound.zip(value).is_some_and(|(b, v)| v < b);
    review.verdict == Verdict::Fail
        || below(settings.min_score.value, Some(review.score))
        || below(settings.min_estimate.value, review.estimate.as_ref().map(|e| e.value))
        || settings.fail_on.value.is_some_and(|bound| review.findings.iter().any(|f| f.severity >= bound))
}

/// What a checker is made from: packs, and a model of one's own.
type Source = (Vec<PathBuf>, Option<PathBuf>);

/// Plans by settings, checkers by the packs they use: each is made once.
#[derive(Default)]
struct Plans {
    plans: HashMap<usize, Arc<Plan>>,
    checkers: HashMap<Source, Loaded>,
}

/// A checker, and the id and family of every rule it knows.
struct Loaded {
    checker: Arc<Checker>,
    rules: Vec<(String, String)>,
}

impl Plans {
    fn of(&mut self, settings: &Arc<Settings>) -> mtlint::error::Result<Arc<Plan>> {
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
        let policy = settings.policy(&known);
        let plan = Arc::new(Plan { settings: settings.clone(), policy, checker: checker.clone() });
        self.plans.insert(key, plan.clone());
        Ok(plan)
    }
}
