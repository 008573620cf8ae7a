//! The HTML report: one file that needs no script, no network and no other file, for screen and paper.
//!
//! An article is shown whole, its faults marked, with notes beside them and a score for each paragraph. Of many
//! documents the page gives an overview, and the worst of them as articles: memory and page stay bounded.

mod article;
mod charts;
mod filters;
mod note;
mod opening;
mod overview;
mod page;
mod suspicions;
mod worst;

use std::io::{self, Write};

pub use page::{Page, STYLE};

use crate::{Format, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

/// For reading in a browser.
pub(super) const FORMAT: Format = Format {
    name: "html",
    summary: "one page for the browser: articles with marks and notes, an overview of many",
    make: |_| Box::new(Html::default()),
};

/// The page of a run, whose documents are numbered as they come.
#[derive(Default)]
struct Html {
    count: usize,
    page: Page,
}

impl Report for Html {
    fn review(&mut self, review: &Review, _: &mut dyn Write) -> io::Result<()> {
        self.page.add(review, self.count);
        self.count += 1;
        Ok(())
    }

    /// The summary keeps the first of them.
    fn problem(&mut self, _: &Problem, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.page.write(summary, out)
    }
}
