//! The thread that reads the protocol: it agrees with the editor, keeps the texts, and hands all work to the worker.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DidChangeTextDocumentParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    ExecuteCommandOptions, HoverProviderCapability, InitializeParams, NumberOrString, OneOf, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkspaceFolder, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};
use mtlint_read::{Options, READERS};
use serde_json::{Value, json};

use crate::actions;
use crate::desk::{Desk, OpenText};
use crate::text::{EditorText, Encoding};
use crate::uri;
use crate::waiting::OpenQuestions;
use crate::worker::{Worker, WorkerJob};

/// Serves one editor until it leaves, and says whether it took its leave.
///
/// # Errors
/// When the editor does not keep to the protocol.
pub fn serve(connection: &Connection) -> Result<bool, ProtocolError> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let offered = params.capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref());
    let encoding = Encoding::agreed(offered);
    let version = json!({ "name": "mtlint", "version": env!("CARGO_PKG_VERSION") });
    let result = json!({ "capabilities": capabilities(encoding), "serverInfo": version });
    connection.initialize_finish(id, result)?;

    let folders: Vec<PathBuf> = folders(&params);
    // Names are seen from the first folder, as the command sees them there. Where that is gone, paths are whole.
    if let Some(first) = folders.first() {
        let _ = std::env::set_current_dir(first);
    }
    let shows = params.initialization_options.as_ref().and_then(|options| options.get("showExplanations"));
    let shows_pages = shows.and_then(Value::as_bool).unwrap_or(true);
    let (jobs, taken) = channel();
    let waiting = Arc::new(OpenQuestions::default());
    let sender = connection.sender.clone();
    // An editor that is gone wants to know nothing.
    let send = Box::new(move |message| drop(sender.send(message)));
    let worker = Worker::new(taken, Desk::new(send, shows_pages), waiting.clone());
    let mut server = Server { encoding, texts: BTreeMap::new(), jobs, folders, waiting };
    server.tell(WorkerJob::Folders(server.folders.clone()));
    let thread = std::thread::spawn(|| worker.run());
    let ended = server.run(connection);
    drop(server);
    let _ = thread.join();
    ended
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let save = SaveOptions { include_text: Some(false) };
    let kinds = vec![CodeActionKind::QUICKFIX, actions::FIX_ALL];
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(save)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![actions::EXPLAIN.to_owned(), actions::ADD.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// The folders that an editor works in, the first one first.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let named = params.workspace_folders.iter().flatten().filter_map(path_of).collect::<Vec<_>>();
    #[allow(deprecated)] // What editors say that know no workspaces.
    let root = params.root_uri.as_ref().and_then(|root| uri::path(root.as_str()));
    if named.is_empty() { root.into_iter().collect() } else { named }
}

fn path_of(folder: &WorkspaceFolder) -> Option<PathBuf> {
    uri::path(folder.uri.as_str())
}

struct Server {
    encoding: Encoding,
    texts: BTreeMap<String, OpenText>,
    jobs: Sender<WorkerJob>,
    folders: Vec<PathBuf>,
    waiting: Arc<OpenQuestions>,
}

impl Server {
    fn run(&mut self, connection: &Connection) -> Result<bool, ProtocolError> {
        for message in &connection.receiver {
            match message {
                Message::Request(request) => {
                    if connection.handle_shutdown(&request)? {
                        return Ok(true);
                    }
                    self.waiting.asked(request.id.clone());
                    self.tell(WorkerJob::Ask(request));
                }
                Message::Notification(Notification { method, params }) if method == Cancel::METHOD => {
                    if let Some(response) = self.cancel(&params) {
                        let _ = connection.sender.send(Message::Response(response));
                    }
                }
                Message::Notification(notification) if notification.method == Exit::METHOD => break,
                Message::Notification(notification) => self.note(notification),
                Message::Response(_) => {}
            }
        }
        Ok(false)
    }

    /// Takes a question back; its answer says so at once.
    fn cancel(&mut self, params: &Value) -> Option<Response> {
        let id: NumberOrString = serde_json::from_value(params.get("id")?.clone()).ok()?;
        let id: RequestId = match id {
            NumberOrString::Number(number) => number.into(),
            NumberOrString::String(text) => text.into(),
        };
        let was_open = self.waiting.cancel(&id);
        was_open.then(|| Response::new_err(id, ErrorCode::RequestCanceled as i32, "taken back".to_owned()))
    }

    /// Takes a notification; one that is not understood says nothing to the server.
    fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => drop(serde_json::from_value(params).map(|p| self.opened(p))),
            DidChangeTextDocument::METHOD => drop(serde_json::from_value(params).map(|p| self.changed(p))),
            DidCloseTextDocument::METHOD => drop(serde_json::from_value(params).map(|p| self.closed(p))),
            DidChangeWorkspaceFolders::METHOD => drop(serde_json::from_value(params).map(|p| self.moved(p))),
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => self.tell(WorkerJob::Look),
            _ => {}
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let text = Arc::new(EditorText::new(document.text, self.encoding));
        let path = uri::path(document.uri.as_str());
        // A text that lies nowhere has no name to tell its format; the editor knows it.
        let format = path.is_none().then(|| format(&document.language_id)).flatten();
        let options = Options { format, ..Options::default() };
        let path = path.map_or_else(|| PathBuf::from("untitled"), |path| seen(&path));
        let open = OpenText { path, options, version: document.version, text };
        self.texts.insert(document.uri.as_str().to_owned(), open.clone());
        self.tell(WorkerJob::Text(document.uri, Box::new(open)));
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let Some(open) = self.texts.get_mut(document.uri.as_str()) else { return };
        let mut text = EditorText::clone(&open.text);
        for change in params.content_changes {
            text = text.changed(change);
        }
        (open.text, open.version) = (Arc::new(text), document.version);
        let open = open.clone();
        self.tell(WorkerJob::Text(document.uri, Box::new(open)));
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        self.texts.remove(params.text_document.uri.as_str());
        self.tell(WorkerJob::Closed(params.text_document.uri));
    }

    fn moved(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let gone: Vec<PathBuf> = params.event.removed.iter().filter_map(path_of).collect();
        self.folders.retain(|folder| !gone.contains(folder));
        self.folders.extend(params.event.added.iter().filter_map(path_of));
        self.tell(WorkerJob::Folders(self.folders.clone()));
    }

    fn tell(&self, job: WorkerJob) {
        // The worker ends after this thread.
        let _ = self.jobs.send(job);
    }
}

/// A path as the command would be given it: seen from the working folder, where it lies below.
fn seen(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    below.map_or_else(|| path.to_owned(), Path::to_owned)
}

/// The reader for what editors call a language.
fn format(language: &str) -> Option<&'static mtlint_read::Reader> {
    let name = match language {
        "plaintext" | "text" => "text",
        "xliff" => "xliff",
        other => other,
    };
    READERS.iter().find(|reader| reader.name == name)
}
