//! What there is to know of the checker: its rules, why each, its version, whether it runs, what it counts.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use mtlint_core::error::suggest;
use mtlint_project::plan::Plan;
use mtlint_report::{RuleExplained, RuleRecord};

use crate::app::App;
use crate::failure::{Failure, FailureBody};

/// Whether the server runs.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// "ok".
    status: &'static str,
}

/// What answers.
#[derive(Serialize, ToSchema)]
pub struct ServerVersion {
    /// The program's name.
    name: &'static str,
    /// The program's version.
    version: &'static str,
}

/// Lists the rules, by family and id.
#[utoipa::path(
    get, path = "/v1/rules", tag = "rules", operation_id = "rules",
    responses(
        (status = 200, description = "The rules", body = ref("#/components/schemas/Rules")),
        (status = 401, description = "There is no key", body = FailureBody),
    )
)]
pub async fn rules(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    app.run(|app| {
        let rules = app.plan.checker.rules()?;
        let records: Vec<RuleRecord> = rules.iter().map(|rule| RuleRecord::new(rule)).collect();
        Ok(json(&records))
    })
    .await
}

/// Explains a rule, or those of a family.
#[utoipa::path(
    get, path = "/v1/explain/{rule}", tag = "rules", operation_id = "explain",
    params(("rule" = String, Path, description = "Id of a rule, or a family")),
    responses(
        (status = 200, description = "What they look for, why, what to do, examples",
            body = ref("#/components/schemas/Explained")),
        (status = 401, description = "There is no key", body = FailureBody),
        (status = 404, description = "There is no such rule", body = FailureBody),
    )
)]
pub async fn explain(State(app): State<Arc<App>>, Path(rule): Path<String>) -> Result<Response, Failure> {
    app.run(move |app| Ok(json(&explained(&app.plan, &rule)?))).await
}

/// The JSON of a rule's explanation, or of all in a family.
///
/// # Errors
/// When there is no rule and no family of that name.
pub fn explained(plan: &Plan, name: &str) -> Result<serde_json::Value, Failure> {
    let rules = plan.checker.rules()?;
    let wanted = name.rsplit('/').next().unwrap_or_default();
    let mut found: Vec<_> = rules.iter().filter(|rule| rule.id == wanted).collect();
    if found.is_empty() {
        found = rules.iter().filter(|rule| rule.family == wanted).collect();
    }
    if found.is_empty() {
        let names = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.family.as_str()]);
        let message = format!("There is no rule and no family `{name}`");
        let failure = Failure::new(StatusCode::NOT_FOUND, "unknown-rule", message);
        return Err(failure.hint(match suggest(wanted, names) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "/v1/rules names them all".to_owned(),
        }));
    }
    let explained: Vec<RuleExplained> = found.into_iter().map(|rule| RuleExplained::new(rule)).collect();
    Ok(serde_json::to_value(explained).expect("texts and numbers are JSON"))
}

/// Says that the server runs.
#[utoipa::path(
    get, path = "/v1/health", tag = "server", operation_id = "health",
    responses((status = 200, description = "It runs", body = Health))
)]
pub async fn health() -> Response {
    json(&Health { status: "ok" })
}

/// Says what answers.
#[utoipa::path(
    get, path = "/v1/version", tag = "server", operation_id = "version",
    responses((status = 200, description = "Name and version", body = ServerVersion))
)]
pub async fn version() -> Response {
    json(&ServerVersion { name: "mtlint", version: env!("CARGO_PKG_VERSION") })
}

/// Returns what was counted, for Prometheus.
#[utoipa::path(
    get, path = "/metrics", tag = "server", operation_id = "metrics",
    responses(
        (status = 200, description = "Counts in the text format", content_type = "text/plain", body = String),
        (status = 401, description = "There is no key", body = FailureBody),
    )
)]
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, app.metrics.text()).into_response()
}

/// An answer in JSON.
pub fn json(value: &impl Serialize) -> Response {
    let text = serde_json::to_string(value).expect("texts and numbers are JSON");
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}
