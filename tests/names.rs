//! One word for one thing: no type of the workspace has the name of another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::imports::{is_test, root, rust_files};

/// What `clap` has every subcommand call its arguments.
const SHARED: &[&str] = &["Args"];

/// Adds the types that are defined in `items`, those of modules within included.
fn types(items: &[syn::Item], found: &mut BTreeSet<String>) {
    for item in items {
        let name = match item {
            syn::Item::Struct(item) => &item.ident,
            syn::Item::Enum(item) => &item.ident,
            syn::Item::Trait(item) => &item.ident,
            syn::Item::Type(item) => &item.ident,
            syn::Item::Mod(module) if !is_test(&module.attrs) => {
                types(module.content.as_ref().map_or(&[], |(_, items)| items), found);
                continue;
            }
            _ => continue,
        };
        found.insert(name.to_string());
    }
}

#[test]
fn no_type_has_the_name_of_another() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = Vec::new();
    rust_files(&workspace.join("src"), &mut files);
    rust_files(&root(), &mut files);
    let mut by_name: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in files {
        let relative = path.strip_prefix(workspace).unwrap();
        if !relative.iter().any(|folder| folder == "src") {
            continue;
        }
        let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        let mut found = BTreeSet::new();
        types(&file.items, &mut found);
        for name in found {
            by_name.entry(name).or_default().push(relative.to_owned());
        }
    }
    assert!(by_name.len() > 300, "only {} types were found", by_name.len());
    by_name.retain(|name, files| files.len() > 1 && !SHARED.contains(&name.as_str()));
    assert!(by_name.is_empty(), "{by_name:#?}");
}
