//! Finds names: runs of capitalised words with their particles, initials and titles.
//!
//! What a capital says depends on its place: at the beginning of a sentence, in a quotation or in a headline it
//! needs the word list or the tagger beside it. `kind` says what a name stands for, `cluster` which mentions of a
//! document belong to one name.

pub(super) mod cluster;
pub(super) mod index;
mod kind;
mod name;
pub mod sound;
pub mod transcription;

pub use name::Name;

use crate::analysis::lists::Lists;
use crate::analysis::{Mention, NameKind, Sentence, Shape, Token};
use crate::document::BlockKind;
use crate::language::{Class, Conventions, Language};

/// Longest name, in tokens.
const LONGEST: usize = 12;

/// Finds names in blocks of one language.
pub(super) struct Finder<'a> {
    pub(super) language: &'a Language,
    pub(super) lists: &'a Lists,
    pub(super) conventions: &'a Conventions,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

/// Appends the names of a block to `mentions`.
pub(super) fn find(
    (language, lists, conventions): (&Language, &Lists, &Conventions),
    text: &str,
    kind: BlockKind,
    (tokens, sentences): (&[Token], &[Sentence]),
    mentions: &mut Vec<Mention>,
) {
    let finder = Finder { language, lists, conventions, text, tokens };
    for sentence in sentences {
        let headline = !kind.is_prose() || finder.is_headline(sentence);
        finder.sentence(sentence, headline, mentions);
    }
}

