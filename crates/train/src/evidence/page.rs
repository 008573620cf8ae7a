//! The figures as a page of its own: one table, examples folded away under their rule.

use std::fmt::Write;

use crate::evidence::figures::CertaintyFigures;
use crate::evidence::table::{base, fix_cells, machine, percent, rate, ratio};
use mtlint_report::xml::Escaped;

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>Evidence for every rule</title>
<style>
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fdfdfb; --quiet: #5c5c66; --line: #d9d9d4 }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7e7e3; --paper: #17181b; --quiet: #a9a9b2; --line: #3a3b40 } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
.scroll { overflow-x: auto; margin-bottom: 2rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: baseline }
th { font-size: .85rem; color: var(--quiet); vertical-align: bottom }
th:first-child, td:first-child { text-align: left }
.rules th:first-child { min-width: 13rem }
h1 { line-height: 1.25 } h2 { font-size: 1.2rem; margin-bottom: .5rem }
@media (max-width: 40rem) { th, td { padding: .3rem .35rem } .rules th:first-child { min-width: 9rem } td + td { white-space: nowrap } }
details { color: var(--quiet); max-width: 32rem; overflow-wrap: anywhere } summary { cursor: pointer }
</style>
<h1>Evidence for every rule</h1>
";

/// A page of its own.
pub fn html(figures: &CertaintyFigures) -> String {
    let mut out = String::from(HEAD);
    let _ = writeln!(out, "<p>{}</p>", base(figures));
    out += "<h2>What is left of all rules at or above a certainty</h2>\n";
    out += &row(
        "th",
        "at least",
        &["rules", "MT / 1,000 words", "repair", "clean", "ratio", "overlaps marks, %"],
    );
    for t in &figures.thresholds {
        let cells = [
            t.rules.to_string(),
            rate(t.machine),
            rate(t.repaired),
            rate(t.clean),
            ratio(t.machine > Some(0.0), t.ratio),
            percent(t.hit_percent),
        ];
        out += &row("td", &format!("{:.1}", t.at), &cells);
    }
    out += "</table></div>\n<h2>Rule by rule</h2>\n<div class=\"rules\">\n";
    let heads = ["findings", "MT / 1,000 words", "repair", "clean", "ratio", "overlaps marks, %", "machine"];
    out += &row("th", "rule", &heads);
    for rule in &figures.rules {
        let cells = [
            rule.findings.to_string(),
            rate(rule.machine),
            rate(rule.repaired),
            rate(rule.clean),
            ratio(rule.findings > 0, rule.ratio),
            percent(rule.hit_percent),
            machine(rule),
        ];
        let mut name = format!("{}/{}", rule.family, rule.id);
        if !rule.examples.is_empty() {
            name += "<details><summary>examples</summary>";
            for example in &rule.examples {
                let _ = write!(name, "<p>{}</p>", Escaped(example));
            }
            name += "</details>";
        }
        out += &row("td", &name, &cells);
    }
    out += "</table></div>\n</div>\n";
    let fixing = figures.fixing();
    if !fixing.is_empty() {
        let heads = ["fixes", "the repair has them, too", "left as it was", "written anew", "agreement, %"];
        out += "<h2>Certain fixes in repaired translations</h2>\n<div class=\"rules\">\n";
        out += &row("th", "rule", &heads);
        for rule in fixing {
            out += &row("td", &rule.id, &fix_cells(rule));
        }
        out += "</table></div>\n</div>\n";
    }
    out + "</html>\n"
}

/// A row of a table; one of heads opens the table.
fn row<S: AsRef<str>>(cell: &str, first: &str, rest: &[S]) -> String {
    let open = if cell == "th" { "<div class=\"scroll\" tabindex=\"0\"><table>\n" } else { "" };
    let mut out = format!("{open}<tr><{cell}>{first}</{cell}>");
    for text in rest {
        let _ = write!(out, "<{cell}>{}</{cell}>", text.as_ref());
    }
    out + "</tr>\n"
}
