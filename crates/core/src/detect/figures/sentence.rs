//! Figures that contradict each other inside one sentence.

use crate::analysis::{Context, Shape};
use crate::detect::Sink;
use crate::language::Class;

use super::figure::{Figure, FigureUnit};
use super::lists::{Figures, shown};

/// Words between the verb and "from".
const REACH: usize = 14;

/// "Prices rose from 50 to 30": the verb says one thing and the figures another.
pub(super) fn direction(of: &Figures, context: &Context, figures: &[Figure], sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for pair in figures.windows(2) {
        let [a, b] = pair else { continue };
        let from = a.first.checked_sub(1).map(|f| &tokens[f]);
        let joined = b.first == a.last + 1 && tokens[a.last].word == of.small.to;
        if !joined || from.is_none_or(|t| t.word != of.small.from) || !a.agrees(b) || a.value == b.value {
            continue;
        }
        // Years, ranks and times are no amounts; "from 2 to 1 million" leaves its scale to the second.
        if a.is_year() || b.is_year() || a.scaled != b.scaled {
            continue;
        }
        let start = a.first.saturating_sub(REACH);
        let sentence = context.analysis.sentences.partition_point(|s| s.last <= a.first);
        let sentence = &context.analysis.sentences[sentence];
        let before = &tokens[start.max(sentence.first)..a.first];
        if of.is_excused(context, a.at) {
            continue;
        }
        let told = before.iter().rposition(|t| of.up.has(t) || of.down.has(t));
        let Some(told) = told else { continue };
        let verb = &before[told];
        let clause = before[told..].iter().all(|t| !t.tag.is_any([Class::COMMA, Class::COLON, Class::CCONJ]));
        let grows = b.value > a.value;
        let more_than_one = before.iter().filter(|t| of.up.has(t) || of.down.has(t)).count() > 1;
        if clause && !more_than_one && of.up.has(verb) != grows {
            let does = if grows { "grows" } else { "falls" };
            let span = verb.span.to(b.span(tokens));
            let message = format!("“{}”, and the figure {does}", context.word(verb));
            sink.say(span, message);
        }
    }
}

/// "Between 50 and 30 percent": the larger figure first.
pub(super) fn range(of: &Figures, context: &Context, figures: &[Figure], sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for pair in figures.windows(2) {
        let [a, b] = pair else { continue };
        let before = a.first.checked_sub(1).map(|f| &tokens[f]);
        let joined = b.first == a.last + 1 && tokens[a.last].word == of.small.and;
        let between = before.is_some_and(|t| t.word == of.small.between);
        if !joined || !between || a.value <= b.value || !a.agrees(b) || a.scaled != b.scaled {
            continue;
        }
        // Hours of a day, and years before our time.
        let hours = a.unit == FigureUnit::Bare && b.unit == FigureUnit::Bare && a.value <= 24.0;
        let excused = of.is_excused(context, a.at);
        let next = tokens.get(b.last).filter(|t| t.shape.is_word() && t.shape != Shape::Lower);
        if hours || excused || next.is_some() {
            continue;
        }
        let span = tokens[a.first - 1].span.to(b.span(tokens));
        let (a, b) = (shown(a.value), shown(b.value));
        sink.say(
            span,
            format!("{a} is more than {b}: one of the figures is wrong, or they are turned round"),
        );
    }
}

/// "Twelve people, five men and nine women": parts that come to another sum. `words` are the things that make up the whole.
pub(super) fn parts(of: &Figures, context: &Context, figures: &[Figure], sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for triple in figures.windows(3) {
        let [whole, a, b] = triple else { continue };
        let plain =
            |f: &Figure| matches!(f.unit, FigureUnit::Thing(_)) && !f.scaled && f.value.fract() == 0.0;
        let joined = b.first == a.last + 1 && tokens[a.last].word == of.small.and;
        if !triple.iter().all(plain) || !joined {
            continue;
        }
        let counted = |f: &Figure| of.words.has(&tokens[f.last - 1]);
        let gap = &tokens[whole.last..a.first];
        // ", including": the parts may be fewer, and never more.
        let including = gap.iter().any(|t| of.others.has(t));
        let mark = gap.len() == 1
            && tokens[whole.last].tag.is_any([Class::COMMA, Class::COLON, Class::OPENING_BRACKET]);
        let placed = whole
            .first
            .checked_sub(1)
            .is_some_and(|w| tokens[w].tag.is_any([Class::ADP, Class::INFINITIVE_MARK]));
        let next = tokens.get(b.last);
        let ends = next.is_none_or(|t| {
            t.tag.is_any([Class::STOP, Class::BRACKET, Class::PAST_VERB, Class::PLURAL_VERB])
        });
        let sum = a.value + b.value;
        let wrong = match () {
            () if including && gap.len() <= 3 => sum > whole.value,
            () if mark && !placed => sum != whole.value && counted(a) && counted(b) && ends,
            () => false,
        };
        if wrong && whole.unit != a.unit && whole.unit != b.unit {
            let span = whole.span(tokens).to(b.span(tokens));
            sink.say(
                span,
                format!(
                    "{} and {} are {}, and not {}",
                    shown(a.value),
                    shown(b.value),
                    shown(sum),
                    shown(whole.value)
                ),
            );
        }
    }
}

/// "60 percent said yes, the remaining 50 percent no": shares that leave another rest. `words` say "the rest".
pub(super) fn rest(of: &Figures, context: &Context, figures: &[Figure], sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    let shares: Vec<&Figure> = figures.iter().filter(|f| f.unit == FigureUnit::Percent).collect();
    let (Some(first), Some(last)) = (shares.first(), shares.last()) else { return };
    let before = last.first.saturating_sub(2);
    let rest = (before..(last.last + 5).min(tokens.len())).any(|i| of.words.has(&tokens[i]));
    let sum: f64 = shares.iter().map(|f| f.value).sum();
    let excused = of.is_excused(context, first.at);
    if rest && !excused && shares.len() > 1 && sum > 101.5 && shares.iter().all(|f| f.value < 100.0) {
        sink.say(last.span(tokens), format!("the shares come to {} percent", shown(sum)));
    }
}

/// "120 percent of the residents": more than there are. `words` are what no more than all can be of.
pub(super) fn share(of: &Figures, context: &Context, figures: &[Figure], sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for figure in figures.iter().filter(|f| f.unit == FigureUnit::Percent && f.value > 100.0) {
        let mut after = tokens[figure.last..].iter().take(5);
        let part = after.next().is_some_and(|t| t.word == of.small.of);
        let what = after.take_while(|t| {
            t.tag.is_any([
                Class::ARTICLE,
                Class::POSSESSIVE_PRON,
                Class::PLAIN_ADJ,
                Class::SINGULAR_NOUN,
                Class::PLURAL_NOUN,
                Class::NUM,
            ])
        });
        if part && what.into_iter().last().is_some_and(|t| of.words.has(t)) {
            sink.say(
                figure.span(tokens),
                format!("{} percent are more than all of them", shown(figure.value)),
            );
        }
    }
}
