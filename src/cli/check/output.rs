//! Where reports go: one on standard output, others into files, all from one run.
//!
//! A problem is told on standard error, too, when the report on standard output is for a program or for nobody.

use std::io::{BufWriter, ErrorKind, IsTerminal, Stdout, Write};
use std::path::PathBuf;

use mtlint::check::Review;
use mtlint::error::{Error, Problem};
use mtlint::report::{Format, Report, Style, Summary};

use super::args::{Args, Color};
use crate::cli::newfile::NewFile;
use crate::cli::warn;

/// Problems that are told on standard error at most: a broken stream has one a line.
const MOST_TOLD: usize = 1000;

/// All reports of a run.
pub struct Reports {
    reports: Vec<ReportTarget>,
    tell_problems: bool,
    told: usize,
    /// Whoever read standard output has left.
    left: bool,
}

struct ReportTarget {
    report: Box<dyn Report>,
    out: Out,
}

/// Where a report goes.
enum Out {
    Standard(BufWriter<Stdout>),
    File(NewFile, PathBuf),
}

impl Out {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Out::Standard(out) => out,
            Out::File(out, _) => out,
        }
    }
}

impl Reports {
    /// Opens every file, so that a path that cannot be written shows before the work.
    pub fn open(args: &Args) -> mtlint::error::Result<Self> {
        let style = style(args);
        let mut reports = Vec::new();
        if !args.quiet {
            let out = Out::Standard(BufWriter::with_capacity(1 << 16, std::io::stdout()));
            reports.push(ReportTarget { report: (args.format.make)(&style), out });
        }
        for (format, path) in &args.report {
            reports.push(ReportTarget::file(format, path.clone(), &Style { colour: false, ..style })?);
        }
        let tell_problems = args.quiet || args.format.name != "terminal";
        Ok(Reports { reports, tell_problems, told: 0, left: false })
    }

    /// Reports a document.
    pub fn review(&mut self, review: &Review) -> anyhow::Result<()> {
        review.problems.iter().for_each(|problem| self.tell(problem));
        self.each(|target| target.report.review(review, target.out.writer()))
    }

    /// Reports what did not become a document.
    pub fn problem(&mut self, problem: &Problem) -> anyhow::Result<()> {
        self.tell(problem);
        self.each(|target| target.report.problem(problem, target.out.writer()))
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
    ///
    /// # Errors
    /// Of the kind "broken pipe" where nobody reads standard output any more and there is no other report: the rest of
    /// the work would be for nobody.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        self.each(|target| target.out.writer().flush())?;
        if self.left && self.reports.is_empty() {
            return Err(std::io::Error::from(ErrorKind::BrokenPipe).into());
        }
        Ok(())
    }

    /// Ends all reports.
    pub fn finish(mut self, summary: &Summary) -> anyhow::Result<()> {
        self.each(|target| {
            target.report.finish(summary, target.out.writer())?;
            match &mut target.out {
                Out::Standard(out) => out.flush(),
                Out::File(file, _) => file.put(),
            }
        })
    }

    fn each(&mut self, mut act: impl FnMut(&mut ReportTarget) -> std::io::Result<()>) -> anyhow::Result<()> {
        let mut failed = None;
        self.reports.retain_mut(|target| match (act(target), &target.out) {
            (Ok(()), _) => true,
            // A reader that left has what it wanted; the other reports go on.
            (Err(error), Out::Standard(_)) if error.kind() == ErrorKind::BrokenPipe => {
                self.left = true;
                false
            }
            (Err(error), Out::Standard(_)) => {
                failed = Some(anyhow::Error::from(error).context("standard output"));
                true
            }
            (Err(error), Out::File(_, path)) => {
                failed = Some(Error::io(path, error).into());
                true
            }
        });
        failed.map_or(Ok(()), Err)
    }
}

impl ReportTarget {
    fn file(format: &Format, path: PathBuf, style: &Style) -> mtlint::error::Result<Self> {
        let file = NewFile::create(&path).map_err(|e| Error::io(&path, e))?;
        Ok(ReportTarget { report: (format.make)(style), out: Out::File(file, path) })
    }
}

pub fn tell(problem: &Problem) {
    let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
    let hint = problem.hint.as_ref().map_or_else(String::new, |h| format!("\nhint: {h}"));
    warn(format_args!("{}: {}{line}: {}{hint}", problem.label(), problem.file, problem.message));
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
        most: args.max_findings.unwrap_or(usize::MAX),
    }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
