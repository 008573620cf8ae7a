//! The kinds of fault that a place may have.

macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident $text:literal),+ $(,)?) => {
        /// What is wrong at a place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])+ $name),+ }

        impl Kind {
            /// All of them, in the order of the file of weights.
            pub const ALL: &[Kind] = &[$(Kind::$name),+];

            /// As rules write it.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$name => $text),+ }
            }
        }
    };
}

kinds! {
    /// "a" or "an" is missing before the word.
    MissingA "missing-a",
    /// "the" is missing before the word.
    MissingThe "missing-the",
    /// The article is one too many.
    ExtraArticle "extra-article",
    /// Another preposition is wanted.
    WrongPreposition "wrong-preposition",
    /// A preposition is missing before the word.
    MissingPreposition "missing-preposition",
    /// The preposition is one too many.
    ExtraPreposition "extra-preposition",
    /// The plural of the noun is wanted.
    WantsPlural "wants-plural",
    /// The singular of the noun is wanted.
    WantsSingular "wants-singular",
    /// The verb does not agree with its subject.
    Agreement "agreement",
    /// The base form of the verb is wanted.
    WantsBase "wants-base",
    /// The -ing form of the verb is wanted.
    WantsIng "wants-ing",
    /// The past tense or participle of the verb is wanted.
    WantsPast "wants-past",
    /// "to" is missing before the verb.
    MissingTo "missing-to",
    /// "to" is one too many.
    ExtraTo "extra-to",
    /// The pronoun repeats the subject.
    ExtraPronoun "extra-pronoun",
    /// A subject is missing before the verb.
    MissingPronoun "missing-pronoun",
    /// A form of be, have or do, or a modal is missing before the word.
    MissingAuxiliary "missing-auxiliary",
    /// A verb is missing before the word.
    MissingVerb "missing-verb",
    /// A noun is missing before the word.
    MissingNoun "missing-noun",
    /// The word and the next one stand in the wrong order.
    Swapped "swapped",
    /// The mark of possession is missing before the word.
    MissingPossessive "missing-possessive",
    /// Another relative pronoun is wanted.
    WrongRelative "wrong-relative",
    /// Another auxiliary verb is wanted.
    WrongAuxiliary "wrong-auxiliary",
    /// Another word of quantity is wanted, or one for another number.
    WrongQuantity "wrong-quantity",
    /// Another of the small words that are taken for each other is wanted.
    WrongWord "wrong-word",
    /// The small word is one too many.
    ExtraWord "extra-word",
    /// The word wants no capital.
    Capital "capital",
    /// The sentence is the end of the one before.
    SentenceCut "sentence-cut",
    /// The adjective stands behind its noun.
    NounFirst "noun-first",
    /// Another word of comparison is wanted.
    WrongComparison "wrong-comparison",
    /// The pronoun is of the wrong gender.
    WrongGender "wrong-gender",
    /// An indirect question has the order of a direct one.
    QuestionOrder "question-order",
}

impl Kind {
    /// Its bit in a set of kinds.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// True where the place is a gap before the word.
    pub fn is_gap(self) -> bool {
        matches!(
            self,
            Kind::MissingA
                | Kind::MissingThe
                | Kind::MissingPreposition
                | Kind::MissingTo
                | Kind::MissingPronoun
                | Kind::MissingAuxiliary
                | Kind::MissingVerb
                | Kind::MissingNoun
                | Kind::MissingPossessive
        )
    }
}
