//! The forms of a word: plural, third person, -ing form, past and participle, and the way back.
//!
//! Regular forms are made by rule and held against the lexicon; those that follow no rule stand in `choice.toml`.

use std::borrow::Cow;

use super::words::Words;
use crate::error::Result;
use crate::language::{Entry, Language};

/// Makes forms of words of a language.
pub struct Forms<'l> {
    language: &'l Language,
    words: Cow<'l, Words>,
}

impl<'l> Forms<'l> {
    /// The forms of `language`.
    ///
    /// # Errors
    /// When its `choice.toml` is wrong.
    pub fn new(language: &'l Language) -> Result<Forms<'l>> {
        Ok(Forms { language, words: Cow::Owned(Words::of(language)?) })
    }

    /// The same with words that were read before.
    pub fn with(language: &'l Language, words: &'l Words) -> Forms<'l> {
        Forms { language, words: Cow::Borrowed(words) }
    }

    /// The plural of a noun in lower case.
    pub fn plural(&self, noun: &str) -> Option<String> {
        let listed = self.words.nouns.iter().find(|[one, _]| one == noun);
        listed.map(|[_, many]| many.clone()).or_else(|| self.known(with_s(noun), Entry::is_plural))
    }

    /// The singular of a noun in lower case.
    pub fn singular(&self, noun: &str) -> Option<String> {
        let listed = self.words.nouns.iter().find(|[_, many]| many == noun);
        let regular = || {
            without_s(noun)
                .into_iter()
                .find_map(|one| self.known(one, |e| e.can_be_singular_noun() && e.is_word()))
        };
        listed.map(|[one, _]| one.clone()).or_else(regular)
    }

    /// The base form of a verb in lower case.
    pub fn base(&self, verb: &str) -> Option<String> {
        match verb {
            "is" | "are" | "am" | "was" | "were" | "been" | "being" => return Some("be".to_owned()),
            "has" | "having" => return Some("have".to_owned()),
            "does" | "doing" => return Some("do".to_owned()),
            _ => {}
        }
        let listed = self.words.irregular.iter().find(|[_, past, done]| past == verb || done == verb);
        if let Some([base, ..]) = listed {
            return Some(base.clone());
        }
        let entry = self.language.entry(verb);
        let stems = without_s(verb).into_iter().chain(without(verb, "ing")).chain(without(verb, "ed"));
        let found =
            stems.clone().into_iter().find_map(|s| self.known(s, |e| e.is_base_form() && e.is_common()));
        let found = found.or_else(|| stems.into_iter().find_map(|s| self.known(s, Entry::is_base_form)));
        found.or_else(|| entry.is_base_form().then(|| verb.to_owned()))
    }

    /// The third person singular of a base form.
    pub fn third(&self, base: &str) -> Option<String> {
        match base {
            "be" => Some("is".to_owned()),
            "have" => Some("has".to_owned()),
            _ => self.known(with_s(base), Entry::is_third_person),
        }
    }

    /// The -ing form of a base form.
    pub fn ing(&self, base: &str) -> Option<String> {
        with_ending(base, "ing").into_iter().find_map(|form| self.known(form, Entry::is_gerund))
    }

    /// The past tense of a base form.
    pub fn past(&self, base: &str) -> Option<String> {
        self.listed(base, 1).or_else(|| self.regular_past(base))
    }

    /// The past participle of a base form.
    pub fn participle(&self, base: &str) -> Option<String> {
        self.listed(base, 2).or_else(|| self.regular_past(base))
    }

    fn listed(&self, base: &str, form: usize) -> Option<String> {
        self.words.irregular.iter().find(|forms| forms[0] == base).map(|forms| forms[form].clone())
    }

    fn regular_past(&self, base: &str) -> Option<String> {
        with_ending(base, "ed").into_iter().find_map(|form| self.known(form, Entry::is_past))
    }

    fn known(&self, word: String, holds: impl Fn(Entry) -> bool) -> Option<String> {
        holds(self.language.entry(&word)).then_some(word)
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [.., before, b'y'] if !b"aeiou".contains(before))
}

fn with_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let vowel_o = word.ends_with('o') && !word.ends_with("oo") && !word.ends_with("io");
    format!("{word}{}", if hissing || vowel_o { "es" } else { "s" })
}

fn without_s(word: &str) -> Vec<String> {
    let mut stems = Vec::new();
    if let Some(stem) = word.strip_suffix("ies") {
        stems.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s') && stem.len() > 1) {
        stems.push(stem.to_owned());
        stems.extend(stem.strip_suffix('e').map(str::to_owned));
    }
    stems
}

/// What a form with `ending` may be made of.
fn without(word: &str, ending: &str) -> Vec<String> {
    let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1 && stem.is_ascii()) else {
        return Vec::new();
    };
    let mut stems = vec![format!("{stem}e"), stem.to_owned()];
    let bytes = stem.as_bytes();
    if bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
        stems.insert(0, stem[..stem.len() - 1].to_owned());
        stems.swap(0, 2);
    }
    if ending == "ed"
        && let Some(stem) = stem.strip_suffix('i')
    {
        stems.insert(0, format!("{stem}y"));
    }
    stems
}

/// The forms that a base and an ending may make, the likeliest first.
fn with_ending(base: &str, ending: &str) -> Vec<String> {
    if !base.is_ascii() || base.len() < 2 {
        return Vec::new();
    }
    let cut = &base[..base.len() - 1];
    let mut forms = Vec::new();
    if base.ends_with('e') && (ending == "ed" || !base.ends_with("ee")) {
        forms.push(format!("{cut}{ending}"));
    }
    if ending == "ed" && ends_in_consonant_y(base) {
        forms.push(format!("{cut}ied"));
    }
    let last = &base[base.len() - 1..];
    // "Stoping" is a word of miners: of both, the doubled one is what is meant.
    forms.push(format!("{base}{last}{ending}"));
    forms.push(format!("{base}{ending}"));
    forms
}

#[cfg(test)]
mod tests {
    use super::Forms;
    #[test]
    fn forms_lead_to_each_other() {
        let language = crate::tests::english();
        let forms = Forms::new(&language).unwrap();
        for (one, many) in [("city", "cities"), ("box", "boxes"), ("year", "years"), ("child", "children")] {
            assert_eq!(forms.plural(one).as_deref(), Some(many));
            assert_eq!(forms.singular(many).as_deref(), Some(one));
        }
        for (base, third, ing, past) in [
            ("carry", "carries", "carrying", "carried"),
            ("make", "makes", "making", "made"),
            ("stop", "stops", "stopping", "stopped"),
            ("go", "goes", "going", "went"),
            ("agree", "agrees", "agreeing", "agreed"),
        ] {
            assert_eq!(forms.third(base).as_deref(), Some(third));
            assert_eq!(forms.ing(base).as_deref(), Some(ing));
            assert_eq!(forms.past(base).as_deref(), Some(past));
            for form in [third, ing, past] {
                assert_eq!(forms.base(form).as_deref(), Some(base), "{form}");
            }
        }
        assert_eq!(forms.plural("brudgement"), None);
    }
}
