//! The words of a language that the models ask about: small words, prepositions, and words taken for each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Kind;
use super::spelling::{Spelling, Stems};
use crate::error;
use crate::error::{Error, Result};
use crate::language::hash::folded;
use crate::language::{Language, SetId, WordId};

/// Roles of a word, as bits.
pub mod role {
    /// A word of a list: it stands for itself.
    pub const FUNCTION: u32 = 1;
    /// A preposition of those that are asked about.
    pub const PREPOSITION: u32 = 2;
    /// "a", "an".
    pub const A: u32 = 4;
    /// "the".
    pub const THE: u32 = 8;
    /// A determiner or possessive.
    pub const DETERMINER: u32 = 16;
    /// A pronoun.
    pub const PRONOUN: u32 = 32;
    /// A pronoun that can be nothing but a subject, or "it".
    pub const SUBJECT: u32 = 64;
    /// A form of be, have or do, or a modal.
    pub const AUXILIARY: u32 = 128;
    /// A word that is taken for another.
    pub const CONFUSED: u32 = 256;
    /// "to".
    pub const TO: u32 = 512;
    /// "not" and its like.
    pub const NEGATION: u32 = 1024;
    /// A conjunction or relative.
    pub const OPENER: u32 = 2048;
    /// A modal.
    pub const MODAL: u32 = 4096;
    /// A number in words or digits.
    pub const NUMBER: u32 = 8192;
    /// A form of be.
    pub const BE: u32 = 16384;
    /// "one".
    pub const ONE: u32 = 32768;
    /// A pronoun of a man.
    pub const MASCULINE: u32 = 1 << 16;
    /// A pronoun of a woman.
    pub const FEMININE: u32 = 1 << 17;
}

/// Lists by role, and what is taken for what.
#[derive(Clone, Debug, Default)]
pub struct ChoiceWords {
    /// By word of the vocabulary: its roles, and of one that is taken for others the kinds of fault, as bits.
    by_word: Vec<(u32, u32)>,
    /// The prepositions, as written.
    pub prepositions: Vec<String>,
    /// Groups of words that are taken for each other, by the kind of the fault.
    pub confusions: Vec<(Kind, Vec<Vec<String>>)>,
    /// Words that may be missing at a gap, by what they do there, as [`super::sight::SeenWord::known`].
    pub fillers: [Vec<u64>; FILLERS],
    /// How many times as usual as others a kind of fault is.
    pub usual: Vec<(Kind, f32)>,
    /// Verbs whose forms follow no rule: base, past, participle.
    pub irregular: Vec<[String; 3]>,
    /// Nouns whose plural follows no rule.
    pub nouns: Vec<[String; 2]>,
    /// Words by their use.
    pub single: Single,
    /// Forms of a verb for the two numbers of its subject.
    pub agreement: Vec<[String; 2]>,
    /// The forms of verbs that no change makes: base, third person, others.
    pub forms: Vec<Vec<String>>,
    /// How forms are written.
    pub spelling: Spelling,
    /// What is cut from words so that their forms meet.
    pub stems: Arc<Stems>,
}

/// Words by their use, as a suggestion writes them.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Single {
    /// The indefinite article before a consonant and before a vowel.
    pub indefinite: [String; 2],
    /// Letters that stand for a vowel where nothing else tells.
    pub vowels: String,
    /// The definite article.
    pub definite: String,
    /// The particle before an infinitive.
    pub infinitive: String,
    /// The pronoun that is a subject and more.
    pub impersonal: String,
    /// The number that is a pronoun too.
    pub one: String,
    /// What makes a noun a possessor.
    pub possessive: String,
}

/// Lists of words that may be missing.
pub const FILLERS: usize = 8;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceWordsSettings {
    prepositions: String,
    relatives: Vec<String>,
    auxiliaries: Vec<String>,
    quantities: Vec<String>,
    confusions: Vec<String>,
    comparisons: Vec<String>,
    genders: Vec<String>,
    fillers: Vec<String>,
    usual: BTreeMap<String, f32>,
    irregular: Vec<String>,
    nouns: Vec<String>,
    agreement: Vec<[String; 2]>,
    forms: Vec<String>,
    single: Single,
    spelling: Spelling,
    stems: Stems,
}

impl ChoiceWordsSettings {
    /// The file of a language, read once; none where it has none.
    fn load(language: &Language) -> Result<Option<Arc<ChoiceWordsSettings>>> {
        if let Some(written) = language.made.get() {
            return Ok(Some(written));
        }
        let Some((file, bytes)) = language.data("choice.toml") else { return Ok(None) };
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::invalid(&file, "it is not UTF-8 text"))?;
        Ok(Some(language.made.keep(error::data::<ChoiceWordsSettings>(&file, text)?)))
    }
}

const SETS: &[(&str, u32)] = &[
    ("determiner", role::DETERMINER),
    ("possessive", role::DETERMINER),
    ("preposition", 0),
    ("coordinator", role::OPENER),
    ("subordinator", role::OPENER),
    ("relative", role::OPENER),
    ("wh-word", role::OPENER),
    ("pronoun", role::PRONOUN),
    ("subject-pronoun", role::SUBJECT),
    ("auxiliary", role::AUXILIARY),
    ("modal", role::MODAL),
    ("be", role::BE),
    ("negation", role::NEGATION),
    ("number-word", role::NUMBER),
    ("conjunctive-adverb", 0),
];

