//! What code asks of a language by its use, beside its word lists: `[grammar]` of its `language.toml`.

use serde::Deserialize;

/// Words and endings by what they are for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grammar {
    /// Words that stand for themselves in a table of word order, beside those of closed classes; spaces between them.
    pub order_words: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// Words behind which a noun stands without one.
    pub bare_behind: Vec<String>,
    /// Endings that make a name a possessor ("'s").
    pub possessives: Vec<String>,
    /// A possessive that examples of phrases are filled with ("his").
    pub example_possessive: String,
    /// A person that they are filled with ("him").
    pub example_person: String,
    /// Letters side by side on the usual keyboard, row by row.
    pub keyboard: Vec<String>,
    /// The small words beside figures.
    pub figures: FigureWords,
    /// Where an unknown word may come from, by its ending: the first that fits counts.
    pub relatives: Vec<Relative>,
}

/// The small words that say how figures belong together.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureWords {
    /// Before the first of two ends ("from 50 to 30").
    pub from: String,
    /// Before the second of them.
    pub to: String,
    /// Before the first end of a range ("between 30 and 50").
    pub between: String,
    /// Between parts of a whole.
    pub and: String,
    /// Before the whole of a part.
    pub of: String,
    /// Before what is counted for each ("per cent").
    pub per: String,
    /// What says that a figure is a share of a hundred, sign and words.
    pub percent: Vec<String>,
}

/// An ending, and what may stand in its place in a related word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// The ending; empty for all words.
    pub ending: String,
    /// The related words.
    pub ways: Vec<Way>,
}

/// A related word: its ending, and the number that trained weights know this way by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Way {
    /// The number.
    pub number: u64,
    /// What stands in place of the ending.
    pub ending: String,
    /// True when one of two like letters before the ending goes ("stopped", "stop").
    pub undoubled: bool,
}

impl TryFrom<String> for Way {
    type Error = String;

    fn try_from(written: String) -> Result<Way, String> {
        let (number, ending) = written.split_once(' ').unwrap_or((&written, ""));
        let number = number.parse().map_err(|_| format!("\"{written}\" does not begin with a number"))?;
        let undoubled = ending == "=";
        Ok(Way { number, ending: if undoubled { String::new() } else { ending.to_owned() }, undoubled })
    }
}

impl Grammar {
    /// Returns whether the keys of two letters lie side by side.
    pub fn are_beside(&self, a: u8, b: u8) -> bool {
        self.keyboard.iter().any(|row| row.as_bytes().windows(2).any(|two| two == [a, b] || two == [b, a]))
    }
}

#[cfg(test)]
mod tests {
    use super::{Grammar, Way};

    #[test]
    fn ways_and_keys_are_read() {
        let grammar = "keyboard = ['abc']\nrelatives = [{ ending = 'ed', ways = ['3', '3 e', '3 ='] }]";
        let grammar: Grammar = toml::from_str(grammar).unwrap();
        let way = |ending: &str, undoubled| Way { number: 3, ending: ending.to_owned(), undoubled };
        assert_eq!(grammar.relatives[0].ways, [way("", false), way("e", false), way("", true)]);
        assert!(grammar.are_beside(b'b', b'a') && !grammar.are_beside(b'a', b'c'));
        assert!(toml::from_str::<Grammar>("relatives = [{ ending = 'ed', ways = ['e'] }]").is_err());
    }
}
