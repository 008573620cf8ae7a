//! One article: its paragraphs with the faults marked, notes in the margin, a score for each paragraph.
//!
//! Where findings overlap, every stretch of text takes the mark of the heaviest. Findings that the project has accepted
//! are marked without colour, their notes folded away with the reason. Very long articles are shortened
//! where nothing was found, and end at a bound. What stands above the text is in `opening`, the notes in `note`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::excerpt::{head, legible, legible_text};
use crate::html::note::Marked;
use crate::html::{charts, note, opening, suspicions};
use crate::xml::Escaped;
use crate::{Located, counted};
use mtlint_core::check::Review;
use mtlint_core::document::{Block, BlockKind};
use mtlint_core::score::{self, Paragraph};

/// Bytes of HTML after which the rest of an article is left out.
const LONGEST: usize = 1 << 20;
/// Columns of a title.
const TITLE: usize = 160;
/// Characters without a finding that are shown in one stretch.
const STRETCH: usize = 4000;

/// An article ready for the page.
#[derive(Debug)]
pub(super) struct Article {
    index: usize,
    name: String,
    /// Its own title: the first heading, where one stands at its beginning.
    heading: Option<String>,
    /// Verdict, score, estimate.
    opening: String,
    /// How the score was made.
    sum: String,
    /// The paragraphs.
    body: String,
    families: BTreeSet<String>,
    /// Whether findings are shown that do not count.
    aside: bool,
    /// Blocks from this one on are left out.
    end: usize,
}

impl Article {
    /// Renders a review; `index` is its position in the input.
    pub fn new(review: &Review, index: usize) -> Article {
        let mut article = Article {
            index,
            name: review.document.name.clone(),
            heading: heading(review),
            opening: String::new(),
            sum: score::sum(review.penalty, review.words),
            body: String::new(),
            families: review.findings.iter().map(|f| f.rule.family.clone()).collect(),
            aside: !review.aside.is_empty(),
            end: review.document.blocks.len(),
        };
        opening::write(review, &mut article.opening).expect("a String takes everything");
        article.paragraphs(review).expect("a String takes everything");
        article
    }

    /// How the score was made: "100 × (1 − 4.50 ÷ 300) = 98.5".
    pub fn sum(&self) -> &str {
        &self.sum
    }

    /// Bytes it takes.
    pub fn len(&self) -> usize {
        self.opening.len() + self.body.len()
    }

    /// The families of its findings.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.families.iter().map(String::as_str)
    }

    /// Whether it shows findings that do not count.
    pub fn has_aside(&self) -> bool {
        self.aside
    }

    /// Whether a block of it is shown.
    pub fn shows(&self, block: usize) -> bool {
        block < self.end
    }

    /// Its title: its own, else its name.
    pub fn title(&self) -> &str {
        self.heading.as_deref().unwrap_or(&self.name)
    }

    /// What stands above it when it is the only one.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write_opening(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        let name =
            if title == self.name { String::new() } else { format!(": <bdi>{}</bdi>", Escaped(&self.name)) };
        let title = Escaped(title);
        write!(out, "<p class=\"tool\">mtlint{name}</p>\n<h1><bdi>{title}</bdi></h1>\n{}", self.opening)
    }

    /// The only article of a page.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write_alone(&self, out: &mut dyn Write) -> io::Result<()> {
        let index = self.index;
        write!(out, "<article id=\"d{index}\">\n<h2>Text</h2>\n{}</article>\n", self.body)
    }

    /// An article below an overview.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write_among_others(&self, out: &mut dyn Write) -> io::Result<()> {
        let (index, title) = (self.index, Escaped(self.title()));
        let name = match &self.heading {
            Some(_) => format!("<p class=\"quiet\"><bdi>{}</bdi></p>\n", Escaped(&self.name)),
            None => String::new(),
        };
        write!(
            out,
            "<article id=\"d{index}\">\n<header>\n<h2><bdi>{title}</bdi> <a class=\"up\" href=\"#top\">to the overview</a></h2>\n\
             {name}{}</header>\n{}</article>\n",
            self.opening, self.body
        )
    }

    fn paragraphs(&mut self, review: &Review) -> std::fmt::Result {
        let located = Located::new(review);
        let language = review.document.language.as_deref();
        let findings = review.all_findings();
        let mut at = 0;
        for (i, block) in review.document.blocks.iter().enumerate() {
            let paragraph = review.paragraphs.binary_search_by_key(&i, |p| p.block).ok();
            let mut marked = Vec::new();
            while let Some((finding, aside)) = findings.get(at).filter(|f| f.0.block <= i) {
                at += 1;
                let span = block.map.from_file(finding.span);
                marked.push(Marked { number: at, finding, aside: *aside, span });
            }
            if self.body.len() > LONGEST {
                let left_out = counted(review.document.blocks.len() - i, "paragraph");
                writeln!(self.body, "<p class=\"quiet\">{left_out} more left out.</p>")?;
                self.end = i;
                return Ok(());
            }
            let language = block.language.as_deref().or(language);
            let judged = review.known_score().is_some();
            let paragraph = paragraph.filter(|_| judged).map(|p| &review.paragraphs[p]);
            row(&located, self.index, (block, language), paragraph, &marked, &mut self.body)?;
        }
        suspicions::write(review, &located, &mut self.body)
    }
}

