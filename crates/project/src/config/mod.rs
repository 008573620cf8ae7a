//! What a project wants of its checks.
//!
//! Values come in layers: the program's defaults, `mtlint.toml`, its overrides for some files, the flags. Each layer
//! writes into [`Settings`], where every value remembers who set it. [`mtlint_core::policy::Policy`] is the settled outcome for one
//! document and all that the checker sees. [`keys`] lists what can be set; [`Projects`] finds the file for a path.

mod exclude;
mod file;
mod gate;
mod gate_keys;
mod keys;
mod origin;
mod project;
mod settings;
mod value;

pub use exclude::Exclusion;
pub use file::{ConfigFile, FILE_NAME};
pub use gate::{FailOn, GateSettings};
pub use keys::keys;
pub use origin::{Setting, ValueOrigin};
pub use project::Projects;
pub use settings::{Key, KnownRule, Level, Settings};
