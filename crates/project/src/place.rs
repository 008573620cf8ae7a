//! Where a file lies, so that it is the same file however the command line names it.

use std::path::{Path, PathBuf};

/// The path from the root, with links among its folders resolved. A link to a file is a file of its own.
pub fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match folder.canonicalize().ok().zip(path.file_name()) {
        Some((folder, name)) => folder.join(name),
        None => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}
