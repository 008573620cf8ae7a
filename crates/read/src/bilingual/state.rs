//! What XLIFF and its dialects say of the state of a segment, in the words of [`State`] and [`Origin`].

use mtlint_core::document::{Origin, State, Unit};

use super::xml::XmlElement;

/// XLIFF 1.2: `state` and `state-qualifier` of a target.
pub(super) fn of_target(element: &XmlElement, unit: &mut Unit) {
    if let Some(state) = element.attribute("state") {
        unit.state = match &*state {
            "translated" => State::Translated,
            "signed-off" => State::Reviewed,
            "final" => State::Final,
            "new" | "needs-translation" => State::NeedsWork,
            other if other.starts_with("needs-") => State::NeedsWork,
            _ => unit.state,
        };
    }
    if let Some(qualifier) = element.attribute("state-qualifier") {
        unit.origin = match &*qualifier {
            "leveraged-mt" | "mt-suggestion" => Origin::Machine,
            "fuzzy-match" => Origin::Fuzzy,
            "exact-match" | "id-match" | "leveraged-tm" | "leveraged-inherited" | "leveraged-repository" => {
                Origin::Exact
            }
            _ => unit.origin,
        };
    }
}

/// XLIFF 2: `state` and `subState` of a segment.
pub(super) fn of_segment(element: &XmlElement, unit: &mut Unit) {
    unit.state = match element.attribute("state").as_deref() {
        Some("translated") => State::Translated,
        Some("reviewed") => State::Reviewed,
        Some("final") => State::Final,
        _ => State::Unknown,
    };
    let part = element.attribute("subState").unwrap_or_default();
    let part = part.rsplit(':').next().unwrap_or_default();
    unit.origin = match part {
        "mt" | "machine" | "leveraged-mt" => Origin::Machine,
        "fuzzy" | "fuzzy-match" => Origin::Fuzzy,
        _ => Origin::Unknown,
    };
    if matches!(part, "fuzzy" | "needs-review" | "rejected") {
        unit.state = State::NeedsWork;
    }
}

/// SDLXLIFF: `conf`, `origin` and `percent` of a segment.
pub(super) fn of_sdl(element: &XmlElement, unit: &mut Unit) {
    unit.state = match element.attribute("conf").as_deref() {
        Some("Draft" | "RejectedTranslation" | "RejectedSignOff") => State::NeedsWork,
        Some("Translated") => State::Translated,
        Some("ApprovedTranslation") => State::Reviewed,
        Some("ApprovedSignOff") => State::Final,
        _ => State::Unknown,
    };
    unit.percent = element.attribute("percent").and_then(|p| p.parse().ok());
    unit.origin = match (element.attribute("origin").as_deref(), unit.percent) {
        (Some("mt" | "nmt" | "amt"), _) => Origin::Machine,
        (Some("tm" | "document-match"), Some(100)) => Origin::Exact,
        (Some("tm"), Some(_)) => Origin::Fuzzy,
        (Some("interactive"), _) => Origin::Person,
        _ => Origin::Unknown,
    };
}
