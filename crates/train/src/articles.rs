//! Makes the table of nouns that want an article: counts them in edited prose, with one and without, and fits what each
//! count is worth on paragraphs that were not counted.
//!
//! A site with an article stands for a site where one is missing: what is left when it goes is what a translator into
//! English leaves who has none in his language.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use mtlint_core::analysis::bare::{ArticleValues, ArticleWords, Beside, governed};
use mtlint_core::analysis::choice::is_prose;
use mtlint_core::analysis::{Analyser, Token};
use mtlint_core::document::BlockKind;

use crate::logistic;

/// Paragraphs that go together: one block is counted, the next is fitted on.
const BLOCK: usize = 400;
/// How much more a site that is rightly bare counts than one with an article: a false alarm costs more than a miss.
const BARE_MASS: f64 = 3.0;
/// Times that a noun stands at a site before it has an entry of its own, and that another word does.
const SEEN: (f64, f64) = (3.0, 8.0);
/// Least value of a noun with the constant, in nats, for an entry: no sum with less is ever told.
const LEAST: f64 = 0.0;
/// Tenths of a nat by which another word has to differ from one that is not known, and a pair from its second word.
const TELLING: (u8, u8) = (4, 8);
/// Times that a phrase stands bare before it is taken for a set one, and how many times as often it may have an
/// article then; and times from which on it is one whatever else stands there.
const SET_PHRASE: (u32, u32, u32) = (2, 3, 8);
/// A count that is no count yet.
const HALF: f64 = 0.5;

/// A site as it is counted.
struct SeenSite {
    noun: String,
    before: String,
    /// The noun before a preposition, and the preposition.
    pair: Option<String>,
    opener: Option<String>,
    behind: String,
    governor: Beside,
    follower: Beside,
    article: bool,
}

/// With an article, and without.
#[derive(Clone, Copy, Default)]
struct SiteCount {
    with: f64,
    bare: f64,
}

impl SiteCount {
    fn add(&mut self, article: bool) {
        *if article { &mut self.with } else { &mut self.bare } += 1.0;
    }

    fn all(self) -> f64 {
        self.with + self.bare
    }

    /// Log odds of an article.
    fn odds(self) -> f64 {
        ((self.with + HALF) / (self.bare + HALF)).ln()
    }
}

#[derive(Default)]
struct Counts {
    /// By noun: alone, and behind other words of its phrase.
    nouns: BTreeMap<String, [SiteCount; 2]>,
    openers: BTreeMap<String, SiteCount>,
    governors: BTreeMap<String, SiteCount>,
    followers: BTreeMap<String, SiteCount>,
    phrases: BTreeMap<String, [u32; 2]>,
}

/// Columns of the regression: see [`Counts::row`].
const COLUMNS: usize = 20;
/// Where those of a word begin: noun, opener, governor, follower; and of the classes before and behind.
const NOUN: usize = 1;
const OPENER: usize = 9;
const GOVERNOR: usize = 12;
const FOLLOWER: usize = 14;
const BEFORE: usize = 16;
const BEHIND: usize = 17;

impl Counts {
    fn add(&mut self, site: &SeenSite) {
        let modified = usize::from(site.opener.is_some());
        self.nouns.entry(site.noun.clone()).or_default()[modified].add(site.article);
        self.governors.entry(site.before.clone()).or_default().add(site.article);
        if let Some(pair) = &site.pair {
            self.governors.entry(pair.clone()).or_default().add(site.article);
        }
        self.followers.entry(site.behind.clone()).or_default().add(site.article);
        if let Some(opener) = &site.opener {
            self.openers.entry(opener.clone()).or_default().add(site.article);
        }
        self.phrases.entry(phrase(site)).or_default()[usize::from(site.article)] += 1;
    }

    /// What the words and classes of a site say.
    fn row(&self, site: &SeenSite) -> [f64; COLUMNS] {
        let mut row = [0.0; COLUMNS];
        row[0] = 1.0;
        let modified = site.opener.is_some();
        let noun = self.nouns.get(&site.noun).copied().unwrap_or_default();
        row[NOUN..OPENER].copy_from_slice(&noun_columns(noun, modified));
        if let Some(opener) = &site.opener {
            row[OPENER..GOVERNOR].copy_from_slice(&opener_columns(counted(&self.openers, opener)));
        }
        let pair = site.pair.as_ref().map(|pair| counted(&self.governors, pair));
        let governor = pair.filter(|of| of.all() >= SEEN.1);
        let governor = governor.unwrap_or_else(|| counted(&self.governors, &site.before));
        row[GOVERNOR..FOLLOWER].copy_from_slice(&word_columns(governor));
        row[FOLLOWER..BEFORE].copy_from_slice(&word_columns(counted(&self.followers, &site.behind)));
        row[BEFORE..BEHIND].copy_from_slice(&before_columns(site.governor));
        row[BEHIND..].copy_from_slice(&behind_columns(site.follower));
        row
    }
}

