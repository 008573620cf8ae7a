//! The estimate of whole texts: it says how good a text is, and neither how long it is nor of what kind. The texts in
//! genres.txt are our own, of six kinds, and without a fault.

use std::fmt::Write;

use crate::program::{mtlint, text};

/// How far the estimate of a beginning may stray from that of the whole, and that of one kind from another.
const POINTS: f64 = 8.0;

fn kinds() -> Vec<(&'static str, Vec<&'static str>)> {
    let texts = include_str!("genres.txt").split("## ").skip(1);
    texts
        .map(|text| {
            let (name, text) = text.split_once('\n').expect("a name");
            (name, text.trim().split("\n\n").collect())
        })
        .collect()
}

/// The estimates of texts, in order.
fn estimates(texts: &[String]) -> Vec<f64> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut records = String::new();
    for text in texts {
        writeln!(records, "{}", serde_json::json!({ "text": text, "lang": "en" })).unwrap();
    }
    std::fs::write(folder.path().join("a.jsonl"), records).expect("written");
    let out = mtlint(folder.path(), &["check", "--no-config", "--format", "jsonl", "a.jsonl"]);
    let estimate = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        record["estimate"].as_f64().expect("an estimate")
    };
    text(&out.stdout).lines().map(estimate).collect()
}

#[test]
fn the_beginning_of_a_text_is_estimated_as_the_whole() {
    for (kind, paragraphs) in kinds() {
        let beginnings: Vec<String> = (3..=paragraphs.len()).map(|k| paragraphs[..k].join("\n\n")).collect();
        let told = estimates(&beginnings);
        let whole = told[told.len() - 1];
        assert!(told.iter().all(|e| (e - whole).abs() <= POINTS), "{kind}: {told:?}");
    }
}

#[test]
fn the_order_of_paragraphs_tells_nothing() {
    for (kind, mut paragraphs) in kinds() {
        let there = paragraphs.join("\n\n");
        paragraphs.swap(0, 3);
        paragraphs.swap(1, 4);
        let told = estimates(&[there, paragraphs.join("\n\n")]);
        assert!((told[0] - told[1]).abs() < 0.5, "{kind}: {told:?}");
    }
}

#[test]
fn the_kind_of_text_alone_moves_the_estimate_little() {
    let (names, texts): (Vec<&str>, Vec<String>) =
        kinds().into_iter().map(|(name, paragraphs)| (name, paragraphs.join("\n\n"))).unzip();
    let told = estimates(&texts);
    let (least, most) = told.iter().fold((f64::MAX, f64::MIN), |(l, m), e| (l.min(*e), m.max(*e)));
    assert!(most - least < POINTS, "{names:?} {told:?}");
}

#[test]
fn how_far_it_strays_can_be_measured() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut records = String::new();
    for (kind, paragraphs) in kinds() {
        let record = serde_json::json!({ "text": paragraphs.join("\n\n"), "genre": kind });
        writeln!(records, "{record}").unwrap();
    }
    std::fs::write(folder.path().join("own.jsonl"), records).expect("written");
    let out = text(&mtlint(folder.path(), &["evaluate", "lengths", "own.jsonl"]).stdout);
    let lines: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(lines.len(), kinds().len(), "{out}");
    for line in lines {
        let figures: Vec<f64> = line.split_whitespace().rev().take(5).map(|f| f.parse().unwrap()).collect();
        let [order, farthest, share, mean, texts] = figures[..] else { panic!("{line}") };
        assert_eq!((texts, share), (1.0, 0.0), "{line}");
        assert!(farthest <= POINTS && order < 0.5 && (1.0..99.0).contains(&mean), "{line}");
    }
    let strict = text(&mtlint(folder.path(), &["evaluate", "lengths", "--points", "0", "own.jsonl"]).stdout);
    assert!(strict.contains("over 0 points") && strict.contains("100.0"), "{strict}");
}
