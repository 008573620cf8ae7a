//! What all requests share: the plan, the limits, the counts; and the way to the threads that check.
//!
//! Checks run on rayon's threads, as many at once as it has, so that one does not steal another's in its midst. Who
//! waits has its turn in the order of coming, and who leaves is not checked.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use mtlint_project::plan::Plan;

use crate::failure::Failure;
use crate::keys::ApiKeys;
use crate::languagetool::Upstream;
use crate::metrics::Metrics;
use crate::options::{Limits, ServerOptions};

/// What all requests share.
pub struct App {
    /// What checks.
    pub plan: Arc<Plan>,
    /// Bounds on what is asked.
    pub limits: Limits,
    /// Who may ask.
    pub keys: ApiKeys,
    /// Pages whose scripts may ask.
    pub origins: Vec<String>,
    /// The LanguageTool behind.
    pub upstream: Option<Upstream>,
    /// What is counted.
    pub metrics: Metrics,
    room: Arc<Semaphore>,
    threads: Arc<Semaphore>,
}

/// A request that was let in; it leaves when this goes.
pub struct Admitted {
    app: Arc<App>,
    _room: OwnedSemaphorePermit,
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.app.metrics.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl App {
    /// Returns what the requests of a server share.
    pub fn new(options: ServerOptions) -> App {
        App {
            room: Arc::new(Semaphore::new(options.limits.requests)),
            threads: Arc::new(Semaphore::new(rayon::current_num_threads())),
            plan: options.plan,
            limits: options.limits,
            keys: options.keys,
            origins: options.origins,
            upstream: options.upstream,
            metrics: Metrics::default(),
        }
    }

    /// Lets a request in.
    ///
    /// # Errors
    /// When there are too many.
    pub fn admit(self: &Arc<Self>) -> Result<Admitted, Failure> {
        let room = self.room.clone().try_acquire_owned();
        let room = room.map_err(|_| Failure::busy(self.limits.requests))?;
        self.metrics.waiting.fetch_add(1, Ordering::Relaxed);
        Ok(Admitted { app: self.clone(), _room: room })
    }

    /// Waits for an answer as long as a request may take.
    ///
    /// # Errors
    /// When that is over.
    pub async fn in_time<T>(&self, answer: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        match tokio::time::timeout(self.limits.time, answer).await {
            Ok(answer) => answer,
            Err(_) => Err(Failure::too_slow(self.limits.time.as_secs_f64())),
        }
    }

    /// Begins work on a thread that checks, once one is free; what comes of it is waited for.
    pub async fn begin<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&App) -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let thread = self.threads.clone().acquire_owned().await.expect("it is never closed");
        let (sender, receiver) = oneshot::channel();
        let app = self.clone();
        rayon::spawn(move || {
            let done = work(&app);
            drop(thread);
            // Whoever asked may have left.
            let _ = sender.send(done);
        });
        receiver
    }

    /// Does work on a thread that checks.
    pub async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&App) -> T + Send + 'static,
    ) -> T {
        self.begin(work).await.await.expect("the work sends what comes of it")
    }
}
