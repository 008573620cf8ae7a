//! Why a text is held to be machine translation or not: frames and rules that tell, and the sentences that hold most.

use crate::analysis::Whole;
use crate::document::Document;
use crate::finding::Finding;
use crate::machine::frames;
use crate::machine::model::MachineModel;
use crate::machine::part::{PASSAGES, Telling, Used};
use crate::machine::reading::{FrameReading, by_rule};
use crate::machine::table;
use crate::span::{FileSpan, Span};

/// Reasons that are given.
pub const REASONS: usize = 5;
/// The least that a reason moves the logarithm of the odds.
const LEAST_EFFECT: f64 = 0.005;

/// Something that an editor can see, and how much it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct MachineReason {
    /// What it is, in an editor's words.
    pub words: String,
    /// What it adds to the logarithm of the odds; negative speaks for people.
    pub effect: f64,
    /// Where it stands first.
    pub span: FileSpan,
}

/// A sentence that speaks for machine translation.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The block that holds it.
    pub block: usize,
    /// Its place in the file.
    pub span: FileSpan,
    /// Its words.
    pub text: String,
    /// What it adds to the logarithm of the odds of a text of its length.
    pub effect: f64,
}

/// The strongest reasons, those of findings and of phrases together.
pub(super) fn reasons(
    model: &MachineModel,
    findings: &[Finding],
    phrases: Vec<MachineReason>,
) -> Vec<MachineReason> {
    let mut reasons = phrases;
    for (rule, count) in by_rule(findings) {
        let Some(first) = findings.iter().find(|f| f.rule.id == rule) else { continue };
        let effect = model.numbers.likelihood.findings * model.evidence(rule, count);
        let (times, summary) = (times(count), first.rule.summary.trim_end_matches('.'));
        reasons.push(MachineReason { words: format!("{summary} ({times})"), effect, span: first.span });
    }
    reasons.retain(|r| r.effect.abs() > LEAST_EFFECT);
    strongest(&mut reasons);
    reasons.truncate(REASONS);
    reasons
}

fn strongest(reasons: &mut [MachineReason]) {
    reasons.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()).then(a.span.start.cmp(&b.span.start)));
}

/// The phrases that tell most of the frames that a document uses, strongest first: none that says again what another
/// one says.
pub(super) fn phrases(
    model: &MachineModel,
    document: &Document,
    whole: &Whole,
    reading: FrameReading,
    used: &[Used],
) -> Vec<MachineReason> {
    let numbers = &model.numbers;
    let words = reading.words as f64;
    let mut reasons = Vec::new();
    let of_step = numbers.likelihood.style * numbers.style.slope(words) * numbers.style.step / words.max(1.0);
    for used in used {
        let usual = table::rate(used.known.usual) * words;
        let effect = of_step * f64::from(used.known.weight) * (used.count as f64 - usual);
        // What is used less than usual is nothing to see, and its sign would be read the wrong way.
        if used.count as f64 > usual {
            let (block, tokens) = (&document.blocks[used.block], &whole.blocks[used.block].tokens);
            let run = &tokens[used.first..=used.last];
            let span = Span { start: run[0].span.start, end: run[run.len() - 1].span.end };
            let shown = shown(&block.text, run);
            let (often, words) = (times(used.count), reading.words);
            let words = match used.known.weight > 0 {
                true => format!("“{shown}” {often} in {words} words, in people's texts {}", about(usual)),
                false => format!("“{shown}” {often}: people write it oftener than machines"),
            };
            reasons.push(MachineReason { words, effect, span: block.map.to_file(span) });
        }
    }
    strongest(&mut reasons);
    let mut kept: Vec<MachineReason> = Vec::new();
    for reason in reasons {
        let same =
            |k: &MachineReason| k.span.overlaps(reason.span) && (k.effect > 0.0) == (reason.effect > 0.0);
        if !kept.iter().any(same) && reason.effect.abs() > LEAST_EFFECT {
            kept.push(reason);
        }
        if kept.len() == REASONS {
            break;
        }
    }
    kept
}

/// The frame as one reads it: an ellipsis for every word that may be any of its kind.
fn shown(text: &str, run: &[crate::analysis::Token]) -> String {
    let mut shown = String::new();
    for (i, token) in run.iter().enumerate() {
        if i > 0 && token.spaced {
            shown.push(' ');
        }
        match frames::stands_as_itself(token) {
            true => shown.push_str(&token.span.of(text).to_lowercase()),
            false => shown.push('…'),
        }
    }
    shown
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn about(usual: f64) -> String {
    match usual {
        u if u < 0.05 => "hardly ever".to_owned(),
        u if u < 10.0 => format!("{u:.1} times"),
        u => format!("{u:.0} times"),
    }
}

/// The sentences that speak for it most, of those that tell most in their blocks.
pub(super) fn passages(document: &Document, whole: &Whole, mut telling: Vec<Telling>) -> Vec<Passage> {
    let sentence = |t: &Telling| whole.blocks[t.block].sentences[t.sentence].span;
    let place = |t: &Telling| document.blocks[t.block].map.to_file(sentence(t));
    telling.sort_by(|a, b| b.effect.total_cmp(&a.effect).then_with(|| place(a).start.cmp(&place(b).start)));
    telling.truncate(PASSAGES);
    let passage = |t: Telling| Passage {
        block: t.block,
        span: place(&t),
        text: sentence(&t).of(&document.blocks[t.block].text).to_owned(),
        effect: t.effect,
    };
    telling.into_iter().map(passage).collect()
}
