//! A text that somebody sent, on its way through the pipeline: read, checked, reported as the command does it.

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use mtlint_core::check::Review;
use mtlint_core::error::{Error, Result};
use mtlint_core::language::codes;
use mtlint_project::input::{self, ReadInput};
use mtlint_project::plan::{Checked, Plan};
use mtlint_project::twins::ProjectTwins;
use mtlint_read::{self as read, Options, Outcome, jsonl};
use mtlint_report::{Format, Style, Summary};

/// A text to be checked.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The text: of an article, a page, a file in any format that is text.
    #[schema(example = "The the ferry left at noon.")]
    pub text: String,
    /// What the report calls it; its extension tells the format where none is named.
    pub name: Option<String>,
    /// The format, by the names of `mtlint check --input-format`; guessed where neither this nor a name tells it.
    #[schema(schema_with = crate::texts::format_names)]
    pub format: Option<String>,
    /// Code of its language, whatever it declares; detected where none is named.
    #[schema(pattern = "^[a-z]{2,3}([-_][A-Za-z0-9]{1,8})*$")]
    pub language: Option<String>,
    /// What it was translated from, as plain text or in the same markup.
    pub source: Option<String>,
    /// Code of the language of `source`.
    #[schema(pattern = "^[a-z]{2,3}([-_][A-Za-z0-9]{1,8})*$")]
    pub source_language: Option<String>,
}

/// The names of the input formats, for the description of the API.
pub fn format_names() -> utoipa::openapi::schema::Object {
    use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
    let names = read::READERS.iter().map(|reader| Value::from(reader.name)).chain([Value::Null]);
    let kind = SchemaType::from_iter([Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(kind).enum_values(Some(names)).build()
}

/// Reads a text by a plan.
///
/// # Errors
/// When it names a format or a language that there is not.
pub fn read(text: Text, plan: &Plan) -> Result<Vec<ReadInput>> {
    let options = options(&text, plan)?;
    let name = text.name.unwrap_or_else(|| "-".to_owned());
    if let Some(source) = text.source {
        return Ok(with_source(&name, text.text, source, &options));
    }
    Ok(input::sifted(read::read(&name, text.text.into_bytes(), &options)))
}

/// Reads the bytes of a file of that name by a plan.
///
/// # Errors
/// When a format or a language is named that there is not.
pub fn read_file(bytes: Vec<u8>, about: &Text, plan: &Plan) -> Result<Vec<ReadInput>> {
    let name = about.name.as_deref().unwrap_or("-");
    Ok(input::sifted(read::read(name, bytes, &options(about, plan)?)))
}

/// How a text is to be read.
pub fn options(text: &Text, plan: &Plan) -> Result<Options> {
    let language = |code: &Option<String>, field: &str| {
        let valid = code.as_deref().map(codes::valid).transpose();
        valid.map_err(|wrong| Error::invalid(field, wrong))
    };
    let format = text.format.as_deref().map(read::by_name).transpose().map_err(|error| match error {
        Error::Invalid { message, hint, .. } => {
            let error = Error::invalid("format", message);
            hint.into_iter().fold(error, Error::hint)
        }
        error => error,
    })?;
    let options = Options {
        format,
        language: language(&text.language, "language")?,
        source_language: language(&text.source_language, "source_language")?,
        ..Options::default()
    };
    let mut options = input::with_source(&options, &plan.settings)?;
    // What lies on the server's disk is nobody else's.
    options.beside = None;
    Ok(options)
}

/// A text with its source is a record of both.
fn with_source(name: &str, text: String, source: String, options: &Options) -> Vec<ReadInput> {
    let record = Map::from_iter([
        ("id".to_owned(), Value::from(name)),
        ("text".to_owned(), Value::from(text)),
        ("source".to_owned(), Value::from(source)),
    ]);
    let bytes = Value::Object(record).to_string().into_bytes();
    let line = jsonl::StreamLine { number: 1, bytes, ..jsonl::StreamLine::default() };
    let field_format = options.format.filter(|f| ["text", "html", "markdown"].contains(&f.name));
    let options = Options { field_format, format: None, ..options.clone() };
    match jsonl::parse(name, &line, &options) {
        Ok(document) => input::sifted(Outcome::document(document)),
        Err(problem) => vec![Err(problem)],
    }
}

/// Checks what was read, in order.
///
/// # Errors
/// When a file of a document's language is broken.
pub fn check(read: Vec<ReadInput>, plan: &Plan) -> Result<Vec<Checked>> {
    let mut checked = read.into_iter().map(|read| plan.checked(read)).collect::<Result<Vec<_>>>()?;
    mark(&mut checked, &mut ProjectTwins::default(), plan)?;
    Ok(checked)
}

/// Adds what documents before say of each.
///
/// # Errors
/// When the rules of its language are wrong.
pub fn mark(checked: &mut [Checked], twins: &mut ProjectTwins, plan: &Plan) -> Result<()> {
    checked.iter_mut().flatten().try_for_each(|review| twins.mark(review, &plan.checker, &plan.policy))
}

/// Returns the report of what was checked, as `mtlint check --format` prints it.
pub fn report(checked: &[Checked], format: &Format) -> Vec<u8> {
    let mut report = (format.make)(&Style::default());
    let (mut summary, mut out) = (Summary::default(), Vec::new());
    let mut write = || -> std::io::Result<()> {
        for outcome in checked {
            match outcome {
                Ok(review) => {
                    summary.add(review);
                    report.review(review, &mut out)?;
                }
                Err(problem) => {
                    summary.add_problem(problem);
                    report.problem(problem, &mut out)?;
                }
            }
        }
        report.finish(&summary, &mut out)
    };
    write().expect("memory takes what is written");
    out
}

/// How many documents, words and findings there are.
pub fn counts(checked: &[Checked]) -> [usize; 3] {
    let reviews = || checked.iter().flatten();
    let sum = |of: fn(&Review) -> usize| reviews().map(of).sum();
    [reviews().count(), sum(|r| r.words), sum(|r| r.findings.len())]
}
