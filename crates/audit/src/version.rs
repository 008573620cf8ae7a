//! What a document was checked by: the program, the rules and models, the settings. A change of any makes it stale.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::content::HashedParts;
use mtlint_core::error::{Error, Result};
use mtlint_project::config::{Settings, keys};
use mtlint_project::packs;

/// Program, rules and settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Version of mtlint.
    pub program: String,
    /// Hash of everything under `rules/` of the program, of packs, vocabulary files and a model of one's own.
    pub rules: String,
    /// What is set, in the order of the keys, one a line.
    pub settings: String,
}

impl Version {
    /// The version that checks documents under `settings`.
    ///
    /// # Errors
    /// When the settings cannot be written as JSON.
    pub fn for_settings(settings: &Settings) -> Result<Version> {
        let mut hash = HashedParts(Sha256::new());
        let folders: Vec<_> = settings.language_folders.iter().map(|p| p.value.clone()).collect();
        let languages = packs::pack(&folders)?;
        for path in languages.files("") {
            hash.part(path.as_bytes());
            hash.part(&languages.bytes(path).unwrap_or_default());
        }
        for pack in &settings.packs {
            for source in packs::rules(&pack.value)? {
                [&source.language, &source.family, &source.id, &source.text]
                    .into_iter()
                    .for_each(|part| hash.part(part.as_bytes()));
            }
        }
        for path in settings.estimator.value.iter().chain(settings.vocabulary.iter().map(|v| &v.value)) {
            hash.part(&std::fs::read(path).map_err(|e| Error::io(path, e))?);
        }
        let rules = format!("{:032x}", hash.finish());
        Ok(Version { program: env!("CARGO_PKG_VERSION").to_owned(), rules, settings: lines(settings) })
    }

    /// 32 hexadecimal digits that stand for all three.
    pub fn hash(&self) -> String {
        let mut hash = HashedParts(Sha256::new());
        [&self.program, &self.rules, &self.settings].into_iter().for_each(|part| hash.part(part.as_bytes()));
        format!("{:032x}", hash.finish())
    }

    /// What is different from an earlier version, in words.
    pub fn changes(&self, before: &Version) -> Vec<String> {
        let mut changes = Vec::new();
        if self.program != before.program {
            changes.push(format!("mtlint {} was {}", self.program, before.program));
        }
        if self.rules != before.rules {
            changes.push(format!(
                "the rules, models or vocabularies are others ({:.8} was {:.8})",
                self.rules, before.rules
            ));
        }
        let has = |text: &str, line: &str| text.lines().any(|l| l == line);
        for line in before.settings.lines().filter(|l| !has(&self.settings, l)) {
            changes.push(format!("no longer set: {line}"));
        }
        for line in self.settings.lines().filter(|l| !has(&before.settings, l)) {
            changes.push(format!("now set: {line}"));
        }
        changes
    }
}

/// What is in force, as `mtlint config` shows it, without who set it. A baseline has no part in an audit.
fn lines(settings: &Settings) -> String {
    let mut text = String::new();
    for key in keys().filter(|key| key.name != "baseline") {
        for (value, _) in (key.show)(settings) {
            let _ = writeln!(text, "{} = {value}", key.name);
        }
    }
    for (language, key, value, _) in settings.language_values() {
        let _ = writeln!(text, "{language}: {} = {value}", key.name);
    }
    for (selector, level) in settings.selectors() {
        let _ = writeln!(text, "rules.{selector} = {}", level.value.name());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Version;
    use mtlint_project::config::Settings;

    #[test]
    fn what_changed_is_told_in_words() {
        let before = Version::for_settings(&Settings::default()).unwrap();
        let mut settings = Settings::default();
        settings.set_flag("gate.min-score", 90.0, "--min-score");
        let now = Version::for_settings(&settings).unwrap();
        assert_eq!(
            now.changes(&before),
            ["no longer set: gate.min-score = 95.5", "now set: gate.min-score = 90"]
        );
        assert_ne!(now.hash(), before.hash());
        let other = Version { program: "0.0.1".into(), rules: "0".repeat(32), ..before.clone() };
        assert_eq!(before.changes(&other).len(), 2);
    }
}
