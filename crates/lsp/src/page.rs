//! A rule's page in Markdown: what it looks for, why, what to do about it, with its examples.

use std::fmt::Write;

use mtlint_core::language::ANY;
use mtlint_core::meta::{Example, RuleMeta};

/// Returns the page of a rule.
pub fn page(rule: &RuleMeta) -> String {
    let RuleMeta { id, family, summary, category, certainty, .. } = rule;
    let severity = rule.severity.name();
    let language = if rule.language == ANY { "every language" } else { &rule.language };
    let mut page = format!(
        "**{id}**: {summary}\n\n*family {family}, {severity}, {category}, certainty {certainty}, for {language}*\n\n\
         **Why.** {}\n\n**What to do.** {}",
        rule.why.trim(),
        rule.fix.trim()
    );
    for example in &rule.bad {
        told(&mut page, "Found", example);
        if let Some(fixed) = &example.fixed {
            let _ = write!(page, "\n\nMended:\n\n{}", quoted(fixed));
        }
    }
    rule.good.iter().for_each(|example| told(&mut page, "Left alone", example));
    page
}

fn told(page: &mut String, label: &str, example: &Example) {
    let _ = write!(page, "\n\n{label}:\n\n{}", quoted(&example.text));
    if let Some(source) = &example.source {
        let _ = write!(page, "\n\nTranslated from:\n\n{}", quoted(source));
    }
}

/// A text as a quotation in which every character stands for itself.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("> ");
    for c in text.trim().chars() {
        match c {
            '\n' => quoted.push_str("\n> "),
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '\\' | '&' | '|' | '~' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c => quoted.push(c),
        }
    }
    quoted
}
