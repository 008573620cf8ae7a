//! Which fields of a record hold what, as `--field text=body` says it.
//!
//! Used by the JSON-lines reader; every name has a default, so that most streams need no mapping.

use mtlint_core::error::{Error, Result};

/// Names of a record's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The record's id, a text or a number; may be absent.
    pub id: String,
    /// The text to check.
    pub text: String,
    /// The text it was translated from; may be absent.
    pub source: String,
    /// The language of the text; may be absent.
    pub lang: String,
    /// The language of the source; may be absent.
    pub source_lang: String,
}

impl Default for Fields {
    fn default() -> Self {
        Fields {
            id: "id".into(),
            text: "text".into(),
            source: "source".into(),
            lang: "lang".into(),
            source_lang: "source_lang".into(),
        }
    }
}

impl Fields {
    /// Takes one mapping: `text=body` reads the text from the field `body`.
    ///
    /// # Errors
    /// When there is no such key, or no name after it.
    pub fn map(&mut self, mapping: &str) -> Result<()> {
        let wrong = |message: String| {
            Error::invalid("--field", message)
                .hint("write NAME=FIELD, NAME one of id, text, source, lang, source_lang: text=body")
        };
        let (name, field) = mapping.split_once('=').ok_or_else(|| wrong(format!("no `=` in `{mapping}`")))?;
        if field.is_empty() {
            return Err(wrong(format!("no field after `=` in `{mapping}`")));
        }
        let place = match name {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "source" => &mut self.source,
            "lang" => &mut self.lang,
            "source_lang" => &mut self.source_lang,
            _ => return Err(wrong(format!("there is nothing called `{name}` in a record"))),
        };
        *place = field.to_owned();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_mapping_renames_one_field_and_a_bad_one_is_refused() {
        let mut fields = Fields::default();
        fields.map("text=body").unwrap();
        assert_eq!((fields.text.as_str(), fields.id.as_str()), ("body", "id"));
        for bad in ["text", "text=", "txt=body"] {
            let message = fields.map(bad).unwrap_err().to_string();
            assert!(message.contains("NAME=FIELD"), "{message}");
        }
    }
}
