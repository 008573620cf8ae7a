//! `POST /v1/check` and `/v1/check/batch`: texts in JSON, a report of the run.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use mtlint_project::input::ReadInput;
use mtlint_project::plan::Plan;
use mtlint_report::{FORMATS, Format};

use super::request::{BatchRequest, CheckOptions, CheckRequest, fields, json};
use crate::app::App;
use crate::body;
use crate::failure::{Failure, Refused};
use crate::texts::{self, Text};

/// Checks one text.
///
/// The answer is what `mtlint check --format json` prints for it.
#[utoipa::path(
    post, path = "/v1/check", tag = "check", operation_id = "check",
    params(("report" = inline(Option<ReportName>), Query, description = "Another format of the report")),
    request_body = CheckRequest,
    responses(
        (status = 200, description = "The report", body = ref("#/components/schemas/Run")),
        Refused,
    )
)]
pub async fn check(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    answer(app, request, |bytes| Ok(json::<CheckRequest>(bytes)?.parts())).await
}

/// Checks several texts as one run.
///
/// The answer is what `mtlint check --format json` prints for them, in their order.
#[utoipa::path(
    post, path = "/v1/check/batch", tag = "check", operation_id = "check_batch",
    params(("report" = inline(Option<ReportName>), Query, description = "Another format of the report")),
    request_body = BatchRequest,
    responses(
        (status = 200, description = "The report", body = ref("#/components/schemas/Run")),
        Refused,
    )
)]
pub async fn batch(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    answer(app, request, |bytes| Ok(json::<BatchRequest>(bytes)?.parts())).await
}

/// The name of an output format; for the description of the API.
pub struct ReportName;

impl utoipa::PartialSchema for ReportName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let names = FORMATS.iter().map(|format| format.name);
        utoipa::openapi::ObjectBuilder::new().enum_values(Some(names)).into()
    }
}

impl utoipa::ToSchema for ReportName {}

/// Answers a request for texts in JSON, as `parts` takes it apart.
async fn answer(
    app: Arc<App>,
    request: Request,
    parts: fn(&[u8]) -> Result<(Vec<Text>, CheckOptions), Failure>,
) -> Result<Response, Failure> {
    let format = wanted(request.uri(), |_, _| false)?;
    let read = move |bytes: Vec<u8>, app: &App| {
        let (texts, options) = parts(&bytes)?;
        drop(bytes);
        let plan = options.over(&app.plan)?;
        let mut documents = Vec::new();
        for text in texts {
            documents.extend(texts::read(text, &plan)?);
        }
        Ok((documents, plan))
    };
    reported(app, request, "application/json", format, read).await
}

/// What a body holds, and the plan that it is checked by.
pub type TextsToCheck = (Vec<ReadInput>, Arc<Plan>);

/// Answers a request by a report: its body, which is of `kind`, is read, checked and reported on a thread that checks.
///
/// # Errors
/// As [`Refused`] lists them.
pub async fn reported(
    app: Arc<App>,
    request: Request,
    kind: &str,
    format: &'static Format,
    read: impl FnOnce(Vec<u8>, &App) -> Result<TextsToCheck, Failure> + Send + 'static,
) -> Result<Response, Failure> {
    let _admitted = app.admit()?;
    is_kind(request.headers(), kind)?;
    app.in_time(async {
        let bytes = body::read(request.into_body(), app.limits.bytes).await?;
        let work = move |app: &App| {
            let (documents, plan) = read(bytes, app)?;
            let checked = texts::check(documents, &plan)?;
            let [documents, words, findings] = texts::counts(&checked);
            app.metrics.checked(documents, words, findings);
            let kind = [(header::CONTENT_TYPE, content_type(format))];
            Ok((kind, texts::report(&checked, format)).into_response())
        };
        app.run(work).await
    })
    .await
}

/// The format of the report that a query names; `take` says whether it takes another field.
///
/// # Errors
/// When there is no such format, or the query says something else.
pub fn wanted(uri: &Uri, mut take: impl FnMut(&str, &str) -> bool) -> Result<&'static Format, Failure> {
    let mut name = String::new();
    for (field, value) in fields(uri.query().unwrap_or_default().as_bytes()) {
        if field == "report" {
            name = value;
        } else if !take(&field, &value) {
            return Err(Failure::bad_request(format!("There is no parameter `{field}`")));
        }
    }
    named(&name)
}

/// The format of that name; JSON where a query names none, as an empty value does.
///
/// # Errors
/// When there is none.
pub fn named(name: &str) -> Result<&'static Format, Failure> {
    let name = if name.is_empty() { "json" } else { name };
    mtlint_report::format(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let failure = Failure::bad_request(format!("There is no format `{name}` of reports"));
        failure.hint(format!("One of {}", names.join(", ")))
    })
}

/// Sees to it that a body is what the path takes.
///
/// # Errors
/// When its type is another one.
pub fn is_kind(headers: &HeaderMap, kind: &str) -> Result<(), Failure> {
    let told = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let told = told.map(|told| told.split(';').next().unwrap_or_default().trim());
    if told.is_some_and(|told| told.eq_ignore_ascii_case(kind)) {
        return Ok(());
    }
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(Failure::new(status, "wrong-type", format!("This path takes {kind}"))
        .hint(format!("Send it with the header `Content-Type: {kind}`")))
}

/// The type of a report, as HTTP names it.
fn content_type(format: &Format) -> &'static str {
    match format.name {
        "json" | "sarif" | "gitlab" => "application/json",
        "jsonl" => "application/x-ndjson",
        "html" => "text/html; charset=utf-8",
        "markdown" => "text/markdown; charset=utf-8",
        "csv" | "scorecard-csv" => "text/csv; charset=utf-8",
        "junit" | "checkstyle" => "application/xml",
        _ => "text/plain; charset=utf-8",
    }
}
