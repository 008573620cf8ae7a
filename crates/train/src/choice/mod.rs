//! Makes the models of choices: breaks whole sentences, and learns how the places of the faults differ from all others.
//!
//! The broken sentences are tagged like any text, so that the models see the tags that faults get.

mod breaks;
mod calibrate;
mod descent;
mod example;
mod examples;
mod familiar;
mod learn;
mod sites;

pub use learn::{ChoiceOptions, learn};

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ChoiceOptions, learn};
    use mtlint_core::analysis::Analyser;
    use mtlint_core::analysis::choice::{Choices, Kind};
    use mtlint_core::document::BlockKind;
    use mtlint_core::language::{Language, Pack};

    fn english() -> Language {
        let pack = Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
            .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack);
        Language::load(&Arc::new(pack), "en").unwrap()
    }

    /// The kind of fault found and the word at its place.
    fn found(analyser: &Analyser, text: &str) -> Option<(Kind, String)> {
        let analysis = analyser.text(text, BlockKind::Paragraph);
        let choice = analysis.choices.first()?;
        Some((choice.kind, analysis.tokens[choice.token].span.of(text).to_owned()))
    }

    #[test]
    fn what_was_broken_in_training_is_found_in_other_words() {
        let people = ["captain", "mayor", "baker", "teacher", "guard", "nurse"];
        let things = ["bridge", "harbour", "house", "garden", "station", "boat"];
        let ends = ["before noon", "after the storm", "in the morning", "with a lamp", "on Monday"];
        let texts: Vec<String> = (0..4800)
            .map(|i| {
                let (who, what) = (people[i % 6], things[i / 6 % 6]);
                format!("The {who} of the town must paint the {what} of the island {}.", ends[i % 5])
            })
            .collect();
        let options = ChoiceOptions { seed: 1, passes: 1, every: 1 };
        let learnt = || learn(english(), &texts, &options, &mut |_, _| {}).unwrap();
        let (bytes, told) = learnt();
        assert!(told.contains("wants-base"), "{told}");
        assert!(bytes == learnt().0, "the same texts give other bytes");
        let language = Arc::new(english());
        let choices = Choices::from_bytes("own.bin", bytes, &language).unwrap();
        let analyser = Analyser::new(language).unwrap().with_choices(choices);
        let broken = "The painter of the town must to clean the tower of the island after the storm.";
        // One word too many is told as such, or as the particle that it is.
        let (kind, word) = found(&analyser, broken).expect("it was broken like this in training");
        assert!(matches!(kind, Kind::ExtraTo | Kind::ExtraWord) && word == "to", "{kind:?} {word}");
        let whole = "The painter of the town must clean the tower of the island after the storm.";
        assert_eq!(found(&analyser, whole), None);
    }
}
