//! How an entry is written: words as they stand in text, with a few signs for what may vary.
//!
//! `word` that word; `word~` any form of it; `on/in` one of them; `(word)` it may be missing; `_` a determiner or
//! possessive, or none; `one's` a possessive; `someone` a person or thing in up to three words; `…` up to three words;
//! `#` a number; `<JJ|NN*>` a word so tagged; `!of/in` none of these comes next; `^` and `$` begin and end a sentence.

use std::cmp::Reverse;

use crate::language::TagSet;

/// One element of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UsagePiece {
    /// One of these words, each perhaps in any form.
    Words {
        words: Vec<(String, bool)>,
        optional: bool,
    },
    /// None of these words comes next.
    Not(Vec<(String, bool)>),
    /// A word with one of these tags, as bits.
    Tagged(u64),
    /// A determiner or possessive, or nothing.
    Determiner,
    /// "her", "the old mayor's".
    Possessive,
    /// "him", "the old mayor".
    Someone,
    /// Up to three words.
    Gap,
    Number,
    Quote,
    First,
    Last,
}

/// What of the language is needed to read an entry.
#[derive(Debug, Default)]
pub(super) struct UsageGrammar {
    /// Endings that are tokens of their own ("'s"), cut from the words they hang on.
    pub clitics: Vec<String>,
    /// The fine tags.
    pub tags: TagSet,
    /// A possessive and a person, for examples.
    pub possessive: String,
    pub person: String,
}

/// Reads an entry. The error says what is wrong.
pub(super) fn parse(entry: &str, grammar: &UsageGrammar) -> Result<Vec<UsagePiece>, String> {
    let mut pieces = Vec::new();
    for written in entry.split_whitespace() {
        pieces.push(match written {
            "_" => UsagePiece::Determiner,
            "one's" => UsagePiece::Possessive,
            "someone" => UsagePiece::Someone,
            "…" => UsagePiece::Gap,
            "#" => UsagePiece::Number,
            "\"" => UsagePiece::Quote,
            "^" => UsagePiece::First,
            "$" => UsagePiece::Last,
            _ => match tagged(written, &grammar.tags) {
                Some(tags) => UsagePiece::Tagged(tags?),
                None => {
                    words(written, &grammar.clitics, &mut pieces)?;
                    continue;
                }
            },
        });
    }
    Ok(pieces)
}

fn tagged(written: &str, tags: &TagSet) -> Option<Result<u64, String>> {
    let names = written.strip_prefix('<')?.strip_suffix('>')?;
    let bits = names.split('|').try_fold(0, |bits, name| {
        let found = tags.bits(name).map_err(|hint| format!("there is no tag \"{name}\": {hint}"));
        found.map(|found| bits | found)
    });
    Some(bits)
}

fn words(written: &str, clitics: &[String], pieces: &mut Vec<UsagePiece>) -> Result<(), String> {
    let list = |written: &str| -> Vec<(String, bool)> {
        let one = |word: &str| match word.strip_suffix('~') {
            Some(base) => (base.to_lowercase(), true),
            None => (word.to_lowercase(), false),
        };
        written.split('/').map(one).collect()
    };
    let inner = written.strip_prefix('(').and_then(|w| w.strip_suffix(')'));
    let optional = inner.is_some();
    let written = inner.unwrap_or(written);
    let empty = |words: &[(String, bool)]| words.iter().any(|(word, _)| word.is_empty());
    if let Some(not) = written.strip_prefix('!').filter(|not| !not.is_empty()) {
        let words = list(not);
        let wrong = empty(&words).then(|| format!("\"{written}\" holds an empty word"));
        pieces.push(UsagePiece::Not(words));
        return wrong.map_or(Ok(()), Err);
    }
    if shortest(written).is_some() {
        let words = list(written);
        if empty(&words) {
            return Err(format!("\"{written}\" holds an empty word"));
        }
        pieces.push(UsagePiece::Words { words, optional });
        return Ok(());
    }
    if optional || written.contains('/') {
        return Err(format!(
            "\"{written}\" has several tokens, and those can neither be optional nor a choice"
        ));
    }
    let (word, mark) = match written.char_indices().next_back() {
        Some((at, c)) if ",:;?!".contains(c) => (&written[..at], Some(&written[at..])),
        _ => (written, None),
    };
    let clitic = clitics.iter().filter_map(|c| word.strip_suffix(c.as_str()).map(|stem| (stem, c.as_str())));
    let (word, clitic) = match clitic.filter(|(stem, _)| !stem.is_empty()).max_by_key(|(_, c)| c.len()) {
        Some((stem, clitic)) => (stem, Some(clitic)),
        None => (word, None),
    };
    for (i, part) in word.split('-').enumerate() {
        let hyphen = (i > 0).then_some("-");
        for token in hyphen.into_iter().chain((!part.is_empty()).then_some(part)) {
            pieces.push(UsagePiece::Words { words: list(token), optional: false });
        }
    }
    for token in clitic.into_iter().chain(mark) {
        pieces.push(UsagePiece::Words { words: list(token), optional: false });
    }
    Ok(())
}

