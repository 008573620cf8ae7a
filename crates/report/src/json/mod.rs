//! JSON for programs: `json` is one object for a run, `jsonl` one line a document, in the order of the input.
//!
//! Both carry the records of `record`, whose schema is generated from the types and kept under `schemas/`. The number
//! in `version` grows when a field changes its meaning or goes away; new fields do not change it.

mod record;
mod rule;

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::{Format, Located, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

pub use rule::{RuleExplained, RuleRecord};

use record::{DocumentRecord, RunRecord, TotalsRecord, VERSION};

/// One object a run.
pub(super) const FORMAT: Format = Format {
    name: "json",
    summary: "one object for the whole run (schemas/report.json)",
    make: |_| Box::new(Json { documents: 0, problems: Vec::new() }),
};

/// One object a line.
pub(super) const LINES_FORMAT: Format = Format {
    name: "jsonl",
    summary: "one object a line for each document, in order (schemas/record.json)",
    make: |_| Box::new(Lines),
};

/// The schemas of both formats by file name, as JSON text.
pub fn schema() -> [(&'static str, String); 2] {
    [("report.json", text_of::<RunRecord>()), ("record.json", text_of::<record::LineRecord>())]
}

/// The schemas of lists of rules: in one line each, and with their reasons.
pub fn rule_schemas() -> [(&'static str, String); 2] {
    [("Rules", text_of::<Vec<RuleRecord>>()), ("Explained", text_of::<Vec<RuleExplained>>())]
}

/// A type's schema as JSON text.
fn text_of<T: schemars::JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

/// The run as one object. Documents are written as they come; the problems of unread inputs follow them.
struct Json {
    documents: usize,
    problems: Vec<Problem>,
}

impl Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.documents {
            0 => write!(out, "{{\"version\":{VERSION},\"tool\":{},\"documents\":[", tool())?,
            _ => out.write_all(b",")?,
        }
        self.documents += 1;
        out.write_all(b"\n")
    }
}

impl Report for Json {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        write(out, &DocumentRecord::new(&Located::new(review)))
    }

    fn problem(&mut self, problem: &Problem, _: &mut dyn Write) -> io::Result<()> {
        self.problems.push(problem.clone());
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.documents == 0 {
            write!(out, "{{\"version\":{VERSION},\"tool\":{},\"documents\":[", tool())?;
        }
        out.write_all(b"\n],\"problems\":")?;
        write(out, &self.problems)?;
        out.write_all(b",\"summary\":")?;
        write(out, &TotalsRecord::new(summary))?;
        out.write_all(b"}\n")
    }
}

/// A line for each document, and one for each input or record that did not become a document.
struct Lines;

impl Report for Lines {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        write(out, &record::LineRecord::Document(DocumentRecord::new(&Located::new(review))))?;
        out.write_all(b"\n")
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        write(out, &record::LineRecord::Problem { version: VERSION, problem: problem.clone() })?;
        out.write_all(b"\n")
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn tool() -> String {
    serde_json::to_string(&record::Tool::this()).expect("plain texts are JSON")
}

fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}
