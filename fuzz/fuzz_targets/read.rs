//! Feeds the target `read` of `tests/targets`.
#![no_main]

#[path = "../../tests/targets/mod.rs"]
#[allow(dead_code, reason = "a fuzzer runs one target of them")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::run("read", bytes));
