//! How a language writes numbers, months, measures, countries and denials: `any/locale/CODE.tsv` and `own.tsv`.
//!
//! A locale is read when the first text in its language comes. Its forms are sorted, so that the longest one that
//! stands at a place is found by binary search in any script, with spaces between words or without.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::bilingual::begins::Begins;
use crate::bilingual::latin::Latin;
use crate::language::Pack;

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// A number.
    Number(f64),
    /// A number that orders: "third".
    Ordinal(f64),
    /// A word that multiplies the number before it.
    Scale(f64),
    /// A month, 1 to 12.
    Month(u8),
    /// A day of the week, 1 for Sunday.
    Weekday(u8),
    /// The half of the day: true for the second.
    Half(bool),
    /// A currency, by its place in [`Locale::names`].
    Money(u16),
    /// A unit of measurement, by its place in [`Locale::names`].
    Unit(u16),
    /// A country, by its code.
    Territory([u8; 2]),
    /// The people or the adjective of a country, by its code.
    People([u8; 2]),
    /// A month of another calendar.
    Calendar,
    /// Minutes that a word adds to the hour named after it, or takes from it: "half past", "halb".
    Past(i16),
    /// Per cent.
    Percent,
    /// The hour of a time: "Uhr".
    Hour,
    /// The minute of a time: "分".
    Minute,
    /// Can only deny.
    Deny,
    /// May stand where another language denies; also the beginning or end of a word.
    Perhaps,
    /// A word of a question.
    Ask,
    /// Looks like one of those above, and says none of it.
    Other,
}

/// A form, and what it says.
struct NumberForm {
    text: Box<str>,
    meanings: Vec<Meaning>,
    /// The place of the longest other form that it begins with.
    shorter: Option<u32>,
}

/// What is known of a language.
#[derive(Default)]
pub struct Locale {
    /// Its code; empty where the language is not known.
    pub code: String,
    /// What stands before tenths: '.' or ','.
    pub decimal: Option<char>,
    /// The forms of its plural: "one", "few", "other".
    pub plurals: Vec<Box<str>>,
    /// Quotation marks, outer and inner ones, opening and closing.
    pub quotes: Vec<(char, char)>,
    /// Names of currencies and units, as findings say them.
    pub names: Vec<Box<str>>,
    forms: Vec<NumberForm>,
    begins: Begins,
    /// True where words that deny are known.
    pub denies: bool,
    /// Ends of words that deny.
    pub denying_ends: Vec<Box<str>>,
    /// Small words that are written to the end of another.
    pub endings: Vec<Box<str>>,
    /// The same for its beginning.
    pub beginnings: Vec<Box<str>>,
    /// Letters and digits of a text for each one of its English translation, and how far that spreads (standard
    /// deviation of its logarithm) where it was measured.
    pub length: Option<(f32, Option<f32>)>,
    /// True where the sign of per cent stands before its number ("%40").
    pub percent_first: bool,
    /// True where names take no endings of cases.
    pub plain_names: bool,
    /// True where foreign names are spelled as they are spoken, or names change inside.
    pub respells: bool,
    /// True where every noun is written with a capital.
    pub capital_nouns: bool,
}

/// The locales of a pack, each read once.
#[derive(Default)]
pub struct Locales {
    pack: Arc<Pack>,
    own: OnceLock<HashMap<String, Vec<String>>>,
    read: Mutex<HashMap<String, Arc<Locale>>>,
    latin: OnceLock<Latin>,
}

impl fmt::Debug for Locales {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locales").finish_non_exhaustive()
    }
}

/// Languages whose countries part over the mark before tenths: Spain and Mexico, Portugal and Macau.
const PARTED: &[&str] = &["es", "ms", "sw", "ar", "af"];

impl Locales {
    /// Returns the locales of a pack. What a line of them does not say in the form of the others is passed over.
    pub fn new(pack: Arc<Pack>) -> Locales {
        Locales { pack, own: OnceLock::new(), read: Mutex::default(), latin: OnceLock::new() }
    }

    /// The lines of `own.tsv` by language.
    fn own(&self) -> &HashMap<String, Vec<String>> {
        self.own.get_or_init(|| {
            let mut own: HashMap<String, Vec<String>> = HashMap::new();
            for line in self.pack.text("any/locale/own.tsv").unwrap_or_default().lines() {
                if let Some((code, rest)) = line.split_once('\t').filter(|_| !line.starts_with('#')) {
                    own.entry(code.to_owned()).or_default().push(rest.to_owned());
                }
            }
            own
        })
    }

