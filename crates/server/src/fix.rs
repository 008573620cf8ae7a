//! A text with the mends that are certain, as `mtlint fix` makes them.

use std::collections::BTreeMap;

use serde::Serialize;

use mtlint_core::error::Result;
use mtlint_core::finding::Finding;
use mtlint_project::mend::Mender;
use mtlint_project::plan::Plan;

use crate::texts::{self, Text};

/// A text once what is certain is mended.
#[derive(Serialize)]
pub struct Fixed {
    /// The text.
    text: String,
    /// How often each rule's findings were mended.
    mends: BTreeMap<String, usize>,
    /// What kept it, or a part of it, from being mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// Mends a text.
///
/// # Errors
/// When it names a format or a language that there is not.
pub fn fix(text: Text, plan: &Plan) -> Result<Fixed> {
    let options = texts::options(&text, plan)?;
    let wanted = |_: &Finding| true;
    let check = |document| plan.review(document);
    let mender =
        Mender { options: &options, check: &check, wanted: &wanted, accepted: &[], suppressed: false };
    let name = text.name.as_deref().unwrap_or("-");
    let mended = mender.mend(name, text.text.into_bytes())?;
    let problems = mended.problems.iter().filter(|problem| !problem.is_note());
    Ok(Fixed {
        text: String::from_utf8_lossy(&mended.bytes).into_owned(),
        mends: mended.counts,
        problems: problems.map(|problem| problem.message.clone()).collect(),
    })
}
