//! The API of our own: texts in, the reports of `mtlint check` out.

pub mod about;
pub mod check;
pub mod file;
pub mod request;
pub mod stream;
