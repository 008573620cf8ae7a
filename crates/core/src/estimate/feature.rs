//! The dense features by name: what each stands at in the vector, and which of them need a source or its language.
//!
//! `features.tsv` says in an editor's words what a high and a low value mean; a test holds it complete.

use std::sync::LazyLock;

macro_rules! features {
    ($($name:ident = $text:literal $group:ident),+ $(,)?) => {
        /// A dense feature; its number is its place in [`Vector`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "features.tsv says what each means")]
        pub enum Feature { $($name),+ }

        impl Feature {
            /// All features, in the order of their places.
            pub const ALL: &[Feature] = &[$(Feature::$name),+];

            /// As written in model files and tables.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => $text),+ }
            }

            /// What must be known to compute it.
            pub fn needs(self) -> Needs {
                match self { $(Feature::$name => Needs::$group),+ }
            }
        }
    };
}

/// What a feature is computed from, each including those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// The text alone.
    Text,
    /// Text and source.
    Source,
    /// Text, source, and tables learned for the source's language.
    Tables,
}

features! {
    Words = "words" Text, WordLength = "word-length" Text, Unknown = "unknown-words" Text,
    UnknownLower = "unknown-lower" Text, Rare = "rare-words" Text, Frequency = "word-frequency" Text,
    Rarest = "rarest-word" Text, Dictionary = "uncommon-dictionary-words" Text, Capitals = "capitals" Text,
    UpperCase = "upper-case" Text, StartsLower = "starts-lower" Text, NameShare = "known-names" Text,
    Digits = "numbers" Text, Commas = "commas" Text, Marks = "marks" Text, Quoted = "quoted" Text,
    Brackets = "brackets" Text, OpenEnd = "no-final-mark" Text, Sentences = "short-sentences" Text,
    Repeats = "repeated-words" Text, Echoes = "doubled-words" Text, Function = "function-words" Text,
    Nouns = "nouns" Text, Names = "names" Text, Verbs = "verbs" Text, Finite = "finite-verbs" Text,
    Participles = "participles" Text, Adjectives = "adjectives" Text, Adverbs = "adverbs" Text,
    Prepositions = "prepositions" Text, Determiners = "determiners" Text, Pronouns = "pronouns" Text,
    Conjunctions = "conjunctions" Text, Infinitives = "infinitives" Text, Odd = "odd-tags" Text,
    NounRuns = "noun-runs" Text, Doubt = "tagger-doubt" Text, Wavering = "doubtful-words" Text,
    Findings = "findings" Text, Penalty = "penalty" Text,
    Family1 = "family-1" Text, Family2 = "family-2" Text, Family3 = "family-3" Text, Family4 = "family-4" Text,
    Family5 = "family-5" Text, Family6 = "family-6" Text, Family7 = "family-7" Text, Family8 = "family-8" Text,
    Family9 = "family-9" Text, Family10 = "family-10" Text, Family11 = "family-11" Text, Family12 = "family-12" Text,
    Family13 = "family-13" Text, Family14 = "family-14" Text, Family15 = "family-15" Text, Family16 = "family-16" Text,
    PhraseJudged = "phrases-judged" Text, PhraseRepaired = "phrases-repaired" Text,
    PhraseOrigin = "phrases-of-like-texts" Text,
    SourceWords = "source-words" Source, CharacterRatio = "length-ratio" Source, WordRatio = "word-ratio" Source,
    SourceWordLength = "source-word-length" Source, Copies = "copied-words" Source,
    NumbersLost = "numbers-lost" Source, NumbersAdded = "numbers-added" Source,
    SourceNumbers = "source-numbers" Source, CommaGap = "comma-difference" Source,
    StopGap = "full-stop-difference" Source, QuestionGap = "question-difference" Source,
    ExclamationGap = "exclamation-difference" Source, ColonGap = "colon-difference" Source,
    SemicolonGap = "semicolon-difference" Source, BracketGap = "bracket-difference" Source,
    DashGap = "dash-difference" Source, QuoteGap = "quotation-mark-difference" Source,
    Kinship = "kindred-words" Source, KinshipBack = "kindred-words-of-text" Source,
    KinshipLong = "kindred-long-words" Source, NameKinship = "kindred-names" Source,
    NamesLost = "names-lost" Source, ExactKin = "equal-words" Source, NearKin = "nearly-equal-words" Source,
    Likelihood = "translation-likelihood" Tables, Explained = "explained-words" Tables,
    WellExplained = "well-explained-words" Tables, Strength = "translation-strength" Tables,
    Covered = "covered-source" Tables, WellCovered = "well-covered-source" Tables,
    CoverStrength = "cover-strength" Tables, EditorLikelihood = "editor-likelihood" Tables,
    EditorExplained = "editor-explained-words" Tables, EditorStrength = "editor-strength" Tables,
    EditorCovered = "editor-covered-source" Tables, EditorCoverStrength = "editor-cover-strength" Tables,
    Distrust = "editors-prefer-others" Tables, Unexplained = "unexplained-words" Tables,
    Uncovered = "uncovered-words" Tables, LostWords = "lost-words" Tables, LostWordShare = "lost-word-share" Tables,
    KinOrCovered = "covered-or-kindred" Tables, KinOrExplained = "explained-or-kindred" Tables,
    Choices = "translation-choices" Tables, Certainty = "translation-certainty" Tables,
    SourceUnseen = "unseen-source-words" Tables, SourceFrequency = "source-frequency" Tables,
    SourceRarest = "rarest-source-word" Tables, SourceJudged = "source-phrases-judged" Tables,
    Monotone = "word-order" Tables, BackLikelihood = "source-likelihood" Tables,
    BackStrength = "telling-words" Tables, BackCoverStrength = "told-source" Tables,
    BackUnexplained = "untold-words" Tables, BackUncovered = "untold-source" Tables,
}