/// The heading that a document begins with.
fn heading(review: &Review) -> Option<String> {
    let first = review.document.blocks.iter().take(3).find(|b| b.kind == BlockKind::Heading)?;
    Some(head(&legible(&first.text), TITLE)).filter(|text| !text.is_empty())
}

fn row(
    located: &Located,
    index: usize,
    (block, language): (&Block, Option<&str>),
    paragraph: Option<&Paragraph>,
    marked: &[Marked],
    out: &mut String,
) -> std::fmt::Result {
    let (counted, aside): (Vec<&Marked>, Vec<&Marked>) = marked.iter().partition(|m| m.aside.is_none());
    let class = if counted.is_empty() { "row clean" } else { "row" };
    let id = paragraph.map_or_else(String::new, |p| format!(" id=\"d{index}b{}\"", p.block));
    writeln!(out, "<div class=\"{class}\"{id}>")?;
    match paragraph {
        Some(p) => writeln!(
            out,
            "<div class=\"score\"><span class=\"unseen\">Score </span>{}</div>",
            charts::bar(p.score)
        )?,
        None => writeln!(out, "<div class=\"score\"></div>")?,
    }
    let element = match block.kind.like() {
        BlockKind::Heading => "h3",
        BlockKind::Quotation => "blockquote",
        BlockKind::Code => "pre",
        _ => "p",
    };
    let kind = match block.kind.like() {
        BlockKind::ListItem => " class=\"item\"",
        BlockKind::TableCell => " class=\"cell\"",
        BlockKind::Caption => " class=\"caption\"",
        _ => "",
    };
    let language = language.map_or_else(String::new, |l| format!(" lang=\"{}\"", Escaped(l)));
    let direction = direction(&block.text);
    write!(out, "<div class=\"text\" dir=\"{direction}\"{language}><{element}{kind}>")?;
    text(&block.text, index, marked, out)?;
    writeln!(out, "</{element}></div>")?;
    let estimated = paragraph.and_then(|p| p.estimate.as_ref()).filter(|_| block.kind.is_prose());
    if !marked.is_empty() || estimated.is_some() {
        writeln!(out, "<div class=\"margin\">")?;
        note::list(located, index, &counted, out)?;
        if !aside.is_empty() {
            writeln!(out, "<details class=\"aside\"><summary>{} not counted</summary>", aside.len())?;
            note::list(located, index, &aside, out)?;
            writeln!(out, "</details>")?;
        }
        opening::estimate(estimated, "estimate", out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</div>")
}

/// The direction most of the letters have: a name in another script at the beginning does not turn a paragraph.
fn direction(text: &str) -> &'static str {
    let leans = |c: char| match c {
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' => 1,
        c if c.is_alphabetic() => -1,
        _ => 0,
    };
    if text.chars().map(leans).sum::<i64>() > 0 { "rtl" } else { "ltr" }
}

/// The block's text, cut where findings begin and end.
fn text(text: &str, index: usize, marked: &[Marked], out: &mut String) -> std::fmt::Result {
    let mut cuts: Vec<usize> =
        marked.iter().flat_map(|m| [m.span.start as usize, m.span.end as usize]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    for (i, &from) in cuts.iter().enumerate() {
        for m in marked.iter().filter(|m| m.span.start as usize == from) {
            let (n, class) = (m.number, note::class(m));
            let caret = if m.span.is_empty() { "‸" } else { "" };
            write!(
                out,
                "<a class=\"ref {class}\" id=\"d{index}m{n}\" href=\"#d{index}n{n}\">{caret}{n}</a>"
            )?;
        }
        let Some(&to) = cuts.get(i + 1) else { break };
        let covering = marked.iter().filter(|m| m.span.start as usize <= from && m.span.end as usize >= to);
        match covering.max_by_key(|m| (m.aside.is_none(), m.finding.severity)) {
            Some(heaviest) => {
                let class = note::class(heaviest);
                write!(
                    out,
                    "<mark class=\"{class}\" dir=\"auto\">{}</mark>",
                    Escaped(&legible(&text[from..to]))
                )?;
            }
            None => stretch(&text[from..to], out)?,
        }
    }
    Ok(())
}

/// Text in which nothing was found.
fn stretch(text: &str, out: &mut String) -> std::fmt::Result {
    if text.len() <= STRETCH {
        return write!(out, "{}", Escaped(&legible_text(text)));
    }
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (boundary(STRETCH / 2), boundary(text.len() - STRETCH / 2));
    let (start, end) = (legible_text(&text[..from]), legible_text(&text[to..]));
    let left_out = counted(text[from..to].chars().count(), "character");
    write!(out, "{} <i class=\"quiet\">[{left_out} left out]</i> {}", Escaped(&start), Escaped(&end))
}
