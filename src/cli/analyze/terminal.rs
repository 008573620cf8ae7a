//! The analysis for reading: words over their tags, then clauses, quotations and names, in 80 columns.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use mtlint::analysis::{Analysis, Clause, Sentence};
use mtlint::document::{Block, BlockKind};

use super::AnalyzedDocument;

const WIDTH: usize = 80;
const HEAD: Style = Style::new().bold();
const TAG: Style = AnsiColor::Cyan.on_default();
const QUOTED: Style = AnsiColor::Green.on_default();
const UNKNOWN: Style = AnsiColor::Red.on_default();
const FAINT: Style = Style::new().dimmed();

/// The whole document.
pub(super) fn show(seen: &AnalyzedDocument) -> String {
    let mut out = String::new();
    for (number, (block, analysis)) in seen.document.blocks.iter().zip(&seen.whole.blocks).enumerate() {
        if block.kind != BlockKind::Code {
            self::block(seen, number, block, analysis, &mut out);
        }
    }
    names(seen, &mut out);
    out
}

fn block(seen: &AnalyzedDocument, number: usize, block: &Block, analysis: &Analysis, out: &mut String) {
    let kind = format!("{:?}", block.kind).to_lowercase();
    let _ = writeln!(out, "{HEAD}{} {kind}{HEAD:#}  {} words\n", number + 1, analysis.words);
    for (s, sentence) in analysis.sentences.iter().enumerate() {
        let end = format!("{:?}", sentence.end).to_lowercase();
        let _ = write!(out, "{HEAD}{}.{}{HEAD:#}  {FAINT}ends: {end}", number + 1, s + 1);
        if sentence.depth > 0 {
            let _ = write!(out, "  quotation depth: {}", sentence.depth);
        }
        if let Some(verb) = sentence.attribution {
            let _ = write!(out, "  attribution: {}", word(block, analysis, verb));
        }
        let _ = writeln!(out, "{FAINT:#}");
        rows(seen, block, analysis, sentence, out);
        for clause in &analysis.clauses[sentence.clauses.clone()] {
            let _ = writeln!(out, "    {}", self::clause(block, analysis, clause));
        }
        out.push('\n');
    }
    for mark in analysis.quotations.marks.iter().filter(|m| m.partner.is_none()) {
        let what = match (mark.opens, mark.continues) {
            (true, true) => "runs on in the next paragraph",
            (false, true) => "came from an earlier paragraph",
            (true, false) => "opens and is never closed",
            (false, false) => "closes and was never opened",
        };
        let from = mark.span.start as usize;
        let near: String = block.text[from..].chars().take(30).collect();
        let _ = writeln!(out, "    quotation mark {what}: {QUOTED}{near}{QUOTED:#}\n");
    }
}

/// Words in one row, tags under them, wrapped.
fn rows(seen: &AnalyzedDocument, block: &Block, analysis: &Analysis, sentence: &Sentence, out: &mut String) {
    let mut rows = [String::new(), String::new()];
    let mut column = 4;
    let flush = |rows: &mut [String; 2], out: &mut String| {
        for row in rows.iter_mut() {
            let _ = writeln!(out, "    {}", row.trim_end());
            row.clear();
        }
    };
    for token in &analysis.tokens[sentence.first..sentence.last] {
        let form = token.span.of(&block.text);
        let tag = seen.language.tags.name(token.tag);
        let width = form.chars().count().max(tag.len());
        if column + width > WIDTH && column > 4 {
            flush(&mut rows, out);
            column = 4;
        }
        let strange = token.shape.is_word() && seen.language.lexicon.is_some() && !token.entry.is_known();
        let style = match () {
            () if strange => UNKNOWN,
            () if token.depth > 0 => QUOTED,
            () => Style::new(),
        };
        let pad = |used: usize| " ".repeat(width + 1 - used);
        let _ = write!(rows[0], "{style}{form}{style:#}{}", pad(form.chars().count()));
        let _ = write!(rows[1], "{TAG}{tag}{TAG:#}{}", pad(tag.len()));
        column += width + 1;
    }
    flush(&mut rows, out);
}

fn clause(block: &Block, analysis: &Analysis, clause: &Clause) -> String {
    let form = format!("{:?}", clause.form).to_lowercase();
    let mut line = form;
    for (name, at) in [("opener", clause.subordinator), ("subject", clause.subject), ("verb", clause.verb)] {
        if let Some(at) = at {
            let _ = write!(line, "  {name}: {}", word(block, analysis, at));
        }
    }
    if clause.coordinated {
        line.push_str("  coordinated");
    }
    let span = analysis.tokens[clause.first].span.to(analysis.tokens[clause.last - 1].span);
    let text = span.of(&block.text);
    let room = WIDTH.saturating_sub(line.chars().count() + 10);
    let short: String = text.chars().take(room).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{line}  {FAINT}{short}{dots}{FAINT:#}")
}

fn names(seen: &AnalyzedDocument, out: &mut String) {
    if seen.whole.names.is_empty() {
        return;
    }
    let _ = writeln!(out, "{HEAD}Names{HEAD:#}");
    for name in &seen.whole.names {
        let kind = format!("{:?}", name.kind).to_lowercase();
        let mut forms: Vec<&str> = Vec::new();
        for &(b, m) in &name.mentions {
            let form = seen.whole.blocks[b].mentions[m].span.of(&seen.document.blocks[b].text);
            if !forms.contains(&form) && forms.len() < 6 {
                forms.push(form);
            }
        }
        let times = name.mentions.len();
        let place = match name.introduced {
            Some(i) => format!("in full in {}", name.mentions[i].0 + 1),
            None => "never in full".to_owned(),
        };
        let _ = writeln!(
            out,
            "    {}  {FAINT}{kind}, {times}×, {place}: {}{FAINT:#}",
            name.full,
            forms.join(", ")
        );
    }
    out.push('\n');
}

fn word<'t>(block: &'t Block, analysis: &Analysis, token: usize) -> &'t str {
    analysis.tokens[token].span.of(&block.text)
}
