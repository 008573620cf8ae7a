//! Puts a fixed file in place of the old one: all of it or nothing, and only if nobody changed it meanwhile.
//!
//! The new bytes go into a new file of the same folder, which then takes the old one's name. Permissions and owner stay;
//! a symbolic link stays one, and the file it leads to is replaced. Other names of the same file (hard links) keep the
//! old bytes.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use mtlint_core::error::{Error, Result};

/// Replaces the content of `path`, which was `old`, by `new`.
///
/// # Errors
/// When the file changed in the meantime, or cannot be written; it is then as it was.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    let path = fs::canonicalize(path).map_err(|e| Error::io(path, e))?;
    let metadata = fs::metadata(&path).map_err(|e| Error::io(&path, e))?;
    let refuse =
        |message: &str, hint: &str| Err(Error::invalid(path.display().to_string(), message).hint(hint));
    if !metadata.is_file() {
        return refuse("it is no ordinary file", "fix a copy of it");
    }
    // A folder that may be written would let us replace a file that may not.
    if metadata.permissions().readonly() {
        return refuse("it is read-only, and was left as it was", "change its permissions, or leave it out");
    }
    OpenOptions::new().write(true).open(&path).map_err(|e| Error::io(&path, e))?;
    let (mut file, temporary) = beside(&path)?;
    let written = file
        .write_all(new)
        .and_then(|()| file.set_permissions(metadata.permissions()))
        .and_then(|()| same_owner(&file, &metadata))
        .and_then(|()| file.sync_all());
    drop(file);
    let done = written.map_err(|e| Error::io(&path, e)).and_then(|()| {
        if fs::read(&path).map_err(|e| Error::io(&path, e))? != old {
            return refuse("it was changed meanwhile, and was left as it is now", "run the command again");
        }
        fs::rename(&temporary, &path).map_err(|e| Error::io(&path, e))
    });
    if done.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    done
}

/// A new file in the folder of `path`, under a name that nothing has.
fn beside(path: &Path) -> Result<(File, PathBuf)> {
    let folder = path.parent().unwrap_or(Path::new("."));
    for number in 0.. {
        let temporary = folder.join(format!(".mtlint-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 => {}
            Err(error) => return Err(Error::io(folder, error)),
        }
    }
    unreachable!("the loop returns")
}

/// Gives the new file the owner of the old one. A group that one may not give away is let be, if the owner is right.
#[cfg(unix)]
fn same_owner(file: &File, old: &fs::Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if new.uid() == old.uid() && new.gid() == old.gid() {
        return Ok(());
    }
    match fchown(file, Some(old.uid()), Some(old.gid())) {
        Err(error) if new.uid() != old.uid() => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn same_owner(_: &File, _: &fs::Metadata) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "newer").unwrap();
        let error = replace(&path, b"old", b"new").unwrap_err().to_string();
        assert!(error.contains("changed meanwhile"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let error = replace(&path, b"new", b"newer").unwrap_err().to_string();
        assert!(error.contains("read-only"), "{error}");
    }
}
