//! The files under `rules/`, carried inside the program: languages, word lists, trained weights, rules.
//!
//! Plain bytes, for `mtlint_core::language::Pack::embedded` to hand in; the larger models stand in crates of their own.
//! Rules are written as JSON, which reads in a third of the time that their TOML takes.

/// A literal of a regex: its text, the most bytes before and after it in a match, and as bits with which signs a text
/// begins in which it opens a match (0 where a match may begin anywhere), and which may stand before and after it.
pub type Literal = (&'static str, Option<u16>, Option<u16>, u64, u64, u64);

/// The files by their path below `rules/` ("en/language.toml"), sorted.
pub static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The literals that each regex of the rules cannot match without, sorted by regex: found at build time, so that no
/// start has to.
pub static LITERALS: &[(&str, &[Literal])] = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn english_is_there_and_all_is_sorted() {
        assert!(super::FILES.iter().any(|(path, _)| *path == "en/language.toml"));
        assert!(super::FILES.is_sorted_by_key(|(path, _)| path));
        assert!(super::LITERALS.is_sorted_by_key(|(pattern, _)| pattern));
    }
}
