//! Training, checking and evaluating a quality estimate through the command, on data made up here.

use std::path::Path;

use crate::program::mtlint;

/// Segments whose quality follows from what was done to them; all invented.
fn data(path: &Path, segments: usize) {
    let people = ["Mara Olt", "Ivo Renn", "Dana Pell", "Oru Tamm", "Lis Varga", "Jon Abel"];
    let acts =
        ["opened the bridge", "closed the mill", "sold the boat", "wrote to the council", "left the harbour"];
    let times = ["on Monday", "in the spring", "after the flood", "before noon", "two years ago", "at night"];
    let mut lines = String::from("this line is broken\n");
    for i in 0..segments {
        let good = format!("{} {} {}.", people[i % 6], acts[i % 5], times[(i / 3) % 6]);
        let bad = match i % 4 {
            0 => good.clone(),
            1 => good.replace("the ", "the the "),
            2 => good.replace(' ', " qwzx "),
            _ => good.to_lowercase().replace('.', " stated ."),
        };
        let line =
            serde_json::json!({"id": i, "text": bad, "fixed": good, "source": format!("src {i} {}", i % 5)});
        lines.push_str(&format!("{line}\n"));
    }
    std::fs::write(path, lines).expect("written");
}

#[test]
fn a_house_model_is_trained_used_and_measured() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    data(&at.join("data.jsonl"), 120);
    let train = |out: &str| {
        let arguments = [
            "train",
            "estimate",
            "--data",
            "data.jsonl",
            "--source-lang",
            "et",
            "--out",
            out,
            "--no-curve",
            "--folds",
            "2",
        ];
        mtlint(at, &arguments)
    };
    let first = train("a.bin");
    let (said, told) = (String::from_utf8_lossy(&first.stdout), String::from_utf8_lossy(&first.stderr));
    assert!(first.status.success(), "{told}");
    assert!(told.contains("data.jsonl:1:"), "the broken line is named: {told}");
    assert!(said.contains("120 segments") && said.contains("Strongest features"), "{said}");
    assert!(train("b.bin").status.success());
    let bytes = std::fs::read(at.join("a.bin")).expect("written");
    assert!(bytes == std::fs::read(at.join("b.bin")).expect("written"), "the same data give the same bytes");

    let judged =
        mtlint(at, &["evaluate", "estimate", "--estimator", "a.bin", "--format", "json", "data.jsonl"]);
    let figures: serde_json::Value = serde_json::from_slice(&judged.stdout).expect("JSON");
    assert!(figures["pearson"].as_f64().expect("a number") > 0.5, "{figures}");

    std::fs::write(at.join("article.txt"), "Mara Olt opened the bridge on Monday.\n").expect("written");
    let check = ["check", "--format", "json", "--estimator", "a.bin", "article.txt"];
    let report = String::from_utf8(mtlint(at, &check).stdout).expect("UTF-8");
    assert!(report.contains("\"estimate\"") && report.contains("\"reasons\""), "{report}");

    std::fs::write(at.join("mtlint.toml"), "estimator = \"a.bin\"\n[gate]\nmin-estimate = 100\n")
        .expect("written");
    let configured = mtlint(at, &["check", "--format", "json", "article.txt"]);
    assert_eq!(configured.status.code(), Some(1), "an estimate below 100 is refused");
    let value = |report: &str| {
        let report: serde_json::Value = serde_json::from_str(report).expect("JSON");
        report["documents"][0]["estimate"].as_f64().expect("a number")
    };
    assert_eq!(
        value(&String::from_utf8_lossy(&configured.stdout)),
        value(&report),
        "the same model by flag and file"
    );
    let contradiction = mtlint(at, &["check", "--no-estimate", "article.txt"]);
    assert_eq!(contradiction.status.code(), Some(2), "a condition on what is left out is no condition");
    assert!(String::from_utf8_lossy(&contradiction.stderr).contains("gate.min-estimate"));
    std::fs::write(at.join("mtlint.toml"), "estimate = false\n").expect("written");
    for flags in [&["--no-config", "--no-estimate"][..], &[]] {
        let without = mtlint(at, &[&["check", "--format", "json", "article.txt"], flags].concat());
        let report: serde_json::Value = serde_json::from_slice(&without.stdout).expect("JSON");
        assert!(report["documents"][0]["estimate"].is_null() && report["documents"][0]["score"].is_number());
    }
    std::fs::remove_file(at.join("mtlint.toml")).expect("removed");

    std::fs::write(at.join("cut.bin"), &bytes[..bytes.len() / 2]).expect("written");
    let refused = mtlint(at, &["check", "--estimator", "cut.bin", "article.txt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("cut.bin"));
}

#[test]
fn an_estimate_has_reasons_in_words_and_a_bound() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(
        at.join("text.txt"),
        "The ferry to Oldmere leaves at noon. Nobody was waiting at the pier.\n",
    )
    .expect("written");
    let record = |text: &str, more: serde_json::Value| {
        let mut line = serde_json::json!({"id": 1, "text": text});
        line.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        std::fs::write(at.join("one.jsonl"), format!("{line}\n")).expect("written");
        let out = mtlint(at, &["check", "--input-format", "jsonl", "--format", "jsonl", "one.jsonl"]);
        serde_json::from_slice::<serde_json::Value>(&out.stdout).expect("JSON")
    };
    let text = "The ferry to Oldmere leaves at noon. Nobody was waiting at the pier.";
    let alone = record(text, serde_json::json!({}));
    let value = alone["estimate"].as_f64().expect("a number");
    assert!((0.0..=100.0).contains(&value));
    let reasons = alone["reasons"].as_array().expect("reasons");
    assert_eq!(reasons.len(), 5);
    assert!(reasons.iter().all(|r| r["words"].as_str().is_some_and(|w| w.contains(' ') && !w.contains('{'))));
    let beside = record(text, serde_json::json!({"source": "Kell ei oodanud keegi.", "source_lang": "et"}));
    assert_ne!(beside["estimate"], alone["estimate"], "the source tells something");
    assert!(record("Noon.", serde_json::json!({}))["estimate"].is_null(), "one word is too short");
    let other = record("Der Zug fährt heute nicht.", serde_json::json!({"lang": "de"}));
    assert!(other["estimate"].is_null(), "no model for the language");

    let code = |bound: &str| mtlint(at, &["check", "--min-estimate", bound, "text.txt"]).status.code();
    assert_eq!((code("0"), code("100")), (Some(0), Some(1)));
}
