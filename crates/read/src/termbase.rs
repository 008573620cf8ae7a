//! Termbases: TBX, and tables whose first line names the languages or says `source`, `target`.
//!
//! In a table a cell may hold several words with `|` between them; a column `forbidden` with anything but "no" and "0"
//! in it says that the target is not to be used. In TBX a term whose status is deprecated, superseded or not to be used
//! is forbidden.

use std::path::Path;

use html5gum::{Token, Tokenizer};

use mtlint_core::error::{Error, Result};
use mtlint_core::language::codes;
use mtlint_core::termbase::{Term, Termbase};

use super::table::cells;

/// Reads a termbase file into `base`.
///
/// # Errors
/// When it cannot be read, is no text, or has no terms in a form that is known.
pub fn read_file(path: &Path, base: &mut Termbase) -> Result<()> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let name = path.display().to_string();
    let text = String::from_utf8(bytes).map_err(|_| Error::invalid(&name, "it is no UTF-8 text"))?;
    read(&name, text.trim_start_matches('\u{feff}'), base)
}

/// Reads the content of a termbase named `name` into `base`.
///
/// # Errors
/// When it has no terms in a form that is known.
pub fn read(name: &str, text: &str, base: &mut Termbase) -> Result<()> {
    let before = base.clone();
    if text.trim_start().starts_with('<') {
        tbx(text, base);
    } else {
        let tab = text.lines().next().unwrap_or("").contains('\t');
        table(name, text, if tab { b'\t' } else { b',' }, base)?;
    }
    if *base == before {
        let hint = "TBX, or a table whose first line names two languages (en, de) or says source, target";
        return Err(Error::invalid(name, "there are no terms in it").hint(hint));
    }
    Ok(())
}

fn table(name: &str, text: &str, separator: u8, base: &mut Termbase) -> Result<()> {
    let mut rows = cells(text, separator);
    let head: Vec<String> = rows.next().unwrap_or_default().iter().map(|c| c.trim().to_lowercase()).collect();
    let column = |wanted: &[&str]| head.iter().position(|c| wanted.contains(&c.as_str()));
    let forbidden = column(&["forbidden"]);
    let pair = column(&["source"]).zip(column(&["target"]));
    let (from, to) = (column(&["source_lang"]), column(&["lang", "target_lang"]));
    let languages: Vec<(usize, String)> =
        head.iter().enumerate().filter_map(|(i, c)| Some((i, codes::valid(c).ok()?))).collect();
    if pair.is_none() && languages.len() < 2 {
        let message = format!("the first line names {}", head.join(", "));
        return Err(Error::invalid(name, message).hint("name two languages (en, de), or source and target"));
    }
    for row in rows {
        let cell = |i: usize| row.get(i).map_or("", |c| c.trim());
        let is_forbidden =
            forbidden.is_some_and(|i| !matches!(cell(i).to_lowercase().as_str(), "" | "no" | "0" | "false"));
        let target = |i: usize| if is_forbidden { format!("!{}", cell(i)) } else { cell(i).to_owned() };
        if let Some((source, own)) = pair {
            let code = |i: Option<usize>| i.and_then(|i| codes::valid(cell(i)).ok());
            add(base, cell(source), target(own), code(from).zip(code(to)));
            continue;
        }
        for (a, from) in &languages {
            for (b, to) in languages.iter().filter(|(b, _)| b != a) {
                add(base, cell(*a), target(*b), Some((from.clone(), to.clone())));
            }
        }
    }
    Ok(())
}

fn add(base: &mut Termbase, sources: &str, target: String, languages: Option<(String, String)>) {
    if target.trim_start_matches('!').is_empty() {
        return;
    }
    for source in sources.split('|').map(str::trim) {
        if !source.is_empty() || target.starts_with('!') {
            base.add(Term {
                source: source.to_owned(),
                target: target.clone(),
                languages: languages.clone(),
            });
        }
    }
}

/// A word of a concept.
struct TermWord {
    language: String,
    text: String,
    forbidden: bool,
}

