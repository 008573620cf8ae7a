//! JSON with places: the strings of a value, each with the keys that lead to it.
//!
//! serde_json cuts; a raw value is a slice of the file, so that its place is known and nothing is searched for.

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::side::UnitSide;

/// How deep objects may stand in each other; what is deeper is passed over.
const DEPTH: usize = 24;

/// A value of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'t> {
    file: &'t str,
    raw: &'t str,
}

impl<'t> Value<'t> {
    /// The value that a whole file is.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn of(file: &'t str) -> Result<Value<'t>, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(file)?;
        Ok(Value { file, raw: raw.get() })
    }

    /// Its first byte in the file.
    pub fn start(&self) -> usize {
        self.raw.as_ptr() as usize - self.file.as_ptr() as usize
    }

    /// The members of an object in order, or the items of a list by their numbers; none of another value.
    pub fn members(&self) -> Vec<(String, Value<'t>)> {
        let mut json = serde_json::Deserializer::from_str(self.raw);
        let members = match self.raw.as_bytes().first() {
            Some(b'{') => json.deserialize_map(Members),
            Some(b'[') => json.deserialize_seq(Members),
            _ => return Vec::new(),
        };
        let members = members.unwrap_or_default();
        members.into_iter().map(|(key, raw)| (key, Value { file: self.file, raw: raw.get() })).collect()
    }

    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<Value<'t>> {
        self.members().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value as a text; none where it is no string.
    pub fn string(&self) -> Option<String> {
        serde_json::from_str(self.raw).ok()
    }

    /// True for the value `false`.
    pub fn is_false(&self) -> bool {
        self.raw == "false"
    }

    /// The value as a side of a segment; none where it is no string.
    pub fn side(&self) -> Option<UnitSide> {
        let inner = self.raw.strip_prefix('"')?.strip_suffix('"')?;
        let at = self.start() + 1;
        let mut side = UnitSide::at(at, at + inner.len());
        super::unescape(inner, at, &mut side);
        Some(side)
    }

    /// All strings in the order of the file, each with the keys that lead to it, joined by full stops.
    pub fn strings(&self) -> Vec<(String, Value<'t>)> {
        let mut strings = Vec::new();
        // A stack and no recursion; children are pushed in reverse, so that they come in order.
        let mut waiting = vec![(String::new(), *self, 0)];
        while let Some((path, value, depth)) = waiting.pop() {
            if value.raw.starts_with('"') {
                strings.push((path, value));
                continue;
            }
            if depth == DEPTH {
                continue;
            }
            for (key, value) in value.members().into_iter().rev() {
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                waiting.push((path, value, depth + 1));
            }
        }
        strings
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push((items.len().to_string(), item));
        }
        Ok(items)
    }
}
