//! Checks texts for others: over HTTP (`mtlint serve`) by an API of its own and by LanguageTool's, and for language models
//! over standard input and output (`mtlint mcp`).
//!
//! A thin face: `texts` reads, checks and writes by the crates below, so that findings are those of `mtlint check`, byte
//! for byte. Connections live on one thread (`listen`), checks on rayon's (`app`); nothing of a text is stored or logged.

mod app;
mod body;
mod failure;
mod fix;
mod guard;
mod keys;
mod languagetool;
mod listen;
pub mod mcp;
mod metrics;
mod native;
mod openapi;
mod options;
mod page;
mod route;
mod texts;

pub use keys::ApiKeys;
pub use languagetool::Upstream;
pub use listen::serve;
pub use openapi::openapi;
pub use options::{Limits, ServerOptions};
