//! Why a text is held to be machine translation or not: frames and rules that tell, and the sentences that hold most.

use std::collections::BTreeMap;

use crate::analysis::Whole;
use crate::document::Document;
use crate::finding::Finding;
use crate::machine::frames;
use crate::machine::model::Model;
use crate::machine::reading::{Reading, is_word, prose};
use crate::machine::table::{self, Known};
use crate::span::{FileSpan, Span};

/// Reasons that are given.
pub const REASONS: usize = 5;
/// Passages that are given.
pub const PASSAGES: usize = 3;
/// The least that a reason moves the logarithm of the odds.
const LEAST_EFFECT: f64 = 0.005;
/// Words of the shortest passage.
const PASSAGE_WORDS: usize = 5;

/// Something that an editor can see, and how much it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
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

/// Rules of this family speak of the estimate, which is no evidence of its own.
const ESTIMATE: &str = "estimate";

/// How many findings each rule has.
pub(super) fn by_rule<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> BTreeMap<&'f str, usize> {
    let mut counts = BTreeMap::new();
    let told = findings.into_iter().filter(|f| f.rule.family != ESTIMATE);
    told.for_each(|f| *counts.entry(f.rule.id.as_str()).or_default() += 1);
    counts
}

/// A frame that a document uses.
struct Used {
    key: u32,
    known: Known,
    count: usize,
    block: usize,
    first: usize,
    last: usize,
}

/// The strongest reasons, those of findings and of phrases together.
pub(super) fn reasons(model: &Model, findings: &[Finding], phrases: Vec<Reason>) -> Vec<Reason> {
    let mut reasons = phrases;
    for (rule, count) in by_rule(findings) {
        let Some(first) = findings.iter().find(|f| f.rule.id == rule) else { continue };
        let effect = model.numbers.likelihood.findings * model.evidence(rule, count);
        let (times, summary) = (times(count), first.rule.summary.trim_end_matches('.'));
        reasons.push(Reason { words: format!("{summary} ({times})"), effect, span: first.span });
    }
    reasons.retain(|r| r.effect.abs() > LEAST_EFFECT);
    strongest(&mut reasons);
    reasons.truncate(REASONS);
    reasons
}

fn strongest(reasons: &mut [Reason]) {
    reasons.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()).then(a.span.start.cmp(&b.span.start)));
}

/// The phrases that tell most, strongest first: none that says again what another one says.
pub(super) fn phrases(model: &Model, document: &Document, whole: &Whole, reading: Reading) -> Vec<Reason> {
    let numbers = &model.numbers;
    let words = reading.words as f64;
    let mut reasons = Vec::new();
    let of_step = numbers.likelihood.style * numbers.style.slope(words) * numbers.style.step / words.max(1.0);
    for used in used(model, document, whole) {
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
            reasons.push(Reason { words, effect, span: block.map.to_file(span) });
        }
    }
    strongest(&mut reasons);
    let mut kept: Vec<Reason> = Vec::new();
    for reason in reasons {
        let same = |k: &Reason| k.span.overlaps(reason.span) && (k.effect > 0.0) == (reason.effect > 0.0);
        if !kept.iter().any(same) && reason.effect.abs() > LEAST_EFFECT {
            kept.push(reason);
        }
        if kept.len() == REASONS {
            break;
        }
    }
    kept
}

/// The frames of a document that have a weight and can be shown, in the order of their keys.
fn used(model: &Model, document: &Document, whole: &Whole) -> Vec<Used> {
    let mut all: Vec<Used> = Vec::new();
    for (index, block) in prose(document) {
        frames::each(&block.text, &whole.blocks[index].tokens, |frame| {
            if let Some(known) = model.frames.get(frame.key).filter(|_| frame.shown) {
                let (first, last) = (frame.first, frame.last);
                all.push(Used { key: frame.key, known, count: 1, block: index, first, last });
            }
        });
    }
    all.sort_by_key(|u| (u.key, u.block, u.first));
    all.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        kept.count += usize::from(same);
        same
    });
    all
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

/// The sentences that speak for it most.
pub(super) fn passages(
    model: &Model,
    document: &Document,
    whole: &Whole,
    findings: &[Finding],
) -> Vec<Passage> {
    let numbers = &model.numbers;
    let mut passages: Vec<Passage> = Vec::new();
    for (index, block) in prose(document) {
        let analysis = &whole.blocks[index];
        for sentence in &analysis.sentences {
            let tokens = &analysis.tokens[sentence.first..sentence.last];
            let words = tokens.iter().filter(|t| is_word(t)).count();
            if words < PASSAGE_WORDS {
                continue;
            }
            let reading = model.read(&block.text, tokens);
            let span = block.map.to_file(sentence.span);
            let here = findings.iter().filter(|f| f.block == index && f.span.overlaps(span));
            let evidence = model.evidence_of(&by_rule(here));
            let style = numbers.style.odds(model.mean(reading), reading.words as f64);
            let effect = numbers.likelihood.style * style + numbers.likelihood.findings * evidence;
            if effect > 0.0 {
                let text = sentence.span.of(&block.text).to_owned();
                passages.push(Passage { block: index, span, text, effect });
            }
        }
    }
    passages.sort_by(|a, b| b.effect.total_cmp(&a.effect).then(a.span.start.cmp(&b.span.start)));
    passages.truncate(PASSAGES);
    passages
}
