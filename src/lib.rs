//! mtlint finds the fingerprints of unedited machine translation in an article.
//!
//! This library re-exports the crates of the workspace for programs that embed the whole of it: [`core`] checks,
//! [`read`] makes documents of files, [`report`] writes what was found, [`project`] knows configuration, baselines and
//! fixes, [`audit`] keeps reviews in a database, [`lsp`] serves editors, [`train`] makes the data. A program that only
//! checks texts needs `mtlint-core` and `mtlint-read` alone. [`command`] is the command itself, for a face that offers it
//! too. `docs/ARCHITECTURE.md` tells the rest.

// The command names what it uses as any other program would.
extern crate self as mtlint;

// They panic where the stream is closed; `cli::print` and `cli::warn` do not.
#[warn(clippy::print_stderr, clippy::print_stdout)]
mod cli;

pub use cli::{Exit, command};
pub use mtlint_audit as audit;
pub use mtlint_core as core;
pub use mtlint_core::{
    analysis, check, container, detect, detected, document, error, estimate, finding, gate, language,
    machine, meta, policy, rule, score, settle, span, terms,
};
pub use mtlint_languages as languages;
pub use mtlint_lsp as lsp;
pub use mtlint_project as project;
pub use mtlint_project::{annotate, baseline, config, fix};
pub use mtlint_read as read;
pub use mtlint_report as report;
#[cfg(feature = "serve")]
pub use mtlint_server as server;
pub use mtlint_train as train;
