//! A bar on standard error while long work is done; only for people at a terminal, and only after a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::feed::Feed;

const PATIENCE: Duration = Duration::from_secs(1);

/// The bar, once it is shown.
pub struct Progress {
    wanted: bool,
    begun: Instant,
    total: Option<u64>,
    done: u64,
    documents: usize,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Wanted when a person watches standard error and standard output does not fill the same terminal.
    pub fn new(quiet: bool, feed: &Feed) -> Self {
        let busy = !quiet && std::io::stdout().is_terminal();
        let wanted = std::io::stderr().is_terminal() && !busy;
        Progress { wanted, begun: Instant::now(), total: feed.total, done: 0, documents: 0, bar: None }
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
            bar.set_message(format!("{} documents", self.documents));
        }
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
            let template = "{bar:30} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left, {msg}";
            ProgressBar::new(total)
                .with_style(ProgressStyle::with_template(template).expect("a fixed template"))
        }
        None => {
            let template = "{spinner} {bytes}, {bytes_per_sec}, {msg}";
            ProgressBar::new_spinner()
                .with_style(ProgressStyle::with_template(template).expect("a fixed template"))
        }
    }
}
