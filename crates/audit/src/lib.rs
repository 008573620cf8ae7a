//! The audit of a large collection: what was found in each document, kept in a database (SQLite).
//!
//! A run hands over its outcomes in the order of the input ([`WriteItem`]); one thread writes them ([`AuditWriter`]), many to a
//! transaction, so that a run killed at any moment goes on from its last commit. What is stored of a document counts
//! as long as its content and the versions it was checked by are the same ([`KnownDocuments`]). [`Stored`] reads it all back:
//! as reviews for a report's summary, as rows for a spreadsheet, or two of them to be compared.

mod compare;
mod content;
mod database;
mod entry;
mod failure;
mod field;
mod finish;
mod insert;
mod known;
mod lines;
mod links;
mod query;
mod rows;
mod stored;
mod told;
mod version;
mod write;

pub use compare::{AuditSide, AuditTotals, ChangeKind, Comparison, DocumentChange, RuleTotals, compare};
pub use content::{ContentDigest, content};
pub use entry::{AuditEntry, InputPlace};
pub use known::KnownDocuments;
pub use lines::line;
pub use query::Query;
pub use rows::RowKind;
pub use stored::{AuditProgress, Stored};
pub use version::Version;
pub use write::{AuditWriter, RunTotals, WriteItem};
