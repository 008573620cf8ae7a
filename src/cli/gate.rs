//! `mtlint gate`: which documents must not pass, which condition each missed, and by how much.
//!
//! The verdicts are those of `check`; this is the short answer for a pipeline's log.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use mtlint::check::Review;
use mtlint::report::{Located, Summary};
use mtlint::score::Verdict;

use super::{Exit, check, counted, interrupt, print_styled, work};

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
  1  one must not
  2  something could not be checked, and nothing else has failed
  130  interrupted by Ctrl-C")]
pub struct Args {
    #[command(flatten)]
    work: work::WorkArgs,
    #[command(flatten)]
    baseline: work::BaselineArgs,
    /// Print nothing on standard output
    #[arg(long, short)]
    quiet: bool,
}

/// Holds what the arguments name against the gate.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut summary = Summary::default();
    interrupt::listen();
    let cut = work::reviews(&args.work, &args.baseline, args.quiet, |batch| {
        let mut text = String::new();
        for outcome in batch {
            match outcome {
                Ok(review) => {
                    summary.add(&review);
                    review.problems.iter().for_each(check::tell);
                    tell(&review, &mut text)?;
                }
                Err(problem) => {
                    summary.add_problem(&problem);
                    check::tell(&problem);
                }
            }
        }
        if args.quiet { Ok(()) } else { print_styled(&text) }
    })?;
    if let Some(problem) = cut {
        summary.add_interruption(&problem);
        check::tell(&problem);
    }
    if !args.quiet {
        let [pass, review, fail] = summary.verdicts;
        let documents = counted(summary.documents, "document");
        let aside = summary.not_counted();
        print_styled(&format!("{documents}: {pass} pass, {review} review, {fail} fail{aside}\n"))?;
    }
    Ok(check::exit(&summary))
}

/// The lines about a document; none for one that passes with words enough.
fn tell(review: &Review, text: &mut String) -> std::fmt::Result {
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
    if review.misses.is_empty() && review.verdict == Verdict::Review && !review.small_sample {
        writeln!(text, "  score {:.1} is below the bound for a review (gate.review-below)", review.score)?;
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
        Verdict::Fail => AnsiColor::Red,
    };
    colour.on_default().bold()
}
