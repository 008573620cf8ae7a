//! One round of fixing: read, check, choose what can be done at once, do it, and look whether the file says it now.
//!
//! A fix is made only if the changed file, read again, has the very words that were meant and no other change of
//! words; that guards against everything in a file's syntax that a change may disturb.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use mtlint_core::document::{BlockKind, Document, FileEdit, Obstacle, Source, SpanMap};
use mtlint_core::error::{Problem, Result};
use mtlint_core::finding::{Edit, Finding};
use mtlint_core::meta::RuleMeta;
use mtlint_core::span::{FileSpan, LineIndex, Span};
use mtlint_read as read;
use mtlint_read::{Decoded, Options, literal};

use super::{Fixer, Left};
use crate::fix::accepted::Accepted;
use crate::fix::bytes;
use crate::fix::bytes::ByteEdit;

/// A file as it stands, read.
pub(super) struct Round<'o> {
    name: &'o str,
    options: &'o Options,
    pub bytes: Vec<u8>,
    /// The decoded text of the whole file; for JSON lines the stream.
    pub source: Source,
    pub documents: Vec<Document>,
    pub problems: Vec<Problem>,
}

/// A fix with its place in the file.
pub(super) struct Planned {
    pub rule: Arc<RuleMeta>,
    pub document: usize,
    pub block: usize,
    /// The words at fault, and those that belong there.
    words: [String; 2],
    /// First byte of the decoded text.
    at: u32,
    pub edits: Vec<Edit>,
    places: Vec<ByteEdit>,
}

impl<'o> Round<'o> {
    /// Reads a file that is decoded.
    pub fn read(name: &'o str, bytes: Vec<u8>, decoded: Decoded, options: &'o Options) -> Self {
        let source = decoded.source.clone();
        let outcome = decoded.read(name, options);
        Round { name, options, bytes, source, documents: outcome.documents, problems: outcome.problems }
    }

    /// The same for `bytes` of a later round; none when they are not even text any more.
    fn again(&self, bytes: Vec<u8>) -> Option<Self> {
        let decoded = read::decoded(self.name, bytes.clone(), self.options).ok()?;
        let fine = decoded.problem.is_none();
        fine.then(|| Round::read(self.name, bytes, decoded, self.options))
    }

    /// Checks the file: what can be fixed, in order, what is certain and has no place in the file, and how much is
    /// accepted.
    ///
    /// # Errors
    /// When a file of a document's language is broken.
    pub fn plan(&mut self, fixer: &Fixer, accepted: &Accepted) -> Result<(Vec<Planned>, Vec<Left>, usize)> {
        let documents = std::mem::take(&mut self.documents);
        let checked: Vec<Result<_>> = documents.into_par_iter().map(|d| (fixer.check)(d)).collect();
        let (mut plan, mut left) = (Vec::new(), Vec::new());
        let mut found = Vec::new();
        for review in checked {
            let review = review?;
            self.documents.push(review.document);
            found.push((review.findings, review.aside));
        }
        let lines = LineIndex::new(&self.source.text);
        let mut stays = 0;
        for (document, (findings, aside)) in found.iter().enumerate() {
            let all = findings.iter().map(|f| (f, false)).chain(aside.iter().map(|a| (&a.finding, true)));
            let certain = all.filter(|(f, _)| !f.edits.is_empty() && (fixer.wanted)(f));
            let (wanted, kept): (Vec<_>, Vec<_>) = certain.partition(|(f, suppressed)| {
                (fixer.suppressed || !suppressed) && !accepted.holds(document, f, &self.documents[document])
            });
            stays += kept.len();
            if wanted.is_empty() {
                continue;
            }
            let record = self.record(document);
            for (finding, _) in wanted {
                match self.place(document, finding, record.as_ref()) {
                    Ok(planned) => plan.push(planned),
                    // A book may have thousands, and none is wrong.
                    Err(Obstacle::Typography) => {}
                    Err(obstacle) => left.push(self.left(document, finding, &lines, obstacle)),
                }
            }
        }
        plan.sort_by_key(|p| p.places[0].span.start);
        Ok((plan, left, stays))
    }

    /// Where the line of a document that is a record begins, what it is, and the way from its text to it.
    fn record(&self, document: usize) -> Option<(u32, &str, SpanMap)> {
        let start = self.documents[document].record.as_ref()?.byte as usize;
        let line = self.source.text[start..].split('\n').next()?;
        Some((start as u32, line, literal::text_map(line, &self.options.fields.text)?))
    }

