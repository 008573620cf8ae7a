//! What got better or worse between two audits: documents matched by name, rules by how often they fire.
//!
//! Two databases are compared, for a copy of a database is the state of a day. Both are read in the order of the names,
//! side by side; only what changed is kept.

use std::collections::BTreeMap;

use rusqlite::{Row, Rows};
use serde::Serialize;

use crate::{Stored, Version};
use mtlint_core::error::Result;
use mtlint_core::score::Verdict;

/// The difference between two audits.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The earlier one.
    pub before: AuditTotals,
    /// The later one.
    pub after: AuditTotals,
    /// What is different in program, rules and settings, in words.
    pub versions: Vec<String>,
    /// Documents with the same score and verdict in both.
    pub same: usize,
    /// All others, in the order of their names.
    pub changes: Vec<DocumentChange>,
    /// Rules that do not fire as often as before, by id.
    pub rules: Vec<RuleTotals>,
}

/// Sums over an audit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AuditTotals {
    /// Documents.
    pub documents: i64,
    /// Words in them.
    pub words: i64,
    /// The mean of their scores; absent without documents.
    pub score: Option<f64>,
    /// Documents that may be published.
    pub pass: i64,
    /// Documents that an editor should look at.
    pub review: i64,
    /// Documents that must not be published.
    pub fail: i64,
    /// Minor findings.
    pub minor: i64,
    /// Major findings.
    pub major: i64,
    /// Critical findings.
    pub critical: i64,
}

/// How a document changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Its score is lower, or its verdict heavier at the same score.
    Worse,
    /// Its score is higher, or its verdict lighter at the same score.
    Better,
    /// It was not there before.
    New,
    /// It is no longer there.
    Gone,
}

impl ChangeKind {
    /// As written in reports.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Worse => "worse",
            ChangeKind::Better => "better",
            ChangeKind::New => "new",
            ChangeKind::Gone => "gone",
        }
    }
}

/// A document that changed.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentChange {
    /// How.
    pub change: ChangeKind,
    /// Its name.
    pub document: String,
    /// What it was.
    pub before: Option<AuditSide>,
    /// What it is.
    pub after: Option<AuditSide>,
    /// True when its content is the same, so that the difference comes from program, rules or settings.
    pub same_content: bool,
}

/// A document in one of the audits.
#[derive(Clone, Debug, Serialize)]
pub struct AuditSide {
    /// 0 to 100; absent where it was not judged.
    pub score: Option<f64>,
    /// "pass", "review", "fail" or "not judged".
    pub verdict: String,
    /// Words in it.
    pub words: i64,
    /// Findings in it.
    pub findings: i64,
    #[serde(skip)]
    content: String,
}

/// Findings of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleTotals {
    /// Its id.
    pub rule: String,
    /// Findings in the earlier audit.
    pub before: i64,
    /// Findings in the later one.
    pub after: i64,
}

impl DocumentChange {
    /// The difference of the scores, where there are two.
    pub fn difference(&self) -> Option<f64> {
        Some(self.after.as_ref()?.score? - self.before.as_ref()?.score?)
    }
}

/// Compares two audits.
///
/// # Errors
/// When the database cannot be read.
pub fn compare(before: &Stored, after: &Stored) -> Result<Comparison> {
    let (same, changes) = documents(before, after)?;
    Ok(Comparison {
        before: before.totals()?,
        after: after.totals()?,
        versions: versions(&before.versions()?, &after.versions()?),
        same,
        changes,
        rules: rules(before.rules()?, after.rules()?),
    })
}

/// For every version of the later audit that the earlier one does not know, what is different from the most like it.
fn versions(before: &[Version], after: &[Version]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for version in after.iter().filter(|v| !before.contains(v)) {
        let nearest = before.iter().map(|b| version.changes(b)).min_by_key(Vec::len).unwrap_or_default();
        told.extend(nearest.into_iter().filter(|change| !told.contains(change)).collect::<Vec<_>>());
    }
    told
}

fn rules(before: BTreeMap<String, i64>, after: BTreeMap<String, i64>) -> Vec<RuleTotals> {
    let mut both: BTreeMap<String, [i64; 2]> = BTreeMap::new();
    for (side, counts) in [before, after].into_iter().enumerate() {
        counts.into_iter().for_each(|(rule, n)| both.entry(rule).or_default()[side] = n);
    }
    let changed = both.into_iter().filter(|(_, [a, b])| a != b);
    changed.map(|(rule, [before, after])| RuleTotals { rule, before, after }).collect()
}

