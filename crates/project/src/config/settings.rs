//! Everything that can be set, with who set it; and the step from there to a [`Policy`].
//!
//! A later layer replaces single values and adds to lists. Rules are looked up from the last layer back; within one
//! layer the rule's id speaks before its family, and the family before `all`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Value;

use crate::config::exclude::Exclusion;
use crate::config::gate::GateSettings;
use crate::config::origin::{Setting, ValueOrigin};
use mtlint_core::error::{Error, Result, suggest};
use mtlint_core::meta::Severity;
use mtlint_core::policy::Policy;

/// What a project says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs with its own severity.
    On,
    /// It runs with this severity.
    As(Severity),
}

impl Level {
    /// The words a configuration file uses for the levels.
    pub const NAMES: [&'static str; 5] = ["off", "on", "minor", "major", "critical"];

    /// The level that `name` names.
    pub fn parse(name: &str) -> Option<Level> {
        Some(match name {
            "off" => Level::Off,
            "on" => Level::On,
            "minor" => Level::As(Severity::Minor),
            "major" => Level::As(Severity::Major),
            "critical" => Level::As(Severity::Critical),
            _ => return None,
        })
    }

    /// As written in a configuration file.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::On => "on",
            Level::As(severity) => severity.name(),
        }
    }
}

/// One thing that can be set.
pub struct Key {
    /// As written in the file.
    pub name: &'static str,
    /// What it does, for the file that `init` writes; lines of at most 76 characters.
    pub help: &'static str,
    /// A value as an example, in TOML.
    pub example: &'static str,
    /// True when an override for some files may set it.
    pub in_override: bool,
    /// True when layers add to it, and it is shown as a list.
    pub is_list: bool,
    /// Takes a value; the error says what would be valid.
    pub(super) set: fn(&mut Settings, &Value, ValueOrigin) -> Result<(), String>,
    /// The values in force, as TOML, and who set each; none when nothing is set.
    pub show: fn(&Settings) -> Vec<(String, &ValueOrigin)>,
}

/// A rule as settings know it.
#[derive(Clone, Copy, Debug)]
pub struct KnownRule<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its family.
    pub family: &'a str,
}

/// What is in force for one file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Language of texts that do not declare one; detected when absent.
    pub language: Setting<Option<String>>,
    /// Languages that texts may be in; any when there are none.
    pub languages: Vec<Setting<String>>,
    /// Where the sources of translations lie, as a pattern of paths with `{lang}` in it.
    pub source: Setting<Option<String>>,
    /// Language of the sources of translations.
    pub source_language: Setting<Option<String>>,
    /// What is left out of folders.
    pub exclude: Vec<Setting<Exclusion>>,
    /// Folders of own rules.
    pub packs: Vec<Setting<PathBuf>>,
    /// Folders of languages, laid over those that are part of the program.
    pub language_folders: Vec<Setting<PathBuf>>,
    /// Findings under this certainty are left out, 0 to 1.
    pub min_certainty: Setting<f32>,
    /// Whether quality is estimated.
    pub estimate: Setting<bool>,
    /// A model of one's own for the quality estimate.
    pub estimator: Setting<Option<PathBuf>>,
    /// Findings that are known and do not count.
    pub baseline: Setting<Option<PathBuf>>,
    /// Names that are never flagged.
    pub names: Vec<Setting<String>>,
    /// Terms that are never flagged.
    pub terms: Vec<Setting<String>>,
    /// Files of names and terms.
    pub vocabulary: Vec<Setting<PathBuf>>,
    /// Files of agreed terms.
    pub termbases: Vec<Setting<PathBuf>>,
    /// Whether a document may pass.
    pub gate: GateSettings,
    /// What of it differs for a language, first layer first.
    by_language: Vec<(String, &'static Key, Value, ValueOrigin)>,
    /// What each layer says of rules and families, first layer first.
    rules: Vec<Vec<(String, Setting<Level>)>>,
}

impl Default for Settings {
    fn default() -> Self {
        let policy = Policy::default();
        Settings {
            language: Setting::default(None),
            languages: Vec::new(),
            source: Setting::default(None),
            source_language: Setting::default(None),
            exclude: Vec::new(),
            packs: Vec::new(),
            language_folders: Vec::new(),
            min_certainty: Setting::default(policy.min_certainty),
            estimate: Setting::default(true),
            estimator: Setting::default(None),
            baseline: Setting::default(None),
            names: Vec::new(),
            terms: Vec::new(),
            vocabulary: Vec::new(),
            termbases: Vec::new(),
            gate: GateSettings::default(),
            by_language: Vec::new(),
            rules: vec![Vec::new()],
        }
    }
}

impl Settings {
    /// Sets a value, whatever was said before, for any language too. The error says what would be valid.
    ///
    /// # Errors
    /// What would be valid, where the value is not.
    pub fn set(&mut self, key: &'static Key, value: &Value, origin: ValueOrigin) -> Result<(), String> {
        self.by_language.retain(|(_, known, _, _)| known.name != key.name);
        (key.set)(self, value, origin)
    }

    /// Sets a value of the gate for texts in `language`; it was validated.
    pub(super) fn set_for_language(
        &mut self,
        language: &str,
        key: &'static Key,
        value: &Value,
        origin: ValueOrigin,
    ) {
        self.by_language.push((language.to_owned(), key, value.clone(), origin));
    }

