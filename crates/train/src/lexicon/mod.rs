//! Makes the word table of a language from published lists: [`Sources`] names them, [`TableBuilder`] writes the table.

mod read;
mod source;
mod table;

pub use read::{Case, ListFormat};
pub use source::{ListSource, Sources, SourcesSummary};
pub use table::TableBuilder;

#[cfg(test)]
mod tests {
    use mtlint_core::language::{Entry, Lexicon, hash};

    use mtlint_core::container::Trust;
    use mtlint_core::error::Result;

    use super::TableBuilder;

    fn table() -> Vec<u8> {
        let mut builder = TableBuilder::default();
        builder.mark("harbour", Entry::WORD.union(Entry::NOUN));
        builder.mark("Tallinn", Entry::PLACE);
        builder.mark("harbour", Entry::BRITISH);
        builder.to_bytes()
    }

    fn open(bytes: Vec<u8>) -> Result<Lexicon> {
        Lexicon::from_bytes("test", bytes, Trust::Checked)
    }

    #[test]
    fn words_are_found_in_any_case() {
        let lexicon = open(table()).unwrap();
        let entry = lexicon.get(hash::folded("Harbour"));
        assert!(entry.is_word() && entry.can_be_noun() && entry.is_british() && !entry.is_place());
        assert!(lexicon.get(hash::folded("TALLINN")).is_only_name());
        assert_eq!(lexicon.get(hash::folded("habrour")), Entry::UNKNOWN);
        assert_eq!(lexicon.len(), 2);
    }

    #[test]
    fn damage_is_refused() {
        let good = table();
        for at in [0, 9, 13, 21, 25, good.len() - 1] {
            let mut bad = good.clone();
            bad[at] ^= 0x40;
            assert!(open(bad).is_err(), "byte {at}");
        }
        assert!(open(good[..good.len() - 1].to_vec()).is_err());
        assert!(open(Vec::new()).is_err());
    }
}
