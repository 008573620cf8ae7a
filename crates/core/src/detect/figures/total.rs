//! Two amounts and a total of another size; a discount that two prices turn round.

use crate::analysis::Context;
use crate::detect::Sink;

use super::figure::{Figure, FigureUnit};
use super::lists::{Figures, shown};

/// Tokens between the word that says "in all" and the total.
const REACH: usize = 7;

/// "80 million for the ship and 40 million for the crew, 1.2 billion in all". `words` say "in all".
pub(super) fn sum(of: &Figures, context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    let figures = of.figures.figures(context, context.index, 0, tokens.len());
    for (at, total) in figures.iter().enumerate().filter(|(_, f)| is_amount(f)) {
        let near = total.first.saturating_sub(REACH)..(total.last + 3).min(tokens.len());
        if !near.clone().any(|i| of.words.has(&tokens[i])) {
            continue;
        }
        let from = at.saturating_sub(3);
        let others = figures[from..(at + 4).min(figures.len())].iter().filter(|f| f.at != total.at);
        let others: Vec<&Figure> =
            others.filter(|f| is_amount(f) && f.agrees(total) && f.value > 0.0).collect();
        for pair in others.windows(2) {
            let sum = pair[0].value + pair[1].value;
            let power = (sum / total.value).log10();
            let exact = (power - power.round()).abs() < 1e-4;
            if exact && power.round() == 0.0 {
                break;
            }
            if exact && power.abs() < 3.5 {
                let message =
                    format!("{} and {} are {}", shown(pair[0].value), shown(pair[1].value), shown(sum));
                let hit = sink.say(total.span(tokens), message);
                hit.related = pair.iter().map(|f| (context.index, f.span(tokens), "a part".into())).collect();
                break;
            }
        }
    }
}

fn is_amount(figure: &Figure) -> bool {
    figure.scaled || matches!(figure.unit, FigureUnit::Money(_))
}

/// "80 percent off": where the text has both prices, and the new one is 80 percent of the old. `words` say "off".
pub(super) fn discount(of: &Figures, context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    let figures = of.figures.figures(context, context.index, 0, tokens.len());
    let shares = figures.iter().enumerate().filter(|(_, f)| f.unit == FigureUnit::Percent);
    for (at, share) in shares.filter(|(_, f)| (5.0..100.0).contains(&f.value)) {
        let off = tokens[share.last..].iter().take(2).any(|t| of.words.has(t));
        if !off || share.value == 50.0 {
            continue;
        }
        let near = &figures[at.saturating_sub(4)..(at + 5).min(figures.len())];
        let prices: Vec<&Figure> = near.iter().filter(|f| is_price(f)).collect();
        let pairs =
            || prices.iter().enumerate().flat_map(|(i, a)| prices[i + 1..].iter().map(move |b| (*a, *b)));
        let right = pairs().any(|(a, b)| (share_of(a, b) - (100.0 - share.value)).abs() < 1.0);
        let turned = pairs().find(|(a, b)| (share_of(a, b) - share.value).abs() < 0.3);
        if let Some((a, b)) = turned.filter(|_| !right) {
            let is = 100.0 - share_of(a, b);
            let hit = sink.say(
                share.span(tokens),
                format!("the new price is {} percent below the old", shown(is.round())),
            );
            hit.related = [a, b].iter().map(|f| (context.index, f.span(tokens), "a price".into())).collect();
        }
    }
}

/// The lower of two figures as a share of the higher, in percent.
fn share_of(a: &Figure, b: &Figure) -> f64 {
    100.0 * a.value.min(b.value) / a.value.max(b.value)
}

fn is_price(figure: &Figure) -> bool {
    matches!(figure.unit, FigureUnit::Money(_)) && figure.value >= 5.0
}
