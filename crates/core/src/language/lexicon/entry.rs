//! What the lexicon says of one word: kinds, parts of speech, forms, spelling and frequency, in 32 bits.
//!
//! The bits are the format of the table on disk: a new one takes a free place, none moves without a new version.

/// A word's entry. [`Entry::UNKNOWN`] for a word in no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry(pub u32);

/// Declares the one-bit marks: the name in `sources.toml`, the bit, the question.
macro_rules! marks {
    ($($(#[$doc:meta])+ $name:literal $constant:ident $bit:literal $question:ident;)+) => {
        /// The marks by name, as `sources.toml` writes them, with their bits.
        pub const MARKS: &[(&str, Entry)] = &[$(($name, Entry(1 << $bit))),+];
        impl Entry {
            $($(#[$doc])+ pub const $constant: Entry = Entry(1 << $bit);)+
            $($(#[$doc])+ #[inline] pub fn $question(self) -> bool { self.has(Self::$constant) })+
        }
    };
}

marks! {
    /// A common word of the dictionary: it may be written in lower case.
    "word" WORD 4 is_word;
    /// A given name.
    "given-name" GIVEN_NAME 5 is_given_name;
    /// A surname.
    "surname" SURNAME 6 is_surname;
    /// A country, region, city or another place.
    "place" PLACE 7 is_place;
    /// A people, its adjective or language ("Estonian").
    "demonym" DEMONYM 8 is_demonym;
    /// Another word that is written with a capital ("Monday", a brand, a taxon).
    "proper" PROPER 9 is_proper;
    /// An abbreviation or acronym.
    "abbreviation" ABBREVIATION 10 is_abbreviation;
    /// Can be a noun in the singular.
    "noun" NOUN 11 can_be_singular_noun;
    /// Can be a verb, in some form.
    "verb" VERB 12 can_be_verb;
    /// Can be an adjective.
    "adjective" ADJECTIVE 13 can_be_adjective;
    /// Can be an adverb.
    "adverb" ADVERB 14 can_be_adverb;
    /// Can be the plural of a noun.
    "plural" PLURAL 15 is_plural;
    /// A noun that takes neither "a" nor a plural in most uses ("information").
    "mass" MASS 16 is_mass_noun;
    /// Can be pronounced with a vowel at its beginning.
    "vowel" VOWEL 17 may_begin_with_vowel;
    /// Can be pronounced with a consonant at its beginning.
    "consonant" CONSONANT 18 may_begin_with_consonant;
    /// Can be the past tense of a verb.
    "past" PAST 19 is_past;
    /// Can be the past participle of a verb.
    "participle" PARTICIPLE 20 is_participle;
    /// Can be the -ing form of a verb.
    "gerund" GERUND 21 is_gerund;
    /// Can be the third person singular present of a verb.
    "third" THIRD 22 is_third_person;
    /// Can be the base form of a verb.
    "base" BASE 23 is_base_form;
    /// Spelt so in British English only ("colour").
    "british" BRITISH 24 is_british;
    /// Spelt so in American English only ("color").
    "american" AMERICAN 25 is_american;
    /// In large dictionaries only: a reader may not know it, and word formation does not build on it.
    "rare" RARE 26 is_rare;
    /// In no word list, yet common enough in running text to be one ("blockchain").
    "attested" ATTESTED 27 is_attested;
    /// Can be the comparative of an adjective or adverb.
    "comparative" COMPARATIVE 28 is_comparative;
    /// Can be the superlative of an adjective or adverb.
    "superlative" SUPERLATIVE 29 is_superlative;
    /// A verb, in some form, that can take an object.
    "transitive" TRANSITIVE 30 is_transitive;
    /// A verb, in some form, that can go without an object.
    "intransitive" INTRANSITIVE 31 is_intransitive;
}

impl Entry {
    /// A word in no list.
    pub const UNKNOWN: Entry = Entry(0);

    const NAME: Entry =
        Entry(Self::GIVEN_NAME.0 | Self::SURNAME.0 | Self::PLACE.0 | Self::DEMONYM.0 | Self::PROPER.0);

    #[inline]
    fn has(self, marks: Entry) -> bool {
        self.0 & marks.0 != 0
    }

    /// A word, a name or an abbreviation of any list, or one that is common in running text.
    pub fn is_known(self) -> bool {
        self.has(Entry(Self::NAME.0 | Self::WORD.0 | Self::ABBREVIATION.0 | Self::ATTESTED.0))
    }

    /// A name of any kind: it may be a common word too ("Hill").
    pub fn is_name(self) -> bool {
        self.has(Self::NAME)
    }

    /// A name and no common word: it wants a capital.
    pub fn is_only_name(self) -> bool {
        self.is_name() && !self.has(Entry(Self::WORD.0 | Self::ABBREVIATION.0 | Self::ATTESTED.0))
    }

    /// A given name or surname, and nothing else.
    pub fn is_only_person(self) -> bool {
        let person = Entry(Self::GIVEN_NAME.0 | Self::SURNAME.0);
        self.has(person) && !self.without(person).is_known()
    }

    /// How common the word is in running text: 0 unknown, else twice the Zipf value (van Heuven et al. 2014:
    /// log10 of occurrences per billion words), so 8 is ten in a million, 15 the commonest. A word that is not known may
    /// have one too: a frequent typo, foreign, or new.
    pub fn frequency(self) -> u8 {
        (self.0 & 15) as u8
    }

    /// Three in a million words or more.
    pub fn is_common(self) -> bool {
        self.frequency() >= 7
    }

    /// In running text only, and rare there: as often a common slip as a word. Or a name, which wants its capital.
    pub(crate) fn is_doubtful(self) -> bool {
        let listed = self.is_word() || self.is_name() || self.is_abbreviation();
        self.is_attested() && !listed && self.frequency() <= 7 || self.is_only_name()
    }

    /// True when both have a mark in common; frequency does not count.
    pub fn shares(self, marks: Entry) -> bool {
        self.0 & marks.0 & !15 != 0
    }

    /// Those of its marks that `marks` has too.
    pub fn only(self, marks: Entry) -> Entry {
        Entry(self.0 & marks.0 & !15)
    }

    /// All but `marks`.
    pub fn without(self, marks: Entry) -> Entry {
        Entry(self.0 & !(marks.0 & !15))
    }

    /// Can be a noun, in the singular or plural.
    pub fn can_be_noun(self) -> bool {
        self.has(Entry(Self::NOUN.0 | Self::PLURAL.0))
    }

    /// Has a finite form: base, third person or past.
    pub fn can_be_finite(self) -> bool {
        self.has(Entry(Self::BASE.0 | Self::THIRD.0 | Self::PAST.0))
    }

    /// Whether "an" goes before the word; nothing when the sources do not say or both are heard ("herb").
    pub fn begins_with_vowel(self) -> Option<bool> {
        match (self.may_begin_with_vowel(), self.may_begin_with_consonant()) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Its parts of speech and forms as a number: what it can be in a sentence, whatever it means.
    pub(crate) fn grammar(self) -> u64 {
        let parts = Self::NOUN.0 | Self::VERB.0 | Self::ADJECTIVE.0 | Self::ADVERB.0;
        let nouns = Self::PLURAL.0 | Self::MASS.0;
        let verbs = Self::PAST.0 | Self::PARTICIPLE.0 | Self::GERUND.0 | Self::THIRD.0 | Self::BASE.0;
        let rest = Self::COMPARATIVE.0 | Self::SUPERLATIVE.0 | Self::TRANSITIVE.0 | Self::INTRANSITIVE.0;
        u64::from(self.0 & (parts | nouns | verbs | rest))
    }

    /// The marks of both entries and the higher frequency.
    pub fn union(self, other: Entry) -> Entry {
        Entry((self.0 | other.0) & !15 | u32::from(self.frequency().max(other.frequency())))
    }

    /// The entry of a word that the project knows: it may be a common word and a name, so either case will do.
    pub fn with_vocabulary(self) -> Entry {
        self.union(Entry(Self::WORD.0 | Self::PROPER.0))
    }

    /// The same marks with another frequency class, 0 to 15.
    pub fn with_frequency(self, class: u8) -> Entry {
        Entry(self.0 & !15 | u32::from(class.min(15)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, MARKS};

    #[test]
    fn marks_are_distinct_bits() {
        let mut seen = 15;
        for (name, mark) in MARKS {
            assert_eq!(mark.0.count_ones(), 1, "{name}");
            assert_eq!(seen & mark.0, 0, "{name}");
            seen |= mark.0;
        }
    }

    #[test]
    fn union_keeps_marks_and_the_higher_frequency() {
        let a = Entry::WORD.with_frequency(3);
        let b = Entry::PLACE.with_frequency(9);
        assert!(a.union(b).is_word() && a.union(b).is_place());
        assert_eq!(a.union(b).frequency(), 9);
        assert!(!a.union(b).is_only_name() && b.is_only_name());
    }
}
