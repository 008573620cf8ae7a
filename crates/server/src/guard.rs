//! What stands before every path: who may ask, which pages' scripts may, and what is counted.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::failure::Failure;

/// The paths that are counted by their names, and whether each needs a key here: an open one tells nothing of texts, or
/// looks for a key of its own. All others are one, and need one.
const PATHS: &[(&str, bool)] = &[
    ("/", false),
    ("/metrics", true),
    ("/openapi.json", false),
    ("/page.css", false),
    ("/page.js", false),
    ("/report.css", false),
    ("/v1/check", true),
    ("/v1/check/batch", true),
    ("/v1/check/file", true),
    ("/v1/check/stream", true),
    ("/v1/health", false),
    ("/v1/rules", true),
    ("/v1/version", false),
    ("/v2/check", false),
    ("/v2/healthcheck", false),
    ("/v2/info", false),
    ("/v2/languages", false),
    ("/v2/words", false),
    ("/v2/words/add", false),
    ("/v2/words/delete", false),
];

/// Lets a request through to its path, and counts it.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let path = request.uri().path();
    let (counted, needs_key) = match path {
        path if path.starts_with("/v1/explain/") => ("/v1/explain", true),
        path => PATHS.iter().find(|(known, _)| *known == path).copied().unwrap_or(("other", true)),
    };
    let is_plain = path.starts_with("/v2/");
    let origin = allowed(&app, request.headers());
    let is_asking = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_asking && origin.is_some() {
        asked().into_response()
    } else if needs_key && !has_key(&app, request.headers().get(header::AUTHORIZATION)) {
        let failure = Failure::no_key();
        if is_plain { failure.plain() } else { failure.into_response() }
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
    }
    app.metrics.request(counted, response.status().as_u16(), begun.elapsed());
    response
}

/// True where a header has a key, or none is needed.
pub fn has_key(app: &App, header: Option<&HeaderValue>) -> bool {
    let key = header.and_then(|value| value.to_str().ok()).and_then(|value| value.split_once(' '));
    app.keys.is_empty()
        || key.is_some_and(|(kind, key)| kind.eq_ignore_ascii_case("bearer") && app.keys.hold(key.trim()))
}

/// The page whose script asks, where it may.
fn allowed(app: &App, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    let named = |own: &String| own == "*" || own.as_bytes() == origin.as_bytes();
    app.origins.iter().any(named).then(|| origin.clone())
}

/// What a browser is told that asks whether a page may ask.
fn asked() -> impl IntoResponse {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers)
}
