//! Which path leads where.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::App;
use crate::failure::Failure;
use crate::languagetool;
use crate::native::{about, check, file, stream};
use crate::{guard, openapi, page};

/// Returns all paths.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/page.css", get(page::style))
        .route("/report.css", get(page::report_style))
        .route("/page.js", get(page::script))
        .route("/openapi.json", get(openapi::openapi_json))
        .route("/metrics", get(about::metrics))
        .route("/v1/check", post(check::check))
        .route("/v1/check/batch", post(check::batch))
        .route("/v1/check/file", post(file::file))
        .route("/v1/check/stream", post(stream::stream))
        .route("/v1/rules", get(about::rules))
        .route("/v1/explain/{rule}", get(about::explain))
        .route("/v1/health", get(about::health))
        .route("/v1/version", get(about::version))
        .route("/v2/check", get(languagetool::check::check_by_query).post(languagetool::check::check))
        .route("/v2/languages", get(languagetool::languages::languages))
        .route("/v2/info", get(languagetool::languages::info))
        .route("/v2/healthcheck", get(languagetool::languages::healthcheck))
        .route("/v2/words", get(languagetool::languages::words))
        .route("/v2/words/{change}", post(languagetool::languages::change_words))
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

async fn nothing(request: Request) -> Response {
    told(&request, Failure::nothing_here())
}

async fn not_so(request: Request) -> Response {
    let message = format!("This path does not take {}", request.method());
    told(&request, Failure::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", message))
}

/// A failure in the words of the API that the path belongs to.
fn told(request: &Request, failure: Failure) -> Response {
    if request.uri().path().starts_with("/v2/") { failure.plain() } else { failure.into_response() }
}
