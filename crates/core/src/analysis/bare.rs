//! Nouns that want an article: a singular noun that hardly ever stands bare in edited prose, bare.
//!
//! A file says, for each such noun, in tenths of a nat, how much likelier the place has an article than none, were
//! nothing else known; and how much the word before the phrase (a preposition with the noun that governs it, "type of"),
//! its first adjective and the word behind it add. The sum is the log odds of a logistic regression over counts (Berkson
//! 1944), so it is added up as a classifier's margin is (Rozovskaya and Roth, "Building a State-of-the-Art Grammatical
//! Error Correction System", TACL 2014). Where a set phrase of prose stands ("take place"), nothing is asked. `mtlint
//! train articles` makes the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::analysis::{Shape, Token};
use crate::container::{self, Container, Content, u32_at};
use crate::error::{Error, Result};
use crate::language::hash::folded;
use crate::language::{Class, Grammar};

/// Under this margin a noun may be something else: behind a preposition, and behind a verb.
const SURE: [u8; 2] = [24, 60];
/// Words of a phrase at most.
const LONGEST: usize = 6;

/// What stands before a phrase, or behind it, by its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A preposition.
    Preposition,
    /// A verb; before a phrase neither a form in "-ing" nor a participle, which may be its first word.
    Verb,
    /// The end of the sentence.
    End,
    /// Anything else that may stand there.
    Other,
}

impl Beside {
    /// All, in the order of their values in a file.
    pub const ALL: [Beside; 4] = [Beside::Preposition, Beside::Verb, Beside::End, Beside::Other];

    /// Where it stands among all.
    fn place(self) -> usize {
        Beside::ALL.iter().position(|own| *own == self).unwrap_or_default()
    }
}

/// A phrase with a singular noun as its head, and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounSite {
    /// The token before the phrase and its article.
    pub before: usize,
    /// What that is.
    pub governor: Beside,
    /// The first token of the phrase, its article left out.
    pub first: usize,
    /// The noun.
    pub head: usize,
    /// What stands behind it.
    pub follower: Beside,
    /// True where an article stands there.
    pub article: bool,
}

impl NounSite {
    /// True where adjectives or nouns stand before the noun.
    pub fn is_modified(&self) -> bool {
        self.first < self.head
    }
}

/// The words of a language by which sites are told: its articles, and the words behind which nouns stand bare.
#[derive(Clone, Debug, Default)]
pub struct ArticleWords {
    articles: Vec<u64>,
    bare_behind: Vec<u64>,
}

impl ArticleWords {
    /// Those of a grammar.
    pub fn of(grammar: &Grammar) -> ArticleWords {
        let hashes = |words: &[String]| words.iter().map(|word| folded(word)).collect();
        ArticleWords { articles: hashes(&grammar.articles), bare_behind: hashes(&grammar.bare_behind) }
    }

    /// The site of the noun at `head` of a sentence; none where another determiner stands there, or where nouns stand
    /// bare for other reasons: in pairs, in lists, before another noun.
    pub fn site(&self, tokens: &[Token], head: usize) -> Option<NounSite> {
        let noun = &tokens[head];
        let common = noun.tag.is(Class::NOUN) && noun.tag.is(Class::SINGULAR);
        if !common || noun.shape != Shape::Lower || noun.object {
            return None;
        }
        let follower = follower(tokens.get(head + 1))?;
        let mut first = head;
        while first > 0 && head - first < LONGEST && is_inside(&tokens[first - 1]) {
            first -= 1;
        }
        let article = first > 0 && self.articles.contains(&tokens[first - 1].hash);
        let before = (first - usize::from(article)).checked_sub(1)?;
        let governor = self.governor(&tokens[before])?;
        if noun.margin < SURE[usize::from(governor == Beside::Verb)] {
            return None;
        }
        let lower = tokens[first..head].iter().all(|token| token.shape != Shape::Capitalised);
        (lower && opens_well(&tokens[first..head], governor)).then_some(NounSite {
            before,
            governor,
            first,
            head,
            follower,
            article,
        })
    }

    fn governor(&self, token: &Token) -> Option<Beside> {
        let tag = token.tag;
        if token.object || self.bare_behind.contains(&token.hash) {
            return None;
        }
        match () {
            () if tag.is_any([Class::GERUND, Class::PARTICIPLE]) => None,
            () if tag.is_verb() => Some(Beside::Verb),
            () if tag.is_any([Class::ADP, Class::SCONJ]) => Some(Beside::Preposition),
            () => None,
        }
    }
}

