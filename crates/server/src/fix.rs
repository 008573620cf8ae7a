//! A text with the fixes that are certain, as `mtlint fix` makes them.

use std::collections::BTreeMap;

use serde::Serialize;

use mtlint_core::error::Result;
use mtlint_core::finding::Finding;
use mtlint_project::fix::Fixer;
use mtlint_project::plan::Plan;

use crate::texts::{self, Text};

/// A text once what is certain is fixed.
#[derive(Serialize)]
pub struct Fixed {
    /// The text.
    text: String,
    /// How often each rule's findings were fixed.
    fixes: BTreeMap<String, usize>,
    /// What kept it, or a part of it, from being fixed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// Fixes a text.
///
/// # Errors
/// When it names a format or a language that there is not.
pub fn fix(text: Text, plan: &Plan) -> Result<Fixed> {
    let options = texts::options(&text, plan)?;
    let wanted = |_: &Finding| true;
    let check = |document| plan.review(document);
    let fixer = Fixer { options: &options, check: &check, wanted: &wanted, accepted: &[], suppressed: false };
    let name = text.name.as_deref().unwrap_or("-");
    let fixed = fixer.fix(name, text.text.into_bytes())?;
    let problems = fixed.problems.iter().filter(|problem| !problem.is_note());
    Ok(Fixed {
        text: String::from_utf8_lossy(&fixed.bytes).into_owned(),
        fixes: fixed.counts,
        problems: problems.map(|problem| problem.message.clone()).collect(),
    })
}
