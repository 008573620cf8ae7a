//! Markdown as it is written: CommonMark with GitHub's additions, MDX, and what site generators read in it.
//!
//! `prepare` takes out what is not CommonMark, and pulldown-cmark gives each piece of the rest with its place, which
//! leads back to the file. Markup, link targets and comments are left out; a block of raw HTML goes through the HTML
//! reader. Code, formulas and components in a line stay, marked, so that the sentence stays whole; a block of code is
//! carried as such. What front matter and attributes say to readers becomes blocks of their own kinds.

mod front_matter;
mod line;
mod prepare;
mod walk;
mod wrapped;
mod writer;

use pulldown_cmark::{Options as Dialect, Parser};

use mtlint_core::document::{Document, Source, Syntax};

use super::{Outcome, Reader, plain};
pub(super) use line::formula;
use walk::Walk;

/// The reader.
pub const READER: Reader = Reader {
    name: "markdown",
    summary: "Markdown: CommonMark with tables, footnotes and front matter",
    extensions: &["md", "markdown", "mdown", "mkd", "rmd", "qmd"],
    sniff,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| read(name, source, false),
};

/// The same with imports and expressions.
pub const MDX: Reader = Reader {
    name: "mdx",
    summary: "MDX: Markdown with components",
    extensions: &["mdx"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| read(name, source, true),
};

/// True for front matter, or where two different marks of Markdown stand in the first lines.
fn sniff(head: &str) -> bool {
    if front_matter::end(head) > 0 {
        return true;
    }
    let heading = head.lines().any(|line| {
        let marks = line.bytes().take_while(|&b| b == b'#').count();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ')
    });
    let fence = head.lines().any(|line| line.starts_with("```"));
    let link = head.match_indices("](").any(|(at, _)| {
        let target = head[at + 2..].split([')', '\n']).next().unwrap_or_default();
        head[..at].contains('[')
            && !target.is_empty()
            && !target.contains(' ')
            && target.contains(['/', '.', '#'])
    });
    let strong = head.matches("**").count() >= 2;
    let list = head.lines().filter(|line| line.starts_with("- ") || line.starts_with("* ")).count() >= 2;
    let table = head.contains("|--") || head.contains("| --") || head.contains("|:-");
    (heading || fence || link || table)
        && [heading, fence, link, strong, list, table].iter().filter(|&&x| x).count() >= 2
}

fn read(name: &str, source: Source, mdx: bool) -> Outcome {
    let body = front_matter::end(&source.text);
    let prepared = prepare::prepare(&source.text, body, mdx);
    let mut walk = Walk::new(name, &source.text, &prepared, body);
    let dialect = Dialect::ENABLE_TABLES
        | Dialect::ENABLE_FOOTNOTES
        | Dialect::ENABLE_STRIKETHROUGH
        | Dialect::ENABLE_TASKLISTS
        | Dialect::ENABLE_HEADING_ATTRIBUTES
        | Dialect::ENABLE_GFM
        | Dialect::ENABLE_DEFINITION_LIST;
    for (event, range) in Parser::new_ext(&prepared.text, dialect).into_offset_iter() {
        walk.event(event, range);
    }
    walk.flush();
    walk.asides_before(usize::MAX);
    let Walk { mut document, problems, .. } = walk;
    plain::settle_labels(&mut document.blocks);
    let language = front_matter::language(&source.text[..body]);
    let syntax = Syntax::Markdown;
    Outcome { documents: vec![Document { source, syntax, language, ..document }], problems }
}
