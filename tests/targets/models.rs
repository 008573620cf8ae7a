//! Model files that were cut or edited: refused, or as good as new; and never a panic when used.
//!
//! The input says what is done to a shipped file: its first byte chooses the file, the next two how much stays (in
//! 65536ths), and each five bytes after that edit one byte. Under a fuzzer, checksums are not compared
//! (`cfg(fuzzing)`), so that damage reaches what lies behind them.

use mtlint::analysis::Analyser;
use mtlint::analysis::choice::Choices;
use mtlint::analysis::tagger::{Tagger, TaggerBuffers};
use mtlint::container::Trust;
use mtlint::document::BlockKind;
use mtlint::estimate::document::TextFacts;
use mtlint::estimate::model::Model;
use mtlint::language::{Entry, Lexicon, hash};
use mtlint::project::packs;

use super::checker;

const TEXT: &str = "The ferry left the harbour at noon, and Mrs. Varnholt said nobody had waited for it.";

/// Loads a damaged model and uses it.
pub fn patched(input: &[u8]) {
    let [choice, cut_low, cut_high, edits @ ..] = input else { return };
    let name = ["en/tagger.bin", "en/estimate.bin", "en/lexicon/words.bin", "en/choice.bin"]
        [usize::from(choice % 4)];
    let Some(shipped) = packs::embedded().bytes(name) else {
        panic!("{name} is not among the embedded files")
    };
    let kept = shipped.len() * usize::from(u16::from_le_bytes([*cut_low, *cut_high])) / 65535;
    let mut bytes = shipped[..kept].to_vec();
    for edit in edits.chunks_exact(5) {
        let place = u32::from_le_bytes([edit[0], edit[1], edit[2], edit[3]]) as usize;
        // Most edits go into the head, where lengths and counts are.
        let span = if place.is_multiple_of(4) { bytes.len() } else { bytes.len().min(2048) };
        if span > 0 {
            bytes[place / 4 % span] = edit[4];
        }
    }
    let whole = bytes == shipped[..];
    let taken = match choice % 4 {
        0 => tagger(bytes),
        1 => estimate(bytes),
        2 => lexicon(bytes),
        _ => choices(bytes),
    };
    assert!(!whole || taken, "{name} as shipped is refused");
    assert!(whole || !taken || cfg!(fuzzing), "a changed {name} is taken");
}

fn tagger(bytes: Vec<u8>) -> bool {
    let engine = checker().engine("en").expect("English is there");
    let Ok(tagger) = Tagger::from_bytes(bytes, engine.analyser.language()) else { return false };
    let (mut workspace, mut tags) = (TaggerBuffers::default(), Vec::new());
    let words = TEXT.split(' ').chain(["Zqxvy", "", "42"]);
    tagger.tag(words.map(|w| (w, Entry::UNKNOWN)), &mut workspace, &mut tags);
    true
}

fn lexicon(bytes: Vec<u8>) -> bool {
    let Ok(lexicon) = Lexicon::from_bytes("x.bin", bytes, Trust::Checked) else { return false };
    let words = TEXT.split(' ').map(hash::folded);
    let known = words.chain([0, u64::MAX, 1 << 63]).filter(|&folded| lexicon.get(folded).is_known()).count();
    cfg!(fuzzing) || known > 5
}

fn choices(bytes: Vec<u8>) -> bool {
    let language = checker().engine("en").expect("English is there").analyser.language().clone();
    let Ok(choices) = Choices::from_bytes("x.bin", bytes, &language) else { return false };
    let analyser = Analyser::new(language).expect("English is whole").with_choices(choices);
    analyser.text(TEXT, BlockKind::Paragraph);
    true
}

fn estimate(bytes: Vec<u8>) -> bool {
    let Ok(model) = Model::open("x.bin", bytes) else { return false };
    let engine = checker().engine("en").expect("it loads");
    let analysis = engine.analyser.text(TEXT, BlockKind::Paragraph);
    for language in [None, Some("ne"), Some("de"), Some("zz")] {
        let judged = model.judge(TEXT, &analysis, [].into_iter(), Some(("नौका दिउँसो गयो।", language)));
        model.paragraph(&judged);
        model.document(&[&judged, &judged], &TextFacts::default());
    }
    let judged = model.judge(TEXT, &analysis, [].into_iter(), None);
    model.paragraph(&judged);
    true
}
