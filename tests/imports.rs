//! Holds the imports of the workspace to one direction: crates in their order, and no file that imports one which
//! imports it back, over however many others.
//!
//! A name that a `mod.rs` re-exports counts as an import of the file that declares it. Tests may import what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// Crates in the order of the pipeline, each with those that it may import.
const CRATES: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("english", &[]),
    ("languages", &["english"]),
    ("read", &["core"]),
    ("report", &["core", "read"]),
    ("project", &["core", "languages", "read", "report"]),
    ("audit", &["core", "languages", "read", "report", "project"]),
    ("server", &["core", "languages", "read", "report", "project"]),
    ("train", &["core", "languages", "read", "report", "project", "audit"]),
    ("lsp", &["core", "read", "project"]),
    ("python", &[]),
];

/// The path of a module in its crate: ["analysis", "names"].
type Module = Vec<String>;

/// What one file imports and re-exports, as written.
#[derive(Default)]
struct Source {
    /// Paths that it uses, each a list of segments.
    uses: Vec<Module>,
    /// Names that it hands on, by the path they come from.
    exports: Vec<Module>,
}

impl<'s> Visit<'s> for Source {
    fn visit_item_mod(&mut self, item: &'s syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'s syn::ItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'s syn::ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        let private = matches!(item.vis, syn::Visibility::Inherited);
        if private { self.uses.extend(paths) } else { self.exports.extend(paths) }
    }

    // `pub(in crate::a)` names a module without importing it.
    fn visit_visibility(&mut self, _: &'s syn::Visibility) {}

    fn visit_path(&mut self, path: &'s syn::Path) {
        if path.segments.len() > 1 {
            self.uses.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

pub fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|what| what.is_ident("test"))
    })
}

/// The paths of a `use`, written out.
fn flatten(tree: &syn::UseTree, before: &mut Module, found: &mut Vec<Module>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
        syn::UseTree::Name(name) => found.push([&before[..], &[name.ident.to_string()]].concat()),
        syn::UseTree::Rename(name) => found.push([&before[..], &[name.ident.to_string()]].concat()),
        syn::UseTree::Glob(_) => found.push(before.clone()),
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates")
}

pub fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_stem().unwrap_or_default();
        if path.is_dir() && name != "tests" {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && name != "tests" && name != "sample" {
            found.push(path);
        }
    }
}

/// The files of a crate by module.
fn sources(name: &str) -> BTreeMap<Module, Source> {
    let folder = root().join(name).join("src");
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    let parse = |path: &PathBuf| {
        let relative = path.strip_prefix(&folder).unwrap().with_extension("");
        let mut module: Module = relative.iter().map(|s| s.to_str().unwrap().to_owned()).collect();
        if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
            module.pop();
        }
        let text = fs::read_to_string(path).unwrap();
        let file = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut source = Source::default();
        source.visit_file(&file);
        (module, source)
    };
    files.iter().map(parse).collect()
}

/// Where a path leads that is written in `module`: from the crate's root, where it stays in the crate.
fn absolute(path: &Module, module: &Module, files: &BTreeMap<Module, Source>) -> Option<Module> {
    let mut base = module.clone();
    let mut rest = &path[..];
    match rest[0].as_str() {
        "crate" => (base, rest) = (Module::new(), &rest[1..]),
        "super" | "self" => {
            while let Some(step @ ("super" | "self")) = rest.first().map(String::as_str) {
                if step == "super" {
                    base.pop();
                }
                rest = &rest[1..];
            }
        }
        first => {
            let child = [&base[..], &[first.to_owned()]].concat();
            files.contains_key(&child).then_some(())?;
        }
    }
    Some([&base[..], rest].concat())
}

/// The module whose file declares what a path leads to: re-exports are followed.
fn declared(mut path: Module, files: &BTreeMap<Module, Source>) -> Module {
    path.retain(|segment| segment != "self");
    for _ in 0..8 {
        let longest =
            (0..=path.len()).rev().find(|&n| files.contains_key(&path[..n])).expect("the root is one");
        if longest == path.len() {
            return path;
        }
        let (module, name) = (path[..longest].to_vec(), &path[longest]);
        let export = files[&module].exports.iter().find(|e| e.last() == Some(name));
        match export.and_then(|e| absolute(e, &module, files)) {
            Some(origin) => path = [&origin[..], &path[longest + 1..]].concat(),
            None => return module,
        }
    }
    path
}

/// The modules that each module of a crate imports.
fn imports(files: &BTreeMap<Module, Source>) -> BTreeMap<&Module, BTreeSet<Module>> {
    let of = |(module, source): (&Module, &Source)| {
        let paths = source.uses.iter().filter_map(|path| absolute(path, module, files));
        paths.map(|path| declared(path, files)).filter(|other| other != module).collect()
    };
    files.iter().map(|file| (file.0, of(file))).collect()
}

/// A way from `module` back to itself.
fn circle(module: &Module, imports: &BTreeMap<&Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut next = vec![module];
    while let Some(at) = next.pop() {
        for other in &imports[at] {
            if other == module {
                let mut way = vec![at.clone()];
                while let Some(before) = from.get(way.last().unwrap()) {
                    way.push((*before).clone());
                }
                return Some(way);
            }
            if !from.contains_key(other) {
                from.insert(other, at);
                next.push(other);
            }
        }
    }
    None
}

/// Circles that are still to be cut: a new one fails the test, and so does one that is gone and still stands here.
const LEFT: &[&str] = &[];

#[test]
fn no_file_imports_one_that_imports_it_back() {
    let mut circles = BTreeSet::new();
    for (name, _) in CRATES {
        let files = sources(name);
        let imports = imports(&files);
        for module in files.keys() {
            if let Some(way) = circle(module, &imports) {
                let mut names: Vec<String> =
                    way.iter().map(|m| format!("{name}: {}", m.join("::"))).collect();
                names.sort();
                circles.insert(names.join(", "));
            }
        }
    }
    let left: BTreeSet<String> = LEFT.iter().map(|circle| (*circle).to_owned()).collect();
    assert_eq!(circles, left, "imports that run in circles, and those that are known");
}

#[test]
fn crates_import_in_one_direction() {
    for (name, allowed) in CRATES {
        let manifest = fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let dependencies =
            manifest.get("dependencies").and_then(|d| d.as_table()).cloned().unwrap_or_default();
        for other in dependencies.keys().filter_map(|key| key.strip_prefix("mtlint-")) {
            assert!(allowed.contains(&other), "crates/{name} may not depend on crates/{other}");
        }
    }
}

#[test]
fn the_core_knows_no_command_line_no_database_and_no_terminal() {
    let lock = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--package", "mtlint-core", "--edges", "normal", "--prefix", "none", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(lock.stdout).unwrap();
    assert!(tree.starts_with("mtlint-core"), "{}", String::from_utf8_lossy(&lock.stderr));
    for banned in
        ["clap", "rusqlite", "ctrlc", "indicatif", "ignore", "anstream", "mtlint-languages", "mtlint-english"]
    {
        assert!(
            !tree.lines().any(|l| l.split(' ').next() == Some(banned)),
            "mtlint-core depends on {banned}"
        );
    }
}
