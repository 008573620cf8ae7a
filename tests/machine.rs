//! How likely a text is unedited machine translation, and its estimate as a whole, through the command; all texts are
//! made up here.

use serde_json::Value;

use crate::program::mtlint;

/// What the report says of each file's document.
fn checked(files: &[(&str, String)]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).expect("written"));
    let mut arguments = vec!["check", "--no-config", "--format", "json"];
    arguments.extend(files.iter().map(|(name, _)| *name));
    let run = mtlint(folder.path(), &arguments);
    let report: Value = serde_json::from_slice(&run.stdout).expect("a report");
    report["documents"].as_array().expect("documents").clone()
}

/// Paragraphs by a person who knows what to say.
const EDITED: &[&str] = &[
    "The ferry to Aldra was late again on Friday, and nobody on the quay could say why. Mara Olt had packed sandwiches, \
     so she did not mind much.",
    "It turned out that a seal had gone to sleep on the ramp. The crew tried clapping, then singing; in the end the cook \
     came down with a herring and the animal followed her into the water.",
    "“You can't rush them,” said Ivo Renn, who has worked on the boat for nineteen years. He didn't look as if he'd ever \
     rushed anything himself.",
    "By the time we cast off, the lights were on along the mole, and the last of the children had been taken home. I \
     don't think anyone was sorry.",
    "There's a timetable, of course. It hangs behind glass in the waiting room, and once a year somebody from the harbour \
     office comes and changes the date at the top.",
    "What it can't tell you is how the island looks from the stern when the rain has just stopped. For that you have to \
     miss the early boat.",
];

/// The same news, as no editor has seen it.
const RAW: &[&str] = &[
    "It is reported that the ferry which is heading for Aldra on the Friday has been delayed again, and the reason of \
     the delay was not able to be explained by the persons concerned.",
    "In the opinion of the passengers, the situation of the ship in recent years is not optimistic. Some passengers put \
     forward that the number of the ships should be increased, and the relevant department will carry out the research.",
    "According to the introduction of the staff, one seal was sleeping on the ramp at that time. The crew members carried \
     out the clapping of hands and also carried out the singing, but the effect was not obvious.",
    "“This kind of thing can not be hurried,” the related person in charge Ivo Renn expressed. It is understood that he \
     has been engaged in the work of the ship for 19 years.",
    "At the time when the ship departed, the lights of the breakwater were already turned on, and the children had also \
     been taken back to the home. It is believed that nobody was feeling regret.",
    "In addition, the safety of the passengers is the first, this is the common wish of everybody. It is hoped that in the \
     future the more and more people will be able to come to the island and feel the charm of the island.",
    "The timetable is naturally existing. It is hung in the inside of the waiting room, and every year one time the \
     personnel of the port office will come to carry out the change of the date.",
    "As for how the island is looking from the rear of the ship after the rain, it is something that can not be told by \
     the timetable. For this reason, it is necessary to miss the early ship.",
];

fn document(paragraphs: &[&str]) -> String {
    paragraphs.join("\n\n")
}

#[test]
fn a_raw_translation_is_likelier_the_machines_and_estimated_lower() {
    let told = checked(&[("edited.txt", document(EDITED)), ("raw.txt", document(RAW))]);
    let value = |d: usize, key: &str| told[d][key].as_f64().expect("a number");
    assert!(value(0, "machine") < value(1, "machine"), "{told:#?}");
    assert!(value(0, "estimate") > value(1, "estimate"), "{told:#?}");
    assert!((0.0..=1.0).contains(&value(1, "machine")));
    assert_eq!(told[0]["verdict"], "pass", "{told:#?}");
    assert_ne!(told[1]["verdict"], "pass", "a raw translation does not pass: {told:#?}");
}

#[test]
fn reasons_and_passages_stand_in_the_text() {
    let text = document(RAW);
    let told = checked(&[("raw.txt", text.clone())]);
    let (reasons, passages) = (&told[0]["machine_reasons"], &told[0]["machine_passages"]);
    assert!((1..=5).contains(&reasons.as_array().map_or(0, Vec::len)), "{reasons}");
    let passages = passages.as_array().expect("there are some");
    assert!(!passages.is_empty() && passages.len() <= 3);
    for passage in passages {
        let at = |key: &str| passage[key].as_u64().expect("a place") as usize;
        assert_eq!(&text[at("start")..at("end")], passage["text"].as_str().expect("a text"));
    }
    let paragraph = told[0]["paragraphs"][0]["machine"].as_f64();
    assert_eq!(paragraph, None, "under 40 words nothing is said");
    let long = checked(&[("long.txt", RAW[..2].join(" "))]);
    assert!(long[0]["paragraphs"][0]["machine"].is_number());
}

#[test]
fn the_estimate_grows_neither_with_length_nor_with_order() {
    for paragraphs in [EDITED, RAW] {
        let of = |k: usize| (format!("{k}.txt"), document(&paragraphs[..k]));
        let mut files: Vec<(String, String)> = (3..=paragraphs.len()).map(of).collect();
        let mut turned = paragraphs.to_vec();
        turned.reverse();
        files.push(("turned.txt".to_owned(), document(&turned)));
        let files: Vec<(&str, String)> = files.iter().map(|(n, t)| (n.as_str(), t.clone())).collect();
        let told = checked(&files);
        let estimates: Vec<f64> = told.iter().map(|d| d["estimate"].as_f64().expect("an estimate")).collect();
        let whole = estimates[paragraphs.len() - 3];
        assert!(estimates.iter().all(|e| (e - whole).abs() <= 8.0), "{estimates:?}");
        assert!(
            (estimates[estimates.len() - 1] - whole).abs() < 0.1,
            "the order tells nothing: {estimates:?}"
        );
    }
}

#[test]
fn the_gate_holds_it_against_a_bound() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("raw.txt"), document(RAW)).expect("written");
    let run = |bound: &str| {
        mtlint(
            folder.path(),
            &["check", "--no-config", "--min-score", "0", "--max-machine", bound, "raw.txt"],
        )
    };
    assert_eq!(run("1").status.code(), Some(0));
    let failed = run("0");
    assert_eq!(failed.status.code(), Some(1));
    let refused = run("2");
    assert_eq!(refused.status.code(), Some(2), "a likelihood is no more than 1");
}

#[test]
fn the_same_texts_give_the_same_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let mut lines = String::new();
    for i in 0..60 {
        for (human, text) in [(true, EDITED), (false, RAW)] {
            let text = format!("{}\n\n{} Number {i}.", text[i % 6], text[(i + 1) % 6]);
            let line = serde_json::json!({"doc": format!("x.aa-bb.{i}"), "human": human, "text": text});
            lines.push_str(&format!("{line}\n"));
        }
    }
    std::fs::write(at.join("documents.jsonl"), lines).expect("written");
    std::fs::write(at.join("prose.txt"), EDITED.join("\n").repeat(30)).expect("written");
    let train = |out: &str| {
        std::fs::create_dir(at.join(out)).expect("made");
        mtlint(at, &["train", "machine", "--data", "documents.jsonl", "prose.txt", "--out", out])
    };
    let first = train("a");
    let (said, told) = (String::from_utf8_lossy(&first.stdout), String::from_utf8_lossy(&first.stderr));
    assert!(first.status.success() && said.contains("documents.aa-bb"), "{said}{told}");
    assert!(train("b").status.success());
    for name in ["machine.bin", "machine.toml"] {
        let [a, b] = ["a", "b"].map(|folder| std::fs::read(at.join(folder).join(name)).expect("written"));
        assert!(a == b, "{name}");
    }
}
