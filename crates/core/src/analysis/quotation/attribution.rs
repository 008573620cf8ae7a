//! Which verb of speech belongs to a quotation: “…,” said Oona. – Oona said: “…”. – “…,” said Oona. “…”.
//!
//! A quotation is speech where a comma, stop or dash stands before its closing mark, or a comma, colon or verb of
//! speech before its opening one; words in quotation marks for another reason get no attribution.

use crate::analysis::lists::Lists;
use crate::analysis::{Analysis, Sentence, Shape, Token};
use crate::language::{Class, Conventions, Language};

/// How many tokens lie between a quotation and its verb of speech, at most.
const REACH: usize = 9;

/// Writes attributions into sentences and pairs.
pub(in crate::analysis) fn find(
    (language, lists, conventions): (&Language, &Lists, &Conventions),
    text: &str,
    analysis: &mut Analysis,
) {
    let Analysis { tokens, sentences, quotations, .. } = analysis;
    let look = AttributionLook { language, lists, conventions, text, tokens };
    let mut s = 0;
    for i in 0..quotations.marks.len() {
        let mark = quotations.marks[i];
        while sentences.get(s).is_some_and(|sentence| sentence.last <= mark.token) {
            s += 1;
        }
        let Some(sentence) = sentences.get_mut(s) else { break };
        let verb =
            if mark.opens { look.before(sentence, mark.token) } else { look.after(sentence, mark.token) };
        sentence.attribution = sentence.attribution.or(verb);
        if verb.is_none() || mark.partner.is_none() {
            continue;
        }
        let open = if mark.opens { i } else { mark.partner.unwrap_or(i) };
        if let Ok(pair) = quotations.pairs.binary_search_by_key(&open, |pair| pair.open) {
            let pair = &mut quotations.pairs[pair];
            pair.attribution = pair.attribution.or(verb);
        }
    }
    // “A,” said Oona. “B.”: the second part has the speaker of the first.
    let mut s = 0;
    for i in 1..quotations.pairs.len() {
        let (last, pair) = (quotations.pairs[i - 1], quotations.pairs[i]);
        let (close, open) = (quotations.marks[last.close].token, quotations.marks[pair.open].token);
        while sentences.get(s).is_some_and(|sentence| sentence.last <= close) {
            s += 1;
        }
        let follows = sentences.get(s).is_some_and(|sentence| sentence.last == open);
        if follows && pair.attribution.is_none() && last.attribution.is_some_and(|verb| verb > close) {
            quotations.pairs[i].attribution = last.attribution;
        }
    }
}

struct AttributionLook<'a> {
    language: &'a Language,
    lists: &'a Lists,
    conventions: &'a Conventions,
    text: &'a str,
    tokens: &'a [Token],
}

impl AttributionLook<'_> {
    /// The verb after a closing mark.
    fn after(&self, sentence: &Sentence, close: usize) -> Option<usize> {
        let ends =
            |i: usize| matches!(self.words(i), "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "-" | "?!");
        let speech = close > sentence.first && ends(close - 1)
            || close + 1 < sentence.last && self.words(close + 1) == ","
            || close == sentence.first;
        let reach = (close + 1 + REACH).min(sentence.last);
        let mut range = close + 1..reach;
        let stop = range.clone().find(|&i| self.breaks(i)).unwrap_or(reach);
        range.end = stop;
        let verb = range.into_iter().find(|&i| self.speaks(i))?;
        // “…” said Oona: without a comma only the very next words can tell.
        (speech || verb <= close + 3).then_some(verb)
    }

    /// The verb before an opening mark.
    fn before(&self, sentence: &Sentence, open: usize) -> Option<usize> {
        if open == sentence.first {
            return None;
        }
        let leads = matches!(self.words(open - 1), "," | ":" | "—" | "–");
        let verb = (sentence.first.max(open.saturating_sub(REACH))..open)
            .rev()
            .take_while(|&i| !self.breaks(i) || i + 1 == open)
            .find(|&i| self.speaks(i))?;
        let that = self.conventions.that.contains(self.tokens[open - 1].hash);
        (leads || verb + 1 == open || that).then_some(verb)
    }

    /// True for a mark that no attribution runs over.
    fn breaks(&self, i: usize) -> bool {
        self.tokens[i].shape == Shape::Mark
            && matches!(self.words(i), ";" | ":" | "." | "“" | "”" | "\"" | "«" | "»" | "„" | "?" | "!" | "(")
    }

    /// True for a finite verb of speech.
    fn speaks(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        self.lists.speech.has(self.language, token)
            && token.tag.is_any([
                Class::PAST_VERB,
                Class::PRESENT_VERB,
                Class::PARTICIPLE,
                Class::BASE_VERB,
                Class::UNTAGGED,
            ])
    }

    fn words(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }
}
