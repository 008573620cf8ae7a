//! The words around a finding on one line: short enough for a terminal, with what cannot be seen made visible.
//!
//! Paragraphs are often one line of many hundred characters, so an excerpt is cut at word boundaries on both sides
//! and stays inside the block; a long fault shows its beginning and its end.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use mtlint_core::span::FileSpan;

/// What stands before a fault, the fault, and what follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Before it.
    pub before: String,
    /// The fault itself; empty when something is missing at a place.
    pub marked: String,
    /// After it.
    pub after: String,
}

impl Excerpt {
    /// The surroundings of `span` within `block`, both bytes of `text`, in about `width` columns.
    pub fn new(text: &str, span: FileSpan, block: FileSpan, width: usize) -> Self {
        let (from, to) = (block.start.min(span.start) as usize, block.end.max(span.end) as usize);
        let marked = shortened(span.of(text), width * 2 / 3);
        let room = width.saturating_sub(columns(&marked));
        let all_before = &text[from..span.start as usize];
        let all_after = &text[span.end as usize..to];
        let after_wants = columns_up_to(all_after.chars(), room);
        let before = tail(all_before, (room / 2).max(room.saturating_sub(after_wants)));
        let after = head(all_after, room.saturating_sub(columns(&before)));
        Excerpt { before, marked, after }
    }
}

/// A text of at most about `width` columns: the whole, or its beginning and its end.
pub fn shortened(text: &str, width: usize) -> String {
    if columns_up_to(text.chars(), width + 1) <= width {
        return visible(text, true);
    }
    let keep = width.saturating_sub(3) / 2;
    format!("{} {}", visible(head(text, keep).trim_end(), true), visible(tail(text, keep).trim_start(), true))
        .replace("… …", "…")
}

/// The beginning of a text in at most `width` columns, cut after a word; "…" where something is left out.
pub fn head(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |(_, c): &(usize, char)| {
        used += char_columns(*c);
        used <= width
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(i, c)| i + c.len_utf8());
    if end == text.len() {
        return visible(text, false);
    }
    let cut = &text[..end];
    let cut = if text[end..].starts_with(char::is_whitespace) {
        cut
    } else {
        cut.rfind(char::is_whitespace).filter(|&i| i * 2 > end).map_or(cut, |i| &cut[..i])
    };
    let word = cut.len() < end || text[end..].starts_with(char::is_whitespace);
    let space = if cut.is_empty() || !word { "" } else { " " };
    format!("{}{space}…", visible(cut, false))
}

/// As much of a text as `head` looks at: of both it makes the same.
pub fn begin(text: &str, width: usize) -> &str {
    let mut used = 0;
    let over = |(_, c): &(usize, char)| {
        used += char_columns(*c);
        used > width
    };
    text.char_indices().find(over).map_or(text, |(i, c)| &text[..i + c.len_utf8()])
}

/// The end of a text in at most `width` columns, cut before a word; "…" where something is left out.
fn tail(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |(_, c): &(usize, char)| {
        used += char_columns(*c);
        used <= width
    };
    let start = text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(i, _)| i);
    if start == 0 {
        return visible(text, false);
    }
    let cut = &text[start..];
    let whole = text[..start].ends_with(char::is_whitespace).then_some(0);
    let word = whole.or_else(|| cut.find(char::is_whitespace).filter(|&i| i * 2 < cut.len()));
    let kept = word.map_or(cut, |i| cut[i..].trim_start());
    let space = if kept.is_empty() || word.is_none() { "" } else { " " };
    format!("…{space}{}", visible(kept, false))
}

/// The same for running text, in which joiners have their place.
pub fn legible_text(text: &str) -> String {
    visible(text, false)
}

/// Line ends and tabs as spaces, control characters as their pictures, and characters without a width by number.
///
/// Joiners belong to emoji and to scripts such as Persian, so they are shown only where they are the `fault`.
fn visible(text: &str, fault: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '\n' if last == '\r' => {}
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            '\u{200c}' | '\u{200d}' if !fault => out.push(c),
            _ if is_unseen(c) => out.push_str(&format!("<U+{:04X}>", c as u32)),
            _ => out.push(c),
        }
        last = c;
    }
    out
}

/// Characters that show nothing, or turn the direction of what follows.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Columns that a legible text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// A text on one line without anything that a terminal would act on.
pub fn legible(text: &str) -> String {
    visible(text, true)
}

fn columns_up_to(chars: impl Iterator<Item = char>, most: usize) -> usize {
    let mut sum = 0;
    for c in chars {
        sum += char_columns(c);
        if sum >= most {
            return most;
        }
    }
    sum
}

fn char_columns(c: char) -> usize {
    if is_unseen(c) { 8 } else { c.width().unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, shortened};
    use mtlint_core::span::FileSpan;

    fn excerpt(text: &str, fault: &str, width: usize) -> String {
        let at = text.find(fault).unwrap();
        let span = FileSpan::new(at, at + fault.len());
        let e = Excerpt::new(text, span, FileSpan::new(0, text.len()), width);
        format!("{}[{}]{}", e.before, e.marked, e.after)
    }

    #[test]
    fn it_is_cut_at_words_on_both_sides() {
        let text = "The harbour master counted the boats that came home that evening and wrote them down.";
        assert_eq!(excerpt(text, "boats", 40), "… counted the [boats] that came home that …");
        assert_eq!(excerpt(text, "The", 30), "[The] harbour master counted the …");
        assert_eq!(excerpt(text, "down.", 30), "… evening and wrote them [down.]");
        assert_eq!(excerpt("Short.", "Short", 30), "[Short].");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_wide_text_is_measured() {
        assert_eq!(excerpt("a\u{200b}b\nc\u{7}", "\u{200b}", 30), "a[<U+200B>]b c␇");
        assert_eq!(excerpt("👩\u{200d}🌾 waits", "waits", 30), "👩\u{200d}🌾 [waits]");
        assert!(excerpt(&"早上好".repeat(20), "早", 20).chars().count() <= 13);
    }

    #[test]
    fn a_long_fault_shows_both_ends() {
        let long = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(shortened(long, 30), "one two three … eleven twelve");
    }
}
