//! Who may ask: keys from a file, one a line.

use std::path::Path;

use mtlint_core::error::{Error, Result};

/// Letters that a key has at least.
const SHORTEST: usize = 16;

/// The keys of a server.
#[derive(Clone, Default)]
pub struct ApiKeys(Vec<String>);

impl ApiKeys {
    /// Reads keys, one a line; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// When the file cannot be read, holds no key, or one that is soon guessed.
    pub fn read(path: &Path) -> Result<ApiKeys> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let mut keys = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let key = line.trim();
            if key.is_empty() || key.starts_with('#') {
                continue;
            }
            if key.len() < SHORTEST || !key.bytes().all(|b| b.is_ascii_graphic()) {
                let message =
                    format!("a key has {SHORTEST} letters, digits or signs at least, and no spaces");
                let error = Error::invalid(path.display().to_string(), message).at(index + 1, 0);
                return Err(error.hint("`head -c 24 /dev/urandom | base64` makes one"));
            }
            keys.push(key.to_owned());
        }
        if keys.is_empty() {
            let error = Error::invalid(path.display().to_string(), "there is no key in it");
            return Err(error.hint("write one a line; `head -c 24 /dev/urandom | base64` makes one"));
        }
        Ok(ApiKeys(keys))
    }

    /// True where everybody may ask.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where `key` is one of them; how long that takes tells nothing of how much of it is right.
    pub fn hold(&self, key: &str) -> bool {
        let same = |own: &String| {
            let differ = own.bytes().zip(key.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
            own.len() == key.len() && differ == 0
        };
        self.0.iter().filter(|own| same(own)).count() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::ApiKeys;

    #[test]
    fn a_key_is_whole() {
        let keys = ApiKeys(vec!["0123456789abcdef".to_owned()]);
        assert!(keys.hold("0123456789abcdef"));
        assert!(!keys.hold("0123456789abcde"));
        assert!(!keys.hold("0123456789abcdeg"));
        assert!(!keys.hold(""));
    }
}
