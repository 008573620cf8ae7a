//! Tables drawn with signs: cells between `|` under a border of `+---+`, columns under a border of `====  ====`.

use std::ops::Range;

use crate::inline::{self, BlockBuilder, FileLine};
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
pub(super) fn read(page: &mut BlockBuilder, lines: &[FileLine]) -> Option<usize> {
    if lines[0].text.starts_with('+') { grid(page, lines) } else { simple(page, lines) }
}

/// Rows between borders; what stands between the same signs of a row's lines is a cell.
fn grid(page: &mut BlockBuilder, lines: &[FileLine]) -> Option<usize> {
    let count = lines.iter().take_while(|l| l.text.starts_with(['+', '|'])).count();
    let mut from = 0;
    for at in 0..=count {
        // A border may run through a part of the row only: the cells that it leaves whole are cut, too.
        if at == count || lines[at].text.contains("+-") || lines[at].text.contains("+=") {
            row(page, &lines[from..at]);
            from = at + 1;
        }
    }
    Some(count)
}

/// The cells of a row, each over all of its lines. Where the lines are not cut at the same columns, each is read for
/// itself.
fn row(page: &mut BlockBuilder, lines: &[FileLine]) {
    let cuts: Vec<Vec<Range<usize>>> = lines.iter().map(cells).collect();
    let Some(first) = cuts.first() else { return };
    let columns = |i: usize| {
        cuts[i].iter().map(move |cell| lines[i].text[..cell.start - lines[i].start].chars().count())
    };
    let even = (1..cuts.len()).all(|i| columns(i).eq(columns(0)));
    if !even {
        let alone = cuts.into_iter().flatten();
        return alone.for_each(|cell| page.block(BlockKind::TableCell, cell));
    }
    for column in 0..first.len() {
        for cell in cuts.iter().map(|cells| cells[column].clone()) {
            let text = &page.text[cell.clone()];
            let start = cell.start + (text.len() - text.trim_start().len());
            // Paragraphs and items of a list in a cell stand apart.
            let bullet = inline::bullet(text.trim());
            if text.trim().is_empty() || bullet > 0 {
                page.end(BlockKind::TableCell);
            }
            if !text.trim().is_empty() {
                page.more(start + bullet..start + text.trim().len());
            }
        }
        page.end(BlockKind::TableCell);
    }
}

/// Where the cells of a line stand in the file.
fn cells(line: &FileLine) -> Vec<Range<usize>> {
    let mut at = line.start + 1;
    let inner = line.text.strip_prefix('|').unwrap_or_default();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let ranges = inner.split('|').map(|cell| {
        let range = at..at + cell.len();
        at += cell.len() + 1;
        range
    });
    ranges.collect()
}

/// The values of a line, between quotation marks or not, as cells.
pub(super) fn values(page: &mut BlockBuilder, line: &FileLine) {
    let (mut from, mut quoted) = (0, false);
    for at in 0..=line.text.len() {
        match line.text.as_bytes().get(at) {
            Some(b'"') => quoted = !quoted,
            Some(b',') if !quoted => {}
            Some(_) => continue,
            None => {}
        }
        if line.text.as_bytes().get(at) != Some(&b'"') {
            let cell = &line.text[from..at];
            let words = cell.trim().trim_matches('"');
            if !words.is_empty() {
                let start = line.start + from + cell.find(words).unwrap_or_default();
                page.block(BlockKind::TableCell, start..start + words.len());
            }
            from = at + 1;
        }
    }
}

fn simple(page: &mut BlockBuilder, lines: &[FileLine]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use mtlint_core::document::BlockKind;

    #[test]
    fn a_cell_of_several_lines_is_one_text_and_leads_back_to_the_file() {
        let text = "\
+---------+------------------------+
| Light   | What it                |
|         | means                  |
+=========+========================+
| Green   | All is *well*, and the |
|         | gate may be opened.    |
|         |                        |
|         | - by day               |
|         | - by night             |
+---------+------------------------+
";
        let document = (crate::rst::READER.read)(
            "a.rst",
            mtlint_core::document::Source::utf8(text.into()),
            &Default::default(),
        );
        let document = &document.documents[0];
        let cells: Vec<_> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
        let expected = [
            "Light",
            "What it means",
            "Green",
            "All is well, and the gate may be opened.",
            "by day",
            "by night",
        ];
        assert_eq!(cells, expected.map(|text| (BlockKind::TableCell, text)));
        let cell = &document.blocks[3];
        let at = cell.text.find("gate").unwrap();
        let span = cell.map.to_file(mtlint_core::span::Span::new(at, at + 4));
        assert_eq!(&text[span.start as usize..span.end as usize], "gate");
    }
}
