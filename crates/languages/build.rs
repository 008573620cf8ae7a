//! Carries `rules/` into the program, and does beforehand what every start would do again with it.
//!
//! A file added to `rules/` is part of the program at the next build; a language is left out with its cargo feature.
//! Which literals its regex cannot match without is found by the code that the program uses for a user's own rules.

#[path = "required.rs"]
mod required;
#[path = "signs.rs"]
mod signs;
#[path = "strings.rs"]
mod strings;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Languages with a feature of their own.
const LANGUAGES: [(&str, bool); 1] = [("en", cfg!(feature = "en"))];

/// Files that are constants of another crate.
const ELSEWHERE: [(&str, &str, bool); 2] = [
    ("en/choice.bin", "mtlint_english::CHOICE", cfg!(feature = "en")),
    ("en/estimate.bin", "mtlint_english::ESTIMATE", cfg!(feature = "en")),
];

/// What is packed: what few checks ask for, and what becomes a third of its size or less.
const PACKED: [&str; 3] = ["any/locale/", "en/calque/", "en/machine.bin"];

/// Endings of files that tell how data was made, and which no check needs.
const NOT_CARRIED: [&str; 3] = [".md", ".py", "/sources.toml"];

fn main() {
    println!("cargo:rerun-if-changed=rules");
    for file in ["required", "signs", "strings"] {
        println!("cargo:rerun-if-changed={file}.rs");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut found = Found::default();
    found.read(&root, "");
    for (path, constant, _) in ELSEWHERE.iter().filter(|(.., wanted)| *wanted) {
        found.files.insert((*path).to_owned(), Content::Constant(constant));
    }
    write("literals.rs", &literals(&found.literals));
    let (packed, plain): (Vec<_>, Vec<_>) = found.files.iter().partition(|(path, content)| {
        PACKED.iter().any(|begins| path.starts_with(begins)) && !matches!(content, Content::Constant(_))
    });
    let packed = packed
        .into_iter()
        .map(|(path, content)| format!("    ({path:?}, include_bytes!({:?})),\n", content.packed(path)));
    write("packed.rs", &format!("&[\n{}]\n", packed.collect::<String>()));
    let files = plain.into_iter().map(|(path, content)| match content {
        Content::Rule(json) => format!("    ({path:?}, {json:?}.as_bytes()),\n"),
        Content::Constant(name) => format!("    ({path:?}, {name}),\n"),
        Content::Bytes(file) => format!("    ({path:?}, include_bytes!({file:?})),\n"),
    });
    write("files.rs", &format!("&[\n{}]\n", files.collect::<String>()));
}

fn write(name: &str, text: &str) {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    std::fs::write(out, text).expect("OUT_DIR can be written");
}

/// Returns the literals as Rust: their texts, the different signs, and by the key of a pattern its literals, which name
/// both by place.
fn literals(by_pattern: &BTreeMap<String, Vec<required::Literal>>) -> String {
    let (mut texts, mut places) = (String::new(), BTreeMap::<&str, usize>::new());
    let (mut signs, mut lines) = (Vec::<[u64; 3]>::new(), BTreeMap::new());
    let reach = |bytes: Option<usize>| bytes.and_then(|b| u16::try_from(b).ok()).unwrap_or(u16::MAX);
    for (pattern, all) in by_pattern {
        let mut written = String::new();
        for literal in all {
            let start = *places.entry(&literal.text).or_insert_with(|| {
                texts.push_str(&literal.text);
                texts.len() - literal.text.len()
            });
            let around = [literal.opens.map_or(0, |s| s.0), literal.preceded.0, literal.followed.0];
            let place = signs.iter().position(|known| *known == around).unwrap_or_else(|| {
                signs.push(around);
                signs.len() - 1
            });
            let (before, after) = (reach(literal.before), reach(literal.after));
            written += &format!("({start}, {}, {before}, {after}, {place}), ", literal.text.len());
        }
        let key = required::key(pattern);
        let other = lines.insert(key, format!("    ({key}, &[{written}]),\n"));
        assert!(other.is_none(), "two patterns have one key: {pattern}");
    }
    let lines: String = lines.into_values().collect();
    format!("({texts:?}, &{signs:?}, &[\n{lines}])\n")
}

/// What a file becomes.
enum Content {
    /// A rule, or a language's TOML, as JSON.
    Rule(String),
    /// The bytes of this file.
    Bytes(PathBuf),
    /// A constant of another crate.
    Constant(&'static str),
}

impl Content {
    /// Packs the file and returns where it lies then.
    fn packed(&self, path: &str) -> PathBuf {
        let bytes = match self {
            Content::Rule(json) => json.as_bytes().to_vec(),
            Content::Bytes(file) => std::fs::read(file).expect("rules/ can be read"),
            Content::Constant(_) => unreachable!("constants of another crate stay as they are"),
        };
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&bytes).expect("memory takes everything");
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
            .join(path.replace('/', "."));
        std::fs::write(&out, packer.finish().expect("memory takes everything"))
            .expect("OUT_DIR can be written");
        out
    }
}

/// What the folder holds, sorted.
#[derive(Default)]
struct Found {
    files: BTreeMap<String, Content>,
    /// Literals by pattern.
    literals: BTreeMap<String, Vec<required::Literal>>,
}

impl Found {
    /// Adds the files of a folder; `prefix` is its path below `rules/`, with a slash at the end.
    fn read(&mut self, folder: &Path, prefix: &str) {
        for entry in std::fs::read_dir(folder).expect("rules/ can be read").flatten() {
            let (file, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let path = format!("{prefix}{name}");
            if file.is_dir() {
                if LANGUAGES.iter().all(|(code, wanted)| *code != path || *wanted) {
                    self.read(&file, &format!("{path}/"));
                }
            } else if !NOT_CARRIED.iter().any(|end| path.ends_with(end)) {
                let content = self.rule(&file, &path).map_or(Content::Bytes(file), Content::Rule);
                self.files.insert(path, content);
            }
        }
    }

    /// Returns a rule, or what a language's TOML holds, as JSON, and notes the literals of a rule's regex. What cannot be
    /// parsed stays as it is: loading it tells why. So does what holds measured numbers, which JSON might round.
    fn rule(&mut self, file: &Path, path: &str) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if !path.ends_with(".toml") || name == "machine.toml" {
            return None;
        }
        let table = std::fs::read_to_string(file).ok()?.parse::<toml::Table>().ok()?;
        let pattern = table.get("match").and_then(|m| m.get("regex")).and_then(toml::Value::as_str);
        if let Some(pattern) = pattern
            && let Ok(hir) = regex_syntax::parse(pattern)
        {
            self.literals.insert(pattern.to_owned(), required::literals(&hir));
        }
        serde_json::to_string(&table).ok()
    }
}
