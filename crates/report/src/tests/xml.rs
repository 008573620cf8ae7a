//! JUnit and Checkstyle XML held to what their readers know: elements, the attributes they must and may have, types
//! and counts.
//!
//! The tables are ours: JUnit after the schema that Jenkins publishes for it (`junit-10.xsd`), Checkstyle, which has
//! none, after what its own writer writes. Sums that add up no schema could ask for.

use roxmltree::{Document, Node};

use crate::tests::validity::outputs;

/// What an attribute holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// A number of at least this.
    Number(usize),
    OneOf(&'static [&'static str]),
}

/// An element: the attributes it must have, those it may have, the elements in it, and whether text may stand in it.
struct Element {
    name: &'static str,
    must: &'static [(&'static str, Kind)],
    may: &'static [(&'static str, Kind)],
    inner: &'static [&'static str],
    text: bool,
}

const JUNIT: &[Element] = &[
    Element {
        name: "testsuites",
        must: &[],
        may: &[("name", Kind::Text)],
        inner: &["testsuite"],
        text: false,
    },
    Element {
        name: "testsuite",
        must: &[
            ("name", Kind::Text),
            ("tests", Kind::Number(1)),
            ("failures", Kind::Number(0)),
            ("errors", Kind::Number(0)),
        ],
        may: &[("skipped", Kind::Number(0))],
        inner: &["properties", "testcase"],
        text: false,
    },
    Element { name: "properties", must: &[], may: &[], inner: &["property"], text: false },
    Element {
        name: "property",
        must: &[("name", Kind::Text), ("value", Kind::Text)],
        may: &[],
        inner: &[],
        text: false,
    },
    Element {
        name: "testcase",
        must: &[("name", Kind::Text)],
        may: &[("classname", Kind::Text)],
        inner: &["failure", "error", "skipped", "system-out"],
        text: false,
    },
    Element { name: "system-out", must: &[], may: &[], inner: &[], text: true },
    Element { name: "failure", must: OUTCOME, may: &[], inner: &[], text: true },
    Element { name: "error", must: OUTCOME, may: &[], inner: &[], text: true },
    Element { name: "skipped", must: &[("message", Kind::Text)], may: &[], inner: &[], text: true },
];

const OUTCOME: &[(&str, Kind)] = &[("type", Kind::Text), ("message", Kind::Text)];

const CHECKSTYLE: &[Element] = &[
    Element { name: "checkstyle", must: &[("version", Kind::Text)], may: &[], inner: &["file"], text: false },
    Element { name: "file", must: &[("name", Kind::Text)], may: &[], inner: &["error"], text: false },
    Element {
        name: "error",
        must: &[
            ("line", Kind::Number(1)),
            ("severity", Kind::OneOf(&["ignore", "info", "warning", "error"])),
            ("message", Kind::Text),
            ("source", Kind::Text),
        ],
        may: &[("column", Kind::Number(1))],
        inner: &[],
        text: false,
    },
];

/// What is wrong with a document, by the elements it may have, of which the first is the root.
fn faults(text: &str, elements: &[Element]) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Vec::new();
    if !document.root_element().has_tag_name(elements[0].name) {
        faults.push(format!("the root is no <{}>", elements[0].name));
    }
    for node in document.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        let Some(element) = elements.iter().find(|e| e.name == tag) else {
            faults.push(format!("no element <{tag}> is known"));
            continue;
        };
        for (name, _) in element.must {
            if !node.has_attribute(*name) {
                faults.push(format!("<{tag}> lacks {name}"));
            }
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let fits = match element.must.iter().chain(element.may).find(|a| a.0 == name) {
                None => false,
                Some((_, Kind::Text)) => !value.is_empty(),
                Some((_, Kind::Number(least))) => value.parse::<usize>().is_ok_and(|n| n >= *least),
                Some((_, Kind::OneOf(values))) => values.contains(&value),
            };
            if !fits {
                faults.push(format!("<{tag} {name}=\"{value}\">"));
            }
        }
        for child in node.children() {
            if child.is_element() && !element.inner.contains(&child.tag_name().name()) {
                faults.push(format!("<{}> in <{tag}>", child.tag_name().name()));
            }
            if !element.text && child.text().is_some_and(|t| child.is_text() && !t.trim().is_empty()) {
                faults.push(format!("text in <{tag}>"));
            }
        }
    }
    faults
}

#[test]
fn xml_is_well_formed_and_holds_what_its_readers_know() {
    for (name, elements) in [("junit", JUNIT), ("checkstyle", CHECKSTYLE)] {
        for text in outputs(name) {
            assert_eq!(faults(&text, elements), [""; 0], "{name}:\n{text}");
        }
    }
}

#[test]
fn what_a_reader_would_refuse_is_refused() {
    let sound = &outputs("checkstyle")[1];
    for (from, to) in [
        ("line=\"3\"", "line=\"0\""),
        ("severity=\"error\"", "severity=\"fatal\""),
        (" message=", " text="),
        ("</checkstyle>", ""),
        ("<file name", "<folder name"),
    ] {
        assert!(sound.contains(from), "the sample has no {from}");
        assert!(!faults(&sound.replacen(from, to, 1), CHECKSTYLE).is_empty(), "{to} is taken");
    }
}

#[test]
fn junit_counts_are_those_of_its_cases() {
    for text in outputs("junit") {
        let document = Document::parse(&text).unwrap();
        for suite in document.descendants().filter(|n| n.has_tag_name("testsuite")) {
            let count = |tag: &str| suite.descendants().filter(|n| n.has_tag_name(tag)).count().to_string();
            for (attribute, tag) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
                assert_eq!(suite.attribute(attribute), Some(count(tag).as_str()), "{attribute}");
            }
            let skipped = suite.attribute("skipped").unwrap_or("0");
            assert_eq!(skipped, count("skipped"), "skipped");
        }
    }
}