fn counted(table: &BTreeMap<String, SiteCount>, word: &str) -> SiteCount {
    table.get(word).copied().unwrap_or_default()
}

fn noun_columns(of: [SiteCount; 2], modified: bool) -> [f64; OPENER - NOUN] {
    let (here, there) = (of[usize::from(modified)], of[usize::from(!modified)]);
    let drawn = SiteCount { with: here.with + 0.2 * there.with, bare: here.bare + 0.2 * there.bare };
    let is = f64::from(u8::from(modified));
    let never = f64::from(u8::from(here.bare + there.bare == 0.0));
    let (with, bare) = (here.with + there.with, here.bare + there.bare);
    [drawn.odds(), there.odds(), with.ln_1p(), bare.ln_1p(), never, is * drawn.odds(), is, is * there.odds()]
}

fn opener_columns(of: SiteCount) -> [f64; GOVERNOR - OPENER] {
    [of.odds(), f64::from(u8::from(of.bare == 0.0)), of.all().ln_1p()]
}

fn word_columns(of: SiteCount) -> [f64; 2] {
    [of.odds(), of.all().ln_1p()]
}

fn before_columns(beside: Beside) -> [f64; BEHIND - BEFORE] {
    [Beside::Preposition].map(|b| f64::from(u8::from(beside == b)))
}

fn behind_columns(beside: Beside) -> [f64; COLUMNS - BEHIND] {
    [Beside::Preposition, Beside::Verb, Beside::End].map(|b| f64::from(u8::from(beside == b)))
}

/// The word before, the first word of the phrase and its noun.
fn phrase(site: &SeenSite) -> String {
    let words = [Some(&site.before), site.opener.as_ref(), Some(&site.noun)];
    words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Learns from paragraphs of whole text: the values, and in words what it finds on those that were not counted.
pub fn learn(analyser: &Analyser, texts: &[String]) -> (ArticleValues, String) {
    let words = ArticleWords::of(&analyser.language().grammar);
    let sites: Vec<Vec<SeenSite>> = texts.par_iter().map(|text| sites(analyser, &words, text)).collect();
    let blocks = || sites.iter().enumerate().map(|(at, sites)| (at / BLOCK, sites));
    let mut counts = Counts::default();
    let even = blocks().filter(|(block, _)| block.is_multiple_of(2));
    even.flat_map(|(_, sites)| sites).for_each(|site| counts.add(site));
    let rows: Vec<_> = blocks()
        .filter(|(block, _)| !block.is_multiple_of(2))
        .flat_map(|(_, sites)| sites)
        .map(|site| (counts.row(site), site.article, if site.article { 1.0 } else { BARE_MASS }))
        .collect();
    let weights = logistic::fit(&rows);
    let told = told(&rows, &weights);
    // What is counted in all paragraphs knows more words, and each count is worth what it was.
    let odd = blocks().filter(|(block, _)| !block.is_multiple_of(2));
    odd.flat_map(|(_, sites)| sites).for_each(|site| counts.add(site));
    (values(&counts, &weights), told)
}

fn sites(analyser: &Analyser, words: &ArticleWords, text: &str) -> Vec<SeenSite> {
    let analysis = analyser.text(text, BlockKind::Paragraph);
    let word = |token: &Token| token.span.of(text).to_lowercase();
    let mut found = Vec::new();
    for sentence in analysis.sentences.iter().filter(|s| is_prose(s)) {
        let tokens = &analysis.tokens[sentence.first..sentence.last];
        for site in (0..tokens.len()).filter_map(|head| words.site(tokens, head)) {
            found.push(SeenSite {
                noun: word(&tokens[site.head]),
                before: word(&tokens[site.before]),
                pair: governed(tokens, &site)
                    .map(|at| format!("{} {}", word(&tokens[at]), word(&tokens[site.before]))),
                opener: site.is_modified().then(|| word(&tokens[site.first])),
                behind: tokens.get(site.head + 1).map(&word).unwrap_or_default(),
                governor: site.governor,
                follower: site.follower,
                article: site.article,
            });
        }
    }
    found
}

fn sum(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(x, w)| x * w).sum()
}

/// How many sites are told from some sums on: of those whose article goes, and of those that are rightly bare.
fn told(rows: &[([f64; COLUMNS], bool, f64)], weights: &[f64; COLUMNS]) -> String {
    let mut text = format!("{} sites to fit on\n", rows.len());
    let all = |article: bool| rows.iter().filter(|(_, is, _)| *is == article).count();
    for least in [2.0, 2.5, 3.0, 3.5, 4.0] {
        let over = |article: bool| {
            rows.iter().filter(|(row, is, _)| *is == article && sum(row, weights) >= least).count()
        };
        let _ = writeln!(
            text,
            "from {least:.1} nats on: {:.1} % of articles that go, {} of {} bare nouns",
            100.0 * over(true) as f64 / all(true).max(1) as f64,
            over(false),
            all(false)
        );
    }
    text
}

