//! The answer of `/v2/check` in LanguageTool's words, made of a review.

use serde::Serialize;

use mtlint_core::analysis::Whole;
use mtlint_core::check::Review;
use mtlint_core::finding::Finding;
use mtlint_core::language::codes;
use mtlint_core::span::FileSpan;

use super::annotated::{Annotated, units};
use super::form::Asked;
use super::its;

/// Letters around a match in its context.
const AROUND: usize = 40;

/// What answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Software {
    name: &'static str,
    version: &'static str,
    build_date: &'static str,
    api_version: u8,
    premium: bool,
    premium_hint: &'static str,
    status: &'static str,
}

impl Software {
    /// Returns what this program is.
    pub fn this() -> Software {
        Software {
            name: "mtlint",
            version: env!("CARGO_PKG_VERSION"),
            build_date: "",
            api_version: 1,
            premium: false,
            premium_hint: "",
            status: "",
        }
    }
}

/// All of an answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    software: Software,
    warnings: Warnings,
    language: Language,
    /// What was found, in the order of the text.
    pub matches: Vec<Match>,
    sentence_ranges: Vec<[usize; 2]>,
    extended_sentence_ranges: Vec<Sentence>,
}

/// A sentence with its language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sentence {
    from: usize,
    to: usize,
    detected_languages: [Rate; 1],
}

#[derive(Serialize)]
struct Rate {
    language: String,
    rate: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Warnings {
    incomplete_results: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Language {
    name: String,
    code: String,
    detected_language: Detected,
}

#[derive(Serialize)]
struct Detected {
    name: String,
    code: String,
    confidence: f64,
    source: &'static str,
}

/// A place at fault.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    message: String,
    short_message: String,
    replacements: Vec<Replacement>,
    offset: usize,
    length: usize,
    context: Context,
    sentence: String,
    #[serde(rename = "type")]
    kind: Kind,
    rule: Rule,
    ignore_for_incomplete_sentence: bool,
    context_for_sure_match: i32,
}

#[derive(Serialize)]
struct Replacement {
    value: String,
}

#[derive(Serialize)]
struct Context {
    text: String,
    offset: usize,
    length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    type_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    description: String,
    issue_type: &'static str,
    category: Category,
    is_premium: bool,
    confidence: f64,
}

#[derive(Serialize)]
struct Category {
    id: String,
    name: String,
}

impl Answer {
    /// Returns the answer for a text that was checked.
    pub fn new(asked: &Asked, review: &Review, whole: &Whole) -> Answer {
        let sentences = sentences(review, whole);
        let suspicions = review.suspicions.iter().filter(|_| asked.picky);
        let mut found: Vec<&Finding> = review.findings.iter().chain(suspicions).collect();
        found.sort_by_key(|finding| (finding.span.start, std::cmp::Reverse(finding.span.end)));
        let range = |span: &FileSpan| {
            let bytes = review.document.source.original_bytes(*span);
            [asked.text.start(bytes.start as usize).units, asked.text.end_before(bytes.end as usize).units]
        };
        let language = Language::new(asked, review);
        let ranges: Vec<[usize; 2]> = sentences.iter().map(range).collect();
        let code = language.code.split('-').next().unwrap_or_default();
        let rate = || [Rate { language: code.to_owned(), rate: 1.0 }];
        let extended =
            |[from, to]: &[usize; 2]| Sentence { from: *from, to: *to, detected_languages: rate() };
        Answer {
            extended_sentence_ranges: ranges.iter().map(extended).collect(),
            language,
            matches: found.iter().map(|finding| Match::new(asked, review, &sentences, finding)).collect(),
            sentence_ranges: ranges,
            ..Answer::empty(asked)
        }
    }