/// What may stand behind a noun that ends its phrase; none where the phrase may go on or is one of a list.
fn follower(token: Option<&Token>) -> Option<Beside> {
    let Some(token) = token else { return Some(Beside::End) };
    let tag = token.tag;
    if token.object || !token.spaced && token.shape != Shape::Mark {
        return None;
    }
    match () {
        () if tag.is(Class::STOP) => Some(Beside::End),
        () if tag.is_any([Class::GERUND, Class::INFINITIVE_MARK]) => None,
        () if tag.is_any([Class::ADP, Class::SCONJ]) => Some(Beside::Preposition),
        () if tag.is(Class::PARTICIPLE) => Some(Beside::Other),
        () if tag.is_verb() => Some(Beside::Verb),
        () if tag.is_any([Class::ADV, Class::RELATIVE, Class::INTERROGATIVE]) => Some(Beside::Other),
        () => None,
    }
}

/// True for a token that belongs to the phrase of the noun behind it.
fn is_inside(token: &Token) -> bool {
    let tag = token.tag;
    let noun = tag.is(Class::NOUN) && tag.is(Class::SINGULAR);
    let other = tag.is_any([Class::ADJ, Class::GERUND, Class::PARTICIPLE, Class::HYPHEN, Class::ADV]);
    !token.object && (noun || other) && !tag.is_any([Class::INTERROGATIVE, Class::RELATIVE])
}

/// True where the words before the noun are adjectives and nouns for certain. A participle at the left edge may be the
/// verb before the phrase, an adverb may belong to it.
fn opens_well(inside: &[Token], governor: Beside) -> bool {
    let adjective =
        |token: Option<&Token>| token.is_some_and(|t| t.tag.is_any([Class::ADJ, Class::PARTICIPLE]));
    let Some(first) = inside.first() else { return true };
    let hyphen = inside.iter().any(|token| token.tag.is(Class::HYPHEN));
    !hyphen
        && match () {
            () if first.tag.is(Class::GERUND) => false,
            () if first.tag.is(Class::PARTICIPLE) => governor == Beside::Preposition,
            () if first.tag.is(Class::ADV) => adjective(inside.get(1)),
            () => true,
        }
}

/// What `articles.bin` holds.
pub const CONTENT: Content = Content { name: "articles", version: 1, maker: "mtlint train articles" };
/// Stands for no value.
const NONE: i8 = i8::MIN;
/// Bytes of an entry of a noun, of another word, of a phrase.
const NOUN: usize = 6;
const WORD: usize = 5;
const PHRASE: usize = 4;
/// Bytes of what classes add, and unknown words.
const CLASSES: usize = 2 * Beside::ALL.len() + 3;

/// How much each word and each class adds, in tenths of a nat: what a file is made of.
#[derive(Clone, Debug, Default)]
pub struct ArticleValues {
    /// By noun: where it stands alone, and where a word stands before it; none where it may well stand bare.
    pub nouns: Vec<(String, [Option<i8>; 2])>,
    /// By first word of a phrase.
    pub openers: Vec<(String, i8)>,
    /// By the word before a phrase, or by two of them, a space between.
    pub governors: Vec<(String, i8)>,
    /// By the word behind a phrase.
    pub followers: Vec<(String, i8)>,
    /// Word before, first word and noun of phrases that prose has bare, spaces between.
    pub phrases: Vec<String>,
    /// What words add that are in no list: openers, governors, followers.
    pub unknown: [i8; 3],
    /// By what stands before a phrase, in the order of [`Beside::ALL`].
    pub before: [i8; Beside::ALL.len()],
    /// By what stands behind it.
    pub behind: [i8; Beside::ALL.len()],
}

