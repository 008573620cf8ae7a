//! What a word is in universal terms: parts of speech and features of Universal Dependencies, as bits.
//!
//! Code asks for classes and never for the fine tags of a language, which are data. A class is a set of bits that all
//! hold: [`Class::PAST_VERB`] is a verb, finite, and of the past tense.

use serde::Deserialize;

/// Parts of speech and features that a word has, or that are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Class(u64);

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        #[derive(Clone, Copy)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the names of the constants")]
        enum ClassNumber { $($name,)+ }

        impl Class {
            $($(#[$doc])* pub const $name: Class = Class(1 << ClassNumber::$name as u64);)+

            /// Every mark as languages write it, with its bit.
            const MARKS: &[(&str, Class)] = &[$(($text, Class::$name),)+];
        }
    };
}

marks! {
    /// Adjective.
    ADJ = "ADJ",
    /// Preposition or postposition.
    ADP = "ADP",
    /// Adverb.
    ADV = "ADV",
    /// Auxiliary that has a tag of its own.
    AUX = "AUX",
    /// Coordinating conjunction.
    CCONJ = "CCONJ",
    /// Determiner.
    DET = "DET",
    /// Interjection.
    INTJ = "INTJ",
    /// Common noun.
    NOUN = "NOUN",
    /// Number.
    NUM = "NUM",
    /// Particle.
    PART = "PART",
    /// Pronoun.
    PRON = "PRON",
    /// Proper noun.
    PROPN = "PROPN",
    /// Punctuation.
    PUNCT = "PUNCT",
    /// Subordinating conjunction.
    SCONJ = "SCONJ",
    /// Symbol.
    SYM = "SYM",
    /// Verb.
    VERB = "VERB",
    /// Anything else.
    X = "X",
    /// Singular.
    SINGULAR = "Number=Sing",
    /// Plural.
    PLURAL = "Number=Plur",
    /// Finite form of a verb.
    FINITE = "VerbForm=Fin",
    /// Infinitive, or the particle before one.
    INFINITIVE = "VerbForm=Inf",
    /// Form in "-ing", or what a language has in its place.
    GERUND = "VerbForm=Ger",
    /// Participle.
    PARTICIPLE = "VerbForm=Part",
    /// Past tense.
    PAST = "Tense=Past",
    /// Present tense.
    PRESENT = "Tense=Pres",
    /// First degree of an adjective or adverb.
    POSITIVE = "Degree=Pos",
    /// Second degree.
    COMPARATIVE = "Degree=Cmp",
    /// Third degree.
    SUPERLATIVE = "Degree=Sup",
    /// Pronoun that stands for a person or thing.
    PERSONAL = "PronType=Prs",
    /// Says whose something is.
    POSSESSIVE = "Poss=Yes",
    /// Article, or a determiner that takes its place.
    ARTICLE = "PronType=Art",
    /// Determiner of a whole, before an article: "all", "both".
    TOTAL = "PronType=Tot",
    /// Opens a question.
    INTERROGATIVE = "PronType=Int",
    /// Opens a relative clause.
    RELATIVE = "PronType=Rel",
    /// Fills the place of a subject: "there is".
    EXPLETIVE = "PronType=Exp",
    /// Particle that goes with a verb: "give up".
    VERB_PARTICLE = "PartType=Vbp",
    /// Of another language.
    FOREIGN = "Foreign=Yes",
    /// Part of a word that stands apart.
    AFFIX = "Hyph=Yes",
    /// Number or letter of an item in a list.
    ORDINAL = "NumType=Ord",
    /// Comma.
    COMMA = "PunctType=Comm",
    /// Mark that ends a sentence.
    STOP = "PunctType=Peri",
    /// Colon, semicolon, dash between clauses.
    COLON = "PunctType=Colo",
    /// Quotation mark.
    QUOTE = "PunctType=Quot",
    /// Bracket.
    BRACKET = "PunctType=Brck",
    /// Hyphen.
    HYPHEN = "PunctType=Dash",
    /// Mark that opens something.
    OPENING = "PunctSide=Ini",
    /// Mark that closes something.
    CLOSING = "PunctSide=Fin",
    /// No tagger has looked at it. Not for languages to write.
    UNTAGGED = "_",
}

