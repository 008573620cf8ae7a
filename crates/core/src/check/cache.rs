//! What blocks told by themselves when a text was checked last: of a text that is being written, most stay as they are.
//!
//! Only what depends on nothing but the block is kept, so that a check with a cache says what one without says: its
//! analysis, and the language that it is in. What the whole document tells is worked out each time.

use std::collections::HashMap;

use crate::analysis::{Analyser, Analysis};
use crate::detected::DetectedText;
use crate::document::{Block, BlockKind, Object};
use crate::language::Language;
use crate::side_by_side;

/// Blocks of the last check, by their text. Of one checker, for one document.
#[derive(Debug, Default)]
pub struct BlockCache {
    /// The language that analyses are of.
    code: String,
    blocks: HashMap<String, Vec<KeptBlock>>,
    /// Counts the checks.
    round: u64,
}

/// A block, and what it told.
#[derive(Debug)]
struct KeptBlock {
    kind: BlockKind,
    language: Option<String>,
    objects: Vec<Object>,
    told: Option<DetectedText>,
    analysis: Option<Analysis>,
    /// The last check of a document that held it.
    round: u64,
}

impl KeptBlock {
    fn is_of(&self, block: &Block) -> bool {
        self.kind == block.kind && self.language == block.language && self.objects == block.objects
    }
}

impl BlockCache {
    /// What each block tells of its language. Blocks that are not among these are forgotten.
    pub(super) fn told(&mut self, blocks: &[Block], usual: &Language) -> Vec<Option<DetectedText>> {
        self.round += 1;
        let told = side_by_side::each(blocks.len(), |index| match self.of(&blocks[index]) {
            Some(kept) => kept.told.clone(),
            None => DetectedText::detect(&blocks[index], usual),
        });
        for (block, told) in blocks.iter().zip(&told) {
            self.keep(block).told.clone_from(told);
        }
        let round = self.round;
        self.blocks.retain(|_, kept| {
            kept.retain(|kept| kept.round == round);
            !kept.is_empty()
        });
        told
    }

    /// The analysis of each block.
    pub(super) fn analyses(&mut self, blocks: &[Block], analyser: &Analyser) -> Vec<Analysis> {
        let code = &analyser.language().code;
        if self.code != *code {
            self.code.clone_from(code);
            self.blocks.values_mut().flatten().for_each(|kept| kept.analysis = None);
        }
        let analyses = side_by_side::each_with(
            blocks.len(),
            || analyser.workspace(),
            |workspace, index| match self.of(&blocks[index]).and_then(|kept| kept.analysis.as_ref()) {
                Some(analysis) => analysis.clone(),
                None => analyser.analyse(&blocks[index], workspace),
            },
        );
        for (block, analysis) in blocks.iter().zip(&analyses) {
            self.keep(block).analysis.get_or_insert_with(|| analysis.clone());
        }
        analyses
    }

    fn of(&self, block: &Block) -> Option<&KeptBlock> {
        self.blocks.get(&block.text)?.iter().find(|kept| kept.is_of(block))
    }

    /// The place where a block is kept.
    fn keep(&mut self, block: &Block) -> &mut KeptBlock {
        if !self.blocks.contains_key(&block.text) {
            self.blocks.insert(block.text.clone(), Vec::new());
        }
        let all = self.blocks.get_mut(&block.text).expect("it is there now");
        let at = all.iter().position(|kept| kept.is_of(block)).unwrap_or(all.len());
        if at == all.len() {
            let (kind, language, objects) = (block.kind, block.language.clone(), block.objects.clone());
            all.push(KeptBlock { kind, language, objects, told: None, analysis: None, round: self.round });
        }
        all[at].round = self.round;
        &mut all[at]
    }
}
