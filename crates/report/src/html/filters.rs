//! What may be hidden on the page, by check boxes that the style sheet alone acts on (`:has()`).
//!
//! The boxes for families depend on what was found, and so do their lines of the style sheet. A browser without
//! `:has()` does not show the boxes; one without style sheets shows everything, and boxes without an effect.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::xml::Escaped;
use mtlint_core::score::Verdict;

/// A family's class on marks and notes: its name, with anything but letters, digits and hyphens as a hyphen.
pub(super) fn class(family: &str) -> String {
    let plain = family.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    plain.fold("f-".to_owned(), |class, c| class + c.encode_utf8(&mut [0; 4]))
}

/// The lines of the style sheet that hide families.
pub(super) fn style(families: &BTreeSet<&str>, out: &mut dyn Write) -> io::Result<()> {
    for family in families {
        let class = class(family);
        writeln!(
            out,
            "body:has(#show-{class}:not(:checked)) main :is(li, .ref).{class} {{ display: none; }}\n\
             body:has(#show-{class}:not(:checked)) main mark.{class} {{ background: none; text-decoration: none; }}"
        )?;
    }
    Ok(())
}

/// Boxes for what is shown in articles; `aside` says that there are findings that do not count.
pub(super) fn findings(families: &BTreeSet<&str>, aside: bool, out: &mut dyn Write) -> io::Result<()> {
    if families.is_empty() && !aside {
        return Ok(());
    }
    writeln!(out, "<fieldset class=\"filters\"><legend>Show</legend>")?;
    for severity in ["critical", "major", "minor"] {
        let shown = format!("<mark class=\"{severity}\">{severity}</mark>");
        writeln!(out, "<label><input type=\"checkbox\" id=\"show-{severity}\" checked> {shown}</label>")?;
    }
    if aside {
        let shown = "<mark class=\"aside\">known or suppressed</mark>";
        writeln!(out, "<label><input type=\"checkbox\" id=\"show-aside\" checked> {shown}</label>")?;
    }
    writeln!(
        out,
        "<label><input type=\"checkbox\" id=\"only-faults\"> only paragraphs with findings</label>"
    )?;
    if families.len() > 1 {
        writeln!(out, "<details><summary>by family</summary><div>")?;
        for family in families {
            let (class, name) = (class(family), Escaped(family));
            writeln!(out, "<label><input type=\"checkbox\" id=\"show-{class}\" checked> {name}</label>")?;
        }
        writeln!(out, "</div></details>")?;
    }
    writeln!(out, "</fieldset>")
}

/// Buttons for the verdicts of the documents in a list.
pub(super) fn verdicts(present: &[Verdict], out: &mut dyn Write) -> io::Result<()> {
    if present.len() < 2 {
        return Ok(());
    }
    writeln!(out, "<fieldset class=\"filters\"><legend>Verdict</legend>")?;
    writeln!(out, "<label><input type=\"radio\" name=\"verdict\" checked> all</label>")?;
    for verdict in present {
        let name = verdict.name();
        writeln!(out, "<label><input type=\"radio\" name=\"verdict\" id=\"only-{name}\"> {name}</label>")?;
    }
    writeln!(out, "</fieldset>")
}
