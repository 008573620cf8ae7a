//! A price, an amount and a total that do not fit; a crowd larger than the place that holds it.

use crate::analysis::Context;
use crate::detect::Sink;

use super::figure::{Figure, FigureUnit};
use super::lists::{Figures, shown};

/// How far a product may be from the total that the text rounds.
const ROUNDED: f64 = 0.03;

/// "98,000 for each metre, 38 metres, 37 million in all": the total is off by a power of ten. `words` after the
/// price are “per”, “each”, and `others` before it.
pub(super) fn product(of: &Figures, context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    let figures = of.figures.figures(context, context.index, 0, tokens.len());
    for (at, price) in figures.iter().enumerate() {
        let after = tokens[price.last..].iter().take(2).any(|t| of.words.has(t));
        let before = tokens[price.first.saturating_sub(4)..price.first].iter().any(|t| of.others.has(t));
        let after = after || before;
        let large = price.scaled || matches!(price.unit, FigureUnit::Money(_));
        if !after || !large || price.value <= 1.0 {
            continue;
        }
        let near: Vec<&Figure> = figures[at + 1..].iter().take(4).collect();
        let Some((amount, total)) = total(price, &near) else { continue };
        let product = price.value * amount.value;
        let message = format!(
            "{} times {} is {}, and not {}",
            shown(amount.value),
            shown(price.value),
            shown(product),
            shown(total.value)
        );
        let hit = sink.say(total.span(tokens), message);
        hit.related = vec![
            (context.index, price.span(tokens), "the price".into()),
            (context.index, amount.span(tokens), "the amount".into()),
        ];
    }
}

/// The amount and the total that is the product times a power of ten, where no other figure is the product itself.
fn total<'f>(price: &Figure, near: &[&'f Figure]) -> Option<(&'f Figure, &'f Figure)> {
    for (i, amount) in near.iter().copied().enumerate() {
        let counts = !amount.scaled
            && amount.value > 2.0
            && matches!(amount.unit, FigureUnit::Thing(_) | FigureUnit::Bare);
        if !counts || amount.is_year() {
            continue;
        }
        for total in near[i + 1..].iter().copied() {
            let money = matches!(total.unit, FigureUnit::Money(_)) || total.scaled;
            let ratio = price.value * amount.value / total.value;
            let power = ratio.log10().round();
            let exact = (ratio / 10f64.powf(power) - 1.0).abs() < ROUNDED;
            if money && exact && (1.0..=4.0).contains(&power.abs()) {
                return Some((amount, total));
            }
            if money && exact && power == 0.0 {
                return None;
            }
        }
    }
    None
}

/// A crowd larger than the one place that the text gives the size of. `words` come before or after the size of a place,
/// `others` beside the figure of a crowd.
pub(super) fn crowd(of: &Figures, context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    let figures = of.figures.figures(context, context.index, 0, tokens.len());
    if !figures.iter().any(|f| beside(of, context, context.index, f, true)) {
        return;
    }
    let made = &context.whole.made;
    let sizes = made.get::<AmountSizes>().unwrap_or_else(|| made.keep(sizes(of, context)));
    let [(block, size)] = sizes.0[..] else { return };
    for crowd in figures.iter().filter(|f| beside(of, context, context.index, f, true)) {
        if crowd.value > size.value * 1.02 && size.value >= 50.0 && crowd.value < size.value * 20.0 {
            let message = format!("{} people, where {} have room", shown(crowd.value), shown(size.value));
            let hit = sink.say(crowd.span(tokens), message);
            let there = size.span(&context.whole.blocks[block].tokens);
            hit.related = vec![(block, there, "the room that there is".into())];
        }
    }
}

/// The sizes of places in a document, by block.
struct AmountSizes(Vec<(usize, Figure)>);

fn sizes(of: &Figures, context: &Context) -> AmountSizes {
    let mut sizes = Vec::new();
    for (block, analysis) in context.whole.blocks.iter().enumerate() {
        let found = of.figures.figures(context, block, 0, analysis.tokens.len());
        sizes.extend(found.into_iter().filter(|f| beside(of, context, block, f, false)).map(|f| (block, f)));
    }
    AmountSizes(sizes)
}

/// True where a word of a crowd, or of the size of a place, stands beside the figure.
fn beside(of: &Figures, context: &Context, block: usize, figure: &Figure, crowd: bool) -> bool {
    let tokens = &context.whole.blocks[block].tokens;
    let list = if crowd { &of.others } else { &of.words };
    let before = figure.first.saturating_sub(3)..figure.first;
    let after = figure.at + 1..(figure.last + 1).min(tokens.len());
    !figure.is_year()
        && figure.value.fract() == 0.0
        && !matches!(figure.unit, FigureUnit::Money(_) | FigureUnit::Percent)
        && before.chain(after).any(|i| list.has(&tokens[i]))
}
