//! `mtlint train machine`: what tells unedited machine translations from people's texts.
//!
//! Checks every text as `mtlint check` would, and hands what was found to `mtlint::train::machine`. How well the model
//! tells on texts and kinds of text that it has not seen is printed.

use std::fmt::Write;
use std::path::PathBuf;

use mtlint::check::Checker;
use mtlint::document::BlockKind;
use mtlint::error::Error;
use mtlint::policy::Policy;
use mtlint::read::{self, Options};
use mtlint::train::machine::{self as train, FittedMachine, MachineExample, MachineText, data};

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

/// Learn what tells unedited machine translation
#[derive(clap::Args)]
#[command(after_help = "\
A file of JSON lines holds documents (\"doc\", \"human\", \"text\"), segments and their
repairs (\"text\", \"fixed\"), segments by several translators (\"source\", \"system\",
\"human\", \"text\"), or people's documents (\"text\"). In any other file each line is
a paragraph of people's prose. The same files in the same order give the same
bytes.

Example:
  mtlint train machine --data documents.jsonl repaired.jsonl news.txt novels.txt \\
    --out rules/en")]
pub struct Args {
    /// Files of texts
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    data: Vec<PathBuf>,
    /// The folder to write machine.bin and machine.toml to
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
    /// Also write the likelihood of every text, by a model that has not seen it
    #[arg(long, value_name = "FILE")]
    held_out: Option<PathBuf>,
}

/// Reads, checks, fits, writes, reports.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let (mut groups, mut texts) = (Vec::new(), Vec::new());
    for path in &args.data {
        let before = texts.len();
        data::read(path, &mut groups, &mut texts)?;
        warn(format_args!("{}: {}", path.display(), counted(texts.len() - before, "text")));
    }
    let checker = Checker::new(args.basis.pack()?, Vec::new())?.without_estimates();
    let policy = Policy::default();
    let mut examples = Vec::with_capacity(texts.len());
    for text in texts {
        examples.push(example(&checker, &policy, &args.basis.lang, text)?);
    }
    let fitted = train::fit(&examples, groups.len(), &|what| warn(format_args!("  {what}")));
    print(&report(&fitted, &examples, &groups))?;
    if let Some(path) = &args.held_out {
        let lines = examples.iter().zip(&fitted.held).map(|(e, likelihood)| {
            format!("{}\t{}\t{}\t{}\t{likelihood:.4}\n", groups[e.group], e.key, e.human, e.words)
        });
        std::fs::write(path, lines.collect::<String>()).map_err(|e| Error::io(path, e))?;
    }
    let numbers = format!("{HEAD}{}", toml::to_string(&fitted.numbers)?);
    for (name, bytes) in [("machine.bin", &fitted.frames[..]), ("machine.toml", numbers.as_bytes())] {
        let path = args.out.join(name);
        std::fs::write(&path, bytes).map_err(|e| Error::io(&path, e))?;
        print(&format!("wrote {}: {:.2} MB\n", path.display(), bytes.len() as f64 / 1e6))?;
    }
    Ok(Exit::Fine)
}

const HEAD: &str = "\
# What tells unedited machine translation, written by `mtlint train machine`: change nothing by hand.
# The weights of frames are in machine.bin; docs/ESTIMATE.md says what each number means.

";

/// Checks a text and counts what tells.
fn example(
    checker: &Checker,
    policy: &Policy,
    lang: &str,
    text: MachineText,
) -> anyhow::Result<MachineExample> {
    let options =
        Options { format: Some(&read::plain::READER), language: Some(lang.to_owned()), ..Options::default() };
    let read = read::read(&text.key, text.text.into_bytes(), &options);
    let mut example =
        MachineExample { group: text.group, key: text.key, human: text.human, ..MachineExample::default() };
    for document in read.documents {
        let (review, whole) = checker.examine(document, policy)?;
        for (block, analysis) in review.document.blocks.iter().zip(&whole.blocks) {
            if block.kind != BlockKind::Code {
                example.add(&block.text, &analysis.tokens);
            }
        }
        for finding in &review.findings {
            *example.findings.entry(finding.rule.id.clone()).or_default() += 1;
        }
    }
    example.count();
    Ok(example)
}

/// How well it tells: by group, between kinds of text, and how many of people's texts are held to be the machine's.
fn report(fitted: &FittedMachine, examples: &[MachineExample], groups: &[String]) -> String {
    let mut text =
        String::from("\nHeld out, the chance that the machine's text has the higher likelihood:\n");
    let mut line = |name: &str, chance: f64| {
        writeln!(text, "  {name:<24} {chance:.3}").expect("a String takes everything");
    };
    fitted.apart.iter().for_each(|(group, chance)| line(&groups[*group], *chance));
    let documents = |e: &MachineExample| groups[e.group].contains('.') && e.words >= 100;
    if let Some(chance) = train::fit::apart(examples, &fitted.held, &documents) {
        line("all documents", chance);
    }
    text.push_str("\nLikelihood of people's texts of 60 words and more: mean, share above 0.9 in per cent\n");
    for (group, name) in groups.iter().enumerate() {
        let mine =
            examples.iter().zip(&fitted.held).filter(|(e, _)| e.group == group && e.human && e.words >= 60);
        let values: Vec<f64> = mine.map(|(_, v)| *v).collect();
        if !values.is_empty() {
            let n = values.len() as f64;
            let (mean, high) = (values.iter().sum::<f64>() / n, values.iter().filter(|v| **v > 0.9).count());
            writeln!(text, "  {name:<24} {mean:.2}  {:.2}  of {n}", 100.0 * high as f64 / n)
                .expect("a String takes everything");
        }
    }
    writeln!(text, "\n{:#?}", (fitted.numbers.style, fitted.numbers.likelihood))
        .expect("a String takes everything");
    text
}