impl Class {
    /// Infinitive or bare form of a verb.
    pub const BASE_VERB: Class = Class::VERB.with(Class::INFINITIVE);
    /// Finite verb of the past tense.
    pub const PAST_VERB: Class = Class::VERB.with(Class::FINITE).with(Class::PAST);
    /// Finite verb of the present tense.
    pub const PRESENT_VERB: Class = Class::VERB.with(Class::FINITE).with(Class::PRESENT);
    /// The same with a singular subject.
    pub const SINGULAR_VERB: Class = Class::PRESENT_VERB.with(Class::SINGULAR);
    /// The same with a plural subject.
    pub const PLURAL_VERB: Class = Class::PRESENT_VERB.with(Class::PLURAL);
    /// Common noun in the singular.
    pub const SINGULAR_NOUN: Class = Class::NOUN.with(Class::SINGULAR);
    /// Common noun in the plural.
    pub const PLURAL_NOUN: Class = Class::NOUN.with(Class::PLURAL);
    /// Proper noun in the singular.
    pub const SINGULAR_NAME: Class = Class::PROPN.with(Class::SINGULAR);
    /// Proper noun in the plural.
    pub const PLURAL_NAME: Class = Class::PROPN.with(Class::PLURAL);
    /// Adjective of the first degree.
    pub const PLAIN_ADJ: Class = Class::ADJ.with(Class::POSITIVE);
    /// Adverb of the first degree.
    pub const PLAIN_ADV: Class = Class::ADV.with(Class::POSITIVE);
    /// Particle before an infinitive.
    pub const INFINITIVE_MARK: Class = Class::PART.with(Class::INFINITIVE);
    /// Clitic that makes a noun a possessor.
    pub const POSSESSIVE_MARK: Class = Class::PART.with(Class::POSSESSIVE);
    /// Possessive pronoun.
    pub const POSSESSIVE_PRON: Class = Class::PRON.with(Class::POSSESSIVE);
    /// Relative word before a noun or in its place.
    pub const RELATIVE_DET: Class = Class::DET.with(Class::RELATIVE);
    /// Pronoun that opens a question or a relative clause.
    pub const INTERROGATIVE_PRON: Class = Class::PRON.with(Class::INTERROGATIVE);
    /// Determiner that asks whose something is.
    pub const INTERROGATIVE_POSSESSIVE: Class = Class::DET.with(Class::INTERROGATIVE).with(Class::POSSESSIVE);
    /// Adverb that opens a question or a relative clause.
    pub const INTERROGATIVE_ADV: Class = Class::ADV.with(Class::INTERROGATIVE);
    /// Quotation mark that opens.
    pub const OPENING_QUOTE: Class = Class::QUOTE.with(Class::OPENING);
    /// Quotation mark that closes.
    pub const CLOSING_QUOTE: Class = Class::QUOTE.with(Class::CLOSING);
    /// Bracket that opens.
    pub const OPENING_BRACKET: Class = Class::BRACKET.with(Class::OPENING);

    /// Returns the bits of both.
    pub const fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Returns whether this has all bits of `other`.
    #[inline]
    pub const fn has(self, other: Class) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns the bits.
    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    /// Returns the class with these bits.
    pub(super) const fn from_bits(bits: u64) -> Class {
        Class(bits)
    }
}

/// From parts of speech and features with spaces between them ("VERB VerbForm=Part"), as languages write them.
impl TryFrom<String> for Class {
    type Error = String;

    fn try_from(written: String) -> Result<Class, String> {
        let known = || Class::MARKS.iter().filter(|(_, class)| *class != Class::UNTAGGED);
        written.split_whitespace().try_fold(Class::default(), |class, mark| {
            match known().find(|(name, _)| *name == mark) {
                Some((_, bit)) => Ok(class.with(*bit)),
                None => {
                    let names: Vec<String> = known().map(|(name, _)| format!("`{name}`")).collect();
                    Err(format!("unknown class `{mark}`, expected one of {}", names.join(", ")))
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn marks_are_read_as_they_are_written() {
        let read = |written: &str| Class::try_from(written.to_owned());
        assert_eq!(read("VERB VerbForm=Fin Tense=Past"), Ok(Class::PAST_VERB));
        assert!(read("NOUN Number=Sign").unwrap_err().starts_with("unknown class `Number=Sign`"));
        assert!(read("_").is_err());
    }

    #[test]
    fn a_class_is_had_with_all_its_bits_or_not_at_all() {
        let verb = Class::SINGULAR_VERB;
        assert!(verb.has(Class::VERB) && verb.has(Class::PRESENT_VERB));
        assert!(!verb.has(Class::PAST_VERB) && !verb.has(Class::SINGULAR_NOUN));
    }
}
