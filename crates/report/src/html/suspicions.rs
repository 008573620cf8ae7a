//! Places that are too unsure to be findings, folded below an article's text.

use std::fmt::{Result, Write};

use crate::excerpt::{legible, shortened};
use crate::xml::Escaped;
use crate::{Located, counted};
use mtlint_core::check::Review;

/// The most that are listed.
const MOST: usize = 100;

/// The list, where there are any.
pub(super) fn write(review: &Review, located: &Located, out: &mut String) -> Result {
    let suspicions = &review.suspicions;
    if suspicions.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details class=\"suspicions\"><summary>{}</summary>\n\
         <p class=\"quiet\">Too unsure to be findings; they cost nothing. They are listed because the text is likely to be \
         unedited machine translation.</p>\n<ul>",
        counted(suspicions.len(), "suspicion")
    )?;
    for finding in suspicions.iter().take(MOST) {
        let line = located.position(finding.span).start.line;
        let words = shortened(finding.span.of(&review.document.source.text), 80);
        writeln!(
            out,
            "<li>Line {line}, “<bdi>{}</bdi>”: {} <span class=\"quiet\"><code>{}</code>, certainty {:.2}</span></li>",
            Escaped(&words),
            Escaped(&legible(&finding.message)),
            Escaped(&finding.rule.id),
            finding.certainty
        )?;
    }
    if suspicions.len() > MOST {
        writeln!(out, "<li class=\"quiet\">and {} more</li>", suspicions.len() - MOST)?;
    }
    writeln!(out, "</ul></details>")
}