    fn place(
        &self,
        document: usize,
        finding: &Finding,
        record: Option<&(u32, &str, SpanMap)>,
    ) -> Result<Planned, Obstacle> {
        let of = &self.documents[document];
        if of.record.is_some() && record.is_none() {
            return Err(Obstacle::Reading);
        }
        let mut places = Vec::with_capacity(finding.edits.len());
        let mut at = None;
        for edit in &finding.edits {
            let mut placed = of.place(finding.block, edit.span, &edit.text)?;
            if let Some((start, line, map)) = record {
                let span = map.to_file(Span { start: placed.span.start, end: placed.span.end });
                let span = FileSpan { start: span.start + start, end: span.end + start };
                placed = FileEdit { span, text: literal::written(&placed.text, line.is_ascii()) };
            }
            at.get_or_insert(placed.span.start);
            places.push(bytes::byte_edit(&self.source, of.syntax, &placed)?);
        }
        Ok(Planned {
            rule: finding.rule.clone(),
            document,
            block: finding.block,
            words: words(of, finding),
            at: at.unwrap_or_default(),
            edits: finding.edits.clone(),
            places,
        })
    }

    fn left(&self, document: usize, finding: &Finding, lines: &LineIndex, obstacle: Obstacle) -> Left {
        let of = &self.documents[document];
        let line = match &of.record {
            Some(record) => record.line,
            None => lines.line(finding.span.start) + 1,
        };
        let rule = finding.rule.id.clone();
        Left { document: of.name.clone(), line, rule, words: words(of, finding), obstacle }
    }

    /// Makes what of `plan` can be made at once: the file as it is then, the fixes that were made, and those that the
    /// file did not take. No file when nothing could be made.
    pub fn make<'p>(&self, plan: &'p [Planned]) -> (Option<Round<'o>>, Vec<&'p Planned>, Vec<Left>) {
        let mut rest: Vec<&Planned> = plan.iter().collect();
        let mut failed = Vec::new();
        while !rest.is_empty() {
            // Those that touch wait for the next round, or until what they touch has failed.
            let mut end = None;
            let (apart, touching): (Vec<&Planned>, Vec<&Planned>) = rest.iter().partition(|planned| {
                let is_apart = end.is_none_or(|end| planned.places[0].span.start > end);
                if is_apart {
                    end = planned.places.last().map(|p| p.span.end);
                }
                is_apart
            });
            if let Some((next, made)) = self.sift(&apart) {
                return (Some(next), made, Vec::new());
            }
            failed.extend(apart);
            rest = touching;
        }
        failed.sort_by_key(|p| p.places[0].span.start);
        let lines = LineIndex::new(&self.source.text);
        let failed = failed.into_iter().map(|p| Left {
            document: self.documents[p.document].name.clone(),
            line: self.documents[p.document].record.as_ref().map_or(lines.line(p.at) + 1, |r| r.line),
            rule: p.rule.id.clone(),
            words: p.words.clone(),
            obstacle: Obstacle::Reading,
        });
        (None, Vec::new(), failed.collect())
    }

    /// The file with as many of `fixes` made as it takes; one that spoils the file is found by halving.
    fn sift<'p>(&self, fixes: &[&'p Planned]) -> Option<(Round<'o>, Vec<&'p Planned>)> {
        if fixes.is_empty() {
            return None;
        }
        if let Some(next) = self.with(fixes) {
            return Some((next, fixes.to_vec()));
        }
        if fixes.len() == 1 {
            return None;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        match (self.sift(first), self.sift(second)) {
            (Some(first), Some(second)) => {
                let both = [first.1.clone(), second.1].concat();
                Some(self.with(&both).map_or(first, |next| (next, both)))
            }
            (first, second) => first.or(second),
        }
    }

    /// The file with `fixes` made, if it then reads as it should.
    fn with(&self, fixes: &[&Planned]) -> Option<Round<'o>> {
        let next = self.again(bytes::splice(&self.bytes, fixes.iter().flat_map(|p| &p.places)))?;
        let mut edits: HashMap<(usize, usize), Vec<&Edit>> = HashMap::new();
        for planned in fixes {
            edits.entry((planned.document, planned.block)).or_default().extend(&planned.edits);
        }
        let same = next.documents.len() == self.documents.len()
            && next.problems.len() == self.problems.len()
            && next.documents.iter().enumerate().all(|(d, document)| {
                shown(document, |_| None) == shown(&self.documents[d], |block| edits.get(&(d, block)))
            });
        same.then_some(next)
    }
}

/// What a reader of the page sees, block by block, white space aside; `edits` are those to be made in a block.
fn shown<'e, 'p: 'e>(
    document: &Document,
    edits: impl Fn(usize) -> Option<&'e Vec<&'p Edit>>,
) -> Vec<(bool, String)> {
    let blocks = document.blocks.iter().enumerate().map(|(index, block)| {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match edits(index) {
            Some(edits) => words(&Edit::apply(&block.text, 0, edits.iter().copied())),
            None => words(&block.text),
        };
        (block.kind == BlockKind::Code, text)
    });
    blocks.filter(|(_, text)| !text.is_empty()).collect()
}

/// The words at fault, and those that belong there.
fn words(document: &Document, finding: &Finding) -> [String; 2] {
    let text = &document.blocks[finding.block].text;
    let (Some(first), Some(last)) = (finding.edits.first(), finding.edits.last()) else {
        return Default::default();
    };
    let span = document.blocks[finding.block].map.from_file(finding.span).to(first.span).to(last.span);
    [span.of(text).to_owned(), Edit::apply(span.of(text), span.start, &finding.edits)]
}
