//! What the elements of HTML mean to a reader of the page.
//!
//! Names only; how they nest is the business of `extract`.

use mtlint_core::document::{BlockKind, ObjectKind};

/// An element's part on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a line of text.
    Inline,
    /// Part of a line of text that is an object of it.
    InlineObject(ObjectKind),
    /// A note mark set above the line.
    Superscript,
    /// Never has content.
    Void,
    /// A line break.
    Break,
    /// Left out with everything in it; text before and after belong apart.
    Skipped,
    /// Left out with everything in it, in the middle of a line.
    SkippedInline,
    /// Left out unless an article holds it.
    PageFurniture,
    /// Left out unless the whole page lies in it.
    Form,
    /// Holds blocks, or text of its own.
    Container,
    /// The main part of a page.
    Main,
    /// An article.
    Article,
    /// Holds list items; what they are begins anew.
    List,
    /// Holds rows of cells.
    Table,
    /// A row or a group of rows.
    Row,
    /// A block of this kind.
    Block(BlockKind),
    /// A paragraph: of the kind of what holds it.
    Paragraph,
}

/// True for elements of no page, around what a language model thinks: their tags are residue, and are read.
pub(crate) fn is_of_model(name: &str) -> bool {
    let names = [
        "think",
        "thinking",
        "thought",
        "reasoning",
        "scratchpad",
        "reflection",
        "inner_monologue",
        "translation",
        "translated_text",
        "target_text",
        "source_text",
        "final_answer",
    ];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The role of the element `name`, in lower case. An unknown one is part of a line.
pub(super) fn role(name: &[u8]) -> Role {
    use BlockKind::{Caption, Code, Heading, ListItem, Quotation, TableCell};
    match name {
        b"p" => Role::Paragraph,
        b"br" => Role::Break,
        b"code" | b"samp" | b"tt" | b"var" => Role::InlineObject(ObjectKind::Code),
        b"kbd" => Role::InlineObject(ObjectKind::Key),
        b"sup" => Role::Superscript,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"summary" => Role::Block(Heading),
        b"li" | b"dt" | b"dd" => Role::Block(ListItem),
        b"td" | b"th" => Role::Block(TableCell),
        b"blockquote" => Role::Block(Quotation),
        b"figcaption" | b"caption" => Role::Block(Caption),
        b"pre" | b"listing" | b"xmp" | b"plaintext" => Role::Block(Code),
        b"ul" | b"ol" | b"dl" | b"dir" | b"menu" => Role::List,
        b"table" => Role::Table,
        b"tr" | b"thead" | b"tbody" | b"tfoot" | b"colgroup" => Role::Row,
        b"main" => Role::Main,
        b"article" => Role::Article,
        b"header" | b"footer" | b"aside" => Role::PageFurniture,
        b"form" => Role::Form,
        b"html" | b"head" | b"body" | b"div" | b"section" | b"figure" | b"address" | b"center"
        | b"details" | b"hgroup" | b"fieldset" | b"frameset" => Role::Container,
        b"title" => Role::Block(BlockKind::Title),
        b"nav" | b"dialog" | b"search" | b"select" | b"textarea" | b"legend" => Role::Skipped,
        b"script" | b"style" | b"noscript" | b"template" | b"button" | b"option" | b"optgroup"
        | b"datalist" | b"label" | b"output" | b"progress" | b"meter" | b"svg" | b"math" | b"iframe"
        | b"object" | b"applet" | b"canvas" | b"audio" | b"video" | b"map" | b"noembed" | b"noframes"
        | b"rp" | b"rt" => Role::SkippedInline,
        b"area" | b"base" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
        | b"source" | b"track" | b"wbr" | b"basefont" | b"bgsound" | b"frame" | b"keygen" => Role::Void,
        _ => Role::Inline,
    }
}

impl Role {
    /// True where the element begins and ends a block.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Role::Inline | Role::InlineObject(_) | Role::Superscript | Role::Void | Role::SkippedInline
        )
    }

    /// True where an end tag inside does not reach out of the element, or only its own does.
    pub fn is_wall(self) -> bool {
        matches!(self, Role::Table | Role::Block(BlockKind::TableCell | BlockKind::Caption))
    }
}