impl Needs {
    /// Number of features that can be computed when this is known; they stand first.
    pub fn count(self) -> usize {
        Feature::ALL.partition_point(|f| f.needs() <= self)
    }
}

/// Number of features.
pub const COUNT: usize = Feature::ALL.len();

/// Values of all features for one text; those that cannot be computed stay 0 and are not read.
pub type Vector = [f32; COUNT];

/// Families of rules that may have a feature of their own; which they are a model says ([`Families`]).
///
/// [`Families`]: crate::estimate::families::Families
pub const SLOTS: usize = 16;

/// What a high and a low value of each feature mean, from `features.tsv`.
static WORDS: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    let mut words = vec![[""; 3]; COUNT];
    for line in include_str!("features.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        if let Some(feature) = Feature::ALL.iter().find(|f| f.name() == name) {
            words[*feature as usize] = [(); 3].map(|()| columns.next().unwrap_or_default());
        }
    }
    words
});

impl Feature {
    /// In an editor's words what a high (or low) value says of the text.
    pub fn words(self, high: bool) -> &'static str {
        let [above, below, _] = WORDS[self as usize];
        if high { above } else { below }
    }

    /// Returns the feature of the family at that place, which is below [`SLOTS`].
    pub fn of_family(place: usize) -> Feature {
        Feature::ALL[Feature::Family1 as usize + place]
    }

    /// Returns the place of the family that it stands for; none where it stands for something else.
    pub fn family(self) -> Option<usize> {
        (self as usize).checked_sub(Feature::Family1 as usize).filter(|&place| place < SLOTS)
    }

    /// Whether an editor may be told that a high (or low) value had that effect: not where it cannot be seen in the text,
    /// nor where a fault would pass for a merit.
    pub fn may_be_told(self, high: bool, effect: f32) -> bool {
        if self.family().is_some() {
            return high == (effect < 0.0);
        }
        match WORDS[self as usize][2] {
            "+" => high == (effect > 0.0),
            "-" => high == (effect < 0.0),
            "x" => false,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Feature, SLOTS};

    #[test]
    fn every_feature_has_its_words() {
        for &feature in Feature::ALL.iter().filter(|f| f.family().is_none()) {
            for high in [true, false] {
                assert!(!feature.words(high).is_empty(), "{} has no words in features.tsv", feature.name());
            }
            assert!(["+", "-", "0", "x"].contains(&super::WORDS[feature as usize][2]), "{}", feature.name());
        }
    }

    #[test]
    fn no_fault_passes_for_a_merit() {
        assert!(Feature::Family2.may_be_told(true, -1.0) && !Feature::Family2.may_be_told(true, 1.0));
        assert!(Feature::Family2.may_be_told(false, 1.0) && !Feature::Family2.may_be_told(false, -1.0));
        assert!(Feature::Commas.may_be_told(true, 1.0) && !Feature::PhraseJudged.may_be_told(true, 1.0));
    }

    #[test]
    fn features_stand_in_the_order_of_what_they_need() {
        assert!(Feature::ALL.is_sorted_by_key(|f| f.needs()));
    }

    #[test]
    fn families_have_all_their_places() {
        let places: Vec<usize> = Feature::ALL.iter().filter_map(|f| f.family()).collect();
        assert_eq!(places, (0..SLOTS).collect::<Vec<_>>());
        assert!(places.iter().all(|&place| Feature::of_family(place).family() == Some(place)));
    }
}
