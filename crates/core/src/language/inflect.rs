//! Inflection: the forms of a word, by the endings of the language and its irregular words.
//!
//! Made for matching, where a form that nobody writes does no harm; the word list keeps most of them out.

use crate::language::Language;
use crate::language::hash;

impl Language {
    /// Returns the forms of a base form, itself first: "bite", "bites", "bit", "bitten", "biting".
    pub fn forms(&self, base: &str) -> Vec<String> {
        let mut forms = vec![base.to_owned()];
        for suffix in self.morphology.suffixes.iter().filter(|s| s.inflection) {
            let Some(stem) = base.strip_suffix(suffix.base.as_str()) else { continue };
            if suffix.unless.iter().any(|ending| base.ends_with(ending.as_str())) {
                continue;
            }
            let mut form = String::with_capacity(stem.len() + 8);
            form.push_str(stem);
            form.extend(stem.chars().next_back().filter(|_| suffix.doubled));
            form.push_str(&suffix.ending);
            let listed = self.lexicon.as_ref().is_none_or(|l| l.get(hash::folded(&form)).is_known());
            if listed && !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms.extend(self.morphology.irregular.0.get(base).into_iter().flatten().cloned());
        forms
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::english;

    #[test]
    fn forms_are_regular_and_irregular() {
        let english = english();
        let cases = [
            ("bite", "bite bites biting bit bitten"),
            ("stop", "stop stops stopped stopping"),
            ("carry", "carry carries carried carrying"),
            ("child", "child children"),
            ("lay", "lay lays laid laying"),
        ];
        for (base, wanted) in cases {
            let forms = english.forms(base);
            for form in wanted.split(' ') {
                assert!(forms.iter().any(|f| f == form), "{base}: no {form} in {forms:?}");
            }
        }
        assert!(!english.forms("bite").iter().any(|f| f == "biteing"));
    }
}