    /// Returns the answer for a text without words.
    pub fn empty(asked: &Asked) -> Answer {
        let code = asked.language.clone().unwrap_or_else(|| "en".to_owned());
        let name = name(&code);
        let detected = Detected { name: name.clone(), code: code.clone(), confidence: 0.0, source: "mtlint" };
        Answer {
            software: Software::this(),
            warnings: Warnings { incomplete_results: false },
            language: Language { name, code, detected_language: detected },
            matches: Vec::new(),
            sentence_ranges: Vec::new(),
            extended_sentence_ranges: Vec::new(),
        }
    }
}

impl Language {
    fn new(asked: &Asked, review: &Review) -> Language {
        let variant = |code: &str| {
            let of = |tag: &&String| tag.split('-').next() == Some(code);
            asked.variants.iter().find(of).cloned().unwrap_or_else(|| code.to_owned())
        };
        let told = &review.spoken.detected;
        let judged = review.document.language.as_deref().unwrap_or(&told.language);
        let code = asked.language.clone().unwrap_or_else(|| variant(judged));
        let detected = if told.language == "und" { code.clone() } else { variant(&told.language) };
        Language {
            name: name(&code),
            detected_language: Detected {
                name: name(&detected),
                code: detected,
                confidence: told.share,
                source: "mtlint",
            },
            code,
        }
    }
}

/// "English (US)" for "en-US".
pub fn name(tag: &str) -> String {
    match tag.split_once('-') {
        Some((code, region)) => format!("{} ({region})", codes::name(code)),
        None => codes::name(tag).to_owned(),
    }
}

/// The sentences of a text, as bytes of the decoded text, in order.
fn sentences(review: &Review, whole: &Whole) -> Vec<FileSpan> {
    let blocks = review.document.blocks.iter().zip(&whole.blocks);
    let mut spans: Vec<FileSpan> = blocks
        .flat_map(|(block, analysis)| analysis.sentences.iter().map(|s| block.map.to_file(s.span)))
        .collect();
    spans.sort_by_key(|span| span.start);
    spans
}

impl Match {
    fn new(asked: &Asked, review: &Review, sentences: &[FileSpan], finding: &Finding) -> Match {
        let source = &review.document.source;
        let bytes = source.original_bytes(finding.span);
        let start = asked.text.start(bytes.start as usize);
        let end = asked.text.end_before(bytes.end as usize);
        let rule = &finding.rule;
        let sentence = sentences[..sentences.partition_point(|s| s.start <= finding.span.start)].last();
        let its = its::of(&rule.category);
        Match {
            message: finding.message.clone(),
            short_message: rule.summary.clone(),
            replacements: finding
                .suggestion
                .iter()
                .map(|value| Replacement { value: value.clone() })
                .collect(),
            offset: start.units,
            length: end.units.saturating_sub(start.units),
            context: Context::new(&asked.text, start.byte, end.byte.max(start.byte)),
            sentence: sentence.map_or("", |span| span.of(&source.text)).to_owned(),
            kind: Kind {
                type_name: match its {
                    "misspelling" => "UnknownWord",
                    "style" | "register" => "Hint",
                    _ => "Other",
                },
            },
            rule: Rule {
                id: rule.id.clone(),
                description: rule.summary.clone(),
                issue_type: its,
                category: Category { id: rule.family.clone(), name: capital(&rule.family) },
                is_premium: false,
                confidence: f64::from((finding.certainty * 1000.0).round()) / 1000.0,
            },
            ignore_for_incomplete_sentence: false,
            context_for_sure_match: 0,
        }
    }
}

impl Context {
    /// The words around bytes of the whole, on one line.
    fn new(text: &Annotated, start: usize, end: usize) -> Context {
        let (before, after) = (&text.whole[..start], &text.whole[end..]);
        let from = before.char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(text.whole.len(), |(at, _)| end + at);
        let opening = if from > 0 { "..." } else { "" };
        let closing = if to < text.whole.len() { "..." } else { "" };
        let line = text.whole[from..to].replace(['\n', '\r', '\t'], " ");
        Context {
            text: format!("{opening}{line}{closing}"),
            offset: opening.len() + units(&text.whole[from..start]),
            length: units(&text.whole[start..end]),
        }
    }
}

/// "Name" for "name".
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
