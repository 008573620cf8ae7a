//! The analysis as CoNLL-U: words with fine tags; depth, names and clauses in the last column.

use std::fmt::Write;

use mtlint::analysis::{Analysis, Sentence};
use mtlint::document::{Block, BlockKind};

use super::AnalyzedDocument;

/// The whole document; a paragraph for each block but code.
pub(super) fn show(seen: &AnalyzedDocument) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", seen.document.name);
    for (number, (block, analysis)) in seen.document.blocks.iter().zip(&seen.whole.blocks).enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        for (s, sentence) in analysis.sentences.iter().enumerate() {
            if s == 0 {
                out.push_str("# newpar\n");
            }
            let _ = writeln!(out, "# sent_id = {}.{}", number + 1, s + 1);
            let _ = writeln!(out, "# text = {}", sentence.span.of(&block.text));
            self::sentence(seen, block, analysis, sentence, &mut out);
        }
    }
    out
}

fn sentence(
    seen: &AnalyzedDocument,
    block: &Block,
    analysis: &Analysis,
    sentence: &Sentence,
    out: &mut String,
) {
    for i in sentence.first..sentence.last {
        let token = &analysis.tokens[i];
        let mut misc = Vec::new();
        for clause in &analysis.clauses[sentence.clauses.clone()] {
            if clause.verb == Some(i) {
                misc.push(format!("Clause={:?}", clause.form));
                misc.extend(clause.subject.map(|s| format!("Subject={}", s + 1 - sentence.first)));
            }
            if clause.subordinator == Some(i) {
                misc.push("Opener=Yes".to_owned());
            }
        }
        if sentence.attribution == Some(i) {
            misc.push("Attribution=Yes".to_owned());
        }
        if token.depth > 0 {
            misc.push(format!("Depth={}", token.depth));
        }
        if let Some(mention) = analysis.mentions.iter().find(|m| (m.first..m.last).contains(&i)) {
            let place = if mention.first == i { "B" } else { "I" };
            misc.push(format!("Name={place}-{:?}-{}", mention.kind, mention.name + 1));
        }
        if token.shape.is_word() && seen.language.lexicon.is_some() && !token.entry.is_known() {
            misc.push("Unknown=Yes".to_owned());
        }
        let next = analysis.tokens.get(i + 1);
        if next.is_some_and(|n| !n.spaced && i + 1 < sentence.last) {
            misc.push("SpaceAfter=No".to_owned());
        }
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        let form = token.span.of(&block.text);
        let _ = writeln!(
            out,
            "{}\t{form}\t_\t_\t{}\t_\t_\t_\t_\t{misc}",
            i + 1 - sentence.first,
            seen.language.tags.name(token.tag)
        );
    }
    out.push('\n');
}