/// The values, each in tenths of a nat.
fn values(counts: &Counts, weights: &[f64; COLUMNS]) -> ArticleValues {
    let tenths = |nats: f64| (10.0 * nats).round().clamp(-127.0, 127.0) as i8;
    let part = |from: usize, columns: &[f64]| sum(columns, &weights[from..from + columns.len()]);
    let none = SiteCount::default();
    let unknown = [
        tenths(part(OPENER, &opener_columns(none))),
        tenths(part(GOVERNOR, &word_columns(none))),
        tenths(part(FOLLOWER, &word_columns(none))),
    ];
    let mut nouns = Vec::new();
    for (noun, &of) in counts.nouns.iter().filter(|(_, of)| of[0].all() + of[1].all() >= SEEN.0) {
        let value = |modified: bool| part(NOUN, &noun_columns(of, modified));
        let values = [false, true]
            .map(|modified| Some(value(modified)).filter(|v| weights[0] + *v >= LEAST).map(tenths));
        if values.iter().any(Option::is_some) {
            nouns.push((noun.clone(), values));
        }
    }
    let words = |list: &BTreeMap<String, SiteCount>, from: usize, unknown: i8| {
        let value = |of: SiteCount| {
            tenths(if from == OPENER {
                part(from, &opener_columns(of))
            } else {
                part(from, &word_columns(of))
            })
        };
        let mut kept = Vec::new();
        for (word, &of) in list.iter().filter(|(word, of)| of.all() >= SEEN.1 && !word.is_empty()) {
            let alone =
                word.rsplit_once(' ').and_then(|(_, last)| list.get(last)).filter(|of| of.all() >= SEEN.1);
            let without = alone.map_or(unknown, |&of| value(of));
            let telling = if word.contains(' ') { TELLING.1 } else { TELLING.0 };
            if value(of).abs_diff(without) >= telling {
                kept.push((word.clone(), value(of)));
            }
        }
        kept
    };
    let (twice, share, often) = SET_PHRASE;
    let is_set = |phrase: &str, bare: u32, with: u32| {
        let set = bare >= often || bare >= twice && bare * share >= with;
        let noun = phrase.rsplit(' ').next().unwrap_or(phrase);
        set && nouns.binary_search_by(|(known, _)| known.as_str().cmp(noun)).is_ok()
    };
    let phrases = counts.phrases.iter().filter(|(phrase, [bare, with])| is_set(phrase, *bare, *with));
    ArticleValues {
        openers: words(&counts.openers, OPENER, unknown[0]),
        governors: words(&counts.governors, GOVERNOR, unknown[1]),
        followers: words(&counts.followers, FOLLOWER, unknown[2]),
        phrases: phrases.map(|(phrase, _)| phrase.clone()).collect(),
        unknown,
        before: Beside::ALL.map(|beside| tenths(weights[0] + part(BEFORE, &before_columns(beside)))),
        behind: Beside::ALL.map(|beside| tenths(part(BEHIND, &behind_columns(beside)))),
        nouns,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mtlint_core::analysis::Analyser;
    use mtlint_core::analysis::bare::{ArticleWords, BareNouns, CONTENT};
    use mtlint_core::container::{Container, Trust};
    use mtlint_core::document::BlockKind;
    use mtlint_core::language::{Language, Pack};

    use super::learn;

    fn analyser() -> Analyser {
        let pack = Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
            .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack);
        Analyser::without_choices(Arc::new(Language::load(&Arc::new(pack), "en").unwrap())).unwrap()
    }

    #[test]
    fn a_noun_that_always_had_an_article_wants_one() {
        let analyser = analyser();
        let (places, stuff) = (["harbour", "garden", "station"], ["bread", "water", "music"]);
        let texts: Vec<String> = (0..4000)
            .map(|i| match i % 2 {
                0 => format!("The people of the town talked about the {} in the evening.", places[i / 2 % 3]),
                _ => format!("The people of the town talked about {} in the evening.", stuff[i / 2 % 3]),
            })
            .collect();
        let (values, told) = learn(&analyser, &texts);
        assert!(told.contains("sites to fit on"), "{told}");
        let bytes = values.write();
        assert!(bytes == learn(&analyser, &texts).0.write(), "the same texts give other bytes");
        let container = Container::open("own.bin", CONTENT, bytes.into(), Trust::Checked).unwrap();
        let nouns = BareNouns::open("own.bin", &container).unwrap();
        let words = ArticleWords::of(&analyser.language().grammar);
        let odds = |text: &str| {
            let analysis = analyser.text(text, BlockKind::Paragraph);
            let tokens = &analysis.tokens;
            let mut sites = (0..tokens.len()).filter_map(|at| words.site(tokens, at));
            sites.find(|site| !site.article).and_then(|site| nouns.odds(tokens, &site))
        };
        assert!(odds("The painter sat in garden of the school.").is_some_and(|odds| odds > 10), "{values:?}");
        assert_eq!(odds("The painter sat in music of the school."), None);
    }
}
