//! What a client of LanguageTool asks: the parameters of its form, in the query or in the body.

use mtlint_core::language::codes;
use mtlint_project::config::{Level, Setting, Settings, ValueOrigin};

use super::annotated::MarkedUpText;
use crate::failure::Failure;

/// Levels that clients name; all but `picky` are alike here.
const LEVELS: [&str; 10] = [
    "default",
    "picky",
    "academic",
    "clarity",
    "professional",
    "creative",
    "customer",
    "jobapp",
    "objective",
    "elegant",
];

/// What is asked.
pub struct MatchesRequest {
    /// The text.
    pub text: MarkedUpText,
    /// The tag of its language as it was given; none where it is to be detected.
    pub language: Option<String>,
    /// Tags that are preferred among those of a detected language.
    pub variants: Vec<String>,
    /// Places that are too unsure to be findings are wanted, too.
    pub picky: bool,
    enabled: [Vec<String>; 2],
    disabled: [Vec<String>; 2],
    only: bool,
}

impl MatchesRequest {
    /// Reads the parameters.
    ///
    /// # Errors
    /// When one that is needed is not there, or two contradict each other.
    pub fn read(fields: &[(String, String)]) -> Result<MatchesRequest, Failure> {
        let value =
            |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        let list = |name: &str| -> Vec<String> {
            let parts = value(name).unwrap_or_default().split(',').map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let text = match (value("text"), value("data")) {
            (Some(_), Some(_)) => {
                return Err(Failure::bad_request("Set only 'text' or 'data' parameter, not both"));
            }
            (Some(text), None) => MarkedUpText::text(text),
            (None, Some(data)) => MarkedUpText::data(data)?,
            (None, None) => return Err(Failure::bad_request("Missing 'text' or 'data' parameter")),
        };
        let Some(language) = value("language") else {
            let message =
                "Missing 'language' parameter, e.g. 'language=en-US' for American English or 'language=auto'";
            return Err(Failure::bad_request(message));
        };
        let variants = list("preferredVariants");
        let is_detected = language == "auto";
        if !variants.is_empty() && !is_detected {
            let message = "You specified 'preferredVariants' but you didn't specify 'language=auto'";
            return Err(Failure::bad_request(message));
        }
        if !is_detected {
            codes::valid(language).map_err(Failure::bad_request)?;
        }
        let level = value("level").unwrap_or(LEVELS[0]);
        if !LEVELS.contains(&level) {
            let message =
                format!("Unknown value '{level}' for parameter 'level'. Valid values: {}", LEVELS.join(", "));
            return Err(Failure::bad_request(message));
        }
        let asked = MatchesRequest {
            text,
            language: (!is_detected).then(|| language.to_owned()),
            variants,
            picky: level == "picky",
            enabled: [list("enabledRules"), list("enabledCategories")],
            disabled: [list("disabledRules"), list("disabledCategories")],
            only: value("enabledOnly").is_some_and(|v| ["true", "yes"].contains(&v)),
        };
        if asked.only && asked.disabled.iter().any(|list| !list.is_empty()) {
            let message = "You cannot specify disabled rules or categories using enabledOnly=true";
            return Err(Failure::bad_request(message));
        }
        if asked.only && asked.enabled.iter().all(Vec::is_empty) {
            let message = "You must specify enabled rules or categories when using enabledOnly=true";
            return Err(Failure::bad_request(message));
        }
        Ok(asked)
    }

    /// True where rules are switched on or off.
    pub fn chooses(&self) -> bool {
        self.only || self.enabled.iter().chain(&self.disabled).any(|list| !list.is_empty())
    }

    /// Switches rules and families on and off. Names that are not ours are LanguageTool's own.
    pub fn apply(&self, settings: &mut Settings, rules: &[(String, String)]) {
        let is_ours = |name: &&String| rules.iter().any(|(id, family)| id == *name || family == *name);
        let set = |settings: &mut Settings, name: &str, level| {
            settings.set_rule(name, Setting::new(level, ValueOrigin::Flag("enabledRules")));
        };
        if self.only {
            set(settings, "all", Level::Off);
        }
        self.enabled.iter().flatten().filter(is_ours).for_each(|name| set(settings, name, Level::On));
        self.disabled.iter().flatten().filter(is_ours).for_each(|name| set(settings, name, Level::Off));
    }
}
