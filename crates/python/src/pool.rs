//! The threads that a checker works on: made when it first works, and again in a process that was forked off.
//!
//! rayon's own threads would be the parent's: a child of `fork`, as PySpark and `multiprocessing` make them, has none of
//! them and would wait for ever. So nothing here runs outside of `install`.

use std::sync::{Arc, Mutex};

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads of this process.
pub struct ForkedPool {
    /// 0 stands for one a core.
    threads: usize,
    /// The threads, and the process that has them.
    made: Mutex<Option<(u32, Arc<ThreadPool>)>>,
}

impl ForkedPool {
    /// Returns a pool of so many threads, or of one a core, which are not begun yet.
    pub fn new(threads: Option<usize>) -> ForkedPool {
        ForkedPool { threads: threads.unwrap_or(0), made: Mutex::new(None) }
    }

    /// Runs `work` on the threads, with the interpreter free for other threads meanwhile.
    pub fn run<T: Send>(&self, py: Python, work: impl FnOnce() -> T + Send) -> PyResult<T> {
        py.detach(|| {
            let pool = self.threads().map_err(|e| PyOSError::new_err(e.to_string()))?;
            Ok(pool.install(work))
        })
    }

    fn threads(&self) -> Result<Arc<ThreadPool>, rayon::ThreadPoolBuildError> {
        let mut made = self.made.lock().expect("no thread panics with the lock");
        let process = std::process::id();
        if let Some((owner, pool)) = &*made
            && *owner == process
        {
            return Ok(pool.clone());
        }
        let pool = Arc::new(ThreadPoolBuilder::new().num_threads(self.threads).build()?);
        // The parent's threads are not here to be ended.
        std::mem::forget(made.replace((process, pool.clone())));
        Ok(pool)
    }
}
