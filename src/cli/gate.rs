//! `mtlint gate`: which documents must not pass, which condition each missed, and by how much.
//!
//! The verdicts are those of `check`; this is the short answer for a pipeline's log.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use mtlint::check::Review;
use mtlint::report::{Located, Summary};
use mtlint::score::Verdict;

use super::{Exit, check, counted, failure, interrupt, print_styled, warn, work};

/// Say which documents must not pass, and which condition they missed
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint gate site/                        by [gate] in mtlint.toml
  mtlint gate --min-score 98 article.html
  mtlint gate --quiet site/ && publish     the exit code alone
  mtlint gate --baseline known.json site/  new findings only
  mtlint gate --since main site/           changed files only

Conditions are set in mtlint.toml: `mtlint config FILE` shows them.

Exit codes:
  0  every document may pass
  1  one must not, or could not be judged: there are no rules for its language
  2  something could not be checked, and nothing else has failed
  130  interrupted by Ctrl-C")]
pub struct Args {
    #[command(flatten)]
    work: work::WorkArgs,
    #[command(flatten)]
    baseline: work::BaselineArgs,
    /// Fail, too, when files of a folder are of a kind that is not read
    #[arg(long)]
    strict: bool,
    /// Print nothing on standard output
    #[arg(long, short)]
    quiet: bool,
}

/// Holds what the arguments name against the gate.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut summary = Summary::default();
    interrupt::listen();
    let ended = work::reviews(&args.work, &args.baseline, args.quiet, |batch| {
        let mut text = String::new();
        for outcome in batch {
            match outcome {
                Ok(review) => {
                    summary.add(&review);
                    review.problems.iter().for_each(check::tell);
                    write_conditions(&review, &mut text)?;
                }
                Err(problem) => {
                    summary.add_problem(&problem);
                    check::tell(&problem);
                }
            }
        }
        if args.quiet { Ok(()) } else { print_styled(&text) }
    });
    let Some(ended) = check::unless_left(ended)? else { return Ok(check::exit(&summary)) };
    if let Some(problem) = ended.cut {
        summary.add_interruption(&problem);
        check::tell(&problem);
    }
    let strict = args.strict && ended.left_out.unknown() > 0;
    if !args.quiet {
        check::tell_left_out(&ended.left_out);
        let [pass, review, fail, unjudged] = summary.verdicts;
        let documents = counted(summary.documents, "document");
        let unjudged = if unjudged > 0 { format!(", {unjudged} not judged") } else { String::new() };
        let aside = summary.not_counted();
        let last = format!("{documents}: {pass} pass, {review} review, {fail} fail{unjudged}{aside}\n");
        unless_closed(print_styled(&last))?;
    }
    if strict {
        warn("fail: files of kinds that are not read (--strict); `exclude` names those that are no articles");
    }
    Ok(match check::exit(&summary) {
        Exit::Fine | Exit::Failed if strict => Exit::Refused,
        exit => exit,
    })
}

/// The last line may find nobody who reads it.
fn unless_closed(printed: anyhow::Result<()>) -> anyhow::Result<()> {
    printed.or_else(|error| if failure::is_closed_pipe(&error) { Ok(()) } else { Err(error) })
}

/// The lines about a document; none for one that passes with words enough.
fn write_conditions(review: &Review, text: &mut String) -> std::fmt::Result {
    if review.verdict == Verdict::Pass && !review.small_sample {
        return Ok(());
    }
    let (style, name) = (style(review.verdict), review.verdict.name());
    writeln!(text, "{style}{name}{style:#} {}", review.document.name)?;
    let located = Located::new(review);
    for miss in &review.misses {
        let line = miss.block.map(|block| {
            let span = located.block_span(&review.document.blocks[block]);
            format!(", line {}", located.position(span).start.line)
        });
        writeln!(text, "  {}{} ({})", miss.message, line.unwrap_or_default(), miss.key)?;
    }
    if let Some(why) = review.in_review.as_ref().filter(|why| why.key != "gate.on-small-sample") {
        writeln!(text, "  {} ({})", why.message, why.key)?;
    }
    if review.small_sample {
        writeln!(text, "  a small sample: {} (gate.small-sample)", counted(review.words, "word"))?;
    }
    Ok(())
}

fn style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Pass => AnsiColor::Green,
        Verdict::Review => AnsiColor::Yellow,
        Verdict::Fail | Verdict::NotJudged => AnsiColor::Red,
    };
    colour.on_default().bold()
}
