//! A scorecard that a reviewer filled in, as labelled data: what was corrected, and what was found right as it is.
//!
//! The sheet is that of the report `scorecard-csv`. Of each segment comes one record in the form of evaluations:
//! `{"text", "fixed", "source"}`.

use std::collections::BTreeMap;

use mtlint_core::error::{Error, Result};
use serde_json::{Value, json};

/// What a reviewer said of one segment.
#[derive(Default)]
struct Said {
    source: String,
    correction: Option<String>,
    agreed: usize,
    refused: usize,
}

/// What came of a sheet.
#[derive(Debug, Default)]
pub struct Labelled {
    /// Records for `evaluate` and `train`, one a segment that was looked at.
    pub records: Vec<Value>,
    /// Findings that the reviewer confirmed.
    pub agreed: usize,
    /// Findings that the reviewer refused.
    pub refused: usize,
}

/// Reads the sheet `text` of the file `name`.
///
/// # Errors
/// Where a column is missing, or a row says neither yes nor no: with its line.
pub fn read(name: &str, text: &str) -> Result<Labelled> {
    let mut rows = rows(text).into_iter();
    let head = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let column = |wanted: &str| {
        head.iter().position(|cell| cell.trim_start_matches('\u{feff}').trim() == wanted).ok_or_else(|| {
            Error::invalid(name, format!("there is no column `{wanted}`"))
                .hint("fill in a sheet of mtlint check --format scorecard-csv, and keep its first row")
        })
    };
    let (document, source, target) = (column("document")?, column("source")?, column("target")?);
    let (agree, correction) = (column("agree")?, column("correction")?);
    let mut segments: BTreeMap<(String, String), Said> = BTreeMap::new();
    let mut labelled = Labelled::default();
    for (line, cells) in rows {
        let cell = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
        let (answer, corrected) = (cell(agree).to_lowercase(), cell(correction));
        if answer.is_empty() && corrected.is_empty() {
            continue;
        }
        let text = cell(target).replacen("<v>", "", 1).replacen("</v>", "", 1);
        let said = segments.entry((cell(document).to_owned(), text)).or_default();
        cell(source).clone_into(&mut said.source);
        match answer.as_str() {
            "yes" | "y" | "1" | "true" | "" => said.agreed += 1,
            "no" | "n" | "0" | "false" => said.refused += 1,
            other => {
                let message = format!("`{other}` in the column agree is neither yes nor no");
                return Err(Error::invalid(name, message).at(line, 0));
            }
        }
        if !corrected.is_empty() {
            said.correction = Some(corrected.trim_start_matches('\'').to_owned());
        }
    }
    for ((_, text), said) in segments {
        labelled.agreed += said.agreed;
        labelled.refused += said.refused;
        let fixed = match said.correction {
            Some(correction) => correction,
            // All that was found is right as it is.
            None if said.agreed == 0 => text.clone(),
            None => continue,
        };
        let mut record = json!({ "text": text, "fixed": fixed });
        if !said.source.is_empty() {
            record["source"] = said.source.into();
        }
        labelled.records.push(record);
    }
    Ok(labelled)
}

/// The rows of a table in CSV, with their lines.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut start) = (1, 1);
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' | ';' | '\t' if !quoted && c == separator(text) => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                rows.push((start, std::mem::take(&mut cells)));
                start = line;
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        rows.push((start, cells));
    }
    rows
}

/// What stands between the names of the first row: spreadsheets of many countries write a semicolon.
fn separator(text: &str) -> char {
    let head = text.lines().next().unwrap_or_default();
    [',', ';', '\t'].into_iter().max_by_key(|c| head.matches(*c).count()).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::read;

    const HEAD: &str = "document,line,source,target,agree,correction\n";

    #[test]
    fn corrections_become_labelled_texts() {
        let sheet = format!(
            "{HEAD}a.po,1,Boot weg,\"The boat <v>left left</v>, late\",yes,\"The boat left, late\"\na.po,2,Ebbe,<v>Low</v> tide,no,\na.po,3,Flut,<v>High</v> tide,,\na.po,4,Kai,<v>Quai</v>,yes,\n"
        );
        let labelled = read("s.csv", &sheet).unwrap();
        assert_eq!((labelled.agreed, labelled.refused), (2, 1));
        let records: Vec<String> = labelled.records.iter().map(ToString::to_string).collect();
        assert_eq!(
            records,
            [
                r#"{"fixed":"Low tide","source":"Ebbe","text":"Low tide"}"#,
                r#"{"fixed":"The boat left, late","source":"Boot weg","text":"The boat left left, late"}"#,
            ]
        );
    }

    #[test]
    fn a_sheet_that_is_none_is_told() {
        assert!(read("s.csv", "a,b\n1,2\n").unwrap_err().to_string().contains("no column `document`"));
        let wrong = read("s.csv", &format!("{HEAD}a,1,b,c,perhaps,\n")).unwrap_err().to_string();
        assert!(wrong.contains("s.csv:2") && wrong.contains("perhaps"), "{wrong}");
    }
}
