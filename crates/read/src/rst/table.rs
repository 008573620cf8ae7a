//! Tables drawn with signs: cells between `|` under a border of `+---+`, columns under a border of `====  ====`.

use crate::inline::{Line, Page};
use mtlint_core::document::BlockKind;

/// True for a line that draws the border of a table.
pub(super) fn is_border(text: &str) -> bool {
    let grid =
        text.starts_with('+') && text.len() > 2 && text.bytes().all(|b| matches!(b, b'+' | b'-' | b'='));
    let simple =
        text.starts_with("==") && text.contains(' ') && text.bytes().all(|b| matches!(b, b'=' | b' '));
    grid || simple
}

/// Reads the table that the lines begin with; returns how many of them it takes.
pub(super) fn read(page: &mut Page, lines: &[Line]) -> Option<usize> {
    if lines[0].text.starts_with('+') { grid(page, lines) } else { simple(page, lines) }
}

/// What stands between the signs of a line is a cell. Lines of one cell are not next to each other in the file, and so
/// a cell of several lines is read line by line.
fn grid(page: &mut Page, lines: &[Line]) -> Option<usize> {
    let count = lines.iter().take_while(|l| l.text.starts_with(['+', '|'])).count();
    for line in lines[..count].iter().filter(|line| line.text.starts_with('|')) {
        let mut at = line.start + 1;
        for cell in line.text[1..].split('|') {
            page.block(BlockKind::TableCell, at..at + cell.len());
            at += cell.len() + 1;
        }
    }
    Some(count)
}

fn simple(page: &mut Page, lines: &[Line]) -> Option<usize> {
    let border = lines[0];
    let mut columns: Vec<usize> = Vec::new();
    let mut before = b' ';
    for (i, b) in border.text.bytes().enumerate() {
        if b == b'=' && before == b' ' {
            columns.push(i);
        }
        before = b;
    }
    let last = lines
        .iter()
        .take(2000)
        .enumerate()
        .skip(1)
        .filter(|(_, l)| l.text.starts_with("==") && is_border(l.text));
    let ends: Vec<usize> = last.map(|(i, _)| i).take(2).collect();
    let end = ends.last().copied()?;
    let end = if ends.len() == 2
        && lines[ends[0]..ends[1]].windows(2).any(|w| w[0].is_blank() && w[1].is_blank())
    {
        ends[0]
    } else {
        end
    };
    for line in &lines[1..end] {
        if line.is_blank() || line.text.bytes().all(|b| matches!(b, b'=' | b'-' | b' ')) {
            continue;
        }
        let offset = line.indent.saturating_sub(border.indent);
        for (i, &column) in columns.iter().enumerate() {
            let from = byte_of(line.text, column.saturating_sub(offset));
            let to = columns
                .get(i + 1)
                .map_or(line.text.len(), |&next| byte_of(line.text, next.saturating_sub(offset)));
            if from < to && !line.text[from..to].trim().is_empty() {
                page.block(BlockKind::TableCell, line.start + from..line.start + to);
            }
        }
    }
    Some(end + 1)
}

/// The byte of a column, counted in characters.
fn byte_of(text: &str, column: usize) -> usize {
    text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}
