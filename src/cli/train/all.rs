//! `mtlint train all`: every model and every measured number of a language, in the order in which they need each other,
//! from one list of sources.
//!
//! Each step is a command that stands on its own as well. The list names its options, so there is one way to say what
//! a model is learnt from; every step reads what those before it have written.

use std::path::{Path, PathBuf};

use anyhow::Context;
use mtlint::error::Error;

use crate::cli::{Exit, warn};

/// Make all tables, weights and measured numbers of a language anew
#[derive(clap::Args)]
#[command(after_help = "\
A table of the list is a step: its keys are the options of that step's command,
without what it writes. Strings are files below the folder of the data. The same
list and the same data give the same bytes.

  [tagger]
  treebank = [\"en_ewt-train.conllu\", \"en_gum-train.conllu\"]

Steps, in this order whatever the list's is: lexicon, tagger, order, articles,
faults, estimate, machine, certainties (evaluate faults), evidence (evaluate
findings).

Example:
  mtlint train all --sources rules/en/sources.toml --data data rules/en")]
pub struct Args {
    /// The language's folder, named by its code, where everything is written
    folder: PathBuf,
    /// The list of sources
    #[arg(long, value_name = "FILE")]
    sources: PathBuf,
    /// The folder that the list's files lie in
    #[arg(long, value_name = "DIR", default_value = ".")]
    data: PathBuf,
    /// Only this step (repeatable)
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
}

/// What does the work of a command line.
pub type Act<'a> = &'a dyn Fn(&[String]) -> anyhow::Result<Exit>;

/// A step: its name in the list, its command, and where it writes, below the language's folder.
struct TrainStep {
    name: &'static str,
    command: [&'static str; 2],
    out: (&'static str, &'static str),
}

const STEPS: &[TrainStep] = &[
    TrainStep { name: "lexicon", command: ["train", "lexicon"], out: ("--language", "") },
    TrainStep { name: "tagger", command: ["train", "tagger"], out: ("--out", "") },
    TrainStep { name: "order", command: ["train", "order"], out: ("--out", "order.tsv") },
    TrainStep { name: "articles", command: ["train", "articles"], out: ("--out", "articles.bin") },
    TrainStep { name: "faults", command: ["train", "faults"], out: ("--out", "choice.bin") },
    TrainStep { name: "estimate", command: ["train", "estimate"], out: ("--out", "estimate.bin") },
    TrainStep { name: "machine", command: ["train", "machine"], out: ("--out", "") },
    TrainStep { name: "certainties", command: ["evaluate", "faults"], out: ("--set-certainty", "") },
    TrainStep { name: "evidence", command: ["evaluate", "findings"], out: ("--set-machine", "") },
];

/// Runs the steps that the list names.
pub fn run(args: &Args, act: Act) -> anyhow::Result<Exit> {
    let shown = args.sources.display().to_string();
    let text = std::fs::read_to_string(&args.sources).map_err(|e| Error::io(&args.sources, e))?;
    let list: toml::Table = toml::from_str(&text).map_err(|e| Error::invalid(&shown, e.to_string()))?;
    for name in list.keys().chain(&args.only) {
        if !STEPS.iter().any(|step| step.name == name) {
            let names = STEPS.iter().map(|step| step.name);
            let near = mtlint::error::suggest(name, names).map(|n| format!("Did you mean `{n}`?"));
            let hint = near.unwrap_or_else(|| "`mtlint train all --help` names the steps".to_owned());
            return Err(Error::invalid(&shown, format!("There is no step `{name}`")).hint(hint).into());
        }
    }
    for step in STEPS {
        let Some(options) = list.get(step.name).filter(|_| wanted(&args.only, step.name)) else { continue };
        let options = options.as_table().ok_or_else(|| {
            Error::invalid(&shown, format!("`{}` is not a table of options", step.name))
                .hint(format!("Write it as [{}], with a line for each option", step.name))
        })?;
        warn(format_args!("== {}", step.name));
        let line = arguments(step, options, args).map_err(|why| Error::invalid(&shown, why))?;
        let exit = act(&line).with_context(|| format!("{shown}: [{}]", step.name))?;
        if exit != Exit::Fine {
            return Ok(exit);
        }
    }
    Ok(Exit::Fine)
}

fn wanted(only: &[String], name: &str) -> bool {
    only.is_empty() || only.iter().any(|o| o == name)
}

/// Returns the command line of a step: its options, the language's folder to read and to write.
fn arguments(step: &TrainStep, options: &toml::Table, args: &Args) -> Result<Vec<String>, String> {
    let mut line: Vec<String> = ["mtlint"].iter().chain(&step.command).map(|&s| s.to_owned()).collect();
    let mut files = Vec::new();
    for (key, value) in options {
        let values = match value {
            toml::Value::Array(values) => &values[..],
            value => std::slice::from_ref(value),
        };
        let written: Result<Vec<String>, String> =
            values.iter().map(|value| argument(value, &args.data)).collect();
        let written = written.map_err(|why| format!("`{}.{key}` {why}", step.name))?;
        if key == "files" {
            files = written;
        } else if value.as_bool() == Some(true) {
            line.push(format!("--{key}"));
        } else {
            line.push(format!("--{key}"));
            line.extend(written);
        }
    }
    let (flag, file) = step.out;
    let out = if file.is_empty() { args.folder.clone() } else { args.folder.join(file) };
    line.extend([flag.to_owned(), out.display().to_string()]);
    if step.name != "lexicon" {
        line.extend(basis(&args.folder));
    }
    if !files.is_empty() {
        line.push("--".to_owned());
        line.extend(files);
    }
    Ok(line)
}

/// Returns a value as an argument: a string is a file below the folder of the data.
fn argument(value: &toml::Value, data: &Path) -> Result<String, String> {
    match value {
        toml::Value::String(file) => Ok(data.join(file).display().to_string()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Boolean(true) => Ok(String::new()),
        other => Err(format!("is {}, where a file, a number or `true` is due", other.type_str())),
    }
}

/// Returns the options that make a step read the language as the steps before have left it.
fn basis(folder: &Path) -> Vec<String> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let languages = folder.parent().unwrap_or(&folder).display().to_string();
    ["--lang".to_owned(), code, "--languages".to_owned(), languages].into()
}
