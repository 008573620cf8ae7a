//! `mtlint fix`: the fixes that are certain, made in the bytes of a file.
//!
//! A round reads the file, checks it, and makes every certain fix that has its place in the file and stays apart from
//! the others; `round` does that, and `accepted` follows the findings that are to stay. A file is fixed in rounds until none has anything left to do, so fixing twice does
//! no more than fixing once. `bytes` turns a change of the text into one of the bytes, `write` puts them in place.

mod accepted;
pub(crate) mod bytes;
mod outcome;
mod round;
pub mod write;

use std::collections::BTreeMap;

use mtlint_core::error::{Problem, Result};
use mtlint_read as read;
use mtlint_read::{Decoded, Options};

pub use outcome::{FixedFile, Fixer, Left};

use accepted::Accepted;
use round::Round;

/// A text is done long before: each round takes something out of it. Rules of one's own might not.
const ROUNDS: usize = 16;

impl Fixer<'_> {
    /// Fixes the file `name`, whose content is `bytes`. What cannot be read is left as it is, and told.
    ///
    /// # Errors
    /// When a file of a document's language is broken.
    pub fn fix(&self, name: &str, bytes: Vec<u8>) -> Result<FixedFile> {
        let mut fixed = FixedFile::default();
        let decoded = match read::decoded(name, bytes.clone(), self.options) {
            Ok(Decoded { problem: None, source, reader }) => Decoded { problem: None, source, reader },
            Ok(Decoded { problem: Some(problem), .. }) | Err(problem) => {
                let problems = vec![Problem { fatal: true, ..problem }];
                return Ok(FixedFile { bytes, problems, ..fixed });
            }
        };
        // Later rounds must read it as the first did.
        let options = Options { format: Some(decoded.reader), ..self.options.clone() };
        fixed.text = [decoded.source.text.clone(), decoded.source.text.clone()];
        let original = bytes.clone();
        let mut round = Round::read(name, bytes, decoded, &options);
        fixed.problems = std::mem::take(&mut round.problems);
        let mut accepted = Accepted::new(self.accepted, &round.documents);
        for _ in 0..ROUNDS {
            let (plan, mut left, aside) = round.plan(self, &accepted)?;
            let (next, made, failed) = round.make(&plan);
            left.extend(failed);
            let Some(next) = next else {
                (fixed.left, fixed.aside) = (left, aside);
                fixed.text[1] = round.source.text;
                fixed.bytes = round.bytes;
                return Ok(fixed);
            };
            for planned in &made {
                *fixed.counts.entry(planned.rule.id.clone()).or_default() += 1;
            }
            accepted.follow(made.iter().flat_map(|p| p.edits.iter().map(|e| (p.document, p.block, e))));
            round = next;
        }
        let names: Vec<&str> = fixed.counts.keys().map(String::as_str).collect();
        fixed.problems.push(Problem {
            file: name.to_owned(),
            line: None,
            byte: None,
            message: format!("its fixes never come to an end ({}); it is left as it was", names.join(", ")),
            hint: Some("look at the [[edit]] of your own rules: one undoes what another does".into()),
            fatal: true,
        });
        let [before, _] = fixed.text;
        Ok(FixedFile {
            bytes: original,
            text: [before.clone(), before],
            counts: BTreeMap::new(),
            left: Vec::new(),
            ..fixed
        })
    }
}
