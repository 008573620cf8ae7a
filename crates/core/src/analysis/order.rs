//! Word order: which neighbours English hardly ever sets side by side, learnt from sentences that people wrote.
//!
//! A sentence becomes a row of symbols: frequent function words as they are, all other words by their tag. For each
//! pair of symbols the table holds how much rarer the pair stands in the treebanks than chance would have it:
//! ln(e / (c + ½)), where c is how often it was seen and e = n(a)·n(b)/N how often it would be if order did not
//! matter (pointwise mutual information with its sign turned; Church and Hanks, "Word Association Norms, Mutual
//! Information, and Lexicography", 1990). Kept are pairs seen less than a tenth as often as that. `mtlint train
//! order` makes the table, the detector `word-order` adds it up over a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::{Class, Language, Tag, TagSet};

/// The symbol of the place before the first word.
const START: &str = "<s>";
/// The symbol of the place after the last word.
const END: &str = "</s>";
/// A function word seen at least so often in the treebanks is a symbol of its own.
const FREQUENT: usize = 150;
/// Pairs that chance would bring about less often than this say nothing.
const EXPECTED: f64 = 2.0;
/// Pairs seen at least this share of what chance would bring about are in order.
const RARE: f64 = 0.1;

/// Symbols of a table at most: the square of them is kept.
const MOST_SYMBOLS: usize = 2000;

/// Surprise by pair of symbols.
#[derive(Clone, Debug, Default)]
pub struct Order {
    words: ByHash<u16>,
    tags: Vec<u16>,
    size: usize,
    /// Tenths of a nat, row by row.
    scores: Vec<u8>,
}

impl Order {
    /// Reads a table: lines of two symbols (a tag of `tags` or a word) and a score in nats, separated by tabs; `#`
    /// begins a comment.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the line that is not of this form.
    pub fn parse(name: &str, text: &str, tags: &TagSet) -> Result<Order> {
        let mut pairs = Vec::new();
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let broken =
                || Error::invalid(name, "not two symbols and a number, separated by tabs").at(i + 1, 0);
            let mut fields = line.split('\t');
            let (Some(a), Some(b), Some(score), None) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                return Err(broken());
            };
            let score: f64 = score.parse().map_err(|_| broken())?;
            pairs.push((a, b, (score * 10.0).round().clamp(0.0, 255.0) as u8));
        }
        // 0 stands for a symbol of which the table knows no pair. "TO" is a tag and "to" a word, and their hashes are one.
        let mut order = Order { tags: vec![0; Tag::NUMBERS], ..Order::default() };
        let mut symbols = 0usize;
        let mut number = |symbol: &str| {
            let slot = match tags.named(symbol) {
                Some(tag) => &mut order.tags[tag.number()],
                None => order.words.entry(hash::folded(symbol)).or_default(),
            };
            if *slot == 0 {
                symbols += 1;
                *slot = symbols as u16;
            }
            usize::from(*slot)
        };
        number(START);
        number(END);
        let pairs: Vec<_> = pairs.into_iter().map(|(a, b, score)| (number(a), number(b), score)).collect();
        if symbols > MOST_SYMBOLS {
            return Err(Error::invalid(name, format!("{symbols} symbols, not at most {MOST_SYMBOLS}")));
        }
        order.size = symbols + 1;
        order.scores = vec![0; order.size * order.size];
        for (a, b, score) in pairs {
            order.scores[a * order.size + b] = score;
        }
        Ok(order)
    }

    /// The symbol of a word, by its folded hash and its tag.
    pub fn symbol(&self, word: u64, tag: Tag) -> u16 {
        self.words.get(&word).copied().unwrap_or(self.tags[tag.number()])
    }

    /// The words that are symbols of their own, by folded hash.
    pub(crate) fn words(&self) -> impl Iterator<Item = (u64, u16)> {
        self.words.iter().map(|(&word, &symbol)| (word, symbol))
    }

    /// The symbol of all other words with a tag.
    pub(crate) fn tag(&self, tag: Tag) -> u16 {
        self.tags[tag.number()]
    }

    /// The symbols before the first word and after the last.
    pub fn ends(&self) -> (u16, u16) {
        let of = |s: &str| self.words.get(&hash::folded(s)).copied().unwrap_or(0);
        (of(START), of(END))
    }

    /// How much rarer than by chance the pair is, in nats; 0 for a pair that is in order.
    pub fn surprise(&self, a: u16, b: u16) -> f32 {
        f32::from(self.scores[usize::from(a) * self.size + usize::from(b)]) / 10.0
    }
}

