//! What fixing promises: only what is certain changes, and what is fixed stays so. `tests/fix.rs` runs the command.

use std::sync::OnceLock;

use mtlint::check::Checker;
use mtlint::document::Obstacle;
use mtlint::fix::{FixedFile, Fixer};
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options, READERS};
use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER
        .get_or_init(|| Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load"))
}

fn english() -> Options {
    Options { language: Some("en".into()), ..Options::default() }
}

fn fix_with(checker: &Checker, name: &str, bytes: &[u8], options: &Options) -> FixedFile {
    let policy = Policy { min_certainty: 0.0, ..Policy::default() };
    let check = |document| checker.check(document, &policy);
    let fixer = Fixer { options, check: &check, wanted: &|_| true, accepted: &[], suppressed: false };
    fixer.fix(name, bytes.to_vec()).expect("it is fixed")
}

fn fix(name: &str, bytes: impl AsRef<[u8]>) -> FixedFile {
    fix_with(checker(), name, bytes.as_ref(), &english())
}

fn fixed(name: &str, text: &str) -> String {
    String::from_utf8(fix(name, text).bytes).expect("it stays UTF-8")
}

/// A sentence with a fault whose fix is certain, and without it.
const FAULTS: &[[&str; 2]] = &[
    ["The council voted for the the new bridge.", "The council voted for the new bridge."],
    ["Nobody had a use at at all for the old ferry.", "Nobody had a use at all for the old ferry."],
    ["The har\u{200b}bour was closed in spring.", "The harbour was closed in spring."],
    ["The bell\u{7} rang at noon.", "The bell rang at noon."],
    ["The cafÃ© by the quay is open.", "The café by the quay is open."],
    ["Nobody on the island came home .", "Nobody on the island came home."],
    ["The boats were sold,, and the ropes too.", "The boats were sold, and the ropes too."],
    ["The town&#39;s last cinema is closed.", "The town's last cinema is closed."],
];

const CLEAN: &[&str] = &[
    "All that he had had was gone, and nobody said that that boat was sold.",
    "She sings la la la, and the price is 1.5 crowns ... or more.",
    "The mayor opened the bridge & the new road on Monday.",
    "A family 👩\u{200d}👩\u{200d}👧 waved from the quay.",
];

#[derive(Clone, Copy, Debug)]
enum Form {
    Plain,
    Html,
    Markdown,
    Lines,
}

/// The paragraphs as a file of that form.
fn file(form: Form, paragraphs: &[String], line_end: &str) -> String {
    let escaped = |p: &str| p.replace('&', "&amp;").replace('<', "&lt;");
    let blank = line_end.repeat(2);
    match form {
        Form::Plain => paragraphs.join(&blank) + line_end,
        Form::Markdown => {
            let text: Vec<String> = paragraphs.iter().map(|p| escaped(p)).collect();
            format!("# Notes from the *quay*{blank}{}{line_end}", text.join(&blank))
        }
        Form::Html => {
            let head =
                format!("<html><body class=\"the the\"><!-- the the -->{line_end}<h1>Notes &ndash; A&B</h1>");
            let text: Vec<String> =
                paragraphs.iter().map(|p| format!("<p><b>It is so:</b> {}</p>", escaped(p))).collect();
            format!("{head}{}{line_end}</body></html>", text.join(line_end))
        }
        Form::Lines => {
            let line = |(i, p): (usize, &String)| {
                let text = serde_json::to_string(p).unwrap();
                format!("{{\"note\": \"the the\", \"id\" :{i},\"text\":  {text} }}{line_end}")
            };
            paragraphs.iter().enumerate().map(line).collect()
        }
    }
}

fn form_and_name() -> impl Strategy<Value = (Form, &'static str)> {
    prop::sample::select(vec![
        (Form::Plain, "a.txt"),
        (Form::Html, "a.html"),
        (Form::Markdown, "a.md"),
        (Form::Lines, "a.jsonl"),
    ])
}

