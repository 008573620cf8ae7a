//! What a bilingual file says of one of its segments beside the two texts: key, context, notes, state, limits.
//!
//! Readers of bilingual formats fill it in; rules on state, filters and `annotate` read it. A block of an article has
//! none.

use crate::document::Block;
use crate::span::FileSpan;

/// What the file says of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The key or id that programs know the segment by.
    pub key: Option<String>,
    /// What tells it from others of the same source: `msgctxt`, a Qt context.
    pub context: Option<String>,
    /// Comments for translators and by them.
    pub notes: Vec<String>,
    /// True where a reviewer's remark on the target waits for an answer.
    pub open: bool,
    /// How far the translation has come.
    pub state: State,
    /// Where the translation came from.
    pub origin: Origin,
    /// How much of a fuzzy match is alike, in percent.
    pub percent: Option<u8>,
    /// The most characters (Unicode scalar values) that the target may have.
    pub max: Option<u32>,
    /// The plural form that this is: "0", "one", "few".
    pub plural: Option<String>,
    /// Words that stay as they are in the source.
    pub keep: Vec<String>,
    /// Words of the source with those that belong into the target.
    pub terms: Vec<(String, String)>,
    /// Inline codes and tags of the target, in order.
    pub codes: Vec<Code>,
    /// Both sides as they were written, where the block's text differs from that.
    pub written: Option<Box<WrittenUnit>>,
    /// The whole segment in the file: what is written back stands at its start or end, as the format has it.
    pub whole: FileSpan,
    /// The target in the file, without the marks around it.
    pub target: FileSpan,
}

/// An inline code of a bilingual file, or a tag in its text: `<g id="1">`, `</g>`, `<ph id="2">{n}</ph>`, `<b>`.
///
/// Codes that only dress words stand in no block's text, as on a page; one that stands for words is an object there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// Its writing in the file, from `<` to `>`.
    pub text: String,
    /// The byte of the block's text before which it stands, or where its object begins.
    pub at: u32,
    /// Its bytes in the file's decoded text.
    pub file: FileSpan,
}

/// Both sides without codes, decoded and otherwise untouched: white space and line ends are those of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenUnit {
    /// The source.
    pub source: String,
    /// The target.
    pub target: String,
}

/// How far a translation has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The file does not say.
    #[default]
    Unknown,
    /// Nothing was translated.
    Untranslated,
    /// Somebody is to look at it: fuzzy, needs translation, needs review, rejected.
    NeedsWork,
    /// Translated, and confirmed by nobody else.
    Translated,
    /// Reviewed.
    Reviewed,
    /// Final, signed off.
    Final,
}

impl State {
    /// All states, in the order of the work.
    pub const ALL: &[State] = &[
        State::Unknown,
        State::Untranslated,
        State::NeedsWork,
        State::Translated,
        State::Reviewed,
        State::Final,
    ];

    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            State::Unknown => "unknown",
            State::Untranslated => "untranslated",
            State::NeedsWork => "needs-work",
            State::Translated => "translated",
            State::Reviewed => "reviewed",
            State::Final => "final",
        }
    }
}

/// Where a translation came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The file does not say.
    #[default]
    Unknown,
    /// A person wrote it.
    Person,
    /// A machine did, and nobody changed it since.
    Machine,
    /// A memory had a segment like it.
    Fuzzy,
    /// A memory had the same segment.
    Exact,
}

impl Block {
    /// Returns the source and the target as they were written, white space and all; no source where there is none.
    pub fn written(&self) -> (Option<&str>, &str) {
        match self.unit.as_ref().and_then(|unit| unit.written.as_deref()) {
            Some(written) => (Some(&written.source), &written.target),
            None => (self.original.as_ref().map(|original| original.text.as_str()), &self.text),
        }
    }
}
