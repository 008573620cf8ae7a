//! `mtlint serve`: the checker over HTTP, with a page for browsers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use mtlint::config::Projects;
use mtlint::project::plan::{Plan, Plans};
use mtlint::server::{ApiKeys, Limits, ServerOptions, Upstream, serve};

use super::{Exit, print, warn};

/// Serve a page and an API over HTTP
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint serve                              a page at http://127.0.0.1:8081/
  curl --json '{\"text\":\"The the end.\"}' 127.0.0.1:8081/v1/check
  mtlint serve --listen 0.0.0.0:8081 --key-file keys.txt

The API is described at /openapi.json. Clients of LanguageTool work by its
address: http://127.0.0.1:8081 or http://127.0.0.1:8081/v2. Nothing of a text
is stored or logged. Ctrl-C or SIGTERM stops it once what is begun is done.")]
pub struct Args {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// A file with a key a line; needed where other machines can ask
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Let scripts of pages from there ask: https://edit.example, or * for all
    /// (repeatable)
    #[arg(long, value_name = "ORIGIN")]
    cors: Vec<String>,
    /// Bytes of a request at most
    #[arg(long, value_name = "N", default_value_t = 4 << 20, value_parser = clap::value_parser!(u32).range(1..))]
    max_bytes: u32,
    /// Seconds that a request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    timeout: u32,
    /// Requests that are worked on or wait; more are refused
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..))]
    max_requests: u32,
    /// A LanguageTool whose matches are merged into those of /v2/check
    #[arg(long, value_name = "URL", value_parser = upstream)]
    upstream: Option<Upstream>,
    /// What checks.
    #[command(flatten)]
    by: By,
    /// Threads that check [default: one for each core]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// By which configuration texts without a place of their own are checked.
#[derive(clap::Args)]
pub struct By {
    /// Use this configuration and look for no other
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Look for no mtlint.toml
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

impl By {
    /// Returns what checks, its models opened.
    pub fn plan(&self) -> mtlint::error::Result<Arc<Plan>> {
        let mut projects = match &self.config {
            Some(path) => Projects::given(path, |_| {})?,
            None if self.no_config => Projects::none(|_| {}),
            None => Projects::nearest(|_| {}),
        };
        let plan = Plans::default().plan_for(&projects.settings(Path::new("."))?)?;
        plan.review(mtlint::read::text("The ferry leaves at noon."))?;
        Ok(plan)
    }
}

/// Serves until it is asked to stop.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let options = ServerOptions {
        address: args.listen,
        keys: args.key_file.as_deref().map(ApiKeys::read).transpose()?.unwrap_or_default(),
        limits: Limits {
            bytes: args.max_bytes as usize,
            time: Duration::from_secs(args.timeout.into()),
            requests: args.max_requests as usize,
        },
        origins: args.cors,
        upstream: args.upstream,
        plan: args.by.plan()?,
    };
    serve(options, |address| {
        // A script that started it may have closed the pipe: it serves all the same.
        let _ = print(&format!("http://{address}/\n"));
    })?;
    warn("stopped");
    Ok(Exit::Fine)
}

fn upstream(url: &str) -> Result<Upstream, String> {
    Upstream::new(url).map_err(|error| error.to_string())
}
