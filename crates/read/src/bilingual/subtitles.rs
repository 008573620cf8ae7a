//! Subtitles: SubRip (SRT) and WebVTT. Cues that go on are joined into sentences.
//!
//! A sentence that is spread over cues is one block, whose key is its time from the first cue's beginning to the last
//! one's end: by it, subtitles in another language are laid beside these (`beside`).

use mtlint_core::document::{Document, Source, Syntax, Unit};
use mtlint_core::error::Problem;

use super::side::{self, Shows, UnitSide};
use crate::{Options, Outcome, Reader, markup};

/// SubRip.
pub const SRT: Reader = Reader {
    name: "srt",
    summary: "SubRip subtitles: cues that go on are joined into sentences",
    extensions: &["srt"],
    sniff: |head| {
        let mut lines = head.trim_start_matches('\u{feff}').trim_start().lines();
        let number = lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok());
        number && lines.next().is_some_and(|line| time(line).is_some())
    },
    declares_encoding: false,
    in_folders: true,
    read,
};

/// WebVTT.
pub const VTT: Reader = Reader {
    name: "vtt",
    summary: "WebVTT subtitles: cues that go on are joined into sentences",
    extensions: &["vtt"],
    sniff: |head| head.trim_start_matches('\u{feff}').starts_with("WEBVTT"),
    declares_encoding: false,
    in_folders: true,
    read,
};

/// Milliseconds between two cues that no sentence goes on over.
const PAUSE: u32 = 4_000;
/// Cues that a sentence is joined of at most.
const CUES: usize = 8;

/// A cue: when it is shown, and its lines.
struct Cue<'t> {
    from: u32,
    to: u32,
    lines: Vec<(usize, &'t str)>,
}

fn read(name: &str, source: Source, _: &Options) -> Outcome {
    let (cues, problems) = cues(name, &source.text);
    let mut blocks = Vec::new();
    let mut open: Option<(UnitSide, u32, u32, usize)> = None;
    let mut close = |open: &mut Option<(UnitSide, u32, u32, usize)>| {
        if let Some((side, from, to, _)) = open.take() {
            let unit = Unit { key: Some(key(from, to)), whole: side.span, ..Unit::default() };
            blocks.extend(side::block(None, side, [None, None], unit).map(|mut block| {
                block.kind = mtlint_core::document::BlockKind::Paragraph;
                block
            }));
        }
    };
    for cue in &cues {
        let apart = open.as_ref().is_some_and(|(side, _, to, count)| {
            cue.from > to + PAUSE || *count >= CUES || ends(side.written())
        });
        if apart {
            close(&mut open);
        }
        let Some(&(first, _)) = cue.lines.first() else { continue };
        let (side, _, to, count) =
            open.get_or_insert_with(|| (UnitSide::at(first, first), cue.from, cue.to, 0));
        *to = cue.to.max(*to);
        *count += 1;
        for (number, (at, line)) in cue.lines.iter().enumerate() {
            let speaks = line.trim_start().starts_with(['-', '–']);
            if !side.written().is_empty() {
                let before = side.span.end as usize;
                side.replaced(if number > 0 || speaks { "\n" } else { " " }, before, at - before);
            }
            words(line, *at, side);
            side.span.end = (at + line.len()) as u32;
        }
    }
    close(&mut open);
    let document = Document { syntax: Syntax::Plain, blocks, ..Document::new(name, source) };
    match problems.is_empty() || !document.blocks.is_empty() {
        true => Outcome { documents: vec![document], problems },
        false => Outcome { documents: Vec::new(), problems },
    }
}

/// The time of a block as its key.
fn key(from: u32, to: u32) -> String {
    let clock = |ms: u32| {
        let (seconds, ms) = (ms / 1000, ms % 1000);
        format!("{:02}:{:02}:{:02}.{ms:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    };
    format!("{} --> {}", clock(from), clock(to))
}

/// True where a text has come to the end of a sentence.
fn ends(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '»', '」', '』', ')', ']', '♪', '*']);
    let text = text.trim_end();
    // What is broken off with dots may go on.
    text.is_empty()
        || text.ends_with(['.', '!', '?', '。', '！', '？', '؟', '।', '♪', ':']) && !text.ends_with("...")
}

/// The cues of a file, and what is wrong with it.
fn cues<'t>(name: &str, text: &'t str) -> (Vec<Cue<'t>>, Vec<Problem>) {
    let (mut cues, mut problems): (Vec<Cue>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut open: Option<Cue> = None;
    let mut at = 0;
    let mut note = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            cues.extend(open.take());
            note = false;
            continue;
        }
        if let Some((from, to)) = time(line) {
            cues.extend(open.take());
            open = Some(Cue { from, to, lines: Vec::new() });
            continue;
        }
        if line.contains("-->") && problems.len() < 20 {
            problems.push(Problem {
                file: name.to_owned(),
                line: Some(number + 1),
                byte: Some(start),
                message: format!("this is no time of a cue: {}", line.chars().take(60).collect::<String>()),
                hint: Some("write it as 00:01:02,000 --> 00:01:04,500".to_owned()),
                fatal: true,
            });
            continue;
        }
        note |=
            open.is_none() && ["NOTE", "STYLE", "REGION", "WEBVTT"].iter().any(|word| line.starts_with(word));
        match &mut open {
            Some(cue) if !note => {
                cue.lines.push((start, line));
            }
            // A cue's number or name, or a note.
            _ => {}
        }
    }
    cues.extend(open.take());
    if cues.is_empty() && problems.is_empty() && !text.trim().is_empty() {
        problems.push(Problem {
            file: name.to_owned(),
            line: None,
            byte: None,
            message: "there is no cue in it".to_owned(),
            hint: Some(
                "write times as 00:01:02,000 --> 00:01:04,500, or say what it is: --input-format".into(),
            ),
            fatal: true,
        });
    }
    (cues, problems)
}

/// Beginning and end of a cue, in milliseconds.
pub(crate) fn time(line: &str) -> Option<(u32, u32)> {
    let (from, to) = line.split_once("-->")?;
    let clock = |text: &str| {
        let text = text.trim();
        let (clock, ms) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let ms: u32 = ms.get(..3.min(ms.len()))?.parse().ok()?;
        let mut seconds = 0u32;
        let mut count = 0;
        for part in clock.split(':') {
            seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
            count += 1;
        }
        (2..=3).contains(&count).then(|| seconds.checked_mul(1000)?.checked_add(ms))?
    };
    Some((clock(from)?, clock(to.trim().split([' ', '\t']).next()?)?))
}

/// The words of a line: positions of SubStation and tags of time are codes, references are read.
fn words(line: &str, at: usize, side: &mut UnitSide) {
    let mut from = 0;
    while let Some(next) = memchr::memchr3(b'{', b'<', b'&', &line.as_bytes()[from..]).map(|i| from + i) {
        let rest = &line[next..];
        let code = if rest.starts_with("{\\") {
            rest.find('}').map(|end| end + 1)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with('<') {
            rest.find('>').map(|end| end + 1)
        } else {
            markup::tag(rest).filter(|tag| !tag.name.is_empty()).map(|tag| tag.len)
        };
        side.text(&line[from..next], at + from);
        if let Some(len) = code {
            side.code(&rest[..len], at + next, Shows::Nothing);
            from = next + len;
        } else if let Some((len, c)) = markup::reference(rest).filter(|_| rest.starts_with('&')) {
            side.replaced(c.encode_utf8(&mut [0; 4]), at + next, len);
            from = next + len;
        } else {
            side.text(&rest[..1], at + next);
            from = next + 1;
        }
    }
    side.text(&line[from..], at + from);
}
