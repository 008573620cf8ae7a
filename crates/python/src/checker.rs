//! The checker that Python holds: made once, used from any thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_pyarrow::{PyArrowType, Table};
use mtlint::audit::{self, AuditEntry, Version, content};
use mtlint::check::Review;
use mtlint::config::{ConfigFile, Origin, Setting, Settings};
use mtlint::error::{Error, Result};
use mtlint::language::codes;
use mtlint::project::plan::{Plan, Plans};
use mtlint::project::twins::ProjectTwins;
use mtlint::read::{self, Options};
use mtlint::report::{self, Style};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use crate::failure::{raised, refused};
use crate::file::{self, DecodedPlaces};
use crate::pool::ForkedPool;
use crate::record::TextRecord;
use crate::table;

/// TextColumn that are checked at once before what they say of each other is looked for.
const BATCH: usize = 1024;

/// Checks texts.
#[pyclass(frozen, name = "Checker", module = "mtlint._native")]
pub struct PythonChecker {
    plan: Arc<Plan>,
    options: Options,
    version: Version,
    pool: ForkedPool,
}

/// What texts come with: nothing, or a value for each or none.
type SaidColumn = Option<Vec<Option<PyBackedStr>>>;

/// A document of a file: line, text, places.
type ToldDocument = (String, String, Option<DecodedPlaces>);
/// What could not be checked: file, line, what is wrong, what to do.
type RefusedInput = (String, Option<usize>, String, Option<String>);

#[pymethods]
impl PythonChecker {
    /// Makes a checker: `config` is the path and the text of a configuration, `rules` are folders with rules of one's
    /// own, `format` is how texts are read where that is not to be guessed.
    #[new]
    fn new(
        py: Python,
        config: Option<(PathBuf, String)>,
        rules: Vec<PathBuf>,
        lang: Option<&str>,
        source_lang: Option<&str>,
        format: Option<&str>,
        threads: Option<usize>,
    ) -> PyResult<PythonChecker> {
        let options = options(lang, source_lang, format).map_err(raised)?;
        let settings = settings(config, rules, &options).map_err(raised)?;
        let pool = ForkedPool::new(threads);
        let made = pool.run(py, || Ok((Plans::default().plan_for(&settings)?, Version::of(&settings)?)))?;
        let (plan, version) = made.map_err(raised)?;
        Ok(PythonChecker { plan, options, version, pool })
    }

    /// Returns for each text the line that the command writes for it. `said` are ids as JSON, languages, sources and their
    /// languages; with `together` they are one run, in which the same source should be translated in one way.
    fn lines(
        &self,
        py: Python,
        texts: Vec<PyBackedStr>,
        said: [SaidColumn; 4],
        together: bool,
    ) -> PyResult<Vec<String>> {
        let [ids, langs, sources, source_langs] = said;
        let record = |(row, text)| TextRecord {
            text,
            id: at(&ids, row),
            lang: at(&langs, row),
            source: at(&sources, row),
            source_lang: at(&source_langs, row),
            fields: None,
        };
        let records: Vec<TextRecord> = texts.iter().map(|text| &**text).enumerate().map(record).collect();
        self.pool.run(py, || self.run(&records, together && sources.is_some()))?
    }

    /// Returns for each document of a file its line, the text that was read and where the places of the line stand in it,
    /// where those are not bytes of it; and what could not be checked.
    fn file(&self, py: Python, path: PathBuf) -> PyResult<(Vec<ToldDocument>, Vec<RefusedInput>)> {
        let check = || file::check(&self.plan, &path, &self.options);
        let (mut told, mut problems) = (Vec::new(), Vec::new());
        for checked in self.pool.run(py, check)?.map_err(raised)? {
            match checked {
                Ok(review) => {
                    let line = line(&review);
                    let places = file::places(&line, &review.document.source);
                    told.push((line, review.document.source.text, places));
                }
                Err(problem) => problems.push((problem.file, problem.line, problem.message, problem.hint)),
            }
        }
        Ok((told, problems))
    }