/// Walks both audits by name. Of documents with one name, the first is compared with the first, and so on.
fn documents(before: &Stored, after: &Stored) -> Result<(usize, Vec<DocumentChange>)> {
    let sql = "SELECT name, round(score, 2), verdict, words, minor + major + critical, content FROM documents
        ORDER BY name, position, id";
    let mut old = before.connection.prepare(sql).map_err(|e| before.explain(e))?;
    let mut new = after.connection.prepare(sql).map_err(|e| after.explain(e))?;
    let mut old = old.query([]).map_err(|e| before.explain(e))?;
    let mut new = new.query([]).map_err(|e| after.explain(e))?;
    let mut old_next = || next(&mut old).map_err(|e| before.explain(e));
    let mut new_next = || next(&mut new).map_err(|e| after.explain(e));

    let (mut same, mut changes) = (0, Vec::new());
    let (mut a, mut b) = (old_next()?, new_next()?);
    loop {
        let order = match (&a, &b) {
            (None, None) => return Ok((same, changes)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((x, _)), Some((y, _))) => x.cmp(y),
        };
        let old = if order.is_le() { a.take() } else { None };
        let new = if order.is_ge() { b.take() } else { None };
        if order.is_le() {
            a = old_next()?;
        }
        if order.is_ge() {
            b = new_next()?;
        }
        match changed(old, new) {
            Some(change) => changes.push(change),
            None => same += 1,
        }
    }
}

fn next(rows: &mut Rows) -> rusqlite::Result<Option<(String, AuditSide)>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    let (score, verdict) = (row.get(1)?, row.get(2)?);
    let side = AuditSide { score, verdict, words: row.get(3)?, findings: row.get(4)?, content: row.get(5)? };
    Ok(Some((row.get(0)?, side)))
}

/// The change between two sides of a document; none where there is none.
fn changed(old: Option<(String, AuditSide)>, new: Option<(String, AuditSide)>) -> Option<DocumentChange> {
    let of = |change, document, before, after, same_content| {
        Some(DocumentChange { change, document, before, after, same_content })
    };
    match (old, new) {
        (None, None) => None,
        (Some((name, side)), None) => of(ChangeKind::Gone, name, Some(side), None, false),
        (None, Some((name, side))) => of(ChangeKind::New, name, None, Some(side), false),
        (Some((name, old)), Some((_, new))) => {
            // "pass" before "review" before "fail": the weight is not in the order of the letters.
            let weight = |side: &AuditSide| Verdict::named(&side.verdict);
            let known = |side: &AuditSide| side.score.unwrap_or_default();
            let order = known(&old).total_cmp(&known(&new)).then(weight(&new).cmp(&weight(&old)));
            let change = match order {
                std::cmp::Ordering::Equal => return None,
                std::cmp::Ordering::Less => ChangeKind::Better,
                std::cmp::Ordering::Greater => ChangeKind::Worse,
            };
            let same = old.content == new.content;
            of(change, name, Some(old), Some(new), same)
        }
    }
}

impl Stored {
    /// Sums over all documents.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn totals(&self) -> Result<AuditTotals> {
        let sql =
            "SELECT count(*), total(words), avg(score), total(verdict = 'pass'), total(verdict = 'review'),
            total(verdict = 'fail'), total(minor), total(major), total(critical) FROM documents";
        let read = |row: &Row| {
            let whole = |i: usize| row.get::<_, f64>(i).map(|n| n as i64);
            Ok(AuditTotals {
                documents: row.get(0)?,
                words: whole(1)?,
                score: row.get(2)?,
                pass: whole(3)?,
                review: whole(4)?,
                fail: whole(5)?,
                minor: whole(6)?,
                major: whole(7)?,
                critical: whole(8)?,
            })
        };
        self.read(|connection| connection.query_row(sql, [], read))
    }

    fn rules(&self) -> Result<BTreeMap<String, i64>> {
        self.read(|connection| {
            let mut select = connection
                .prepare("SELECT rule, count(*) FROM findings WHERE aside IS NULL GROUP BY rule")?;
            select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }
}
