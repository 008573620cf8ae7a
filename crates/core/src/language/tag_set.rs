//! The fine tags of a language: their names, in the order of the numbers that trained models know them by.

use serde::Deserialize;

use super::{Class, Tag};
use crate::error;

/// What stands for a word without a tag.
const UNTAGGED: &str = "XX";

/// The fine tags of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<TagSetText>")]
pub struct TagSet {
    names: Vec<String>,
    tags: Vec<Tag>,
}

/// A fine tag as `language.toml` writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TagSetText {
    /// The name that rules and treebanks use ("VBD").
    name: String,
    /// Parts of speech and features ("VERB VerbForm=Fin Tense=Past").
    class: Class,
}

impl TryFrom<Vec<TagSetText>> for TagSet {
    type Error = String;

    fn try_from(written: Vec<TagSetText>) -> Result<TagSet, String> {
        if written.len() > Tag::MOST {
            return Err(format!("{} fine tags, and a language has at most {}", written.len(), Tag::MOST));
        }
        let mut set = TagSet::default();
        for (number, TagSetText { name, class }) in written.into_iter().enumerate() {
            if name == UNTAGGED || set.names.contains(&name) {
                return Err(format!("the tag \"{name}\" is there already"));
            }
            set.tags.push(Tag::new(number, class));
            set.names.push(name);
        }
        Ok(set)
    }
}

impl TagSet {
    /// Returns all fine tags, in the order of their numbers.
    pub fn all(&self) -> &[Tag] {
        &self.tags
    }

    /// Returns whether the language has no tags.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// Returns the tag of that number; [`Tag::NONE`] where there is none.
    #[inline]
    pub fn tag(&self, number: usize) -> Tag {
        self.tags.get(number).copied().unwrap_or(Tag::NONE)
    }

    /// Returns the tag of that name; "XX" stands for "not tagged".
    pub fn named(&self, name: &str) -> Option<Tag> {
        if name == UNTAGGED {
            return Some(Tag::NONE);
        }
        self.names.iter().position(|known| known == name).map(|number| self.tags[number])
    }

    /// Returns the name of a tag, as treebanks and rules write it.
    pub fn name(&self, tag: Tag) -> &str {
        self.names.get(tag.number()).map_or(UNTAGGED, String::as_str)
    }

    /// Returns the first tag of that class: the plainest one, as languages list them.
    pub fn first(&self, class: Class) -> Option<Tag> {
        self.tags.iter().copied().find(|tag| tag.is(class))
    }

    /// Returns the tags that a rule names, as bits: "VBD", or "VB*" for all that begin with VB.
    ///
    /// # Errors
    /// What there is in place of a name that there is not.
    pub fn bits(&self, name: &str) -> Result<u64, String> {
        let found = match name.strip_suffix('*') {
            Some(stem) => {
                let all = self.names.iter().zip(&self.tags).filter(|(known, _)| known.starts_with(stem));
                all.fold(0, |bits, (_, tag)| bits | tag.bit())
            }
            None => self.named(name).map_or(0, Tag::bit),
        };
        if found != 0 {
            return Ok(found);
        }
        Err(match error::suggest(name, self.names.iter().map(String::as_str)) {
            Some(nearest) => format!("did you mean \"{nearest}\"?"),
            None if self.is_empty() => "the language has no tags".to_owned(),
            None => format!("the tags are {}", self.names.join(", ")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::TagSet;
    use crate::language::{Class, Tag};

    #[derive(serde::Deserialize)]
    struct File {
        tags: TagSet,
    }

    fn read(text: &str) -> Result<TagSet, String> {
        let read =
            toml::from_str::<File>(text).map_err(|e| crate::error::in_toml("x.toml", text, &e).to_string());
        read.map(|file| file.tags)
    }

    #[test]
    fn names_and_numbers_round_trip() {
        let set = "tags = [{ name = 'N', class = 'NOUN' }, { name = 'VF', class = 'VERB VerbForm=Fin' }]";
        let set = read(set).unwrap();
        for (number, &tag) in set.all().iter().enumerate() {
            assert_eq!((tag.number(), set.tag(number), set.named(set.name(tag))), (number, tag, Some(tag)));
        }
        assert!(set.tag(1).is_finite() && set.tag(1).is_verb() && set.tag(0).is_noun());
        assert_eq!((set.name(Tag::NONE), set.named("XX"), set.tag(2)), ("XX", Some(Tag::NONE), Tag::NONE));
        assert_eq!((set.bits("V*"), set.bits("N")), (Ok(2), Ok(1)));
        assert!(set.bits("VFN").unwrap_err().contains("\"VF\""));
        assert_eq!(set.first(Class::VERB), Some(set.tag(1)));
    }

    #[test]
    fn a_broken_set_is_told_with_its_place() {
        let said = |text: &str| read(text).unwrap_err();
        let twice = said("tags = [\n{ name = 'N', class = 'NOUN' },\n{ name = 'N', class = 'X' },\n]");
        assert!(twice.starts_with("x.toml:1:8: "), "{twice}");
        let unknown = said("tags = [\n{ name = 'N', class = 'NOUNS' }]");
        assert!(unknown.contains("x.toml:2:23") && unknown.contains("`NOUN`"), "{unknown}");
    }
}
