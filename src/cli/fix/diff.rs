//! A mended text as a unified diff: as `patch` takes it, or in colours with what is invisible made visible.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use mtlint::report::legible;
use similar::{ChangeTag, TextDiff};

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
const BOLD: Style = Style::new().bold();

/// Lines around a change.
const CONTEXT: usize = 3;
/// After this long a coarser diff will do; it is as right, and larger.
const PATIENCE: Duration = Duration::from_secs(2);

/// Writes the diff of a file's text before and after. With `colour` it is for eyes only: control characters and those
/// without a width are spelled out.
pub fn show(name: &str, text: &[String; 2], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = text;
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old.as_str(), new.as_str());
    let style = |style: Style| if colour { style } else { Style::new() };
    let (bold, place) = (style(BOLD), style(PLACE));
    writeln!(out, "{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}")?;
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        writeln!(out, "{place}{}{place:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (mark, paint) = match change.tag() {
                ChangeTag::Delete => ('-', style(OLD)),
                ChangeTag::Insert => ('+', style(NEW)),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value();
            if colour {
                writeln!(out, "{paint}{mark}{}{paint:#}", legible(line.trim_end_matches(['\n', '\r'])))?;
            } else {
                write!(out, "{mark}{line}{}", if line.ends_with('\n') { "" } else { "\n" })?;
            }
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::show;

    fn shown(old: &str, new: &str, colour: bool) -> String {
        let mut out = Vec::new();
        show("a.txt", &[old.into(), new.into()], colour, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_diff_is_what_patch_takes() {
        assert_eq!(
            shown("one\r\nthe the\r\nthree", "one\r\nthe\r\nthree", false),
            "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n one\r\n-the the\r\n+the\r\n three\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn what_is_not_seen_is_spelled_out_for_eyes() {
        let out = shown("har\u{200b}bour \u{1b}[2J\n", "harbour \u{1b}[2J\n", true);
        assert!(out.contains("har<U+200B>bour ␛[2J"), "{out}");
    }
}
