//! What programs read is held to its format: JSON and SARIF to schemas, XML to what its readers know.

use serde_json::Value;

use crate::report::{Style, format, sample, schema};

/// The reports of each sample alone and of all in one run.
fn outputs(name: &str) -> Vec<String> {
    let format = format(name).expect("a format of that name");
    let mut runs: Vec<_> = sample::reviews().into_iter().map(|r| vec![r]).collect();
    runs.push(sample::reviews());
    runs.push(Vec::new());
    runs.iter().map(|reviews| sample::run(format, &Style::default(), reviews)).collect()
}

fn hold(schema: &Value, instance: &Value, name: &str) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
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
fn sarif_holds_to_the_schema_and_its_rules_are_where_results_say() {
    let schema = include_str!("../../../tests/schemas/sarif-2.1.0-part.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    for text in outputs("sarif") {
        let sarif: Value = serde_json::from_str(&text).unwrap();
        hold(&schema, &sarif, "sarif");
        let run = &sarif["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }
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

/// An element, the attributes it must have, those it may have, and the elements in it.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// After the schema of the Ant task's reports, as build servers read them.
const JUNIT: &[Element] = &[
    ("testsuites", &[], &["name"], &["testsuite"]),
    ("testsuite", &["name", "tests", "failures", "errors"], &[], &["properties", "testcase"]),
    ("properties", &[], &[], &["property"]),
    ("property", &["name", "value"], &[], &[]),
    ("testcase", &["name", "classname"], &[], &["failure", "error"]),
    ("failure", &["type", "message"], &[], &[]),
    ("error", &["type", "message"], &[], &[]),
];

const CHECKSTYLE: &[Element] = &[
    ("checkstyle", &["version"], &[], &["file"]),
    ("file", &["name"], &[], &["error"]),
    ("error", &["line", "severity", "message", "source"], &["column"], &[]),
];

#[test]
fn xml_is_well_formed_and_holds_what_its_readers_know() {
    for (name, elements) in [("junit", JUNIT), ("checkstyle", CHECKSTYLE)] {
        for text in outputs(name) {
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
            assert_eq!(document.root_element().tag_name().name(), elements[0].0);
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                let tag = node.tag_name().name();
                let known = elements.iter().find(|e| e.0 == tag);
                let (_, must, may, inner) = known.unwrap_or_else(|| panic!("{name}: no element <{tag}>"));
                for attribute in node.attributes() {
                    let attribute = attribute.name();
                    assert!(
                        must.contains(&attribute) || may.contains(&attribute),
                        "{name}: {tag} {attribute}"
                    );
                }
                assert!(must.iter().all(|m| node.has_attribute(*m)), "{name}: <{tag}> lacks an attribute");
                for child in node.children().filter(roxmltree::Node::is_element) {
                    assert!(
                        inner.contains(&child.tag_name().name()),
                        "{name}: {:?} in <{tag}>",
                        child.tag_name()
                    );
                }
            }
        }
    }
}

#[test]
fn junit_counts_are_those_of_its_cases() {
    for text in outputs("junit") {
        let document = roxmltree::Document::parse(&text).unwrap();
        for suite in document.descendants().filter(|n| n.has_tag_name("testsuite")) {
            let count = |tag: &str| suite.descendants().filter(|n| n.has_tag_name(tag)).count().to_string();
            assert_eq!(suite.attribute("tests"), Some(count("testcase").as_str()));
            assert_eq!(suite.attribute("failures"), Some(count("failure").as_str()));
            assert_eq!(suite.attribute("errors"), Some(count("error").as_str()));
        }
    }
}

#[test]
fn the_page_is_whole_and_links_lead_to_something() {
    for text in outputs("html") {
        assert!(!text.contains("<script") && !text.contains("http://") && !text.contains("https://"));
        let ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|t| t.split('"').next()).collect();
        for link in text.split("href=\"#").skip(1).filter_map(|t| t.split('"').next()) {
            assert!(ids.contains(&link), "no element #{link}");
        }
        for tag in ["article", "div", "ol", "li", "section", "table", "mark", "p", "details", "figure", "dl"]
        {
            let open = text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
            assert_eq!(open, text.matches(&format!("</{tag}>")).count(), "<{tag}>");
        }
    }
}
