//! The CoNLL-U writer: how an analysis is shown to people and tools that know treebanks.
//!
//! It writes what mtlint knows (form, fine tag, spacing, notes) and `_` for the rest, so that what it writes can
//! be read again by `read.rs` and by any other CoNLL-U tool.

use std::fmt::{self, Write};

use super::{AnnotatedSentence, TreebankToken};
use mtlint_core::language::TagSet;

/// Writes one sentence with its comments and the empty line that ends it; `tags` are its language's. `comments` are further comment lines,
/// without the `#`; a line break in one would end it and is written as a space.
///
/// # Errors
/// What `out` returns; a `String` never fails.
pub fn write_sentence(
    out: &mut impl Write,
    sentence: &AnnotatedSentence,
    tags: &TagSet,
    comments: &[String],
) -> fmt::Result {
    if sentence.opens_document {
        writeln!(out, "# newdoc")?;
    }
    if sentence.opens_paragraph {
        writeln!(out, "# newpar")?;
    }
    if let Some(id) = &sentence.id {
        writeln!(out, "# sent_id = {}", line(id))?;
    }
    writeln!(out, "# text = {}", line(&sentence.text()))?;
    for comment in comments {
        writeln!(out, "# {}", line(comment))?;
    }
    for token in &sentence.tokens {
        write_token(out, sentence, tags, token)?;
    }
    writeln!(out)
}

fn write_token(
    out: &mut impl Write,
    sentence: &AnnotatedSentence,
    tags: &TagSet,
    token: &TreebankToken,
) -> fmt::Result {
    let spacing = if token.space_after { "" } else { "SpaceAfter=No" };
    let several = token.words.len() > 1;
    if several {
        let (first, last) = (token.words.start + 1, token.words.end);
        let misc = if spacing.is_empty() { "_" } else { spacing };
        writeln!(out, "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", line(&token.form))?;
    }
    for index in token.words.clone() {
        let Some(word) = sentence.words.get(index) else { continue };
        let misc = match (if several { "" } else { spacing }, word.misc.as_str()) {
            ("", "") => "_".to_owned(),
            ("", one) | (one, "") => line(one),
            (spacing, notes) => format!("{}|{spacing}", line(notes)),
        };
        let tag = tags.name(word.tag);
        writeln!(out, "{}\t{}\t_\t_\t{tag}\t_\t_\t_\t_\t{misc}", index + 1, line(&word.form))?;
    }
    Ok(())
}

/// `text` as it may stand in a column or a comment: no line breaks and tabs, never empty.
fn line(text: &str) -> String {
    if text.is_empty() {
        return "_".to_owned();
    }
    text.replace(['\t', '\n', '\r'], " ")
}
