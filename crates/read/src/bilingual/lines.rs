//! A segment a line, as Moses has corpora: the lines of one file beside those of another with the same number.

use mtlint_core::document::{Source, Syntax, Unit};

use super::outcome;
use super::side::{self, UnitSide};
use crate::{Options, Outcome, Reader};

/// The reader.
pub const READER: Reader = Reader {
    name: "lines",
    summary: "A segment a line, as corpora have them: beside a source of as many lines (--source)",
    extensions: &[],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read,
};

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let mut blocks = Vec::new();
    let mut at = 0;
    for (number, line) in source.text.split_inclusive('\n').enumerate() {
        let text = line.trim_end_matches(['\n', '\r']);
        let mut side = UnitSide::at(at, at + text.len());
        side.text(text, at);
        let (key, whole) = (Some((number + 1).to_string()), side.span);
        let unit = Unit { key, whole, ..Unit::default() };
        blocks.extend(side::block(None, side, [None, None], unit));
        at += line.len();
    }
    outcome(name, source, Syntax::Plain, options.language.clone(), blocks, Vec::new())
}