    /// Returns the Latin letters for those of other scripts.
    pub fn latin(&self) -> &Latin {
        self.latin.get_or_init(|| Latin::read(&self.pack.text("any/locale/latin.tsv").unwrap_or_default()))
    }

    /// Returns the locale of a language; one that knows nothing where the language is not known.
    pub fn of(&self, code: Option<&str>) -> Arc<Locale> {
        let code = code.unwrap_or_default();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(locale) = read.get(code) {
            return locale.clone();
        }
        let file = self.pack.text(&format!("any/locale/{code}.tsv")).unwrap_or_default();
        let own = self.own().get(code).map_or(&[][..], Vec::as_slice);
        let locale = Arc::new(Locale::read(code, file.lines().chain(own.iter().map(String::as_str))));
        read.insert(code.to_owned(), locale.clone());
        locale
    }
}

impl Locale {
    fn read<'l>(code: &str, lines: impl Iterator<Item = &'l str>) -> Locale {
        let mut locale = Locale { code: code.to_owned(), ..Locale::default() };
        let mut all: Vec<(String, Meaning)> = Vec::new();
        for line in lines {
            let mut parts = line.split('\t');
            let (Some(what), Some(value), Some(forms)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            match (what, value) {
                ("mark", "decimal") if !PARTED.contains(&code) => locale.decimal = forms.chars().next(),
                ("plural", _) => locale.plurals = forms.split('|').map(Into::into).collect(),
                ("ending", _) => locale.endings = forms.split('|').map(Into::into).collect(),
                ("beginning", _) => locale.beginnings = forms.split('|').map(Into::into).collect(),
                ("orthography", "percent-first") => locale.percent_first = true,
                ("orthography", "plain-names") => locale.plain_names = true,
                ("orthography", "foreign-names-as-spoken") => locale.respells = true,
                ("orthography", "capital-nouns") => locale.capital_nouns = true,
                ("length", _) => {
                    locale.length = value.parse().ok().map(|length| (length, forms.parse().ok()))
                }
                ("quotes", _) => {
                    let mut marks = forms.chars().filter(|c| !c.is_whitespace());
                    locale.quotes.extend(marks.next().zip(marks.next()));
                }
                _ => {
                    let Some(meaning) = locale.meaning(what, value) else { continue };
                    let forms = forms.split('|').filter(|f| !f.is_empty());
                    for form in forms {
                        let form = fold(form);
                        all.extend(stem(&form, meaning).map(|stem| (stem.to_owned(), meaning)));
                        if let Some(end) = form.strip_prefix('-').filter(|_| meaning == Meaning::Deny) {
                            locale.denying_ends.push(end.into());
                        }
                        all.push((form, meaning));
                    }
                }
            }
        }
        locale.denies = all.iter().any(|(_, m)| *m == Meaning::Deny);
        all.sort_by(|a, b| a.0.cmp(&b.0));
        for (text, meaning) in all {
            match locale.forms.last_mut() {
                Some(last) if *last.text == *text => last.meanings.push(meaning),
                _ => locale.forms.push(NumberForm {
                    text: text.into(),
                    meanings: vec![meaning],
                    shorter: None,
                }),
            }
        }
        locale.begins = Begins::of(locale.forms.iter().map(|form| form.text.as_bytes()));
        for at in 1..locale.forms.len() {
            let mut before = Some(at as u32 - 1);
            while let Some(b) = before
                && !locale.forms[at].text.starts_with(&*locale.forms[b as usize].text)
            {
                before = locale.forms[b as usize].shorter;
            }
            locale.forms[at].shorter = before;
        }
        locale
    }

    fn meaning(&mut self, what: &str, value: &str) -> Option<Meaning> {
        let number = || value.parse::<f64>().ok();
        let small = || value.parse::<u8>().ok();
        Some(match what {
            "number" => Meaning::Number(number()?),
            "ordinal" => Meaning::Ordinal(number()?),
            "scale" => Meaning::Scale(number()?),
            "month" => Meaning::Month(small()?),
            "weekday" => Meaning::Weekday(small()?),
            "half" => Meaning::Half(value == "pm"),
            "percent" => Meaning::Percent,
            "unit" if value == "%" => Meaning::Percent,
            "money" => Meaning::Money(self.name(value)),
            "unit" => Meaning::Unit(self.name(value)),
            "territory" => Meaning::Territory(value.as_bytes().try_into().ok()?),
            "people" => Meaning::People(value.as_bytes().try_into().ok()?),
            "calendar" => Meaning::Calendar,
            "past" => Meaning::Past(value.parse().ok()?),
            "hour" => Meaning::Hour,
            "minute" => Meaning::Minute,
            "deny" => Meaning::Deny,
            "perhaps" => Meaning::Perhaps,
            "ask" => Meaning::Ask,
            "other" => Meaning::Other,
            _ => return None,
        })
    }

    fn name(&mut self, name: &str) -> u16 {
        let at = self.names.iter().position(|n| **n == *name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        at as u16
    }

    /// Returns whether anything is known of the language.
    pub fn is_known(&self) -> bool {
        !self.forms.is_empty()
    }

    /// Returns the longest form at the beginning of a folded text for which `fits` holds: its length in bytes, its
    /// meanings.
    pub fn longest(
        &self,
        text: &str,
        fits: impl Fn(usize, &[Meaning]) -> bool,
    ) -> Option<(usize, &[Meaning])> {
        let near = self.begins.near(text.as_bytes(), self.forms.len())?;
        let forms = &self.forms[near.clone()];
        let after = near.start + forms.partition_point(|form| *form.text <= *text);
        let mut at = after.checked_sub(1).map(|at| at as u32);
        while let Some(index) = at {
            let form = &self.forms[index as usize];
            if text.starts_with(&*form.text) && fits(form.text.len(), &form.meanings) {
                return Some((form.text.len(), &form.meanings));
            }
            at = form.shorter;
        }
        None
    }

    /// Returns the forms with a meaning.
    pub fn forms(&self, meaning: Meaning) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(move |form| form.meanings.contains(&meaning)).map(|form| &*form.text)
    }

    /// Returns whether a whole word is a form with that meaning.
    pub fn says(&self, word: &str, meaning: Meaning) -> bool {
        let found = self.forms.binary_search_by(|form| (*form.text).cmp(word));
        found.is_ok_and(|at| self.forms[at].meanings.contains(&meaning))
    }
}

