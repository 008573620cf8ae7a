//! `mtlint explain`: what a rule looks for, why, what to do about it, with its examples.

use std::fmt::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use mtlint::error::{Error, suggest};
use mtlint::meta::RuleMeta;

use super::{Exit, print_styled, rules};

const BOLD: Style = Style::new().bold();
const BAD: Style = AnsiColor::Red.on_default();
const GOOD: Style = AnsiColor::Green.on_default();

/// Explain a rule or a family of rules
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint explain stray-attribution   one rule, with examples
  mtlint explain quotation           a family")]
pub struct Args {
    /// The rule's id, or a family
    rule: String,
    /// Rules of your own, beside those built in (repeatable)
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

/// Prints the explanation.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let all = rules::checker(&args.rules)?.rules()?;
    let wanted = args.rule.rsplit('/').next().unwrap_or_default();
    let mut text = String::new();
    for rule in all.iter().filter(|r| r.id == wanted) {
        explain(rule, &mut text);
    }
    if text.is_empty() {
        for rule in all.iter().filter(|r| r.family == wanted) {
            writeln!(text, "{BOLD}{}{BOLD:#}\n  {}\n", rule.id, rule.summary)?;
        }
    }
    if text.is_empty() {
        let names = all.iter().flat_map(|r| [r.id.as_str(), r.family.as_str()]);
        let hint = match suggest(wanted, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`mtlint rules list` names them all".to_owned(),
        };
        return Err(Error::invalid(args.rule, "there is no such rule and no such family").hint(hint).into());
    }
    print_styled(&text)?;
    Ok(Exit::Fine)
}

fn explain(rule: &RuleMeta, out: &mut String) {
    let RuleMeta { id, family, summary, category, certainty, machine, language, .. } = rule;
    let severity = rule.severity.name();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&format!("{BOLD}{id}{BOLD:#}: {summary}\n"));
    let language = if language == "any" { "every language" } else { language };
    line(&format!(
        "family {family}, {severity}, {category}, certainty {certainty}, machine {machine:+}, for {language}\n"
    ));
    line(&format!("{BOLD}Why{BOLD:#}"));
    paragraph(&rule.why, &mut line);
    line(&format!("\n{BOLD}What to do{BOLD:#}"));
    paragraph(&rule.fix, &mut line);
    if rule.fixable {
        paragraph("`mtlint fix` does it where the fix is certain, as below.", &mut line);
    } else {
        paragraph("Only a person can tell: `mtlint fix` leaves it alone.", &mut line);
    }
    if !rule.bad.is_empty() {
        line(&format!("\n{BOLD}Found in{BOLD:#}"));
    }
    for example in &rule.bad {
        let text = example.mark.iter().fold(example.text.trim().to_owned(), |text, mark| {
            text.replacen(mark.as_str(), &format!("{BAD}[{mark}]{BAD:#}"), 1)
        });
        item(&text, example.source.as_deref(), &format!("{BAD}-{BAD:#}"), &mut line);
        if let Some(fixed) = &example.fixed {
            item(fixed.trim(), None, &format!("{GOOD}=>{GOOD:#}"), &mut line);
        }
    }
    if !rule.good.is_empty() {
        line(&format!("\n{BOLD}Left alone{BOLD:#}"));
    }
    for example in &rule.good {
        item(example.text.trim(), example.source.as_deref(), &format!("{GOOD}+{GOOD:#}"), &mut line);
    }
}

fn item(text: &str, source: Option<&str>, mark: &str, line: &mut impl FnMut(&str)) {
    let mut lines = text.lines().flat_map(|l| wrap(l, 76));
    line(&format!("  {mark} {}", lines.next().unwrap_or_default()));
    lines.for_each(|l| line(&format!("    {l}")));
    if let Some(source) = source {
        wrap(&format!("(source: {})", source.trim()), 76).iter().for_each(|l| line(&format!("    {l}")));
    }
}

fn paragraph(text: &str, line: &mut impl FnMut(&str)) {
    wrap(text, 80).iter().for_each(|l| line(l));
}

/// Lines of at most `width` characters, escapes not counted.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let columns = |s: &str| anstream::adapter::strip_str(s).to_string().chars().count();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
