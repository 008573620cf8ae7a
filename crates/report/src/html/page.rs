//! The page itself: articles are given as they come, of which the worst are kept; the overview is drawn from a summary.
//!
//! A run gives every review, an audit only those that it read again or none at all: links lead to the articles that
//! are there. Whatever the input, the page stays small enough to open at once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::html::{article, charts, filters, overview};
use crate::xml::Escaped;
use crate::{Ranked, Summary, own};
use mtlint_core::check::Review;

/// Articles shown in full; of more documents the worst.
const ARTICLES: usize = 60;
/// Bytes that all articles together may take in the page.
const BYTES: usize = 8 << 20;

/// How the page looks.
pub const STYLE: &str = include_str!("style.css");

/// The page of one article, or of many documents.
#[derive(Debug, Default)]
pub struct Page {
    /// What stands at the top; without it the document's name, or the number of documents.
    pub title: Option<String>,
    bytes: usize,
    /// By position in the input.
    articles: BTreeMap<usize, Kept>,
}

#[derive(Debug)]
struct Kept {
    score: f64,
    article: article::Article,
}

impl Page {
    /// Takes an article, where it is among the worst; `index` is its position in the input, as in the summary's lists.
    pub fn add(&mut self, review: &Review, index: usize) {
        let full = self.articles.len() >= ARTICLES || self.bytes >= BYTES;
        if full && self.best().is_some_and(|(_, score)| review.score >= score) {
            return;
        }
        let article = article::Article::new(review, index);
        self.bytes += article.len();
        self.articles.insert(index, Kept { score: review.score, article });
        while self.articles.len() > 1 && (self.articles.len() > ARTICLES || self.bytes > BYTES) {
            let Some((best, _)) = self.best() else { break };
            self.bytes -= self.articles.remove(&best).map_or(0, |kept| kept.article.len());
        }
    }

    /// The article that is the first to go: the best, and of equals the last.
    fn best(&self) -> Option<(usize, f64)> {
        let scores = self.articles.iter().map(|(&i, kept)| (i, kept.score));
        scores.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }

    /// Whether a document or paragraph stands on the page.
    fn shows(&self, entry: &Ranked) -> bool {
        let kept = self.articles.get(&entry.index);
        kept.is_some_and(|kept| entry.block.is_none_or(|block| kept.article.shows(block)))
    }

    /// Writes the whole page.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let alone = if summary.documents == 1 { self.articles.values().next() } else { None };
        let title = match (&self.title, alone, summary.worst_documents.first()) {
            (Some(title), ..) => title.clone(),
            (None, Some(kept), _) => kept.article.title().to_owned(),
            (None, None, Some(document)) if summary.documents == 1 => document.name.clone(),
            _ => format!("{} documents", charts::thousands(summary.documents)),
        };
        let families: BTreeSet<&str> =
            self.articles.values().flat_map(|kept| kept.article.families()).collect();
        let aside = self.articles.values().any(|kept| kept.article.has_aside());
        self.head(&title, &families, out)?;
        match alone {
            Some(kept) => {
                kept.article.write_opening(&title, out)?;
                filters::findings(&families, aside, out)?;
                writeln!(out, "</header>\n<main id=\"main\">")?;
                overview::problems(summary, out)?;
                kept.article.write_alone(out)?;
            }
            None => {
                writeln!(out, "<p class=\"tool\">mtlint</p>\n<h1>{}</h1>", Escaped(&title))?;
                overview::opening(summary, out)?;
                writeln!(out, "</header>\n<main id=\"main\">")?;
                overview::render(summary, &|entry| self.shows(entry), out)?;
                self.write_articles(summary, &families, aside, out)?;
            }
        }
        let version = env!("CARGO_PKG_VERSION");
        let sum = alone.map_or("100 × (1 − penalties ÷ words)", |kept| kept.article.sum());
        writeln!(out, "</main>\n<footer>mtlint {version}. Scores after MQM: {sum}.</footer>")?;
        writeln!(out, "</body>\n</html>")
    }

    fn head(&self, title: &str, families: &BTreeSet<&str>, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             {}{}\">\n<title>mtlint: {}</title>\n<style>\n{STYLE}",
            own::HTML,
            env!("CARGO_PKG_VERSION"),
            Escaped(title)
        )?;
        filters::style(families, out)?;
        writeln!(
            out,
            "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the text</a>\n\
             <header class=\"page\" id=\"top\">"
        )
    }

    fn write_articles(
        &self,
        summary: &Summary,
        families: &BTreeSet<&str>,
        aside: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if self.articles.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section class=\"articles\">\n<h2>Articles</h2>")?;
        let (shown, all) = (self.articles.len(), summary.documents);
        match all.saturating_sub(shown) {
            0 => {}
            left_out => writeln!(
                out,
                "<p class=\"quiet\">The {shown} worst of {}, in the order of the input; {} left out.</p>",
                charts::thousands(all),
                charts::thousands(left_out)
            )?,
        }
        filters::findings(families, aside, out)?;
        self.articles.values().try_for_each(|kept| kept.article.write_among_others(out))?;
        writeln!(out, "</section>")
    }
}
