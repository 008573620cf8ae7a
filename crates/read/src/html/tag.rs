//! What a tag says that matters here: what is hidden, in which language, as what, and what people read in its attributes.

use std::ops::Range;

use crate::markup;
use mtlint_core::document::BlockKind;

/// What an element's attributes say that matters here.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Not to be seen.
    pub hidden: bool,
    /// `lang`.
    pub language: Option<String>,
    /// `role`, in lower case.
    pub role: Vec<u8>,
    /// `translate="no"` or class `notranslate`: what it holds is as it is on purpose.
    pub as_it_is: bool,
    /// A link to edit the page, or to the place itself.
    pub furniture: bool,
    /// Part of a book: its notes are not those of a page.
    pub book: bool,
    /// Values that people read, by their bytes in the file, and what they are.
    pub beside: Vec<(Range<usize>, BlockKind)>,
    /// A script that holds data on the page.
    pub data: bool,
}

impl Attributes {
    /// Takes an attribute, its name in lower case; returns true where people may read its value.
    pub fn set(&mut self, name: &[u8], value: &[u8]) -> bool {
        match name {
            b"hidden" => self.hidden |= !value.eq_ignore_ascii_case(b"until-found"),
            b"aria-hidden" => self.hidden |= value.eq_ignore_ascii_case(b"true"),
            b"style" => self.hidden |= hides(value),
            b"lang" | b"xml:lang" if self.language.is_none() => {
                self.language = Some(String::from_utf8_lossy(value).into_owned());
            }
            b"role" => self.role = value.to_ascii_lowercase(),
            b"translate" => self.as_it_is |= value.eq_ignore_ascii_case(b"no"),
            b"class" => {
                let holds = |name: &[u8]| value.split(u8::is_ascii_whitespace).any(|class| class == name);
                self.as_it_is |= holds(b"notranslate");
                self.furniture |= [&b"mw-editsection"[..], b"headerlink", b"anchorjs-link", b"edit-link"]
                    .iter()
                    .any(|name| holds(name));
            }
            b"epub:type" => self.book = true,
            b"type" => self.data |= value.eq_ignore_ascii_case(b"application/ld+json"),
            b"alt" | b"title" | b"aria-label" | b"placeholder" | b"content" | b"label" => return true,
            _ => {}
        }
        false
    }
}

/// Something that began and has not ended, where the file may end inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenTag {
    /// Nothing.
    Nothing,
    /// A tag, from its `<` on.
    Tag(usize),
    /// A comment.
    Comment(usize),
    /// An element whose content is no markup, from its start tag on: script, style, title, textarea.
    Raw(usize),
}

/// What the tag at byte `at` says to readers beside the text: alternative texts, labels, what the page says of itself.
pub(super) fn beside(source: &str, at: usize, name: &[u8]) -> Vec<(Range<usize>, BlockKind)> {
    let Some(tag) = markup::tag(&source[at..]) else { return Vec::new() };
    let (from, attributes) = tag.attributes;
    if name != b"meta" {
        // The title of a link names the page it leads to.
        let mut found = markup::read_attributes(attributes);
        found.retain(|(range, _)| {
            !matches!(name, b"a" | b"link")
                || !attributes[..range.start].trim_end_matches(['"', '\'', ' ']).ends_with("title=")
        });
        return found.into_iter().map(|(r, kind)| (at + from + r.start..at + from + r.end, kind)).collect();
    }
    let named = |key| markup::attribute(attributes, key).map(str::to_ascii_lowercase);
    let kind = match named("name").or_else(|| named("property")).as_deref() {
        Some("og:title" | "twitter:title" | "title" | "dc.title" | "citation_title") => BlockKind::Title,
        Some("description" | "og:description" | "twitter:description" | "dc.description") => {
            BlockKind::Description
        }
        Some("og:image:alt" | "twitter:image:alt") => BlockKind::Alternative,
        _ => return Vec::new(),
    };
    let value = markup::attribute(attributes, "content").filter(|value| markup::is_read(value));
    let place = value.map(|v| v.as_ptr() as usize - source.as_ptr() as usize);
    place.zip(value).map(|(start, v)| (start..start + v.len(), kind)).into_iter().collect()
}

/// True for a style that takes the element from the page.
fn hides(style: &[u8]) -> bool {
    let plain: Vec<u8> =
        style.iter().filter(|b| !b.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    plain.split(|&b| b == b';').any(|rule| {
        let rule = rule.strip_suffix(b"!important").unwrap_or(rule);
        rule == b"display:none" || rule == b"visibility:hidden"
    })
}
