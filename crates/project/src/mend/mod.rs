//! `mtlint fix`: the mends that are certain, made in the bytes of a file.
//!
//! A round reads the file, checks it, and makes every certain mend that has its place in the file and stays apart from
//! the others; `round` does that, and `accepted` follows the findings that are to stay. A file is mended in rounds until none has anything left to do, so mending twice does
//! no more than mending once. `bytes` turns a change of the text into one of the bytes, `write` puts them in place.

mod accepted;
pub(crate) mod bytes;
mod outcome;
mod round;
pub mod write;

use std::collections::BTreeMap;

use mtlint_core::error::{Problem, Result};
use mtlint_read as read;
use mtlint_read::{Decoded, Options};

pub use outcome::{Left, Mended, Mender};

use accepted::Accepted;
use round::Round;

/// A text is done long before: each round takes something out of it. Rules of one's own might not.
const ROUNDS: usize = 16;

impl Mender<'_> {
    /// Mends the file `name`, whose content is `bytes`. What cannot be read is left as it is, and told.
    ///
    /// # Errors
    /// When a file of a document's language is broken.
    pub fn mend(&self, name: &str, bytes: Vec<u8>) -> Result<Mended> {
        let mut mended = Mended::default();
        let decoded = match read::decoded(name, bytes.clone(), self.options) {
            Ok(Decoded { problem: None, source, reader }) => Decoded { problem: None, source, reader },
            Ok(Decoded { problem: Some(problem), .. }) | Err(problem) => {
                let problems = vec![Problem { fatal: true, ..problem }];
                return Ok(Mended { bytes, problems, ..mended });
            }
        };
        // Later rounds must read it as the first did.
        let options = Options { format: Some(decoded.reader), ..self.options.clone() };
        mended.text = [decoded.source.text.clone(), decoded.source.text.clone()];
        let original = bytes.clone();
        let mut round = Round::read(name, bytes, decoded, &options);
        mended.problems = std::mem::take(&mut round.problems);
        let mut accepted = Accepted::new(self.accepted, &round.documents);
        for _ in 0..ROUNDS {
            let (plan, mut left, aside) = round.plan(self, &accepted)?;
            let (next, made, failed) = round.make(&plan);
            left.extend(failed);
            let Some(next) = next else {
                (mended.left, mended.aside) = (left, aside);
                mended.text[1] = round.source.text;
                mended.bytes = round.bytes;
                return Ok(mended);
            };
            for planned in &made {
                *mended.counts.entry(planned.rule.id.clone()).or_default() += 1;
            }
            accepted.follow(made.iter().flat_map(|p| p.edits.iter().map(|e| (p.document, p.block, e))));
            round = next;
        }
        let names: Vec<&str> = mended.counts.keys().map(String::as_str).collect();
        mended.problems.push(Problem {
            file: name.to_owned(),
            line: None,
            byte: None,
            message: format!("its mends never come to an end ({}); it is left as it was", names.join(", ")),
            hint: Some("look at the [[mend]] of your own rules: one undoes what another does".into()),
            fatal: true,
        });
        let [before, _] = mended.text;
        Ok(Mended {
            bytes: original,
            text: [before.clone(), before],
            counts: BTreeMap::new(),
            left: Vec::new(),
            ..mended
        })
    }
}
