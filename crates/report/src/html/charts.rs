//! Counts as pictures: inline SVG and lists with bars, every number in text too.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::summary::by_frequency;
use crate::xml::Escaped;
use mtlint_core::score::Verdict;

/// One bar in parts, with a legend that says name, number and share of each part.
pub(super) fn parts(title: &str, parts: &[(&str, usize)], out: &mut dyn Write) -> io::Result<()> {
    let all: usize = parts.iter().map(|p| p.1).sum();
    if all == 0 {
        return Ok(());
    }
    let share = |n: usize| n as f64 / all as f64;
    writeln!(out, "<figure class=\"parts\"><figcaption>{title}</figcaption>")?;
    writeln!(
        out,
        "<svg viewBox=\"0 0 400 18\" preserveAspectRatio=\"none\" height=\"18\" aria-hidden=\"true\">"
    )?;
    let mut x = 0.0;
    for &(name, n) in parts.iter().filter(|p| p.1 > 0) {
        let width = share(n) * 400.0;
        writeln!(
            out,
            "<rect class=\"{name}\" x=\"{x:.2}\" width=\"{:.2}\" height=\"18\"/>",
            (width - 1.5).max(0.8)
        )?;
        x += width;
    }
    writeln!(out, "</svg>\n<ul class=\"legend\">")?;
    for &(name, n) in parts {
        let (number, percent) = (thousands(n), percent(n, all));
        writeln!(
            out,
            "<li class=\"{name}\"><b>{number}</b> {name} <span class=\"quiet\">{percent}</span></li>"
        )?;
    }
    writeln!(out, "</ul></figure>")
}

/// Documents by a number from 0 to 100, in twenty steps of five.
pub(super) fn histogram(
    title: &str,
    counts: &[usize; 20],
    mean: Option<f64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let mean = mean.map_or_else(String::new, |m| format!(" <span class=\"quiet\">mean {m:.1}</span>"));
    let step = |i: usize| format!("{} to {}: {}", i * 5, i * 5 + 5, thousands(counts[i]));
    let said: Vec<String> = (0..20).filter(|&i| counts[i] > 0).map(step).collect();
    writeln!(out, "<figure><figcaption>{title}{mean}</figcaption>")?;
    writeln!(out, "<svg viewBox=\"0 0 400 150\" role=\"img\" aria-label=\"{title}. {}\">", said.join("; "))?;
    for (i, &count) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let height = (count as f64 / most * 105.0).max(1.5);
        let (x, y) = (i * 20 + 1, 125.0 - height);
        let title = step(i);
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y:.1}\" width=\"18\" height=\"{height:.1}\"><title>{title}</title></rect>"
        )?;
        writeln!(out, "<text x=\"{}\" y=\"{:.1}\">{}</text>", x + 9, y - 4.0, short(count))?;
    }
    writeln!(out, "<line x1=\"0\" y1=\"125.5\" x2=\"400\" y2=\"125.5\"/>")?;
    for score in [0, 25, 50, 75, 100] {
        let anchor = match score {
            0 => "start",
            100 => "end",
            _ => "middle",
        };
        let x = score * 4;
        writeln!(
            out,
            "<text class=\"axis\" x=\"{x}\" y=\"143\" style=\"text-anchor:{anchor}\">{score}</text>"
        )?;
    }
    writeln!(out, "</svg></figure>")
}

/// A list with a bar for each count, the number and its share of `all`.
pub(super) fn bars(
    title: &str,
    counts: &BTreeMap<String, usize>,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let entries = by_frequency(counts);
    let Some(most) = entries.first().map(|e| e.1) else { return Ok(()) };
    let all = counts.values().sum();
    writeln!(out, "<figure><figcaption>{title}</figcaption>\n<ul class=\"bars\">")?;
    for &(name, count) in entries.iter().take(limit) {
        let (name, number, share) = (Escaped(name), thousands(count), percent(count, all));
        let long = 100.0 * count as f64 / most as f64;
        writeln!(
            out,
            "<li style=\"--share:{long:.1}%\"><span>{name}</span> <b>{number}</b> <span class=\"quiet\">{share}</span></li>"
        )?;
    }
    if entries.len() > limit {
        writeln!(out, "<li class=\"quiet\">and {} more</li>", entries.len() - limit)?;
    }
    writeln!(out, "</ul></figure>")
}

/// A verdict in its own colour and by its name.
pub(super) fn badge(verdict: Verdict) -> String {
    let name = verdict.name();
    format!("<span class=\"verdict {}\">{name}</span>", name.replace(' ', "-"))
}

/// A bar for a score, with the number as text for those who do not see the bar.
pub(super) fn bar(score: f64) -> String {
    labelled(score, &format!("{score:.1}"))
}

/// The same for a mean, where a tenth of a point is worth telling.
pub(super) fn mean_bar(mean: f64) -> String {
    labelled(mean, &format!("{mean:.1}"))
}

fn labelled(score: f64, shown: &str) -> String {
    format!("<span class=\"bar\" style=\"--score:{score:.0}\">{shown}</span>")
}

/// 12345 as "12,345".
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as "12.3 %"; what is there but under a thousandth as "< 0.1 %".
pub(super) fn percent(part: usize, all: usize) -> String {
    match 100.0 * part as f64 / all.max(1) as f64 {
        share if share > 0.0 && share < 0.1 => "&lt; 0.1 %".to_owned(),
        share => format!("{share:.1} %"),
    }
}

/// At most four characters, cut and not rounded: 1789 as "1.7k", 12345 as "12k".
fn short(number: usize) -> String {
    match number {
        0..=999 => number.to_string(),
        1000..=9999 => format!("{}.{}k", number / 1000, number / 100 % 10),
        10_000..=999_999 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{percent, short, thousands};

    #[test]
    fn numbers_are_short_and_never_nothing_where_there_is_something() {
        assert_eq!([7, 999, 1000, 1_234_567].map(thousands), ["7", "999", "1,000", "1,234,567"]);
        assert_eq!([999, 1789, 9999, 12_345, 999_999].map(short), ["999", "1.7k", "9.9k", "12k", "999k"]);
        assert_eq!(
            [(0, 9), (1, 3), (1, 5000)].map(|(n, all)| percent(n, all)),
            ["0.0 %", "33.3 %", "&lt; 0.1 %"]
        );
    }
}
