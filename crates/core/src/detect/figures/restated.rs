//! The same thing said twice with two figures: “5,000 won more” in the headline, “50,000 won more” below.
//!
//! Two figures of one unit are the same thing where the words around them agree: their digits are the same and only
//! their size is not, or the words directly before and after them are the same. A text that compares says so, and is
//! left alone.

use std::collections::BTreeMap;

use crate::analysis::{Context, Shape, Token};
use crate::detect::Sink;
use crate::document::BlockKind;
use crate::language::Class;

use super::figure::{Figure, FigureUnit};
use super::lists::{Figures, shown};

/// A figure and where it stands.
struct FigurePlace {
    block: usize,
    sentence: usize,
    figure: Figure,
    /// Words around it that say something, by hash.
    around: Vec<u64>,
    /// The sentence compares, or speaks of more than one time.
    compares: bool,
    headed: bool,
}

/// What contradicts an earlier figure of the document: block, figure, and the earlier place.
struct Restated {
    block: usize,
    figure: Figure,
    earlier: (usize, Figure),
    weight: f32,
}

struct AllRestated(Vec<Restated>);

/// Tokens on each side of a figure that are compared.
const REACH: usize = 9;
/// The most figures of one unit that are compared with each other.
const MOST: usize = 12;

pub(super) fn check(of: &Figures, context: &Context, sink: &mut Sink) {
    let made = &context.whole.made;
    let all = made.get::<AllRestated>().unwrap_or_else(|| made.keep(restated(of, context)));
    let from = all.0.partition_point(|r| r.block < context.index);
    for found in all.0[from..].iter().take_while(|r| r.block == context.index) {
        let span = found.figure.span(&context.analysis.tokens);
        let (block, earlier) = &found.earlier;
        let there = earlier.span(&context.whole.blocks[*block].tokens);
        let text = there.of(&context.document.blocks[*block].text);
        let hit = sink.say(span, format!("“{}” here, “{text}” for the same above", span.of(context.text())));
        hit.weight = found.weight;
        hit.related = vec![(*block, there, format!("the other figure, {}", shown(earlier.value)))];
    }
}

fn restated(of: &Figures, context: &Context) -> AllRestated {
    let mut units: BTreeMap<FigureUnit, Vec<FigurePlace>> = BTreeMap::new();
    let blocks = context.document.blocks.iter().zip(&context.whole.blocks).enumerate();
    for (index, (block, analysis)) in
        blocks.filter(|(_, (b, _))| b.kind != BlockKind::Code && !b.kind.is_beside())
    {
        for (s, sentence) in analysis.sentences.iter().enumerate() {
            for figure in of.figures.figures(context, index, sentence.first, sentence.last) {
                if figure.unit == FigureUnit::Bare || figure.value == 0.0 {
                    continue;
                }
                let tokens = &analysis.tokens[sentence.first..sentence.last];
                let headed = block.kind == BlockKind::Heading;
                let compares = tokens.iter().any(|t| of.others.has(t));
                let from = figure.first.saturating_sub(REACH).max(sentence.first);
                let to = (figure.last + REACH).min(sentence.last);
                let around =
                    analysis.tokens[from..figure.first].iter().chain(&analysis.tokens[figure.last..to]);
                let around = around.filter(|t| says(t)).map(|t| t.hash).collect();
                let place = FigurePlace { block: index, sentence: s, figure, around, compares, headed };
                units.entry(figure.unit).or_default().push(place);
            }
        }
    }
    let mut all = Vec::new();
    for places in units.values().filter(|p| (2..=MOST).contains(&p.len())) {
        for (i, later) in places.iter().enumerate() {
            let found = places[..i]
                .iter()
                .find_map(|earlier| Some((earlier, weight(context, earlier, later, places)?)));
            let Some((earlier, weight)) = found else { continue };
            let place = (earlier.block, earlier.figure);
            all.push(Restated { block: later.block, figure: later.figure, earlier: place, weight });
        }
    }
    all.sort_by_key(|r| (r.block, r.figure.at));
    AllRestated(all)
}

/// A word that says something: a noun, verb, adjective or name.
fn says(token: &Token) -> bool {
    let tag = token.tag;
    token.shape != Shape::Number
        && (tag.is_noun() || tag.is_any([Class::PLAIN_ADJ, Class::COMPARATIVE, Class::VERB]))
        && token.entry.frequency() < 13
}

/// How much it is worth that both figures mean the same thing.
fn weight(context: &Context, earlier: &FigurePlace, later: &FigurePlace, all: &[FigurePlace]) -> Option<f32> {
    let (a, b) = (earlier.figure.value, later.figure.value);
    let same_place = earlier.block == later.block && earlier.sentence == later.sentence;
    if a == b || same_place {
        return None;
    }
    // Both figures come back: the text knows what it says.
    let often = |value: f64| all.iter().filter(|p| p.figure.value == value).count() > 1;
    let shared = earlier.around.iter().filter(|hash| later.around.contains(hash)).count();
    let power = (b / a).log10();
    let digits = (power - power.round()).abs() < 1e-9 && power.round() != 0.0 && power.abs() < 4.5;
    let round = |v: f64| v.log10().fract() == 0.0;
    let digits = digits && earlier.figure.unit != FigureUnit::Percent;
    let needed = if matches!(earlier.figure.unit, FigureUnit::Thing(_)) { 2 } else { 4 };
    let apart = earlier.block != later.block || earlier.sentence + 1 < later.sentence;
    match () {
        // What the headline says, the text says again.
        () if digits && !round(a) && shared >= 1 && earlier.headed && all.len() <= 4 => Some(1.0),
        () if earlier.compares || later.compares => None,
        () if digits && !round(a) && shared >= 2 => Some(1.0),
        () if often(a) && often(b) || !apart => None,
        // Texts count many things in the same words: a suspicion.
        () if frame(context, earlier) == frame(context, later) && shared >= needed => Some(0.5),
        () => None,
    }
}

/// The words directly before and after a figure.
fn frame(context: &Context, place: &FigurePlace) -> [Option<u64>; 2] {
    let tokens = &context.whole.blocks[place.block].tokens;
    let before = place.figure.first.checked_sub(1).map(|b| tokens[b].hash);
    [before, tokens.get(place.figure.last).map(|t| t.hash)]
}
