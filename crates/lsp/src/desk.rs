//! The open texts, what was found of each, and the settings that they are checked by.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification};
use lsp_types::notification::{PublishDiagnostics, ShowMessage};
use lsp_types::{Diagnostic, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri};
use mtlint_core::check::BlockCache;
use mtlint_core::error::{Error, Result};
use mtlint_project::alone;
use mtlint_read::Options;

use crate::checks::Checks;
use crate::found::VersionFindings;
use crate::text::EditorText;

/// How long a text rests before it is checked: less than the pause between two keys of somebody who types fast.
const REST: Duration = Duration::from_millis(20);

/// A text that is open.
#[derive(Clone)]
pub struct OpenText {
    /// Where it lies, or would lie.
    pub path: PathBuf,
    /// How it is read.
    pub options: Options,
    /// The version, as the editor counts.
    pub version: i32,
    /// The text.
    pub text: Arc<EditorText>,
}

/// An open text and what was found of it.
struct DeskEntry {
    uri: Uri,
    open: OpenText,
    /// When it is to be checked; nothing where it was.
    due: Option<Instant>,
    /// What was found of it, or of an earlier version.
    found: Option<VersionFindings>,
    /// What its paragraphs told when it was checked last.
    cache: BlockCache,
}

/// All that is open.
pub struct Desk {
    send: Box<dyn Fn(Message) + Send>,
    /// Checks texts by their settings.
    pub checks: Checks,
    /// By address.
    texts: BTreeMap<String, DeskEntry>,
    /// The folders that are worked in.
    pub folders: Vec<PathBuf>,
    /// False where the editor shows a rule's page itself, as the answer to the command.
    pub shows_pages: bool,
    /// The last mistake that was told, so that it is told once.
    mistake: Option<String>,
}

impl Desk {
    /// A desk with nothing on it, which hands messages to `send`.
    pub fn new(send: Box<dyn Fn(Message) + Send>, shows_pages: bool) -> Desk {
        let (texts, folders) = (BTreeMap::new(), Vec::new());
        Desk { send, checks: Checks::new(), texts, folders, shows_pages, mistake: None }
    }

    /// Takes a text that was opened or has changed.
    pub fn put(&mut self, uri: Uri, open: OpenText) {
        let key = uri.as_str().to_owned();
        let before = self.texts.remove(&key);
        // One that was just opened does not wait.
        let due = Some(Instant::now() + if before.is_some() { REST } else { Duration::ZERO });
        let (found, cache) = before.map_or_else(Default::default, |entry| (entry.found, entry.cache));
        self.texts.insert(key, DeskEntry { uri, open, due, found, cache });
    }

    /// Takes a text away, and what was told of it.
    pub fn close(&mut self, uri: Uri) {
        self.texts.remove(uri.as_str());
        self.publish(uri, Vec::new(), None);
    }

    /// Has everything checked again where settings have changed.
    pub fn look(&mut self) {
        if self.checks.refresh() {
            let now = Instant::now();
            for entry in self.texts.values_mut() {
                // The checker is another one now.
                (entry.due, entry.cache) = (Some(now), BlockCache::default());
            }
        }
    }

    /// How long until a text is due; nothing where none will be.
    pub fn pause(&self) -> Option<Duration> {
        let next = self.texts.values().filter_map(|entry| entry.due).min();
        next.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// The text that is due longest.
    pub fn due(&self) -> Option<String> {
        let now = Instant::now();
        let due = self.texts.iter().filter_map(|(key, entry)| Some((entry.due?, key)));
        due.filter(|(due, _)| *due <= now).min().map(|(_, key)| key.clone())
    }

    /// Checks a text as it stands.
    pub fn check(&mut self, key: &str) -> Option<VersionFindings> {
        self.look();
        let entry = self.texts.get_mut(key)?;
        entry.due = None;
        let open = entry.open.clone();
        match find(&mut self.checks, &open, &mut entry.cache) {
            Ok(found) => {
                self.mistake = None;
                Some(found)
            }
            Err(error) => {
                self.complain(&error);
                Some(VersionFindings {
                    version: open.version,
                    text: open.text,
                    plan: None,
                    checked: Vec::new(),
                })
            }
        }
    }

    /// Keeps and tells what was found of a text, unless it has changed meanwhile.
    pub fn settle(&mut self, key: &str, found: VersionFindings) {
        let Some(entry) = self.texts.get_mut(key).filter(|e| e.open.version == found.version) else {
            return;
        };
        let (uri, version) = (entry.uri.clone(), found.version);
        let diagnostics = found.diagnostics(&uri);
        entry.found = Some(found);
        self.publish(uri, diagnostics, Some(version));
    }

    /// The open text and what was found of it as it stands; it is checked if need be.
    pub fn current(&mut self, uri: &Uri) -> Option<(&OpenText, &VersionFindings)> {
        let key = uri.as_str();
        if self.texts.get(key)?.due.is_some() {
            let found = self.check(key)?;
            self.settle(key, found);
        }
        let entry = &self.texts[key];
        Some((&entry.open, entry.found.as_ref()?))
    }

    /// Shows a message to the user.
    pub fn show(&self, typ: MessageType, message: String) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message });
    }

    /// Sends a message to the editor.
    pub fn send(&self, message: Message) {
        (self.send)(message);
    }

    /// Tells a mistake in the project's files, once.
    fn complain(&mut self, error: &Error) {
        let hint = error.remedy().map_or_else(String::new, |hint| format!(" ({hint})"));
        let message = format!("mtlint: {}{hint}", error.what());
        if self.mistake.as_ref() != Some(&message) {
            self.show(MessageType::ERROR, message.clone());
            self.mistake = Some(message);
        }
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.notify::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
    }

    fn notify<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Message::Notification(Notification::new(N::METHOD.to_owned(), params)));
    }
}

fn find(checks: &mut Checks, open: &OpenText, cache: &mut BlockCache) -> Result<VersionFindings> {
    let plan = checks.plan(&open.path)?;
    let text = open.text.content.clone();
    let checked = match &plan {
        Some(plan) => alone::check_again(plan, &open.path, text, &open.options, cache)?,
        None => Vec::new(),
    };
    Ok(VersionFindings { version: open.version, text: open.text.clone(), plan, checked })
}
