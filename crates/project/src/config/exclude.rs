//! Files and folders that are left out of the folders they lie in: `exclude = ["drafts", "*.old.md"]`.
//!
//! Globs are read as `.gitignore` reads them: `*` stops at a slash, a name without a slash is meant in every folder, and
//! what holds for a folder holds for all in it. A file that is named itself is checked all the same.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};

/// One glob of what is left out, with the folder it is seen from.
#[derive(Clone, Debug)]
pub struct Exclusion {
    matcher: GlobMatcher,
    written: String,
    /// The folder, from the root; empty until it is known.
    pub(super) folder: PathBuf,
}

impl Exclusion {
    /// Reads a glob as it is written. The folder is to be set.
    ///
    /// # Errors
    /// When it is no glob; the text says why.
    pub fn new(written: &str) -> Result<Exclusion, String> {
        let matcher = glob(written)?.compile_matcher();
        Ok(Exclusion { matcher, written: written.to_owned(), folder: PathBuf::new() })
    }

    /// The same glob, seen from `folder`.
    pub fn seen_from(self, folder: &Path) -> Exclusion {
        Exclusion { folder: folder.to_owned(), ..self }
    }

    /// The glob as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// True when it leaves out the file at `path`, which is seen from the root, or a folder above it.
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(&self.folder) else { return false };
        let mut above = inside.ancestors().take_while(|p| !p.as_os_str().is_empty());
        above.any(|p| self.matcher.is_match(p))
    }
}

/// A glob as .gitignore reads it: `*` stops at a slash, and a name without one is meant in every folder.
pub(super) fn glob(pattern: &str) -> Result<Glob, String> {
    let plain = pattern.strip_prefix("./").unwrap_or(pattern);
    let plain = plain.strip_suffix('/').unwrap_or(plain);
    if plain.is_empty() {
        return Err(format!("`{pattern}` names no file; write `drafts`, `*.old.md` or `blog/**`"));
    }
    let anywhere = match plain.strip_prefix('/') {
        Some(here) => here.to_owned(),
        None if plain.contains('/') => plain.to_owned(),
        None => format!("**/{plain}"),
    };
    let mut builder = GlobBuilder::new(&anywhere);
    builder.literal_separator(true).build().map_err(|e| format!("`{pattern}` is no glob: {}", e.kind()))
}

#[cfg(test)]
mod tests {
    use super::Exclusion;
    use std::path::Path;

    #[test]
    fn globs_are_read_as_in_a_gitignore() {
        let holds = |glob: &str, path: &str| {
            let exclusion = Exclusion::new(glob).unwrap().seen_from(Path::new("/site"));
            exclusion.holds(&Path::new("/site").join(path))
        };
        assert!(holds("drafts", "drafts/a.md") && holds("drafts/", "blog/drafts/2024/a.md"));
        assert!(holds("*.old.md", "blog/a.old.md") && !holds("*.old.md", "blog/a.md"));
        assert!(holds("blog/*.md", "blog/a.md") && !holds("blog/*.md", "blog/old/a.md"));
        assert!(holds("/a.md", "a.md") && !holds("/a.md", "blog/a.md") && holds("./blog/**", "blog/b/a.md"));
        assert!(!holds("a.md", "/elsewhere/a.md"));
        assert!(Exclusion::new("").is_err() && Exclusion::new("[").is_err() && Exclusion::new("/").is_err());
    }
}
