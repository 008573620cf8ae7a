//! The native part of the Python package `mtlint`: texts in, the records of `mtlint check --format jsonl` out.
//!
//! A thin face: a text becomes a record of a stream as the command reads one (`record`), is checked by the plan that the
//! command makes of its settings (`checker`), and what comes out is the line that the command writes. Columns of a table
//! are that line taken apart (`columns`). What Python sees of it is made in `python/mtlint`.

mod checker;
mod columns;
mod failure;
mod file;
mod pool;
mod record;
mod table;

use std::io::Write;

use pyo3::prelude::*;

/// Runs the command with `arguments`, the first of which is the program, and returns its exit code.
#[pyfunction]
fn command(py: Python, arguments: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| {
        let exit = mtlint::command(arguments);
        // A program in Rust does so at its end.
        let _ = std::io::stdout().flush();
        exit as u8
    })
}

/// Returns for each offset in bytes of the text in UTF-8 the offset in code points.
#[pyfunction]
fn code_points(text: &str, offsets: Vec<u32>) -> Vec<u32> {
    let points = columns::CodePoints::new(text);
    offsets.into_iter().map(|offset| points.at(offset)).collect()
}

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::checker::PythonChecker;
    #[pymodule_export]
    use super::{code_points, command};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
