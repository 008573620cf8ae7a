//! The language server as editors know it: a client of a few lines speaks the protocol with the program.

mod actions;
mod client;
mod faces;
mod neovim;
mod session;
mod settings;
