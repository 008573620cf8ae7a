//! Language tags as inputs write them, by their primary part alone.

/// The primary part of a language tag in lower case ("en" for "en-GB"); none where there is no tag in it.
pub fn primary_language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
    let valid = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    valid.then(|| primary.to_ascii_lowercase())
}
