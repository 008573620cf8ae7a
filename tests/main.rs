//! The black-box tests of the whole program, in one binary: one is linked in the time of thirty.
//!
//! What holds of time and memory is apart, in `limits.rs`: it wants a release build and a machine to itself.

mod audit;
mod bad_input;
mod bilingual;
mod catalogue;
mod certain_fixes;
mod certainty;
mod chromium;
mod cmd;
mod corpus;
mod docs;
mod estimate;
mod faces;
mod faults;
mod fix;
mod genres;
mod honest_config;
mod imports;
mod integrations;
mod interrupt;
mod kinds;
mod language_neutral;
#[cfg(feature = "serve")]
mod languagetool;
mod living;
mod lsp;
mod machine;
mod made_up_language;
#[cfg(feature = "serve")]
mod mcp;
mod must_not_pass;
mod names;
mod nothing_lost;
mod odd_files;
mod outranked;
mod picture;
mod program;
mod properties;
mod read_files;
mod read_html;
mod read_jsonl;
mod read_markdown;
mod read_properties;
mod read_records;
mod readme;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod served;
mod set_off;
#[path = "targets/shell.rs"]
#[cfg(unix)]
mod shell;
mod silence;
mod since;
mod small_things;
mod source_checks;
mod suppress;
mod targets;
mod untrusted;
mod vocabulary;
mod witness;
