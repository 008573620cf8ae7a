//! `POST /v1/check/file`: the bytes of a file as they are, of any format that is read.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::check::{ReportName, reported, wanted};
use crate::app::App;
use crate::failure::{Failure, Refused};
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
        Refused,
    )
)]
pub async fn file(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let mut about = Text::default();
    let format = wanted(request.uri(), |field, value| {
        let place = match field {
            "name" => &mut about.name,
            "format" => &mut about.format,
            "language" => &mut about.language,
            _ => return false,
        };
        *place = Some(value.to_owned());
        true
    })?;
    let read = move |bytes, app: &App| Ok((texts::read_file(bytes, &about, &app.plan)?, app.plan.clone()));
    reported(app, request, "application/octet-stream", format, read).await
}
