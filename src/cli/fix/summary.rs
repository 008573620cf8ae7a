//! What `mtlint fix` says while it fixes: the diff on standard output; what was done, what was left and why on standard
//! error; and the sum of it all, from which the exit code follows.

use std::collections::BTreeMap;
use std::io::Write;

use mtlint::fix::Left;
use mtlint::report::legible;

use super::{Args, FixOutcome, diff};
use crate::cli::check::tell;
use crate::cli::{counted, warn};

/// What was told so far, for the last line and the exit code.
#[derive(Default)]
pub(super) struct FixReport {
    counts: BTreeMap<String, usize>,
    files: usize,
    left: usize,
    aside: usize,
    /// Fixes were shown and not made.
    pub shown: bool,
    pub failed: bool,
}

impl FixReport {
    pub fn report(&mut self, done: &FixOutcome, args: &Args, colour: bool) -> anyhow::Result<()> {
        let (name, fixed, unwritten) = match done {
            FixOutcome::Problem(problem) => {
                self.failed = true;
                tell(problem);
                return Ok(());
            }
            FixOutcome::File { name, fixed, unwritten } => (name, fixed, unwritten),
        };
        for problem in &fixed.problems {
            self.failed |= problem.fatal;
            tell(problem);
        }
        let any = !fixed.counts.is_empty();
        let mut out = std::io::stdout().lock();
        match unwritten {
            Some(error) => {
                self.failed = true;
                let hint = error.remedy().map_or_else(String::new, |h| format!("\nhint: {h}"));
                warn(format!("problem: {}{hint}", error.what()));
            }
            None if args.write && name == "-" => out.write_all(&fixed.bytes)?,
            None if any && !args.write => {
                self.shown = true;
                if !args.quiet {
                    diff::show(name, &fixed.text, colour, &mut out)?;
                }
            }
            None => {}
        }
        if unwritten.is_none() && any {
            self.files += 1;
            for (rule, count) in &fixed.counts {
                *self.counts.entry(rule.clone()).or_default() += count;
            }
            if args.write && !args.quiet {
                warn(format!("fixed {name}: {}", listed(&fixed.counts)));
            }
        }
        if !args.quiet {
            fixed.left.iter().for_each(|left| note(name, left));
        }
        self.left += fixed.left.len();
        self.aside += fixed.aside;
        Ok(())
    }

    pub fn sum(&self, written: bool) {
        let all = self.counts.values().sum::<usize>();
        let mut left = match self.left {
            0 => String::new(),
            n => format!("; {} left to you", counted(n, "fix")),
        };
        if self.aside > 0 {
            left += &format!("; {} known or suppressed", self.aside);
        }
        if all == 0 {
            return warn(format!("nothing to fix for certain{left}"));
        }
        let (fixes, files) = (counted(all, "fix"), counted(self.files, "file"));
        match written {
            true => warn(format!("{fixes} in {files}{left}")),
            false => warn(format!("{fixes} in {files} ({}){left}\n--write makes them", listed(&self.counts))),
        }
    }
}

/// "2 doubled-word, 1 mojibake".
fn listed(counts: &BTreeMap<String, usize>) -> String {
    counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect::<Vec<_>>().join(", ")
}

/// Tells of a fix that was left to a person.
fn note(file: &str, left: &Left) {
    let [old, new] = left.words.each_ref().map(|w| legible(w));
    let of = if left.document == file { String::new() } else { format!(" ({})", left.document) };
    let reason = left.obstacle.reason();
    warn(format!("left {file}:{}{of}: “{old}”, not “{new}” [{}]: {reason}", left.line, left.rule));
}
