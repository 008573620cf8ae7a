//! The keys of the table `[gate]`.

use toml::Value;

use crate::config::gate::FailOn;
use crate::config::origin::ValueOrigin;
use crate::config::settings::{Key, Settings};
use crate::config::value::{append, expected, number, optional, put, quoted, text, texts, yes_or_no};
use mtlint_core::gate::SmallSample;

/// The table under which the keys of a language stand.
pub(super) const LANGUAGE: &str = "language";
/// The table in which all of them stand.
pub(super) const TABLE: &str = "gate.";

/// Its keys, in the order in which they are shown.
pub static GATE_KEYS: &[Key] = &[
    key(
        "gate.min-score",
        "A document with a score below this fails (0 to 100).",
        "95.5",
        |s, v, o| put(&mut s.gate.min_score, number(v, 100.0), o),
        |s| vec![(s.gate.min_score.value.to_string(), &s.gate.min_score.origin)],
    ),
    key(
        "gate.review-below",
        "A document with a score below this needs review (0 to 100).",
        "98",
        |s, v, o| put(&mut s.gate.review_below, number(v, 100.0), o),
        |s| vec![(s.gate.review_below.value.to_string(), &s.gate.review_below.origin)],
    ),
    key(
        "gate.min-estimate",
        "A document with a quality estimate below this fails (0 to 100).",
        "40",
        |s, v, o| put(&mut s.gate.min_estimate, number(v, 100.0).map(Some), o),
        |s| optional(&s.gate.min_estimate, f64::to_string),
    ),
    key(
        "gate.max-machine",
        "A document more likely than this to be unedited machine translation fails\n(0 to 1).",
        "0.9",
        |s, v, o| put(&mut s.gate.max_machine, number(v, 1.0).map(Some), o),
        |s| optional(&s.gate.max_machine, f64::to_string),
    ),
    key(
        "gate.unedited",
        "A document that is likelier than this to be unedited machine translation\n\
         fails where another would need review, and needs it where its score is\n\
         under 99; two thirds of the way to 1 it needs it in any case (0 to 1, 1\n\
         for never).",
        "0.9",
        |s, v, o| put(&mut s.gate.unedited, number(v, 1.0), o),
        |s| vec![(s.gate.unedited.value.to_string(), &s.gate.unedited.origin)],
    ),
    key(
        "gate.min-paragraph",
        "A document with a paragraph whose score is below this fails (0 to 100).",
        "60",
        |s, v, o| put(&mut s.gate.min_paragraph, number(v, 100.0).map(Some), o),
        |s| optional(&s.gate.min_paragraph, f64::to_string),
    ),
    key(
        "gate.paragraph-words",
        "Paragraphs with fewer words are not held against min-paragraph.",
        "20",
        |s, v, o| put(&mut s.gate.paragraph_words, whole(v), o),
        |s| vec![(s.gate.paragraph_words.value.to_string(), &s.gate.paragraph_words.origin)],
    ),
    key(
        "gate.max-minor",
        "Minor findings for 1,000 words that are let through.",
        "12",
        |s, v, o| put(&mut s.gate.rates[0], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[0], f64::to_string),
    ),
    key(
        "gate.max-major",
        "Major findings for 1,000 words that are let through.",
        "4",
        |s, v, o| put(&mut s.gate.rates[1], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[1], f64::to_string),
    ),
    key(
        "gate.max-critical",
        "Critical findings for 1,000 words that are let through.",
        "0",
        |s, v, o| put(&mut s.gate.rates[2], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[2], f64::to_string),
    ),
    key(
        "gate.fail-on",
        "A document with a finding at least as heavy fails: \"minor\", \"major\",\n\
         \"critical\"; with \"review\" one that needs review does too, with \"none\" the\n\
         score and the other conditions decide.",
        "\"critical\"",
        |s, v, o| put(&mut s.gate.fail_on, fail_on(v), o),
        |s| vec![(quoted(s.gate.fail_on.value.name()), &s.gate.fail_on.origin)],
    ),
    key(
        "gate.allow-unjudged",
        "A document in a language without rules may pass (true or false).",
        "true",
        |s, v, o| put(&mut s.gate.allow_unjudged, yes_or_no(v), o),
        |s| vec![(s.gate.allow_unjudged.value.to_string(), &s.gate.allow_unjudged.origin)],
    ),
    Key {
        name: "gate.block",
        help: "Families and rules any finding of which fails the document.",
        example: "[\"residue\", \"stray-attribution\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.gate.block, texts(v), o),
        show: |s| s.gate.block.iter().map(|b| (quoted(&b.value), &b.origin)).collect(),
    },
    key(
        "gate.strict-comments",
        "A document with a comment to mtlint that is wrong or suppresses nothing\nfails.",
        "true",
        |s, v, o| put(&mut s.gate.strict_comments, yes_or_no(v), o),
        |s| vec![(s.gate.strict_comments.value.to_string(), &s.gate.strict_comments.origin)],
    ),
    key(
        "gate.small-sample",
        "A document with fewer words is a small sample, and reports say so.",
        "100",
        |s, v, o| put(&mut s.gate.small_sample, whole(v), o),
        |s| vec![(s.gate.small_sample.value.to_string(), &s.gate.small_sample.origin)],
    ),
    key(
        "gate.on-small-sample",
        "What becomes of small samples: \"judge\" holds them to the same conditions,\n\
         \"review\" sends them to review; fail-on and block hold all the same.",
        "\"review\"",
        |s, v, o| put(&mut s.gate.small, small(v), o),
        |s| vec![(quoted(s.gate.small.value.name()), &s.gate.small.origin)],
    ),
];

/// A key with one value.
const fn key(
    name: &'static str,
    help: &'static str,
    example: &'static str,
    set: fn(&mut Settings, &Value, ValueOrigin) -> Result<(), String>,
    show: fn(&Settings) -> Vec<(String, &ValueOrigin)>,
) -> Key {
    Key { name, help, example, in_override: true, is_list: false, set, show }
}

fn whole(value: &Value) -> Result<usize, String> {
    let valid = value.as_integer().filter(|n| (0..=1_000_000).contains(n));
    valid.map(|n| n as usize).ok_or_else(|| format!("expected a whole number of words, found {value}"))
}

fn fail_on(value: &Value) -> Result<FailOn, String> {
    let wanted = "\"minor\", \"major\", \"critical\", \"review\" or \"none\"";
    value.as_str().and_then(FailOn::named).ok_or_else(|| expected(wanted, value))
}

fn small(value: &Value) -> Result<SmallSample, String> {
    match text(value)?.as_str() {
        "judge" => Ok(SmallSample::Judge),
        "review" => Ok(SmallSample::Review),
        other => Err(format!("expected \"judge\" or \"review\", found \"{other}\"")),
    }
}
