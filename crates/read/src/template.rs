//! Calls to the program that makes a page, as they stand in its text: Hugo's shortcodes, Liquid's and Jinja's tags.

use super::markup::head;

/// A call at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call<'t> {
    /// How it is written.
    pub form: TemplateForm,
    /// Its first word, without the "/" or "end" of one that closes.
    pub name: &'t str,
    /// It closes what an earlier one opened.
    pub closes: bool,
    /// What stands between its marks, from this byte on.
    pub inner: (usize, &'t str),
    /// Bytes of the whole.
    pub len: usize,
}

/// Ways to write a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemplateForm {
    /// `{{< name >}}` and `{{% name %}}`.
    Shortcode,
    /// `{% name %}`.
    Tag,
    /// `{# … #}`.
    Comment,
    /// `{{ value }}`.
    Value,
}

const FORMS: &[(&str, &str, TemplateForm)] = &[
    ("{{<", ">}}", TemplateForm::Shortcode),
    ("{{%", "%}}", TemplateForm::Shortcode),
    ("{{!--", "--}}", TemplateForm::Comment),
    ("{%", "%}", TemplateForm::Tag),
    ("{{", "}}", TemplateForm::Value),
    ("{#", "#}", TemplateForm::Comment),
];

/// Words in the names of calls and components whose content is no prose.
const OF_CODE: &[&str] = &[
    "code",
    "highlight",
    "mermaid",
    "diagram",
    "math",
    "katex",
    "chart",
    "gist",
    "comment",
    "plantuml",
    "terminal",
    "console",
    "sandpack",
    "playground",
    "snippet",
    "raw",
    "style",
    "script",
    "svg",
    "graphviz",
];

/// The call that `text` begins with.
pub(super) fn call(text: &str) -> Option<Call<'_>> {
    let text = head(text);
    let (open, close, form) = FORMS.iter().find(|(open, ..)| text.starts_with(open))?;
    let end = open.len() + text[open.len()..].find(close)?;
    let inner = &text[open.len()..end];
    if inner.contains("\n\n") {
        return None;
    }
    let trimmed = inner.trim_matches([' ', '\t', '\n', '\r', '-', '~']);
    let (name, closes) = match (form, trimmed.strip_prefix('/'), trimmed.strip_prefix("end")) {
        (TemplateForm::Shortcode, Some(rest), _) => (rest.trim_start(), true),
        (TemplateForm::Tag, _, Some(rest)) => (rest, true),
        _ => (trimmed, false),
    };
    let name =
        name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | '=')).next().unwrap_or_default();
    Some(Call { form: *form, name, closes, inner: (open.len(), inner), len: end + close.len() })
}

/// True for the name of a call or component whose content is no prose.
pub(super) fn is_of_code(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    OF_CODE.iter().any(|word| name.contains(word))
}

/// True for a value that only a program that makes pages writes so: `site.title`, `page | upper`, `t("x")`.
pub(super) fn is_of_page(value: &str) -> bool {
    value.contains(['.', '|', '(', '$', '"'])
}

impl Call<'_> {
    /// The byte of `text` where the call that closes this one begins, and where it ends. This one is its beginning.
    pub fn closing(&self, text: &str) -> Option<(usize, usize)> {
        let mut at = self.len;
        while let Some(open) = text[at..].find('{').map(|i| at + i) {
            if let Some(other) = call(&text[open..])
                && other.closes
                && other.name == self.name
            {
                return Some((open, open + other.len));
            }
            at = open + 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{TemplateForm, call};

    #[test]
    fn calls_are_told_by_their_marks() {
        let of = |text| call(text).map(|c| (c.form, c.name, c.closes, c.len));
        assert_eq!(of("{{< ref \"tide.md\" >}} x"), Some((TemplateForm::Shortcode, "ref", false, 21)));
        assert_eq!(of("{{% /alert %}}"), Some((TemplateForm::Shortcode, "alert", true, 14)));
        assert_eq!(of("{%- endraw -%}"), Some((TemplateForm::Tag, "raw", true, 14)));
        assert_eq!(of("{{ harbour }}"), Some((TemplateForm::Value, "harbour", false, 13)));
        assert_eq!(of("{name}"), None);
        assert_eq!(of("{{ a\n\nb }}"), None);
    }
}
