//! The forms of a word: plural, third person, -ing form, past and participle, and the way back.
//!
//! Regular forms are made by the changes in `choice.toml` and held against the lexicon; those that follow no rule stand
//! there too.

use std::borrow::Cow;

use super::spelling::Change;
use super::words::ChoiceWords;
use crate::error::Result;
use crate::language::{Entry, Language};

/// Makes forms of words of a language.
pub struct Forms<'l> {
    language: &'l Language,
    words: Cow<'l, ChoiceWords>,
}

impl<'l> Forms<'l> {
    /// The forms of `language`.
    ///
    /// # Errors
    /// When its `choice.toml` is wrong.
    pub fn new(language: &'l Language) -> Result<Forms<'l>> {
        Ok(Forms { language, words: Cow::Owned(ChoiceWords::of(language)?) })
    }

    /// The same with words that were read before.
    pub fn with(language: &'l Language, words: &'l ChoiceWords) -> Forms<'l> {
        Forms { language, words: Cow::Borrowed(words) }
    }

    /// The words that the models know of beside their weights.
    pub fn words(&self) -> &ChoiceWords {
        &self.words
    }

    /// The plural of a noun in lower case.
    pub fn plural(&self, noun: &str) -> Option<String> {
        let listed = self.words.nouns.iter().find(|[one, _]| one == noun);
        listed
            .map(|[_, many]| many.clone())
            .or_else(|| self.first(&self.words.spelling.plural, noun, Entry::is_plural))
    }

    /// The singular of a noun in lower case.
    pub fn singular(&self, noun: &str) -> Option<String> {
        let listed = self.words.nouns.iter().find(|[_, many]| many == noun);
        let regular =
            || self.any(&self.words.spelling.singular, noun, |e| e.can_be_singular_noun() && e.is_word());
        listed.map(|[one, _]| one.clone()).or_else(regular)
    }

    /// The base form of a verb in lower case.
    pub fn base(&self, verb: &str) -> Option<String> {
        if let Some([base, ..]) =
            self.words.forms.iter().find(|f| f.iter().any(|f| f == verb)).map(|f| &f[..])
        {
            return Some(base.clone());
        }
        let listed = self.words.irregular.iter().find(|[_, past, done]| past == verb || done == verb);
        if let Some([base, ..]) = listed {
            return Some(base.clone());
        }
        let entry = self.language.entry(verb);
        let changes = &self.words.spelling.base;
        let found = self.any(changes, verb, |e| e.is_base_form() && e.is_common());
        let found = found.or_else(|| self.any(changes, verb, Entry::is_base_form));
        found.or_else(|| entry.is_base_form().then(|| verb.to_owned()))
    }

    /// The third person singular of a base form.
    pub fn third(&self, base: &str) -> Option<String> {
        let own = |forms: &&Vec<String>| forms.first().is_some_and(|first| first == base);
        let listed = self.words.forms.iter().find(own).and_then(|forms| forms.get(1));
        listed.cloned().or_else(|| self.first(&self.words.spelling.third, base, Entry::is_third_person))
    }

    /// The -ing form of a base form.
    pub fn ing(&self, base: &str) -> Option<String> {
        self.any(&self.words.spelling.gerund, base, Entry::is_gerund)
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
        self.any(&self.words.spelling.past, base, Entry::is_past)
    }

    /// What the first change that fits makes of a word, where that is known.
    fn first(&self, changes: &[Change], word: &str, holds: impl Fn(Entry) -> bool) -> Option<String> {
        let form = changes.iter().find_map(|change| change.of(word));
        form.filter(|form| holds(self.language.entry(form)))
    }

    /// The first form of those that the changes may make which is known.
    fn any(&self, changes: &[Change], word: &str, holds: impl Fn(Entry) -> bool) -> Option<String> {
        changes.iter().filter_map(|change| change.of(word)).find(|form| holds(self.language.entry(form)))
    }
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