/// True for marks that say nothing of the order of words.
pub fn is_passed_over(tag: Tag) -> bool {
    tag.is_any([Class::QUOTE, Class::BRACKET, Class::HYPHEN])
}

/// Learns a table of `language` from sentences of (word, tag) and writes it, most surprising pairs first.
pub fn learn<'s>(language: &Language, sentences: impl IntoIterator<Item = Vec<(&'s str, Tag)>>) -> String {
    let sentences: Vec<Vec<(String, Tag)>> = sentences
        .into_iter()
        .map(|s| {
            s.into_iter().filter(|(_, t)| !is_passed_over(*t)).map(|(w, t)| (w.to_lowercase(), t)).collect()
        })
        .collect();
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for (word, _) in sentences.iter().flatten().filter(|(w, t)| is_function(language, w, *t)) {
        *words.entry(word).or_default() += 1;
    }
    let frequent: BTreeSet<&str> =
        words.into_iter().filter(|(_, n)| *n >= FREQUENT).map(|(w, _)| w).collect();
    let symbol = |(word, tag): &'_ (String, Tag)| -> String {
        frequent.get(word.as_str()).map_or(language.tags.name(*tag), |w| w).to_owned()
    };
    let mut single: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for sentence in &sentences {
        let row =
            std::iter::once(START.to_owned()).chain(sentence.iter().map(symbol)).chain([END.to_owned()]);
        let row: Vec<String> = row.collect();
        row.iter().for_each(|s| *single.entry(s.clone()).or_default() += 1);
        row.windows(2).for_each(|p| *pairs.entry((p[0].clone(), p[1].clone())).or_default() += 1);
    }
    write(&single, &pairs)
}

fn write(single: &BTreeMap<String, usize>, pairs: &BTreeMap<(String, String), usize>) -> String {
    let all = single.values().sum::<usize>() as f64;
    let mut odd: Vec<(f64, &str, &str)> = Vec::new();
    for (a, n) in single.iter().filter(|(a, _)| *a != END) {
        for (b, m) in single.iter().filter(|(b, _)| *b != START) {
            let expected = *n as f64 * *m as f64 / all;
            let seen = pairs.get(&(a.clone(), b.clone())).copied().unwrap_or(0) as f64;
            if expected >= EXPECTED && seen < RARE * expected {
                odd.push(((expected / (seen + 0.5)).ln(), a, b));
            }
        }
    }
    odd.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)).then(x.2.cmp(y.2)));
    let mut text = String::from(
        "# Neighbours that hardly ever stand side by side: first, second, nats rarer than by chance.\n",
    );
    for (score, a, b) in odd {
        let _ = writeln!(text, "{a}\t{b}\t{score:.1}");
    }
    text
}

fn is_function(language: &Language, word: &str, tag: Tag) -> bool {
    language.grammar.order_words.split_whitespace().any(|own| own == word)
        || tag.is_any([
            Class::ARTICLE,
            Class::ADP,
            Class::INFINITIVE_MARK,
            Class::AUX,
            Class::PERSONAL,
            Class::POSSESSIVE_PRON,
            Class::CCONJ,
            Class::RELATIVE_DET,
            Class::INTERROGATIVE_PRON,
            Class::INTERROGATIVE_ADV,
            Class::EXPLETIVE,
            Class::VERB_PARTICLE,
        ])
}

#[cfg(test)]
mod tests {
    use super::{Order, TagSet, learn};
    use crate::language::hash;

    #[test]
    fn what_never_stands_side_by_side_is_learnt() {
        let english = crate::tests::english();
        let tags = &english.tags;
        let tag = |name: &str| tags.named(name).unwrap();
        let words = [("the", "DT"), ("end", "NN"), ("of", "IN"), ("the", "DT"), ("day", "NN")];
        let sentence = || words.map(|(word, name)| (word, tag(name))).to_vec();
        let table = learn(&english, (0..200).map(|_| sentence()));
        let order = Order::parse("order.tsv", &table, tags).unwrap();
        let of = |word: &str, name| order.symbol(hash::folded(word), tag(name));
        let (the, of_, noun) = (of("the", "DT"), of("of", "IN"), of("bridge", "NN"));
        assert!(order.surprise(the, of_) > 3.0 && order.surprise(of_, noun) > 3.0);
        assert_eq!((order.surprise(the, noun), order.surprise(noun, of_)), (0.0, 0.0));
    }

    #[test]
    fn a_broken_table_is_refused_with_its_line() {
        let error =
            Order::parse("order.tsv", "the\tof\t7.1\nthe of\n", &TagSet::default()).unwrap_err().to_string();
        assert!(error.starts_with("order.tsv:2: not two symbols"), "{error}");
    }
}
