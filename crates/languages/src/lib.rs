//! The files under `rules/`, carried inside the program: languages, word lists, trained weights, rules.
//!
//! Plain bytes, for `mtlint_core::language::Pack::embedded` to hand in; the larger models stand in crates of their own.
//! Rules are written as JSON, which reads in a third of the time that their TOML takes.

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress, Status};

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
    // To make what unpacks costs as much as a file: a thread has one.
    thread_local!(static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false)));
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        let mut bytes = Vec::with_capacity(4 * packed.len());
        loop {
            let (read, written) = (inflate.total_in(), bytes.len());
            let rest = &packed[usize::try_from(read).expect("it is in memory")..];
            let status = inflate.decompress_vec(rest, &mut bytes, FlushDecompress::None);
            if status.expect("build.rs has packed it") == Status::StreamEnd {
                return bytes;
            }
            let stands = inflate.total_in() == read && bytes.len() == written;
            assert!(!stands || bytes.len() == bytes.capacity(), "what build.rs has packed has an end");
            bytes.reserve(packed.len());
        }
    })
}

/// The literals that each regex of the rules cannot match without, found at build time so that no start has to.
pub static LITERALS: PackedLiterals = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

#[cfg(test)]
mod tests {
    fn packed(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory takes everything")
    }

    #[test]
    fn english_is_there_and_all_is_sorted() {
        assert!(super::FILES.iter().any(|(path, _)| *path == "en/language.toml"));
        assert!(super::FILES.is_sorted_by_key(|(path, _)| path));
        assert!(super::PACKED.iter().all(|(_, bytes)| !super::unpack(bytes).is_empty()));
        // One that becomes more than what room is made for at first, and one after it.
        let spaces = super::unpack(&packed(&[b' '; 100_000]));
        assert!(spaces.len() == 100_000 && super::unpack(&packed(b"one")) == b"one");
        assert!(super::LITERALS.2.is_sorted_by_key(|(key, _)| key));
    }
}
