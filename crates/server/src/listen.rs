//! Connections: taken one by one, served on one thread, and ended when the program is asked to stop.
//!
//! The thread only carries bytes; whatever takes time is done on those that check. A connection that says nothing, or too
//! slowly, is closed.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use mtlint_core::error::{Error, Result};

use crate::app::App;
use crate::options::ServerOptions;
use crate::route::router;

/// Connections that are open at once; others wait to be taken.
const CONNECTIONS: usize = 1024;
/// How long the head of a request may take, and a connection be idle.
const HEAD: Duration = Duration::from_secs(30);
/// How long a connection may go on after the program was asked to stop, beyond the time of a request.
const LEAVE: Duration = Duration::from_secs(1);

/// Serves until the program is asked to stop (Ctrl-C, SIGTERM); `ready` is told the address once it listens.
///
/// # Errors
/// When the address cannot be had, or is not to be had without keys.
pub fn serve(options: ServerOptions, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    options.check()?;
    let address = options.address;
    let failed = |error: std::io::Error| {
        let message = format!("{address} cannot be had: {error}");
        Error::invalid("--listen", message).hint("take another port: --listen 127.0.0.1:0 takes a free one")
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let mut stop = pin!(Stop::listen().map_err(failed)?.wait());
        ready(listener.local_addr().map_err(failed)?);
        let time = options.limits.time + LEAVE;
        let service = TowerToHyperService::new(router(Arc::new(App::new(options))));
        let connections = Arc::new(Semaphore::new(CONNECTIONS));
        let all = GracefulShutdown::new();
        loop {
            let room = connections.clone().acquire_owned().await.expect("it is never closed");
            let next = std::future::poll_fn(|context| match stop.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(None),
                Poll::Pending => listener.poll_accept(context).map(Some),
            });
            let stream: TcpStream = match next.await {
                None => break,
                Some(Ok((stream, _))) => stream,
                Some(Err(_)) => {
                    // Too many files are open, say: it passes.
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            };
            let _ = stream.set_nodelay(true);
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
            let connection = all.watch(builder.serve_connection(TokioIo::new(stream), service.clone()));
            tokio::spawn(async move {
                // That a client left in the middle is its own affair.
                let _ = connection.await;
                drop(room);
            });
        }
        drop(listener);
        let _ = tokio::time::timeout(time, all.shutdown()).await;
        Ok(())
    })
}

/// What asks the program to stop.
#[cfg(unix)]
struct Stop([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Stop {
    fn listen() -> std::io::Result<Stop> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Stop([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]))
    }

    async fn wait(mut self) {
        let any = |context: &mut std::task::Context| {
            let came = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if came { Poll::Ready(()) } else { Poll::Pending }
        };
        std::future::poll_fn(any).await;
    }
}

/// What asks the program to stop.
#[cfg(not(unix))]
struct Stop;

#[cfg(not(unix))]
impl Stop {
    fn listen() -> std::io::Result<Stop> {
        Ok(Stop)
    }

    async fn wait(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
