//! A file of ours on its way to its name: written beside it, and put in its place when it is whole.
//!
//! So whatever stops the program leaves the file that was there before. What is no ordinary file (`/dev/stdout`, a
//! named pipe) is written as it comes, and a link stays one: the file that it leads to is replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Names that are tried for the new file, should others be taken.
const NAMES: usize = 1000;

/// A file that is being written; dropped before [`NewFile::put`], it leaves nothing behind.
pub struct NewFile {
    out: BufWriter<File>,
    /// The new file, and the name that it is to have; none where the file itself is written.
    place: Option<[PathBuf; 2]>,
}

impl NewFile {
    /// Opens a new file for `path`, whose folder must be there.
    ///
    /// # Errors
    /// When no file can be made there, or the one that is there may not be written.
    pub fn create(path: &Path) -> io::Result<NewFile> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let before = match fs::metadata(&path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let Some(metadata) = before else { return Self::beside(path, None) };
        // Opened for writing, so that a file which may not be written is refused though its folder may be.
        let file = OpenOptions::new().write(true).open(&path)?;
        match metadata.is_file() {
            true => Self::beside(path, Some(metadata.permissions())),
            false => Ok(NewFile { out: buffered(file), place: None }),
        }
    }

    fn beside(path: PathBuf, permissions: Option<fs::Permissions>) -> io::Result<NewFile> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        for number in 0..NAMES {
            let new = folder.join(format!(".mtlint-{}-{number}.new", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&new) {
                Ok(file) => {
                    permissions.map(|p| file.set_permissions(p)).transpose()?;
                    return Ok(NewFile { out: buffered(file), place: Some([new, path]) });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, "its folder is full of unfinished files"))
    }

    /// Gives the file its name: from now on it is the one that was asked for.
    pub fn put(&mut self) -> io::Result<()> {
        self.out.flush()?;
        if let Some([new, path]) = self.place.take() {
            fs::rename(&new, &path).inspect_err(|_| drop(fs::remove_file(&new)))?;
        }
        Ok(())
    }
}

/// Writes `bytes` to `path`, all of them or none.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path)?;
    file.write_all(bytes)?;
    file.put()
}

fn buffered(file: File) -> BufWriter<File> {
    BufWriter::with_capacity(1 << 16, file)
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some([new, _]) = &self.place {
            let _ = fs::remove_file(new);
        }
    }
}
