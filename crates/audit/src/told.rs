//! A comparison for people, tickets and spreadsheets. JSON comes from its type.
//!
//! Terminal and Markdown show the largest changes first and only so many; CSV and JSON hold all of them.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::compare::{AuditSide, AuditTotals, ChangeKind, Comparison, DocumentChange};
use mtlint_report::csv;

/// Documents and rules that are listed.
const LISTED: usize = 20;

/// A row of the sums: what is counted, before, after, the difference.
type AuditSum = [String; 4];

impl Comparison {
    /// Plain text of at most 80 columns, but for the names of documents.
    pub fn terminal(&self) -> String {
        let mut text = String::new();
        let mut put = |line: String| {
            text.push_str(line.trim_end());
            text.push('\n');
        };
        put(format!("{:24}{:>12}{:>12}{:>12}", "", "before", "after", "change"));
        self.sums().iter().for_each(|[what, a, b, c]| put(format!("{what:24}{a:>12}{b:>12}{c:>12}")));
        put(String::new());
        put(self.counts());
        for line in &self.versions {
            put(format!("not the text alone: {line}"));
        }
        for kind in [ChangeKind::Worse, ChangeKind::Better] {
            let (shown, more) = self.largest(kind);
            if shown.is_empty() {
                continue;
            }
            put(format!("\n{}", kind.name()));
            shown.iter().for_each(|change| put(format!("  {}", change_line(change))));
            if more > 0 {
                put(format!("  and {more} more (--format csv lists all)"));
            }
        }
        if !self.rules.is_empty() {
            put("\nfindings by rule".to_owned());
            for (rule, before, after) in self.largest_rules() {
                put(format!("  {rule:38}{before:>12}{after:>12}{:>12}", signed(after - before)));
            }
        }
        text
    }

    /// The same for a pull request or a ticket.
    pub fn markdown(&self) -> String {
        let mut text = String::from("| | before | after | change |\n|---|--:|--:|--:|\n");
        for [what, a, b, c] in self.sums() {
            let _ = writeln!(text, "| {what} | {a} | {b} | {c} |");
        }
        let _ = writeln!(text, "\n{}", self.counts());
        for line in &self.versions {
            let _ = writeln!(text, "\nNot the text alone: {}", code(line));
        }
        for kind in [ChangeKind::Worse, ChangeKind::Better] {
            let (shown, more) = self.largest(kind);
            if shown.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n**{}**\n\n| document | before | after | change |", kind.name());
            text.push_str("|---|--:|--:|--:|\n");
            for change in shown {
                let (name, by) = (code(&change.document), signed_score(change.difference()));
                let (a, b) = (side(change.before.as_ref()), side(change.after.as_ref()));
                let _ = writeln!(text, "| {name} | {a} | {b} | {by} |");
            }
            if more > 0 {
                let _ = writeln!(text, "\nand {more} more");
            }
        }
        if !self.rules.is_empty() {
            text.push_str("\n| rule | before | after | change |\n|---|--:|--:|--:|\n");
            for (rule, before, after) in self.largest_rules() {
                let _ = writeln!(text, "| {rule} | {before} | {after} | {} |", signed(after - before));
            }
        }
        text
    }

