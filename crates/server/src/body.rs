//! The body of a request, with a bound on its size; and one of an answer that grows.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as _, Frame};
use tokio::sync::mpsc::Receiver;

use crate::failure::Failure;

/// Bytes beyond the limit that are read and dropped: who still sends sees no answer.
const PASSED_OVER: usize = 16 << 20;

/// Reads all of a body.
///
/// # Errors
/// When it is longer than `limit` bytes, or breaks off.
pub async fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut is_too_large = body.size_hint().lower() > limit as u64;
    let mut passed = 0;
    while let Some(piece) = next(&mut body).await? {
        passed += piece.len();
        is_too_large |= passed > limit;
        if !is_too_large {
            bytes.extend_from_slice(&piece);
        } else if passed > limit + PASSED_OVER {
            break;
        }
    }
    if is_too_large { Err(Failure::too_large(limit)) } else { Ok(bytes) }
}

/// Waits for the next piece of a body; none at its end.
///
/// # Errors
/// When it breaks off.
pub async fn next(body: &mut Body) -> Result<Option<Bytes>, Failure> {
    loop {
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            None => return Ok(None),
            Some(Err(_)) => return Err(Failure::bad_request("The request broke off")),
            Some(Ok(frame)) => {
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                }
            }
        }
    }
}

/// The body of an answer that is sent piece by piece, as they come.
pub struct Pieces(pub Receiver<Bytes>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|bytes| Ok(Frame::data(bytes))))
    }
}
