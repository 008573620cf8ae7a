//! What comments in the text say of findings: `<!-- mtlint-disable doubled-word: a song title -->`.
//!
//! `mtlint-disable` holds from the comment to the `mtlint-enable` that names the same, or to the end; `-next-line` and
//! `-next-paragraph` hold for what follows. Of two that speak of a rule the later one decides. A reason is required: a
//! comment without one suppresses nothing, and is reported, as is one that found nothing to suppress.

use std::collections::HashMap;

use crate::document::Document;
use crate::error::{Problem, suggest};
use crate::finding::{Aside, Finding};
use crate::rule::RuleSet;
use crate::span::LineIndex;

const DISABLE: &str = "mtlint-disable";
const ENABLE: &str = "mtlint-enable";
const NEXT_LINE: &str = "mtlint-disable-next-line";
const NEXT_PARAGRAPH: &str = "mtlint-disable-next-paragraph";
/// Names every rule.
const ALL: &str = "all";

/// The comments of a document, ready to be asked about its findings.
pub struct Suppressions<'d> {
    document: &'d Document,
    lines: LineIndex,
    /// One for each name that a comment suppresses.
    items: Vec<CommentItem<'d>>,
    /// Where each name is switched off (by which item) and on again, in the order of the text.
    switches: HashMap<&'d str, Vec<(u32, Option<usize>)>>,
    /// What holds for one line or paragraph alone.
    targets: HashMap<(&'d str, CommentTarget), usize>,
    /// What is wrong with comments: the number of the comment, the message, the hint.
    wrong: Vec<(usize, String, String)>,
}

struct CommentItem<'d> {
    comment: usize,
    name: &'d str,
    reason: &'d str,
    used: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum CommentTarget {
    Block(usize),
    Line(usize),
}

/// A message and its hint.
type Mistake = (String, String);

impl<'d> Suppressions<'d> {
    /// Reads the comments of a document that is checked by these rules; nothing where it has none.
    pub fn read(document: &'d Document, rules: &RuleSet) -> Option<Suppressions<'d>> {
        if document.directives.is_empty() {
            return None;
        }
        let mut read = Suppressions {
            document,
            lines: LineIndex::new(&document.source.text),
            items: Vec::new(),
            switches: HashMap::new(),
            targets: HashMap::new(),
            wrong: Vec::new(),
        };
        let follows = lines_after(document, &read.lines);
        for (comment, directive) in document.directives.iter().enumerate() {
            if let Err((message, hint)) = read.take(comment, &directive.text, follows[comment], rules) {
                read.wrong.push((comment, message, hint));
            }
        }
        Some(read)
    }

    /// Takes one comment, which line `next` follows.
    fn take(&mut self, comment: usize, text: &'d str, next: usize, rules: &RuleSet) -> Result<(), Mistake> {
        let (head, reason) = text.split_once(':').unwrap_or((text, ""));
        let mut words = head.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
        let command = words.next().unwrap_or_default();
        let commands = [DISABLE, ENABLE, NEXT_LINE, NEXT_PARAGRAPH];
        if !commands.contains(&command) {
            let hint = match suggest(command, commands) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", commands.join(", ")),
            };
            return Err((format!("`{command}` says nothing to mtlint"), hint));
        }
        let names: Vec<&str> = words.map(|name| selector(name, rules)).collect::<Result<_, _>>()?;
        let directive = &self.document.directives[comment];
        let at = directive.span.end;
        if command == ENABLE {
            for name in if names.is_empty() { vec![ALL] } else { names } {
                self.switches.entry(name).or_default().push((at, None));
            }
            return Ok(());
        }
        let named = if names.is_empty() { "doubled-word".to_owned() } else { names.join(", ") };
        let example = format!("{command} {named}: why");
        if names.is_empty() {
            return Err((
                "the comment names no rule".into(),
                format!("name rules, families or all: {example}"),
            ));
        }
        if reason.trim().is_empty() {
            let message = "the comment suppresses nothing, for it gives no reason".into();
            return Err((message, format!("write the reason after a colon: {example}")));
        }
        for name in names {
            let item = self.items.len();
            self.items.push(CommentItem { comment, name, reason: reason.trim(), used: false });
            match command {
                NEXT_LINE => {
                    self.targets.insert((name, CommentTarget::Line(next)), item);
                }
                NEXT_PARAGRAPH => {
                    self.targets.insert((name, CommentTarget::Block(directive.block)), item);
                }
                _ => self.switches.entry(name).or_default().push((at, Some(item))),
            }
        }
        Ok(())
    }