    /// A row for every document that changed.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let head = [
            "change",
            "document",
            "score_before",
            "score_after",
            "difference",
            "verdict_before",
            "verdict_after",
            "findings_before",
            "findings_after",
            "words_before",
            "words_after",
            "same_content",
        ];
        csv::row(&head.map(str::to_owned), out)?;
        for change in &self.changes {
            let (a, b) = (change.before.as_ref(), change.after.as_ref());
            let of =
                |side: Option<&AuditSide>, what: fn(&AuditSide) -> String| side.map(what).unwrap_or_default();
            let number = |x: f64| (x * 100.0).round() / 100.0;
            let cells = [
                change.change.name().to_owned(),
                change.document.clone(),
                of(a, |s| s.score.map(|x| x.to_string()).unwrap_or_default()),
                of(b, |s| s.score.map(|x| x.to_string()).unwrap_or_default()),
                change.difference().map(|x| number(x).to_string()).unwrap_or_default(),
                of(a, |s| s.verdict.clone()),
                of(b, |s| s.verdict.clone()),
                of(a, |s| s.findings.to_string()),
                of(b, |s| s.findings.to_string()),
                of(a, |s| s.words.to_string()),
                of(b, |s| s.words.to_string()),
                change.same_content.to_string(),
            ];
            csv::row(&cells, out)?;
        }
        Ok(())
    }

    fn sums(&self) -> Vec<AuditSum> {
        let (a, b) = (&self.before, &self.after);
        let whole = |what: &str, of: fn(&AuditTotals) -> i64| {
            [what.to_owned(), of(a).to_string(), of(b).to_string(), signed(of(b) - of(a))]
        };
        let score = |x: Option<f64>| x.map(|x| format!("{x:.2}")).unwrap_or_default();
        let difference = a.score.zip(b.score).map(|(a, b)| b - a);
        vec![
            whole("documents", |t| t.documents),
            whole("words", |t| t.words),
            ["mean score".to_owned(), score(a.score), score(b.score), signed_score(difference)],
            whole("pass", |t| t.pass),
            whole("review", |t| t.review),
            whole("fail", |t| t.fail),
            whole("minor findings", |t| t.minor),
            whole("major findings", |t| t.major),
            whole("critical findings", |t| t.critical),
        ]
    }

    fn counts(&self) -> String {
        let count = |kind| self.changes.iter().filter(|c| c.change == kind).count();
        let [worse, better, new, gone] =
            [ChangeKind::Worse, ChangeKind::Better, ChangeKind::New, ChangeKind::Gone].map(count);
        let same = self.same;
        format!("{worse} worse, {better} better, {new} new, {gone} gone, {same} as before")
    }

    /// The documents that changed most in one direction, and how many more there are.
    fn largest(&self, kind: ChangeKind) -> (Vec<&DocumentChange>, usize) {
        let mut all: Vec<&DocumentChange> = self.changes.iter().filter(|c| c.change == kind).collect();
        let size = |change: &DocumentChange| change.difference().unwrap_or(0.0).abs();
        all.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let more = all.len().saturating_sub(LISTED);
        all.truncate(LISTED);
        (all, more)
    }

    fn largest_rules(&self) -> Vec<(&str, i64, i64)> {
        let mut all: Vec<_> = self.rules.iter().map(|r| (r.rule.as_str(), r.before, r.after)).collect();
        all.sort_by_key(|(_, before, after)| std::cmp::Reverse((after - before).abs()));
        all.truncate(LISTED);
        all
    }
}

/// "91.20 pass → 88.00 fail (−3.20) site/a.html".
fn change_line(change: &DocumentChange) -> String {
    let (a, b) = (side(change.before.as_ref()), side(change.after.as_ref()));
    let by = signed_score(change.difference());
    let same = if change.same_content { ", the same text" } else { "" };
    format!("{a:>13} → {b:13} {by:>7}  {}{same}", change.document)
}

fn side(side: Option<&AuditSide>) -> String {
    let told = |s: &AuditSide| match s.score {
        Some(score) => format!("{score:.2} {}", s.verdict),
        None => s.verdict.clone(),
    };
    side.map(told).unwrap_or_default()
}

fn signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        n => format!("{n:+}"),
    }
}

fn signed_score(number: Option<f64>) -> String {
    match number {
        None => String::new(),
        Some(x) if x.abs() < 0.005 => "0".to_owned(),
        Some(x) => format!("{x:+.2}"),
    }
}

/// A name in Markdown, whatever is in it.
fn code(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("`{}`", plain.replace('`', "'").replace('|', "\\|"))
}
