//! What a server counts, for Prometheus: requests and their time, documents, words and findings. Nothing of the texts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the classes of time, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// All counts.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), Requests>>,
    /// Requests that are being worked on or wait for it.
    pub waiting: AtomicU64,
    documents: AtomicU64,
    words: AtomicU64,
    findings: AtomicU64,
}

/// Requests to one path that were answered with one status.
#[derive(Default)]
struct Requests {
    count: u64,
    seconds: f64,
    within: [u64; BOUNDS.len()],
}

impl Metrics {
    /// Counts a request.
    pub fn request(&self, path: &'static str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut all = self.requests.lock().expect("no thread panics with the lock");
        let requests = all.entry((path, status)).or_default();
        requests.count += 1;
        requests.seconds += seconds;
        for (within, bound) in requests.within.iter_mut().zip(BOUNDS) {
            *within += u64::from(seconds <= bound);
        }
    }

    /// Counts documents.
    pub fn checked(&self, documents: usize, words: usize, findings: usize) {
        for (sum, more) in [(&self.documents, documents), (&self.words, words), (&self.findings, findings)] {
            sum.fetch_add(more as u64, Ordering::Relaxed);
        }
    }

    /// Returns the counts in the text format of Prometheus.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let head = |text: &mut String, name: &str, kind: &str, help: &str| {
            text.push_str(&format!("# HELP {name} {help}\n# TYPE {name} {kind}\n"));
        };
        let requests = self.requests.lock().expect("no thread panics with the lock");
        head(&mut text, "mtlint_requests_total", "counter", "Requests by path and status.");
        for ((path, status), of) in requests.iter() {
            let labels = format!("path=\"{path}\",status=\"{status}\"");
            let _ = writeln!(text, "mtlint_requests_total{{{labels}}} {}", of.count);
        }
        let name = "mtlint_request_seconds";
        head(&mut text, name, "histogram", "Time from a request to its answer.");
        for ((path, status), of) in requests.iter() {
            let labels = format!("path=\"{path}\",status=\"{status}\"");
            for (within, bound) in of.within.iter().zip(BOUNDS) {
                let _ = writeln!(text, "{name}_bucket{{{labels},le=\"{bound}\"}} {within}");
            }
            let _ = writeln!(text, "{name}_bucket{{{labels},le=\"+Inf\"}} {}", of.count);
            let _ = writeln!(text, "{name}_sum{{{labels}}} {}", of.seconds);
            let _ = writeln!(text, "{name}_count{{{labels}}} {}", of.count);
        }
        let sums = [
            ("mtlint_documents_total", "counter", "Documents that were checked.", &self.documents),
            ("mtlint_words_total", "counter", "Words in them.", &self.words),
            ("mtlint_findings_total", "counter", "Findings in them.", &self.findings),
            (
                "mtlint_requests_waiting",
                "gauge",
                "Requests that are worked on or wait for it.",
                &self.waiting,
            ),
        ];
        for (name, kind, help, sum) in sums {
            head(&mut text, name, kind, help);
            let _ = writeln!(text, "{name} {}", sum.load(Ordering::Relaxed));
        }
        text
    }
}
