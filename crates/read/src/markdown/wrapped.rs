//! Fences that hold what is no code: a whole page wrapped in one, and one that is never closed and takes the rest.

use std::ops::Range;

use crate::plain;
use mtlint_core::error::Problem;

use super::line::fence;

/// The lines that open and close the fence in which the whole page stands, as a program answers that was asked for
/// Markdown: by the byte where each begins.
pub(super) fn page(text: &str, body: usize) -> Option<(usize, usize)> {
    let mut at = body;
    let lines = text[body..].split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim())
    });
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
    let (last, end) = lines.last().copied()?;
    let closing = fence(end).filter(|fence| fence.closes_only)?;
    let (index, opening) =
        lines.iter().take(4).enumerate().find_map(|(i, (_, line))| Some((i, fence(line)?)))?;
    let (first, line) = lines[index];
    if opening.mark != closing.mark || lines.len() < index + 4 {
        return None;
    }
    let within = &lines[index + 1..lines.len() - 1];
    let is_page = match line.trim_start_matches(char::from(opening.mark)).trim() {
        "markdown" | "md" | "mdx" => true,
        "" | "text" | "txt" | "html" => {
            index == 0
                && within.iter().all(|(_, line)| fence(line).is_none())
                && within.iter().any(|(_, line)| plain::is_prose(line))
        }
        _ => false,
    };
    is_page.then_some((first, last))
}

/// The problem of a block of code that is never closed and holds prose; `range` are its bytes.
pub(super) fn swallowed(name: &str, text: &str, range: Range<usize>) -> Option<Problem> {
    let block = text[range.clone()].trim_end();
    let opening = fence(block.lines().next()?)?;
    let end = fence(block.lines().last()?.trim()).filter(|end| end.mark == opening.mark && end.closes_only);
    let open = end.is_none() || block.lines().nth(1).is_none();
    let lost = block.lines().skip(1).filter(|line| plain::is_prose(line)).count();
    (open && lost > 0 && text[range.end..].trim().is_empty()).then(|| Problem {
        file: name.to_owned(),
        line: Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..range.start]).count()),
        byte: Some(range.start),
        message: "the block of code that begins here is never closed; what follows is not checked".to_owned(),
        hint: Some("close it with a line of the same marks".to_owned()),
        fatal: false,
    })
}
