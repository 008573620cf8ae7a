//! The heads that tell a repair from what was repaired, one for each source language and one for any.
//!
//! Linear discriminants (Fisher 1936): the direction in which repairs move texts most, against the spread of texts
//! among themselves. The spread that matters is twofold: what a text is about, and how repairs differ.

use crate::estimate::heads::{expanded, shaped};
use crate::estimate::ridge::Normal;
use crate::estimate::row::CrossRow;
use mtlint_core::estimate::feature::Needs;
use mtlint_core::estimate::head::{Head, TERMS};
use mtlint_core::estimate::model::Mixture;

/// Ridge strength, in texts.
const STRENGTH: f64 = 300.0;
/// A text counts for a language from this share on.
const LEAST_SHARE: f64 = 0.05;

/// Fits the heads; none where nothing was repaired.
pub(super) fn heads(crossed: &[CrossRow], scale: &[[f32; 2]], languages: usize) -> Option<Mixture> {
    let any = head(crossed, scale, &|_| 1.0)?;
    let several = if languages > 1 { languages } else { 0 };
    let origins = (0..several).map(|code| {
        let share = |i: usize| f64::from(crossed[i].shares[code]);
        head(crossed, scale, &share).unwrap_or_else(|| any.clone())
    });
    Some(Mixture { origins: origins.collect(), any })
}

/// A head for texts that count by `share`. Its judgement has mean 0 and deviation 1 over the machine's texts.
fn head(crossed: &[CrossRow], scale: &[[f32; 2]], share: &dyn Fn(usize) -> f64) -> Option<Head> {
    let columns = Needs::Text.count() * TERMS;
    let chosen: Vec<usize> = (0..crossed.len()).filter(|&i| share(i) > LEAST_SHARE).collect();
    let mut line = Vec::with_capacity(columns);
    let (mut mean, mut total) = (vec![0f64; columns], 0.0);
    for &i in &chosen {
        expanded(Needs::Text, &crossed[i].text, scale, &mut line);
        mean.iter_mut().zip(&line).for_each(|(m, x)| *m += share(i) * f64::from(*x));
        total += share(i);
    }
    let mean: Vec<f32> = mean.into_iter().map(|m| (m / total) as f32).collect();
    let (mut spread, mut moved) = (Normal::new(columns), Normal::new(columns));
    let mut after = Vec::with_capacity(columns);
    for &i in &chosen {
        expanded(Needs::Text, &crossed[i].text, scale, &mut line);
        if let Some(fixed) = &crossed[i].fixed {
            expanded(Needs::Text, fixed, scale, &mut after);
            after.iter_mut().zip(&line).for_each(|(b, a)| *b -= a);
            moved.add(&after, 1.0, share(i));
        }
        line.iter_mut().zip(&mean).for_each(|(x, m)| *x -= m);
        spread.add(&line, 0.0, share(i));
    }
    crossed.iter().any(|row| row.fixed.is_some()).then(|| {
        moved.merge(&spread, 1.0);
        let mut weights = moved.weights(STRENGTH, &[], false);
        let deviation = (spread.square(&weights) / total).sqrt().max(1e-9);
        weights.iter_mut().for_each(|w| *w /= deviation);
        let mut head = shaped(Needs::Text, &weights, scale, share, &mut |work| {
            for &i in &chosen {
                expanded(Needs::Text, &crossed[i].text, scale, &mut line);
                work(i, &line);
            }
        });
        head.bias = 0.0;
        head
    })
}
