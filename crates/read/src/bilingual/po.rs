//! PO and POT files of GNU gettext: `msgid` is the source, `msgstr` the target, comments tell of both.
//!
//! Read line by line: strings go on over lines, escapes lead back to their bytes, obsolete entries are passed over. The
//! header names language and encoding (`decode` looks there, too).

use mtlint_core::document::{Block, Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::side::{self, UnitSide};
use super::{Languages, outcome};
use crate::{Options, Outcome, Reader, primary_language};

/// The reader.
pub const READER: Reader = Reader {
    name: "po",
    summary: "PO and POT of gettext: msgid beside msgstr, with plurals, context and comments",
    extensions: &["po", "pot"],
    sniff: |head| {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let first = lines.next().unwrap_or_default();
        first.starts_with("msgid \"") || first.starts_with("msgctxt \"") || first.starts_with("domain \"")
    },
    declares_encoding: true,
    in_folders: false,
    read,
};

/// The entry that is being read.
#[derive(Default)]
struct PoEntry {
    unit: Unit,
    fuzzy: bool,
    context: Option<UnitSide>,
    id: Option<UnitSide>,
    plural: Option<UnitSide>,
    strings: Vec<(Option<String>, UnitSide)>,
    start: usize,
    end: usize,
    /// True between its first comment and its first string.
    is_head: bool,
}

/// Which string a line goes on with.
#[derive(Clone, Copy, PartialEq)]
enum PoPart {
    None,
    Context,
    Id,
    Plural,
    String,
}

struct Po<'t> {
    name: &'t str,
    text: &'t str,
    languages: Languages,
    /// True for a POT file.
    is_template: bool,
    entry: PoEntry,
    part: PoPart,
    blocks: Vec<Block>,
    problems: Vec<Problem>,
}

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let languages = Languages { source: Some("en".into()), target: None }.settled(options);
    let mut po = Po {
        name,
        text: &source.text,
        languages,
        is_template: name.to_ascii_lowercase().ends_with(".pot"),
        entry: PoEntry::default(),
        part: PoPart::None,
        blocks: Vec::new(),
        problems: Vec::new(),
    };
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        po.line(line.trim_end_matches(['\n', '\r']), at);
        at += line.len();
    }
    po.finish();
    let Po { languages, is_template, blocks, problems, .. } = po;
    let target = options.language.clone().or(if is_template { languages.source } else { languages.target });
    outcome(name, source, Syntax::Quoted, target, blocks, problems)
}

