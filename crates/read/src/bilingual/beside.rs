//! A source in a file of its own: its blocks are laid beside those of the translation.
//!
//! Catalogues are paired by key, subtitles by time, articles by `align`. What has no counterpart stays without a source.

use std::collections::HashMap;

use mtlint_core::document::{Block, BlockKind, Document, Original};
use mtlint_core::error::Problem;

use super::align;
use super::subtitles;

/// Lays `source` beside `document`; the problem says what of the source is not in it. `language` is the source's.
pub fn attach(document: &mut Document, source: &Document, language: Option<&str>) -> Option<Problem> {
    let language = language.map(str::to_owned).or_else(|| source.language.clone());
    match (keys(document), keys(source)) {
        (Some(Keys::Times), Some(Keys::Times)) => {
            by_time(document, source, &language);
            None
        }
        (Some(Keys::Names), Some(Keys::Names)) => by_key(document, source, &language),
        _ => by_order(document, source, &language),
    }
}

/// Characters of a paragraph that would be missed.
const PROSE: usize = 30;

enum Keys {
    Names,
    Times,
}

/// What the blocks of a document are known by; none where they are not.
fn keys(document: &Document) -> Option<Keys> {
    let key = |block: &Block| block.unit.as_ref().and_then(|unit| unit.key.clone());
    let first = document.blocks.first().and_then(key)?;
    let named = document.blocks.iter().filter(|block| key(block).is_some()).count();
    (named * 2 > document.blocks.len()).then(|| match subtitles::time(&first) {
        Some(_) => Keys::Times,
        None => Keys::Names,
    })
}

fn by_key(document: &mut Document, source: &Document, language: &Option<String>) -> Option<Problem> {
    // A key may stand for several texts: they pair in order.
    let mut sources: HashMap<&str, std::collections::VecDeque<&Block>> = HashMap::new();
    for block in &source.blocks {
        if let Some(key) = block.unit.as_ref().and_then(|unit| unit.key.as_deref()) {
            sources.entry(key).or_default().push_back(block);
        }
    }
    for block in &mut document.blocks {
        let Some(unit) = &mut block.unit else { continue };
        let Some(key) = unit.key.as_deref() else { continue };
        // Plural forms that the source does not have are held against its most general one.
        let general = || {
            let stem = key.rsplit_once('.').map(|(stem, _)| stem).or(key.split_once('[').map(|(s, _)| s));
            stem.map(|stem| [format!("{stem}.other"), format!("{stem}[other]")])
        };
        let found = sources.get_mut(key).and_then(|found| found.pop_front());
        let found = found.or_else(|| {
            unit.plural.as_ref()?;
            general()?.iter().find_map(|key| source.blocks.iter().find(|b| is_keyed(b, key)))
        });
        let Some(found) = found else { continue };
        let written = (found.written().1.to_owned(), block.text.clone());
        if let Some(both) = &mut unit.written {
            both.source = written.0;
        } else if written.0 != found.text {
            let (source, target) = written;
            unit.written = Some(Box::new(mtlint_core::document::WrittenUnit { source, target }));
        }
        block.original = Some(original(&[found], language));
    }
    let mut missing: Vec<&str> =
        sources.iter().filter(|(_, left)| !left.is_empty()).map(|(k, _)| *k).collect();
    missing.sort_unstable();
    let shown = missing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    (!missing.is_empty()).then(|| Problem {
        file: document.name.clone(),
        line: None,
        byte: None,
        message: format!("{} of the source's keys are not in it: {shown}", missing.len()),
        hint: Some(format!("translate them, or take them out of {}", source.name)),
        fatal: false,
    })
}

fn is_keyed(block: &Block, key: &str) -> bool {
    block.unit.as_ref().is_some_and(|unit| unit.key.as_deref() == Some(key))
}

/// Each block takes the sources that are shown while it is, for most of their time.
fn by_time(document: &mut Document, source: &Document, language: &Option<String>) {
    let time = |block: &Block| block.unit.as_ref().and_then(|u| u.key.as_deref()).and_then(subtitles::time);
    let sources: Vec<(u32, u32, &Block)> =
        source.blocks.iter().filter_map(|block| time(block).map(|(from, to)| (from, to, block))).collect();
    let targets: Vec<Option<(u32, u32)>> = document.blocks.iter().map(time).collect();
    // The target that a source shares most time with.
    let shared = |a: (u32, u32), b: (u32, u32)| a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let mut beside: Vec<Vec<&Block>> = vec![Vec::new(); targets.len()];
    let mut from = 0;
    for (start, end, block) in sources {
        while targets.get(from).is_some_and(|t| t.is_none_or(|t| t.1 <= start)) {
            from += 1;
        }
        let near = targets[from..].iter().enumerate().take_while(|(_, t)| t.is_none_or(|t| t.0 < end));
        let best = near
            .filter_map(|(i, t)| t.map(|t| (shared(t, (start, end)), i)))
            .max_by_key(|(time, i)| (*time, std::cmp::Reverse(*i)));
        if let Some((1.., i)) = best {
            beside[from + i].push(block);
        }
    }
    for (block, sources) in document.blocks.iter_mut().zip(beside) {
        if !sources.is_empty() {
            block.original = Some(original(&sources, language));
        }
    }
}

fn by_order(document: &mut Document, source: &Document, language: &Option<String>) -> Option<Problem> {
    let mut found = vec![false; source.blocks.len()];
    for (sources, targets) in align::pairs(&source.blocks, &document.blocks) {
        // One paragraph that became two cannot be told apart.
        if let [target] = targets.clone().collect::<Vec<_>>()[..] {
            let sources: Vec<&Block> = source.blocks[sources.clone()].iter().collect();
            if !sources.is_empty() {
                document.blocks[target].original = Some(original(&sources, language));
            }
        }
        found[sources].fill(true);
    }
    let is_lost = |(block, found): &(&Block, bool)| {
        !found && block.kind != BlockKind::Code && block.text.chars().count() >= PROSE
    };
    let lost: Vec<&Block> = source.blocks.iter().zip(found).filter(is_lost).map(|(block, _)| block).collect();
    let first = lost.first()?;
    let words: String = first.text.chars().take(60).collect();
    Some(Problem {
        file: document.name.clone(),
        line: None,
        byte: None,
        message: format!(
            "{} of the source's paragraphs have no sure counterpart in it: “{words}…”",
            lost.len()
        ),
        hint: Some(format!("look whether it leaves out what stands in {}", source.name)),
        fatal: false,
    })
}

/// Blocks of the source as one original.
fn original(blocks: &[&Block], language: &Option<String>) -> Original {
    let mut whole = Original { language: language.clone(), ..Original::default() };
    for block in blocks {
        if !whole.text.is_empty() {
            whole.text.push('\n');
        }
        let by = whole.text.len() as u32;
        whole.text.push_str(&block.text);
        let moved = block.objects.iter().map(|object| {
            let mut object = *object;
            object.span.start += by;
            object.span.end += by;
            object
        });
        whole.objects.extend(moved);
        let codes = block.unit.iter().flat_map(|unit| &unit.codes).cloned();
        whole.codes.extend(codes.map(|mut code| {
            code.at += by;
            code
        }));
    }
    whole
}
