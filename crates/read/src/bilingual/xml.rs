//! XML as the readers of bilingual files want it: elements, text and references with their bytes in the file.
//!
//! quick-xml cuts and checks; here are places, a bound on depth, and errors in plain words. Entities that a file defines
//! are never expanded, so that none can explode: what refers to one stays as it is written.

use std::borrow::Cow;

use mtlint_core::error::Problem;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

/// How deep elements may stand in each other.
const DEPTH: usize = 512;

/// A file that is read.
pub struct Xml<'t> {
    /// All of it.
    pub text: &'t str,
    name: &'t str,
    reader: quick_xml::Reader<&'t [u8]>,
    depth: usize,
    is_part: bool,
}

/// The next thing, and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Item<'t> {
    /// What it is.
    pub node: Node<'t>,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// What comes in a file.
#[derive(Clone, Copy, Debug)]
pub enum Node<'t> {
    /// `<name …>`, or `<name …/>` where it says so.
    Start(XmlElement<'t>),
    /// `</name>`: the name without its prefix.
    End(&'t str),
    /// Text without references.
    Text(&'t str),
    /// What stands for a character or a text: the character, where it is known, and the writing.
    Reference(Option<char>),
    /// Text in `<![CDATA[…]]>`, and its first byte.
    Raw(&'t str, usize),
    /// A comment: what is between its marks.
    Comment(&'t str),
    /// The end of the file.
    Eof,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct XmlElement<'t> {
    /// The name without its prefix.
    pub name: &'t str,
    /// True for `<name/>`: no end follows.
    pub is_empty: bool,
    content: &'t str,
    name_len: usize,
}

impl<'t> Xml<'t> {
    /// A file by the name that problems give.
    pub fn new(name: &'t str, text: &'t str) -> Xml<'t> {
        let mut reader = quick_xml::Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.allow_dangling_amp = true;
        Xml { text, name, reader, depth: 0, is_part: false }
    }

    /// A part of a file: elements may have begun before it, and need not end in it.
    pub fn part(name: &'t str, text: &'t str) -> Xml<'t> {
        let mut xml = Xml { is_part: true, ..Xml::new(name, text) };
        xml.reader.config_mut().allow_unmatched_ends = true;
        xml
    }

    /// The next item.
    ///
    /// # Errors
    /// Where the file is not well-formed, or nested too deep: with the line and what to do.
    pub fn item(&mut self) -> Result<Item<'t>, Problem> {
        let before = self.reader.buffer_position() as usize;
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = (self.reader.error_position() as usize).min(self.text.len());
                return Err(self.problem(at, &format!("this is no well-formed XML: {error}")));
            }
        };
        let end = self.reader.buffer_position() as usize;
        let text = self.text;
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let of = |part: &str| &text[at(part)..at(part) + part.len()];
        let mut start = before;
        let node = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let content = of(tag);
                start = at(tag) - 1;
                let is_empty = matches!(event, Event::Empty(_));
                self.depth += usize::from(!is_empty);
                if self.depth > DEPTH {
                    return Err(self.problem(start, &format!("elements are nested deeper than {DEPTH}")));
                }
                let name_len = tag.name().as_ref().len();
                Node::Start(XmlElement { name: local(&content[..name_len]), is_empty, content, name_len })
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                let name = of(tag.name().0);
                start = at(name) - 2;
                Node::End(local(name))
            }
            Event::Text(part) => {
                start = at(part);
                Node::Text(of(part))
            }
            Event::CData(part) => Node::Raw(of(part), at(part)),
            Event::Comment(part) => Node::Comment(of(part)),
            Event::GeneralRef(part) => {
                start = at(part) - 1;
                Node::Reference(reference(part))
            }
            Event::Eof => {
                if self.depth > 0 && !self.is_part {
                    return Err(self.problem(text.len(), "the file ends in the middle of an element"));
                }
                Node::Eof
            }
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Node::Comment(""),
        };
        Ok(Item { node, start, end })
    }

    /// Passes over all that is left of the element whose start tag came last, and returns the byte after it.
    pub fn skip(&mut self, element: &XmlElement) -> Result<usize, Problem> {
        if element.is_empty {
            return Ok(self.reader.buffer_position() as usize);
        }
        let depth = self.depth;
        loop {
            let item = self.item()?;
            match item.node {
                Node::End(_) if self.depth < depth => return Ok(item.end),
                Node::Eof => return Ok(item.end),
                _ => {}
            }
        }
    }

    /// The text of an element without its tags, to its end.
    pub fn words(&mut self, element: &XmlElement) -> Result<String, Problem> {
        let mut words = String::new();
        if element.is_empty {
            return Ok(words);
        }
        let depth = self.depth;
        loop {
            let item = self.item()?;
            match item.node {
                Node::Text(text) | Node::Raw(text, _) => words.push_str(text),
                Node::Reference(Some(c)) => words.push(c),
                Node::End(_) if self.depth < depth => return Ok(words.trim().to_owned()),
                Node::Eof => return Ok(words),
                _ => {}
            }
        }
    }

    /// A problem at a byte of the file.
    pub fn problem(&self, at: usize, message: &str) -> Problem {
        let at = at.min(self.text.len());
        Problem {
            file: self.name.to_owned(),
            line: Some(1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count()),
            byte: Some(at),
            message: message.to_owned(),
            hint: Some(
                "fix the file (xmllint --noout shows the place), or export it again from its program".into(),
            ),
            fatal: true,
        }
    }
}

impl<'t> XmlElement<'t> {
    /// The value of an attribute, by its name with or without a prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = Attributes::new(self.content, self.name_len);
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| {
            let key = a.key.as_ref();
            key == name || !name.contains(':') && local(key) == name
        })?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.clone(), |value| Cow::Owned(value.into_owned())))
    }

    /// The value of an attribute as it is written.
    pub fn raw(&self, name: &str) -> Option<&'t str> {
        let mut attributes = Attributes::new(self.content, self.name_len);
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| a.key.as_ref() == name)?;
        match found.value {
            Cow::Borrowed(value) => Some(value),
            Cow::Owned(_) => None,
        }
    }

    /// The same as a text of its own.
    pub fn owned(&self, name: &str) -> Option<String> {
        self.attribute(name).map(Cow::into_owned)
    }

    /// True where an attribute has that value.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|v| v == value)
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// The character that a reference stands for; none for an entity of the file's own.
fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}
