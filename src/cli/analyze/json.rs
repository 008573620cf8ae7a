//! The analysis as JSON: offsets are bytes of the block's text, indices count the block's tokens from 0.

use mtlint::analysis::Analysis;
use mtlint::document::Block;
use mtlint::language::TagSet;
use serde_json::{Value, json};

use super::AnalyzedDocument;

/// One object on one line.
pub(super) fn show(seen: &AnalyzedDocument) -> anyhow::Result<String> {
    let blocks: Vec<Value> = seen
        .document
        .blocks
        .iter()
        .zip(&seen.whole.blocks)
        .map(|(block, analysis)| self::block(block, analysis, &seen.language.tags))
        .collect();
    let names: Vec<Value> = seen
        .whole
        .names
        .iter()
        .map(|name| json!({ "full": name.full, "kind": name.kind, "mentions": name.mentions, "introduced": name.introduced }))
        .collect();
    let document = json!({
        "document": seen.document.name,
        "language": seen.language.code,
        "words": seen.whole.words,
        "blocks": blocks,
        "names": names,
    });
    Ok(serde_json::to_string(&document)? + "\n")
}

fn block(block: &Block, analysis: &Analysis, tags: &TagSet) -> Value {
    let tokens = analysis.tokens.iter().map(|t| {
        json!({
            "text": t.span.of(&block.text), "start": t.span.start, "end": t.span.end, "tag": tags.name(t.tag),
            "margin": t.margin, "shape": t.shape, "depth": t.depth, "known": t.entry.is_known(),
        })
    });
    let sentences = analysis.sentences.iter().map(|s| {
        json!({
            "start": s.span.start, "end": s.span.end, "first": s.first, "last": s.last, "ends": s.end,
            "depth": s.depth, "attribution": s.attribution,
        })
    });
    let clauses = analysis.clauses.iter().map(|c| {
        json!({
            "first": c.first, "last": c.last, "form": c.form, "verb": c.verb, "subject": c.subject,
            "opener": c.subordinator, "coordinated": c.coordinated,
        })
    });
    let marks = analysis.quotations.marks.iter().map(|m| {
        json!({ "start": m.span.start, "opens": m.opens, "partner": m.partner, "continues": m.continues })
    });
    let mentions = analysis.mentions.iter().map(|m| {
        json!({
            "start": m.span.start, "end": m.span.end, "first": m.first, "last": m.last, "title": m.title,
            "kind": m.kind, "name": m.name,
        })
    });
    json!({
        "kind": block.kind,
        "text": block.text,
        "tokens": tokens.collect::<Vec<_>>(),
        "sentences": sentences.collect::<Vec<_>>(),
        "clauses": clauses.collect::<Vec<_>>(),
        "quotation_marks": marks.collect::<Vec<_>>(),
        "mentions": mentions.collect::<Vec<_>>(),
    })
}
