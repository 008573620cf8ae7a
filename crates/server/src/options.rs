//! What a server is told when it starts.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use mtlint_core::error::{Error, Result};
use mtlint_project::plan::Plan;

use crate::keys::ApiKeys;
use crate::languagetool::Upstream;

/// Where a server listens, by which plan it checks, and what it does not let happen.
pub struct ServerOptions {
    /// The address; port 0 takes a free one.
    pub address: SocketAddr,
    /// What checks.
    pub plan: Arc<Plan>,
    /// Bounds on what is asked.
    pub limits: Limits,
    /// Who may ask; everybody where there are none.
    pub keys: ApiKeys,
    /// Pages of other hosts whose scripts may ask; `*` for all.
    pub origins: Vec<String>,
    /// The LanguageTool whose matches are merged into ours.
    pub upstream: Option<Upstream>,
}

/// Bounds on what is asked; each has an error of its own.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one request, or of one line of a stream.
    pub bytes: usize,
    /// How long a request, or a line of a stream, may take.
    pub time: Duration,
    /// Requests that are worked on or wait for it.
    pub requests: usize,
}

impl ServerOptions {
    /// Sees to it that only who has a key reaches a server from another machine.
    ///
    /// # Errors
    /// When it would listen beyond this machine without keys.
    pub fn check(&self) -> Result<()> {
        if self.address.ip().is_loopback() || !self.keys.is_empty() {
            return Ok(());
        }
        let message = format!("{} can be reached from other machines, and anybody could ask", self.address);
        let hint = "name a file with a key a line (--key-file), or listen on 127.0.0.1";
        Err(Error::invalid("--listen", message).hint(hint))
    }
}
