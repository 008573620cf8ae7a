//! What can be done about a finding from within an editor: fix it, take the words that may be meant, ignore it here,
//! make its words known, read why.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use mtlint_core::check::Review;
use mtlint_core::document::{BlockKind, FileEdit};
use mtlint_core::error::Result;
use mtlint_core::finding::Finding;
use mtlint_project::fix::Fixer;
use mtlint_read::Options;
use serde_json::json;

use crate::found::VersionFindings;
use crate::ignore;
use crate::vocabulary;

/// The command that prints a rule's page.
pub const EXPLAIN: &str = "mtlint.explain";
/// The command that puts words into `mtlint.toml`.
pub const ADD: &str = "mtlint.addToVocabulary";
/// The kind of the action that makes every fix which is certain.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.mtlint");

/// The byte-order mark.
const MARK: &str = "\u{feff}";

/// Longest words that are offered to the vocabulary, in bytes; and how many they may be.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 4;
/// Families whose findings a known word may end.
const OF_WORDS: &[&str] = &["casing", "name", "spelling", "untranslated", "wording", "residue", "source"];

/// Returns the actions that an editor asks for.
///
/// # Errors
/// When a file of the text's language is broken.
pub fn actions(
    found: &VersionFindings,
    options: &Options,
    path: &str,
    params: &CodeActionParams,
) -> Result<Vec<CodeActionOrCommand>> {
    let only = params.context.only.as_deref();
    let is_asked = |kind: &CodeActionKind| {
        let within = |asked: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(asked.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        only.is_none_or(|only| only.iter().any(within))
    };
    let uri = &params.text_document.uri;
    let mut actions = Vec::new();
    if is_asked(&CodeActionKind::QUICKFIX) {
        for (review, finding) in found.at(params.range) {
            actions.extend(about(found, uri, review, finding));
        }
    }
    // To fix the whole costs a check or two, so that it must be asked for.
    if only.is_some() && is_asked(&FIX_ALL) {
        actions.extend(fix_all(found, options, path, uri)?);
    }
    Ok(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// The actions for one finding.
fn about(found: &VersionFindings, uri: &Uri, review: &Review, finding: &Finding) -> Vec<CodeAction> {
    let diagnostic = found.diagnostic(uri, review, finding);
    let action = |title: String| CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        ..CodeAction::default()
    };
    let with_edits = |title: String, edits: Vec<FileEdit>| {
        let edits = edits.iter().map(|edit| found.edit(review, edit)).collect();
        CodeAction { edit: Some(workspace(found, uri, edits)), ..action(title) }
    };
    let document = &review.document;
    let words = finding.span.of(&document.source.text);
    let mut actions = Vec::new();
    let in_file = document.record.is_none();
    let fix = finding.edits.iter().map(|edit| document.place(finding.block, edit.span, &edit.text));
    let fix: Option<Vec<FileEdit>> = fix.collect::<Result<_, _>>().ok().filter(|m: &Vec<_>| !m.is_empty());
    if let Some(edits) = fix.clone().filter(|_| in_file) {
        let fix = with_edits(format!("Fix {}: “{}”", finding.rule.id, shown(words)), edits);
        actions.push(CodeAction { is_preferred: Some(true), ..fix });
    } else if let Some(suggestion) = finding.suggestion.as_ref().filter(|_| in_file) {
        let span = document.blocks[finding.block].map.from_file(finding.span);
        if let Ok(edit) = document.place(finding.block, span, suggestion) {
            actions.push(with_edits(format!("Replace with “{}”", shown(suggestion)), vec![edit]));
        }
    }
    if let Some(edit) = ignore::comment(review, finding) {
        actions.push(with_edits(format!("Ignore {} here, with a reason", finding.rule.id), vec![edit]));
    }
    if is_for_vocabulary(review, finding, words) {
        let key = vocabulary::key(words);
        let title = format!("Add “{}” to {key} in mtlint.toml", shown(words));
        let arguments = Some(vec![json!(uri), json!(key), json!(words)]);
        let command = Some(Command { title: title.clone(), command: ADD.to_owned(), arguments });
        actions.push(CodeAction { command, ..action(title) });
    }
    let title = format!("Explain {}", finding.rule.id);
    let language = document.language.clone().unwrap_or_default();
    let arguments = Some(vec![json!(finding.rule.id), json!(language)]);
    let command = Some(Command { title: title.clone(), command: EXPLAIN.to_owned(), arguments });
    actions.push(CodeAction { command, ..action(title) });
    actions
}

/// True where the words at fault may be a name or a term.
fn is_for_vocabulary(review: &Review, finding: &Finding, words: &str) -> bool {
    let is_text = review.document.blocks[finding.block].kind != BlockKind::Code;
    is_text
        && OF_WORDS.contains(&finding.rule.family.as_str())
        && words.len() <= LONGEST
        && words.split_whitespace().count() <= MOST_WORDS
        && words.chars().any(char::is_alphabetic)
        && !words.contains(['\n', '\r', '<', '>', '"'])
}

/// Makes every fix that is certain, as `mtlint fix` does.
fn fix_all(found: &VersionFindings, options: &Options, path: &str, uri: &Uri) -> Result<Option<CodeAction>> {
    let Some(plan) = &found.plan else { return Ok(None) };
    let accepted: Vec<Vec<Finding>> = (found.checked.iter().flatten())
        .map(|review| review.aside.iter().map(|aside| aside.finding.clone()).collect())
        .collect();
    let fixer = Fixer {
        options,
        check: &|document| plan.review(document),
        wanted: &|_| true,
        accepted: &accepted,
        suppressed: false,
    };
    let text = &found.text.content;
    // The mark says that it is UTF-8, whatever encoding the file declares.
    let mark = if text.starts_with(MARK) { "" } else { MARK };
    let fixed = fixer.fix(path, format!("{mark}{text}").into_bytes())?;
    let Ok(new) = String::from_utf8(fixed.bytes) else { return Ok(None) };
    let new = new.strip_prefix(mark).unwrap_or(&new).to_owned();
    if fixed.counts.is_empty() || new == *text {
        return Ok(None);
    }
    let edit = workspace(found, uri, vec![difference(found, &new)]);
    Ok(Some(CodeAction {
        title: "Make every fix that is certain (mtlint)".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(edit),
        ..CodeAction::default()
    }))
}

/// One change that turns the text into `new`: what both begin and end with stays.
fn difference(found: &VersionFindings, new: &str) -> TextEdit {
    let old = &found.text.content;
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = same(&mut old.chars().zip(new.chars()));
    let end = same(&mut old[start..].chars().rev().zip(new[start..].chars().rev()));
    let range = found.text.range(start..old.len() - end);
    TextEdit { range, new_text: new[start..new.len() - end].to_owned() }
}

/// Changes of the version that they were made for.
fn workspace(found: &VersionFindings, uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let text_document =
        OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(found.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Words on one line, the first forty characters of them.
fn shown(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
