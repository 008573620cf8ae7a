//! The figures as tables: for the terminal, and as Markdown for documentation.

use std::fmt::Write;

use crate::evidence::figures::{CertaintyFigures, RuleFigures};

/// A rate with the digits that matter; a dash where there is none.
pub(super) fn rate(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |v| if v < 10.0 { format!("{v:.3}") } else { format!("{v:.1}") })
}

/// How many times as often on machine text.
pub(super) fn ratio(found: bool, value: Option<f64>) -> String {
    match value {
        Some(v) => format!("{v:.1}"),
        None if found => "∞".to_owned(),
        None => "–".to_owned(),
    }
}

/// A whole per cent; a dash where there is none.
pub(super) fn percent(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |v| format!("{v:.0}"))
}

/// How much it tells of unedited translation; in brackets where it is what the file states.
pub(super) fn machine(rule: &RuleFigures) -> String {
    match rule.measured {
        Some(value) => format!("{value:+.2}"),
        None => format!("({:+.2})", rule.stated),
    }
}

/// The words measured and the share that people marked, in lines of at most 80 columns.
pub(super) fn base(figures: &CertaintyFigures) -> String {
    format!(
        "{} words of machine translation, {} of its repair or a human\n\
         translation, {} of prose. People marked {:.1} % of the characters they judged.",
        figures.machine_words, figures.sound_words, figures.clean_words, figures.marked_percent
    )
}

/// For a terminal: 80 columns.
pub fn text(figures: &CertaintyFigures) -> String {
    let mut out = base(figures) + "\n\n";
    out += &line("rule", ["found", "MT", "repair", "clean", "ratio", "hit%", "machine"].map(str::to_owned));
    let mut family = "";
    // A rule that nothing tells anything of is counted, not listed.
    let fired = |rule: &&RuleFigures| {
        rule.findings > 0 || [rule.repaired, rule.clean].into_iter().flatten().any(|rate| rate > 0.0)
    };
    for rule in figures.rules.iter().filter(fired) {
        if rule.family != family {
            family = &rule.family;
            out += family;
            out.push('\n');
        }
        let cells = [
            rule.findings.to_string(),
            rate(rule.machine),
            rate(rule.repaired),
            rate(rule.clean),
            ratio(rule.findings > 0, rule.ratio),
            percent(rule.hit_percent),
            machine(rule),
        ];
        out += &line(&format!("  {}", rule.id), cells);
        for example in &rule.examples {
            let _ = writeln!(out, "      {example}");
        }
    }
    let silent = figures.rules.iter().filter(|rule| !fired(rule)).count();
    if silent > 0 {
        let _ = writeln!(out, "{silent} other rules found nothing.");
    }
    out += "\nRules at or above a certainty, together:\n";
    for threshold in &figures.thresholds {
        let cells = [
            threshold.rules.to_string(),
            rate(threshold.machine),
            rate(threshold.repaired),
            rate(threshold.clean),
            ratio(threshold.machine > Some(0.0), threshold.ratio),
            percent(threshold.hit_percent),
            format!("{:.1}", threshold.at),
        ];
        out += &line("", cells);
    }
    let fixing = figures.fixing();
    if !fixing.is_empty() {
        out += "\nCertain fixes in repaired translations, and what the repair has there:\n";
        out += &fixes_line("rule", ["fixes", "same", "kept", "anew", "same%"].map(str::to_owned));
        for rule in fixing {
            out += &fixes_line(&format!("  {}", rule.id), fix_cells(rule));
        }
    }
    out += "\nRates are findings per 1,000 words; what stands in brackets is stated, as\n\
            there were too few findings or they were kept.\n";
    out
}

fn line(name: &str, [found, machine, repaired, clean, ratio, hits, tells]: [String; 7]) -> String {
    format!("{name:29}{found:>6}{machine:>8}{repaired:>8}{clean:>8}{ratio:>7}{hits:>5}{tells:>8}\n")
}

fn fixes_line(name: &str, [fixes, same, kept, anew, percent]: [String; 5]) -> String {
    format!("{name:29}{fixes:>6}{same:>8}{kept:>8}{anew:>8}{percent:>7}\n")
}

/// Fixes, those that the repair has, too, those that it does not want, passages it wrote anew, per cent.
pub(super) fn fix_cells(rule: &RuleFigures) -> [String; 5] {
    let m = rule.fixes;
    let [all, same, kept, anew] = [m.all(), m.same, m.kept, m.rewritten].map(|n| n.to_string());
    [all, same, kept, anew, percent(m.percent())]
}