/// The piece that announces an entry: its longest word that must stand there, the first of equals.
pub(super) fn announcing(pieces: &[UsagePiece]) -> Option<usize> {
    let weights = pieces.iter().enumerate().filter_map(|(i, piece)| match piece {
        UsagePiece::Words { words, optional: false } => Some((weight(words), Reverse(i))),
        _ => None,
    });
    weights.max().map(|(_, Reverse(i))| i)
}

/// Tells the words of that piece, each with whether any form of it will do, without making the others.
pub(super) fn key(entry: &str, grammar: &UsageGrammar, tell: &mut dyn FnMut(&str, bool)) {
    let mut best: (usize, &str, Option<Vec<(String, bool)>>) = (0, "", None);
    for written in entry.split_ascii_whitespace() {
        let special = matches!(written, "one's" | "someone" | "_" | "#" | "\"" | "^" | "$");
        if special || written.len() > 1 && written.starts_with(['(', '!', '<', '…']) {
            continue;
        }
        if let Some(shortest) = shortest(written) {
            if shortest > best.0 {
                best = (shortest, written, None);
            }
            continue;
        }
        let mut pieces = Vec::new();
        if words(written, &grammar.clitics, &mut pieces).is_err() {
            return;
        }
        for piece in pieces {
            if let UsagePiece::Words { words, optional: false } = piece
                && weight(&words) > best.0
            {
                best = (weight(&words), "", Some(words));
            }
        }
    }
    match best {
        (_, _, Some(words)) => words.iter().for_each(|(word, any_form)| tell(word, *any_form)),
        (_, written, None) => written.split('/').filter(|word| !word.is_empty()).for_each(|word| {
            let base = word.trim_end_matches('~');
            tell(base, base.len() < word.len());
        }),
    }
}

/// The letters of the shortest of the words that are written, where each of them is one token: a word, or a single mark.
/// Told in one pass, as thousands of entries are read at every start.
fn shortest(written: &str) -> Option<usize> {
    let mut shortest = usize::MAX;
    let (mut bytes, mut letters, mut waves, mut marked) = (0, 0, 0, false);
    for byte in written.bytes().chain([b'/']) {
        if byte == b'/' {
            if marked && bytes > 1 {
                return None;
            }
            shortest = shortest.min(letters - waves);
            (bytes, letters, waves, marked) = (0, 0, 0, false);
            continue;
        }
        bytes += 1;
        letters += usize::from(byte & 0xc0 != 0x80);
        waves = if byte == b'~' { waves + 1 } else { 0 };
        marked |= matches!(byte, b'-' | b'\'' | b',' | b'.' | b':' | b'?' | b'!' | b';');
    }
    Some(shortest)
}

/// The letters of the shortest of these words.
fn weight(words: &[(String, bool)]) -> usize {
    words.iter().map(|(word, _)| word.chars().count()).min().unwrap_or(0)
}

/// An entry as a text that it finds: its example. None where a tag stands for a word.
pub(super) fn example(entry: &str, grammar: &UsageGrammar) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for written in entry.split_whitespace() {
        match written {
            "_" | "…" | "^" | "$" => {}
            "one's" => words.push(&grammar.possessive),
            "someone" => words.push(&grammar.person),
            "#" => words.push("5"),
            "(" | ")" => words.push(written),
            _ if written.starts_with('<') => return None,
            _ if written.len() > 1 && written.starts_with('!') => {}
            _ => {
                let inner = written.trim_start_matches('(').trim_end_matches(')');
                words.push(inner.split('/').next().unwrap_or(inner).trim_end_matches('~'));
            }
        }
    }
    let mut text = words.join(" ");
    for mark in [",", ":", ";", "?", "!"] {
        text = text.replace(&format!(" {mark}"), mark);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{UsageGrammar, UsagePiece, example, parse};

    fn word(word: &str, any_form: bool) -> UsagePiece {
        UsagePiece::Words { words: vec![(word.to_owned(), any_form)], optional: false }
    }

    #[test]
    fn an_entry_is_cut_into_pieces() {
        let clitics = vec!["'s".to_owned(), "n't".to_owned()];
        let grammar = UsageGrammar { clitics, ..UsageGrammar::default() };
        let parse = |entry| parse(entry, &grammar);
        assert_eq!(
            parse("hang~ _ noodles on/in (one)"),
            Ok(vec![
                word("hang", true),
                UsagePiece::Determiner,
                word("noodles", false),
                UsagePiece::Words {
                    words: vec![("on".into(), false), ("in".into(), false)],
                    optional: false
                },
                UsagePiece::Words { words: vec![("one".into(), false)], optional: true },
            ])
        );
        let split = ["don't", "a half-brother,", "the bear's"].map(|e| parse(e).unwrap().len());
        assert_eq!(split, [2, 5, 3]);
        assert!(parse("a <XYZ> b").is_err() && parse("on//in").is_err() && parse("(half-day)").is_err());
    }

    #[test]
    fn an_entry_is_its_own_example() {
        let grammar = UsageGrammar { possessive: "his".to_owned(), ..UsageGrammar::default() };
        let example = |entry| example(entry, &grammar);
        assert_eq!(example("hang~ _ noodles on/in one's ears !of").unwrap(), "hang noodles on his ears");
        assert_eq!(example("a <NN>"), None);
    }
}
