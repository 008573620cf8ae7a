//! The files under `rules/`, carried inside the program: languages, word lists, trained weights, rules.
//!
//! Plain bytes, for `mtlint_core::language::Pack::embedded` to hand in; the larger models stand in crates of their own.
//! Rules are written as JSON, which reads in a third of the time that their TOML takes.

use std::io::Read;

/// A literal of a regex, as `mtlint_core::language::KnownLiteral` says.
pub type PackedLiteral = (u32, u16, u16, u16, u16);

/// Texts, signs, and literals by the key of their regex, as `mtlint_core::language::KnownLiterals` says.
pub type PackedLiterals = (&'static str, &'static [[u64; 3]], &'static [(u64, &'static [PackedLiteral])]);

/// The files by their path below `rules/` ("en/language.toml"), sorted.
pub static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Files that few checks ask for, or that are mostly empty, packed: [`unpack`] gives their content.
pub static PACKED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/packed.rs"));

/// Returns what the bytes of one of [`PACKED`] hold.
///
/// # Panics
/// When the bytes are none of theirs.
pub fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::DeflateDecoder::new(packed).read_to_end(&mut bytes).expect("build.rs has packed it");
    bytes
}

/// The literals that each regex of the rules cannot match without, found at build time so that no start has to.
pub static LITERALS: PackedLiterals = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn english_is_there_and_all_is_sorted() {
        assert!(super::FILES.iter().any(|(path, _)| *path == "en/language.toml"));
        assert!(super::FILES.is_sorted_by_key(|(path, _)| path));
        assert!(super::PACKED.iter().all(|(_, bytes)| !super::unpack(bytes).is_empty()));
        assert!(super::LITERALS.2.is_sorted_by_key(|(key, _)| key));
    }
}
