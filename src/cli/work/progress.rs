//! A bar on standard error while long work is done; only for people at a terminal, and only after a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};

use super::feed::Feed;
use crate::cli::counted;

const PATIENCE: Duration = Duration::from_secs(1);

/// The bar, once it is shown.
pub struct ProgressLine {
    wanted: bool,
    begun: Instant,
    total: Option<u64>,
    done: u64,
    documents: usize,
    bar: Option<ProgressBar>,
}

impl ProgressLine {
    /// Wanted when a person watches standard error and standard output does not fill the same terminal.
    pub fn new(quiet: bool, feed: &Feed) -> Self {
        let busy = !quiet && std::io::stdout().is_terminal();
        let wanted = std::io::stderr().is_terminal() && !busy;
        ProgressLine { wanted, begun: Instant::now(), total: feed.total, done: 0, documents: 0, bar: None }
    }

    /// `bytes` and `documents` more are done.
    pub fn add(&mut self, bytes: u64, documents: usize) {
        self.done += bytes;
        self.documents += documents;
        if self.wanted && self.bar.is_none() && self.begun.elapsed() > PATIENCE {
            self.bar = Some(bar(self.total).with_elapsed(self.begun.elapsed()));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
            bar.set_message(self.pace());
        }
    }

    /// How fast it goes, the time left where the end is known, and the documents done; of the whole run, since the bar's
    /// own reckoning begins when it is shown.
    fn pace(&self) -> String {
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = self.done as f64 / seconds;
        let left = self.total.filter(|_| self.done > 0).map(|total| {
            let seconds = total.saturating_sub(self.done) as f64 / rate;
            format!("{} left, ", HumanDuration(Duration::from_secs_f64(seconds.min(1e7))))
        });
        let (left, documents) = (left.unwrap_or_default(), counted(self.documents, "document"));
        format!("{}/s, {left}{documents}", HumanBytes(rate as u64))
    }

    /// Takes the bar away while something is written.
    pub fn pause<T>(&self, act: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(act),
            None => act(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    match total {
        Some(total) => {
            let template = "{bar:20} {percent} %, {msg}";
            ProgressBar::new(total)
                .with_style(ProgressStyle::with_template(template).expect("a fixed template"))
        }
        None => {
            let template = "{spinner} {bytes}, {msg}";
            ProgressBar::new_spinner()
                .with_style(ProgressStyle::with_template(template).expect("a fixed template"))
        }
    }
}
