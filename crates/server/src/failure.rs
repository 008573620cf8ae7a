//! How a request fails: a status, a code for programs, a sentence for people and what to do.
//!
//! Our own API tells it as JSON; LanguageTool's clients read a line of text that begins with "Error:".

use std::collections::BTreeMap;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use mtlint_core::error::Error;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};

/// Why a request was not answered.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The status of HTTP.
    pub status: StatusCode,
    code: &'static str,
    message: String,
    hint: Option<String>,
}

/// Why a request was not answered.
#[derive(Serialize, ToSchema)]
pub struct FailureBody {
    error: FailureReason,
}

/// The reason.
#[derive(Serialize, ToSchema)]
pub struct FailureReason {
    /// The status of HTTP.
    status: u16,
    /// The kind of failure, for programs.
    code: String,
    /// What is wrong.
    message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// How a request for a report may fail, for the description of the API.
pub struct Refused;

impl utoipa::IntoResponses for Refused {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let body = || Ref::from_schema_name(FailureBody::name());
        let content = || ContentBuilder::new().schema(Some(body())).build();
        let response = |description| {
            ResponseBuilder::new().description(description).content("application/json", content()).build()
        };
        let all = [
            ("400", "The request is none"),
            ("401", "It has no key"),
            ("413", "It is too long"),
            ("415", "It is of another type"),
            ("422", "It names something that there is not"),
            ("429", "Too much is asked at once"),
            ("503", "It took too long"),
        ];
        all.map(|(status, description)| (status.to_owned(), RefOr::T(response(description)))).into()
    }
}

impl Failure {
    /// A failure without a hint.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Failure {
        Failure { status, code, message: message.into(), hint: None }
    }

    /// The request is no request.
    pub fn bad_request(message: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "bad-request", message)
    }

    /// The request is one, and names something that there is not.
    pub fn unknown(message: impl Into<String>) -> Failure {
        Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown-name", message)
    }

    /// The text is longer than the limit.
    pub fn too_large(limit: usize) -> Failure {
        let message = format!("The request has more than {limit} bytes");
        let failure = Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message);
        failure.hint("Send it in parts, or start the server with a larger --max-bytes")
    }

    /// The time for a request is over.
    pub fn too_slow(seconds: f64) -> Failure {
        let message = format!("The request took longer than {seconds} s");
        let failure = Failure::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", message);
        failure.hint("Send less at once, or start the server with a larger --timeout")
    }

    /// Too much is asked at once.
    pub fn busy(requests: usize) -> Failure {
        let message = format!("{requests} requests are being worked on");
        let failure = Failure::new(StatusCode::TOO_MANY_REQUESTS, "busy", message);
        failure.hint("Ask again in a second, or start the server with a larger --max-requests")
    }

    /// The request has no key.
    pub fn no_key() -> Failure {
        let failure = Failure::new(StatusCode::UNAUTHORIZED, "no-key", "This server answers who has a key");
        failure.hint("Send it as `Authorization: Bearer KEY`")
    }

    /// There is nothing at the path.
    pub fn nothing_here() -> Failure {
        let failure = Failure::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this path");
        failure.hint("/openapi.json lists all paths")
    }

    /// The same with what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// The failure as LanguageTool tells its own.
    pub fn plain(&self) -> Response {
        let text = format!("Error: {}", self.message);
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        self.with_headers((self.status, [kind], text).into_response())
    }

    /// What is wrong, and what to do about it, in one text.
    pub fn text(&self) -> String {
        self.hint.as_ref().map_or_else(|| self.message.clone(), |hint| format!("{}. {hint}", self.message))
    }

    fn with_headers(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// What is wrong with a request's own settings, or with a file of the checker's.
impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let failure = match &error {
            Error::Invalid { .. } => Failure::unknown(error.what()),
            _ => Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", error.what()),
        };
        Failure { hint: error.remedy(), ..failure }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = FailureBody {
            error: FailureReason {
                status: self.status.as_u16(),
                code: self.code.to_owned(),
                message: self.message.clone(),
                hint: self.hint.clone(),
            },
        };
        let text = serde_json::to_string(&body).expect("texts are JSON");
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.with_headers((self.status, [kind], text).into_response())
    }
}
