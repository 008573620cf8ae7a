//! The evidence as a table: for the terminal, as Markdown for the documentation, as a page.
//!
//! Rates are findings per 1,000 words; the ratio is the rate on machine text over the rate on its repair.

use std::fmt::Write;

use crate::evidence::{Evidence, RuleEvidence};

/// One row of numbers, as text.
struct Row<'e> {
    id: &'e str,
    rule: &'e RuleEvidence,
    machine: String,
    repaired: String,
    clean: String,
    ratio: String,
    hits: String,
}

fn rows(evidence: &Evidence) -> Vec<Row<'_>> {
    let rate = |count: usize, words: usize| match words {
        0 => "–".to_owned(),
        _ => format!("{:.3}", 1000.0 * count as f64 / words as f64),
    };
    let mut rules: Vec<(&String, &RuleEvidence)> = evidence.rules.iter().collect();
    rules.sort_by(|a, b| a.1.family.cmp(&b.1.family).then(b.1.machine.cmp(&a.1.machine)).then(a.0.cmp(b.0)));
    rules
        .into_iter()
        .map(|(id, rule)| Row {
            id,
            rule,
            machine: rate(rule.machine, evidence.machine_words),
            repaired: rate(rule.repaired, evidence.repaired_words),
            clean: rate(rule.clean, evidence.clean_words),
            ratio: ratio(evidence, rule),
            hits: rule.precision().map_or("–".to_owned(), |p| format!("{:.0}", 100.0 * p)),
        })
        .collect()
}

/// The rate on machine text over the rate on its repair.
fn ratio(evidence: &Evidence, rule: &RuleEvidence) -> String {
    match (rule.machine, rule.repaired) {
        (0, 0) => "–".to_owned(),
        (_, 0) => "∞".to_owned(),
        (machine, repaired) => {
            let before = machine as f64 / evidence.machine_words as f64;
            format!("{:.1}", before * evidence.repaired_words as f64 / repaired as f64)
        }
    }
}

/// The words measured and the share that people marked.
fn base(evidence: &Evidence) -> String {
    let share = 100.0 * evidence.marked_characters as f64 / evidence.characters.max(1) as f64;
    format!(
        "{} words of machine translation with its repair, {} words of human prose; people marked {share:.1} % of the \
         characters they judged.",
        evidence.machine_words, evidence.clean_words
    )
}

/// For a terminal: 80 columns.
pub fn text(evidence: &Evidence) -> String {
    let mut out = base(evidence) + "\n\n";
    let _ = writeln!(
        out,
        "{:34}{:>6}{:>8}{:>8}{:>8}{:>7}{:>6}",
        "rule", "found", "MT", "repair", "clean", "ratio", "hit%"
    );
    let mut family = "";
    for row in rows(evidence) {
        if row.rule.family != family {
            family = &row.rule.family;
            let _ = writeln!(out, "{family}");
        }
        let _ = writeln!(
            out,
            "  {:32}{:>6}{:>8}{:>8}{:>8}{:>7}{:>6}",
            row.id, row.rule.machine, row.machine, row.repaired, row.clean, row.ratio, row.hits
        );
        for example in &row.rule.examples {
            let _ = writeln!(out, "      {example}");
        }
    }
    out
}

/// For the documentation.
pub fn markdown(evidence: &Evidence) -> String {
    let mut out = base(evidence) + "\n\n";
    out += "| rule | family | findings | MT / 1,000 words | repair | clean | ratio | overlaps marks, % | confidence |\n";
    out += "|---|---|---:|---:|---:|---:|---:|---:|---:|\n";
    for row in rows(evidence) {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} | {:.2} |",
            row.id,
            row.rule.family,
            row.rule.machine,
            row.machine,
            row.repaired,
            row.clean,
            row.ratio,
            row.hits,
            row.rule.confidence
        );
    }
    out
}

/// A page of its own.
pub fn html(evidence: &Evidence) -> String {
    let mut out = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Evidence for every rule</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;margin:2rem auto;\
         max-width:70rem;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:right;padding:.25rem .5rem;\
         border-bottom:1px solid #8884}th:first-child,td:first-child{text-align:left}details{color:GrayText}</style>",
    );
    let _ = write!(
        out,
        "<h1>Evidence for every rule</h1><p>{}</p><table><thead><tr><th>rule<th>findings<th>MT / 1,000 words<th>repair<th>clean<th>ratio<th>overlaps marks, %</tr></thead><tbody>",
        base(evidence)
    );
    for row in rows(evidence) {
        let _ = write!(
            out,
            "<tr><td>{}/{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}</tr>",
            row.rule.family,
            row.id,
            row.rule.machine,
            row.machine,
            row.repaired,
            row.clean,
            row.ratio,
            row.hits
        );
        if !row.rule.examples.is_empty() {
            out += "<tr><td colspan=7><details><summary>examples</summary>";
            for example in &row.rule.examples {
                let escaped = example.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let _ = write!(out, "<p>{escaped}</p>");
            }
            out += "</details></tr>";
        }
    }
    out += "</tbody></table></html>\n";
    out
}
