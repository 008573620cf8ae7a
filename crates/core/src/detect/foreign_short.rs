//! Short text in another language, which is too short to tell it alone: headings, cells, items.
//!
//! Where the document has a sentence in another language, a short one belongs to it: one beside it whose words no list
//! has, and a heading or a cell anywhere that has a small word or a letter of that language. And short ones tell a
//! language together, where two or more of them speak for the same one.

use std::collections::BTreeSet;

use crate::analysis::{Context, Sentence, Shape, Token};
use crate::detect::Sink;
use crate::document::BlockKind;
use crate::language::codes;

/// The most words of a short sentence.
const MOST: usize = 10;
/// Least short sentences that tell a language together.
const AGREED: usize = 2;
/// What it is worth that they do.
const TOGETHER: f32 = 0.8;
/// What it is worth that no list has a word of a cell.
const UNLISTED: f32 = 0.65;

/// Tells the short sentences of a block that belong to the languages which others here are in; `told` says for each
/// sentence of the block in which language it is, where that is plain.
pub(super) fn tell(
    context: &Context,
    told: &[Option<(String, f32)>],
    codes: &BTreeSet<String>,
    agreed: &BTreeSet<String>,
    sink: &mut Sink,
) {
    if codes.is_empty() && agreed.is_empty() {
        return;
    }
    for (i, sentence) in context.analysis.sentences.iter().enumerate() {
        if told[i].is_some() || sentence.depth > 0 || context.block.language.is_some() {
            continue;
        }
        let at = |i: Option<usize>| i.and_then(|i| told.get(i)).and_then(Option::as_ref);
        let beside = at(i.checked_sub(1)).or_else(|| at(Some(i + 1)));
        if beside.is_some_and(|(code, _)| is_strange(context, sentence, code)) {
            let message = "this sentence seems to be in the same other language as the one beside it";
            sink.say(sentence.span, message);
        } else if let Some(code) = codes.iter().find(|code| is_of(context, sentence, code)) {
            let name = codes::named(code);
            sink.say(sentence.span, format!("this seems to be in {name} too, as other text here is"));
        } else if let Some(code) = agreed.iter().find(|code| is_of(context, sentence, code)) {
            let message = format!("this seems to be in {}, as other short lines here do", codes::named(code));
            sink.say(sentence.span, message).weight = TOGETHER;
        } else if let Some(code) =
            codes.iter().chain(agreed).next().filter(|_| is_unlisted(context, sentence))
        {
            let message = format!("this seems to be in {} too, as other text here is", codes::named(code));
            sink.say(sentence.span, message).weight = UNLISTED;
        }
    }
    sink.hits.sort_by_key(|hit| hit.span.start);
}

/// The languages for which two short sentences or more of the document speak, in blocks of their own.
pub(super) fn agreed(context: &Context) -> BTreeSet<String> {
    let mut spoken = [0usize; 64];
    let blocks = context.document.blocks.iter().zip(&context.whole.blocks).enumerate();
    for (index, (block, analysis)) in blocks {
        if block.kind == BlockKind::Code || block.language.is_some() || analysis.sentences.len() > 2 {
            continue;
        }
        let here = Context { block, index, analysis, ..*context };
        let languages = analysis.sentences.iter().fold(0, |all, s| all | spoken_for(&here, s));
        for (at, count) in spoken.iter_mut().enumerate() {
            *count += usize::from(languages & 1 << at != 0);
        }
    }
    let most = spoken.iter().copied().max().unwrap_or(0);
    let small = &context.language.small_words;
    let best = (0..64).filter(|&at| most >= AGREED && spoken[at] == most);
    best.filter_map(|at| small.code(at))
        .filter(|code| *code != context.language.code)
        .map(str::to_owned)
        .collect()
}

