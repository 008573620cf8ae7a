//! Models and rule packs are not trusted: what was cut, swapped or edited is refused with the file and the reason.
//!
//! The files that ship are damaged in every way that leaves a file: cut at each length of the head, around each power
//! of two and just before the end, one byte changed in the head and all over the rest, another kind's file, another
//! version. None may be taken, none may panic, and every message says which file and what is wrong with it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use mtlint::analysis::bare::{self, BareNouns};
use mtlint::analysis::choice::Choices;
use mtlint::analysis::tagger::Tagger;
use mtlint::container::{Container, Trust};
use mtlint::error::Error;
use mtlint::estimate::model::Model;
use mtlint::language::{Language, Lexicon};
use mtlint::machine;
use mtlint::project::packs;

use crate::program::mtlint;

/// A kind of binary model.
struct Kind {
    shipped: &'static str,
    open: fn(Vec<u8>) -> Result<(), Error>,
}

const KINDS: &[Kind] = &[
    Kind { shipped: "en/tagger.bin", open: |bytes| Tagger::from_file("own.bin", bytes, english()).map(drop) },
    Kind { shipped: "en/estimate.bin", open: |bytes| Model::open("own.bin", bytes).map(drop) },
    Kind {
        shipped: "en/choice.bin",
        open: |bytes| Choices::from_bytes("own.bin", bytes, english()).map(drop),
    },
    Kind {
        shipped: "en/lexicon/words.bin",
        open: |bytes| Lexicon::from_bytes("own.bin", bytes, Trust::Checked).map(drop),
    },
    Kind {
        shipped: "en/articles.bin",
        open: |bytes| {
            let container = Container::open("own.bin", bare::CONTENT, bytes.into(), Trust::Checked)?;
            BareNouns::open("own.bin", &container).map(drop)
        },
    },
    Kind {
        shipped: "en/machine.bin",
        open: |bytes| {
            Container::open("own.bin", machine::model::CONTENT, bytes.into(), Trust::Checked).map(drop)
        },
    },
];

fn english() -> &'static Language {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    ENGLISH.get_or_init(|| Language::load(&packs::pack(&[]).unwrap(), "en").expect("it ships"))
}

fn shipped(kind: &Kind) -> Vec<u8> {
    packs::embedded().bytes(kind.shipped).expect("it ships").into_owned()
}

/// Fails unless the file is refused with its name, one of these reasons, and a fix.
fn refused(kind: &Kind, bytes: Vec<u8>, reasons: &[&str], damage: &str) {
    let Err(error) = (kind.open)(bytes) else { panic!("{} is taken: {damage}", kind.shipped) };
    let said = error.what();
    assert!(said.starts_with("own.bin: "), "{}, {damage}: {said}", kind.shipped);
    assert!(reasons.iter().any(|r| said.contains(r)), "{}, {damage}: {said}", kind.shipped);
    assert!(error.remedy().is_some_and(|fix| fix.contains("mtlint train")), "{said} has no remedy");
}

/// Where the version stands in every file of trained data.
const VERSION_AT: usize = 32;

/// Words for each reason.
const MAGIC: &[&str] = &["not a file of trained data"];
const LENGTH: &[&str] = &["cut off"];
const VERSION: &[&str] = &["is of version"];
const CHECKSUM: &[&str] = &["checksum"];

#[test]
fn a_cut_file_is_refused() {
    for kind in KINDS {
        let whole = shipped(kind);
        let powers = (7..).map(|n| 1usize << n).take_while(|n| *n < whole.len());
        let near = powers.flat_map(|n| [n - 1, n, n + 1]);
        let ends = [whole.len() / 2, whole.len() / 3, whole.len() - 8, whole.len() - 2, whole.len() - 1];
        for length in (0..200).chain(near).chain(ends) {
            let reasons = [MAGIC, LENGTH].concat();
            refused(kind, whole[..length].to_vec(), &reasons, &format!("cut at {length}"));
        }
        refused(kind, [&whole[..], b"\0"].concat(), &[LENGTH, CHECKSUM].concat(), "a byte more");
        refused(kind, [&whole[..], &whole[..]].concat(), &[LENGTH, CHECKSUM].concat(), "twice");
    }
}

#[test]
fn an_edited_file_is_refused() {
    for kind in KINDS {
        let whole = shipped(kind);
        let all = [MAGIC, LENGTH, VERSION, CHECKSUM].concat();
        let step = if cfg!(debug_assertions) { whole.len() / 23 } else { whole.len() / 211 };
        let places = (0..120).chain((120..whole.len()).step_by(step)).chain([whole.len() - 1]);
        for place in places {
            for flip in [0x01, 0x80] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                let reasons = if place < 8 { MAGIC } else { &all };
                refused(kind, bytes, reasons, &format!("byte {place} changed by {flip}"));
            }
        }
        let mut swapped = whole.clone();
        let half = whole.len() / 2;
        swapped[half..half + 64].rotate_left(8);
        assert_ne!(swapped, whole);
        refused(kind, swapped, CHECKSUM, "bytes in another order");
    }
}

