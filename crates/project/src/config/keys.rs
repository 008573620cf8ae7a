//! The keys of `mtlint.toml`, one entry each: its help, how a value is taken, how it is shown.
//!
//! The reader of the file, `mtlint config` and `mtlint init` all go through [`keys`], so a key is added here alone
//! (and its field in `settings`); those of `[gate]` stand in `gate_keys`. The tables `[rules]` and `[[override]]` have a shape of their own, in `file`.

use std::path::PathBuf;

use toml::Value;

use crate::config::exclude::Exclusion;
use crate::config::gate_keys::GATE_KEYS;
use crate::config::origin::ValueOrigin;
use crate::config::settings::{Key, Settings};
use crate::config::value::{append, expected, number, optional, put, quoted, text, texts};
use mtlint_core::language::codes;

/// All keys, in the order in which they are shown: those of `[gate]` last.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    KEYS.iter().chain(GATE_KEYS)
}

/// The keys outside tables.
static KEYS: &[Key] = &[
    Key {
        name: "language",
        help: "Language of texts that do not declare one. Without it, it is detected.",
        example: "\"en\"",
        in_override: true,
        is_list: false,
        set: |s, v, o| put(&mut s.language, language(v).map(Some), o),
        show: |s| optional(&s.language, |v| quoted(v)),
    },
    Key {
        name: "languages",
        help: "Languages that texts may be in. A document in another one fails, and so does\n\
               one of which a third of the paragraphs are.",
        example: "[\"en\", \"de\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.languages, languages(v), o),
        show: |s| s.languages.iter().map(|l| (quoted(&l.value), &l.origin)).collect(),
    },
    Key {
        name: "source",
        help: "Where the source of a translation lies: a path in which {lang} stands for\n\
               the language of the file, held against the end of its path.",
        example: "\"locales/{lang}/*.json\"",
        in_override: true,
        is_list: false,
        set: |s, v, o| put(&mut s.source, text(v).map(Some), o),
        show: |s| optional(&s.source, |v| quoted(v)),
    },
    Key {
        name: "source-language",
        help: "Language of the sources of translations.",
        example: "\"de\"",
        in_override: true,
        is_list: false,
        set: |s, v, o| put(&mut s.source_language, language(v).map(Some), o),
        show: |s| optional(&s.source_language, |v| quoted(v)),
    },
    Key {
        name: "exclude",
        help: "Files and folders that are left out of the folders they lie in, as globs\n\
               seen from this file. A file that is named itself is checked all the same.",
        example: "[\"drafts\", \"*.old.md\"]",
        in_override: false,
        is_list: true,
        set: |s, v, o| append(&mut s.exclude, exclusions(v), o),
        show: |s| s.exclude.iter().map(|e| (quoted(e.value.as_str()), &e.origin)).collect(),
    },
    Key {
        name: "packs",
        help: "Folders with rules of your own, seen from this file.",
        example: "[\"house-rules\"]",
        in_override: false,
        is_list: true,
        set: |s, v, o| append(&mut s.packs, texts(v).map(|v| v.into_iter().map(PathBuf::from)), o),
        show: |s| s.packs.iter().map(|p| (quoted(&p.value.display().to_string()), &p.origin)).collect(),
    },
    Key {
        name: "language-folders",
        help: "Folders with languages of your own, seen from this file.",
        example: "[\"house-languages\"]",
        in_override: false,
        is_list: true,
        set: |s, v, o| append(&mut s.language_folders, texts(v).map(|v| v.into_iter().map(PathBuf::from)), o),
        show: |s| {
            s.language_folders.iter().map(|p| (quoted(&p.value.display().to_string()), &p.origin)).collect()
        },
    },
    Key {
        name: "min-certainty",
        help: "Findings that are less sure than this stay out of report and score (0 to 1).",
        example: "0.5",
        in_override: true,
        is_list: false,
        set: |s, v, o| put(&mut s.min_certainty, number(v, 1.0).map(|n| n as f32), o),
        show: |s| vec![(s.min_certainty.value.to_string(), &s.min_certainty.origin)],
    },
    Key {
        name: "estimate",
        help: "Whether quality is estimated, beside findings and score (true or false).",
        example: "false",
        in_override: false,
        is_list: false,
        set: |s, v, o| put(&mut s.estimate, v.as_bool().ok_or_else(|| expected("true or false", v)), o),
        show: |s| vec![(s.estimate.value.to_string(), &s.estimate.origin)],
    },
    Key {
        name: "estimator",
        help: "A model of your own for the quality estimate, seen from this file\n(`mtlint train estimate` makes one).",
        example: "\"house.bin\"",
        in_override: false,
        is_list: false,
        set: |s, v, o| put(&mut s.estimator, text(v).map(|path| Some(PathBuf::from(path))), o),
        show: |s| optional(&s.estimator, |v| quoted(&v.display().to_string())),
    },
    Key {
        name: "baseline",
        help: "Findings that are known and do not count, seen from this file\n(`mtlint baseline create` writes one).",
        example: "\"mtlint-baseline.json\"",
        in_override: false,
        is_list: false,
        set: |s, v, o| put(&mut s.baseline, text(v).map(|path| Some(PathBuf::from(path))), o),
        show: |s| optional(&s.baseline, |v| quoted(&v.display().to_string())),
    },
    Key {
        name: "names",
        help: "Names that are never flagged.",
        example: "[\"Ardo Vellamäe\", \"Kestrin & Sons\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.names, texts(v), o),
        show: |s| s.names.iter().map(|n| (quoted(&n.value), &n.origin)).collect(),
    },
    Key {
        name: "terms",
        help: "Words and phrases of your trade that are never flagged.",
        example: "[\"spolia\", \"opus sectile\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.terms, texts(v), o),
        show: |s| s.terms.iter().map(|t| (quoted(&t.value), &t.origin)).collect(),
    },
    Key {
        name: "vocabulary",
        help: "Files of names and terms, one a line, seen from this file.",
        example: "[\"names.txt\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.vocabulary, texts(v).map(|v| v.into_iter().map(PathBuf::from)), o),
        show: |s| s.vocabulary.iter().map(|p| (quoted(&p.value.display().to_string()), &p.origin)).collect(),
    },
    Key {
        name: "termbases",
        help: "Files of agreed terms, TBX or tables, seen from this file; for texts with\ntheir source.",
        example: "[\"terms.tbx\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.termbases, texts(v).map(|v| v.into_iter().map(PathBuf::from)), o),
        show: |s| s.termbases.iter().map(|p| (quoted(&p.value.display().to_string()), &p.origin)).collect(),
    },
];

