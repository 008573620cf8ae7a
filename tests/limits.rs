//! Bounds of time and memory, one test at a time: docs/ROBUSTNESS.md states them.
//!
//! `cargo test --release --test limits -- --test-threads=1` runs them where they mean most; CI runs them with all others.

mod hostile;
mod linear;