impl Finder<'_> {
    fn sentence(&self, sentence: &Sentence, headline: bool, mentions: &mut Vec<Mention>) {
        let mut at = sentence.first;
        // A word that follows the beginning, a quotation mark or a colon has its capital from its place.
        let mut fresh = true;
        while at < sentence.last {
            let token = &self.tokens[at];
            if token.shape == Shape::Mark {
                fresh = fresh || self.opens(token);
                at += 1;
                continue;
            }
            if !self.may_begin(at, sentence.last, fresh, headline) {
                fresh = false;
                at += 1;
                continue;
            }
            let stop = self.run(at, sentence.last, headline);
            mentions.extend(self.mention(sentence, at, stop, fresh, headline));
            fresh = false;
            at = stop;
        }
    }

    /// True for a mark after which a sentence may begin anew.
    fn opens(&self, token: &Token) -> bool {
        matches!(
            self.words(token),
            ":" | "“" | "„" | "«" | "‘" | "\"" | "(" | "[" | "—" | "–" | "…" | "..." | "*"
        )
    }

    /// True when a name may begin at `at`.
    fn may_begin(&self, at: usize, last: usize, fresh: bool, headline: bool) -> bool {
        let token = &self.tokens[at];
        if !self.is_capital(token) || self.lists.calendar.has(self.language, token) {
            return false;
        }
        let entry = token.entry;
        // "In", "The": hardly ever a name, and "Will" only where a name may stand.
        if self.conventions.starters.contains(token.hash) && (fresh || headline || !entry.is_given_name()) {
            return false;
        }
        if token.tag.is_name() && token.margin > 48 {
            return true;
        }
        let common = entry.is_word() && (entry.is_common() || !entry.is_rare() && entry.frequency() > 4);
        if !fresh && !headline {
            return !(token.span.len() == 1 && !self.words(token).ends_with('.') && common)
                && !self.is_function(token);
        }
        if !common || self.lists.titles.at_start(&self.tokens[at..last]) > 0 {
            return true;
        }
        // "Hill said": a word that is a name too begins one if another capital or a verb of speech follows.
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < last);
        entry.is_name()
            && next.is_some_and(|n| {
                self.lists.speech.has(self.language, n)
                    || self.is_capital(n) && !headline && !self.is_function(n)
            })
    }

    /// The end of the name that begins at `at`.
    fn run(&self, at: usize, last: usize, headline: bool) -> usize {
        let last = last.min(at + LONGEST);
        let mut stop = at + 1;
        while stop < last {
            let token = &self.tokens[stop];
            let glued = !token.spaced;
            if self.is_capital(token) && !glued {
                if self.lists.calendar.has(self.language, token)
                    || headline && token.entry.is_word() && !token.entry.is_name()
                    || self.is_function(token) && token.entry.frequency() > 12
                {
                    break;
                }
                stop += 1;
                continue;
            }
            let next = |n: usize| self.tokens.get(stop + n).filter(|_| stop + n < last);
            // Kim Jong-un, Bailey-Ross, al-Ani.
            if glued && matches!(self.words(token), "-" | "‐" | "‑") {
                let part =
                    next(1).filter(|n| !n.spaced && (self.is_capital(n) || self.is_name_part(n, stop - at)));
                if part.is_some() {
                    stop += 2;
                    continue;
                }
                break;
            }
            if token.shape == Shape::Lower && !glued {
                let skip = self.particles(stop, last);
                if skip > 0 {
                    stop += skip;
                    continue;
                }
                let organisation =
                    (at..stop).any(|i| self.lists.organisation.has(self.language, &self.tokens[i]));
                let place = (at..stop).any(|i| self.lists.place.has(self.language, &self.tokens[i]));
                let joins = self.conventions.joins_names.contains(token.hash) && (organisation || place)
                    || organisation && self.conventions.joins_organisations.contains(token.hash);
                let article = next(1).is_some_and(|n| self.conventions.article.contains(n.hash));
                let after = if article { 2 } else { 1 };
                if joins
                    && next(after).is_some_and(|n| self.is_capital(n) && n.spaced && !self.is_function(n))
                {
                    stop += after + 1;
                    continue;
                }
            }
            if self.words(token) == "&" && next(1).is_some_and(|n| self.is_capital(n)) {
                stop += 2;
                continue;
            }
            break;
        }
        stop
    }

    /// How many tokens of particles stand at `at`, before a capital: "de la", "bin", "al-".
    fn particles(&self, at: usize, last: usize) -> usize {
        let mut skip = 0;
        while skip < 3 && at + skip < last {
            let token = &self.tokens[at + skip];
            let particle = self.lists.particle.has(self.language, token) && token.shape == Shape::Lower;
            let hyphen = skip > 0 && !token.spaced && self.words(token) == "-";
            if !particle && !hyphen {
                break;
            }
            skip += 1;
        }
        let capital = self.tokens.get(at + skip).is_some_and(|t| at + skip < last && self.is_capital(t));
        if capital { skip } else { 0 }
    }

    /// Makes a mention of a run: titles go before it, what is no name falls away.
    fn mention(
        &self,
        sentence: &Sentence,
        at: usize,
        stop: usize,
        fresh: bool,
        headline: bool,
    ) -> Option<Mention> {
        let mut first = at;
        let mut title = None;
        let organisation = (at..stop).any(|i| self.lists.organisation.has(self.language, &self.tokens[i]));
        while first < stop {
            let mut length = self.lists.titles.at_start(&self.tokens[first..stop]);
            if length == 0 && first + 1 < stop && !organisation {
                // "Striker Vell": an office or trade before a name.
                length = usize::from(self.lists.role.has(self.language, &self.tokens[first]));
            }
            let name_follows = first + length == stop || self.is_capital(&self.tokens[first + length]);
            if length == 0 || !name_follows {
                break;
            }
            title = title.or(Some(first));
            first += length;
        }
        if title.is_none() && at > sentence.first {
            let length = self.lists.titles.at_end(&self.tokens[sentence.first..at]);
            title = (length > 0).then(|| at - length);
        }
        // A title alone names nobody, and "The Estonian" is a people.
        let name = &self.tokens[first..stop];
        if name.is_empty() || name.iter().all(|t| t.entry.is_demonym()) {
            return None;
        }
        let one = name.len() == 1 && title.is_none();
        if one && self.is_initial(&name[0]) {
            return None;
        }
        let uncertain = (fresh || headline) && name.iter().all(|t| !t.tag.is_name());
        if one && uncertain && name[0].entry.is_word() && !name[0].entry.is_name() {
            return None;
        }
        let kind = self.guess(sentence, title, first, stop);
        if one
            && kind == NameKind::Unknown
            && name[0].shape == Shape::Upper
            && name[0].entry.is_word()
            && headline
        {
            return None;
        }
        let span = self.tokens[first].span.to(self.tokens[stop - 1].span);
        Some(Mention { span, first, last: stop, title, kind, name: 0 })
    }

    /// True when most of a sentence's longer words have a capital, as in a title.
    fn is_headline(&self, sentence: &Sentence) -> bool {
        let longer = self.tokens[sentence.first..sentence.last]
            .iter()
            .filter(|t| t.shape.is_word() && t.span.len() > 3);
        let (mut words, mut capitals) = (0, 0);
        for token in longer {
            words += 1;
            capitals += usize::from(token.shape.is_capital());
        }
        words > 3 && capitals * 10 >= words * 8
    }

    /// True for the second half of a name with a hyphen in lower case: Jong-un. Not for "Seoul-born".
    fn is_name_part(&self, token: &Token, before: usize) -> bool {
        let entry = token.entry;
        let named =
            entry.is_name() && (entry.is_rare() || !entry.is_word() || entry.frequency() < 9 && before > 1);
        token.span.len() < 6 && (named || !entry.is_common())
    }

    fn is_initial(&self, token: &Token) -> bool {
        token.span.len() == 2 && self.words(token).ends_with('.') && self.is_capital(token)
    }

    fn is_capital(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Capitalised | Shape::Upper => true,
            Shape::Mixed | Shape::Alphanumeric => self.words(token).starts_with(char::is_uppercase),
            _ => false,
        }
    }

    /// True for articles, pronouns and their kind, which begin no name: by tag, or by being very common words.
    fn is_function(&self, token: &Token) -> bool {
        let tag = token.tag;
        if tag.is(Class::UNTAGGED) {
            return token.entry.frequency() > 13;
        }
        let naming = tag.is_noun() || tag.is_any([Class::PLAIN_ADJ, Class::FOREIGN]);
        !naming && (token.shape == Shape::Capitalised && !tag.is_verb() || token.entry.frequency() > 12)
    }

    fn words(&self, token: &Token) -> &str {
        token.span.of(self.text)
    }
}
