//! A language is a folder: one that nobody speaks is added from outside the program, word table and all.

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use mtlint::analysis::Analyser;
use mtlint::document::BlockKind;
use mtlint::language::Language;
use mtlint::project::packs;
use mtlint::train::tagger::{TaggerOptions, train};
use mtlint::train::treebank;

use crate::program::mtlint;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|e| e.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Sentences of the language with its own tags, as a treebank has them.
fn sentences() -> String {
    // "Sera" is a thing as well as a deed.
    let (things, deeds) = (["bato", "rosa", "toki", "velu", "sera"], ["lumi", "sera", "kanti"]);
    let mut text = String::new();
    let pairs = things.iter().flat_map(|a| things.iter().map(move |b| (*a, *b)));
    for ((a, b), deed) in pairs.flat_map(|pair| deeds.map(|deed| (pair, deed))) {
        let words = [("uni", "U"), (a, "N"), (deed, "V"), (b, "N"), (".", "S")];
        let turned = [(a, "N"), (deed, "V"), ("uni", "U"), (b, "N"), (".", "S")];
        for sentence in [words, turned] {
            for (number, (word, tag)) in (1..).zip(sentence) {
                text += &format!("{number}\t{word}\t_\t_\t{tag}\t_\t_\t_\t_\t_\n");
            }
            text.push('\n');
        }
    }
    text
}

/// Weights of a tagger that learnt those sentences.
fn tagger(own: &Path) -> &'static [u8] {
    static WEIGHTS: OnceLock<Vec<u8>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let language = Language::load(&packs::pack(&[own.to_owned()]).unwrap(), "qaa").unwrap();
        let treebank = treebank::parse("qixi", &sentences(), &language.tags).unwrap();
        train(&[treebank], &[], &language, &TaggerOptions::default(), &mut |_| ()).unwrap()
    })
}

/// A folder with the language, its word table, which the program makes from the list beside it, and its tagger.
fn languages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages"), &folder.path().join("own"));
    let made = mtlint(folder.path(), &["train", "lexicon", ".", "--language", "own/qaa"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let own = folder.path().join("own");
    fs::write(own.join("qaa/tagger.bin"), tagger(&own)).unwrap();
    folder
}

#[test]
fn its_words_have_its_own_tags() {
    let folder = languages();
    let pack = packs::pack(&[folder.path().join("own")]).unwrap();
    let analyser = Analyser::new(Arc::new(Language::load(&pack, "qaa").unwrap())).unwrap();
    let analysis = analyser.text("Rosa lumi uni velu. Uni bato sera toki.", BlockKind::Paragraph);
    let tags = &analyser.language().tags;
    let names: Vec<&str> = analysis.tokens.iter().map(|token| tags.name(token.tag)).collect();
    assert_eq!(names.join(" "), "N V U N S U N V N S");
    assert!(
        analysis.clauses.iter().all(|clause| clause.verb.is_some()),
        "its verbs are found: {:?}",
        analysis.clauses
    );
    let unknown = treebank::parse("x", "1\tbato\t_\t_\tNN\t_\t_\t_\t_\t_\n\n", tags).unwrap_err().to_string();
    assert!(unknown.starts_with("x:1: ") && unknown.contains("\"NN\""), "{unknown}");
}

/// Rules and words of the findings in `text`, the unsure ones too.
fn found(folder: &Path, text: &str) -> Vec<(String, String)> {
    fs::write(folder.join("a.txt"), text).unwrap();
    let run = mtlint(
        folder,
        &[
            "check",
            "--no-config",
            "--languages",
            "own",
            "--lang=qaa",
            "--format=json",
            "--min-certainty=0",
            "a.txt",
        ],
    );
    let report: serde_json::Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&run.stderr)));
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let field = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap().to_owned();
    findings.iter().map(|finding| (field(finding, "rule"), field(finding, "text"))).collect()
}

#[test]
fn its_rules_find_what_is_wrong_and_nothing_else() {
    let folder = languages();
    let text = "Bato lumi lumi sera toki.\n\nRosa velu kanti uni.\n\nUni rosa velu kanti.\n";
    let expected = [("doubled-word", "lumi lumi"), ("article-at-end", "uni.")];
    assert_eq!(found(folder.path(), text), expected.map(|(rule, words)| (rule.to_owned(), words.to_owned())));
}

#[test]
fn a_detector_is_off_where_it_lacks_what_it_needs() {
    let folder = languages();
    let own = folder.path().join("own/qaa");
    let rule = fs::read_to_string(own.join("house/doubled-word.toml")).unwrap();
    let rule = rule.replace("\"doubled-word\"", "\"fragment\"\nfault = \"verbless\"");
    fs::write(own.join("house/verbless.toml"), rule).unwrap();
    let text = "Bato lumi velu. Rosa toki bato. Bato kanti velu.\n";
    let verbless = [("verbless".to_owned(), "Rosa toki bato.".to_owned())];
    assert_eq!(found(folder.path(), text), verbless, "with its tagger the detector finds it");
    fs::remove_file(own.join("tagger.bin")).unwrap();
    assert_eq!(found(folder.path(), text), [], "without one the detector is off");
}

#[test]
fn a_broken_file_of_it_is_told_with_its_place() {
    let folder = languages();
    fs::write(folder.path().join("a.txt"), "Bato lumi.\n").unwrap();
    let said = |file: &str, content: &str| {
        let path = folder.path().join("own/qaa").join(file);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, content).unwrap();
        let run =
            mtlint(folder.path(), &["check", "--no-config", "--languages", "own", "--lang", "qaa", "a.txt"]);
        fs::write(&path, whole).unwrap();
        assert_eq!(run.status.code(), Some(2), "{file}");
        String::from_utf8(run.stderr).unwrap()
    };
    let message = said("language.toml", "code = \"qaa\"\nname = \"Qixi\"\n[conventions]\nprefixs = \"ba\"\n");
    assert!(message.contains("own/qaa/language.toml:4"), "{message}");
    let tags = "code = \"qaa\"\nname = \"Qixi\"\ntags = [\n  { name = \"N\", class = \"NUON\" },\n]\n";
    let message = said("language.toml", tags);
    assert!(message.contains("own/qaa/language.toml:4") && message.contains("`NOUN`"), "{message}");
    let message = said("tagger.bin", "nothing");
    assert!(message.contains("own/qaa/tagger.bin"), "{message}");
    let message = said("lexicon/words.bin", "nothing");
    assert!(message.contains("own/qaa/lexicon/words.bin"), "{message}");
    let message = said("house/doubled-word.toml", "summary = \"x\"\n[match]\ndetector = \"none-such\"\n");
    assert!(message.contains("own/qaa/house/doubled-word.toml"), "{message}");
}