/// The name of a country without its last vowel, which case endings take the place of: "швейцари", "hollandi".
fn stem(form: &str, meaning: Meaning) -> Option<&str> {
    let last = form.chars().next_back().filter(|c| "aeiouyáéíóúýаеёиоуыэюяьη".contains(*c))?;
    let stem = &form[..form.len() - last.len_utf8()];
    let fits = matches!(meaning, Meaning::Territory(_)) && stem.chars().count() >= 5 && !form.contains(' ');
    fits.then_some(stem)
}

/// Returns the text in lower case, letter by letter of the same length, so that places in it are places in the text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        let mut lower = c.to_lowercase();
        let one = match (lower.next(), lower.next()) {
            (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
            _ => c,
        };
        folded.push(match one {
            'ş' => 'ș',
            'ţ' => 'ț',
            'ё' => 'е',
            other => other,
        });
    }
    folded
}

/// Returns whether the letter belongs to a script that is written without spaces.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Returns whether the letter stands inside words: letters, and the signs of vowels.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // The letters of most texts are known without a table.
    matches!(c as u32, 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x24f | 0x400..=0x481 | 0x4e00..=0x9fff)
        || c.is_alphabetic()
        || matches!(c as u32, 0x300..=0x36f | 0x900..=0x963 | 0x970..=0xdff | 0x200c | 0x200d)
            && !c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::{Locales, Meaning, fold};

    #[test]
    fn forms_are_found_by_their_beginning() {
        let locales = Locales::new(crate::tests::pack());
        let german = locales.of(Some("de"));
        assert_eq!(german.decimal, Some(','));
        let (length, meanings) = german.longest("millionen kronen", |_, _| true).unwrap();
        assert!(length == 9 && meanings.contains(&Meaning::Scale(1e6)));
        assert!(german.says("mai", Meaning::Month(5)) && !german.says("ma", Meaning::Month(5)));
        assert!(!locales.of(Some("tlh")).is_known() && !locales.of(None).is_known());
    }

    #[test]
    fn every_language_of_the_folder_can_be_read() {
        let pack = crate::tests::pack();
        let locales = Locales::new(pack.clone());
        let files = pack
            .files("any/locale/")
            .filter(|f| !["own.tsv", "latin.tsv"].iter().any(|other| f.ends_with(other)));
        let codes: Vec<&str> = files.map(|f| &f["any/locale/".len()..f.len() - 4]).collect();
        assert!(codes.len() > 60);
        for code in codes {
            let locale = locales.of(Some(code));
            assert!(locale.is_known() && locale.quotes.len() == 2, "{code}");
        }
    }

    #[test]
    fn folding_keeps_places() {
        assert_eq!(fold("İstanbul ÄÖ ŞI"), "İstanbul äö și");
    }
}
