//! Small things that cost trust: what is said once, where it leads, and what stays quiet.

use std::fs;
use std::path::Path;

use crate::program::{mtlint, said};

fn with(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// Fifteen sentences; the first has a doubled word.
fn long() -> String {
    let ships = ["Alma", "Corvina", "Teal", "Brant", "Osprey"];
    let rest = (0..14).map(|n| {
        format!(
            "The {} left for the islands with {} crates of slate and came back on the next tide. ",
            ships[n % 5],
            n + 20
        )
    });
    format!("The the ferry was late. {}\n", rest.collect::<String>())
}

#[test]
fn junit_fails_by_the_gate_and_not_by_each_finding() {
    let folder = with("a.md", long().as_bytes());
    let out = mtlint(folder.path(), &["check", "--no-config", "-f", "junit", "a.md"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("tests=\"1\" failures=\"0\""), "{}", said(&out));
    assert!(said(&out).contains("doubled-word"), "{}", said(&out));
    let out = mtlint(folder.path(), &["check", "--no-config", "-f", "junit", "--fail-on", "minor", "a.md"]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    assert!(said(&out).contains("tests=\"1\" failures=\"1\""), "{}", said(&out));
}

#[test]
fn a_latin_1_file_is_one_problem_with_one_remedy() {
    let folder =
        with("l.txt", b"The caf\xe9 at the harbour was closed.\n\nThe fa\xe7ade of the h\xf4tel is blue.\n");
    let out = mtlint(folder.path(), &["check", "--no-config", "-f", "concise", "l.txt"]);
    let all = said(&out);
    assert_eq!(all.matches("problem:").count(), 2, "once on each stream: {all}");
    assert!(
        all.contains("iconv -f WINDOWS-1252 -t UTF-8") && !all.contains("replacement-character"),
        "{all}"
    );
}

#[test]
fn random_bytes_are_refused_once() {
    // A linear congruential generator: bytes without order, the same ones every time.
    let mut state = 12345u32;
    let bytes: Vec<u8> = (0..4000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    for name in ["r.txt", "r.jsonl", "r.html", "r"] {
        let folder = with(name, &bytes);
        let out = mtlint(folder.path(), &["check", "--no-config", "-f", "json", name]);
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(out.status.code(), Some(2), "{name}: {json}");
        assert_eq!(json["summary"]["documents"], 0, "{name}: {json}");
        assert_eq!(json["problems"].as_array().unwrap().len(), 1, "{name}: {json}");
        assert!(json["problems"][0]["message"].as_str().unwrap().contains("binary file"), "{name}: {json}");
    }
}

#[test]
fn a_query_of_names_that_are_not_there_is_refused() {
    let folder = with("a.jsonl", b"{\"id\": 1, \"site\": \"north\", \"text\": \"The the ferry left.\"}\n");
    assert_eq!(mtlint(folder.path(), &["audit", "--no-config", "a.jsonl"]).status.code(), Some(0));
    for (args, told) in [
        (["findings", "--rule", "doubled-wrod"], "did you mean `doubled-word`?"),
        (["documents", "--where", "verdict=fail"], "--verdict"),
        (["documents", "--where", "sites=north"], "did you mean `site`?"),
        (["documents", "--min-score", "nan"], "a number from 0 to 100"),
    ] {
        let out = mtlint(folder.path(), &[&["audit", "query"], &args[..]].concat());
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", said(&out));
        assert!(said(&out).contains(told), "{args:?}: {}", said(&out));
    }
    let out = mtlint(
        folder.path(),
        &["audit", "query", "findings", "--rule", "repetition", "--where", "site=north"],
    );
    assert!(out.status.success() && said(&out).contains("doubled-word"), "{}", said(&out));
}

#[test]
fn a_file_in_place_of_a_command_and_help_lead_to_check() {
    let folder = with("a.html", b"<p>The ferry left.</p>");
    let out = mtlint(folder.path(), &["a.html"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out).contains("mtlint check a.html"), "{}", said(&out));
    let out = mtlint(folder.path(), &["help"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("mtlint check article.html"), "{}", said(&out));
    let out = mtlint(folder.path(), &["help", "gate"]);
    assert!(out.status.success() && said(&out).contains("mtlint gate site/"), "{}", said(&out));
    let out = mtlint(folder.path(), &["chekc"]);
    assert!(said(&out).contains("check"), "{}", said(&out));
}

#[test]
fn findings_are_limited_and_the_rest_counted() {
    let folder = with("a.md", b"The the ferry left . The the boat left . The the ship left .\n");
    let check = |args: &[&str]| {
        said(&mtlint(
            folder.path(),
            &[&["check", "--no-config", "--no-estimate", "--fail-on", "none"], args, &["a.md"]].concat(),
        ))
    };
    for format in ["terminal", "concise"] {
        let found =
            |text: &str| text.matches("doubled-word").count() + text.matches("space-before-mark").count();
        let all = found(&check(&["-f", format]));
        assert!(all >= 6, "{all}");
        let some = check(&["-f", format, "--max-findings", "2"]);
        assert_eq!(found(&some), 2, "{some}");
        assert!(some.contains(&format!("{} more findings not shown", all - 2)), "{some}");
    }
}

#[test]
fn rules_that_hold_are_not_spoken_of() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("house/en/own")).unwrap();
    let rule = "summary = \"A harbour that is lost\"\nseverity = \"minor\"\ncategory = \"style/unidiomatic\"\n\
        certainty = 0.9\nwhy = \"Harbours are not lost.\"\nfix = \"Say what was lost.\"\n\
        [match]\nregex = 'lost harbour'\n[[bad]]\ntext = \"They found the lost harbour.\"\n\
        [[bad]]\ntext = \"A lost harbour lay there.\"\n\
         [[good]]\ntext = \"They found the harbour.\"\n[[good]]\ntext = \"The harbour lay there.\"\n";
    fs::write(folder.path().join("house/en/own/lost-harbour.toml"), rule).unwrap();
    for args in [&["rules", "test", "house"][..], &["rules", "test"]] {
        let out = mtlint(folder.path(), args);
        assert_eq!((out.status.code(), said(&out).as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn rules_that_found_nothing_are_counted_and_not_listed() {
    let folder = with("a.jsonl", b"{\"text\": \"The the ferry left.\", \"fixed\": \"The ferry left.\"}\n");
    let out = mtlint(folder.path(), &["evaluate", "findings", "a.jsonl"]);
    let all = said(&out);
    assert!(all.contains("doubled-word") && !all.contains("stray-attribution"), "{all}");
    assert!(all.contains("other rules found nothing"), "{all}");
}

#[test]
fn the_page_has_the_title_of_the_article_and_the_advice_stands_open() {
    let folder = with("a.md", b"# The harbour reopens\n\nThe the ferry left at noon.\n");
    let page = said(&mtlint(folder.path(), &["check", "--no-config", "-f", "html", "a.md"]));
    assert!(page.contains("<title>mtlint: The harbour reopens</title>"), "{}", &page[..400]);
    let advice = said(&mtlint(folder.path(), &["explain", "doubled-word"]));
    assert!(advice.contains("Delete one of the two"), "{advice}");
    let advice = page.find("<p>Delete one of the two.</p>").expect("it is there");
    let folded = page[..advice].rfind("<details").is_some_and(|at| !page[at..advice].contains("</details>"));
    assert!(!folded, "the advice is folded away");
}

#[test]
fn the_sequence_of_living_with_it_works_as_printed() {
    let folder = with("mtlint.toml", b"");
    fs::remove_file(folder.path().join("mtlint.toml")).unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::write(
        folder.path().join("site/a.md"),
        "The the ferry left.\n\nCertainly! Here is the English translation:\n",
    )
    .unwrap();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/living-with-it.md");
    let page = fs::read_to_string(page).unwrap();
    let block = page.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = block.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert!(commands.iter().any(|c| c.starts_with("mtlint gate")), "{block}");
    for command in commands {
        let args: Vec<&str> = command.split(' ').filter(|w| !w.is_empty()).skip(1).collect();
        let out = mtlint(folder.path(), &args);
        assert_eq!(out.status.code(), Some(0), "{command}: {}", said(&out));
    }
}