/// Sentences as they are, and as they should be.
fn paragraphs() -> impl Strategy<Value = Vec<[String; 2]>> {
    let sentence = prop_oneof![
        2 => prop::sample::select(FAULTS.to_vec()),
        1 => prop::sample::select(CLEAN.to_vec()).prop_map(|s| [s, s]),
    ];
    let paragraph = prop::collection::vec(sentence, 1..4);
    let joined = paragraph
        .prop_map(|sentences| [0, 1].map(|i| sentences.iter().map(|s| s[i]).collect::<Vec<_>>().join(" ")));
    prop::collection::vec(joined, 1..4)
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "UTF-8 with mark" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "UTF-16LE" => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Text that looks like what readers look for, with faults in it.
fn marked_up() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(include_str!("read_pieces.txt").lines().collect::<Vec<_>>());
    let faults = prop::sample::select(vec![
        " the the ",
        "the\nthe ",
        " the *the* ",
        "<b>the</b> the ",
        " came home . ",
        ",, ",
        " bell\u{7} ",
        "&amp;nbsp;",
        "har\u{200b}bour ",
        "\u{200b}# ",
        "\u{200b}- ",
        "Ã© ",
        "â€™",
        " do n't ",
        "２４",
        "&quot;",
        "the  \nthe ",
        "`the the` ",
        "The ferry left the harbour at noon. ",
        "\r\n",
        "\\u00e9 ",
    ]);
    let piece = prop_oneof![
        3 => pieces.prop_map(|s| s.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")),
        4 => faults.prop_map(str::to_owned),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// The oracle is the file as it would be, had there been no fault: every byte outside the fixes is the same.
    #[test]
    fn a_file_becomes_what_it_would_be_without_its_faults(
        (form, name) in form_and_name(),
        paragraphs in paragraphs(),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        encoding in prop::sample::select(vec!["UTF-8", "UTF-8 with mark", "UTF-16LE", "UTF-16BE"]),
    ) {
        let [old, new] = [0, 1].map(|i| {
            let text: Vec<String> = paragraphs.iter().map(|p| p[i].clone()).collect();
            encode(&file(form, &text, line_end), encoding)
        });
        let done = fix(name, &old);
        let [said, wanted] = [&done.bytes, &new].map(|b| String::from_utf8_lossy(b).into_owned());
        assert_eq!(said, wanted, "{form:?} in {encoding}");
        assert!(done.bytes == new);
        assert_eq!(done.counts.is_empty(), old == new);
        assert!(done.left.is_empty() && done.problems.is_empty(), "{:?} {:?}", done.left, done.problems);
    }

    /// Whatever the file: fixed once it is fixed, and a check finds nothing certain that was not told as left.
    #[test]
    fn fixing_twice_does_no_more_than_fixing_once(text in marked_up(), reader in prop::sample::select(READERS.iter().collect::<Vec<_>>())) {
        let options = Options { format: Some(reader), ..english() };
        let text = if reader.name == "jsonl" { format!("{{\"text\":{}}}", serde_json::to_string(&text).unwrap()) } else { text };
        let once = fix_with(checker(), "x", text.as_bytes(), &options);
        assert_eq!(once.counts.is_empty(), once.bytes == text.as_bytes());
        let twice = fix_with(checker(), "x", &once.bytes, &options);
        assert!(twice.bytes == once.bytes);
        assert!(twice.counts.is_empty());
        assert_eq!(&twice.left, &once.left);
        let mut certain = 0;
        for document in read::read("x", once.bytes.clone(), &options).documents {
            let review = checker().check(document, &Policy { min_certainty: 0.0, ..Policy::default() }).unwrap();
            for finding in &review.findings {
                // What may be set by hand is no certain fix, and is not told of.
                let by_hand = |e: &mtlint::finding::Edit| {
                    review.document.place(finding.block, e.span, &e.text) == Err(Obstacle::Typography)
                };
                certain += usize::from(!finding.edits.is_empty() && !finding.edits.iter().any(by_hand));
                assert!(finding.edits.windows(2).all(|e| e[0].span.end <= e[1].span.start), "edits overlap");
                assert!(finding.edits.iter().all(|e| !e.span.is_empty()), "an edit without a place");
            }
        }
        if once.problems.iter().all(|p| !p.fatal) {
            assert_eq!(certain, once.left.len());
        }
    }

    /// What is accepted stays, wherever the fixes before it move it and however often the same words stand there.
    #[test]
    fn accepted_findings_stay_among_fixes(
        sentences in prop::collection::vec((prop::sample::select(FAULTS.to_vec()), any::<bool>()), 1..7),
    ) {
        let join = |choose: &dyn Fn(bool) -> usize| {
            sentences.iter().map(|(s, accepted)| s[choose(*accepted)]).collect::<Vec<_>>().join(" ") + "\n"
        };
        let (old, wanted) = (join(&|_| 0), join(&|accepted| usize::from(!accepted)));
        let policy = Policy { min_certainty: 0.0, ..Policy::default() };
        let check = |document| checker().check(document, &policy);
        let mut accepted = Vec::new();
        for document in read::read("a.txt", old.clone().into_bytes(), &english()).documents {
            let mut end = 0;
            let ends = sentences.iter().map(|(s, accepted)| {
                end += s[0].len() as u32 + 1;
                (end, *accepted)
            });
            let ends: Vec<(u32, bool)> = ends.collect();
            let stays = |start: u32| ends.iter().find(|(end, _)| start < *end).is_some_and(|(_, accepted)| *accepted);
            let found = checker().check(document, &policy).unwrap().findings;
            accepted.push(found.into_iter().filter(|f| stays(f.span.start)).collect::<Vec<_>>());
        }
        let options = english();
        let fixer =
            Fixer { options: &options, check: &check, wanted: &|_| true, accepted: &accepted, suppressed: false };
        let done = fixer.fix("a.txt", old.into_bytes()).unwrap();
        assert_eq!(String::from_utf8(done.bytes).unwrap(), wanted);
        assert_eq!(done.aside, sentences.iter().filter(|(_, accepted)| *accepted).count());
    }

    /// A fixed text has no finding that it did not have, wherever that stands now; those that were fixed are gone. But
    /// two sentences may be the same only once their faults are fixed: what tells repetitions is left out.
    #[test]
    fn a_fix_makes_no_new_finding(paragraphs in paragraphs()) {
        let text = file(Form::Plain, &paragraphs.iter().map(|p| p[0].clone()).collect::<Vec<_>>(), "\n");
        let done = fix("a.txt", &text);
        let before = found(text.as_bytes());
        let after = found(&done.bytes);
        let told = ["repeated-", "retold-", "sentence-twice"];
        let repeats = |rule: &str| told.iter().any(|begins| rule.starts_with(begins));
        for (rule, count) in after.iter().filter(|(rule, _)| !repeats(rule)) {
            let had = before.get(rule).copied().unwrap_or_default();
            assert!(*count <= had, "{rule}: {had} before, {count} after\n{}", done.text[1]);
        }
        for (rule, fixed) in &done.counts {
            let [had, has] = [&before, &after].map(|found| found.get(rule).copied().unwrap_or_default());
            assert!(has + fixed <= had, "{rule}: {had} before, {fixed} fixed, {has} after");
        }
    }
}

/// How often each rule fires, whatever its certainty. Rules on the quality estimate look at the whole text.
fn found(bytes: &[u8]) -> std::collections::BTreeMap<String, usize> {
    let policy = Policy { min_certainty: 0.0, ..Policy::default() };
    let mut found = std::collections::BTreeMap::new();
    for document in read::read("a.txt", bytes.to_vec(), &english()).documents {
        let review = checker().check(document, &policy).unwrap();
        for finding in review.findings.iter().filter(|f| f.rule.family != "estimate") {
            *found.entry(finding.rule.id.clone()).or_default() += 1;
        }
    }
    found
}

#[test]
fn words_with_markup_between_them_are_left_and_told() {
    let page = "<p>The council voted for the <b>the</b> new bridge in the town.</p>\n";
    let done = fix("a.html", page);
    assert_eq!(String::from_utf8(done.bytes).unwrap(), page);
    let [left] = &done.left[..] else { panic!("{:?}", done.left) };
    assert_eq!((left.rule.as_str(), left.line, left.obstacle), ("doubled-word", 1, Obstacle::Markup));
    assert_eq!(left.words, ["the the", "the"]);
}

#[test]
fn what_comes_in_is_written_as_the_file_writes() {
    let page = |s: &str| format!("<p>The company Marks {s} Sons of Hallstrand is broke.</p>");
    assert_eq!(fixed("a.html", &page("&amp;amp;")), page("&amp;"));
    assert_eq!(
        fixed("a.md", "Marks &amp;amp; Sons of Hallstrand is broke.\n"),
        "Marks &amp; Sons of Hallstrand is broke.\n"
    );
    assert_eq!(
        fixed("a.txt", "Marks &amp; Sons of Hallstrand is broke.\n"),
        "Marks & Sons of Hallstrand is broke.\n"
    );
}

#[test]
fn code_is_not_fixed() {
    let text = "Write `the the` and `&amp;nbsp;` for a test of the harbour.\n\n```\nthe the\n```\n";
    assert_eq!(fixed("a.md", text), text);
}

#[test]
fn a_fix_that_would_make_markup_is_left() {
    let text = "\n\u{feff}# The harbour of Hallstrand is closed.\n";
    let done = fix("a.md", text);
    assert_eq!(String::from_utf8(done.bytes).unwrap(), text);
    assert_eq!(done.left.iter().map(|l| l.obstacle).collect::<Vec<_>>(), [Obstacle::Reading]);
}

#[test]
fn a_line_of_json_keeps_its_writing() {
    let line = |text: &str| format!("{{\"a\":[1, 2],\"text\":\"{text}\" , \"b\":\"the the\"}}\n");
    let old = line(r"She said \u201cno\u201d at the cafÃ© by the the quay \ud83d\ude42.");
    let new = line(r"She said \u201cno\u201d at the café by the quay \ud83d\ude42.");
    assert_eq!(fixed("a.jsonl", &old), new);
    let old = line(r"The caf\u00c3\u00a9 by the the quay is\tclosed.");
    let new = line(r"The caf\u00e9 by the quay is\tclosed.");
    assert_eq!(fixed("a.jsonl", &old), new);
}

#[test]
fn a_file_keeps_the_encoding_that_it_declares() {
    let page = |word: &[u8]| {
        [b"<meta charset=windows-1252><p>The old caf".as_slice(), word, b" by the quay \x96 closed.</p>"]
            .concat()
    };
    assert_eq!(fix("a.html", page(b"\xc3\xa9")).bytes, page(b"\xe9"));
    // Cyrillic has no place in it, so the page gets a reference.
    let russian = |word: &[u8]| {
        [b"<meta charset=windows-1252><p>The sign said ".as_slice(), word, b" in the harbour.</p>"].concat()
    };
    assert_eq!(fix("a.html", russian(b"\xd0\xbf")).bytes, russian(b"&#1087;"));
}

#[test]
fn a_file_that_is_no_text_in_its_encoding_is_refused() {
    let bytes = b"The caf\xe9 by the the quay is closed.\n";
    let done = fix("a.txt", bytes);
    assert_eq!(done.bytes, bytes);
    assert!(done.problems[0].fatal && done.problems[0].message.contains("not UTF-8"), "{:?}", done.problems);
}

/// A folder with one rule of the user's.
fn pack(rule: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("our-rule.toml"), rule).unwrap();
    folder
}

const RULE: &str = "summary = \"A test of fixes\"\nseverity = \"minor\"\ncategory = \"fluency/grammar\"\n\
                    certainty = 1.0\nwhy = \"It is here to be fixed.\"\nfix = \"Fix it.\"\n";

fn with_rule(matching: &str) -> mtlint::error::Result<Checker> {
    let folder = pack(&format!("{RULE}{matching}"));
    Checker::new(packs::pack(&[])?, packs::rules(folder.path())?)
}

#[test]
fn fixes_that_undo_each_other_leave_the_file_as_it_was() {
    let checker = with_rule(
        "[match]\nregex = 'b[ao]nter'\n[[edit]]\nfind = 'banter'\nreplace = 'bonter'\n[[edit]]\nreplace = 'banter'\n",
    );
    let text = "The banter of the sailors is known to all.\n";
    let done = fix_with(&checker.unwrap(), "a.txt", text.as_bytes(), &english());
    assert_eq!(String::from_utf8(done.bytes).unwrap(), text);
    assert!(done.problems[0].message.contains("never come to an end (our-rule)"), "{:?}", done.problems);
}

#[test]
fn a_fix_that_makes_no_sense_is_refused() {
    let cases = [
        ("[match]\nregex = 'x'\n[[edit]]\nfind = 'x'\n", "exactly one of replace, decode"),
        (
            "[match]\nregex = 'x'\n[[edit]]\nreplace = ''\ndecode = 'entity'\n",
            "exactly one of replace, decode",
        ),
        ("[match]\nregex = 'x'\n[[edit]]\nreplace = '$1y'\n", "names the group \"1y\""),
        ("[match]\nregex = 'x'\n[[edit]]\nfind = '('\nreplace = ''\n", "does not compile"),
        ("[match]\nregex = 'x'\n[[edit]]\ndecode = 'rot13'\n", "unknown variant `rot13`"),
        (
            "[match]\ndetector = 'source-length'\nside = 'long'\nfactor = 2.0\nsource = true\n[[edit]]\nreplace = ''\n",
            "compares with the source",
        ),
    ];
    for (matching, message) in cases {
        let error = with_rule(matching).err().unwrap_or_else(|| panic!("{matching} is taken")).to_string();
        assert!(error.contains(message) && error.contains("our-rule.toml:"), "{error}");
    }
}
