//! Which mentions of a document belong to one name: "Dr. Oona Vell" first, "Vell" and "Oona" later.
//!
//! One pass in reading order; names are found again by their words' hashes. A short mention goes to the latest
//! name that holds its word, a longer one to a name with the same first and last word or the same words in another
//! order (Nguyen Van Minh, Minh Nguyen Van).

use crate::analysis::names::Name;
use crate::analysis::{Analysis, Mention, NameKind, Shape, Token};
use crate::document::Document;
use crate::language::hash::ByHash;

/// Names remembered for one word: the latest few are enough and keep the pass linear.
const REMEMBERED: usize = 8;

/// Clusters the mentions of all blocks.
pub(in crate::analysis) fn gather(document: &Document, blocks: &[Analysis]) -> Vec<Name> {
    let mut clusters = Clusters::default();
    // Full names first, so that a short mention before the introduction finds its name too.
    let mut short = Vec::new();
    for (b, analysis) in blocks.iter().enumerate() {
        let Some(block) = document.blocks.get(b) else { continue };
        for (m, mention) in analysis.mentions.iter().enumerate() {
            let words = NameWords::new(&block.text, &analysis.tokens[mention.first..mention.last]);
            if words.hashes.len() < 2 {
                short.push((b, m, words));
            } else {
                let text = mention.span.of(&block.text);
                clusters.add((b, m), mention, &words, text, true);
            }
        }
    }
    for (b, m, words) in short {
        let mention = &blocks[b].mentions[m];
        let text = mention.span.of(&document.blocks[b].text);
        clusters.add((b, m), mention, &words, text, false);
    }
    let mut names = clusters.names;
    for name in &mut names {
        name.mentions.sort_unstable();
        let full = |&(b, m): &(usize, usize)| {
            let mention = &blocks[b].mentions[m];
            mention.last - mention.first > 1
        };
        name.introduced = name.mentions.iter().position(full);
    }
    // In the order of their first mentions.
    names.sort_by_key(|name| name.mentions[0]);
    for name in &mut names {
        name.kind = kind_of(name.mentions.iter().map(|&(b, m)| &blocks[b].mentions[m]));
    }
    names
}

/// Writes into each mention which name it belongs to.
pub(in crate::analysis) fn tell(names: &[Name], blocks: &mut [Analysis]) {
    for (n, name) in names.iter().enumerate() {
        for &(b, m) in &name.mentions {
            let mention = &mut blocks[b].mentions[m];
            mention.name = n;
            if mention.kind == NameKind::Unknown {
                mention.kind = name.kind;
            }
        }
    }
}

/// What most mentions say; a title decides.
fn kind_of<'m>(mentions: impl Iterator<Item = &'m Mention>) -> NameKind {
    let mut votes = [0usize; 3];
    for mention in mentions {
        let weight = if mention.title.is_some() { 8 } else { mention.last - mention.first };
        match mention.kind {
            NameKind::Person => votes[0] += weight,
            NameKind::Organisation => votes[1] += weight,
            NameKind::Place => votes[2] += weight,
            NameKind::Unknown => {}
        }
    }
    let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Place];
    let best = (0..3).max_by_key(|&i| (votes[i], 3 - i)).filter(|&i| votes[i] > 0);
    best.map_or(NameKind::Unknown, |i| kinds[i])
}

/// The words of a mention that tell it from others.
struct NameWords {
    /// Folded hashes without initials and marks.
    hashes: Vec<u64>,
    /// True when initials stood among them.
    initials: bool,
}

impl NameWords {
    fn new(text: &str, tokens: &[Token]) -> Self {
        let is_initial = |t: &Token| t.span.len() <= 2 && t.span.of(text).ends_with('.');
        let kept = tokens.iter().filter(|t| t.shape != Shape::Mark && !is_initial(t));
        let hashes: Vec<u64> = kept.map(|t| t.hash).collect();
        let initials = tokens.iter().any(is_initial);
        NameWords { hashes, initials }
    }
}

#[derive(Default)]
struct Clusters {
    names: Vec<Name>,
    words: Vec<Vec<u64>>,
    by_word: ByHash<Vec<usize>>,
}

impl Clusters {
    fn add(&mut self, place: (usize, usize), mention: &Mention, words: &NameWords, text: &str, full: bool) {
        let found = self.find(mention, words, place);
        let index = found.unwrap_or_else(|| {
            self.names.push(Name::default());
            self.words.push(Vec::new());
            self.names.len() - 1
        });
        let name = &mut self.names[index];
        name.mentions.push(place);
        if name.full.is_empty() || full && words.hashes.len() > self.words[index].len() {
            name.full = text.to_owned();
            for &hash in &words.hashes {
                let places = self.by_word.entry(hash).or_default();
                if !places.contains(&index) {
                    if places.len() == REMEMBERED {
                        places.remove(0);
                    }
                    places.push(index);
                }
            }
            self.words[index].clone_from(&words.hashes);
        }
    }

    fn find(&self, mention: &Mention, words: &NameWords, place: (usize, usize)) -> Option<usize> {
        let hashes = &words.hashes;
        let last = *hashes.last()?;
        // The latest that was mentioned before this place comes first.
        let known = self.by_word.get(&last).into_iter().flatten().copied();
        let mut fitting: Vec<usize> = known.filter(|&i| self.fits(i, mention, words)).collect();
        fitting.sort_by_key(|&i| {
            (self.names[i].mentions[0] > place, std::cmp::Reverse(self.names[i].mentions[0]))
        });
        fitting.first().copied()
    }

    fn fits(&self, index: usize, mention: &Mention, words: &NameWords) -> bool {
        let (known, hashes) = (&self.words[index], &words.hashes);
        if known == hashes {
            return true;
        }
        if let [single] = hashes[..] {
            // A short mention: the surname, or the given name, of a person; the head of another name.
            let end = known.last() == Some(&single) || known.first() == Some(&single) && known.len() < 4;
            return end && (words.initials || known.len() < 2 || mention.kind != NameKind::Place);
        }
        let (short, long) = if hashes.len() < known.len() { (hashes, known) } else { (known, hashes) };
        if short.len() < 2 {
            return false;
        }
        let ends = short.first() == long.first() && short.last() == long.last();
        let turned = short.len() == long.len() && short.iter().all(|hash| long.contains(hash));
        let tail = long.ends_with(short) || long.starts_with(short);
        let person = mention.kind != NameKind::Organisation && mention.kind != NameKind::Place;
        person && (ends || turned || tail && long.len() - short.len() == 1)
    }
}
