//! A place whose name is half translated: “Vale da Ribeira” above, “Ribeira Valley” below.

use crate::analysis::{Context, Mention, Shape, Token};
use crate::detect::Sink;
use crate::language::WordId;

/// The names of places that hold a foreign word for what they are, made once for a document.
struct Foreign(Vec<(u64, WordId, usize, usize)>);

/// Tells names of this block that stand elsewhere in the document with the foreign word.
pub(super) fn check(generics: &[(WordId, WordId)], context: &Context, sink: &mut Sink) {
    let made = &context.whole.made;
    let foreign = made.get::<Foreign>().unwrap_or_else(|| made.keep(foreign(generics, context)));
    if foreign.0.is_empty() {
        return;
    }
    let tokens = &context.analysis.tokens;
    for mention in &context.analysis.mentions {
        let native = &tokens[mention.last - 1];
        if mention.last - mention.first < 2 || native.word == WordId::NONE {
            continue;
        }
        let core = core(&tokens[mention.first..mention.last - 1]);
        let found = foreign.0.iter().find(|&&(hash, word, ..)| hash == core && word == native.word);
        let Some(&(_, _, block, there)) = found else { continue };
        let there: &Mention = &context.whole.blocks[block].mentions[there];
        let (here, shown) =
            (mention.span.of(context.text()), there.span.of(&context.document.blocks[block].text));
        let hit = sink.say(mention.span, format!("“{here}” here, “{shown}” elsewhere in this text"));
        hit.related = vec![(block, there.span, "the other form".into())];
    }
}

fn foreign(generics: &[(WordId, WordId)], context: &Context) -> Foreign {
    let mut found = Vec::new();
    for (b, analysis) in context.whole.blocks.iter().enumerate() {
        for (m, mention) in analysis.mentions.iter().enumerate() {
            let tokens = &analysis.tokens[mention.first..mention.last];
            let [first, rest @ ..] = tokens else { continue };
            let generic = generics.iter().find(|(word, _)| *word == first.word && first.word != WordId::NONE);
            if let Some(&(_, native)) = generic.filter(|_| !rest.is_empty()) {
                found.push((core(rest), native, b, m));
            }
        }
    }
    Foreign(found)
}

/// The words of a name with a capital, as one number.
fn core(tokens: &[Token]) -> u64 {
    let words = tokens.iter().filter(|t| matches!(t.shape, Shape::Capitalised | Shape::Upper));
    words.fold(0, |core: u64, t| core.rotate_left(7) ^ t.hash)
}
