//! The description of the API, OpenAPI 3.1: made of the handlers' own attributes by utoipa and of the schemas of reports.
//!
//! It is made by a test and kept in a file (`UPDATE_SCHEMAS=1` writes it), so that the program carries the file alone.

use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use crate::languagetool;
use crate::native::{about, check, file, stream};

const FILE: &str = include_str!("../openapi.json");

#[derive(OpenApi)]
#[openapi(
    info(
        title = "mtlint",
        description = "Checks texts for the fingerprints of unedited machine translation."
    ),
    paths(
        check::check,
        check::batch,
        file::file,
        stream::stream,
        about::rules,
        about::explain,
        about::health,
        about::version,
        about::metrics,
        languagetool::check::check,
        languagetool::check::check_by_query,
        languagetool::languages::languages,
        languagetool::languages::info,
        languagetool::languages::healthcheck,
        languagetool::languages::words,
        languagetool::languages::change_words,
    )
)]
struct Api;

/// Hands out the description.
pub async fn openapi_json() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], FILE)
}

/// Makes the description of the API, as one line of JSON.
///
/// # Panics
/// When two schemas have one name.
pub fn openapi() -> String {
    let mut api = serde_json::to_value(Api::openapi()).expect("a description is JSON");
    let components = &mut api["components"];
    if let Some(schemas) = components["schemas"].as_object_mut() {
        for (name, text) in mtlint_report::schema().into_iter().chain(mtlint_report::rule_schemas()) {
            let name = match name {
                "report.json" => "Run",
                "record.json" => continue,
                name => name,
            };
            add(schemas, name, &text);
        }
        let theirs: Map<String, Value> =
            serde_json::from_str(include_str!("languagetool/schema.json")).expect("the file is JSON");
        for (name, schema) in theirs {
            assert!(schemas.insert(name.clone(), schema).is_none(), "two schemas are called {name}");
        }
    }
    components["securitySchemes"] = json!({ "key": { "type": "http", "scheme": "bearer" } });
    api["security"] = json!([{}, { "key": [] }]);
    let mut text = api.to_string();
    text.push('\n');
    text
}

/// Adds a schema, and those that it is made of, to the components.
fn add(schemas: &mut Map<String, Value>, name: &str, text: &str) {
    let text = text.replace("#/$defs/", "#/components/schemas/");
    let mut root: Map<String, Value> = serde_json::from_str(&text).expect("a schema is JSON");
    root.remove("$schema");
    let parts = root.remove("$defs").and_then(|parts| parts.as_object().cloned()).unwrap_or_default();
    for (name, schema) in parts.into_iter().chain([(name.to_owned(), Value::Object(root))]) {
        let before = schemas.insert(name.clone(), schema.clone());
        assert!(before.is_none_or(|before| before == schema), "two schemas are called {name}");
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_description_is_that_of_the_handlers() {
        let made = super::openapi();
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
            std::fs::write(path, &made).expect("the file can be written");
            return;
        }
        assert!(made == super::FILE, "openapi.json is old: UPDATE_SCHEMAS=1 cargo test -p mtlint-server");
    }
}