    /// The item that suppresses a finding, if any does: one for its place alone before one for a range.
    fn item(&self, finding: &Finding) -> Option<usize> {
        let names = [finding.rule.id.as_str(), &finding.rule.family, ALL];
        let at = finding.span.start;
        let targets = [CommentTarget::Block(finding.block), CommentTarget::Line(self.lines.line(at))];
        let here = targets.into_iter().flat_map(|target| names.map(|name| (name, target)));
        here.filter_map(|key| self.targets.get(&key).copied()).max().or_else(|| {
            let before = |name: &str| {
                let switches = self.switches.get(name)?;
                switches[..switches.partition_point(|(from, _)| *from <= at)].last()
            };
            let last = names.into_iter().filter_map(before).max_by_key(|(from, _)| *from);
            last.and_then(|(_, item)| *item)
        })
    }

    /// True when a comment suppresses the finding.
    pub fn hold(&self, finding: &Finding) -> bool {
        self.item(finding).is_some()
    }

    /// Why a finding is set aside, where it is; the comment has done its work then.
    pub fn set_aside(&mut self, finding: &Finding) -> Option<Aside> {
        let item = self.item(finding)?;
        self.items[item].used = true;
        Some(Aside::Suppressed { reason: self.items[item].reason.to_owned() })
    }

    /// What is wrong with the comments, in their order: mistakes, and those that suppressed nothing.
    pub fn problems(self) -> Vec<Problem> {
        let idle = self.items.iter().filter(|item| !item.used).map(|item| {
            let what = if item.name == ALL { "nothing" } else { &format!("no finding of {}", item.name) };
            let hint = format!("take `{}` out of it", item.name);
            (item.comment, format!("the comment suppresses {what}"), hint)
        });
        let mut all: Vec<_> = idle.collect();
        all.extend(self.wrong);
        all.sort_by_key(|(comment, _, _)| *comment);
        let problem = |(comment, message, hint): (usize, String, String)| {
            let span = self.document.directives[comment].span;
            Problem {
                file: self.document.name.clone(),
                line: Some(self.lines.line(span.start) + 1),
                byte: Some(self.document.source.original_bytes(span).start as usize),
                message,
                hint: Some(hint),
                fatal: false,
            }
        };
        all.into_iter().map(problem).collect()
    }
}

/// The rule, the family or "all" that a name in a comment means: "doubled-word", "repetition", "repetition/*",
/// "repetition/doubled-word".
fn selector<'n>(name: &'n str, rules: &RuleSet) -> Result<&'n str, Mistake> {
    let metas = || rules.rules.iter().map(|rule| &rule.meta);
    let found = match name.split_once('/') {
        None => (name == ALL || metas().any(|m| m.id == name || m.family == name)).then_some(name),
        Some((family, "*")) => metas().any(|m| m.family == family).then_some(family),
        Some((family, id)) => metas().any(|m| m.family == family && m.id == id).then_some(id),
    };
    found.ok_or_else(|| {
        let hint = match suggest(name, metas().flat_map(|m| [m.id.as_str(), m.family.as_str()])) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mtlint rules list` names them all".to_owned(),
        };
        (format!("no rule and no family that looks at this text is called `{name}`"), hint)
    })
}

/// For each comment the line that follows it (from 0), blank ones and those of further comments left out.
fn lines_after(document: &Document, lines: &LineIndex) -> Vec<usize> {
    let text = document.source.text.as_str();
    let written = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    let mut follows = vec![0; document.directives.len()];
    let mut next: Option<(usize, usize)> = None;
    for (i, directive) in document.directives.iter().enumerate().rev() {
        let end = directive.span.end as usize;
        let mut at = written(end);
        if let Some((start, after)) = next
            && start == at
        {
            at = after;
        }
        let own = lines.line(directive.span.end);
        if lines.line(at as u32) == own {
            at = written(lines.line_range(text, own).end);
        }
        follows[i] = lines.line(at as u32);
        next = Some((directive.span.start as usize, at));
    }
    follows
}
