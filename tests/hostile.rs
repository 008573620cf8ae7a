//! Input that is built to be slow or to fill memory: it may cost little more than prose of the same length.
//!
//! Each case runs the program as its users do. What is measured is the processor time of the child and the peak of its
//! resident memory, both as Linux tells them, against plain prose of as many bytes in the same run: so neither a slow
//! machine nor a build without optimisation decides. `HOSTILE_BYTES=200000000 cargo test --release --test hostile --
//! --ignored --nocapture` runs them at full size; docs/ROBUSTNESS.md has the figures.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Bytes of a case in the everyday run.
const BYTES: usize = if cfg!(debug_assertions) { 48 << 10 } else { 1 << 20 };
/// How many times as long as prose a case may take, after what a start costs.
const SLOWER: f64 = 10.0;
/// How many times as much memory as prose a case may take, after what a start costs: paragraphs of one word take most,
/// some 2.5 KB each.
const LARGER: f64 = 20.0;
/// How many times as long as prose a pack's pattern may take that is given up at every word, at its bound of tries.
const PACK_SLOWER: f64 = 30.0;
/// Clock ticks and page noise that no ratio is taken of: seconds and megabytes.
const FLOOR: (f64, f64) = (if cfg!(debug_assertions) { 3.0 } else { 0.3 }, 32.0);

/// What a run cost: processor seconds and peak megabytes.
#[derive(Clone, Copy, Debug)]
struct Cost {
    seconds: f64,
    megabytes: f64,
}

