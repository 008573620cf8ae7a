//! The answer of `/v2/check` in LanguageTool's words, made of a review.

use serde::Serialize;

use mtlint_core::analysis::Whole;
use mtlint_core::check::Review;
use mtlint_core::finding::Finding;
use mtlint_core::language::codes;
use mtlint_core::span::FileSpan;

use super::annotated::{MarkedUpText, units};
use super::form::MatchesRequest;
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
pub struct MatchesAnswer {
    software: Software,
    warnings: Warnings,
    language: MatchesLanguage,
    /// What was found, in the order of the text.
    pub matches: Vec<Match>,
    sentence_ranges: Vec<[usize; 2]>,
    extended_sentence_ranges: Vec<MatchSentence>,
}

/// A sentence with its language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MatchSentence {
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
struct MatchesLanguage {
    name: String,
    code: String,
    detected_language: MatchesLanguageGuess,
}

#[derive(Serialize)]
struct MatchesLanguageGuess {
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
    context: MatchContext,
    sentence: String,
    #[serde(rename = "type")]
    kind: MatchKind,
    rule: MatchRule,
    ignore_for_incomplete_sentence: bool,
    context_for_sure_match: i32,
}

#[derive(Serialize)]
struct Replacement {
    value: String,
}

#[derive(Serialize)]
struct MatchContext {
    text: String,
    offset: usize,
    length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MatchKind {
    type_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MatchRule {
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

impl MatchesAnswer {
    /// Returns the answer for a text that was checked.
    pub fn new(asked: &MatchesRequest, review: &Review, whole: &Whole) -> MatchesAnswer {
        let sentences = sentences(review, whole);
        let suspicions = review.suspicions.iter().filter(|_| asked.picky);
        let mut found: Vec<&Finding> = review.findings.iter().chain(suspicions).collect();
        found.sort_by_key(|finding| (finding.span.start, std::cmp::Reverse(finding.span.end)));
        let range = |span: &FileSpan| {
            let bytes = review.document.source.original_bytes(*span);
            [asked.text.start(bytes.start as usize).units, asked.text.end_before(bytes.end as usize).units]
        };
        let language = MatchesLanguage::new(asked, review);
        let ranges: Vec<[usize; 2]> = sentences.iter().map(range).collect();
        let code = language.code.split('-').next().unwrap_or_default();
        let rate = || [Rate { language: code.to_owned(), rate: 1.0 }];
        let extended =
            |[from, to]: &[usize; 2]| MatchSentence { from: *from, to: *to, detected_languages: rate() };
        MatchesAnswer {
            extended_sentence_ranges: ranges.iter().map(extended).collect(),
            language,
            matches: found.iter().map(|finding| Match::new(asked, review, &sentences, finding)).collect(),
            sentence_ranges: ranges,
            ..MatchesAnswer::empty(asked)
        }
    }

    /// Returns the answer for a text without words.
    pub fn empty(asked: &MatchesRequest) -> MatchesAnswer {
        let code = asked.language.clone().unwrap_or_else(|| "en".to_owned());
        let name = name(&code);
        let detected = MatchesLanguageGuess {
            name: name.clone(),
            code: code.clone(),
            confidence: 0.0,
            source: "mtlint",
        };
        MatchesAnswer {
            software: Software::this(),
            warnings: Warnings { incomplete_results: false },
            language: MatchesLanguage { name, code, detected_language: detected },
            matches: Vec::new(),
            sentence_ranges: Vec::new(),
            extended_sentence_ranges: Vec::new(),
        }
    }
}

impl MatchesLanguage {
    fn new(asked: &MatchesRequest, review: &Review) -> MatchesLanguage {
        let variant = |code: &str| {
            let of = |tag: &&String| tag.split('-').next() == Some(code);
            asked.variants.iter().find(of).cloned().unwrap_or_else(|| code.to_owned())
        };
        let told = &review.spoken.detected;
        let judged = review.document.language.as_deref().unwrap_or(&told.language);
        let code = asked.language.clone().unwrap_or_else(|| variant(judged));
        let detected = if told.language == "und" { code.clone() } else { variant(&told.language) };
        MatchesLanguage {
            name: name(&code),
            detected_language: MatchesLanguageGuess {
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
    fn new(asked: &MatchesRequest, review: &Review, sentences: &[FileSpan], finding: &Finding) -> Match {
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
            context: MatchContext::new(&asked.text, start.byte, end.byte.max(start.byte)),
            sentence: sentence.map_or("", |span| span.of(&source.text)).to_owned(),
            kind: MatchKind {
                type_name: match its {
                    "misspelling" => "UnknownWord",
                    "style" | "register" => "Hint",
                    _ => "Other",
                },
            },
            rule: MatchRule {
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

impl MatchContext {
    /// The words around bytes of the whole, on one line.
    fn new(text: &MarkedUpText, start: usize, end: usize) -> MatchContext {
        let (before, after) = (&text.whole[..start], &text.whole[end..]);
        let from = before.char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
        let to = after.char_indices().nth(AROUND).map_or(text.whole.len(), |(at, _)| end + at);
        let opening = if from > 0 { "..." } else { "" };
        let closing = if to < text.whole.len() { "..." } else { "" };
        let line = text.whole[from..to].replace(['\n', '\r', '\t'], " ");
        MatchContext {
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