impl ArticleValues {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.nouns.len()
            + self.openers.len()
            + self.governors.len()
            + self.followers.len()
            + self.phrases.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the file of these values: sections `nouns`, `openers`, `governors`, `followers` and `phrases`, entries in
    /// the order of their keys, and `classes`.
    pub fn write(&self) -> Vec<u8> {
        let byte = |value: &Option<i8>| value.unwrap_or(NONE).max(-127).to_le_bytes()[0];
        let nouns = self.nouns.iter().map(|(word, values)| (key_of(word), values.iter().map(byte).collect()));
        let words = |list: &[(String, i8)]| {
            section(list.iter().map(|(words, value)| (key_of(words), value.to_le_bytes().to_vec())))
        };
        let phrases = self.phrases.iter().map(|words| (key_of(words), Vec::new()));
        let classes = self.before.iter().chain(&self.behind).chain(&self.unknown);
        let sections = [
            ("nouns", section(nouns)),
            ("openers", words(&self.openers)),
            ("governors", words(&self.governors)),
            ("followers", words(&self.followers)),
            ("phrases", section(phrases)),
            ("classes", classes.map(|value| value.to_le_bytes()[0]).collect()),
        ];
        container::write(CONTENT, &sections)
    }
}

/// Entries in the order of their keys, one for a key.
fn section(entries: impl Iterator<Item = (u32, Vec<u8>)>) -> Vec<u8> {
    let entries: BTreeMap<u32, Vec<u8>> = entries.collect();
    entries.into_iter().flat_map(|(key, value)| key.to_le_bytes().into_iter().chain(value)).collect()
}

/// The values of a file, read where they lie.
pub struct BareNouns {
    nouns: Cow<'static, [u8]>,
    openers: Cow<'static, [u8]>,
    governors: Cow<'static, [u8]>,
    followers: Cow<'static, [u8]>,
    phrases: Cow<'static, [u8]>,
    classes: Cow<'static, [u8]>,
}

impl BareNouns {
    /// Reads the values of a file; `name` stands in the messages.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a section is missing or of a wrong length.
    pub fn open(name: &str, container: &Container) -> Result<BareNouns> {
        let section = |section: &str, entry: usize, fits: fn(usize) -> bool| match container.section(section)
        {
            Some(bytes) if bytes.len().is_multiple_of(entry) && fits(bytes.len()) => Ok(bytes),
            _ => Err(Error::invalid(
                name,
                format!("The section \"{section}\" is missing or of a wrong length"),
            )
            .hint(format!("Make it anew with `{}`", CONTENT.maker))),
        };
        let any = |_| true;
        Ok(BareNouns {
            nouns: section("nouns", NOUN, any)?,
            openers: section("openers", WORD, any)?,
            governors: section("governors", WORD, any)?,
            followers: section("followers", WORD, any)?,
            phrases: section("phrases", PHRASE, any)?,
            classes: section("classes", CLASSES, |length| length == CLASSES)?,
        })
    }

    /// Log odds that an article is missing at a site that has none, in tenths of a nat; none where the noun may well
    /// stand bare, or the phrase does.
    pub fn odds(&self, tokens: &[Token], site: &NounSite) -> Option<i32> {
        let modified = site.is_modified();
        let values = found(&self.nouns, NOUN, key([&tokens[site.head]]))?;
        let noun = Some(values[usize::from(modified)] as i8).filter(|&value| value != NONE)?;
        let word = |list: &[u8], key: u32| found(list, WORD, key).map(|value| i32::from(value[0] as i8));
        let class = |at: usize| i32::from(self.classes[at] as i8);
        let unknown = |at: usize| class(2 * Beside::ALL.len() + at);
        let opener = || word(&self.openers, key([&tokens[site.first]])).unwrap_or_else(|| unknown(0));
        let governor = governed(tokens, site)
            .and_then(|at| word(&self.governors, key([&tokens[at], &tokens[site.before]])))
            .or_else(|| word(&self.governors, key([&tokens[site.before]])))
            .unwrap_or_else(|| unknown(1));
        let behind = tokens.get(site.head + 1);
        let follower =
            behind.and_then(|token| word(&self.followers, key([token]))).unwrap_or_else(|| unknown(2));
        let sum = i32::from(noun)
            + if modified { opener() } else { 0 }
            + governor
            + follower
            + class(site.governor.place())
            + class(Beside::ALL.len() + site.follower.place());
        found(&self.phrases, PHRASE, phrase_key(tokens, site)).is_none().then_some(sum)
    }
}

