//! What goes wrong, as the exception `mtlint.MtlintError` with file, place and hint.

use mtlint::error::{Error, Problem};
use pyo3::PyErr;

pyo3::import_exception!(mtlint._error, MtlintError);

/// A failure of the library as an exception.
pub fn raised(error: Error) -> PyErr {
    let hint = error.remedy();
    match error {
        Error::Invalid { file, line, column, message, .. } => {
            MtlintError::new_err((message, file, some(line), some(column), hint))
        }
        Error::Io { path, source } => MtlintError::new_err((
            source.to_string(),
            path.display().to_string(),
            None::<usize>,
            None::<usize>,
            hint,
        )),
        other => MtlintError::new_err((other.what(), "", None::<usize>, None::<usize>, hint)),
    }
}

/// What kept a text from being checked as an exception; its line is the number of the text, counted from 1.
pub fn refused(problem: Problem) -> PyErr {
    MtlintError::new_err((problem.message, problem.file, problem.line, None::<usize>, problem.hint))
}

/// A line or column, where 0 stands for none.
fn some(number: usize) -> Option<usize> {
    (number > 0).then_some(number)
}
