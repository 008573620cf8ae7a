//! What only the whole document can tell: names and their variants, sentences that come back, its language.

use crate::analysis::genre::{self, Genre};
use crate::analysis::names::Name;
use crate::analysis::names::index::NameIndex;
use crate::analysis::tally::Tally;
use crate::analysis::terms::TextTerms;
use crate::analysis::{Analysis, Repeats, Shape, names, quotation};
use crate::bilingual::twins::Twins;
use crate::document::Document;
use crate::language::hash::ByHash;
use crate::language::{Language, Made};
use crate::side_by_side::both;

/// The analyses of all blocks and what follows from them together.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// One analysis for each block of the document, in order; empty for code.
    pub blocks: Vec<Analysis>,
    /// Names with all their mentions.
    pub names: Vec<Name>,
    /// Sentences and lines that come back.
    pub repeats: Repeats,
    /// Words that it uses as terms.
    pub terms: TextTerms,
    /// How often unlisted and capitalised words stand in it.
    pub tally: Tally,
    /// The first places (block, token) of words with a capital that stand there twice or more, the most
    /// frequent first; at most 200.
    pub often: Vec<(usize, usize)>,
    /// The names by their words.
    pub index: NameIndex,
    /// How each block is written, in order.
    pub genres: Vec<Genre>,
    /// Words in all blocks.
    pub words: usize,
    /// What detectors work out of the whole, each thing once.
    pub made: Made,
    /// Segments with the same source or translation, where the document comes with its source.
    pub twins: Twins,
}

/// How often a capitalised word stands in a text that uses it as a name.
const OFTEN: u32 = 2;
/// The most such words that are kept: each unknown name is compared with all of them.
const MOST: usize = 200;

/// The first places of the words that stand there often with a capital.
fn often(tally: &Tally, blocks: &[Analysis]) -> Vec<(usize, usize)> {
    let mut seen: ByHash<()> = ByHash::default();
    let mut places = Vec::new();
    for (b, block) in blocks.iter().enumerate() {
        for (t, token) in block.tokens.iter().enumerate().filter(|(_, t)| t.shape == Shape::Capitalised) {
            if tally.count(token).capitalised >= OFTEN && seen.insert(token.hash, ()).is_none() {
                places.push((b, t));
            }
        }
    }
    let count = |&(b, t): &(usize, usize)| tally.count(&blocks[b].tokens[t]).capitalised;
    places.sort_by_key(|place| std::cmp::Reverse(count(place)));
    places.truncate(MOST);
    places
}

impl Whole {
    /// Gathers the analyses of a document's blocks, one for each block in order.
    pub fn gather(document: &Document, mut blocks: Vec<Analysis>, _language: &Language) -> Self {
        let words = blocks.iter().map(|b| b.words).sum();
        quotation::across::join(document, &mut blocks);
        let (names, (tally, repeats, terms)) = both(
            || names::cluster::gather(document, &blocks),
            || {
                (
                    Tally::gather(&blocks),
                    Repeats::gather(document, &blocks),
                    TextTerms::gather(document, &blocks),
                )
            },
        );
        names::cluster::tell(&names, &mut blocks);
        let (often, index) = both(|| often(&tally, &blocks), || NameIndex::gather(document, &blocks, &names));
        let genres = genre::gather(document, &blocks);
        let twins = Twins::gather(document);
        Whole {
            repeats,
            often,
            tally,
            terms,
            genres,
            index,
            names,
            words,
            made: Made::default(),
            twins,
            blocks,
        }
    }
}