    /// The languages that have values of their own, each with all that holds for it.
    pub fn languages(&self) -> BTreeMap<&str, Settings> {
        let mut languages: BTreeMap<&str, Settings> = BTreeMap::new();
        for (language, key, value, origin) in &self.by_language {
            let settings = languages
                .entry(language)
                .or_insert_with(|| Settings { by_language: Vec::new(), ..self.clone() });
            (key.set)(settings, value, origin.clone()).expect("validated when the file was read");
        }
        languages
    }

    /// What differs for a language: language, key, value in TOML, who set it.
    pub fn language_values(&self) -> impl Iterator<Item = (&str, &'static Key, String, &ValueOrigin)> {
        self.by_language
            .iter()
            .map(|(language, key, value, origin)| (language.as_str(), *key, value.to_string(), origin))
    }

    /// Opens the next layer: what it says of rules outweighs all said before.
    pub fn next_layer(&mut self) {
        self.rules.push(Vec::new());
    }

    /// Sets the level of a rule, of a family, or of "all" in the current layer.
    pub fn set_rule(&mut self, selector: &str, level: Setting<Level>) {
        let layer = self.rules.last_mut().expect("there is always a layer");
        layer.push((selector.to_owned(), level));
    }

    /// Every selector that some layer names, with its last word, in the order of the names.
    pub fn selectors(&self) -> BTreeMap<&str, &Setting<Level>> {
        self.rules.iter().flatten().map(|(selector, level)| (selector.as_str(), level)).collect()
    }

    /// What is said of a rule: the selector that decided and its level. Absent when no layer names it.
    pub fn level(&self, rule: KnownRule) -> Option<(&str, &Setting<Level>)> {
        self.rules.iter().rev().find_map(|layer| {
            [rule.id, rule.family, "all"].into_iter().find_map(|selector| {
                layer.iter().rev().find(|(s, _)| s == selector).map(|(s, level)| (s.as_str(), level))
            })
        })
    }

    /// Refuses selectors that name neither a rule nor a family.
    ///
    /// # Errors
    /// When one names neither, with the nearest name and where it stands.
    pub fn check_rule_names(&self, known: &[KnownRule]) -> Result<()> {
        let languages = self.languages();
        let levels = self.rules.iter().flatten().map(|(selector, setting)| (selector, &setting.origin));
        let blocking = self.gate.block.iter().chain(languages.values().flat_map(|s| &s.gate.block));
        for (selector, origin) in levels.chain(blocking.map(|b| (&b.value, &b.origin))) {
            let is_known = |k: &KnownRule| k.id == selector || k.family == selector;
            if selector == "all" || known.iter().any(is_known) {
                continue;
            }
            let (file, line, column) = match origin {
                ValueOrigin::File { path, line, column } => (path.display().to_string(), *line, *column),
                ValueOrigin::Flag(flag) => ((*flag).to_owned(), 0, 0),
                ValueOrigin::Default => continue,
            };
            let names = known.iter().flat_map(|k| [k.id, k.family]);
            let hint = match suggest(selector, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`mtlint rules list` names them all".to_owned(),
            };
            let message = format!("there is no rule and no family `{selector}`");
            return Err(Error::invalid(file, message).at(line, column).hint(hint));
        }
        Ok(())
    }

    /// True when the file at `path`, seen from the root, is to be left out of the folder it lies in.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|exclusion| exclusion.value.holds(path))
    }

    /// The outcome for the checker, for the rules it knows. Vocabulary files are not read: see [`mtlint_core::terms::Terms::read_file`].
    pub fn policy(&self, known: &[KnownRule]) -> Policy {
        let mut policy = Policy {
            min_certainty: self.min_certainty.value,
            language: self.language.value.clone(),
            languages: self.languages.iter().map(|l| l.value.clone()).collect(),
            ..Policy::default()
        };
        for &rule in known {
            match self.level(rule).map(|(_, setting)| setting.value) {
                Some(Level::Off) => drop(policy.off.insert(rule.id.to_owned())),
                Some(Level::As(severity)) => drop(policy.severities.insert(rule.id.to_owned(), severity)),
                Some(Level::On) | None => {}
            }
        }
        let words = self.names.iter().chain(&self.terms);
        let languages = self.languages();
        let own = languages.iter().map(|(code, s)| (Some((*code).to_owned()), s.gate.gate()));
        policy.gates = own.chain([(None, self.gate.gate())]).collect();
        words.for_each(|w| policy.terms.add(&w.value, false));
        policy
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownRule, Level, Settings};
    use crate::config::origin::{Setting, ValueOrigin};
    use mtlint_core::meta::Severity;

    const LONE_VERB: KnownRule = KnownRule { id: "lone-verb", family: "attribution" };
    const TWICE: KnownRule = KnownRule { id: "attributed-twice", family: "attribution" };

    #[test]
    fn later_layers_and_narrower_selectors_win() {
        let mut settings = Settings::default();
        let set = |s: &mut Settings, selector: &str, level| {
            s.set_rule(selector, Setting::new(level, ValueOrigin::Default))
        };
        set(&mut settings, "lone-verb", Level::On);
        set(&mut settings, "attribution", Level::Off);
        set(&mut settings, "all", Level::As(Severity::Minor));
        assert_eq!(settings.level(LONE_VERB).unwrap().1.value, Level::On);
        assert_eq!(settings.level(TWICE).unwrap().1.value, Level::Off);
        settings.next_layer();
        set(&mut settings, "attribution", Level::As(Severity::Critical));
        assert_eq!(settings.level(LONE_VERB).unwrap().0, "attribution");
        let policy = settings.policy(&[LONE_VERB, TWICE]);
        assert!(policy.off.is_empty());
        assert_eq!(policy.severities["lone-verb"], Severity::Critical);
    }
}