fn tbx(text: &str, base: &mut Termbase) {
    let mut words: Vec<TermWord> = Vec::new();
    let (mut language, mut reads) = (String::new(), "");
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::StartTag(tag) => match String::from_utf8_lossy(&tag.name).as_ref() {
                "termentry" | "conceptentry" => words.clear(),
                "langset" | "langsec" => {
                    let lang = tag.attributes.iter().find(|(name, _)| name.ends_with(b"lang"));
                    let tag = lang
                        .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                        .unwrap_or_default();
                    language = codes::valid(&tag).unwrap_or_default();
                }
                "term" => {
                    words.push(TermWord {
                        language: language.clone(),
                        text: String::new(),
                        forbidden: false,
                    });
                    reads = "term";
                }
                "termnote" => reads = "note",
                _ => {}
            },
            Token::String(string) => {
                let said = String::from_utf8_lossy(&string);
                match (reads, words.last_mut()) {
                    ("term", Some(word)) => word.text.push_str(&said),
                    ("note", Some(word)) => {
                        word.forbidden |= [
                            "deprecated",
                            "superseded",
                            "forbidden",
                            "prohibited",
                            "notrecommended",
                            "do not use",
                        ]
                        .iter()
                        .any(|status| said.to_lowercase().contains(status));
                    }
                    _ => {}
                }
            }
            Token::EndTag(tag) => match String::from_utf8_lossy(&tag.name).as_ref() {
                "term" | "termnote" => reads = "",
                "termentry" | "conceptentry" => concept(&words, base),
                _ => {}
            },
            _ => {}
        }
    }
}

/// Each language of a concept with each other: its allowed words together, the others one by one.
fn concept(words: &[TermWord], base: &mut Termbase) {
    let mut languages: Vec<&str> = words.iter().map(|w| w.language.as_str()).collect();
    languages.dedup();
    let pairs =
        languages.iter().flat_map(|a| languages.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    for (from, to) in pairs {
        let of = |code: &'_ str, forbidden: bool| -> Vec<String> {
            let words = words.iter().filter(|w| w.language == code && w.forbidden == forbidden);
            words.map(|w| w.text.trim().to_owned()).filter(|t| !t.is_empty()).collect()
        };
        let languages = Some((from.to_owned(), to.to_owned()));
        let sources = [of(from, false), of(from, true)].concat().join("|");
        add(base, &sources, of(to, false).join("|"), languages.clone());
        for word in of(to, true) {
            add(base, &sources, format!("!{word}"), languages.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use mtlint_core::termbase::Termbase;

    fn of(text: &str, source: &str) -> Vec<(String, String)> {
        let mut base = Termbase::default();
        read("terms", text, &mut base).unwrap();
        base.of(source, Some("de"), Some("en"))
    }

    #[test]
    fn tables_and_tbx_say_the_same() {
        let wanted = [
            ("Zugbrücke".to_owned(), "drawbridge".to_owned()),
            ("Zugbrücke".to_owned(), "!lift bridge".to_owned()),
        ];
        let source = "Die Zugbrücke ist zu.";
        assert_eq!(
            of("source,target,forbidden\nZugbrücke,drawbridge,\nZugbrücke,lift bridge,yes\n", source),
            wanted
        );
        assert_eq!(of("de\ten\nZugbrücke\tdrawbridge\nFähre\tferry\n", source), wanted[..1]);
        let tbx = "<?xml version='1.0'?><martif><text><body><termEntry>\
            <langSet xml:lang='de'><tig><term>Zugbrücke</term></tig></langSet>\
            <langSet xml:lang='en-GB'><tig><term>drawbridge</term></tig><tig><term>lift bridge</term>\
            <termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet>\
            </termEntry></body></text></martif>";
        assert_eq!(of(tbx, source), wanted);
    }

    #[test]
    fn what_is_no_termbase_is_told() {
        let refused = |text: &str| read("terms", text, &mut Termbase::default()).unwrap_err().to_string();
        assert!(refused("name,place\nA,B\n").contains("the first line names name, place"));
        assert!(refused("<tbx/>").contains("there are no terms in it"));
    }
}
