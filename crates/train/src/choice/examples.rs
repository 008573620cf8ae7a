//! Places to learn from: all that whole sentences are asked, and the places of the faults put into them.

use std::collections::BTreeMap;

use super::breaks::{Break, WholeSentence};
use super::descent::Descent;
use super::example::ChoiceExample;
use crate::random::Random;
use mtlint_core::analysis::choice::familiar::Familiar;
use mtlint_core::analysis::choice::features::{self, CHEAP, COSTLY};
use mtlint_core::analysis::choice::words::ChoiceWords;
use mtlint_core::analysis::choice::{Forms, Kind, Sight, ask, is_prose};
use mtlint_core::analysis::{Analyser, Analysis, Workspace};

/// The places of some paragraphs.
#[derive(Default)]
pub(super) struct ChoicePlaces {
    pub places: Vec<ChoiceExample>,
    pub words: usize,
    /// Faults that were put in, and those of them whose place is not asked for them, by kind.
    pub made: BTreeMap<Kind, (usize, usize)>,
}

/// Reads paragraphs.
pub(super) struct ParagraphReader<'a> {
    pub analyser: &'a Analyser,
    pub words: &'a ChoiceWords,
    pub forms: &'a Forms<'a>,
    /// How often a fault of each kind is to be put in where it can be: 0 to 1.
    pub rates: &'a [f32],
    /// What is familiar.
    pub familiar: &'a Familiar,
    /// The weights as they are, to leave out what is hopeless.
    pub descent: &'a Descent,
}

impl ParagraphReader<'_> {
    /// The places of a paragraph; `seed` decides of the faults.
    pub fn read(&self, text: &str, seed: u64, workspace: &mut Workspace, sight: &mut Sight) -> ChoicePlaces {
        let mut examples = ChoicePlaces::default();
        let mut random = Random::new(seed);
        let analysis = self.analysed(text, workspace);
        for sentence in analysis.sentences.iter().filter(|s| is_prose(s)) {
            let tokens = &analysis.tokens[sentence.first..sentence.last];
            sight.look(self.words, text, tokens);
            examples.words += tokens.len();
            for at in 0..tokens.len() {
                let kinds = ask::kinds(self.words, sight, at);
                if kinds != 0 {
                    examples.places.push(self.example((sight, text), at, kinds, false));
                }
            }
            let whole = WholeSentence { text, tokens, sight, words: self.words, forms: self.forms };
            let mut edits: Vec<(Kind, Break)> = Vec::new();
            for (&kind, &rate) in Kind::ALL.iter().zip(self.rates) {
                if random.unit() >= rate {
                    continue;
                }
                let sites = whole.sites(kind);
                if sites.is_empty() {
                    continue;
                }
                let edit = whole.broken(kind, sites[random.below(sites.len())], &mut random);
                edits.extend(edit.map(|edit| (kind, edit)));
            }
            for (kind, edit) in edits {
                self.broken(kind, &edit, workspace, sight, &mut examples);
            }
        }
        examples
    }

    fn broken(
        &self,
        kind: Kind,
        edit: &Break,
        workspace: &mut Workspace,
        sight: &mut Sight,
        examples: &mut ChoicePlaces,
    ) {
        let analysis = self.analysed(&edit.text, workspace);
        let [sentence] = &analysis.sentences[..] else { return };
        let at = analysis.tokens.partition_point(|t| (t.span.start as usize) < edit.place);
        if at >= analysis.tokens.len() || !is_prose(sentence) {
            return;
        }
        sight.look(self.words, &edit.text, &analysis.tokens);
        let asked = ask::kinds(self.words, sight, at) & kind.bit() != 0;
        let made = examples.made.entry(kind).or_default();
        made.0 += 1;
        made.1 += usize::from(!asked);
        if asked {
            examples.places.push(self.example((sight, &edit.text), at, kind.bit(), true));
        }
    }

    fn example(&self, (sight, text): (&Sight, &str), at: usize, kinds: u32, broken: bool) -> ChoiceExample {
        let mut cheap = [0; CHEAP];
        features::cheap(sight, at, &mut cheap);
        let costly = (broken || self.descent.is_open(&cheap, kinds)).then(|| {
            let mut costly = Box::new([0; COSTLY]);
            features::costly((self.words, self.familiar), sight, text, at, &mut costly);
            costly
        });
        ChoiceExample { cheap, costly, kinds, broken }
    }

    fn analysed(&self, text: &str, workspace: &mut Workspace) -> Analysis {
        let mut analysis = self.analyser.sentences(text, self.analyser.tokens(text, &[], workspace));
        self.analyser.tag(text, &mut analysis, workspace);
        analysis
    }
}
