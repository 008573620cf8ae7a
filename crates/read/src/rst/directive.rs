//! The directives of reStructuredText by what they hold: code, text in their first line, a version and text behind it.

/// Directives whose content is no prose.
pub(super) const OF_CODE: &[&str] = &[
    "code",
    "code-block",
    "sourcecode",
    "highlight",
    "literalinclude",
    "parsed-literal",
    "math",
    "raw",
    "productionlist",
    "doctest",
    "testcode",
    "testoutput",
    "testsetup",
    "ipython",
    "prompt",
    "console",
    "toctree",
    "contents",
    "index",
    "include",
    "graphviz",
    "mermaid",
    "digraph",
    "uml",
    "plantuml",
    "plot",
    "default-role",
    "role",
    "meta",
    "tabularcolumns",
    "automodule",
    "autoclass",
    "autofunction",
    "command-output",
    "grammar-snippet",
];

/// Directives whose first line is text, not a name or an address.
pub(super) const SPEAKING: &[&str] = &[
    "note",
    "warning",
    "tip",
    "important",
    "attention",
    "caution",
    "danger",
    "hint",
    "error",
    "admonition",
    "seealso",
    "topic",
    "sidebar",
    "rubric",
    "centered",
    "title",
    "epigraph",
    "pull-quote",
    "highlights",
    "todo",
    "list-table",
    "csv-table",
    "table",
];

/// Directives that say since when something holds: a version, and text behind it.
pub(super) const OF_VERSION: &[&str] =
    &["versionadded", "versionchanged", "versionremoved", "deprecated", "deprecated-removed"];

/// What stands behind the first words of a text.
pub(super) fn behind(text: &str, words: usize) -> &str {
    (0..words)
        .fold(text, |rest, _| rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start()))
}
