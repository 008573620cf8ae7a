//! Where a rule's file says what is wrong with it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// Returns the line (from 1) on which the value stands that `path` leads to, a number for a place in a list; where it
/// leads nowhere, the line of the last step that is there. 0 for a rule that is part of the program.
pub(super) fn line_of(text: &str, path: &[&str]) -> usize {
    // Rules of the program are JSON: to parse them again as TOML would only tell what nobody asks.
    if text.starts_with('{') {
        return 0;
    }
    let Ok(table) = DeTable::parse(text) else { return 0 };
    let mut found: Option<Range<usize>> = None;
    let mut within: Option<&DeValue> = None;
    for step in path {
        let next = match within {
            None => table.get_ref().get_key_value(*step).map(|(key, value)| (key.span(), value)),
            Some(DeValue::Table(inner)) => inner.get_key_value(*step).map(|(key, value)| (key.span(), value)),
            Some(DeValue::Array(list)) => {
                step.parse::<usize>().ok().and_then(|i| list.get(i)).map(|value| (value.span(), value))
            }
            Some(_) => None,
        };
        let Some((span, value)) = next else { break };
        // A list's table begins with its header, a pattern with the line of its own.
        found = Some(if matches!(value.get_ref(), DeValue::String(_)) { value.span() } else { span });
        within = Some(value.get_ref());
    }
    found.map_or(0, |span| text[..text.floor_char_boundary(span.start)].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn a_key_is_found_where_it_is_set_and_not_where_it_is_named() {
        let text = "why = \"\"\"\nA regex in [match].\ndetector = no.\n\"\"\"\n[match]\nscope = \"line\"\nregex = '('\n\
            unless = [\n  { regex = 'a' },\n  { regex = ')' },\n]\n[[edit]]\nfind = 'a'\n[[edit]]\nfind = '('\n";
        assert_eq!(line_of(text, &["match", "regex"]), 7);
        assert_eq!(line_of(text, &["match", "unless", "1", "regex"]), 10);
        assert_eq!(line_of(text, &["edit", "1", "find"]), 15);
        assert_eq!(line_of(text, &["match", "tokens"]), 5);
        assert_eq!(line_of(text, &["good"]), 0);
        assert_eq!(line_of("{\"match\": 1}", &["match"]), 0);
    }
}
