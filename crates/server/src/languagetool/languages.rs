//! What LanguageTool's clients ask beside texts: languages, what answers, whether it runs, the words that are known.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::answer::{Software, name};
use super::check::{Form, Plain};
use crate::app::App;
use crate::failure::Failure;
use crate::native::about;

/// Variants of English that clients ask for by their tags; all are checked alike.
const ENGLISH: [&str; 6] = ["en-AU", "en-CA", "en-GB", "en-NZ", "en-US", "en-ZA"];

/// A language with rules.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedLanguage {
    name: String,
    code: String,
    long_code: String,
}

/// Lists the languages with rules.
#[utoipa::path(
    get, path = "/v2/languages", tag = "languagetool", operation_id = "languagetool_languages",
    responses((status = 200, description = "Name and codes of each", body = ref("#/components/schemas/LanguageToolLanguages")))
)]
pub async fn languages(State(app): State<Arc<App>>) -> Response {
    let mut entries = Vec::new();
    for code in app.plan.checker.languages() {
        let variants = ENGLISH.iter().filter(|tag| tag.split('-').next() == Some(code));
        for tag in [code].into_iter().chain(variants.copied()) {
            entries.push(ListedLanguage {
                name: name(tag),
                code: code.to_owned(),
                long_code: tag.to_owned(),
            });
        }
    }
    about::json(&entries)
}

/// Says what answers.
#[utoipa::path(
    get, path = "/v2/info", tag = "languagetool", operation_id = "languagetool_info",
    responses((status = 200, description = "Name and version", body = ref("#/components/schemas/LanguageToolInfo")))
)]
pub async fn info() -> Response {
    about::json(&json!({ "software": Software::this() }))
}

/// Says that the server runs.
#[utoipa::path(
    get, path = "/v2/healthcheck", tag = "languagetool", operation_id = "languagetool_healthcheck",
    responses((status = 200, description = "It runs", content_type = "text/plain", body = String))
)]
pub async fn healthcheck() -> Response {
    ([(header::CONTENT_TYPE, "text/plain")], "OK").into_response()
}

/// Lists the words that the server keeps for a user: none, for nothing is stored.
#[utoipa::path(
    get, path = "/v2/words", tag = "languagetool", operation_id = "languagetool_words",
    responses(
        (status = 200, description = "No words", body = ref("#/components/schemas/LanguageToolWords")),
        (status = 401, description = "There is no key", content_type = "text/plain", body = String),
    )
)]
pub async fn words(State(app): State<Arc<App>>, request: Request) -> Result<Response, Plain> {
    let form = app.in_time(Form::read(&app, request));
    form.await?;
    Ok(about::json(&json!({ "words": [] })))
}

/// Refuses to store a word.
#[utoipa::path(
    post, path = "/v2/words/{change}", tag = "languagetool", operation_id = "languagetool_change_words",
    params(("change" = String, Path, description = "add or delete", pattern = "^(add|delete)$")),
    responses(
        (status = 401, description = "There is no key", content_type = "text/plain", body = String),
        (status = 403, description = "Nothing is stored", content_type = "text/plain", body = String),
        (status = 404, description = "There is no such change", content_type = "text/plain", body = String),
    )
)]
pub async fn change_words(State(app): State<Arc<App>>, request: Request) -> Result<Response, Plain> {
    let change = request.uri().path().rsplit('/').next().unwrap_or_default();
    if !["add", "delete"].contains(&change) {
        return Err(Plain(Failure::nothing_here()));
    }
    let form = app.in_time(Form::read(&app, request));
    form.await?;
    let message = "This server stores no words: names and terms stand in the vocabulary of its mtlint.toml";
    Err(Plain(Failure::new(StatusCode::FORBIDDEN, "nothing-stored", message)))
}
