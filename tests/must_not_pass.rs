//! What the gate blocks by default, whatever the length of the text: critical findings, other languages, languages
//! without rules; and that a run says what it found, whoever listens.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::program::{mtlint, said};

/// A paragraph of about fifty words that nobody would object to; `day` makes each another one.
fn paragraph(day: usize) -> String {
    let (ship, place) = (["Alma", "Corvina", "Teal"][day % 3], ["north", "east", "south"][day / 3 % 3]);
    format!(
        "On the morning of the storm the harbour master of Velm counted {} boats along the {place} quay. \
         The {ship} had lost a mast, but her crew of {} slept through most of it. Repairs are to begin next \
         week, once the timber arrives from the mill up the valley.",
        day + 4,
        day + 7
    )
}

fn article(paragraphs: usize, before: &str) -> String {
    let body: Vec<String> = (0..paragraphs).map(paragraph).collect();
    format!("{before}{}\n", body.join("\n\n"))
}

const FRENCH: &str = "La mairie n’a pas encore décidé quand le nouveau pont sera ouvert à la circulation. Les \
    habitants du quartier attendent depuis deux ans, et beaucoup d’entre eux pensent que les travaux ne seront pas \
    terminés avant la fin de l’année.";

/// Writes `text` as a.md and runs the program in its folder: exit code and all it says.
fn on(text: &str, args: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), text).unwrap();
    let out = mtlint(folder.path(), args);
    (out.status.code(), said(&out))
}

fn json(text: &str, args: &[&str]) -> serde_json::Value {
    let all: Vec<&str> =
        ["check", "--no-config", "-f", "jsonl", "a.md"].iter().chain(args).copied().collect();
    let (_, out) = on(text, &all);
    serde_json::from_str(out.lines().next().unwrap()).expect(&out)
}

