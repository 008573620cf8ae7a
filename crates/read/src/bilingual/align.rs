//! Which blocks of a translation stand for which of its source: by structure, length and content.
//!
//! Dynamic programming over both lists (Gale and Church 1993, “A program for aligning sentences in bilingual corpora”):
//! lengths in characters follow each other with a known spread. What a block is (a heading, an item, code) and what stays
//! the same in every language (numbers, names, addresses, code) are anchors.

use std::collections::HashMap;
use std::ops::Range;

use mtlint_core::document::{Block, BlockKind};

/// Steps of an alignment: blocks of the source, blocks of the target, and what each costs in hundredths of −ln of how
/// often it is taken. Sentences are joined and parted more often than left out; paragraphs are not.
const STEPS: [(usize, usize, i32); 6] =
    [(1, 1, 12), (1, 0, 400), (0, 1, 400), (2, 1, 600), (1, 2, 600), (2, 2, 900)];
/// Variance of a length by length, in characters, as Gale and Church measured it.
const VARIANCE: f64 = 6.8;
/// How far from the diagonal pairs are looked for, at least.
const BAND: usize = 120;
/// Pairs that are looked at, at most.
const CELLS: usize = 40_000_000;
/// Costs beyond which a pair is no pair.
const DOUBTFUL: i32 = 900;

/// The blocks of the source and of the target that belong together, in order; doubtful ones are left out.
pub(crate) fn pairs(source: &[Block], target: &[Block]) -> Vec<(Range<usize>, Range<usize>)> {
    let (sources, targets): (Vec<BlockFacts>, Vec<BlockFacts>) =
        (source.iter().map(BlockFacts::of).collect(), target.iter().map(BlockFacts::of).collect());
    let total = |facts: &[BlockFacts]| facts.iter().map(|f| f.length).sum::<f64>().max(1.0);
    let ratio = (total(&targets) / total(&sources)).clamp(0.2, 5.0);
    let (n, m) = (sources.len(), targets.len());
    let band = BAND.max(n.abs_diff(m) + n.max(m) / 10).min(CELLS / (2 * n + 2));
    let width = 2 * band + 1;
    // Cell (i, j) stands at j − low(i) of its row.
    let low = |i: usize| (i * m / n.max(1)).saturating_sub(band);
    let mut cost = vec![i32::MAX; (n + 1) * width];
    let mut step = vec![u8::MAX; (n + 1) * width];
    cost[0] = 0;
    for i in 0..=n {
        for j in low(i)..=m.min(low(i) + width - 1) {
            for (number, &(a, b, prior)) in STEPS.iter().enumerate() {
                if a > i || b > j || j - b < low(i - a) || j - b - low(i - a) >= width {
                    continue;
                }
                let before = cost[(i - a) * width + (j - b - low(i - a))];
                if before == i32::MAX {
                    continue;
                }
                let here = before.saturating_add(prior).saturating_add(distance(
                    &sources[i - a..i],
                    &targets[j - b..j],
                    ratio,
                ));
                let cell = i * width + (j - low(i));
                if here < cost[cell] {
                    cost[cell] = here;
                    step[cell] = number as u8;
                }
            }
        }
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let Some(&(a, b, _)) = STEPS.get(step[i * width + (j - low(i))] as usize) else { break };
        let price = distance(&sources[i - a..i], &targets[j - b..j], ratio);
        if a > 0 && b > 0 && price < DOUBTFUL {
            found.push((i - a..i, j - b..j));
        }
        (i, j) = (i - a, j - b);
    }
    found.reverse();
    found
}

/// What is asked of a block.
struct BlockFacts {
    /// In characters.
    length: f64,
    kind: BlockKind,
    /// What every language writes alike, with how often it stands there.
    anchors: HashMap<String, u32>,
}

impl BlockFacts {
    fn of(block: &Block) -> BlockFacts {
        let mut anchors = HashMap::new();
        let mut add = |anchor: &str| *anchors.entry(anchor.to_owned()).or_insert(0) += 1;
        let words = block.text.split(|c: char| !(c.is_alphanumeric() || "._-/".contains(c)));
        for word in words.map(|word| word.trim_matches(['.', '-', '/', '_'])).filter(|w| !w.is_empty()) {
            let has_digit = word.bytes().any(|b| b.is_ascii_digit());
            let is_name =
                word.len() > 2 && word.is_ascii() && word.starts_with(|c: char| c.is_ascii_uppercase());
            if has_digit || is_name || word.contains('/') {
                add(word);
            }
        }
        if block.kind == BlockKind::Code {
            add(&block.text);
        }
        block.objects.iter().for_each(|object| add(object.span.of(&block.text)));
        BlockFacts { length: block.text.chars().count() as f64, kind: block.kind.like(), anchors }
    }
}

/// What it costs to take these for each other, in hundredths of −ln.
fn distance(sources: &[BlockFacts], targets: &[BlockFacts], ratio: f64) -> i32 {
    if sources.is_empty() || targets.is_empty() {
        return 0;
    }
    let of = |facts: &[BlockFacts]| facts.iter().map(|f| f.length).sum::<f64>();
    let (source, target) = (of(sources) * ratio, of(targets));
    let mean = ((source + target) / 2.0).max(1.0);
    let delta = (target - source).abs() / (mean * VARIANCE).sqrt();
    // −ln of a normal's two tails, by its well-known bound; it grows with the square.
    let length = (100.0 * (delta * delta / 2.0 + (1.0 + delta).ln())).min(2_500.0) as i32;
    let other = |a: &BlockFacts, b: &BlockFacts| i32::from(a.kind != b.kind);
    let kinds = match (sources, targets) {
        ([a], [b]) => 250 * other(a, b),
        _ => sources.iter().flat_map(|a| targets.iter().map(move |b| 150 * other(a, b))).sum(),
    };
    length + kinds - anchors(sources, targets)
}

/// What shared anchors are worth: up to three of them, less what only one side has.
fn anchors(sources: &[BlockFacts], targets: &[BlockFacts]) -> i32 {
    let count = |facts: &[BlockFacts], anchor: &str| {
        facts.iter().filter_map(|f| f.anchors.get(anchor)).sum::<u32>() as i32
    };
    let all = |facts: &[BlockFacts]| facts.iter().flat_map(|f| f.anchors.values()).sum::<u32>() as i32;
    let shared: i32 = sources
        .iter()
        .flat_map(|f| f.anchors.keys())
        .map(|anchor| count(sources, anchor).min(count(targets, anchor)))
        .sum();
    let most = all(sources).max(all(targets));
    200 * shared.min(3) - 40 * (most - shared).clamp(0, 5)
}
