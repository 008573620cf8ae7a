//! What stands above an article's text: verdict, score, the conditions it missed, the estimate with its reasons.
//!
//! A paragraph's own estimate is written the same way, in the margin.

use std::fmt::{Result, Write};

use crate::counted;
use crate::html::charts;
use crate::summary::not_counted;
use crate::xml::Escaped;
use mtlint_core::check::Review;
use mtlint_core::estimate::outcome::Estimate;

/// Verdict, score, what was missed, the estimate and its reasons.
pub(super) fn write(review: &Review, out: &mut String) -> Result {
    let mut by_severity = [0; 3];
    review.findings.iter().for_each(|f| by_severity[f.severity as usize] += 1);
    let [minor, major, critical] = by_severity;
    let parts: Vec<String> = [(critical, "critical"), (major, "major"), (minor, "minor")]
        .into_iter()
        .filter(|part| part.0 > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let score = match (review.known_score(), review.not_judged()) {
        (Some(score), _) => format!("score <b>{score:.1}</b> of 100"),
        (None, why) => why.unwrap_or_default(),
    };
    writeln!(
        out,
        "<p class=\"lead\">{} <span>{score}</span> <span>{}</span> <span>{}{parts}{}</span></p>",
        charts::badge(review.verdict),
        counted(review.words, "word"),
        counted(review.findings.len(), "finding"),
        not_counted(review.set_aside()),
    )?;
    if !review.misses.is_empty() || review.in_review.is_some() {
        writeln!(out, "<ul class=\"misses\">")?;
        for miss in review.misses.iter().chain(&review.in_review) {
            writeln!(
                out,
                "<li>{} <span class=\"quiet\"><code>{}</code></span></li>",
                Escaped(&miss.message),
                miss.key
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    if review.small_sample {
        writeln!(out, "<p class=\"quiet\">A small sample: under 100 words, the score rests on little.</p>")?;
    }
    estimate(review.estimate.as_ref(), "Estimated quality", out)?;
    machine(review, out)
}

/// How likely the text is unedited machine translation: reasons and passages folded below it.
fn machine(review: &Review, out: &mut String) -> Result {
    let Some(machine) = &review.machine else { return Ok(()) };
    let percent = 100.0 * machine.value;
    let label = "Unedited machine translation: likelihood";
    if machine.reasons.is_empty() && machine.passages.is_empty() {
        return writeln!(out, "<p class=\"estimate\">{label} {percent:.0} %</p>");
    }
    writeln!(out, "<details class=\"estimate\"><summary>{label} {percent:.0} %</summary>\n<ul>")?;
    for reason in &machine.reasons {
        let sign = if reason.effect < 0.0 { "against" } else { "for" };
        writeln!(out, "<li>{sign}: {}</li>", Escaped(&reason.words))?;
    }
    for passage in &machine.passages {
        writeln!(out, "<li>tells most: <q>{}</q></li>", Escaped(&passage.text))?;
    }
    writeln!(out, "</ul></details>")
}

/// An estimate, its reasons folded below it.
pub(super) fn estimate(estimate: Option<&Estimate>, label: &str, out: &mut String) -> Result {
    let Some(estimate) = estimate else { return Ok(()) };
    let value = estimate.value;
    if estimate.reasons.is_empty() {
        return writeln!(out, "<p class=\"estimate\">{label} {value:.0}</p>");
    }
    writeln!(out, "<details class=\"estimate\"><summary>{label} {value:.0}</summary>\n<ul>")?;
    for reason in &estimate.reasons {
        let sign = if reason.effect < 0.0 { "−" } else { "+" };
        let (points, words) = (reason.effect.abs(), reason.words());
        writeln!(out, "<li><b>{sign}{points:.1}</b> {}</li>", Escaped(&words))?;
    }
    writeln!(out, "</ul></details>")
}
