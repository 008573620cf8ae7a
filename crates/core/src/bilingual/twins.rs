//! Which segments of a document have the same source, and which the same translation.
//!
//! Gathered once for a document that comes with its source; case and marks do not count, numbers and words do.

use crate::document::{Block, Document};
use crate::language::hash::{ByHash, Hasher};

/// Segments of a group that are compared; the others would be compared with all of them.
const FEW: usize = 64;

/// What a segment says, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Twin {
    /// The source with its context.
    source: u64,
    /// The source alone.
    plain: u64,
    target: u64,
}

/// Segments by their source and by their translation.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    blocks: Vec<Option<Twin>>,
    /// The first segment with the usual translation of a source that has several, and how many have it.
    usual: ByHash<(u32, u32)>,
    /// The first segments with a translation that stands for several sources.
    targets: ByHash<Vec<u32>>,
}

impl Twins {
    /// Reads the segments of a document; nothing where there is one alone.
    pub fn gather(document: &Document) -> Twins {
        if document.blocks.len() < 2 || document.blocks.iter().all(|b| b.original.is_none()) {
            return Twins::default();
        }
        let twin = |block: &Block| {
            let (source, target) = keys(block)?;
            let plain = key(&block.original.as_ref()?.text)?;
            Some(Twin { source, plain, target })
        };
        let blocks: Vec<Option<Twin>> = document.blocks.iter().map(twin).collect();
        let (mut sources, mut targets) = (ByHash::<Vec<u32>>::default(), ByHash::<Vec<u32>>::default());
        for (at, twin) in blocks.iter().enumerate() {
            let Some(twin) = twin else { continue };
            for (groups, key) in [(&mut sources, twin.source), (&mut targets, twin.target)] {
                let group = groups.entry(key).or_default();
                if group.len() < FEW {
                    group.push(at as u32);
                }
            }
        }
        let twin = |at: &u32| blocks[*at as usize];
        targets.retain(|_, group| {
            group.iter().any(|at| twin(at).map(|t| t.plain) != twin(&group[0]).map(|t| t.plain))
        });
        sources.retain(|_, group| {
            group.iter().any(|at| twin(at).map(|t| t.target) != twin(&group[0]).map(|t| t.target))
        });
        let usual = sources.into_iter().filter_map(|(key, group)| {
            let count = |at: &u32| {
                group.iter().filter(|a| twin(a).map(|t| t.target) == twin(at).map(|t| t.target)).count()
            };
            // Of equals the first is the usual one.
            let (count, std::cmp::Reverse(at)) =
                group.iter().map(|at| (count(at), std::cmp::Reverse(*at))).max()?;
            Some((key, (at, count as u32)))
        });
        let usual = usual.collect();
        Twins { blocks, usual, targets }
    }

    /// The first segment with the usual translation of a segment's source, and how many have it; none where it is the
    /// segment's own, or there is no other.
    pub fn usual(&self, at: usize) -> Option<(usize, usize)> {
        let twin = (*self.blocks.get(at)?)?;
        let &(usual, count) = self.usual.get(&twin.source)?;
        let target = self.blocks[usual as usize]?.target;
        (target != twin.target).then_some((usual as usize, count as usize))
    }

    /// The first segment with a segment's translation and another source.
    pub fn of_target(&self, at: usize) -> Option<usize> {
        let twin = (*self.blocks.get(at)?)?;
        let plain = |at: &&u32| self.blocks[**at as usize].map(|t| t.plain) != Some(twin.plain);
        self.targets.get(&twin.target)?.iter().find(plain).map(|&at| at as usize)
    }
}

/// The letters and digits of both sides as numbers, with the context that tells segments apart; nothing where a side
/// says nothing.
pub fn keys(block: &Block) -> Option<(u64, u64)> {
    let original = block.original.as_ref()?;
    let (source, target) = (key(&original.text)?, key(&block.text)?);
    let context = block.unit.as_ref().and_then(|unit| unit.context.as_deref()).and_then(key).unwrap_or(0);
    Some((source ^ context.rotate_left(7), target))
}

/// The letters and digits of a text as one number.
pub fn key(text: &str) -> Option<u64> {
    let mut state = Hasher::default();
    let mut any = false;
    let mut gap = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap |= c.is_whitespace();
            continue;
        }
        if gap && any {
            state.letter(' ');
        }
        gap = false;
        any = true;
        if c.is_ascii() {
            state.letter(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|l| state.letter(l));
        }
    }
    any.then(|| state.finish())
}
