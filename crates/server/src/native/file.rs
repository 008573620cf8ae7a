//! `POST /v1/check/file`: the bytes of a file as they are, of any format that is read.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::Response;

use mtlint_report::Format;

use super::check::{ReportName, is_kind, named, reported};
use super::request::fields;
use crate::app::App;
use crate::body;
use crate::failure::{Failure, FailureBody};
use crate::texts::{self, Text};

/// Checks a file.
///
/// The body is the file's bytes, in any encoding and any format that `mtlint check` reads, DOCX and EPUB as well.
#[utoipa::path(
    post, path = "/v1/check/file", tag = "check", operation_id = "check_file",
    params(
        ("name" = Option<String>, Query, description = "What the report calls it; its extension tells the format"),
        ("format" = Option<String>, Query, description = "The format, by the names of `mtlint check --input-format`"),
        ("language" = Option<String>, Query, description = "Code of its language, whatever it declares"),
        ("report" = inline(Option<ReportName>), Query, description = "Another format of the report"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "The report", body = ref("#/components/schemas/Run")),
        (status = 400, description = "The request is none", body = FailureBody),
        (status = 401, description = "It has no key", body = FailureBody),
        (status = 413, description = "It is too long", body = FailureBody),
        (status = 415, description = "It is of another type", body = FailureBody),
        (status = 422, description = "It names something that there is not", body = FailureBody),
        (status = 429, description = "Too much is asked at once", body = FailureBody),
        (status = 503, description = "It took too long", body = FailureBody),
    )
)]
pub async fn file(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let admitted = app.admit()?;
    let (about, format) = asked(request.uri())?;
    is_kind(request.headers(), "application/octet-stream")?;
    app.in_time(async {
        let bytes = body::read(request.into_body(), app.limits.bytes).await?;
        let work = move |app: &App| {
            let checked = texts::check(texts::read_file(bytes, &about, &app.plan)?, &app.plan)?;
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

/// What a query says of a file, and the format of the report.
fn asked(uri: &Uri) -> Result<(Text, &'static Format), Failure> {
    let (mut about, mut report) = (Text::default(), "json".to_owned());
    for (field, value) in fields(uri.query().unwrap_or_default().as_bytes()) {
        match field.as_str() {
            "name" => about.name = Some(value),
            "format" => about.format = Some(value),
            "language" => about.language = Some(value),
            "report" => report = value,
            _ => return Err(Failure::bad_request(format!("There is no parameter `{field}`"))),
        }
    }
    Ok((about, named(&report)?))
}
