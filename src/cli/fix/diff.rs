//! A fixed text as a unified diff: as `patch` takes it, or in colours with what is invisible made visible.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token, UnifiedDiffConfig, UnifiedDiffPrinter};
use mtlint::report::legible;

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
const BOLD: Style = Style::new().bold();

/// Writes the diff of a file's text before and after. With `colour` it is for eyes only: control characters and those
/// without a width are spelled out.
pub fn show(name: &str, text: &[String; 2], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let input = InternedInput::new(text[0].as_str(), text[1].as_str());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let printer = Printer { lines: &input.interner, colour };
    let bold = printer.style(BOLD);
    writeln!(out, "{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}")?;
    write!(out, "{}", diff.unified_diff(&printer, UnifiedDiffConfig::default(), &input))
}

struct Printer<'t> {
    lines: &'t Interner<&'t str>,
    colour: bool,
}

impl Printer<'_> {
    fn style(&self, style: Style) -> Style {
        if self.colour { style } else { Style::new() }
    }

    fn line(&self, f: &mut impl fmt::Write, mark: char, style: Style, line: Token) -> fmt::Result {
        let line = self.lines[line];
        if self.colour {
            writeln!(f, "{style}{mark}{}{style:#}", legible(line.trim_end_matches(['\n', '\r'])))?;
        } else {
            writeln!(f, "{mark}{}", line.strip_suffix('\n').unwrap_or(line))?;
        }
        if line.ends_with('\n') { Ok(()) } else { writeln!(f, "\\ No newline at end of file") }
    }
}

impl UnifiedDiffPrinter for Printer<'_> {
    fn display_header(
        &self,
        mut f: impl fmt::Write,
        old: u32,
        new: u32,
        removed: u32,
        added: u32,
    ) -> fmt::Result {
        // A side without lines is named by the line before it.
        let first = |start: u32, length: u32| if length == 0 { start } else { start + 1 };
        let style = self.style(PLACE);
        writeln!(f, "{style}@@ -{},{removed} +{},{added} @@{style:#}", first(old, removed), first(new, added))
    }

    fn display_context_token(&self, mut f: impl fmt::Write, line: Token) -> fmt::Result {
        self.line(&mut f, ' ', Style::new(), line)
    }

    fn display_hunk(&self, mut f: impl fmt::Write, old: &[Token], new: &[Token]) -> fmt::Result {
        for &line in old {
            self.line(&mut f, '-', self.style(OLD), line)?;
        }
        for &line in new {
            self.line(&mut f, '+', self.style(NEW), line)?;
        }
        Ok(())
    }
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
