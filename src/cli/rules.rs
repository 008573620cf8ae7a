//! `mtlint rules`: what there is (`list`, `detectors`), and whether the rules hold their own examples (`test`).

use std::path::{Path, PathBuf};

use clap::Subcommand;
use mtlint::check::{Checker, examples};
use mtlint::detect::DETECTORS;
use mtlint::meta::RuleMeta;
use mtlint::project::packs;
use mtlint::report::RuleRecord;

use super::explain::wrap;
use super::{Exit, counted, print};

/// List the rules, or test them
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: RulesCommand,
}

#[derive(Subcommand)]
enum RulesCommand {
    /// List all rules by family
    #[command(after_help = "\
Examples:
  mtlint rules list
  mtlint rules list --rules house-rules
  mtlint rules list --json | jq .id")]
    List {
        /// Rules of your own, listed with those built in (repeatable)
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// List the matchers in code that a rule can name, with their parameters
    #[command(after_help = "\
Example:
  mtlint rules detectors | less

docs/rules.md tells how a rule uses one.")]
    Detectors,
    /// Run the examples in the rules and report all that do not hold
    #[command(after_help = "\
Examples:
  mtlint rules test               the rules built in
  mtlint rules test house-rules   rules of your own")]
    Test {
        /// A folder of rules; without it, those built in
        folder: Option<PathBuf>,
    },
}

/// Lists or tests.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    match args.command {
        RulesCommand::List { rules, json } => list(&rules, json),
        RulesCommand::Detectors => detectors(),
        RulesCommand::Test { folder } => test(folder.as_deref()),
    }
}

/// A checker with the rules built in and those in `folders`.
pub fn checker(folders: &[PathBuf]) -> mtlint::error::Result<Checker> {
    let mut own = Vec::new();
    for folder in folders {
        own.extend(packs::rules(folder)?);
    }
    Checker::new(packs::pack(&[])?, own)
}

fn codes() -> impl Iterator<Item = String> {
    packs::embedded().languages().into_iter().chain(["any".to_owned()])
}

fn list(folders: &[PathBuf], json: bool) -> anyhow::Result<Exit> {
    let rules = checker(folders)?.rules()?;
    let mut text = String::new();
    let width = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut family = "";
    for rule in &rules {
        if json {
            text.push_str(&(serde_json::to_string(&RuleRecord::new(rule))? + "\n"));
            continue;
        }
        if rule.family != family {
            let space = if family.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{space}{}\n", rule.family));
            family = &rule.family;
        }
        let RuleMeta { id, severity, summary, .. } = &**rule;
        let before = format!("  {id:width$}  {:8}  ", severity.name());
        let lines = wrap(summary, 80usize.saturating_sub(before.len()).max(30));
        let indent = " ".repeat(before.len());
        text.push_str(&format!("{before}{}\n", lines.join(&format!("\n{indent}"))));
    }
    if !json {
        text.push_str(&format!(
            "\n{}; `mtlint explain RULE` tells more of one\n",
            counted(rules.len(), "rule")
        ));
    }
    print(&text)?;
    Ok(Exit::Fine)
}

fn detectors() -> anyhow::Result<Exit> {
    let mut text = String::new();
    for detector in DETECTORS {
        text.push_str(&format!("{}\n", detector.name));
        wrap(detector.summary, 76).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
    print(&text)?;
    Ok(Exit::Fine)
}

fn test(folder: Option<&Path>) -> anyhow::Result<Exit> {
    let folders: Vec<PathBuf> = folder.map(Path::to_owned).into_iter().collect();
    let checker = checker(&folders)?;
    let ours = |file: &str| folder.is_none_or(|folder| Path::new(file).starts_with(folder));
    let mut told = Vec::new();
    let mut failed = Vec::new();
    let mut tested = std::collections::BTreeSet::new();
    for code in codes() {
        let engine = checker.engine(&code)?;
        tested.extend(engine.rules.rules.iter().filter(|r| ours(&r.file)).map(|r| r.file.clone()));
        for failure in examples::run(engine, &mtlint::read::example).into_iter().filter(|f| ours(&f.file)) {
            // What could be better in rules built in is for their authors, who run the examples in a test.
            if failure.remark && folder.is_none() {
                continue;
            }
            // A rule for every language is met once with each of them.
            let word = if failure.remark { "remark" } else { "fails" };
            let line = format!("{}: {word}: {}\n", failure.file, failure.message);
            if !told.contains(&line) {
                if !failure.remark && !failed.contains(&failure.file) {
                    failed.push(failure.file);
                }
                told.push(line);
            }
        }
    }
    // A script that runs this wants to hear of what is wrong alone.
    let outcome = match failed.len() {
        0 if told.is_empty() => return Ok(Exit::Fine),
        0 => "every rule holds its examples".to_owned(),
        1 => "1 does not hold its examples".to_owned(),
        n => format!("{n} do not hold their examples"),
    };
    print(&format!("{}{}: {outcome}\n", told.concat(), counted(tested.len(), "rule")))?;
    Ok(if failed.is_empty() { Exit::Fine } else { Exit::Refused })
}
