//! What is known of languages, as files: the only way to language data, handed in by the caller.
//!
//! A pack holds the files of `rules/` by path. The one that is part of the program comes from the crate
//! `mtlint-languages`; others come from a folder. Nothing here reads the disk.

use std::borrow::Cow;
use std::fmt;

/// The literals of patterns that were found beforehand, so that no start has to find them: their texts one after the
/// other, the different signs around them, and the literals by the key of their pattern, sorted. They hold no addresses: of
/// twenty thousand, those were a twentieth of the program.
pub type KnownLiterals = (&'static str, &'static [[u64; 3]], &'static [(u64, &'static [KnownLiteral])]);

/// A literal: the first byte of its text and the length of that, the most bytes before and after it in a match
/// (`u16::MAX` for any number), and the place of its signs, which are as bits with which a text begins where it opens a
/// match (0 where a match may begin anywhere), and which may stand before and after it.
pub type KnownLiteral = (u32, u16, u16, u16, u16);

/// The folder of what is said of every language, and the code of one that nothing is known of.
pub const ANY: &str = "any";

/// A file of a pack.
#[derive(Clone)]
struct File {
    /// Its path below the pack's folder, with `/`: "en/language.toml".
    path: Cow<'static, str>,
    bytes: Cow<'static, [u8]>,
    /// What stands before the path in messages: "rules/".
    root: Cow<'static, str>,
    built_in: bool,
    /// Makes the content of the bytes, where they are packed.
    unpack: Option<Unpack>,
}

/// Returns what packed bytes hold.
pub type Unpack = fn(&[u8]) -> Vec<u8>;

/// Files of languages by path, sorted.
#[derive(Clone, Default)]
pub struct Pack {
    files: Vec<File>,
    /// The literals of the patterns in its rules, where they were found beforehand.
    literals: KnownLiterals,
}

impl Pack {
    /// Makes the pack that is part of a program: `files` by path, and for each pattern of their rules, sorted, the
    /// literals that it cannot match without.
    pub fn embedded(files: &'static [(&'static str, &'static [u8])], literals: KnownLiterals) -> Pack {
        let file = |&(path, bytes): &(&'static str, &'static [u8])| File {
            path: Cow::Borrowed(path),
            bytes: Cow::Borrowed(bytes),
            root: Cow::Borrowed("rules/"),
            built_in: true,
            unpack: None,
        };
        let mut files: Vec<File> = files.iter().map(file).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Pack { files, literals }
    }

    /// Adds `files` that are part of a program, too, and packed: what is seldom asked for. `unpack` gives their content.
    pub fn with_packed(mut self, files: &'static [(&'static str, &'static [u8])], unpack: Unpack) -> Pack {
        self.files.extend(files.iter().map(|&(path, bytes)| File {
            path: Cow::Borrowed(path),
            bytes: Cow::Borrowed(bytes),
            root: Cow::Borrowed("rules/"),
            built_in: true,
            unpack: Some(unpack),
        }));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    /// Lays `files` of a folder over the pack: a file takes the place of one with the same path. `root` stands before
    /// their paths in messages and ends with `/`.
    pub fn with_files(mut self, root: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Pack {
        for (path, bytes) in files {
            let file = File {
                path: Cow::Owned(path),
                bytes: Cow::Owned(bytes),
                root: Cow::Owned(root.to_owned()),
                built_in: false,
                unpack: None,
            };
            match self.files.binary_search_by(|f| f.path.cmp(&file.path)) {
                Ok(at) => self.files[at] = file,
                Err(at) => self.files.insert(at, file),
            }
        }
        self
    }

    fn file(&self, path: &str) -> Option<&File> {
        self.files.binary_search_by(|f| (*f.path).cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Returns the bytes of a file. Those that are part of the program are not copied, but for packed ones.
    pub fn bytes(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.file(path).map(|file| match file.unpack {
            Some(unpack) => Cow::Owned(unpack(&file.bytes)),
            None => file.bytes.clone(),
        })
    }

    /// Returns the text of a file; nothing when there is none or it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<Cow<'static, str>> {
        match self.bytes(path)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        }
    }

    /// Returns the path as messages show it, with what stands before it.
    pub fn shown(&self, path: &str) -> String {
        self.file(path).map_or_else(|| path.to_owned(), |file| format!("{}{path}", file.root))
    }

    /// Returns whether the file is part of the program: held whole by its tests.
    pub fn is_built_in(&self, path: &str) -> bool {
        self.file(path).is_some_and(|file| file.built_in)
    }

    /// Returns the paths of all files that begin with `prefix` ("en/grammar/"), sorted.
    pub fn files<'p>(&'p self, prefix: &'p str) -> impl Iterator<Item = &'p str> {
        let from = self.files.partition_point(|f| *f.path < *prefix);
        self.files[from..].iter().map(|f| &*f.path).take_while(move |path| path.starts_with(prefix))
    }

    /// Returns the codes of the languages that have a folder with a `language.toml`: those that are part of the
    /// program, then the others, both sorted. The first is taken for usual where a text does not tell.
    pub fn languages(&self) -> Vec<String> {
        let codes = self.files("").filter_map(|path| path.strip_suffix("/language.toml"));
        let mut codes: Vec<&str> = codes.filter(|code| *code != ANY).collect();
        codes.sort_by_key(|code| !self.files(code).any(|path| self.is_built_in(path)));
        codes.into_iter().map(str::to_owned).collect()
    }

    /// Returns the literals of patterns that were found beforehand.
    pub(crate) fn literals(&self) -> KnownLiterals {
        self.literals
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.files.iter().map(|file| &file.path)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Pack;

    #[test]
    fn a_folder_lies_over_what_is_part_of_the_program() {
        let pack =
            Pack::embedded(&[("xx/language.toml", b"old"), ("any/language.toml", b"any")], ("", &[], &[]));
        let files =
            [("xx/language.toml".to_owned(), b"new".to_vec()), ("yy/language.toml".to_owned(), vec![])];
        let pack = pack.with_files("own/", files);
        assert_eq!(pack.text("xx/language.toml").as_deref(), Some("new"));
        assert_eq!(pack.shown("xx/language.toml"), "own/xx/language.toml");
        assert_eq!(pack.shown("any/language.toml"), "rules/any/language.toml");
        assert!(pack.is_built_in("any/language.toml") && !pack.is_built_in("yy/language.toml"));
        assert_eq!(pack.languages(), ["xx", "yy"]);
        assert_eq!(pack.files("yy/").collect::<Vec<_>>(), ["yy/language.toml"]);
    }

    #[test]
    fn a_packed_file_is_read_as_what_it_holds() {
        let pack = Pack::embedded(&[("b.txt", b"b")], ("", &[], &[]));
        let pack = pack.with_packed(&[("a.txt", b"cba")], |bytes| bytes.iter().rev().copied().collect());
        assert_eq!(pack.text("a.txt").as_deref(), Some("abc"));
        assert!(pack.is_built_in("a.txt") && pack.files("").eq(["a.txt", "b.txt"]));
    }
}
