//! LanguageTool's HTTP API, as its clients use it: editors and browsers reach the checker by entering an address.
//!
//! `form` reads what is asked, `annotated` text with markup and the way back, `check` asks the checker, `answer` writes it
//! in LanguageTool's words, `upstream` merges what a real LanguageTool says.

mod annotated;
mod answer;
pub mod check;
mod form;
mod its;
pub mod languages;
mod upstream;

pub use upstream::Upstream;
