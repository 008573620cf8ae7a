//! The families of rules that a model tells apart, with what an editor is told of each.
//!
//! They are data of the rules (`families.tsv` in the language's folder): training writes them into the model, which has
//! a place for each among its features. A family that is not among them counts in `findings` and `penalty` alone.

use crate::error::{Error, Result};
use crate::estimate::feature::{Feature, SLOTS};
use crate::language::Language;

/// What is said of one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyWords {
    /// The family, as its folder is called.
    pub name: String,
    /// What many findings say of the text.
    pub high: String,
    /// What no finding says of it.
    pub low: String,
}

/// The families of a model, in the order of their features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families(Vec<FamilyWords>);

impl Families {
    /// Returns those of a language's rules; none where the language has no such table.
    ///
    /// # Errors
    /// When the table is wrong.
    pub fn of(language: &Language) -> Result<Families> {
        let Some((file, bytes)) = language.data("families.tsv") else { return Ok(Families::default()) };
        let table = String::from_utf8_lossy(&bytes);
        Families::parse(&table).map_err(|wrong| Error::invalid(file, wrong))
    }

    /// Reads a table: a family, what many findings say and what no finding says, parted by tabs; `#` begins a comment.
    ///
    /// # Errors
    /// What is wrong, where a line lacks one of the three, a family stands twice, or there are more than there are
    /// features for.
    pub fn parse(table: &str) -> Result<Families, String> {
        let mut families: Vec<FamilyWords> = Vec::new();
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, high, low] = columns[..] else {
                return Err(format!("“{line}” is not a family and two texts, parted by tabs"));
            };
            if families.iter().any(|family| family.name == name) {
                return Err(format!("The family “{name}” stands there twice"));
            }
            let [name, high, low] = [name, high, low].map(str::to_owned);
            families.push(FamilyWords { name, high, low });
        }
        if families.len() > SLOTS {
            return Err(format!("{} families are more than the {SLOTS} that have a feature", families.len()));
        }
        Ok(Families(families))
    }

    /// Returns the feature of a family; none where it has none.
    pub fn feature(&self, family: &str) -> Option<Feature> {
        self.0.iter().position(|words| words.name == family).map(Feature::of_family)
    }

    /// Returns what is said of the family that a feature stands for; none for another feature.
    pub fn words(&self, feature: Feature) -> Option<&FamilyWords> {
        self.0.get(feature.family()?)
    }

    /// Returns the table that [`Families::parse`] reads.
    pub fn table(&self) -> String {
        let line = |f: &FamilyWords| format!("{}\t{}\t{}\n", f.name, f.high, f.low);
        self.0.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Families;
    use crate::estimate::feature::{Feature, SLOTS};

    #[test]
    fn a_family_has_the_feature_of_its_place() {
        let families = Families::parse("# comment\nname\tfaults in names\tno fault\ntense\tb\tc\n").unwrap();
        assert_eq!(families.feature("name"), Some(Feature::Family1));
        let tense = families.feature("tense").unwrap();
        assert_eq!((tense, families.words(tense).unwrap().low.as_str()), (Feature::Family2, "c"));
        assert_eq!((families.feature("casing"), families.words(Feature::Words)), (None, None));
        assert_eq!(Families::parse(&families.table()), Ok(families));
    }

    #[test]
    fn a_wrong_table_is_refused() {
        assert!(Families::parse("name\tfaults").unwrap_err().contains("parted by tabs"));
        assert!(Families::parse("name\ta\tb\nname\ta\tb").unwrap_err().contains("twice"));
        let many: String = (0..=SLOTS).map(|i| format!("f{i}\ta\tb\n")).collect();
        assert!(Families::parse(&many).unwrap_err().contains("more than"));
    }
}
