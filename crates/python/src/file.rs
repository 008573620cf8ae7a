//! A file of any input format, checked as `mtlint check FILE` does.

use std::collections::BTreeMap;
use std::path::Path;

use mtlint::check::Review;
use mtlint::document::Source;
use mtlint::error::{Problem, Result};
use mtlint::project::opened::Opened;
use mtlint::project::plan::Plan;
use mtlint::project::twins::ProjectTwins;
use mtlint::project::{alone, input};
use mtlint::read::Options;
use mtlint::span::FileSpan;
use serde_json::Value;

use crate::columns::CodePoints;

/// Code points of a decoded text by bytes of its file.
pub type DecodedPlaces = BTreeMap<u32, u32>;

/// Checks a file, and sets aside what its project's baseline knows.
///
/// # Errors
/// When the configuration, a file of a document's language or the baseline is broken, with its place.
pub fn check(plan: &Plan, path: &Path, options: &Options) -> Result<Vec<Result<Review, Problem>>> {
    let options = input::with_source(options, &plan.settings)?;
    let read = input::sifted(alone::file(path, &options));
    let mut checked = read.into_iter().map(|read| plan.checked(read)).collect::<Result<Vec<_>>>()?;
    let mut opened = plan.settings.baseline.value.as_deref().map(Opened::load).transpose()?;
    let mut twins = ProjectTwins::default();
    for review in checked.iter_mut().flatten() {
        twins.mark(review, &plan.checker, &plan.policy)?;
        if let Some(opened) = &mut opened {
            let known = opened.known(plan, review, &options);
            review.accept(&known, &plan.policy);
        }
    }
    Ok(checked)
}

/// Where the places that a record names stand in the decoded text; nothing where the file holds that very text.
pub fn places(record: &str, source: &Source) -> Option<DecodedPlaces> {
    source.original.as_ref()?;
    let mut bytes = Vec::new();
    named(&serde_json::from_str(record).unwrap_or_default(), &mut bytes);
    let points = CodePoints::new(&source.text);
    Some(bytes.into_iter().map(|byte| (byte, points.at(decoded(byte, source)))).collect())
}

/// Adds every offset that a record names.
fn named(value: &Value, bytes: &mut Vec<u32>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| named(value, bytes)),
        Value::Object(object) => {
            let places = ["start", "end"].iter().filter_map(|key| object.get(*key)?.as_u64());
            bytes.extend(places.filter_map(|place| u32::try_from(place).ok()));
            object.values().for_each(|value| named(value, bytes));
        }
        _ => {}
    }
}

/// The byte of the decoded text that came from a byte of the file.
fn decoded(byte: u32, source: &Source) -> u32 {
    let (mut low, mut high) = (0, source.text.len() as u32);
    while low < high {
        let middle = low + (high - low) / 2;
        let from = source.original_bytes(FileSpan { start: middle, end: middle }).start;
        if from < byte { low = middle + 1 } else { high = middle }
    }
    low
}
