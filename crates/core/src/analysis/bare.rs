//! Nouns that want an article: a singular noun that hardly ever stands bare in edited prose, bare.
//!
//! A table says, for each such noun, in nats, how much likelier the place has an article than none, were nothing else
//! known; and how much the word before the phrase (a preposition with the noun that governs it, "type of"), its first
//! adjective and the word behind it add. The sum is the
//! log odds of a logistic regression over counts (Berkson 1944), so it is added up as a classifier's margin is
//! (Rozovskaya and Roth, "Building a State-of-the-Art Grammatical Error Correction System", TACL 2014). Where a set
//! phrase of prose stands ("take place"), nothing is asked. `mtlint train articles` makes the table.

use crate::analysis::{Shape, Token};
use crate::error::{Error, Result};
use crate::language::hash::{ByHash, folded};
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
    /// All, as the table names them.
    pub const ALL: [(Beside, &'static str); 4] = [
        (Beside::Preposition, "preposition"),
        (Beside::Verb, "verb"),
        (Beside::End, "end"),
        (Beside::Other, "other"),
    ];

    /// Where one stands among all.
    fn place(name: &str) -> Option<usize> {
        Beside::ALL.iter().position(|(_, own)| *own == name)
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

/// How much each word and each class adds, in tenths of a nat.
#[derive(Clone, Debug, Default)]
pub struct BareNouns {
    /// By noun: where it stands alone, and where a word stands before it.
    nouns: ByHash<[Option<i8>; 2]>,
    openers: ByHash<i8>,
    governors: ByHash<i8>,
    followers: ByHash<i8>,
    /// What words add that are not in the table: first adjectives, words before, words behind.
    unknown: [i8; 3],
    before: [i8; Beside::ALL.len()],
    behind: [i8; Beside::ALL.len()],
    /// Word before, first adjective and noun of phrases that prose has bare.
    phrases: ByHash<()>,
}

impl BareNouns {
    /// Reads a table: lines of what the entry is of, a word or phrase, and tenths of a nat, separated by tabs; `#`
    /// begins a comment.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the line that is not of this form.
    pub fn parse(name: &str, text: &str) -> Result<BareNouns> {
        let mut table = BareNouns::default();
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            table.enter(&fields).ok_or_else(|| {
                Error::invalid(
                    name,
                    "not the kind of an entry, a word and tenths of a nat, separated by tabs",
                )
                .at(i + 1, 0)
            })?;
        }
        Ok(table)
    }

    fn enter(&mut self, fields: &[&str]) -> Option<()> {
        let number = |text: &str| text.parse::<i8>().ok();
        match *fields {
            ["noun", word, alone, modified] => {
                let value = |text: &str| if text == "-" { Some(None) } else { number(text).map(Some) };
                self.nouns.insert(folded(word), [value(alone)?, value(modified)?]);
            }
            ["opener", word, value] => drop(self.openers.insert(folded(word), number(value)?)),
            ["governor", words, value] => drop(self.governors.insert(key_of(words), number(value)?)),
            ["follower", word, value] => drop(self.followers.insert(folded(word), number(value)?)),
            ["unknown", opener, governor, follower] => {
                self.unknown = [number(opener)?, number(governor)?, number(follower)?];
            }
            ["governor-class", class, value] => self.before[Beside::place(class)?] = number(value)?,
            ["follower-class", class, value] => self.behind[Beside::place(class)?] = number(value)?,
            ["phrase", words] => drop(self.phrases.insert(key_of(words), ())),
            _ => return None,
        }
        Some(())
    }

    /// Log odds that an article is missing at a site that has none, in tenths of a nat; none where the noun may well
    /// stand bare, or the phrase does.
    pub fn odds(&self, tokens: &[Token], site: &NounSite) -> Option<i32> {
        let modified = site.is_modified();
        let noun = i32::from(self.nouns.get(&tokens[site.head].hash)?[usize::from(modified)]?);
        let opener = || of_word(&self.openers, &tokens[site.first], self.unknown[0]);
        let governor = governed(tokens, site)
            .and_then(|at| self.governors.get(&key([&tokens[at], &tokens[site.before]])))
            .or_else(|| self.governors.get(&key([&tokens[site.before]])))
            .map_or(i32::from(self.unknown[1]), |&value| i32::from(value));
        let follower = match tokens.get(site.head + 1) {
            Some(token) => of_word(&self.followers, token, self.unknown[2]),
            None => i32::from(self.unknown[2]),
        };
        let class = |row: &[i8], beside: Beside| {
            Beside::ALL.iter().position(|(b, _)| *b == beside).map_or(0, |at| i32::from(row[at]))
        };
        let sum = noun
            + if modified { opener() } else { 0 }
            + governor
            + follower
            + class(&self.before, site.governor)
            + class(&self.behind, site.follower);
        (!self.phrases.contains_key(&phrase_key(tokens, site))).then_some(sum)
    }
}

fn of_word(table: &ByHash<i8>, token: &Token, unknown: i8) -> i32 {
    i32::from(table.get(&token.hash).copied().unwrap_or(unknown))
}

/// The key of a site's word before, first adjective and noun.
fn phrase_key(tokens: &[Token], site: &NounSite) -> u64 {
    let opener = site.is_modified().then_some(site.first);
    key([Some(site.before), opener, Some(site.head)].into_iter().flatten().map(|at| &tokens[at]))
}

/// The noun before a site's preposition.
pub fn governed(tokens: &[Token], site: &NounSite) -> Option<usize> {
    let before = site.before.checked_sub(1)?;
    (site.governor == Beside::Preposition && tokens[before].tag.is(Class::NOUN)).then_some(before)
}

/// The key of words side by side.
fn key<'t>(tokens: impl IntoIterator<Item = &'t Token>) -> u64 {
    tokens.into_iter().fold(0, |key, token| joined(key, token.hash))
}

/// The same of words as a table has them, spaces between them.
fn key_of(words: &str) -> u64 {
    words.split(' ').fold(0, |key, word| joined(key, folded(word)))
}

fn joined(key: u64, word: u64) -> u64 {
    (key.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{ArticleWords, BareNouns};
    use crate::analysis::Analyser;
    use crate::document::BlockKind;
    use std::sync::Arc;

    const TABLE: &str = "# ours\nnoun\tlighthouse\t50\t30\nnoun\tplace\t40\t-\nopener\told\t-8\ngovernor\tbehind\t5\n\
        unknown\t1\t-2\t0\ngovernor-class\tpreposition\t-3\nfollower-class\tend\t2\nphrase\ttook place\n";

    /// The odds of every site of a sentence without article, by noun.
    fn odds(text: &str) -> Vec<(String, i32)> {
        let language = crate::tests::english();
        let words = ArticleWords::of(&language.grammar);
        let analysis = Analyser::new(Arc::new(language)).unwrap().text(text, BlockKind::Paragraph);
        let table = BareNouns::parse("own.tsv", TABLE).unwrap();
        let tokens = &analysis.tokens;
        let sites = (0..tokens.len()).filter_map(|at| words.site(tokens, at)).filter(|site| !site.article);
        sites
            .filter_map(|site| {
                let word = tokens[site.head].span.of(text).to_owned();
                Some((word, table.odds(tokens, &site)?))
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
    fn a_line_that_is_no_entry_is_named() {
        let error = BareNouns::parse("own.tsv", "noun\tquay\t3\t4\nnoun\tquay\n").unwrap_err().to_string();
        assert!(error.starts_with("own.tsv:2: not the kind"), "{error}");
    }
}