/// What stands behind a key in a section of entries of that many bytes.
fn found(section: &[u8], entry: usize, key: u32) -> Option<&[u8]> {
    let at = |i: usize| u32_at(section, i * entry);
    let (mut low, mut high) = (0, section.len() / entry);
    while low < high {
        let middle = (low + high) / 2;
        if at(middle) < key { low = middle + 1 } else { high = middle }
    }
    let here = low * entry;
    (here < section.len() && at(low) == key).then(|| &section[here + PHRASE..here + entry])
}

/// The key of a site's word before, first adjective and noun.
fn phrase_key(tokens: &[Token], site: &NounSite) -> u32 {
    let opener = site.is_modified().then_some(site.first);
    key([Some(site.before), opener, Some(site.head)].into_iter().flatten().map(|at| &tokens[at]))
}

/// The noun before a site's preposition.
pub fn governed(tokens: &[Token], site: &NounSite) -> Option<usize> {
    let before = site.before.checked_sub(1)?;
    (site.governor == Beside::Preposition && tokens[before].tag.is(Class::NOUN)).then_some(before)
}

/// The key of words side by side.
fn key<'t>(tokens: impl IntoIterator<Item = &'t Token>) -> u32 {
    (tokens.into_iter().fold(0, |key, token| joined(key, token.hash)) >> 32) as u32
}

/// The same of words with spaces between them.
fn key_of(words: &str) -> u32 {
    (words.split(' ').fold(0, |key, word| joined(key, folded(word))) >> 32) as u32
}

fn joined(key: u64, word: u64) -> u64 {
    (key.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{ArticleValues, ArticleWords, BareNouns, CONTENT};
    use crate::analysis::Analyser;
    use crate::container::{Container, Trust};
    use crate::document::BlockKind;
    use std::sync::Arc;

    fn nouns() -> BareNouns {
        let word = |word: &str, value: i8| (word.to_owned(), value);
        let values = ArticleValues {
            nouns: vec![
                ("place".to_owned(), [Some(40), None]),
                ("lighthouse".to_owned(), [Some(50), Some(30)]),
            ],
            openers: vec![word("old", -8)],
            governors: vec![word("behind", 5)],
            phrases: vec!["took place".to_owned()],
            unknown: [1, -2, 0],
            before: [-3, 0, 0, 0],
            behind: [0, 0, 2, 0],
            ..ArticleValues::default()
        };
        let container = Container::open("own.bin", CONTENT, values.write().into(), Trust::Checked).unwrap();
        BareNouns::open("own.bin", &container).unwrap()
    }

    /// The odds of every site of a sentence without article, by noun.
    fn odds(text: &str) -> Vec<(String, i32)> {
        let language = crate::tests::english();
        let words = ArticleWords::of(&language.grammar);
        let analysis = Analyser::new(Arc::new(language)).unwrap().text(text, BlockKind::Paragraph);
        let nouns = nouns();
        let tokens = &analysis.tokens;
        let sites = (0..tokens.len()).filter_map(|at| words.site(tokens, at)).filter(|site| !site.article);
        sites
            .filter_map(|site| {
                let word = tokens[site.head].span.of(text).to_owned();
                Some((word, nouns.odds(tokens, &site)?))
            })
            .collect()
    }

    #[test]
    fn words_and_classes_add_up() {
        assert_eq!(odds("Ivo lives behind lighthouse."), [("lighthouse".to_owned(), 50 + 5 - 3 + 2)]);
        assert_eq!(odds("Ivo lives behind old lighthouse."), [("lighthouse".to_owned(), 30 - 8 + 5 - 3 + 2)]);
    }

    #[test]
    fn an_article_a_list_and_a_set_phrase_are_no_place_for_one() {
        for text in [
            "Ivo lives behind the lighthouse.",
            "Ivo lives behind his lighthouse.",
            "Ivo lives between lighthouse and mill.",
            "The meeting took place in May.",
        ] {
            assert!(odds(text).is_empty(), "{text}: {:?}", odds(text));
        }
    }

    #[test]
    fn a_file_without_a_section_is_refused() {
        let bytes = crate::container::write(CONTENT, &[("nouns", vec![0u8; 6]), ("openers", vec![0; 4])]);
        let container = Container::open("own.bin", CONTENT, bytes.into(), Trust::Checked).unwrap();
        let error = BareNouns::open("own.bin", &container).err().expect("it is not whole").to_string();
        assert!(error.contains("own.bin") && error.contains("openers"), "{error}");
    }
}