impl ChoiceWords {
    /// The words of `language`, entered in its vocabulary; none where it has no `choice.toml`.
    ///
    /// # Errors
    /// When that file is wrong.
    pub fn enter(language: &mut Language) -> Result<Arc<ChoiceWords>> {
        if let Some(words) = language.made.get() {
            return Ok(words);
        }
        let words = ChoiceWords::of(language)?;
        let confused = words.confusions.iter().flat_map(|(_, groups)| groups.iter().flatten());
        for word in words.prepositions.iter().chain(confused) {
            language.vocabulary.intern(word);
        }
        Ok(language.made.keep(ChoiceWords::of(language)?))
    }

    /// The words of `language` that its vocabulary has.
    ///
    /// # Errors
    /// When its `choice.toml` is wrong.
    pub fn of(language: &Language) -> Result<ChoiceWords> {
        let Some(written) = ChoiceWordsSettings::load(language)? else { return Ok(ChoiceWords::default()) };
        let wrong = |message: String| Error::invalid(format!("{}/choice.toml", language.code), message);
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut words = ChoiceWords {
            by_word: of_sets(language),
            prepositions: list(&written.prepositions),
            confusions: [
                (Kind::WrongRelative, &written.relatives),
                (Kind::WrongAuxiliary, &written.auxiliaries),
                (Kind::WrongQuantity, &written.quantities),
                (Kind::WrongWord, &written.confusions),
                (Kind::WrongComparison, &written.comparisons),
                (Kind::WrongGender, &written.genders),
            ]
            .map(|(kind, groups)| (kind, groups.iter().map(|group| list(group)).collect()))
            .to_vec(),
            usual: usual(&written.usual)
                .map_err(|name| wrong(format!("there is no kind of choice \"{name}\"")))?,
            fillers: fillers(&written.fillers)
                .ok_or_else(|| wrong(format!("\"fillers\" has {FILLERS} lists")))?,
            irregular: written.irregular.iter().filter_map(|l| list(l).try_into().ok()).collect(),
            nouns: written.nouns.iter().filter_map(|l| list(l).try_into().ok()).collect(),
            single: written.single.clone(),
            agreement: written.agreement.clone(),
            forms: written.forms.iter().map(|line| list(line)).collect(),
            spelling: written.spelling.clone(),
            stems: Arc::new(written.stems.clone()),
        };
        for word in words.prepositions.clone() {
            words.give(language, &word, role::PREPOSITION | role::FUNCTION, 0);
        }
        for (kind, groups) in words.confusions.clone() {
            for word in groups.into_iter().flatten() {
                words.give(language, &word, role::CONFUSED, kind.bit());
            }
        }
        for pair in &written.genders {
            let both = pair.split_whitespace().zip([role::MASCULINE, role::FEMININE]);
            both.for_each(|(word, role)| words.give(language, word, role, 0));
        }
        let Single { indefinite, definite, infinitive, impersonal, one, .. } = words.single.clone();
        indefinite.iter().for_each(|word| words.give(language, word, role::A, 0));
        words.give(language, &definite, role::THE, 0);
        words.give(language, &impersonal, role::SUBJECT, 0);
        words.give(language, &infinitive, role::TO, 0);
        words.give(language, &one, role::ONE, 0);
        Ok(words)
    }

    fn give(&mut self, language: &Language, word: &str, role: u32, kinds: u32) {
        let id = language.vocabulary.get(folded(word));
        if let Some((roles, confused)) = self.by_word.get_mut(id.0 as usize).filter(|_| id != WordId::NONE) {
            *roles |= role;
            *confused |= kinds;
        }
    }

    /// The roles of a word.
    #[inline]
    pub fn roles(&self, word: WordId) -> u32 {
        self.by_word.get(word.0 as usize).map_or(0, |of| of.0)
    }

    /// The kinds of fault that a word may be which is taken for others.
    pub fn confused(&self, word: WordId) -> u32 {
        self.by_word.get(word.0 as usize).map_or(0, |of| of.1)
    }
}

/// The kinds of these names; else the name that is none.
fn usual(written: &BTreeMap<String, f32>) -> std::result::Result<Vec<(Kind, f32)>, String> {
    let of = |(name, &factor): (&String, &f32)| {
        Kind::from_name(name).map(|kind| (kind, factor)).ok_or_else(|| name.clone())
    };
    written.iter().map(of).collect()
}

/// The lists of fillers as hashes.
fn fillers(written: &[String]) -> Option<[Vec<u64>; FILLERS]> {
    let hashes = |list: &String| list.split_whitespace().map(folded).collect();
    written.iter().map(hashes).collect::<Vec<_>>().try_into().ok()
}

/// What the lists of the language give to each word of the vocabulary.
fn of_sets(language: &Language) -> Vec<(u32, u32)> {
    let bit = |name: &str| language.vocabulary.set(name).map_or(0, SetId::bit);
    let sets: Vec<(u64, u32)> = SETS.iter().map(|&(name, role)| (bit(name), role | role::FUNCTION)).collect();
    let of = |id: usize| {
        let has = language.vocabulary.sets(WordId(id as u32));
        sets.iter().filter(|(bit, _)| bit & has != 0).fold(0, |roles, (_, role)| roles | role)
    };
    (0..language.vocabulary.len()).map(|id| (if id == 0 { 0 } else { of(id) }, 0)).collect()
}