impl Po<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let rest = line.trim_start();
        let at = at + (line.len() - rest.len());
        let end = at + rest.len();
        if rest.is_empty() || rest.starts_with("#~") {
            if !self.entry.strings.is_empty() {
                self.finish();
            }
            return;
        }
        if let Some(comment) = rest.strip_prefix('#') {
            if !self.entry.strings.is_empty() {
                self.finish();
            }
            self.begin(at);
            self.comment(comment);
            return;
        }
        if rest.starts_with('"') {
            self.string(rest, at);
            self.entry.end = end;
            return;
        }
        let word = rest.find([' ', '\t', '"']).unwrap_or(rest.len());
        let (keyword, value) = rest.split_at(word);
        if matches!(keyword, "msgctxt" | "msgid") && !self.entry.strings.is_empty() {
            self.finish();
        }
        self.begin(at);
        self.part = match keyword {
            "msgctxt" => PoPart::Context,
            "msgid" => PoPart::Id,
            "msgid_plural" => PoPart::Plural,
            _ if keyword.starts_with("msgstr") => PoPart::String,
            "domain" => PoPart::None,
            _ => {
                let shown: String = rest.chars().take(40).collect();
                return self.problem(at, format!("the line is no part of a PO file: {shown}"));
            }
        };
        let side = UnitSide::default();
        match self.part {
            PoPart::Context => self.entry.context = Some(side),
            PoPart::Id => self.entry.id = Some(side),
            PoPart::Plural => self.entry.plural = Some(side),
            PoPart::String => {
                let index = keyword.strip_prefix("msgstr[").and_then(|k| k.strip_suffix(']'));
                self.entry.strings.push((index.map(str::to_owned), side));
            }
            PoPart::None => return,
        }
        let gap = value.len() - value.trim_start().len();
        self.string(&value[gap..], at + word + gap);
        self.entry.end = end;
    }

    /// A comment or a string begins an entry where none is open.
    fn begin(&mut self, at: usize) {
        if !self.entry.is_head && self.entry.id.is_none() && self.entry.context.is_none() {
            self.entry.is_head = true;
            self.entry.start = at;
        }
    }

    fn comment(&mut self, comment: &str) {
        let entry = &mut self.entry;
        match comment.as_bytes().first() {
            Some(b',') => {
                entry.fuzzy |= comment[1..].split(',').any(|flag| flag.trim() == "fuzzy");
                for flag in comment[1..].split(',') {
                    let max =
                        flag.trim().strip_prefix("max-length:").or(flag.trim().strip_prefix("max-size:"));
                    entry.unit.max = max.and_then(|max| max.trim().parse().ok()).or(entry.unit.max);
                }
            }
            Some(b' ') if comment.starts_with(" mtlint: ") => {}
            Some(b'.' | b' ') if !comment[1..].trim().is_empty() => {
                entry.unit.notes.push(comment[1..].trim().to_owned());
            }
            Some(b':') if entry.unit.key.is_none() => {
                entry.unit.key = Some(comment[1..].trim().to_owned()).filter(|key| !key.is_empty());
            }
            _ => {}
        }
    }

    /// A string in quotation marks, which belongs to the current part.
    fn string(&mut self, text: &str, at: usize) {
        let inner = text.strip_prefix('"').and_then(|inner| super::closing(inner).map(|end| &inner[..end]));
        let Some(inner) = inner else {
            return self.problem(at, "a string does not end on its line".to_owned());
        };
        let entry = &mut self.entry;
        let side = match self.part {
            PoPart::None => return,
            PoPart::Context => entry.context.as_mut(),
            PoPart::Id => entry.id.as_mut(),
            PoPart::Plural => entry.plural.as_mut(),
            PoPart::String => entry.strings.last_mut().map(|(_, side)| side),
        };
        let Some(side) = side else { return };
        let (start, end) = (at + 1, at + 1 + inner.len());
        let empty = side.span == FileSpan::default();
        side.span = match empty {
            true => FileSpan::new(start, end),
            false => FileSpan::new(side.span.start as usize, end),
        };
        super::unescape(inner, start, side);
    }

    fn finish(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        self.part = PoPart::None;
        let Some(id) = entry.id else {
            if !entry.strings.is_empty() {
                self.problem(entry.start, "a msgstr without its msgid".to_owned());
            }
            return;
        };
        if id.written().is_empty() && entry.context.is_none() {
            if let Some((_, header)) = entry.strings.first() {
                self.header(header.written());
            }
            return;
        }
        if self.is_template {
            // Nothing is translated yet: the texts to be translated are what can be judged.
            for side in [Some(id), entry.plural].into_iter().flatten() {
                let unit = Unit { whole: FileSpan::new(entry.start, entry.end), ..entry.unit.clone() };
                self.blocks.extend(side::block(None, side, [None, None], unit));
            }
            return;
        }
        let only = entry.strings.len() == 1;
        for (number, (index, target)) in entry.strings.into_iter().enumerate() {
            let mut unit = entry.unit.clone();
            unit.context = entry.context.as_ref().map(|side| side.written().to_owned());
            unit.plural = index;
            unit.whole = FileSpan::new(entry.start, entry.end);
            unit.state = match (target.is_blank(), entry.fuzzy) {
                (true, _) => State::Untranslated,
                (false, true) => State::NeedsWork,
                (false, false) => State::Translated,
            };
            // The first form is the singular, but for languages that have one form alone.
            let source = match &entry.plural {
                Some(plural) if number > 0 || only => plural.clone(),
                _ => id.clone(),
            };
            let languages = [self.languages.source.as_deref(), None];
            self.blocks.extend(side::block(Some(source), target, languages, unit));
        }
    }

    fn header(&mut self, header: &str) {
        let field =
            |name: &str| header.lines().find_map(|line| line.strip_prefix(name)).and_then(primary_language);
        if let Some(language) = field("Language:") {
            self.languages.target = Some(language);
        }
        if let Some(language) = field("X-Source-Language:") {
            self.languages.source = Some(language);
        }
    }

    fn problem(&mut self, at: usize, message: String) {
        // One is enough to know that the file is damaged; a book of them helps nobody.
        if self.problems.len() < 20 {
            self.problems.push(Problem {
                file: self.name.to_owned(),
                line: Some(1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count()),
                byte: Some(at),
                message,
                hint: Some("fix the entry: msgfmt --check shows what is wrong".to_owned()),
                fatal: true,
            });
        }
    }
}
