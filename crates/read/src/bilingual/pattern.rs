//! Where the source of a translation lies: one file, or a pattern of paths with `{lang}` in it.
//!
//! `locales/{lang}/*.json` says of `locales/de/menu.json` that its source, where that is English, is
//! `locales/en/menu.json`. A pattern is held against the end of a path, folder by folder.

use std::path::PathBuf;

use crate::tag::primary_language;

/// Where sources lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBeside {
    pattern: String,
    /// The language that `{lang}` stands for in a source's path.
    language: Option<String>,
}

impl SourceBeside {
    /// Takes a path, or a pattern with the language of the sources.
    ///
    /// # Errors
    /// Where a pattern comes without the language that its sources are in.
    pub fn new(pattern: &str, language: Option<&str>) -> Result<SourceBeside, String> {
        if pattern.contains("{lang}") && language.is_none() {
            return Err("a pattern with {lang} needs the language of the sources: --source-lang en".into());
        }
        Ok(SourceBeside { pattern: pattern.replace('\\', "/"), language: language.map(str::to_owned) })
    }

    /// True for a file that a pattern with `{lang}` names a source of.
    pub fn knows(&self, path: &str) -> bool {
        self.pattern.contains("{lang}") && self.of(path).is_some()
    }

    /// The source of the file at `path`, and the language of the file where the path says so; none where the file is a
    /// source itself, or the pattern says nothing of it.
    pub fn of(&self, path: &str) -> Option<(PathBuf, Option<String>)> {
        let Some(language) = self.language.as_deref().filter(|_| self.pattern.contains("{lang}")) else {
            return (path != self.pattern).then(|| (PathBuf::from(&self.pattern), None));
        };
        let path = path.replace('\\', "/");
        let parts: Vec<&str> = path.split('/').collect();
        let pattern = self.pattern.strip_prefix("./").unwrap_or(&self.pattern);
        let patterns: Vec<&str> = pattern.split('/').collect();
        let first = parts.len().checked_sub(patterns.len())?;
        let mut found: Option<&str> = None;
        let mut source: Vec<String> = parts[..first].iter().map(|part| part.to_string()).collect();
        for (part, pattern) in parts[first..].iter().zip(&patterns) {
            let language_at = held(part, pattern)?;
            source.push(match language_at {
                Some((start, end)) => {
                    let here = &part[start..end];
                    if *found.get_or_insert(here) != here {
                        return None;
                    }
                    format!("{}{language}{}", &part[..start], &part[end..])
                }
                None => part.to_string(),
            });
        }
        let found = found?;
        let is_source = primary_language(found).as_deref() == Some(language);
        (!is_source).then(|| (PathBuf::from(source.join("/")), primary_language(found)))
    }
}

/// Holds a name against a pattern of `*` and one `{lang}`: none where it does not fit, else where the language stands.
fn held(name: &str, pattern: &str) -> Option<Option<(usize, usize)>> {
    let Some((before, after)) = pattern.split_once("{lang}") else {
        return fits(name, pattern).then_some(None);
    };
    // The longest code of a language that leaves both ends fitting.
    let starts = name.char_indices().map(|(i, _)| i).filter(|&i| fits(&name[..i], before));
    let is_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '@');
    starts.into_iter().find_map(|start| {
        let rest = &name[start..];
        let longest = rest.find(|c| !is_code(c)).unwrap_or(rest.len());
        let ends = (2..=longest).rev().map(|len| start + len);
        let end = ends
            .into_iter()
            .find(|&end| primary_language(&name[start..end]).is_some() && fits(&name[end..], after))?;
        Some(Some((start, end)))
    })
}

/// True where `*` in a pattern can stand for what it has to.
fn fits(name: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return left.ends_with(part);
        }
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::SourceBeside;

    fn of(pattern: &str, path: &str) -> Option<(String, Option<String>)> {
        let found = SourceBeside::new(pattern, Some("en")).unwrap().of(path)?;
        Some((found.0.to_string_lossy().into_owned(), found.1))
    }

    #[test]
    fn the_language_in_a_path_is_that_of_the_source_in_the_source() {
        let some = |path: &str, language: Option<&str>| Some((path.to_owned(), language.map(str::to_owned)));
        assert_eq!(of("a/{lang}/*.json", "x/a/de/menu.json"), some("x/a/en/menu.json", Some("de")));
        assert_eq!(of("app_{lang}.arb", "lib/app_pt_BR.arb"), some("lib/app_en.arb", Some("pt")));
        assert_eq!(
            of("values-{lang}/strings.xml", "res/values-fr/strings.xml"),
            some("res/values-en/strings.xml", Some("fr"))
        );
        assert_eq!(of("*.{lang}.vtt", "film.night.de.vtt"), some("film.night.en.vtt", Some("de")));
        assert_eq!(of("a/{lang}/*.json", "a/en/menu.json"), None);
        assert_eq!(of("a/{lang}/*.json", "a/de/menu.yaml"), None);
        assert_eq!(of("original.md", "translated.md"), some("original.md", None));
    }

    #[test]
    fn a_pattern_needs_the_language_of_its_sources() {
        assert!(SourceBeside::new("a/{lang}.json", None).unwrap_err().contains("--source-lang"));
    }
}
