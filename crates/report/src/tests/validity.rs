//! What programs read is held to its format: JSON and SARIF to their schemas, GitLab's list and the page to their rules.

use serde_json::Value;

use crate::{Style, format, sample, schema};
use mtlint_core::check::Review;

/// The reports of each sample alone and of all in one run.
pub(super) fn outputs(name: &str) -> Vec<String> {
    let format = format(name).expect("a format of that name");
    let mut runs: Vec<_> = sample::reviews().into_iter().map(|r| vec![r]).collect();
    runs.push(vec![sample::accepted()]);
    runs.push(sample::reviews());
    runs.push(Vec::new());
    runs.iter().map(|reviews| sample::run(format, &Style::default(), reviews)).collect()
}

/// The whole schema. One of its patterns has a bracket too many, which is no regular expression to a strict reader.
fn sarif_schema() -> Value {
    let text = include_str!("../../../../tests/schemas/sarif-2.1.0.json");
    let fixed = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    assert_ne!(fixed, text, "the pattern is fixed in the schema: take it as it is");
    serde_json::from_str(&fixed).unwrap()
}

fn hold(schema: &Value, instance: &Value, name: &str) {
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(schema).expect("the schema is one");
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
}

#[test]
fn json_holds_to_its_own_schemas() {
    let [(_, report), (_, record)] = schema();
    let (report, record) = (serde_json::from_str(&report).unwrap(), serde_json::from_str(&record).unwrap());
    for text in outputs("json") {
        hold(&report, &serde_json::from_str(&text).unwrap(), "json");
    }
    for line in outputs("jsonl").iter().flat_map(|text| text.lines()) {
        hold(&record, &serde_json::from_str(line).unwrap(), "jsonl");
    }
}

#[test]
fn the_sarif_schema_refuses_what_is_wrong() {
    let schema = sarif_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sound: Value = serde_json::from_str(&outputs("sarif")[1]).unwrap();
    let refused = |path: &str, value: Value| {
        let mut broken = sound.clone();
        *broken.pointer_mut(path).unwrap_or_else(|| panic!("nothing at {path}")) = value;
        assert!(!validator.is_valid(&broken), "{path} may be anything");
    };
    refused("/version", "2.0.0".into());
    refused("/runs/0/results/0/level", "fatal".into());
    refused("/runs/0/results/0/message", serde_json::json!({}));
    refused("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into());
    refused("/runs/0/tool/driver/name", Value::Null);
}

#[test]
fn sarif_holds_to_the_schema_and_its_rules_are_where_results_say() {
    let schema = sarif_schema();
    for text in outputs("sarif") {
        let sarif: Value = serde_json::from_str(&text).unwrap();
        hold(&schema, &sarif, "sarif");
        let run = &sarif["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let taxa = run["taxonomies"][0]["taxa"].as_array().unwrap();
        let named = |id: &Value| taxa.iter().any(|taxon| taxon["id"] == *id);
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap().iter().chain(taxa) {
            for relation in rule["relationships"].as_array().into_iter().flatten() {
                assert!(named(&relation["target"]["id"]), "{relation} is no taxon");
            }
        }
    }
}

#[test]
fn sarif_tells_what_is_new_known_and_suppressed() {
    let run = |reviews: &[Review]| -> Vec<Value> {
        let text = sample::run(format("sarif").unwrap(), &Style::default(), reviews);
        let sarif: Value = serde_json::from_str(&text).unwrap();
        hold(&sarif_schema(), &sarif, "sarif");
        sarif["runs"][0]["results"].as_array().unwrap().clone()
    };
    let states =
        |results: &[Value]| -> Vec<Value> { results.iter().map(|r| r["baselineState"].clone()).collect() };
    let held = sample::accepted();
    let results = run(std::slice::from_ref(&held));
    assert_eq!(states(&results), ["new", "unchanged", "new", "new"]);
    let suppressed = &results[2]["suppressions"][0];
    assert_eq!(
        (&suppressed["kind"], &suppressed["justification"]),
        (&"inSource".into(), &"a <song> title".into())
    );

    // Of a run either all results have a state or none.
    let free = sample::article();
    let results = run(&[held.clone(), free.clone()]);
    assert_eq!(states(&results), ["new", "unchanged", "new", "new", "new", "new", "new", "new"]);
    let results = run(&[free, held]);
    assert_eq!(states(&results), vec![Value::Null; 8]);
    let kinds: Vec<&Value> = results.iter().map(|r| &r["suppressions"][0]["kind"]).collect();
    assert_eq!(kinds[4..], [&Value::Null, &"external".into(), &"inSource".into(), &Value::Null]);
    assert!(kinds[..4].iter().all(|kind| kind.is_null()));
}

#[test]
fn gitlab_issues_have_what_gitlab_asks_for_and_differ() {
    for text in outputs("gitlab") {
        let issues: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut names: Vec<String> = Vec::new();
        for issue in &issues {
            assert!(issue["description"].is_string() && issue["check_name"].is_string());
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&issue["severity"].as_str().unwrap())
            );
            assert!(issue["location"]["path"].is_string() && issue["location"]["lines"]["begin"].is_u64());
            names.push(issue["fingerprint"].to_string());
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
