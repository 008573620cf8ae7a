//! What holds of every document and every review, whatever the input was.

use mtlint::check::Review;
use mtlint::document::Document;
use mtlint::span::{FileSpan, Span};

/// Holds what every document promises about its positions.
pub fn document(document: &Document, bytes: &[u8]) {
    let file = document.source.text.as_str();
    let mut last = 0;
    for block in &document.blocks {
        assert_eq!(block.map.len(), block.text.len(), "the map covers the text: {block:?}");
        // A segment that nobody translated has its place and no text.
        assert!(
            !block.text.trim().is_empty() || (block.unit.is_some() && block.text.is_empty()),
            "{block:?}"
        );
        let mut at = 0;
        // What is said beside the text may stand inside it: an alternative text in the middle of a paragraph.
        let before = last;
        // An untranslated segment has a place and no text.
        if block.kind.is_beside() || block.text.is_empty() {
            last = 0;
        }
        for piece in block.map.pieces() {
            assert_eq!(piece.text.start, at, "pieces follow each other: {block:?}");
            assert!(piece.file.start >= last, "file positions rise: {block:?}");
            assert!(piece.file.end as usize <= file.len());
            assert!(file.is_char_boundary(piece.file.start as usize), "{block:?}");
            assert!(file.is_char_boundary(piece.file.end as usize), "{block:?}");
            if piece.copied {
                assert_eq!(piece.text.of(&block.text), piece.file.of(file), "{block:?}");
            }
            (at, last) = (piece.text.end, piece.file.end);
        }
        if block.kind.is_beside() || block.text.is_empty() {
            last = before;
        }
        for (start, c) in block.text.char_indices().take(200) {
            let span = block.map.to_file(Span::new(start, start + c.len_utf8()));
            assert!(file.get(span.range()).is_some(), "{c:?} at {start} leads to {span:?} of {file:?}");
            let original = document.source.original_bytes(span);
            let is_packed = bytes.starts_with(b"PK") || bytes.starts_with(b"\x1F\x8B");
            if document.record.is_none() && !is_packed {
                assert!(original.start <= original.end && original.end as usize <= bytes.len());
            }
        }
        let mut free = 0;
        for object in &block.objects {
            assert!(block.text.get(object.span.range()).is_some(), "{block:?}");
            assert!(free <= object.span.start && object.span.start < object.span.end, "{block:?}");
            free = object.span.end;
        }
    }
    for directive in &document.directives {
        assert!(directive.span.of(file).contains(&directive.text));
        assert!(directive.block <= document.blocks.len());
    }
    if let Some(map) = &document.source.original {
        assert_eq!(map.len(), file.len());
        for piece in map.pieces().filter(|p| p.copied) {
            assert_eq!(piece.text.of(file).as_bytes(), &bytes[piece.file.range()]);
        }
    }
}

/// Holds what every review promises: places inside the file, and scores that add up.
pub fn review(review: &Review) {
    let file = review.document.source.text.as_str();
    let inside = |span: FileSpan| assert!(file.get(span.range()).is_some(), "{span:?} of {file:?}");
    let mut last = 0;
    for finding in &review.findings {
        inside(finding.span);
        finding.related.iter().for_each(|r| inside(r.span));
        assert!(finding.span.start >= last, "findings are in order");
        last = finding.span.start;
        assert!((0.0..=1.0).contains(&finding.certainty) && finding.penalty >= 0.0, "{finding:?}");
    }
    for aside in &review.aside {
        inside(aside.finding.span);
        assert_eq!(aside.finding.penalty, 0.0, "{aside:?}");
    }
    assert_eq!(review.all_findings().len(), review.findings.len() + review.aside.len());
    let percent = 0.0..=100.0;
    assert!(percent.contains(&review.score), "{}", review.score);
    for paragraph in &review.paragraphs {
        assert!(percent.contains(&paragraph.score), "{paragraph:?}");
        assert!(paragraph.estimate.as_ref().is_none_or(|e| e.value.is_finite()), "{paragraph:?}");
    }
    let sum: f64 = review.findings.iter().map(|f| f.penalty).sum();
    assert!((sum - review.penalty).abs() < 1e-6 * sum.max(1.0));
    assert_eq!(review.words, review.paragraphs.iter().map(|p| p.words).sum::<usize>());
}
