//! What stands under `[[edit]]`: which findings of a rule are fixed for certain, and how.
//!
//! Each step looks for its `find` in the words at fault and says what belongs there; the first step that has an answer
//! gives it. An edit is cut down to what really changes, so that a fix touches nothing else. `decode` holds the
//! answers that are computed; how an edit reaches the file is for `fix` to say.

use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures;

use crate::analysis::Context;
use crate::error::{Error, Result};
use crate::finding::Edit;
use crate::language::Language;
use crate::rule::decode::Decode;
use crate::rule::file::EditFile;
use crate::rule::matcher::Unless;
use crate::rule::place;
use crate::rule::regex;
use crate::rule::regex::RegexText;
use crate::span::{Cover, Span};

/// The steps of a rule; none where all it says is advice.
pub(super) struct FixSteps(Vec<Step>);

struct Step {
    /// The rule's file and the line of the step, for messages.
    place: (String, usize),
    pattern: String,
    /// Compiled when a finding of the rule is first there.
    find: OnceLock<Result<Regex, String>>,
    answer: Answer,
    unless: Unless,
}

enum Answer {
    /// A text in which `$1` and `${name}` stand for groups of `find`.
    Replace(String),
    Decode(Decode),
}

impl FixSteps {
    /// Reads the steps of the rule in `file`, whose content is `text`. `source` says that it runs on sources only.
    ///
    /// # Errors
    /// When a step is incomplete, or the rule can have none.
    pub fn parse(
        file: &str,
        text: &str,
        steps: &[EditFile],
        source: bool,
        language: &mut Language,
    ) -> Result<FixSteps> {
        let refuse = |step: usize, message: &str, hint: &str| {
            let line = place::line_of(text, &["edit", &step.to_string()]);
            Err(Error::invalid(file, message).at(line, 0).hint(hint))
        };
        if source && !steps.is_empty() {
            return refuse(
                0,
                "a rule that compares with the source has no certain fix",
                "only a translator knows what is missing: say in `fix` where to look",
            );
        }
        let mut compiled = Vec::new();
        for (i, step) in steps.iter().enumerate() {
            let number = i.to_string();
            let answer = match (&step.replace, step.decode) {
                (Some(text), None) => Answer::Replace(text.clone()),
                (None, Some(decode)) => Answer::Decode(decode),
                _ => {
                    return refuse(
                        i,
                        "[[edit]] needs exactly one of replace, decode",
                        "replace = \"\" takes the words out",
                    );
                }
            };
            let find = step.find.as_deref().unwrap_or("(?s)^.+$");
            compiled.push(Step {
                place: (file.to_owned(), place::line_of(text, &["edit", &number, "find"])),
                pattern: find.to_owned(),
                find: OnceLock::new(),
                answer,
                unless: Unless::parse(file, (text, &["edit", &number, "unless"]), &step.unless, language)?,
            });
        }
        Ok(FixSteps(compiled))
    }

    /// True where nothing is fixed for certain.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compiles what is compiled on first use otherwise, and refuses a text that names a group that is not there.
    ///
    /// # Errors
    /// When a regex does not compile, or a text names a group that is not there.
    pub fn compile(&self) -> Result<()> {
        for step in &self.0 {
            let find = step.find()?.group_info();
            step.unless.compile()?;
            let Answer::Replace(text) = &step.answer else { continue };
            for name in groups(text) {
                let known = match name.parse::<usize>() {
                    Ok(number) => number < find.group_len(regex_automata::PatternID::ZERO),
                    Err(_) => find.to_index(regex_automata::PatternID::ZERO, name).is_some(),
                };
                if !known {
                    let message = format!("`replace` names the group \"{name}\", and `find` has none such");
                    return Err(Error::invalid(&step.place.0, message)
                        .at(step.place.1, 0)
                        .hint("write ${1} before a letter, and $$ for a dollar"));
                }
            }
        }
        Ok(())
    }

    /// For each step the spans of a block where it is not certain.
    pub fn excused(&self, context: &Context, text: &RegexText) -> Vec<Cover> {
        self.0.iter().map(|step| Cover::new(step.unless.spans(context, text))).collect()
    }

