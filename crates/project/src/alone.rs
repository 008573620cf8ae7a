//! One input checked by itself, exactly as `mtlint check FILE` does: for faces that are given a text and its name.

use std::path::Path;

use mtlint_core::check::BlockCache;
use mtlint_core::document::Source;
use mtlint_core::error::{Error, Problem, Result};
use mtlint_read::{self as read, Decoded, Options, Outcome};

use crate::files;
use crate::input;
use crate::opened::Opened;
use crate::plan::{Checked, Plan};
use crate::twins::ProjectTwins;

/// Checks the file `path` as it would be with this text, and sets aside what the project's baseline knows.
///
/// # Errors
/// When a file of a document's language or the baseline is broken, with its place.
pub fn check(plan: &Plan, path: &Path, text: String, options: &Options) -> Result<Vec<Checked>> {
    check_with(plan, path, text, options, None)
}

/// Does the same once more for a text of which most stayed as it was, sooner. The cache is of this plan's checker.
///
/// # Errors
/// As of [`check`].
pub fn check_again(
    plan: &Plan,
    path: &Path,
    text: String,
    options: &Options,
    cache: &mut BlockCache,
) -> Result<Vec<Checked>> {
    check_with(plan, path, text, options, Some(cache))
}

fn check_with(
    plan: &Plan,
    path: &Path,
    text: String,
    options: &Options,
    cache: Option<&mut BlockCache>,
) -> Result<Vec<Checked>> {
    let settled = match input::with_source(options, &plan.settings) {
        Ok(options) => options,
        Err(error) => return Ok(vec![Err(wrong(&error))]),
    };
    let read = input::sifted(read_text(path, text, &settled));
    // A cache holds one document.
    let mut cache = cache.filter(|_| read.len() == 1);
    let checked = read.into_iter().map(|read| match &mut cache {
        Some(cache) => plan.checked_again(read, cache),
        None => plan.checked(read),
    });
    let mut checked = checked.collect::<Result<Vec<_>>>()?;
    let baseline = plan.settings.baseline.value.as_deref();
    let mut opened = baseline.map(Opened::load).transpose()?;
    let mut twins = ProjectTwins::default();
    for review in checked.iter_mut().flatten() {
        twins.mark(review, &plan.checker, &plan.policy)?;
        if let Some(opened) = &mut opened {
            let known = opened.known(plan, review, options);
            review.accept(&known, &plan.policy);
        }
    }
    Ok(checked)
}

/// Reads a file.
pub fn file(path: &Path, options: &Options) -> Outcome {
    named_kind(path, files::read_file(path, options), options)
}

/// Reads the file `path` as it would be with this text, whatever the disk holds and whatever encoding it declares.
fn read_text(path: &Path, text: String, options: &Options) -> Outcome {
    let name = path.to_string_lossy();
    let reader = options.format.unwrap_or_else(|| read::choose(&name, text.as_bytes()));
    // What declares an encoding was decoded before it came here; a mark of its order is left to the decoder.
    let outcome = if reader.declares_encoding && !text.starts_with('\u{feff}') {
        Decoded { reader, source: Source::utf8(text), problem: None }.read(&name, options)
    } else {
        read::read(&name, text.into_bytes(), options)
    };
    named_kind(path, files::with_beside(path, outcome, options), options)
}

/// Returns a mistake in a configuration as what is wrong with an input.
pub fn wrong(error: &Error) -> Problem {
    let file = match error {
        Error::Invalid { file, .. } => file.clone(),
        Error::Io { path, .. } => path.display().to_string(),
        _ => String::new(),
    };
    Problem { file, line: None, byte: None, message: error.what(), hint: error.remedy(), fatal: true }
}

/// What came of a file, with a note where its name says that it is of a kind that no reader knows.
fn named_kind(path: &Path, mut outcome: Outcome, options: &Options) -> Outcome {
    let name = path.to_string_lossy();
    let unknown = path.extension().filter(|_| options.format.is_none() && !read::is_known(&name));
    if let Some(extension) = unknown
        && !outcome.problems.iter().any(|p| p.fatal)
        && !outcome.documents.iter().any(|d| d.blocks.iter().any(|b| b.unit.is_some()))
    {
        let kind = extension.to_string_lossy();
        let problem = Problem {
            file: name.to_string(),
            line: None,
            byte: None,
            message: format!("files of the kind .{kind} are not known: it was read as its first lines look"),
            hint: Some(
                "say what it is (--input-format), or convert it first: pandoc makes HTML of most".into(),
            ),
            fatal: false,
        };
        outcome.problems.push(problem);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use mtlint_core::check::BlockCache;
    use mtlint_read::Options;

    use super::{check, check_again};
    use crate::config::Settings;
    use crate::plan::Plans;

    const INSERTS: [&str; 12] = [
        "the the ",
        "x",
        "\n\n",
        "\u{201c}",
        " was was",
        "\u{1f642}",
        ". Stated. ",
        "",
        "# ",
        "`code`",
        "Varnholt ",
        "Die F\u{e4}hre f\u{e4}hrt nicht, und niemand hat etwas dagegen gesagt. ",
    ];

    /// A text that is edited again and again is judged as one that is seen for the first time: findings, scores,
    /// estimate, likelihood, language.
    #[test]
    fn a_check_with_a_cache_says_what_one_without_says() {
        let plan = Plans::default().plan_for(&Arc::new(Settings::default())).unwrap();
        let (path, options) = (Path::new("a.md"), Options::default());
        let mut text: String = include_str!("../../../tests/genres.txt").chars().take(9000).collect();
        let mut cache = BlockCache::default();
        let mut state = 11_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for edit in 0..60 {
            let start = text.floor_char_boundary(random(text.len()));
            let end = text.floor_char_boundary((start + random(30)).min(text.len())).max(start);
            text.replace_range(start..end, INSERTS[random(INSERTS.len())]);
            let fresh = check(&plan, path, text.clone(), &options).unwrap();
            let again = check_again(&plan, path, text.clone(), &options, &mut cache).unwrap();
            assert_eq!(format!("{again:?}"), format!("{fresh:?}"), "after edit {edit}");
        }
    }
}
