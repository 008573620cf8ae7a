//! Answers to what an editor asks about a text: actions, a rule's page, commands.

use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{CodeActionRequest, ExecuteCommand, HoverRequest, Request as _};
use lsp_types::{
    CodeActionParams, ExecuteCommandParams, Hover, HoverContents, HoverParams, MarkupContent, MarkupKind,
    MessageType, Range,
};
use mtlint_core::error::{Error, Result};
use mtlint_core::language::ANY;
use mtlint_project::config::FILE_NAME;
use mtlint_project::fix::write;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::actions;
use crate::desk::Desk;
use crate::page::page;
use crate::vocabulary;

/// Returns the answer to a request.
pub fn answer(desk: &mut Desk, request: Request) -> Response {
    let Request { id, method, params } = request;
    let answer = match method.as_str() {
        CodeActionRequest::METHOD => given(params).and_then(|params| code_actions(desk, &params)),
        HoverRequest::METHOD => given(params).map(|params| hover(desk, &params)),
        ExecuteCommand::METHOD => given(params).and_then(|params| command(desk, params)),
        _ => {
            let message = format!("`{method}` is not answered here");
            return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
        }
    };
    match answer {
        Ok(value) => Response::new_ok(id, value),
        Err(error) => {
            let hint = error.remedy().map_or_else(String::new, |hint| format!(" ({hint})"));
            Response::new_err(id, ErrorCode::RequestFailed as i32, format!("{}{hint}", error.what()))
        }
    }
}

fn given<T: DeserializeOwned>(params: Value) -> Result<T> {
    serde_json::from_value(params).map_err(|e| Error::invalid("the request", e.to_string()))
}

fn code_actions(desk: &mut Desk, params: &CodeActionParams) -> Result<Value> {
    let Some((open, found)) = desk.current(&params.text_document.uri) else { return Ok(Value::Null) };
    let path = open.path.to_string_lossy();
    Ok(json!(actions::actions(found, &open.options, &path, params)?))
}

/// The reasons and pages of the rules whose findings stand at a place.
fn hover(desk: &mut Desk, params: &HoverParams) -> Value {
    let at = &params.text_document_position_params;
    let Some((_, found)) = desk.current(&at.text_document.uri) else { return Value::Null };
    let here = found.at(Range::new(at.position, at.position));
    let Some((review, first)) = here.first() else { return Value::Null };
    let range = Some(found.range(review, first.span));
    let pages = here.iter().map(|(_, finding)| {
        let percent = (100.0 * finding.certainty).round();
        let suggestion = finding.suggestion.as_ref().filter(|s| !s.trim().is_empty());
        let suggestion = suggestion.map_or_else(String::new, |s| format!(" Perhaps: “{s}”."));
        format!("{}.{suggestion} *{percent} % certain.*\n\n{}", finding.message, page(&finding.rule))
    });
    let value = pages.collect::<Vec<_>>().join("\n\n---\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    json!(Hover { contents, range })
}

fn command(desk: &mut Desk, params: ExecuteCommandParams) -> Result<Value> {
    let arguments: Vec<&str> = params.arguments.iter().filter_map(Value::as_str).collect();
    match (params.command.as_str(), &arguments[..]) {
        (actions::EXPLAIN, [rule, language @ ..]) => explain(desk, rule, language.first().copied()),
        (actions::ADD, [uri, key, words]) => add(desk, uri, key, words),
        (name, _) => {
            let known = [actions::EXPLAIN, actions::ADD].join(", ");
            Err(Error::invalid(name, "no such command, or not its arguments")
                .hint(format!("there are {known}")))
        }
    }
}

/// A rule's page: the answer, and shown where the editor does not show answers.
fn explain(desk: &mut Desk, id: &str, language: Option<&str>) -> Result<Value> {
    let plan = desk.checks.any()?;
    let language = language.map_or("", |tag| tag.split('-').next().unwrap_or(tag));
    let mut found = None;
    for code in [language, "en", ANY].into_iter().filter(|code| !code.is_empty()) {
        found = found.or(plan.checker.rule(code, id)?);
    }
    let Some(rule) = found else {
        return Err(Error::invalid(id, "there is no such rule").hint("`mtlint rules list` names them all"));
    };
    let page = page(&rule);
    if desk.shows_pages {
        desk.show(MessageType::INFO, page.clone());
    }
    Ok(json!(page))
}

/// Puts words into the configuration of a text, which then holds at once.
fn add(desk: &mut Desk, uri: &str, key: &str, words: &str) -> Result<Value> {
    let path = crate::uri::path(uri).unwrap_or_else(|| PathBuf::from("."));
    let file = desk.checks.file(&path)?;
    let file = file.unwrap_or_else(|| folder(&desk.folders, &path).join(FILE_NAME));
    let old = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Error::io(&file, error)),
    };
    let name = file.display().to_string();
    let text = std::str::from_utf8(&old).map_err(|e| Error::invalid(&name, e.to_string()))?;
    let new = vocabulary::with_words(&name, text, key, words)?;
    if old.is_empty() && !file.exists() {
        std::fs::write(&file, new).map_err(|e| Error::io(&file, e))?;
    } else {
        write::replace(&file, &old, new.as_bytes())?;
    }
    desk.look();
    Ok(json!(name))
}

/// The folder of the workspace that holds a file; else the file's own.
fn folder(folders: &[PathBuf], path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let holding = folders.iter().filter(|folder| path.starts_with(folder));
    let own = || path.parent().unwrap_or(Path::new(".")).to_owned();
    holding.max_by_key(|folder| folder.as_os_str().len()).cloned().unwrap_or_else(own)
}
