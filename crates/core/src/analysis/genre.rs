//! How a block is written: in full sentences, or in a manner that leaves out what goes without saying.
//!
//! A sentence without a subject is a fault where the sentences around it have theirs, and none in a reference, a diary,
//! a list of changes. So the manner is worked out once, from the block and its neighbours, and rules name those in
//! which they do not look (`not-in`).

mod opening;

use crate::analysis::{Analysis, Sentence, Shape};
use crate::document::{Block, BlockKind, Document, ObjectKind};
use crate::language::hash::ByHash;

use opening::{Opening, opening};

/// The manner in which a block is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Genre {
    /// Full sentences.
    #[default]
    Running,
    /// Says of a function, a setting, a command what it does: "Returns the length."
    Reference,
    /// Leaves out who and what where it goes without saying: changes, minutes, diaries, notices, captions.
    Notes,
    /// Tells what to do, step by step.
    Steps,
    /// What is said in turn, each behind the name of who says it.
    Talk,
    /// Lines that end where the writer ends them.
    Verse,
}

impl Genre {
    /// Every manner with its name in rules.
    pub const ALL: [(&'static str, Genre); 6] = [
        ("running", Genre::Running),
        ("reference", Genre::Reference),
        ("notes", Genre::Notes),
        ("steps", Genre::Steps),
        ("talk", Genre::Talk),
        ("verse", Genre::Verse),
    ];
}

/// Blocks in a row, or in a document, that make a manner of it.
const SEVERAL: usize = 3;

/// Returns the manner of each block of a document, in order.
pub(super) fn gather(document: &Document, blocks: &[Analysis]) -> Vec<Genre> {
    let mut genres: Vec<Genre> =
        document.blocks.iter().zip(blocks).map(|(block, analysis)| own(document, block, analysis)).collect();
    steps(document, blocks, &mut genres);
    talk(document, blocks, &mut genres);
    reference(document, blocks, &mut genres);
    genres
}

/// The manner that a block shows by itself.
fn own(document: &Document, block: &Block, analysis: &Analysis) -> Genre {
    if !block.kind.is_checked() {
        return Genre::Running;
    }
    if is_verse(document, block) {
        return Genre::Verse;
    }
    let openings: Vec<Opening> =
        analysis.sentences.iter().filter_map(|s| opening(block, analysis, s)).collect();
    let count = |wanted: fn(Opening) -> bool| openings.iter().filter(|o| wanted(**o)).count();
    let all = openings.len();
    // What a block opens with is how it goes on: a full sentence, or one that leaves its subject out.
    if openings.first().is_some_and(|o| o.is_brief()) && 2 * count(Opening::is_brief) >= all {
        Genre::Notes
    } else if all >= SEVERAL && 3 * count(|o| o == Opening::Command) >= 2 * all {
        Genre::Steps
    } else {
        Genre::Running
    }
}

/// Items in a row of which three in four tell what to do.
fn steps(document: &Document, blocks: &[Analysis], genres: &mut [Genre]) {
    let is_item = |i: usize| document.blocks[i].kind == BlockKind::ListItem;
    let mut at = 0;
    while at < blocks.len() {
        let row = (at..blocks.len()).take_while(|&i| is_item(i)).count();
        let commands = (at..at + row).filter(|&i| {
            let first = blocks[i].sentences.first();
            first.and_then(|s| opening(&document.blocks[i], &blocks[i], s)) == Some(Opening::Command)
        });
        if row >= SEVERAL && 4 * commands.count() >= 3 * row {
            genres[at..at + row].fill(Genre::Steps);
        }
        at += row.max(1);
    }
}

/// Blocks behind labels, where labels come back: "A: …", "Marta: …".
fn talk(document: &Document, blocks: &[Analysis], genres: &mut [Genre]) {
    let mut times: ByHash<usize> = ByHash::default();
    let labels: Vec<Option<u64>> =
        document.blocks.iter().zip(blocks).map(|(block, analysis)| label(block, analysis)).collect();
    labels.iter().flatten().for_each(|label| *times.entry(*label).or_default() += 1);
    if labels.iter().flatten().count() < SEVERAL {
        return;
    }
    for (genre, label) in genres.iter_mut().zip(&labels) {
        if label.is_some_and(|label| times[&label] > 1) {
            *genre = Genre::Talk;
        }
    }
}

/// The label that a block begins with: one to three words with a capital and a colon or a stop.
fn label(block: &Block, analysis: &Analysis) -> Option<u64> {
    let words =
        analysis.tokens.iter().take_while(|t| t.shape.is_capital() || t.span.len() == 1 && t.shape.is_word());
    let words = words.take(4).count();
    let mark = analysis.tokens.get(words).filter(|_| (1..=3).contains(&words))?;
    let shouted = analysis.tokens[..words].iter().all(|t| t.shape == Shape::Upper);
    let ends = match mark.span.of(&block.text) {
        ":" => true,
        "." => shouted && analysis.tokens.len() > words + 1,
        _ => false,
    };
    ends.then(|| analysis.tokens[..words].iter().fold(0, |key: u64, t| key.rotate_left(5) ^ t.hash))
}

/// In a page with code, several blocks say at once what something does: so do the others where they say it at last.
fn reference(document: &Document, blocks: &[Analysis], genres: &mut [Genre]) {
    if !has_code(document) {
        return;
    }
    let describes = |i: &usize| {
        let mut sentences = blocks[*i].sentences.iter();
        let open = |s: &Sentence| opening(&document.blocks[*i], &blocks[*i], s);
        document.blocks[*i].kind.is_checked() && sentences.any(|s| open(s) == Some(Opening::Third))
    };
    if (0..blocks.len()).filter(describes).take(SEVERAL).count() == SEVERAL {
        genres
            .iter_mut()
            .filter(|g| matches!(g, Genre::Running | Genre::Notes))
            .for_each(|g| *g = Genre::Reference);
    }
}

/// True for a document with listings, or with names of a program in its lines.
fn has_code(document: &Document) -> bool {
    let coded = |block: &&Block| block.objects.iter().any(|o| o.kind == ObjectKind::Code);
    document.blocks.iter().any(|b| b.kind == BlockKind::Code)
        || document.blocks.iter().filter(coded).take(SEVERAL).count() == SEVERAL
}

/// Bytes of a line of verse at most.
const LINE: usize = 64;

/// True for three lines or more that are short and end with a mark, most of them: wrapped prose ends where it is full.
fn is_verse(document: &Document, block: &Block) -> bool {
    let mut pieces = block.map.pieces();
    let Some(first) = pieces.next() else { return false };
    let last = pieces.last().unwrap_or(first);
    let text =
        document.source.text.get(first.file.start as usize..last.file.end as usize).unwrap_or_default();
    if text.len() < SEVERAL || text.len() > LINE * 40 {
        return false;
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let ended = lines()
        .filter(|l| {
            l.trim_end_matches(['\\', '>']).ends_with([',', ';', '.', ':', '!', '?', '—', '–', '”', '"'])
        })
        .count();
    let count = lines().count();
    count >= SEVERAL && lines().all(|line| line.len() <= LINE) && 2 * ended >= count
}

#[cfg(test)]
mod tests;
