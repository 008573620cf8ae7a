//! The tools: what they are called with, and what they answer.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use mtlint_project::plan::Plan;

use crate::failure::Failure;
use crate::fix;
use crate::native::about;
use crate::native::check::named;
use crate::texts::{self, Text};

/// What clients are told of the tools.
const TOOLS: &str = include_str!("tools.json");

#[derive(Deserialize)]
struct CheckArguments {
    text: String,
    format: Option<String>,
    language: Option<String>,
    source: Option<String>,
    source_language: Option<String>,
    report: Option<String>,
}

#[derive(Deserialize)]
struct Explain {
    rule: String,
}

#[derive(Deserialize)]
struct Fix {
    text: String,
    format: Option<String>,
    language: Option<String>,
}

/// Returns the tools with their arguments.
pub fn list() -> Value {
    serde_json::from_str(TOOLS).expect("the file beside this one is JSON")
}

/// Calls a tool. What fails inside it is an answer that says so, for the model to read.
///
/// # Errors
/// When there is no such tool, or its arguments are others.
pub fn call(plan: &Plan, params: &Value) -> Result<Value, String> {
    let arguments = &params["arguments"];
    let done = match params["name"].as_str().unwrap_or_default() {
        "check" => check(plan, read(arguments)?),
        "explain" => explain(plan, &read(arguments)?),
        "fix" => fix(plan, read(arguments)?),
        name => return Err(format!("there is no tool `{name}`")),
    };
    let (text, failed) = match done {
        Ok(text) => (text, false),
        Err(failure) => (failure.text(), true),
    };
    Ok(json!({ "content": [{ "type": "text", "text": text }], "isError": failed }))
}

fn read<T: DeserializeOwned>(arguments: &Value) -> Result<T, String> {
    T::deserialize(arguments).map_err(|error| format!("the arguments are no such call: {error}"))
}

fn check(plan: &Plan, call: CheckArguments) -> Result<String, Failure> {
    let CheckArguments { text, format, language, source, source_language, report } = call;
    let format_of_report = named(report.as_deref().unwrap_or("markdown"))?;
    let text = Text { text, name: None, format, language, source, source_language };
    let checked = texts::check(texts::read(text, plan)?, plan)?;
    Ok(String::from_utf8_lossy(&texts::report(&checked, format_of_report)).into_owned())
}

fn explain(plan: &Plan, call: &Explain) -> Result<String, Failure> {
    Ok(format!("{:#}", about::explained(plan, &call.rule)?))
}

fn fix(plan: &Plan, call: Fix) -> Result<String, Failure> {
    let Fix { text, format, language } = call;
    let fixed = fix::fix(Text { text, format, language, ..Text::default() }, plan)?;
    Ok(serde_json::to_string_pretty(&fixed).expect("texts and numbers are JSON"))
}
