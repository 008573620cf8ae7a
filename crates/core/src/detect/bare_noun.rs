//! A singular noun without the article that it wants (`analysis::bare`).

use serde::Deserialize;

use crate::analysis::Context;
use crate::analysis::bare::{ArticleWords, BareNouns, CONTENT};
use crate::analysis::choice::is_prose;
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::{Error, Result};
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "bare-noun",
    summary: "a singular noun without the article it wants; table, least = log odds in nats, sure = those from which on it is as certain as the rule",
    needs: &[Need::Tags],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BareNounSettings {
    /// The file's name in the language's folder.
    table: String,
    /// Least log odds, in nats.
    least: f32,
    /// Log odds from which on a hit has the rule's certainty; at `least` it has half of that.
    sure: f32,
}

struct BareNoun {
    table: BareNouns,
    words: ArticleWords,
    /// Tenths of a nat.
    least: i32,
    sure: i32,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: BareNounSettings = parameters.read()?;
    let missing = || {
        let message = format!("there is no file \"{}\" in the folder of the language", written.table);
        Error::invalid(parameters.file, message)
    };
    let (file, container) = language.container(&written.table, CONTENT)?.ok_or_else(missing)?;
    let table = BareNouns::open(&file, &container)?;
    let words = ArticleWords::of(&language.grammar);
    let tenths = |nats: f32| (10.0 * nats).round() as i32;
    let least = tenths(written.least);
    Ok(Box::new(BareNoun { table, words, least, sure: tenths(written.sure).max(least + 1) }))
}

impl Detector for BareNoun {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if !matches!(context.block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation) {
            return;
        }
        for sentence in context.analysis.sentences.iter().filter(|s| is_prose(s)) {
            let tokens = context.tokens(sentence);
            for head in 0..tokens.len() {
                let Some(site) = self.words.site(tokens, head).filter(|site| !site.article) else { continue };
                let odds = self.table.odds(tokens, &site).filter(|&odds| odds >= self.least);
                let Some(odds) = odds.filter(|_| !context.may_be_headline(sentence.first + head)) else {
                    continue;
                };
                let span = tokens[site.first].span.to(tokens[site.head].span);
                let words = span.of(context.text());
                let hit = sink.say(span, format!("“{words}”: an article seems to be missing"));
                let share = (odds - self.least) as f32 / (self.sure - self.least) as f32;
                hit.weight = 0.5 + 0.5 * share.min(1.0);
            }
        }
    }
}
