//! The bytes of files: read whole, with a problem that names the remedy where the system does not let us.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use mtlint_core::error::Problem;
use mtlint_read::bilingual::beside;
use mtlint_read::{Options, Outcome, decode, read};

/// Reads a file.
pub fn read_file(path: &Path, options: &Options) -> Outcome {
    match file_bytes(path) {
        Ok(bytes) => with_beside(path, read(&path.to_string_lossy(), bytes, options), options),
        Err(problem) => Outcome::problem(problem),
    }
}

/// Lays the source file that `options` name beside what was read of its translation, the file `path`.
pub fn with_beside(path: &Path, mut outcome: Outcome, options: &Options) -> Outcome {
    if let Some(beside) = &options.beside
        && let Some((source, language)) = beside.of(&path.to_string_lossy())
    {
        lay_beside(&mut outcome, &source, language, options);
    }
    outcome
}

/// Lays the source file beside what was read of its translation.
fn lay_beside(outcome: &mut Outcome, path: &Path, language: Option<String>, options: &Options) {
    let own = Options { language: None, beside: None, ..options.clone() };
    let source = match file_bytes(path) {
        Ok(bytes) => read(&path.to_string_lossy(), bytes, &own),
        Err(problem) => return outcome.problems.push(problem),
    };
    outcome.problems.extend(source.problems);
    let of = options.source_language.as_deref();
    if let ([document], [source]) = (outcome.documents.as_mut_slice(), source.documents.as_slice()) {
        if document.language.is_none() {
            document.language = language;
        }
        outcome.problems.extend(beside::attach(document, source, of));
    }
}

/// The bytes of a file, or why there are none.
///
/// # Errors
/// When it cannot be opened or read, or is longer than what can be checked.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    bytes(path).map_err(|error| unreadable(path, &error))
}

/// The bytes of a file as long as it was when it was opened, so that one which grows comes to an end.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let known = if metadata.is_file() { metadata.len() } else { 0 };
    let limit = if known > 0 { known } else { decode::MAX_LEN as u64 };
    let mut bytes = Vec::with_capacity(known.min(decode::MAX_LEN as u64) as usize);
    file.take(limit.min(decode::MAX_LEN as u64)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The problem of a file or folder that the system did not let us read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind;
    let (message, hint) = match error.kind() {
        ErrorKind::NotFound => {
            let hint = nearest(path).unwrap_or_else(|| "check the path".to_owned());
            ("there is no such file".to_owned(), Some(hint))
        }
        ErrorKind::PermissionDenied => (
            "no permission to read it".to_owned(),
            Some("change its permissions, or leave it out".to_owned()),
        ),
        ErrorKind::IsADirectory => ("it is a folder, not a file".to_owned(), None),
        _ => (format!("cannot be read: {error}"), None),
    };
    Problem { file: path.to_string_lossy().into_owned(), line: None, byte: None, message, hint, fatal: true }
}

/// The name in the same folder that is most like that of `path`, as a question.
fn nearest(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        return Some(format!("there is no folder {} either", parent.display()));
    }
    let names = std::fs::read_dir(parent).ok()?.take(10_000).flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(wanted, name);
    let best =
        names.map(|name| (likeness(&name), name)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (best.0 > 0.6).then(|| format!("did you mean {}?", path.with_file_name(best.1).display()))
}
