//! The manners of writing in which a rule does not look (`not-in`).

use crate::analysis::Genre;
use crate::error::{Error, Result, suggest};

/// Manners of writing, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Genres(u8);

impl Genres {
    /// From names; none given means none.
    ///
    /// # Errors
    /// Where there is no manner of that name.
    pub fn parse(file: &str, names: &[String]) -> Result<Genres> {
        let mut bits = 0;
        for name in names {
            let Some((_, genre)) = Genre::ALL.iter().find(|(n, _)| n == name) else {
                let known = Genre::ALL.map(|(n, _)| n);
                let near = suggest(name, known);
                let hint = near.map_or_else(|| known.join(", "), |near| format!("did you mean \"{near}\"?"));
                return Err(
                    Error::invalid(file, format!("there is no manner of writing \"{name}\"")).hint(hint)
                );
            };
            bits |= 1 << *genre as u8;
        }
        Ok(Genres(bits))
    }

    pub fn holds(self, genre: Genre) -> bool {
        self.0 & (1 << genre as u8) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Genres;
    use crate::analysis::Genre;

    #[test]
    fn names_are_manners_and_a_wrong_one_is_refused() {
        let genres = |names: &[&str]| {
            Genres::parse("a.toml", &names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>())
        };
        let some = genres(&["verse", "notes"]).unwrap();
        assert!(some.holds(Genre::Verse) && some.holds(Genre::Notes) && !some.holds(Genre::Running));
        assert!(Genre::ALL.iter().all(|(_, genre)| !genres(&[]).unwrap().holds(*genre)));
        assert!(genres(&["verses"]).unwrap_err().to_string().contains("no manner of writing"));
    }
}
