//! Fills a word table from published word lists, as `lexicon/sources.toml` of a language says.
//!
//! The lists themselves are not in the repository; the manifest says which files a folder must hold and what each
//! contributes. `read` reads a line of each format, `derive` adds what follows from all of them together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::lexicon::{TableBuilder, read};
use mtlint_core::error;
use mtlint_core::error::{Error, Result};
use mtlint_core::language::lexicon::Entry;
use mtlint_core::language::{Marks, Morphology};

/// The manifest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sources {
    /// From this frequency class on, a word of running text that is in no list counts as a word.
    pub attested_from: u8,
    /// From this class on, its frequency is kept at least.
    pub seen_from: u8,
    /// The lists in the order of reading.
    pub source: Vec<ListSource>,
}

/// One list, or several of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListSource {
    /// Files in the folder of sources, or with `./` beside the manifest; one `*` allowed in a name.
    pub files: Vec<String>,
    /// How a line is read.
    #[serde(default)]
    pub format: read::ListFormat,
    /// Which words are taken, by their first letters.
    #[serde(default)]
    pub case: read::Case,
    /// What a word of it is.
    #[serde(default)]
    pub marks: Marks,
    /// Further marks for words that no earlier source had as common words.
    #[serde(default)]
    pub new_marks: Marks,
    /// True when it only tells more of words that other lists have.
    #[serde(default)]
    pub only_known: bool,
    /// Only words with this ending.
    #[serde(default)]
    pub ending: String,
    /// No words with this ending.
    pub not_ending: Option<String>,
    /// Words shorter than this, in characters, are left out.
    #[serde(default)]
    pub min_length: usize,
}

/// What went in.
#[derive(Clone, Debug, Default)]
pub struct SourcesSummary {
    /// For each source: its first file pattern and the words it gave.
    pub sources: Vec<(String, usize)>,
    /// Words in the table.
    pub words: usize,
}

impl Sources {
    /// Parses a manifest, named `file` in errors.
    ///
    /// # Errors
    /// When a key, mark or format is unknown.
    pub fn parse(file: &str, text: &str) -> Result<Sources> {
        toml::from_str(text).map_err(|e| error::in_toml(file, text, &e))
    }

    /// Reads every list in `folder` or, for our own, `beside` the manifest, and returns the table's words with a
    /// summary. The inflections come from `morphology`.
    ///
    /// # Errors
    /// When a pattern matches no file or a file cannot be read.
    pub fn build(
        &self,
        folder: &Path,
        beside: &Path,
        morphology: &Morphology,
    ) -> Result<(TableBuilder, SourcesSummary)> {
        let mut table = TableBuilder::default();
        let mut summary = SourcesSummary::default();
        let mut irregular = BTreeMap::new();
        for source in &self.source {
            let mut count = 0;
            let before = if source.new_marks.0 == Entry::UNKNOWN { None } else { Some(table.clone()) };
            for path in source.paths(folder, beside)? {
                for item in read::file(&path, source.format)? {
                    if !source.admits(&item.word) {
                        continue;
                    }
                    let mut marks = source.marks.0.union(item.marks);
                    if before.as_ref().is_some_and(|before| !before.get(&item.word).is_word()) {
                        marks = marks.union(source.new_marks.0);
                    }
                    count += 1;
                    if let Some(base) = item.base {
                        irregular.entry((base, item.word)).or_insert(marks);
                        continue;
                    }
                    if !source.only_known {
                        table.mark(&item.word, marks);
                    } else if !table.mark_if_present(&item.word, marks) {
                        count -= 1;
                    }
                }
            }
            summary.sources.push((source.files.join(" "), count));
        }
        self.derive(&mut table, morphology, &irregular);
        summary.words = table.len();
        Ok((table, summary))
    }

    /// Adds what follows from the lists together: inflected forms, spellings, words of running text.
    fn derive(
        &self,
        table: &mut TableBuilder,
        morphology: &Morphology,
        irregular: &BTreeMap<(String, String), Entry>,
    ) {
        let transitivity = Entry::TRANSITIVE.union(Entry::INTRANSITIVE);
        let bases: Vec<(String, Entry)> =
            table.iter().map(|(word, entry)| (word.to_owned(), entry)).collect();
        for (base, entry) in &bases {
            for (form, marks) in morphology.inflect(base, *entry) {
                let other = table.get(&form);
                let strong = || {
                    irregular.range((base.clone(), String::new())..).next().is_some_and(|((b, _), m)| {
                        b == base && m.shares(Entry::PAST.union(Entry::PARTICIPLE))
                    })
                };
                // "seed" is no past of "see", nor "bus" the plural of "bu".
                if other.shares(if marks.shares(Entry::VERB) { Entry::BASE } else { Entry::NOUN })
                    && (other.frequency() > entry.frequency() + 2 || strong())
                {
                    continue;
                }
                let inherited =
                    if marks.shares(Entry::VERB) { entry.only(transitivity) } else { Entry::UNKNOWN };
                table.mark_if_present(&form, marks.union(inherited));
            }
        }
        for ((base, form), marks) in irregular {
            table.mark_if_present(form, marks.union(table.get(base).only(transitivity)));
        }
        let spelling = Entry::BRITISH.union(Entry::AMERICAN);
        table.revise(|word, entry| {
            let entry = if entry.only(spelling) == spelling { entry.without(spelling) } else { entry };
            let lettered = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
            if entry.is_known() {
                entry
            } else if lettered && word.len() > 2 && entry.frequency() >= self.attested_from {
                entry.union(Entry::ATTESTED)
            } else if lettered && entry.frequency() >= self.seen_from {
                entry
            } else {
                Entry::UNKNOWN
            }
        });
    }
}

