//! The words by which faults of figures are told, and figures as messages write them.

use crate::analysis::{Context, Sentence, Token};
use crate::language::{FigureWords, Language, WordId};

use super::figure::{Figure, FigureWordIds};

/// Tokens on each side of a figure in which an excuse may stand.
const AROUND: usize = 40;

/// What the faults of figures ask for.
pub(super) struct Figures {
    pub(super) figures: FigureWordIds,
    pub(super) up: List,
    pub(super) down: List,
    pub(super) words: List,
    pub(super) others: List,
    pub(super) small: SmallWordIds,
}

/// Small words that every fault may ask for.
pub(super) struct SmallWordIds {
    pub(super) from: WordId,
    pub(super) to: WordId,
    pub(super) between: WordId,
    pub(super) and: WordId,
    pub(super) of: WordId,
}

impl SmallWordIds {
    pub(super) fn of(language: &mut Language) -> SmallWordIds {
        let FigureWords { from, to, between, and, of, .. } = language.grammar.figures.clone();
        let [from, to, between, and, of] =
            [from, to, between, and, of].map(|word| language.vocabulary.intern(&word));
        SmallWordIds { from, to, between, and, of }
    }
}

/// Words of a rule, sorted.
pub(super) struct List(Vec<WordId>);

impl List {
    pub(super) fn new(words: &str, language: &mut Language) -> List {
        let mut ids: Vec<WordId> = words.split_whitespace().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort_unstable();
        List(ids)
    }

    pub(super) fn has(&self, token: &Token) -> bool {
        token.word != WordId::NONE && self.0.binary_search(&token.word).is_ok()
    }
}

impl Figures {
    /// True where a word that excuses a fault stands around the token, in its sentence.
    pub(super) fn is_excused(&self, context: &Context, at: usize) -> bool {
        let sentences = &context.analysis.sentences;
        let sentence = &sentences[sentences.partition_point(|s| s.last <= at)];
        let from = at.saturating_sub(AROUND).max(sentence.first);
        let to = (at + AROUND).min(sentence.last);
        context.analysis.tokens[from..to].iter().any(|t| self.others.has(t))
    }

    pub(super) fn in_sentence(&self, context: &Context, sentence: &Sentence) -> Vec<Figure> {
        self.figures.figures(context, context.index, sentence.first, sentence.last)
    }
}

/// A figure as messages write it.
pub(super) fn shown(value: f64) -> String {
    if value >= 1e6 && value % 1e5 == 0.0 {
        return format!("{} million", value / 1e6);
    }
    let text = format!("{}", (value * 100.0).round() / 100.0);
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn figures_are_shown_as_english_writes_them() {
        assert_eq!(shown(3_724_000.0), "3,724,000");
        assert_eq!(shown(3_700_000.0), "3.7 million");
        assert_eq!(shown(12.5), "12.5");
    }
}