impl Settings {
    /// Sets the value of a key by its name.
    ///
    /// # Panics
    /// When there is no such key, or the value will not do: for callers that know both.
    pub fn set_flag(&mut self, name: &str, value: impl Into<Value>, flag: &'static str) {
        let key = keys().find(|k| k.name == name).expect("a key that there is");
        self.set(key, &value.into(), ValueOrigin::Flag(flag)).expect("a value that was validated");
    }
}

/// The code of a language that is known.
fn language(value: &Value) -> Result<String, String> {
    codes::valid(&text(value)?)
}

fn languages(value: &Value) -> Result<Vec<String>, String> {
    texts(value)?.iter().map(|tag| codes::valid(tag)).collect()
}

fn exclusions(value: &Value) -> Result<Vec<Exclusion>, String> {
    texts(value)?.iter().map(|glob| Exclusion::new(glob)).collect()
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::config::{Settings, ValueOrigin};

    #[test]
    fn every_example_is_valid_and_shown_and_every_help_fits() {
        for key in keys() {
            let mut settings = Settings::default();
            let table: toml::Table = format!("x = {}", key.example).parse().unwrap();
            (key.set)(&mut settings, &table["x"], ValueOrigin::Flag("--x"))
                .unwrap_or_else(|e| panic!("{}: {e}", key.name));
            let shown = (key.show)(&settings);
            assert!(shown.iter().any(|(_, o)| **o == ValueOrigin::Flag("--x")), "{} is not shown", key.name);
            assert!(key.help.lines().all(|l| l.chars().count() <= 76), "{}: help too wide", key.name);
        }
        let mut names: Vec<_> = keys().map(|k| k.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), keys().count());
    }
}
