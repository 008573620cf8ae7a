//! The thread that checks: it waits until nobody types, drops work that is out of date, and answers what is asked about
//! a text once that is checked as it stands.
//!
//! The thread that reads the protocol keeps the texts and sends every version here. Only the last one of a text counts;
//! what was found of an earlier one is never told.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use lsp_server::{Message, Request};
use lsp_types::Uri;

use crate::answers;
use crate::desk::{Desk, OpenText};
use crate::waiting::OpenQuestions;

/// How often the files of settings are looked at while nothing else is to be done.
const LOOK: Duration = Duration::from_secs(1);

/// What the worker is told.
pub enum WorkerJob {
    /// A text was opened or has changed.
    Text(Uri, Box<OpenText>),
    /// It was closed.
    Closed(Uri),
    /// Files may have changed.
    Look,
    /// The folders that are worked in.
    Folders(Vec<PathBuf>),
    /// An editor wants to know something.
    Ask(Request),
}

/// The thread's state.
pub struct Worker {
    jobs: Receiver<WorkerJob>,
    desk: Desk,
    questions: VecDeque<Request>,
    waiting: Arc<OpenQuestions>,
}

impl Worker {
    /// A worker at `desk` that takes `jobs`.
    pub fn new(jobs: Receiver<WorkerJob>, desk: Desk, waiting: Arc<OpenQuestions>) -> Worker {
        Worker { jobs, desk, questions: VecDeque::new(), waiting }
    }

    /// Works until nobody sends jobs any more.
    pub fn run(mut self) {
        loop {
            match self.jobs.recv_timeout(self.desk.pause().unwrap_or(LOOK)) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) if self.desk.pause().is_none() => self.desk.look(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.take_all();
            while let Some(question) = self.questions.pop_front() {
                self.answer(question);
                self.take_all();
            }
            if let Some(key) = self.desk.due()
                && let Some(found) = self.desk.check(&key)
            {
                // Newer versions of the text put this one out of date.
                self.take_all();
                self.desk.settle(&key, found);
            }
        }
    }

    fn take_all(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            self.take(job);
        }
    }

    fn take(&mut self, job: WorkerJob) {
        match job {
            WorkerJob::Text(uri, open) => self.desk.put(uri, *open),
            WorkerJob::Closed(uri) => self.desk.close(uri),
            WorkerJob::Look => self.desk.look(),
            WorkerJob::Folders(folders) => self.desk.folders = folders,
            WorkerJob::Ask(request) => self.questions.push_back(request),
        }
    }

    fn answer(&mut self, request: Request) {
        if !self.waiting.begin(&request.id) {
            return;
        }
        let id = request.id.clone();
        let response = answers::answer(&mut self.desk, request);
        if self.waiting.end(&id) {
            self.desk.send(Message::Response(response));
        }
    }
}
