//! `/v2/check`: one text, its findings as LanguageTool's matches.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};

use mtlint_core::error::Result;
use mtlint_project::input;
use mtlint_project::plan::Plan;
use mtlint_read as read;

use super::answer::MatchesAnswer;
use super::form::MatchesRequest;
use crate::app::App;
use crate::body;
use crate::failure::Failure;
use crate::guard;
use crate::native::about::json;
use crate::native::request::fields;
use crate::texts::{self, Text};

/// A failure as LanguageTool tells its own.
pub struct Plain(pub Failure);

impl From<Failure> for Plain {
    fn from(failure: Failure) -> Plain {
        Plain(failure)
    }
}

impl IntoResponse for Plain {
    fn into_response(self) -> Response {
        self.0.plain()
    }
}

/// Checks a text.
#[utoipa::path(
    post, path = "/v2/check", tag = "languagetool", operation_id = "languagetool_check",
    request_body(content = ref("#/components/schemas/LanguageToolForm"), content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The matches", body = ref("#/components/schemas/LanguageToolAnswer")),
        (status = 400, description = "A parameter is missing or wrong", content_type = "text/plain", body = String),
        (status = 401, description = "There is no key", content_type = "text/plain", body = String),
        (status = 413, description = "The text is too long", content_type = "text/plain", body = String),
        (status = 429, description = "Too much is asked at once", content_type = "text/plain", body = String),
        (status = 503, description = "It took too long", content_type = "text/plain", body = String),
    )
)]
pub async fn check(State(app): State<Arc<App>>, request: Request) -> Result<Response, Plain> {
    let _admitted = app.admit()?;
    let answer = app.in_time(async {
        let form = Form::read(&app, request).await?;
        let fields = form.fields;
        let asked = MatchesRequest::read(&fields)?;
        let ours = app.run(move |app| matches(&asked, app));
        let Some(upstream) = &app.upstream else { return Ok(json(&ours.await?)) };
        // Both are asked at the same time.
        let theirs = tokio::spawn(upstream.ask(&fields));
        let ours = serde_json::to_value(ours.await?).expect("texts and numbers are JSON");
        let theirs = theirs.await.unwrap_or_else(|_| Err("it broke off".to_owned()));
        Ok(json(&super::upstream::merged(ours, theirs)))
    });
    Ok(answer.await?)
}

/// Checks a text of the query.
#[utoipa::path(
    get, path = "/v2/check", tag = "languagetool", operation_id = "languagetool_check_by_query",
    params(
        ("text" = String, Query, description = "The text", example = "The the ferry left at noon."),
        ("language" = String, Query, description = "Tag of its language, or auto", pattern = "^(auto|en|en-US|en-GB)$"),
    ),
    responses(
        (status = 200, description = "The matches", body = ref("#/components/schemas/LanguageToolAnswer")),
        (status = 400, description = "A parameter is missing or wrong", content_type = "text/plain", body = String),
        (status = 401, description = "There is no key", content_type = "text/plain", body = String),
        (status = 429, description = "Too much is asked at once", content_type = "text/plain", body = String),
        (status = 503, description = "It took too long", content_type = "text/plain", body = String),
    )
)]
pub async fn check_by_query(state: State<Arc<App>>, request: Request) -> Result<Response, Plain> {
    check(state, request).await
}

/// The fields of a request, from its query and its body.
pub struct Form {
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Reads them, and sees to it that there is a key where one is needed: clients send it as a parameter.
    ///
    /// # Errors
    /// When it is too long, breaks off, or has no key.
    pub async fn read(app: &App, request: Request) -> Result<Form, Failure> {
        let (parts, request_body) = request.into_parts();
        let bytes = body::read(request_body, app.limits.bytes).await?;
        let all = [query(&parts.uri), fields(&bytes)].concat();
        let key = all.iter().find(|(name, _)| name == "apiKey").map(|(_, key)| key.as_str());
        if !may_ask(app, &parts.headers, key) {
            return Err(Failure::no_key());
        }
        // A key is for us, and nobody else's.
        let fields = all.into_iter().filter(|(name, _)| !["apiKey", "username"].contains(&name.as_str()));
        Ok(Form { fields: fields.collect() })
    }
}

fn query(uri: &Uri) -> Vec<(String, String)> {
    fields(uri.query().unwrap_or_default().as_bytes())
}

fn may_ask(app: &App, headers: &HeaderMap, key: Option<&str>) -> bool {
    guard::has_key(app, headers.get(header::AUTHORIZATION)) || key.is_some_and(|key| app.keys.hold(key))
}

/// Asks the checker.
fn matches(asked: &MatchesRequest, app: &App) -> Result<MatchesAnswer, Failure> {
    let plan = match asked.chooses() {
        true => Arc::new(app.plan.with(|settings| asked.apply(settings, app.plan.rules()))?),
        false => app.plan.clone(),
    };
    answer(asked, &plan, app)
}

fn answer(asked: &MatchesRequest, plan: &Plan, app: &App) -> Result<MatchesAnswer, Failure> {
    let about = Text { format: Some("text".to_owned()), language: asked.language.clone(), ..Text::default() };
    let options = texts::options(&about, plan)?;
    let outcome = read::read("-", asked.text.plain.clone().into_bytes(), &options);
    match input::sifted(outcome).into_iter().next() {
        Some(Ok((document, _))) => {
            let (review, whole) = plan.examine(document)?;
            app.metrics.checked(1, review.words, review.findings.len());
            Ok(MatchesAnswer::new(asked, &review, &whole))
        }
        // An editor sends a paragraph as soon as it is there; that none is in it yet is no failure.
        Some(Err(problem)) if problem.fatal && !asked.text.plain.trim().is_empty() => {
            Err(Failure::bad_request(problem.message))
        }
        _ => Ok(MatchesAnswer::empty(asked)),
    }
}
