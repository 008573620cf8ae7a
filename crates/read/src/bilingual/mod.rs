//! Files that hold a source beside its translation: one reader a format, each segment a block with its source.
//!
//! A bilingual file is one document; `side` makes a block of two texts, with inline codes and what is filled in, `xml`
//! cuts XML with places, `placeholder` knows what programs fill in. docs/bilingual.md lists the formats.

mod align;
pub mod beside;
pub mod columns;
pub mod fluent;
pub(crate) mod inline;
pub(crate) mod json_tree;
pub mod key_value;
pub mod lines;
pub mod parts;
pub mod pattern;
pub(crate) mod placeholder;
pub mod po;
pub(crate) mod rows;
pub(crate) mod side;
mod state;
pub mod strings;
pub mod subtitles;
pub mod tmx;
pub mod xliff;
pub mod xml;
pub mod xml_catalogues;
pub mod yaml;

use mtlint_core::document::{Block, Document, Source, Syntax};
use mtlint_core::error::Problem;

use crate::{Options, Outcome, literal};

/// The languages of a file, primary parts of tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct Languages {
    /// Of the sources.
    pub source: Option<String>,
    /// Of the targets.
    pub target: Option<String>,
}

impl Languages {
    /// What the caller says comes before what the file says.
    pub fn settled(mut self, options: &Options) -> Languages {
        if let Some(language) = &options.language {
            self.target = Some(language.clone());
        }
        if let Some(language) = &options.source_language {
            self.source = Some(language.clone());
        }
        self
    }
}

/// The document of a bilingual file with what could not be read of it. A file without a single segment is no document.
pub(crate) fn outcome(
    name: &str,
    source: Source,
    syntax: Syntax,
    language: Option<String>,
    blocks: Vec<Block>,
    problems: Vec<Problem>,
) -> Outcome {
    let document = Document { syntax, language, blocks, ..Document::new(name, source) };
    match problems.iter().any(|problem| problem.fatal) && document.blocks.is_empty() {
        true => Outcome { documents: Vec::new(), problems },
        false => Outcome { documents: vec![document], problems },
    }
}

/// Text between quotation marks of C: what stands behind a backslash is read as C and JSON do. `text` stands at `at`.
pub(crate) fn unescape(text: &str, at: usize, side: &mut side::UnitSide) {
    let mut from = 0;
    while let Some(slash) = memchr::memchr(b'\\', &text.as_bytes()[from..]).map(|i| from + i) {
        side.text(&text[from..slash], at + from);
        let rest = &text[slash + 1..];
        let Some(c) = rest.chars().next() else {
            from = slash;
            break;
        };
        let (character, len) = match c {
            'n' => ('\n', 2),
            't' => ('\t', 2),
            'r' => ('\r', 2),
            'a' | 'b' | 'f' | 'v' => (' ', 2),
            'x' => number(&rest[1..], 16, 2).map_or(('x', 2), |(c, len)| (c, 2 + len)),
            '0'..='7' => number(rest, 8, 3).map_or((c, 2), |(c, len)| (c, 1 + len)),
            'u' | 'U' => match literal::escape(&text[slash..]) {
                Some((character, len)) if c == 'u' => (character, len),
                _ => number(&rest[1..], 16, 4).map_or((c, 2), |(c, len)| (c, 2 + len)),
            },
            c => (c, 1 + c.len_utf8()),
        };
        side.replaced(character.encode_utf8(&mut [0; 4]), at + slash, len);
        from = slash + len;
    }
    side.text(&text[from..], at + from);
}

/// The character that digits at the beginning of a text name, and their bytes.
fn number(text: &str, radix: u32, most: usize) -> Option<(char, usize)> {
    let len = text.chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let code = u32::from_str_radix(text.get(..len)?, radix).ok()?;
    char::from_u32(code).filter(|c| *c != '\0').map(|c| (c, len))
}

/// The byte of the quotation mark that ends a string.
pub(crate) fn closing(inner: &str) -> Option<usize> {
    let bytes = inner.as_bytes();
    let mut at = 0;
    loop {
        let next = at + memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[next] == b'"' {
            return Some(next);
        }
        at = next + 2;
    }
}
