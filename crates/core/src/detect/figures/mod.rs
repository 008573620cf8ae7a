//! Figures that contradict each other, told by the text alone.
//!
//! `fault` says which: "direction" (what rises from 50 to 30), "range" (between 50 and 30), "parts" (twelve people, five
//! men and nine women), "rest" (shares that leave another rest than is said), "share" (more than all of them), "product"
//! (a price times an amount that comes to another total by a power of ten), "restated" (the same thing said with another
//! figure), "crowd" (more people than the place holds), "sum" (two amounts and a total of another size), "discount" (a
//! share of the price in the place of what is taken off). Word lists stand in the rule.

mod amount;
mod figure;
mod lists;
mod restated;
mod sentence;
mod total;

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

use figure::FigureWordIds;
use lists::{Figures, List, SmallWordIds};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "figures",
    summary: "figures at odds; fault = direction, range, parts, rest, share, product, restated, crowd, sum, discount; up, down, words, others = word lists",
    needs: &[Need::Tags],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FigureFaultKind {
    Direction,
    Range,
    Parts,
    Rest,
    Share,
    Product,
    Restated,
    Crowd,
    Sum,
    Discount,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureSettings {
    fault: FigureFaultKind,
    /// Verbs and nouns of rising.
    #[serde(default)]
    up: String,
    /// Verbs and nouns of falling.
    #[serde(default)]
    down: String,
    /// What the fault is told by; each fault says what.
    #[serde(default)]
    words: String,
    /// What excuses it.
    #[serde(default)]
    others: String,
}

struct FigureFault {
    fault: FigureFaultKind,
    of: Figures,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let FigureSettings { fault, up, down, words, others } = parameters.read()?;
    let small = SmallWordIds::of(language);
    let [up, down, words, others] = [up, down, words, others].map(|list| List::new(&list, language));
    let of = Figures { figures: FigureWordIds::of(language), up, down, words, others, small };
    Ok(Box::new(FigureFault { fault, of }))
}

impl Detector for FigureFault {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let of = &self.of;
        match self.fault {
            FigureFaultKind::Restated => return restated::check(of, context, sink),
            FigureFaultKind::Product => return amount::product(of, context, sink),
            FigureFaultKind::Crowd => return amount::crowd(of, context, sink),
            FigureFaultKind::Sum => return total::sum(of, context, sink),
            FigureFaultKind::Discount => return total::discount(of, context, sink),
            _ => {}
        }
        for sentence in &context.analysis.sentences {
            let figures = of.in_sentence(context, sentence);
            if figures.is_empty() {
                continue;
            }
            match self.fault {
                FigureFaultKind::Direction => sentence::direction(of, context, &figures, sink),
                FigureFaultKind::Range => sentence::range(of, context, &figures, sink),
                FigureFaultKind::Parts => sentence::parts(of, context, &figures, sink),
                FigureFaultKind::Rest => sentence::rest(of, context, &figures, sink),
                _ => sentence::share(of, context, &figures, sink),
            }
        }
    }
}
