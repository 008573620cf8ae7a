//! A value and who set it.

use std::path::Path;
use std::sync::Arc;

/// Who set a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueOrigin {
    /// Nobody: it comes with the program.
    Default,
    /// A flag, named with its dashes.
    Flag(&'static str),
    /// A line of a configuration file; both counted from 1.
    File {
        /// The file.
        path: Arc<Path>,
        /// Line.
        line: usize,
        /// Column in code points.
        column: usize,
    },
}

impl std::fmt::Display for ValueOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ValueOrigin::Default => f.write_str("default"),
            ValueOrigin::Flag(flag) => f.write_str(flag),
            ValueOrigin::File { path, line, .. } => write!(f, "{}:{line}", path.display()),
        }
    }
}

/// A value and who set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who set it.
    pub origin: ValueOrigin,
}

impl<T> Setting<T> {
    /// `value`, set by `origin`.
    pub fn new(value: T, origin: ValueOrigin) -> Self {
        Setting { value, origin }
    }

    pub(super) fn default(value: T) -> Self {
        Setting { value, origin: ValueOrigin::Default }
    }
}
