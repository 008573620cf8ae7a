//! A language server: findings while a text is written, with fixes and explanations, in any editor that speaks the
//! protocol.
//!
//! What is found is what `mtlint check` finds: a text is read, checked and held against its project's settings by the
//! same functions ([`mtlint_project::alone`]). Here is only what the protocol needs. `server` reads it and keeps the
//! texts, `worker` checks them on a thread of its own with what lies on its `desk`, `answers` answers questions about them.

mod actions;
mod answers;
mod checks;
mod desk;
mod found;
mod ignore;
mod page;
mod server;
mod text;
mod uri;
mod vocabulary;
mod waiting;
mod worker;

use std::io;

use lsp_server::Connection;

pub use server::serve;

/// Serves the editor that started this program, over standard input and output, until it leaves. False where it left
/// without the word that the protocol asks for.
///
/// # Errors
/// When the editor does not keep to the protocol, or the streams break.
pub fn run() -> io::Result<bool> {
    let (connection, threads) = Connection::stdio();
    let ended = serve(&connection);
    drop(connection);
    threads.join()?;
    ended.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
}
