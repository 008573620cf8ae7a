//! The HTML report: one file that needs no script, no network and no other file, for screen and paper.
//!
//! An article is shown whole, its faults marked, with notes beside them and a score for each paragraph. Of many
//! documents the page gives an overview, and the worst of them as articles: memory and page stay bounded.

mod article;
mod overview;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::check::Review;
use crate::error::Problem;
use crate::report::xml::Escaped;
use crate::report::{Format, Report, Summary, counted};
use crate::score::Verdict;

/// For reading in a browser.
pub(super) const FORMAT: Format = Format {
    name: "html",
    summary: "one page for the browser: articles with marks and notes, an overview of many",
    make: |_| Box::new(Html::default()),
};

/// Articles shown in full; of more documents the worst.
const ARTICLES: usize = 60;
/// Bytes that all articles together may take in the page.
const BYTES: usize = 8 << 20;
const PROBLEMS: usize = 200;

const STYLE: &str = include_str!("style.css");

#[derive(Default)]
struct Html {
    count: usize,
    bytes: usize,
    /// By position in the input.
    articles: BTreeMap<usize, Kept>,
    problems: Vec<Problem>,
}

struct Kept {
    score: f64,
    html: String,
}

impl Report for Html {
    fn review(&mut self, review: &Review, _: &mut dyn Write) -> io::Result<()> {
        let index = self.count;
        self.count += 1;
        review.problems.iter().for_each(|p| self.keep_problem(p));
        let full = self.articles.len() >= ARTICLES || self.bytes >= BYTES;
        if full && self.best().is_some_and(|(_, score)| review.score >= score) {
            return Ok(());
        }
        let html = article::render(review, index);
        self.bytes += html.len();
        self.articles.insert(index, Kept { score: review.score, html });
        while self.articles.len() > 1 && (self.articles.len() > ARTICLES || self.bytes > BYTES) {
            let Some((best, _)) = self.best() else { break };
            self.bytes -= self.articles.remove(&best).map_or(0, |kept| kept.html.len());
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, _: &mut dyn Write) -> io::Result<()> {
        self.keep_problem(problem);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let many = summary.documents != 1;
        let title = match (many, summary.worst_documents.first()) {
            (false, Some(document)) => document.name.clone(),
            _ => counted(summary.documents, "document"),
        };
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"mtlint {}\">\n<title>mtlint: {}</title>\n<style>\n{STYLE}</style>\n\
             </head>\n<body>\n",
            env!("CARGO_PKG_VERSION"),
            Escaped(&title)
        )?;
        writeln!(out, "<header class=\"page\">\n<p class=\"tool\">mtlint</p>\n<h1>{}</h1>", Escaped(&title))?;
        overview::tiles(summary, out)?;
        filters(out)?;
        writeln!(out, "</header>\n<main>")?;
        if many {
            let shown = |index: usize| self.articles.contains_key(&index);
            overview::render(summary, &shown, out)?;
        }
        self.write_problems(summary, out)?;
        if many && !self.articles.is_empty() {
            writeln!(out, "<h2>Articles</h2>")?;
            if self.articles.len() < self.count {
                let (shown, all) = (self.articles.len(), self.count);
                writeln!(
                    out,
                    "<p class=\"quiet\">The {shown} worst of {all}, in the order of the input.</p>"
                )?;
            }
        }
        self.articles.values().try_for_each(|kept| out.write_all(kept.html.as_bytes()))?;
        let version = env!("CARGO_PKG_VERSION");
        writeln!(
            out,
            "</main>\n<footer>mtlint {version}. Scores after MQM: 100 × (1 − penalties ÷ words).</footer>"
        )?;
        writeln!(out, "</body>\n</html>")
    }
}

impl Html {
    /// The article that is the first to go: the best, and of equals the last.
    fn best(&self) -> Option<(usize, f64)> {
        let scores = self.articles.iter().map(|(&i, kept)| (i, kept.score));
        scores.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }

    fn keep_problem(&mut self, problem: &Problem) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(problem.clone());
        }
    }

    fn write_problems(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.problems.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section class=\"problems\">\n<h2>Not checked</h2>\n<ul>")?;
        for problem in &self.problems {
            let line = problem.line.map_or_else(String::new, |l| format!(", line {l}"));
            let hint = problem.hint.as_ref().map_or_else(String::new, |h| format!(" ({})", Escaped(h)));
            let (file, message) = (Escaped(&problem.file), Escaped(&problem.message));
            writeln!(out, "<li><b>{file}</b>{line}: {message}{hint}</li>")?;
        }
        writeln!(out, "</ul>")?;
        if summary.problems > self.problems.len() {
            writeln!(out, "<p>{} more.</p>", summary.problems - self.problems.len())?;
        }
        writeln!(out, "</section>")
    }
}

/// Check boxes that the style sheet alone acts on.
fn filters(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<fieldset class=\"filters\"><legend>Show</legend>")?;
    for severity in ["critical", "major", "minor"] {
        writeln!(
            out,
            "<label><input type=\"checkbox\" id=\"show-{severity}\" checked> <mark class=\"{severity}\">{severity}</mark></label>"
        )?;
    }
    writeln!(
        out,
        "<label><input type=\"checkbox\" id=\"only-faults\"> only paragraphs with findings</label>"
    )?;
    writeln!(out, "</fieldset>")
}

fn badge(verdict: Verdict) -> String {
    let name = verdict.name();
    format!("<span class=\"verdict {name}\">{name}</span>")
}

/// A bar for a score, with the number as text for those who do not see the bar.
fn bar(score: f64) -> String {
    let shown = score.floor();
    format!("<span class=\"bar\" style=\"--score:{score:.0}\"><span>{shown:.0}</span></span>")
}
