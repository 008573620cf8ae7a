//! What a request to our own API says.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use mtlint_core::meta::Severity;
use mtlint_project::config::{Level, Setting, Settings, ValueOrigin};
use mtlint_project::plan::Plan;

use crate::failure::Failure;
use crate::texts::Text;

/// A text to be checked, and by which rules.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The text: of an article, a page, a file in any format that is text.
    #[schema(example = "The the ferry left at noon.")]
    text: String,
    /// What the report calls it; its extension tells the format where none is named.
    name: Option<String>,
    /// The format, by the names of `mtlint check --input-format`; guessed where neither this nor a name tells it.
    #[schema(schema_with = crate::texts::format_names)]
    format: Option<String>,
    /// Code of its language, whatever it declares; detected where none is named.
    #[schema(pattern = "^[a-z]{2,3}([-_][A-Za-z0-9]{1,8})*$")]
    language: Option<String>,
    /// What it was translated from, as plain text or in the same markup.
    source: Option<String>,
    /// Code of the language of `source`.
    #[schema(pattern = "^[a-z]{2,3}([-_][A-Za-z0-9]{1,8})*$")]
    source_language: Option<String>,
    /// What holds for this request alone.
    #[serde(default)]
    options: CheckOptions,
}

/// Several texts, which are one run.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// The texts, in the order of the report.
    documents: Vec<Text>,
    /// What holds for this request alone.
    #[serde(default)]
    options: CheckOptions,
}

/// Rules and thresholds of a request, laid over the server's own.
#[derive(Default, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CheckOptions {
    /// Rules and families to use; all where none is named.
    only: Vec<String>,
    /// Rules and families to leave out.
    disable: Vec<String>,
    /// Findings that are less sure are left out.
    #[schema(minimum = 0, maximum = 1)]
    min_certainty: Option<f32>,
    /// A document with a lower score fails.
    #[schema(minimum = 0, maximum = 100)]
    min_score: Option<f64>,
    /// A document with a lower quality estimate fails.
    #[schema(minimum = 0, maximum = 100)]
    min_estimate: Option<f64>,
    /// A document more likely than this to be unedited machine translation fails.
    #[schema(minimum = 0, maximum = 1)]
    max_machine: Option<f64>,
    /// A document with a finding at least as heavy fails.
    #[schema(value_type = Option<String>, schema_with = severities)]
    fail_on: Option<Severity>,
    /// A document in a language without rules may pass.
    allow_unjudged: Option<bool>,
}

fn severities() -> utoipa::openapi::schema::Object {
    use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
    let names = ["minor", "major", "critical"].map(serde_json::Value::from);
    let names = names.into_iter().chain([serde_json::Value::Null]);
    let kind = SchemaType::from_iter([Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(kind).enum_values(Some(names)).build()
}

impl CheckRequest {
    /// The texts of the request, and what holds for it.
    pub fn parts(self) -> (Vec<Text>, CheckOptions) {
        let CheckRequest { text, name, format, language, source, source_language, options } = self;
        (vec![Text { text, name, format, language, source, source_language }], options)
    }
}

impl BatchRequest {
    /// The texts of the request, and what holds for it.
    pub fn parts(self) -> (Vec<Text>, CheckOptions) {
        (self.documents, self.options)
    }
}

impl CheckOptions {
    /// Returns the server's plan with these laid over it.
    ///
    /// # Errors
    /// When a number is out of its range, or a rule is not known.
    pub fn over(&self, plan: &Arc<Plan>) -> Result<Arc<Plan>, Failure> {
        if *self == CheckOptions::default() {
            return Ok(plan.clone());
        }
        let certainty = self.min_certainty.map(f64::from);
        for (name, value, most) in [
            ("min_certainty", certainty, 1.0),
            ("min_score", self.min_score, 100.0),
            ("min_estimate", self.min_estimate, 100.0),
            ("max_machine", self.max_machine, 1.0),
        ] {
            if value.is_some_and(|value| !(0.0..=most).contains(&value)) {
                return Err(Failure::bad_request(format!("`{name}` is a number from 0 to {most}")));
            }
        }
        Ok(Arc::new(plan.with(|settings| self.apply(settings))?))
    }

    fn apply(&self, settings: &mut Settings) {
        let rule = |level, field| Setting::new(level, ValueOrigin::Flag(field));
        if !self.only.is_empty() {
            settings.set_rule("all", rule(Level::Off, "only"));
        }
        self.only.iter().for_each(|name| settings.set_rule(name, rule(Level::On, "only")));
        self.disable.iter().for_each(|name| settings.set_rule(name, rule(Level::Off, "disable")));
        if let Some(least) = self.min_certainty {
            settings.min_certainty = Setting::new(least, ValueOrigin::Flag("min_certainty"));
        }
        let numbers = [
            ("gate.min-score", self.min_score, "min_score"),
            ("gate.min-estimate", self.min_estimate, "min_estimate"),
            ("gate.max-machine", self.max_machine, "max_machine"),
        ];
        for (key, value, field) in numbers {
            value.into_iter().for_each(|value| settings.set_flag(key, value, field));
        }
        if let Some(severity) = self.fail_on {
            settings.set_flag("gate.fail-on", severity.name(), "fail_on");
        }
        if let Some(allowed) = self.allow_unjudged {
            settings.set_flag("gate.allow-unjudged", allowed, "allow_unjudged");
        }
    }
}

/// Reads the JSON of a request.
///
/// # Errors
/// When it is none, or not of this kind.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        let failure = Failure::bad_request(format!("The body is no such request: {error}"));
        failure.hint("/openapi.json says what it holds")
    })
}

/// The fields of a query or a form, in order.
pub fn fields(encoded: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded).into_owned().collect()
}
