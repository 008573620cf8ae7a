//! `mtlint.toml`: read, held against the keys there are, and kept as layers with the line of each value.
//!
//! Everything is validated when the file is read, so that applying a layer cannot fail. An unknown key or a value
//! that will not do is refused with file, line, column and the nearest valid name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobSet, GlobSetBuilder};
use serde::Deserialize;
use toml::Value;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::config::exclude::glob;
use crate::config::gate_keys::{LANGUAGE, TABLE};
use crate::config::value::expected;
use crate::config::{Key, Level, Setting, Settings, ValueOrigin, keys};
use mtlint_core::error::{Error, Result, in_toml, suggest};
use mtlint_core::language::codes;

/// The name of the file that is looked for.
pub const FILE_NAME: &str = "mtlint.toml";

/// A configuration file, read and valid.
#[derive(Debug)]
pub struct ConfigFile {
    path: Arc<Path>,
    base: TableLayer,
    overrides: Vec<(GlobSet, TableLayer)>,
}

/// What one table sets.
#[derive(Debug, Default)]
struct TableLayer {
    values: Vec<(&'static Key, Value, ValueOrigin)>,
    /// Values of the gate for one language.
    by_language: Vec<(String, &'static Key, Value, ValueOrigin)>,
    rules: Vec<(String, Setting<Level>)>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl ConfigFile {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or sets what cannot be set, with line and column.
    pub fn load(path: &Path) -> Result<ConfigFile> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        Self::parse(path, &text)
    }

    /// Takes `text` as the content of the file at `path`.
    ///
    /// # Errors
    /// When it is no TOML, or sets what cannot be set, with line and column.
    pub fn parse(path: &Path, text: &str) -> Result<ConfigFile> {
        let table = DeTable::parse(text).map_err(|e| in_toml(path.display().to_string(), text, &e))?;
        let reader = TableReader { path: path.into(), text };
        let mut overrides = Vec::new();
        let base = reader.layer(table.get_ref(), |name, at, value| match name {
            "override" => {
                overrides = reader.overrides(at, value)?;
                Ok(true)
            }
            _ => Ok(false),
        })?;
        Ok(ConfigFile { path: reader.path, base, overrides })
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder whose files it speaks of.
    pub fn folder(&self) -> &Path {
        self.path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// Indices of the overrides that hold for `path`, which is seen from the file's folder.
    pub fn matching(&self, path: &Path) -> Vec<usize> {
        (0..self.overrides.len()).filter(|&i| self.overrides[i].0.is_match(path)).collect()
    }

    /// Writes the file's layer, then those of the overrides named, into `settings`.
    pub fn apply(&self, overrides: &[usize], settings: &mut Settings) {
        let layers = overrides.iter().map(|&i| &self.overrides[i].1);
        for layer in std::iter::once(&self.base).chain(layers) {
            settings.next_layer();
            for (key, value, origin) in &layer.values {
                settings.set(key, value, origin.clone()).expect("validated when the file was read");
            }
            for (language, key, value, origin) in &layer.by_language {
                settings.set_for_language(language, key, value, origin.clone());
            }
            layer.rules.iter().for_each(|(selector, level)| settings.set_rule(selector, level.clone()));
        }
        let folder = std::path::absolute(self.folder()).unwrap_or_else(|_| self.folder().to_owned());
        let unset = settings.exclude.iter_mut().filter(|e| e.value.folder.as_os_str().is_empty());
        unset.for_each(|e| e.value = e.value.clone().seen_from(&folder));
        let here =
            |origin: &ValueOrigin| matches!(origin, ValueOrigin::File { path, .. } if *path == self.path);
        let single = [&mut settings.estimator, &mut settings.baseline];
        let single = single.into_iter().filter_map(|s| s.value.as_mut().map(|path| (path, &s.origin)));
        let folders = settings.packs.iter_mut().chain(&mut settings.language_folders);
        let listed = folders.chain(&mut settings.vocabulary).chain(&mut settings.termbases);
        let listed = listed.map(|s| (&mut s.value, &s.origin));
        for (path, origin) in listed.chain(single) {
            if path.is_relative() && here(origin) {
                *path = self.folder().join(&*path);
            }
        }
    }
}

struct TableReader<'a> {
    path: Arc<Path>,
    text: &'a str,
}

type Range = std::ops::Range<usize>;

impl TableReader<'_> {
    /// Reads a table of keys; `special` takes those that are not in [`keys`] and says whether it knew the key.
    fn layer(
        &self,
        table: &DeTable,
        mut special: impl FnMut(&str, Range, &DeValue) -> Result<bool>,
    ) -> Result<TableLayer> {
        let mut layer = TableLayer::default();
        for (key, value) in table {
            let name: &str = key.get_ref();
            if name == "rules" {
                layer.rules = self.rules(value.span(), value.get_ref())?;
            } else if name == TABLE.trim_end_matches('.') {
                self.gate(value.span(), value.get_ref(), &mut layer)?;
            } else if let Some(known) = find(name) {
                layer.values.push(self.setting(known, name, key.span(), value.span())?);
            } else if !special(name, key.span(), value.get_ref())? {
                return Err(self.unknown_key(key.span(), name, ""));
            }
        }
        Ok(layer)
    }

    /// A valid value of `key`.
    fn setting(
        &self,
        key: &'static Key,
        name: &str,
        at: Range,
        value: Range,
    ) -> Result<(&'static Key, Value, ValueOrigin)> {
        let plain = self.value(value.clone())?;
        let origin = self.origin(at);
        (key.set)(&mut Settings::default(), &plain, origin.clone())
            .map_err(|e| self.error(value, format!("`{name}`: {e}")))?;
        Ok((key, plain, origin))
    }

    /// The table `[gate]`, with tables for languages in it.
    fn gate(&self, at: Range, value: &DeValue, layer: &mut TableLayer) -> Result<()> {
        for (key, value) in self.table(at, "gate", value)? {
            if key.get_ref() != LANGUAGE {
                layer.values.push(self.gate_value(key.get_ref(), key.span(), value.span())?);
                continue;
            }
            for (language, value) in self.table(value.span(), "gate.language", value.get_ref())? {
                let code = &codes::valid(language.get_ref()).map_err(|e| self.error(language.span(), e))?;
                for (key, value) in
                    self.table(value.span(), &format!("gate.language.{code}"), value.get_ref())?
                {
                    let (known, value, origin) = self.gate_value(key.get_ref(), key.span(), value.span())?;
                    layer.by_language.push((code.clone(), known, value, origin));
                }
            }
        }
        Ok(())
    }

    fn gate_value(&self, name: &str, at: Range, value: Range) -> Result<(&'static Key, Value, ValueOrigin)> {
        match find(&format!("{TABLE}{name}")) {
            Some(known) => self.setting(known, name, at, value),
            None => Err(self.unknown_key(at, name, TABLE)),
        }
    }

    fn table<'v>(&self, at: Range, name: &str, value: &'v DeValue) -> Result<&'v DeTable<'v>> {
        value.as_table().ok_or_else(|| {
            let error = self.error(at, format!("`{name}` must be a table"));
            error.hint(format!("write `[{name}]` on a line of its own"))
        })
    }

    fn overrides(&self, at: Range, value: &DeValue) -> Result<Vec<(GlobSet, TableLayer)>> {
        let hint = "write `[[override]]` above `files = [\"…\"]`";
        let list = value
            .as_array()
            .ok_or_else(|| self.error(at.clone(), "`override` must be a list of tables".into()).hint(hint))?;
        list.iter()
            .map(|item| {
                let DeValue::Table(table) = item.get_ref() else {
                    return Err(self.error(item.span(), "an override must be a table".into()).hint(hint));
                };
                let mut files = None;
                let layer = self.layer(table, |name, at, value| match name {
                    "files" => {
                        files = Some(self.globs(at, value)?);
                        Ok(true)
                    }
                    _ => Ok(false),
                })?;
                if let Some((key, _, _)) = layer.values.iter().find(|(k, _, _)| !k.in_override) {
                    let message =
                        format!("`{}` holds for all files and cannot stand in an override", key.name);
                    return Err(self.error(item.span(), message).hint("move it to the top of the file"));
                }
                let files = files.ok_or_else(|| {
                    let error = self.error(item.span(), "this override does not say for which files".into());
                    error.hint("add `files = [\"blog/**\"]`")
                })?;
                Ok((files, layer))
            })
            .collect()
    }

    fn globs(&self, at: Range, value: &DeValue) -> Result<GlobSet> {
        let list = value.as_array().ok_or_else(|| {
            self.error(at.clone(), "`files` must be a list of globs".into()).hint("files = [\"blog/**\"]")
        })?;
        let mut set = GlobSetBuilder::new();
        for item in list.iter() {
            let glob = item.get_ref().as_str().map(glob);
            match glob {
                Some(Ok(glob)) => drop(set.add(glob)),
                Some(Err(e)) => return Err(self.error(item.span(), e)),
                None => return Err(self.error(item.span(), "a glob is a text in quotation marks".into())),
            }
        }
        set.build().map_err(|e| self.error(at, e.to_string()))
    }

    fn rules(&self, at: Range, value: &DeValue) -> Result<Vec<(String, Setting<Level>)>> {
        self.table(at, "rules", value)?
            .iter()
            .map(|(key, value)| {
                let name: &str = key.get_ref();
                let plain = self.value(value.span())?;
                let level = plain.as_str().and_then(Level::parse).ok_or_else(|| {
                    let message = format!("`{name}`: {}", expected("a level", &plain));
                    let written = plain.as_str().unwrap_or_default();
                    self.unknown(value.span(), &message, written, Level::NAMES)
                })?;
                Ok((name.to_owned(), Setting::new(level, self.origin(key.span()))))
            })
            .collect()
    }

    /// The value at a place of the text, which is known to parse.
    fn value(&self, at: Range) -> Result<Value> {
        let fail = |e: toml::de::Error| self.error(at.clone(), e.message().to_owned());
        Value::deserialize(ValueDeserializer::parse(&self.text[at.clone()]).map_err(fail)?).map_err(fail)
    }

    fn origin(&self, at: Range) -> ValueOrigin {
        let before = &self.text[..at.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        ValueOrigin::File {
            path: self.path.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    fn error(&self, at: Range, message: String) -> Error {
        let ValueOrigin::File { line, column, .. } = self.origin(at) else {
            unreachable!("made from a file")
        };
        Error::invalid(self.path.display().to_string(), message).at(line, column)
    }

    /// An unknown key of a table ("" for the top): the nearest one of any table is named, with the table it stands in.
    fn unknown_key(&self, at: Range, name: &str, table: &'static str) -> Error {
        let place = if table.is_empty() { "" } else { " in the gate" };
        let error = self.error(at, format!("unknown key `{name}`{place}"));
        let (here, elsewhere) = if table.is_empty() { ("", TABLE) } else { (TABLE, "") };
        let table_of = |t: &str| if t.is_empty() { "at the top of the file" } else { "under [gate]" };
        let (own, other) = (names(here), names(elsewhere));
        let all = own.iter().map(|n| (*n, here)).chain(other.iter().map(|n| (*n, elsewhere)));
        let exact = all.clone().find(|(n, _)| *n == name);
        let near = || {
            let near = suggest(name, own.iter().chain(&other).copied())?;
            all.clone().find(|(n, _)| *n == near)
        };
        error.hint(match (exact, near()) {
            (Some((_, t)), _) => format!("it belongs {}: {t}{name}", table_of(t)),
            (None, Some((near, t))) if t == table => format!("did you mean `{near}`?"),
            (None, Some((near, t))) => format!("did you mean `{t}{near}`? It stands {}", table_of(t)),
            (None, None) if is_rule(name) => format!("it is a rule: write `{name} = …` under [rules]"),
            (None, None) => format!("valid here: {}", own.join(", ")),
        })
    }

    fn unknown<'c>(
        &self,
        at: Range,
        message: &str,
        name: &str,
        valid: impl IntoIterator<Item = &'c str>,
    ) -> Error {
        let valid: Vec<&str> = valid.into_iter().collect();
        let error = self.error(at, message.to_owned());
        error.hint(match suggest(name, valid.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("valid here: {}", valid.join(", ")),
        })
    }
}

fn is_rule(name: &str) -> bool {
    let rules = mtlint_core::rule::sources(&crate::packs::embedded());
    rules.iter().any(|rule| rule.id == name || rule.family == name)
}

fn find(name: &str) -> Option<&'static Key> {
    // As it was called before.
    let name = if name == "min-confidence" { "min-certainty" } else { name };
    keys().find(|k| k.name == name)
}

/// What may stand in a table: the keys of `[gate]`, or, with an empty prefix, those of a layer.
fn names(table: &'static str) -> Vec<&'static str> {
    let inside = keys().filter_map(|k| match table {
        "" => (!k.name.starts_with(TABLE)).then_some(k.name),
        table => k.name.strip_prefix(table),
    });
    let tables: &[&str] =
        if table.is_empty() { &["gate", "rules", "override", "files"] } else { &[LANGUAGE] };
    inside.chain(tables.iter().copied()).collect()
}

/// The path of the configuration file in `folder`.
pub(super) fn in_folder(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

#[cfg(test)]
mod tests;
