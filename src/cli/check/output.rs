//! Where reports go: one on standard output, others into files, all from one run.
//!
//! A problem is told on standard error, too, when the report on standard output is for a program or for nobody.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use mtlint::check::Review;
use mtlint::error::{Error, Problem};
use mtlint::report::{Format, Report, Style, Summary};

use super::args::{Args, Color};
use crate::cli::warn;

/// Problems that are told on standard error at most: a broken stream has one a line.
const MOST_TOLD: usize = 1000;

/// All reports of a run.
pub struct Output {
    reports: Vec<Target>,
    tell_problems: bool,
    told: usize,
}

struct Target {
    report: Box<dyn Report>,
    out: Box<dyn Write>,
    /// The file; absent for standard output.
    path: Option<PathBuf>,
}

impl Output {
    /// Opens every file, so that a path that cannot be written shows before the work.
    pub fn open(args: &Args) -> mtlint::error::Result<Self> {
        let style = style(args);
        let mut reports = Vec::new();
        if !args.quiet {
            let out = Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout()));
            reports.push(Target { report: (args.format.make)(&style), out, path: None });
        }
        for (format, path) in &args.report {
            reports.push(Target::file(format, path.clone(), &Style { colour: false, ..style })?);
        }
        Ok(Output { reports, tell_problems: args.quiet || args.format.name != "terminal", told: 0 })
    }

    /// Reports a document.
    pub fn review(&mut self, review: &Review) -> anyhow::Result<()> {
        review.problems.iter().for_each(|problem| self.tell(problem));
        self.each(|target| target.report.review(review, &mut target.out))
    }

    /// Reports what did not become a document.
    pub fn problem(&mut self, problem: &Problem) -> anyhow::Result<()> {
        self.tell(problem);
        self.each(|target| target.report.problem(problem, &mut target.out))
    }

    fn tell(&mut self, problem: &Problem) {
        if self.tell_problems && self.told <= MOST_TOLD {
            self.told += 1;
            match self.told {
                ..=MOST_TOLD => tell(problem),
                _ => warn("further problems stand in the report only"),
            }
        }
    }

    /// Hands on what is written so far.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        self.each(|target| target.out.flush())
    }

    /// Ends all reports.
    pub fn finish(mut self, summary: &Summary) -> anyhow::Result<()> {
        self.each(|target| {
            target.report.finish(summary, &mut target.out)?;
            target.out.flush()
        })
    }

    fn each(&mut self, mut act: impl FnMut(&mut Target) -> std::io::Result<()>) -> anyhow::Result<()> {
        for target in &mut self.reports {
            act(target).map_err(|error| match &target.path {
                Some(path) => anyhow::Error::from(Error::io(path, error)),
                None => anyhow::Error::from(error).context("standard output"),
            })?;
        }
        Ok(())
    }
}

impl Target {
    fn file(format: &Format, path: PathBuf, style: &Style) -> mtlint::error::Result<Self> {
        let file = File::create(&path).map_err(|e| Error::io(&path, e))?;
        let out = Box::new(BufWriter::with_capacity(1 << 16, file));
        Ok(Target { report: (format.make)(style), out, path: Some(path) })
    }
}

pub fn tell(problem: &Problem) {
    let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
    let hint = problem.hint.as_ref().map_or_else(String::new, |h| format!("\nhint: {h}"));
    warn(format_args!("problem: {}{line}: {}{hint}", problem.file, problem.message));
}

/// True where standard output is to be coloured.
pub fn is_coloured(wish: Color) -> bool {
    match wish {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
    }
}

fn style(args: &Args) -> Style {
    let stdout = std::io::stdout();
    let colour = is_coloured(args.color);
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_width().filter(|_| stdout.is_terminal());
    Style {
        colour,
        width: columns.or_else(terminal).unwrap_or(80).clamp(40, 120),
        penalties: args.show_penalties,
    }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