#[test]
fn another_version_and_another_kind_are_refused() {
    for kind in KINDS {
        let whole = shipped(kind);
        for version in [0u32, 99, u32::MAX] {
            let mut bytes = whole.clone();
            bytes[VERSION_AT..VERSION_AT + 4].copy_from_slice(&version.to_le_bytes());
            refused(kind, bytes, VERSION, &format!("version {version}"));
        }
        for other in KINDS.iter().filter(|k| k.shipped != kind.shipped) {
            refused(kind, shipped(other), MAGIC, other.shipped);
        }
        for other in [&b""[..], b"{}", b"PK\x03\x04", b"\x1f\x8b\x08", &[0; 4096], &[0xff; 4096]] {
            refused(kind, other.to_vec(), MAGIC, "no model at all");
        }
    }
}

/// What the command says of a pack or a model that will not do: exit code 2, the file, and no crash.
fn command_refuses(folder: &Path, args: &[&str], file: &str, reason: &str) {
    let out = mtlint(folder, args);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains(file) && said.contains(reason) && !said.contains("panicked"), "{reason}: {said}");
}

#[test]
fn the_command_refuses_a_damaged_model_of_the_users() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The ferry left.").unwrap();
    fs::write(folder.path().join("mtlint.toml"), "estimator = \"own.bin\"\n").unwrap();
    let whole = packs::embedded().bytes("en/estimate.bin").unwrap();
    let place = whole.len() / 2;
    let edited = [&whole[..place], &[whole[place] ^ 1], &whole[place + 1..]].concat();
    let damaged: [(&[u8], &str); 4] = [
        (&whole[..place], "cut off"),
        (&edited, "checksum"),
        (b"", "holds estimate"),
        (&packs::embedded().bytes("en/tagger.bin").unwrap(), "holds estimate"),
    ];
    for (bytes, reason) in damaged {
        fs::write(folder.path().join("own.bin"), bytes).unwrap();
        command_refuses(folder.path(), &["check", "a.txt"], "own.bin", reason);
    }
    fs::remove_file(folder.path().join("own.bin")).unwrap();
    command_refuses(folder.path(), &["check", "a.txt"], "own.bin", "No such file");
    fs::create_dir(folder.path().join("own.bin")).unwrap();
    command_refuses(folder.path(), &["check", "a.txt"], "own.bin", "directory");
}

/// A rule whose matcher is given.
fn rule(matcher: &str) -> String {
    let example = "[[bad]]\ntext = \"The ferry left aaaa.\"\n[[good]]\ntext = \"The harbour is shut.\"\n";
    format!(
        "summary = \"A rule\"\nseverity = \"minor\"\ncategory = \"fluency/grammar\"\ncertainty = 0.9\nwhy = \"So.\"\n\
         fix = \"Fix it.\"\n[match]\n{matcher}\n{example}{example}"
    )
}

#[test]
fn the_command_refuses_a_damaged_pack() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack/en/own");
    fs::create_dir_all(&pack).unwrap();
    fs::write(folder.path().join("a.txt"), "The ferry left.").unwrap();
    let good = rule("regex = \"a{4}\"");
    fs::write(pack.join("own.toml"), &good).unwrap();
    let args = ["check", "--rules", "pack", "a.txt"];
    let out = mtlint(folder.path(), &args);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let deep = format!("a = {}", "[".repeat(200_000));
    let dotted = format!("{}a = 1", "a.".repeat(200_000));
    let tables = format!("[{}a]", "a.".repeat(200_000));
    let damaged: [(&[u8], &str); 9] = [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "missing field"),
        (&good.as_bytes()[..good.len() / 4], "own.toml"),
        (&packs::embedded().bytes("en/tagger.bin").unwrap(), "UTF-8"),
        (deep.as_bytes(), "own.toml"),
        (dotted.as_bytes(), "own.toml"),
        (tables.as_bytes(), "own.toml"),
        (rule("regex = '(?:a{1000}){1000}'").leak().as_bytes(), "regex"),
        (rule(&format!("regex = '{}'", "(".repeat(100_000))).leak().as_bytes(), "regex"),
    ];
    for (bytes, reason) in damaged {
        fs::write(pack.join("own.toml"), bytes).unwrap();
        command_refuses(folder.path(), &args, "own.toml", reason);
        // The same bytes as a configuration; an empty one is valid.
        if !bytes.is_empty() {
            fs::write(folder.path().join("mtlint.toml"), bytes).unwrap();
            command_refuses(folder.path(), &["check", "a.txt"], "mtlint.toml", "");
            fs::remove_file(folder.path().join("mtlint.toml")).unwrap();
        }
    }
}