/// The languages that a short sentence without a word of English may be in, as bits: it has a small word or a letter of
/// theirs, and a word in lower case that is neither. A line with a number or a comma is a title with its year or author.
fn spoken_for(context: &Context, sentence: &Sentence) -> u64 {
    let tokens = context.tokens(sentence);
    if sentence.depth > 0
        || is_set_off(context, sentence)
        || tokens.len() > 2 * MOST
        || is_path(context, sentence)
    {
        return 0;
    }
    let small = &context.language.small_words;
    let (mut words, mut english, mut small_words) = (0, 0, 0);
    let (mut told, mut twice, mut content) = (0, 0, 0);
    for token in tokens {
        if matches!(token.shape, Shape::Number | Shape::Alphanumeric)
            || context.word(token) == ","
            || token.object
        {
            return 0;
        }
        if !token.shape.is_word() {
            continue;
        }
        words += 1;
        let own = small.languages(context.word(token));
        // A word of English that no other language has.
        english += usize::from(token.entry.is_word() && own & !1 == 0);
        let speaks = small.told_by(context.word(token));
        twice |= told & speaks;
        told |= speaks;
        small_words += usize::from(speaks != 0);
        if is_content(token) {
            content |= !own;
        }
    }
    // Where nouns are written with capitals small words tell alone: two of them, with a word that no list has.
    let strange = tokens.iter().any(|t| t.shape == Shape::Capitalised && !t.entry.is_known());
    let alone = if strange && small_words >= 2 { twice } else { 0 };
    if (2..=MOST).contains(&words) && english * 3 <= words { (told & content | alone) & !1 } else { 0 }
}

/// A word in lower case that English has not.
fn is_content(token: &Token) -> bool {
    token.shape == Shape::Lower && !token.entry.is_word()
}

fn is_set_off(context: &Context, sentence: &Sentence) -> bool {
    context.block.set_off.iter().any(|stretch| stretch.overlaps(sentence.span))
}

/// True for a path or a label of code, “r[layout.repr]”: a word right behind a mark that joins no words of a language.
fn is_path(context: &Context, sentence: &Sentence) -> bool {
    let joins =
        |t: &Token| matches!(context.word(t), "-" | "‐" | "'" | "’" | "(" | "«" | "“" | "\"" | "¿" | "¡");
    let behind = |pair: &[Token]| {
        let [mark, word] = pair else { return false };
        word.shape.is_word() && !word.spaced && !mark.shape.is_word() && !joins(mark)
    };
    context.tokens(sentence).windows(2).any(behind)
}

/// True for a cell of whose words no list has one: a head of a table.
fn is_unlisted(context: &Context, sentence: &Sentence) -> bool {
    let plain = |t: &&Token| matches!(t.shape, Shape::Capitalised | Shape::Lower);
    let tokens = context.tokens(sentence);
    context.block.kind == BlockKind::TableCell
        && tokens.iter().all(|t| plain(&t) && !t.entry.is_known() && t.span.len() >= 4)
}

/// True where at least half of the words are of no list of English, or small words of the language.
fn is_strange(context: &Context, sentence: &Sentence, code: &str) -> bool {
    let small = &context.language.small_words;
    let words = context.tokens(sentence).iter().filter(|t| t.shape.is_word());
    let (all, unknown) = words.fold((0, 0), |(all, unknown), t| {
        let listed = t.entry.is_word() || t.entry.is_name();
        (all + 1, unknown + usize::from(!listed || small.has(context.word(t), code)))
    });
    all >= 2 && unknown * 2 >= all
}

/// True for words that the language tells, with one among them that is neither a name nor a small word: a name of an
/// office or a work has only those in lower case. Or small words tell it twice, beside a word with a capital in no list.
fn is_of(context: &Context, sentence: &Sentence, code: &str) -> bool {
    let small = &context.language.small_words;
    let tokens = context.tokens(sentence);
    let strange = |t: &Token| t.shape == Shape::Capitalised && !t.entry.is_known();
    // Most sentences are English to the last word, and what follows looks every one up.
    if !tokens.iter().any(|t| is_content(t) || strange(t)) {
        return false;
    }
    let content = |t: &Token| is_content(t) && !small.has(context.word(t), code);
    let tells = tokens.iter().filter(|t| small.tells(context.word(t), code)).count();
    !is_path(context, sentence)
        && is_strange(context, sentence, code)
        && (tells > 0 && tokens.iter().any(content) || tells > 1 && tokens.iter().any(strange))
}