const INTRODUCTION: &str = "\
What `mtlint evaluate findings --format markdown` found on the data sets below; docs/EVALUATION.md tells what the
figures mean, how `machine` follows from them, and with which command this page was made. Rates are findings per
1,000 words. What stands in brackets is stated: there were too few findings, or it was kept. How likely a finding is
right is another number, its certainty.";

/// For documentation: a page of its own.
pub fn markdown(figures: &CertaintyFigures) -> String {
    let mut out = format!("# Evidence for every rule\n\n{INTRODUCTION}\n\n{}\n", base(figures));
    out += "\n| data set | machine words | repair | clean | marked, % |\n";
    out += "|---|---:|---:|---:|---:|\n";
    for set in &figures.sets {
        let marked = (set.characters > 0).then(|| 100.0 * set.base());
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            set.name,
            set.machine_words,
            set.sound_words,
            set.clean_words,
            percent(marked)
        );
    }
    out += "\n| at least | rules | MT / 1,000 words | repair | clean | ratio | overlaps marks, % |\n";
    out += "|---:|---:|---:|---:|---:|---:|---:|\n";
    for t in &figures.thresholds {
        let _ = writeln!(
            out,
            "| {:.1} | {} | {} | {} | {} | {} | {} |",
            t.at,
            t.rules,
            rate(t.machine),
            rate(t.repaired),
            rate(t.clean),
            ratio(t.machine > Some(0.0), t.ratio),
            percent(t.hit_percent)
        );
    }
    out += "\n| rule | family | findings | MT / 1,000 words | repair | clean | ratio | overlaps marks, % | machine |\n";
    out += "|---|---|---:|---:|---:|---:|---:|---:|---:|\n";
    for rule in &figures.rules {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |",
            rule.id,
            rule.family,
            rule.findings,
            rate(rule.machine),
            rate(rule.repaired),
            rate(rule.clean),
            ratio(rule.findings > 0, rule.ratio),
            percent(rule.hit_percent),
            machine(rule)
        );
    }
    let fixing = figures.fixing();
    if !fixing.is_empty() {
        out += "\n| certain fixes of | fixes | the repair has them, too | left as it was | written anew | agreement, % |\n";
        out += "|---|---:|---:|---:|---:|---:|\n";
        for rule in fixing {
            let _ = writeln!(out, "| `{}` | {} |", rule.id, fix_cells(rule).join(" | "));
        }
    }
    for rule in figures.rules.iter().filter(|r| !r.examples.is_empty()) {
        let _ = writeln!(out, "\n### {}\n", rule.id);
        for example in &rule.examples {
            let _ = writeln!(out, "    {example}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{markdown, text};
    use crate::evidence::count::{Evidence, FindingCounts, RuleEvidence, SetEvidence};
    use crate::evidence::figures::CertaintyFigures;

    fn figures() -> CertaintyFigures {
        let set = SetEvidence {
            name: "ours".into(),
            machine_words: 20_000,
            sound_words: 20_000,
            ..SetEvidence::default()
        };
        let mut evidence = Evidence { sets: vec![set], ..Evidence::default() };
        for (id, machine) in [("subordinate-clause-alone", 12_345), ("rare", 1), ("silent", 0)] {
            let counts = vec![FindingCounts { machine, sound: machine / 3, ..FindingCounts::default() }];
            let weight = machine as f64 * 4.0 / 3.0;
            let rule = RuleEvidence {
                family: "fragment".into(),
                stated: 0.6,
                certainty: 0.6,
                weight,
                counts,
                examples: Vec::new(),
            };
            evidence.rules.insert(id.into(), rule);
        }
        CertaintyFigures::new(&evidence, |_, _| true, |_, _| false)
    }

    #[test]
    fn a_terminal_of_80_columns_holds_every_line() {
        let text = text(&figures());
        assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
        let rare = text.lines().find(|l| l.contains("  rare")).unwrap();
        assert!(rare.ends_with("(+0.60)"), "{rare}");
        assert!(!text.contains("  silent") && text.contains("1 other rules found nothing"), "{text}");
    }

    #[test]
    fn every_row_of_a_markdown_table_has_its_cells() {
        let text = markdown(&figures());
        let row = text.lines().find(|l| l.starts_with("| `subordinate")).unwrap();
        assert_eq!(row.matches('|').count(), 10);
        assert!(row.contains("| 617.2 | 205.8 | – | 3.0 |"), "{row}");
    }
}