    /// Returns for each row of a table the columns of its review.
    fn columns(&self, py: Python, table: PyArrowType<Table>) -> PyResult<PyArrowType<Table>> {
        let line = |record: &TextRecord| Ok(line(&self.review(0, record)?));
        self.pool.run(py, || table::checked(&table.0, line))?.map(PyArrowType)
    }

    /// Returns for each row of a table the columns of an audit.
    fn entries(&self, py: Python, table: PyArrowType<Table>) -> PyResult<PyArrowType<Table>> {
        let hash: Arc<str> = self.version.hash().into();
        let line = |record: &TextRecord| {
            let document = record.read(1, &self.options).map_err(refused)?;
            let content = content(&document);
            let review = self.plan.review(document).map_err(raised)?;
            Ok(audit::line(&self.version, &AuditEntry::new(review, content, hash.clone())))
        };
        self.pool.run(py, || table::audited(&table.0, line))?.map(PyArrowType)
    }
}

impl PythonChecker {
    /// The lines of texts, which say something of each other where they are one run.
    fn run(&self, records: &[TextRecord], together: bool) -> PyResult<Vec<String>> {
        let reviewed = |(row, record): (usize, &TextRecord)| self.review(row, record);
        if !together {
            return records.par_iter().enumerate().map(|r| Ok(line(&reviewed(r)?))).collect();
        }
        let mut twins = ProjectTwins::default();
        let mut lines = Vec::with_capacity(records.len());
        for (batch, records) in records.chunks(BATCH).enumerate() {
            let numbered = records.par_iter().enumerate().map(|(row, r)| (batch * BATCH + row, r));
            let mut reviews: Vec<Review> = numbered.map(reviewed).collect::<PyResult<_>>()?;
            let Plan { checker, policy, .. } = &*self.plan;
            reviews.iter_mut().try_for_each(|r| twins.mark(r, checker, policy)).map_err(raised)?;
            lines.par_extend(reviews.par_iter().map(line));
        }
        Ok(lines)
    }

    fn review(&self, row: usize, record: &TextRecord) -> PyResult<Review> {
        let document = record.read(row + 1, &self.options).map_err(refused)?;
        self.plan.review(document).map_err(raised)
    }
}

/// The line that the command writes for a review, without its end.
fn line(review: &Review) -> String {
    let format = report::format("jsonl").expect("it is one of the formats");
    let mut line = Vec::new();
    (format.make)(&Style::default()).review(review, &mut line).expect("a vector takes all");
    line.pop();
    String::from_utf8(line).expect("JSON is text")
}

/// A cell of a column.
fn at(column: &SaidColumn, row: usize) -> Option<&str> {
    column.as_ref()?.get(row)?.as_deref()
}

fn options(lang: Option<&str>, source_lang: Option<&str>, format: Option<&str>) -> Result<Options> {
    let code = |name: &str, code: Option<&str>| {
        code.map(codes::valid).transpose().map_err(|wrong| Error::invalid(name, wrong))
    };
    Ok(Options {
        language: code("lang", lang)?,
        source_language: code("source_lang", source_lang)?,
        field_format: format.map(read::by_name).transpose()?,
        ..Options::default()
    })
}

/// What is in force: the configuration, and on top of it what the caller says.
fn settings(
    config: Option<(PathBuf, String)>,
    rules: Vec<PathBuf>,
    options: &Options,
) -> Result<Arc<Settings>> {
    let mut settings = Settings::default();
    if let Some((path, text)) = config {
        let file = ConfigFile::parse(&path, &text)?;
        file.apply(&file.matching(Path::new("-")), &mut settings);
    }
    settings.next_layer();
    if options.language.is_some() {
        settings.language = Setting::new(options.language.clone(), Origin::Flag("lang"));
    }
    settings.packs.extend(rules.into_iter().map(|folder| Setting::new(folder, Origin::Flag("rules"))));
    Ok(Arc::new(settings))
}