/// Runs `mtlint check` on a file and measures it. It ends by itself, or is ended after `limit` processor seconds.
fn check(folder: &Path, file: &str, more: &[&str], limit: f64) -> (Cost, Option<i32>, String) {
    let errors = fs::File::create(folder.join("errors")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(["check", "--format", "jsonl", file]).args(more).current_dir(folder);
    let mut child = command.stdout(Stdio::null()).stderr(errors).spawn().unwrap();
    let proc = format!("/proc/{}", child.id());
    let mut cost = Cost { seconds: 0.0, megabytes: 0.0 };
    loop {
        // A process that has ended keeps its times until it is waited for; its memory it has given back by then.
        let status = fs::read_to_string(format!("{proc}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        cost.megabytes = peak.map_or(cost.megabytes, |kb| kb.trim().parse::<f64>().unwrap() / 1024.0);
        let stat = fs::read_to_string(format!("{proc}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = |field: usize| fields[field].parse::<f64>().unwrap();
        cost.seconds = (ticks(11) + ticks(12)) / 100.0;
        if fields[0] == "Z" {
            break;
        }
        if cost.seconds > limit {
            child.kill().unwrap();
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let code = child.wait().unwrap().code();
    (cost, code, fs::read_to_string(folder.join("errors")).unwrap())
}

/// Prose of about so many bytes, in paragraphs.
fn prose(bytes: usize) -> Vec<u8> {
    let paragraph = "The ferry left the harbour at noon, and nobody on the island knew when it would be back. Old \
                     Mrs. Varnholt said “it will come when it comes”, and went on to fix her nets by the wall.\n\n";
    paragraph.bytes().cycle().take(bytes).collect()
}

/// `piece` again and again, up to so many bytes.
fn again(piece: &str, bytes: usize) -> Vec<u8> {
    piece.repeat(bytes / piece.len() + 1).into_bytes()
}

/// A file of about so many bytes, built by a function of its number of pieces.
fn counted(bytes: usize, piece: usize, make: impl Fn(usize) -> String) -> Vec<u8> {
    (0..bytes / piece).map(make).collect::<String>().into_bytes()
}

/// Name of a case, its file, and what stands in it.
type Case = (&'static str, &'static str, fn(usize) -> Vec<u8>);

const CASES: &[Case] = &[
    ("one line", "a.txt", |n| again("The ferry left at noon, and nobody knew why it had. ", n)),
    ("one word", "a.txt", |n| again("harbour", n)),
    ("one sentence", "a.txt", |n| again("the ferry left and ", n)),
    ("spaces", "a.txt", |n| again(" ", n)),
    ("empty lines", "a.txt", |n| again("\n", n)),
    ("a word a line", "a.txt", |n| again("ferry\n", n)),
    ("a word a paragraph", "a.txt", |n| again("ferry\n\n", n)),
    ("carriage returns", "a.txt", |n| again("The ferry left.\r", n)),
    ("opening marks", "a.txt", |n| again("“", n)),
    ("nested marks of two kinds", "a.txt", |n| again("“‘", n)),
    ("nested quotations", "a.txt", |n| {
        again("“Well, ", n / 2).into_iter().chain(again("”, ", n / 2)).collect()
    }),
    ("straight marks", "a.txt", |n| again("\"", n)),
    ("apostrophes", "a.txt", |n| again("'a", n)),
    ("open marks, a paragraph each", "a.txt", |n| again("“Well, he said.\n\n", n)),
    ("brackets", "a.txt", |n| again("(", n)),
    ("closing brackets", "a.txt", |n| again(")", n)),
    ("brackets of two kinds", "a.txt", |n| again("(", n / 2).into_iter().chain(again("]", n / 2)).collect()),
    ("a name again and again", "a.txt", |n| again("Varnholt ", n)),
    ("a full name again and again", "a.txt", |n| again("Mira Varnholt, ", n)),
    ("a name a sentence", "a.txt", |n| again("Mira Varnholt left. ", n)),
    ("ever new names", "a.txt", |n| {
        counted(n, 24, |i| format!("Mira V{}arn{}holt said so. ", letters(i), letters(i / 26)))
    }),
    ("ever new names in one sentence", "a.txt", |n| {
        counted(n, 12, |i| format!("V{}arn{}o, ", letters(i), letters(i / 26)))
    }),
    ("the same paragraph", "a.txt", |n| again("The ferry left the harbour at noon today.\n\n", n)),
    ("the same sentence", "a.txt", |n| again("The ferry left the harbour at noon today. ", n)),
    ("a finding a word", "a.txt", |n| again("the the ", n)),
    ("stray verbs", "a.txt", |n| again("Stated. ", n)),
    ("full stops", "a.txt", |n| again(".", n)),
    ("commas", "a.txt", |n| again(", ", n)),
    ("hyphens", "a.txt", |n| again("a-", n)),
    ("dashes", "a.txt", |n| again("— ", n)),
    ("abbreviations", "a.txt", |n| again("Mr. ", n)),
    ("letters with stops", "a.txt", |n| again("U.", n)),
    ("digits", "a.txt", |n| again("7", n)),
    ("numbers", "a.txt", |n| again("7,312.4 ", n)),
    ("an address", "a.txt", |n| again("http://a.b/", n)),
    ("hashes and ats", "a.txt", |n| again("#a@b.c", n)),
    ("combining marks", "a.txt", |n| again("\u{301}", n)),
    ("joiners", "a.txt", |n| again("👩\u{200d}", n)),
    ("marks of direction", "a.txt", |n| again("\u{202e}a\u{202c} ", n)),
    ("another script", "a.txt", |n| again("नौका दिउँसो गयो। ", n)),
    ("two scripts in a word", "a.txt", |n| again("fеrry ", n)),
    ("unknown words", "a.txt", |n| counted(n, 8, |i| format!("bri{}dg ", letters(i)))),
    ("unknown words in quotations", "a.txt", |n| again("“fexry glorb” ", n)),
    ("a quotation of unknown words", "a.txt", |n| {
        ["“".into(), again("fexry Glorb ", n), "”".into()].concat()
    }),
    ("unknown words that begin sentences", "a.txt", |n| again("Fexryb left. ", n)),
    ("capitals", "a.txt", |n| again("THE FERRY LEFT. ", n)),
    ("nul bytes in text", "a.txt", |n| again("ferry\0left ", n)),
    ("invalid UTF-8", "a.txt", |n| {
        again("ferry", n / 2).into_iter().chain(std::iter::repeat_n(0xff, n / 2)).collect()
    }),
    ("attributes", "a.html", |n| {
        [b"<p ".to_vec(), counted(n, 9, |i| format!("a{i}=\"1\" ")), b">The ferry left.".to_vec()].concat()
    }),
    ("an attribute", "a.html", |n| {
        [b"<p title=\"".to_vec(), again("ferry ", n), b"\">The ferry left.".to_vec()].concat()
    }),
    ("open elements", "a.html", |n| again("<div><p>", n)),
    ("inline elements", "a.html", |n| again("<b><i>", n)),
    ("inline elements in words", "a.html", |n| again("fe<b>r</b>ry ", n)),
    ("closing tags", "a.html", |n| again("</div>", n)),
    ("open tags", "a.html", |n| again("<a", n)),
    ("comments", "a.html", |n| again("<!--", n)),
    ("closed comments", "a.html", |n| again("a<!---->", n)),
    ("scripts", "a.html", |n| again("<script>a</script>", n)),
    ("an open script", "a.html", |n| again("<script><!--<script>", n)),
    ("tables", "a.html", |n| again("<table><tr><td>", n)),
    ("lists", "a.html", |n| again("<ul><li>a", n)),
    ("entities", "a.html", |n| again("&amp;", n)),
    ("entities of entities", "a.html", bomb),
    ("entities without end", "a.html", |n| again("&ampamp", n)),
    ("numeric entities", "a.html", |n| again("&#x110000;", n)),
    ("less-thans", "a.html", |n| again("<", n)),
    ("ampersands", "a.html", |n| again("&", n)),
    ("languages", "a.html", |n| again("<p lang=ne>", n)),
    ("block quotations", "a.md", |n| again("> ", n)),
    ("nested lists", "a.md", |n| again("- ", n)),
    ("indented lists", "a.md", |n| indented(n)),
    ("emphasis", "a.md", |n| again("*a_", n)),
    ("link texts", "a.md", |n| again("[", n)),
    ("links", "a.md", |n| again("[a](", n)),
    ("link definitions", "a.md", |n| counted(n, 10, |i| format!("[a{i}]: b\n"))),
    ("uses of link definitions", "a.md", |n| again("[a]: b\n\n[a] ", n)),
    ("images", "a.md", |n| again("![](", n)),
    ("backticks", "a.md", |n| again("`a``", n)),
    ("fences", "a.md", |n| again("```\na\n", n)),
    ("table cells", "a.md", |n| [b"|a|\n|-|\n".to_vec(), again("|a", n)].concat()),
    ("headings", "a.md", |n| again("# a\n", n)),
    ("HTML in Markdown", "a.md", |n| again("<div>\n\n", n)),
    ("backslashes", "a.md", |n| again("\\", n)),
    ("front matter", "a.md", |n| [b"---\n".to_vec(), again("a: b\n", n)].concat()),
    ("directives", "a.md", |n| again("<!-- mtlint-disable -->\n", n)),
    ("records", "a.jsonl", |n| again("{\"text\":\"The ferry left.\"}\n", n)),
    ("a record of many fields", "a.jsonl", |n| {
        [
            b"{\"text\":\"The ferry left.\"".to_vec(),
            counted(n, 12, |i| format!(",\"f{i}\":{i}")),
            b"}\n".to_vec(),
        ]
        .concat()
    }),
    ("a record nested deep", "a.jsonl", |n| {
        [
            b"{\"text\":\"The ferry left.\",\"a\":".to_vec(),
            again("[", n),
            b"\n{\"text\":\"It left.\"}".to_vec(),
        ]
        .concat()
    }),
    ("broken records", "a.jsonl", |n| again("{\n", n)),
    ("escapes", "a.jsonl", |n| [b"{\"text\":\"".to_vec(), again("\\u0041", n), b"\"}\n".to_vec()].concat()),
    ("lists in records", "a.jsonl", |n| again("[[[[", n)),
];

fn letters(n: usize) -> String {
    [n, n / 26, n / 676].iter().map(|n| char::from(b'a' + (n % 26) as u8)).collect()
}

/// Every entity is ten of the one before it: ten to the power of nine, were they resolved.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut page = String::from("<!DOCTYPE html [<!ENTITY e0 \"ferry \">");
    for level in 1..10 {
        page += &format!("<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10));
    }
    page += "]><p>";
    [page.into_bytes(), again("&e9; ", bytes)].concat()
}

fn indented(bytes: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for depth in 0.. {
        if out.len() > bytes {
            break;
        }
        out.extend(std::iter::repeat_n(b' ', 2 * depth));
        out.extend(b"- a\n");
    }
    out
}

/// Runs the cases with so many bytes, prints what they cost, and fails where that is too much.
fn run(bytes: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| folder.path().join(file);
    fs::write(path("start.txt"), "The ferry left.").unwrap();
    fs::write(path("prose.txt"), prose(bytes)).unwrap();
    let (start, ..) = check(folder.path(), "start.txt", &[], f64::INFINITY);
    let (plain, ..) = check(folder.path(), "prose.txt", &[], f64::INFINITY);
    let of_prose = Cost {
        seconds: (plain.seconds - start.seconds).max(0.01),
        megabytes: (plain.megabytes - start.megabytes).max(1.0),
    };
    println!("a start {start:.2?}; {bytes} bytes of prose {plain:.2?}");
    let only = std::env::var("HOSTILE_CASE").unwrap_or_default();
    let mut failed = Vec::new();
    for (name, file, make) in CASES.iter().filter(|(name, ..)| name.contains(&only)) {
        fs::write(path(file), make(bytes)).unwrap();
        let most = Cost {
            seconds: start.seconds + FLOOR.0 + SLOWER * of_prose.seconds,
            megabytes: start.megabytes + FLOOR.1 + LARGER * of_prose.megabytes,
        };
        let (cost, code, errors) = check(folder.path(), file, &[], 2.0 * most.seconds);
        let times = (cost.seconds - start.seconds) / of_prose.seconds;
        println!(
            "{name:32} {:7.2} s, {times:5.1} of prose, {:6.0} MB, {code:?}",
            cost.seconds, cost.megabytes
        );
        let crash = !matches!(code, Some(0..=2)) || errors.contains("panicked");
        if crash || cost.seconds > most.seconds || cost.megabytes > most.megabytes {
            failed.push(format!("{name}: {cost:.2?} of {most:.2?}, {code:?}, {errors}"));
        }
        fs::remove_file(path(file)).unwrap();
    }
    assert!(failed.is_empty(), "too much, or a crash:\n{}", failed.join("\n"));
}

#[test]
fn hostile_input_costs_little_more_than_prose() {
    run(BYTES);
}

/// Matchers that would take for ever, or fill memory, were they tried in every way; with a text that nearly matches:
/// what is still wanted stands at its beginning, where no match can end with it.
const PACKS: &[(&str, &str, [&str; 2])] = &[
    ("a group in a group", "regex = '(a+)+b'", ["b ", "a"]),
    ("two ways for a letter", "regex = '(a|a)*b'", ["b ", "a"]),
    ("sixty letters or none", "regex = '(a?){60}a{60}b'", ["b ", "a"]),
    ("anything, five times", "regex = '(.*,)(.*,)(.*,)(.*,)(.*;)'", ["; ", "a, "]),
    ("letters of all scripts", r"regex = '(\p{L}+\s?)+;'", ["; ", "ab "]),
    ("repeated tokens in a row", REPEATED, ["Harbour ", "the "]),
    ("optional tokens in a row", OPTIONAL, ["Harbour ", "the "]),
];
const REPEATED: &str = "tokens = [{ repeat = [1, 9] }, { repeat = [1, 9] }, { repeat = [1, 9] }, { repeat = [1, 9] }, \
                        { repeat = [1, 9] }, { repeat = [1, 9] }, { repeat = [1, 9] }, { text = \"harbour\" }]";
const OPTIONAL: &str = "tokens = [{ optional = true, text = \"the\" }, { optional = true, text = \"the\" }, \
                        { optional = true, text = \"the\" }, { optional = true, text = \"the\" }, \
                        { optional = true, text = \"the\" }, { optional = true, text = \"the\" }, \
                        { repeat = [0, 16], text = \"the\" }, { text = \"harbour\" }]";

#[test]
fn a_pack_that_is_built_to_explode_comes_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack/en/own");
    fs::create_dir_all(&pack).unwrap();
    fs::write(folder.path().join("prose.txt"), prose(BYTES)).unwrap();
    let (of_prose, ..) = check(folder.path(), "prose.txt", &[], f64::INFINITY);
    for (name, matcher, [first, piece]) in PACKS {
        let rule = format!(
            "summary = \"A rule\"\nseverity = \"minor\"\ncategory = \"fluency/grammar\"\nwhy = \"So.\"\n\
             fix = \"Fix it.\"\n[match]\n{matcher}\n"
        );
        fs::write(pack.join("own.toml"), rule).unwrap();
        let text = [first.as_bytes(), &again(piece, BYTES)].concat();
        fs::write(folder.path().join("a.txt"), text).unwrap();
        let most = FLOOR.0 + PACK_SLOWER * of_prose.seconds;
        let (cost, code, errors) = check(folder.path(), "a.txt", &["--rules", "pack"], 2.0 * most);
        println!("{name:32} {:7.2} s, {:6.0} MB, {code:?}", cost.seconds, cost.megabytes);
        assert!(matches!(code, Some(0 | 1)), "{name}: {code:?}, {errors}");
        assert!(cost.seconds < most, "{name}: {cost:.2?} where prose takes {of_prose:.2?}");
    }
}

#[test]
#[ignore = "takes minutes: 20 MB a case, or HOSTILE_BYTES"]
fn hostile_input_of_full_size() {
    let bytes = std::env::var("HOSTILE_BYTES").ok().and_then(|n| n.parse().ok());
    run(bytes.unwrap_or(20 << 20));
}