    /// What fixes the words at `span` for certain; nothing where a person must tell, and nothing in code.
    pub fn edits(&self, context: &Context, span: Span, excused: &[Cover]) -> Vec<Edit> {
        if context.block.objects.iter().any(|object| object.span.overlaps(span)) {
            return Vec::new();
        }
        let words = span.of(context.text());
        let certain = self.0.iter().zip(excused).filter(|(_, e)| !e.touches(span));
        certain.map(|(step, _)| step.edits(words, span.start)).find(|e| !e.is_empty()).unwrap_or_default()
    }
}

impl Step {
    fn edits(&self, words: &str, from: u32) -> Vec<Edit> {
        let find = self
            .find()
            .expect("built-in patterns compile: a test compiles them all; others are compiled on reading");
        find.captures_iter(words).filter_map(|captures| self.edit(words, from, &captures)).collect()
    }

    fn find(&self) -> Result<&Regex> {
        let built = self.find.get_or_init(|| regex::compiled(&self.pattern)).as_ref();
        built.map_err(|reason| regex::refused(&self.place.0, self.place.1, reason))
    }

    fn edit(&self, words: &str, from: u32, captures: &Captures) -> Option<Edit> {
        let found = captures.get_match()?;
        let text = match &self.answer {
            Answer::Decode(decode) => decode.apply(&words[found.range()])?,
            Answer::Replace(text) => captures.interpolate_string(words, text),
        };
        change(words, Span::new(found.start(), found.end()), &text).map(|edit| {
            let Span { start, end } = edit.span;
            Edit { span: Span { start: start + from, end: end + from }, text: edit.text }
        })
    }
}

/// The least edit that turns the words at `span` of `whole` into `text`; none where they are the same. What is only put
/// in takes a character beside it along, so that an edit always has a place.
fn change(whole: &str, span: Span, text: &str) -> Option<Edit> {
    let old = span.of(whole);
    if old == text || old.is_empty() {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let mut head: usize = old.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let backwards = old[head..].chars().rev().zip(text[head..].chars().rev());
    let mut tail: usize = backwards.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    if head + tail == old.len() {
        match old[..head].chars().next_back() {
            Some(c) => head -= c.len_utf8(),
            None => tail -= old[old.len() - tail..].chars().next().map_or(0, char::len_utf8),
        }
    }
    let start = span.start as usize + head;
    let end = span.end as usize - tail;
    Some(Edit { span: Span::new(start, end), text: text[head..text.len() - tail].to_owned() })
}

/// The groups that a replacement names, as the `regex` crate reads it.
fn groups(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('$') {
        if let Some(after) = after.strip_prefix('$') {
            rest = after;
            continue;
        }
        let (name, after) = match after.strip_prefix('{').and_then(|a| a.split_once('}')) {
            Some(braced) => braced,
            None => {
                let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
                after.split_at(end)
            }
        };
        if !name.is_empty() {
            names.push(name);
        }
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{change, groups};
    use crate::span::Span;

    fn changed(old: &str, new: &str) -> Option<(usize, usize, String)> {
        let edit = change(old, Span::new(0, old.len()), new)?;
        Some((edit.span.start as usize, edit.span.end as usize, edit.text))
    }

    #[test]
    fn an_edit_is_no_larger_than_what_changes() {
        assert_eq!(changed("the the", "the"), Some((3, 7, String::new())));
        assert_eq!(changed(" .", "."), Some((0, 1, String::new())));
        assert_eq!(changed("Ã©", "é"), Some((0, 4, "é".to_owned())));
        assert_eq!(changed("same", "same"), None);
    }

    #[test]
    fn what_is_put_in_takes_a_neighbour_along() {
        assert_eq!(changed("a hour", "an hour"), Some((0, 1, "an".to_owned())));
        assert_eq!(changed("no", "ono"), Some((0, 1, "on".to_owned())));
        assert_eq!(changed("éa", "ßéa"), Some((0, 2, "ßé".to_owned())));
    }

    #[test]
    fn groups_of_a_replacement() {
        assert_eq!(groups("$1 and ${name}, $$5 $1n"), ["1", "name", "1n"]);
    }
}
