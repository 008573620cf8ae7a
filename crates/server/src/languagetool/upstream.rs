//! A real LanguageTool behind the server: it is asked the same, and its matches stand beside ours.
//!
//! Over plain HTTP alone, for it mostly runs on the same machine: TLS would cost the program a megabyte.

use axum::body::{Body, Bytes};
use hyper::Request;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use mtlint_core::error::{Error, Result};

use crate::body;

/// Bytes of an answer at most.
const LONGEST: usize = 64 << 20;

/// Where a LanguageTool listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// Host and port.
    host: String,
    /// The path of its API: "/v2".
    path: String,
}

impl Upstream {
    /// Reads an address: `http://localhost:8010` or `http://localhost:8010/v2`.
    ///
    /// # Errors
    /// When it is none, or not of plain HTTP.
    pub fn new(url: &str) -> Result<Upstream> {
        let wrong = |what: &str| {
            let error = Error::invalid("--upstream", format!("`{url}` {what}"));
            error.hint("write http://HOST:PORT; for TLS put a proxy in between")
        };
        let rest = url.strip_prefix("http://").ok_or_else(|| wrong("does not begin with http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        let valid = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]_".contains(&b);
        if host.starts_with(':') || !host.bytes().all(valid) {
            return Err(wrong("names no host"));
        }
        let path = path.trim_end_matches('/').trim_end_matches("v2").trim_end_matches('/');
        if !path.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(wrong("is no address"));
        }
        let path = if path.is_empty() { "/v2".to_owned() } else { format!("/{path}/v2") };
        Ok(Upstream { host, path })
    }

    /// Asks it what we were asked; an answer that is none of LanguageTool's is told in words.
    pub fn ask(&self, fields: &[(String, String)]) -> impl Future<Output = Result<Value, String>> + use<> {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let Upstream { host, path } = self.clone();
        async move {
            let told = |error: &dyn std::fmt::Display| error.to_string();
            let stream = TcpStream::connect(&host).await.map_err(|e| told(&e))?;
            let (mut sender, connection) =
                http1::handshake::<_, Body>(TokioIo::new(stream)).await.map_err(|e| told(&e))?;
            tokio::spawn(connection);
            let request = Request::post(format!("{path}/check"))
                .header(HOST, &host)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(Bytes::from(form)))
                .map_err(|e| told(&e))?;
            let response = sender.send_request(request).await.map_err(|e| told(&e))?;
            let status = response.status();
            let bytes = body::read(Body::new(response.into_body()), LONGEST).await.map_err(|f| f.text())?;
            if !status.is_success() {
                return Err(format!("it answered {status}: {}", String::from_utf8_lossy(&bytes)));
            }
            serde_json::from_slice(&bytes).map_err(|e| told(&e))
        }
    }
}

/// Returns our answer with the matches of the other merged into it. Of two on the same words ours stays; without an
/// answer of the other's the warning says why there may be more.
pub fn merged(mut ours: Value, theirs: Result<Value, String>) -> Value {
    let theirs = match theirs {
        Ok(theirs) => theirs,
        Err(why) => {
            ours["warnings"]["incompleteResults"] = true.into();
            ours["warnings"]["incompleteResultsReason"] =
                format!("LanguageTool cannot be asked: {why}").into();
            return ours;
        }
    };
    let place = |m: &Value| [m["offset"].as_u64().unwrap_or(0), m["length"].as_u64().unwrap_or(0)];
    if let (Some(matches), Some(others)) = (ours["matches"].as_array_mut(), theirs["matches"].as_array()) {
        let known: Vec<_> = matches.iter().map(place).collect();
        matches.extend(others.iter().filter(|other| !known.contains(&place(other))).cloned());
        matches.sort_by_key(|m| (place(m)[0], std::cmp::Reverse(place(m)[1])));
    }
    if theirs["warnings"]["incompleteResults"] == true {
        ours["warnings"] = theirs["warnings"].clone();
    }
    ours
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Upstream, merged};

    #[test]
    fn an_address_is_one_of_plain_http() {
        let upstream = |url| Upstream::new(url).map(|u| (u.host, u.path)).ok();
        let local = Some(("localhost:8010".to_owned(), "/v2".to_owned()));
        assert_eq!(upstream("http://localhost:8010"), local);
        assert_eq!(upstream("http://localhost:8010/v2/"), local);
        assert_eq!(upstream("http://tool.example/lt/v2").unwrap().1, "/lt/v2");
        for wrong in ["https://localhost", "localhost:8010", "http://", "http://a b", "http://:80"] {
            assert_eq!(upstream(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn on_the_same_words_ours_stays() {
        let ours = json!({"warnings": {}, "matches": [{"offset": 4, "length": 3, "message": "ours"}]});
        let theirs =
            json!({"warnings": {}, "matches": [{"offset": 4, "length": 3}, {"offset": 0, "length": 2}]});
        let both = merged(ours.clone(), Ok(theirs));
        assert_eq!(
            both["matches"],
            json!([{"offset": 0, "length": 2}, {"offset": 4, "length": 3, "message": "ours"}])
        );
        let alone = merged(ours, Err("nobody listens".to_owned()));
        assert_eq!(alone["warnings"]["incompleteResults"], true);
        assert_eq!(alone["matches"].as_array().map(Vec::len), Some(1));
    }
}
