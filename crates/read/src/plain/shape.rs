//! Which of the lines between two blank ones belong together.
//!
//! Text that was wrapped gives itself away: the first word of each line would not have fitted on the line before.
//! Where that holds and lines do not all end in full stops, lines are joined; else each stands alone, but for one
//! that plainly goes on in the next. Joining and parting at the end of a sentence do little harm; in the middle of
//! one they make faults that the text does not have.

use std::ops::Range;

use crate::plain::line;
use crate::plain::line::TextLine;

/// Lines that make one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineGroup {
    pub lines: Range<usize>,
    /// Bytes of the list mark that the first line begins with.
    pub marker: usize,
    /// Bytes of all its lines.
    bytes: usize,
}

impl LineGroup {
    /// True when it is much longer than a line of `bytes`, so that this may be its heading.
    pub fn is_long(&self, bytes: usize) -> bool {
        self.marker == 0 && self.bytes > 100.max(2 * bytes)
    }
}

/// Cuts a paragraph's lines into segments.
pub(super) fn segments(lines: &[TextLine]) -> Vec<LineGroup> {
    let facts = facts(lines);
    let wrap = Wrap::guess(&facts);
    let mut segments: Vec<LineGroup> = Vec::with_capacity(1);
    for (i, fact) in facts.iter().enumerate() {
        if i > 0
            && joins(&facts, i, &wrap, segments.last().is_some_and(|s| s.marker > 0))
            && let Some(last) = segments.last_mut()
        {
            last.lines.end = i + 1;
            last.bytes += lines[i].text.len();
            continue;
        }
        segments.push(LineGroup { lines: i..i + 1, marker: fact.marker, bytes: lines[i].text.len() });
    }
    segments
}

/// What joining asks of a line.
struct Fact {
    width: usize,
    first_word: usize,
    indent: usize,
    /// Bytes of the list mark, where it is one.
    marker: usize,
    ends_sentence: bool,
    starts_lower: bool,
    starts_upper: bool,
    shouted: bool,
}

fn facts(lines: &[TextLine]) -> Vec<Fact> {
    if let [only] = lines {
        let (width, first_word, indent) = (0, 0, 0);
        let marker = line::marker(only.text);
        return vec![Fact {
            width,
            first_word,
            indent,
            marker,
            ends_sentence: true,
            starts_lower: false,
            starts_upper: false,
            shouted: false,
        }];
    }
    let mut facts: Vec<Fact> = Vec::with_capacity(lines.len());
    for line in lines {
        facts.push(Fact {
            width: line::width(line.text),
            first_word: line::width(line::first_word(line.text)),
            indent: line.indent,
            marker: line::marker(line.text),
            ends_sentence: line::ends_sentence(line.text),
            starts_lower: line::starts_lower(line.text),
            starts_upper: line.text.chars().next().is_some_and(char::is_uppercase),
            shouted: line::is_shouted(line.text),
        });
    }
    // A dash or a number that wrapping happened to put first is no list mark: one begins the paragraph, follows
    // another item, a sentence's end, a colon or a short line, or has its like on the next line.
    for i in 1..facts.len() {
        let before = &facts[i - 1];
        let like = facts.get(i + 1).is_some_and(|next| next.marker > 0);
        let follows = before.marker > 0 || before.ends_sentence || before.width < 40 || like;
        let inside_item = facts[..i].iter().rev().take(8).any(|f| f.marker > 0);
        if !(follows || inside_item || lines[i - 1].text.ends_with([':', ';'])) {
            facts[i].marker = 0;
        }
    }
    facts
}

/// How a paragraph was wrapped.
struct Wrap {
    /// The longest line.
    width: usize,
    wrapped: bool,
}

impl Wrap {
    fn guess(facts: &[Fact]) -> Wrap {
        let width = facts.iter().map(|f| f.width).max().unwrap_or(0);
        let (mut inner, mut full, mut running) = (0, 0, 0);
        for pair in facts.windows(2).filter(|pair| pair[1].marker == 0) {
            inner += 1;
            if is_full(&pair[0], &pair[1], width) {
                full += 1;
                running += usize::from(!pair[0].ends_sentence);
            }
        }
        let wrapped = match width {
            45..=140 => inner > 0 && full * 4 >= inner * 3 && running * 5 >= inner * 2,
            30..=44 => inner >= 3 && full * 10 >= inner * 9 && running * 2 >= inner,
            _ => false,
        };
        // Verse begins every line with a capital; wrapped prose does so by chance only.
        let verse = facts.len() > 2 && facts.iter().all(|f| f.starts_upper);
        let wrapped = wrapped && !verse;
        Wrap { width, wrapped }
    }
}

/// True when the next line's first word would not have fitted on this line, give or take a few characters.
fn is_full(line: &Fact, next: &Fact, width: usize) -> bool {
    line.width + 1 + next.first_word + 3 > width
}

/// True when line `i` goes on from the line before it.
fn joins(facts: &[Fact], i: usize, wrap: &Wrap, in_item: bool) -> bool {
    let (before, line) = (&facts[i - 1], &facts[i]);
    if line.marker > 0 || line.shouted != before.shouted {
        return false;
    }
    if in_item && line.indent > before.indent && before.marker > 0 {
        return true;
    }
    if wrap.wrapped {
        let indented = line.indent > before.indent && facts.get(i + 1).is_none_or(|f| f.indent < line.indent);
        let full = is_full(before, line, wrap.width);
        return match before.ends_sentence {
            true => full && !indented,
            false => full || line.starts_lower || before.width * 10 >= wrap.width * 7,
        };
    }
    // A line of prose that was broken off, by hand or by a bad copy; not one of a list of words.
    let prose = before.width >= 40 || (before.width >= 20 && !before.starts_lower);
    !before.ends_sentence && line.starts_lower && prose
}
