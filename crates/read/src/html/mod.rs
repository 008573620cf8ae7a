//! HTML: the text of the page's main part, with what it is and where each byte stands.
//!
//! html5gum cuts the file into tokens (`tokens` gives them positions), `extract` turns tokens into blocks, and
//! here the part of the page that is worth checking is chosen: the article, the main part, or all that is left when
//! navigation, scripts, forms and the page's own header and footer are gone.

mod bounded;
mod element;
mod extract;
mod tag;
mod tokens;

use std::cell::Cell;
use std::ops::Range;

use html5gum::Tokenizer;

use mtlint_core::document::{Block, Directive, Document, Source, Syntax};
use mtlint_core::error::Problem;

use super::{Outcome, Reader, plain};
use bounded::Bounded;
pub(super) use element::is_of_model;
use extract::{Extractor, PagePart};
use tag::OpenTag;
use tokens::Tokens;

/// The reader.
pub const READER: Reader = Reader {
    name: "html",
    summary: "HTML: the main text of a page",
    extensions: &["html", "htm", "xhtml"],
    sniff,
    declares_encoding: true,
    in_folders: true,
    read,
};

/// Beginnings of a file that only HTML has.
const BEGINNINGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "article",
    "main",
    "section",
    "div",
    "p",
    "h1",
    "h2",
    "table",
    "ul",
    "ol",
    "blockquote",
    "figure",
    "span",
    "header",
    "nav",
];

fn sniff(head: &str) -> bool {
    let mut rest = head.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    if rest.starts_with("<?xml") {
        return head.contains("<html");
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let tag = tag.get(..tag.len().min(40)).unwrap_or("").to_ascii_lowercase();
    BEGINNINGS.iter().any(|name| {
        tag.strip_prefix(name).is_some_and(|after| after.starts_with([' ', '>', '\n', '\r', '\t', '/']))
    })
}

fn read(name: &str, source: Source, _: &super::Options) -> Outcome {
    let extractor = extract(&source.text, 0..source.text.len());
    let problem = extractor.open.and_then(|open| unclosed(name, &source.text, open));
    let keep = main_part(&extractor.blocks);
    let keep = |place: PagePart| place.head || keep(place);
    let menus = menus(&extractor.blocks);
    let mut directives = extractor.directives;
    let mut kept_before = Vec::with_capacity(extractor.blocks.len() + 1);
    let mut blocks = Vec::with_capacity(extractor.blocks.len());
    for (i, (block, place)) in extractor.blocks.into_iter().enumerate() {
        kept_before.push(blocks.len());
        if keep(place) && !menus[i] {
            blocks.push(block);
        }
    }
    kept_before.push(blocks.len());
    plain::settle_labels(&mut blocks);
    for directive in &mut directives {
        directive.block = kept_before[directive.block];
    }
    let language = extractor.language;
    let syntax = Syntax::Html;
    let document = Document { syntax, language, blocks, directives, ..Document::new(name, source) };
    Outcome { documents: vec![document], problems: problem.into_iter().collect() }
}

/// Reads the piece `range` of a text that is not HTML otherwise; all of it that a page would show is kept.
pub(super) fn fragment(
    name: &str,
    text: &str,
    range: Range<usize>,
) -> (Vec<Block>, Vec<Directive>, Option<Problem>) {
    let extractor = extract(text, range);
    let problem = extractor.open.and_then(|open| unclosed(name, text, open));
    (extractor.blocks.into_iter().map(|(block, _)| block).collect(), extractor.directives, problem)
}

fn extract(text: &str, range: Range<usize>) -> Extractor<'_> {
    let mut extractor = Extractor::new(text);
    let attributes = Cell::new(0);
    let input = Bounded::new(&text[range.clone()], &attributes);
    let tokens = Tokens::new(text, range, &attributes, &mut extractor);
    let Ok(()) = Tokenizer::new_with_emitter(input, tokens).finish();
    extractor
}

/// What of the page is kept, as a question to a block's place: the article, where it holds a good part of the text
/// (and not only teasers), else `<main>`, else everything; forms only where all the rest is in them (some sites wrap
/// the page in one).
fn main_part(blocks: &[(Block, PagePart)]) -> impl Fn(PagePart) -> bool + use<> {
    let bytes = |keep: &dyn Fn(PagePart) -> bool| -> usize {
        blocks
            .iter()
            .filter(|(block, place)| !block.kind.is_beside() && keep(*place))
            .map(|(block, _)| block.text.len())
            .sum()
    };
    let all = bytes(&|_| true);
    let without_forms = bytes(&|place| !place.form) * 5 >= all;
    let seen = move |place: PagePart| !(without_forms && place.form);
    let main = bytes(&|place| seen(place) && place.main);
    let only_main = main > 0 && main * 10 >= bytes(&seen);
    let seen = move |place: PagePart| seen(place) && (place.main || !only_main);
    let article = bytes(&|place| seen(place) && place.article);
    let only_article = article > 0 && article * 3 >= bytes(&seen);
    move |place| seen(place) && (place.article || !only_article)
}

/// Which blocks are items of a menu: three links or more one after the other that are all of their items.
fn menus(blocks: &[(Block, PagePart)]) -> Vec<bool> {
    let mut menus = Vec::with_capacity(blocks.len());
    // A picture's words in one of the links are part of it.
    let of_menu = |(block, place): &(Block, PagePart)| place.link || block.kind.is_beside() && !place.head;
    for run in blocks.chunk_by(|a, b| of_menu(a) == of_menu(b)) {
        let menu = of_menu(&run[0]) && run.iter().filter(|(_, place)| place.link).count() >= 3;
        menus.extend(std::iter::repeat_n(menu, run.len()));
    }
    menus
}

/// The problem of a file that ends inside a tag, a comment or an element that holds no text: what came after its
/// beginning is lost.
fn unclosed(name: &str, text: &str, open: OpenTag) -> Option<Problem> {
    let (at, what, fix) = match open {
        OpenTag::Nothing => return None,
        OpenTag::Tag(at) => (at, "tag", ">"),
        OpenTag::Comment(at) => (at, "comment", "-->"),
        OpenTag::Raw(at) => (at, "element", "its end tag"),
    };
    let shown: String = text[at..].chars().take_while(|c| !c.is_whitespace() && *c != '>').take(20).collect();
    Some(Problem {
        file: name.to_owned(),
        line: Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count()),
        byte: Some(at),
        message: format!("the {what} `{shown}` is never closed; what follows it is not checked"),
        hint: Some(format!("close it with {fix}")),
        fatal: false,
    })
}
