//! `POST /v1/check/stream`: a record a line in, a line for each out, in order and as they come.
//!
//! The lines that one piece of the body ends are checked together; their reports wait in a short queue, so that who sends
//! faster than is checked, or reads slower, is held back, and memory is bounded whatever the length of the stream.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio::sync::{mpsc, oneshot};

use mtlint_core::error::Result;
use mtlint_project::input;
use mtlint_project::plan::Checked;
use mtlint_project::twins::ProjectTwins;
use mtlint_read::jsonl::StreamLine;
use mtlint_read::{Options, Outcome, jsonl};

use super::check::{is_kind, named};
use crate::app::{Admitted, App};
use crate::body::{self, Pieces};
use crate::failure::{Failure, FailureBody};
use crate::texts::{self, Text};

/// What the records are called in problems.
const NAME: &str = "-";
/// Lines that are checked together at most.
const TOGETHER: usize = 16;

/// Checks a stream of records.
///
/// Lines in, `{"id", "text", "source"?, "lang"?, "source_lang"?}`, and for each one out, in order: what `mtlint check
/// --input-format jsonl --format jsonl` prints. A line that is no record is answered by a line that says so.
#[utoipa::path(
    post, path = "/v1/check/stream", tag = "check", operation_id = "check_stream",
    request_body(content = String, content_type = "application/x-ndjson"),
    responses(
        (status = 200, description = "A line for each record", content_type = "application/x-ndjson", body = String),
        (status = 401, description = "It has no key", body = FailureBody),
        (status = 415, description = "It is of another type", body = FailureBody),
        (status = 429, description = "Too much is asked at once", body = FailureBody),
    )
)]
pub async fn stream(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let admitted = app.admit()?;
    is_kind(request.headers(), "application/x-ndjson")?;
    let options = Arc::new(texts::options(&Text::default(), &app.plan)?);
    let (waiting, queue) = mpsc::channel(2 * rayon::current_num_threads());
    let (sender, answer) = mpsc::channel(2);
    tokio::spawn(cut(app.clone(), request.into_body(), options, waiting));
    tokio::spawn(write(app, admitted, queue, sender));
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    Ok((kind, Body::new(Pieces(answer))).into_response())
}

/// Lines that are being checked.
type WaitingLines = oneshot::Receiver<Result<Vec<Checked>>>;

/// Cuts the body into lines and has them checked.
async fn cut(app: Arc<App>, mut body: Body, options: Arc<Options>, waiting: mpsc::Sender<WaitingLines>) {
    let mut line = StreamLine { number: 1, ..StreamLine::default() };
    let mut lines = Vec::new();
    loop {
        // What breaks off or stands still for too long ends; what came until then is answered.
        let piece = app.in_time(body::next(&mut body)).await.ok().flatten();
        let is_end = piece.is_none();
        let piece = piece.unwrap_or_else(|| Bytes::from_static(b"\n"));
        for part in piece.split_inclusive(|byte| *byte == b'\n') {
            let room = app.limits.bytes - line.bytes.len();
            let text = part.strip_suffix(b"\n").unwrap_or(part);
            line.bytes.extend_from_slice(&text[..text.len().min(room)]);
            line.too_long |= text.len() > room;
            if part.len() > text.len() {
                let next = StreamLine { number: line.number + 1, byte: line.byte, ..StreamLine::default() };
                let whole = std::mem::replace(&mut line, next);
                if !whole.bytes.trim_ascii().is_empty() {
                    lines.push(whole);
                }
            }
            line.byte += part.len() as u64;
            if lines.len() == TOGETHER && !send(&app, std::mem::take(&mut lines), &options, &waiting).await {
                return;
            }
        }
        if !lines.is_empty() && !send(&app, std::mem::take(&mut lines), &options, &waiting).await || is_end {
            return;
        }
    }
}

/// Has lines checked; false where nobody waits for them any more.
async fn send(
    app: &Arc<App>,
    lines: Vec<StreamLine>,
    options: &Arc<Options>,
    waiting: &mpsc::Sender<WaitingLines>,
) -> bool {
    let options = options.clone();
    let work = move |app: &App| {
        let mut checked = Vec::new();
        for line in &lines {
            match jsonl::parse(NAME, line, &options) {
                Err(problem) => checked.push(Err(problem)),
                Ok(document) => {
                    for read in input::sifted(Outcome::document(document)) {
                        checked.push(app.plan.checked(read)?);
                    }
                }
            }
        }
        Ok(checked)
    };
    waiting.send(app.begin(work).await).await.is_ok()
}

/// Writes the reports in the order of the lines.
async fn write(
    app: Arc<App>,
    admitted: Admitted,
    mut queue: mpsc::Receiver<WaitingLines>,
    answer: mpsc::Sender<Bytes>,
) {
    let mut twins = ProjectTwins::default();
    while let Some(waiting) = queue.recv().await {
        let Ok(Ok(mut checked)) = waiting.await else { break };
        let work = move |app: &App| {
            texts::mark(&mut checked, &mut twins, &app.plan).map(|()| {
                let [documents, words, findings] = texts::counts(&checked);
                app.metrics.checked(documents, words, findings);
                let format = named("jsonl").expect("there is this format");
                (Bytes::from(texts::report(&checked, format)), twins)
            })
        };
        let Ok((report, seen)) = app.run(work).await else { break };
        twins = seen;
        if answer.send(report).await.is_err() {
            break;
        }
    }
    drop(admitted);
}
