//! `POST /v1/check` and `/v1/check/batch`: texts in JSON, a report of the run.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use mtlint_report::{FORMATS, Format};

use super::request::{BatchRequest, CheckOptions, CheckRequest, fields, json};
use crate::app::App;
use crate::body;
use crate::failure::{Failure, FailureBody};
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
        (status = 400, description = "The request is none", body = FailureBody),
        (status = 401, description = "It has no key", body = FailureBody),
        (status = 413, description = "It is too long", body = FailureBody),
        (status = 415, description = "It is no JSON", body = FailureBody),
        (status = 422, description = "It names something that there is not", body = FailureBody),
        (status = 429, description = "Too much is asked at once", body = FailureBody),
        (status = 503, description = "It took too long", body = FailureBody),
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
        (status = 400, description = "The request is none", body = FailureBody),
        (status = 401, description = "It has no key", body = FailureBody),
        (status = 413, description = "It is too long", body = FailureBody),
        (status = 415, description = "It is no JSON", body = FailureBody),
        (status = 422, description = "It names something that there is not", body = FailureBody),
        (status = 429, description = "Too much is asked at once", body = FailureBody),
        (status = 503, description = "It took too long", body = FailureBody),
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

async fn answer(
    app: Arc<App>,
    request: Request,
    read: fn(&[u8]) -> Result<(Vec<Text>, CheckOptions), Failure>,
) -> Result<Response, Failure> {
    let admitted = app.admit()?;
    let format = wanted(request.uri())?;
    is_kind(request.headers(), "application/json")?;
    app.in_time(async {
        let bytes = body::read(request.into_body(), app.limits.bytes).await?;
        let work = move |app: &App| {
            let (texts, options) = read(&bytes)?;
            drop(bytes);
            let plan = options.over(&app.plan)?;
            let mut documents = Vec::new();
            for text in texts {
                documents.extend(texts::read(text, &plan)?);
            }
            let checked = texts::check(documents, &plan)?;
            let [documents, words, findings] = texts::counts(&checked);
            app.metrics.checked(documents, words, findings);
            Ok(reported(texts::report(&checked, format), format))
        };
        let answer = app.run(work).await;
        drop(admitted);
        answer
    })
    .await
}

/// The format of the report that a query names.
///
/// # Errors
/// When there is no such format, or the query says something else.
pub fn wanted(uri: &Uri) -> Result<&'static Format, Failure> {
    let mut name = "json".to_owned();
    for (field, value) in fields(uri.query().unwrap_or_default().as_bytes()) {
        match field.as_str() {
            "report" => name = value,
            _ => return Err(Failure::bad_request(format!("There is no parameter `{field}`"))),
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

/// The answer that a report is.
pub fn reported(report: Vec<u8>, format: &Format) -> Response {
    let kind = match format.name {
        "json" | "sarif" | "gitlab" => "application/json",
        "jsonl" => "application/x-ndjson",
        "html" => "text/html; charset=utf-8",
        "markdown" => "text/markdown; charset=utf-8",
        "csv" | "scorecard-csv" => "text/csv; charset=utf-8",
        "junit" | "checkstyle" => "application/xml",
        _ => "text/plain; charset=utf-8",
    };
    ([(header::CONTENT_TYPE, kind)], report).into_response()
}