#[test]
fn a_critical_finding_fails_a_text_of_any_length() {
    let text = article(14, "Certainly! Here is the English translation:\n\n");
    assert!(text.split_whitespace().count() > 650);
    let (code, out) = on(&text, &["gate", "--no-config", "a.md"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("at least critical") && out.contains("gate.fail-on"), "{out}");
    let (code, out) = on(&text, &["gate", "--no-config", "--min-score", "0", "--fail-on", "none", "a.md"]);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn an_article_in_a_language_without_rules_is_not_judged() {
    let text = [FRENCH; 3].join("\n\n");
    let (code, out) = on(&text, &["gate", "--no-config", "a.md"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("not judged a.md") && out.contains("there are no rules for French (fr)"), "{out}");
    let (code, out) = on(&text, &["gate", "--no-config", "--allow-unjudged", "a.md"]);
    assert_eq!(code, Some(0), "{out}");
    let record = json(&text, &[]);
    assert_eq!((&record["verdict"], &record["score"]), (&"not judged".into(), &serde_json::Value::Null));
    assert_eq!(record["detected"], serde_json::json!({ "language": "fr", "share": 1.0 }));
    assert_eq!(record["language"], "fr");
    let scores = record["paragraphs"].as_array().unwrap().iter().map(|p| &p["score"]);
    assert_eq!(scores.filter(|score| !score.is_null()).count(), 0, "{record}");
}

#[test]
fn a_document_in_another_language_than_asked_fails_and_says_so() {
    let text = [FRENCH; 3].join("\n\n");
    let (code, out) = on(&text, &["gate", "--no-config", "--lang", "en", "a.md"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("fail a.md") && out.contains("in French (fr), not in English (en)"), "{out}");
    let folder = tempfile::tempdir().unwrap();
    let record = serde_json::json!({ "id": 7, "text": text, "lang": "en" });
    fs::write(folder.path().join("a.jsonl"), record.to_string()).unwrap();
    let out = mtlint(folder.path(), &["check", "-f", "jsonl", "a.jsonl"]);
    assert!(said(&out).contains("in French (fr), not in English (en)"), "{}", said(&out));
    assert_eq!(out.status.code(), Some(1));
    fs::write(folder.path().join("mtlint.toml"), "languages = [\"en\"]\n").unwrap();
    fs::write(folder.path().join("b.md"), &text).unwrap();
    let out = mtlint(folder.path(), &["gate", "b.md"]);
    assert!(said(&out).contains("fail b.md") && said(&out).contains("(languages)"), "{}", said(&out));
}

#[test]
fn a_third_of_the_paragraphs_in_another_language_fails() {
    let text = format!("{}\n\n{FRENCH}\n\n{}", paragraph(1), paragraph(2));
    let (code, out) = on(&text, &["gate", "--no-config", "a.md"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("1 of 3 paragraphs is not in English (en): the first is in French (fr)"), "{out}");
    let fine = json(&article(4, ""), &[]);
    assert_eq!(fine["detected"], serde_json::json!({ "language": "en", "share": 1.0 }));
    assert_eq!(fine["misses"], serde_json::Value::Null, "{fine}");
}

#[test]
fn a_short_paragraph_left_in_another_language_is_found() {
    let left = [
        "Byrådet har endnu ikke besluttet, hvornår den nye bro skal åbne for trafik.",
        "Kommunen har ennå ikke bestemt når den nye brua skal åpne for trafikk.",
        "Kommunen har ännu inte beslutat när den nya bron ska öppnas för trafik.",
        "El ayuntamiento todavía no ha decidido cuándo se abrirá el nuevo puente al tráfico.",
        "La mairie n’a pas encore décidé quand le nouveau pont sera ouvert à la circulation.",
        "Il comune non ha ancora deciso quando il nuovo ponte sarà aperto al traffico.",
        "De gemeente heeft nog niet besloten wanneer de nieuwe brug voor het verkeer opengaat.",
        "A városi tanács még nem döntötte el, hogy az új híd mikor nyílik meg.",
        "Pemerintah kota belum memutuskan kapan jembatan baru itu akan dibuka untuk lalu lintas.",
        "L’ajuntament encara no ha decidit quan s’obrirà el nou pont al trànsit.",
    ];
    for foreign in left {
        let text = format!("{}\n\n{foreign}\n\n{}\n\n{}\n", paragraph(1), paragraph(2), paragraph(3));
        let record = json(&text, &[]);
        let rules: Vec<&str> =
            record["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
        assert!(rules.contains(&"foreign-sentence"), "{foreign}: {rules:?}");
    }
}

#[test]
fn titles_quotations_and_names_in_another_language_are_let_be() {
    let text = "She wrote *Les enfants de la nuit* in the spring, and *Der Mann im roten Mantel* a year later.\n\n\
        “El ayuntamiento todavía no ha decidido cuándo se abrirá el puente”, the mayor told them in Spanish.\n\n\
        He moved from Den Haag to Las Palmas de Gran Canaria, where his aunt ran the Casa de los Pescadores.\n";
    let record = json(text, &[]);
    assert!(!record["findings"].to_string().contains("foreign-sentence"), "{record}");
}

#[test]
fn a_review_fails_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mtlint.toml"), "[gate]\nreview-below = 100\nmin-score = 0\n").unwrap();
    fs::write(folder.path().join("a.md"), article(3, "The the ferry left the harbour at noon.\n\n")).unwrap();
    let out = mtlint(folder.path(), &["check", "a.md"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(
        said(&out).contains("is below 100 by") && said(&out).contains("(gate.review-below)"),
        "{}",
        said(&out)
    );
    let out = mtlint(folder.path(), &["gate", "--fail-on", "review", "a.md"]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    assert!(said(&out).contains("(gate.fail-on)"), "{}", said(&out));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_does_not_change_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let bad = article(1, "Certainly! Here is the English translation:\n\n");
    (0..400).for_each(|n| fs::write(folder.path().join(format!("{n:03}.md")), &bad).unwrap());
    for command in ["check", "gate"] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_mtlint"));
        run.args([command, "--no-config", "."]).current_dir(folder.path());
        let mut child = run.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1), "{command}");
    }
}