impl ListSource {
    fn admits(&self, word: &str) -> bool {
        self.case.admits(word)
            && word.chars().count() >= self.min_length
            && word.ends_with(&self.ending)
            && !self.not_ending.as_ref().is_some_and(|ending| word.ends_with(ending.as_str()))
    }

    /// The files, sorted; at least one a pattern.
    fn paths(&self, folder: &Path, beside: &Path) -> Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for pattern in &self.files {
            let found = paths.len();
            let (within, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
            let within = if within == "." { beside.to_owned() } else { folder.join(within) };
            let (head, tail) = name.split_once('*').unwrap_or((name, ""));
            for entry in std::fs::read_dir(&within).map_err(|e| Error::io(&within, e))? {
                let path = entry.map_err(|e| Error::io(&within, e))?.path();
                let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
                let rest = if name.contains('*') { file.strip_prefix(head) } else { None };
                if file == name || rest.is_some_and(|rest| rest.ends_with(tail)) {
                    paths.push(path);
                }
            }
            if paths.len() == found {
                let hint = "rules/en/README.md says where the lists come from";
                return Err(
                    Error::invalid(folder.join(pattern).display().to_string(), "no such source").hint(hint)
                );
            }
        }
        paths.sort();
        Ok(paths)
    }
}

#[cfg(test)]
mod tests {
    use super::Sources;
    use mtlint_core::language::morphology;

    #[test]
    fn lists_become_a_table() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("words.1", "walk\nwalked\nsee\nseed\nsaw\n");
        write("names.txt", "Brunvik\nwalk\n");
        write(
            "verbs",
            "00000001 29 v 02 walk 0 see 0 000 01 + 08 00 | x\n00000002 29 v 01 seed 0 000 01 + 02 00 | x\n",
        );
        write("own.txt", "see see seen\nsee saw seen\n");
        write("frequency.tsv", "walk\t5.2\nseed\t5.9\nblogosphere\t3.4\nteh\t2.0\nxq\t0.7\n");
        let manifest = "attested-from = 6\nseen-from = 3\n\
            [[source]]\nfiles = ['words.*']\nmarks = ['word']\n\
            [[source]]\nfiles = ['verbs']\nformat = 'wordnet'\n\
            [[source]]\nfiles = ['names.txt']\ncase = 'upper'\nmarks = ['surname']\n\
            [[source]]\nfiles = ['./own.txt']\nformat = 'strong-verbs'\n\
            [[source]]\nfiles = ['frequency.tsv']\nformat = 'frequency'\n";
        let language = "code = 'x'\nname = 'X'\n[morphology]\nsuffixes = [\n\
            { ending = 'ed', from = ['base'], gives = ['verb', 'past'], inflection = true },\n\
            { ending = 'ed', base = 'e', from = ['base'], gives = ['verb', 'past'], inflection = true }]\n";
        let sources = Sources::parse("sources.toml", manifest).unwrap();
        let morphology = morphology("language.toml", language).unwrap();
        let (table, summary) = sources.build(folder.path(), folder.path(), &morphology).unwrap();
        assert!(table.get("walked").is_past() && table.get("walked").is_transitive());
        assert!(table.get("saw").is_past() && !table.get("seed").is_past(), "seed is no past of see");
        assert!(table.get("brunvik").is_surname() && !table.get("walk").is_surname());
        assert!(table.get("blogosphere").is_attested() && !table.get("teh").is_known());
        assert_eq!((table.get("teh").frequency(), table.get("xq").frequency()), (4, 0));
        assert_eq!(summary.words, table.len());
        assert!(Sources::parse("s", "attested-from=6\nseen-from=3\nsorce=1").is_err());
        let missing =
            Sources::parse("s", "attested-from=6\nseen-from=3\n[[source]]\nfiles=['no.txt']").unwrap();
        assert!(
            missing
                .build(folder.path(), folder.path(), &morphology)
                .unwrap_err()
                .to_string()
                .contains("no.txt")
        );
    }
}
