//! Which language a stretch of text is in, told by its small words: articles, pronouns, prepositions, forms of "to be".
//!
//! Profiles of letters, as whatlang has them, need a hundred letters or more; of ten words of running text three or
//! four are small ones, and no other language has the same. They are data (`function_words.tsv`). Names, titles and
//! words in capitals say nothing. Text in a script that neither Latin nor Cyrillic is
//! is left to whatlang, which knows it by its letters.

use std::collections::HashMap;

use super::hash;

const TABLE: &str = include_str!("function_words.tsv");

/// Lower-case words below which nothing is said.
const FEWEST: usize = 4;
/// Words that are looked at.
const MOST: usize = 120;
/// Words that are looked at first.
const GLANCE: usize = 40;
/// Letters that languages write beside a to z.
const LETTERS: &str = include_str!("alphabets.tsv");

/// The small words of many languages.
#[derive(Clone, Debug, Default)]
pub struct SmallWords {
    codes: Vec<&'static str>,
    letters: Vec<&'static str>,
    /// By folded hash, a bit for each language that has the word.
    words: HashMap<u64, u64, std::hash::BuildHasherDefault<super::vocabulary::IdentityHasher>>,
}

/// What the words of a stretch of text come to.
struct WordCounts {
    /// For each language, its own small words: how many, and how much they tell against its relatives.
    hits: [(usize, f32); 64],
    /// How many different ones.
    kinds: [usize; 64],
    /// Lower-case words.
    all: usize,
    /// Small words of English, and other words that it has; for each language, how many of them it has too.
    english: usize,
    shared: [usize; 64],
}

impl SmallWords {
    /// The lists that come with the program.
    pub fn embedded() -> SmallWords {
        let mut known = SmallWords::default();
        for (code, list) in rows(TABLE) {
            let bit = 1 << known.codes.len();
            known.codes.push(code);
            let letters = rows(LETTERS).find(|(of, _)| *of == code).map_or("", |(_, letters)| letters);
            known.letters.push(letters);
            for word in list.split(' ') {
                *known.words.entry(hash::folded(word)).or_default() |= bit;
            }
        }
        known
    }

    /// The language of the first list, whose own words a dictionary tells too: English.
    pub fn first(&self) -> &'static str {
        self.codes.first().copied().unwrap_or_default()
    }

    /// The language of a text in Latin or Cyrillic script; nothing where too little tells it. `is_english` says by a word's folded
    /// hash whether English has it.
    pub fn language_of(&self, text: &str, is_english: impl Fn(u64) -> bool) -> Option<&'static str> {
        if self.is_plainly_english(text) {
            return Some(self.first());
        }
        let counts = self.count(text, is_english);
        if counts.all < FEWEST {
            return None;
        }
        let all = counts.all as f32;
        let own = |i: &usize| counts.hits[*i].1;
        let best = (1..self.codes.len()).max_by(|a, b| own(a).total_cmp(&own(b)).then(b.cmp(a)))?;
        let (hits, shared) = (counts.hits[best].0, counts.shared[best]);
        let english = counts.english - shared;
        let foreign = counts.kinds[best] >= 2
            && hits as f32 >= 0.2 * all
            && (english as f32) < 0.5 * all
            && hits + shared > english;
        if foreign {
            return Some(self.codes[best]);
        }
        (counts.english as f32 >= 0.6 * all).then_some(self.first())
    }

    /// True where small words of English abound and hardly any of another language stands there: nearly always so in
    /// English, and told without its word list.
    fn is_plainly_english(&self, text: &str) -> bool {
        let (mut all, mut english, mut foreign) = (0, 0, 0);
        for word in lower_case(text).take(GLANCE) {
            let mask = self.words.get(&hash::folded(word)).copied().unwrap_or(0);
            all += 1;
            english += usize::from(mask & 1 != 0);
            foreign += usize::from(mask > 1 && mask & 1 == 0);
        }
        all >= FEWEST && english * 3 >= all && foreign * 10 <= all
    }

    /// The share of the lower-case words that neither English nor any list has, 0 to 1.
    pub fn strangeness(&self, text: &str, is_english: impl Fn(u64) -> bool) -> f64 {
        let (mut all, mut strange) = (0.0, 0.0);
        for word in lower_case(text).take(MOST) {
            let folded = hash::folded(word);
            all += 1.0;
            strange += f64::from(u8::from(!self.words.contains_key(&folded) && !is_english(folded)));
        }
        if all == 0.0 { 0.0 } else { strange / all }
    }

    /// Returns the code of the language that bit `at` stands for.
    pub fn code(&self, at: usize) -> Option<&'static str> {
        self.codes.get(at).copied()
    }

    /// Returns the languages of which a word is a small one, as bits; the lowest is English.
    pub fn languages(&self, word: &str) -> u64 {
        self.words.get(&hash::folded(word)).copied().unwrap_or(0)
    }

    /// Returns the languages for which a word speaks, as bits: those for which [`SmallWords::tells`] holds.
    pub fn told_by(&self, word: &str) -> u64 {
        let mask = self.languages(word);
        let own = if mask & 1 == 0 { mask } else { 0 };
        if word.is_ascii() {
            return own;
        }
        let writes = |letters: &str| word.chars().filter(|c| !c.is_ascii()).all(|c| letters.contains(c));
        let lettered = self.letters.iter().enumerate().filter(|(_, letters)| writes(letters));
        lettered.fold(own, |all, (at, _)| all | 1 << at)
    }

    /// Returns whether a word is a small one of the language with this code.
    pub fn has(&self, word: &str, code: &str) -> bool {
        self.codes
            .iter()
            .position(|known| *known == code)
            .is_some_and(|at| self.languages(word) & (1 << at) != 0)
    }

    /// Returns whether a word speaks for the language with this code: a small word of it which English has not, or one
    /// with a letter that English does not write and that language does.
    pub fn tells(&self, word: &str, code: &str) -> bool {
        let Some(at) = self.codes.iter().position(|known| *known == code) else { return false };
        let mask = self.words.get(&hash::folded(word)).copied().unwrap_or(0);
        let own = |c: char| self.letters[at].contains(c);
        mask & 1 == 0 && mask & (1 << at) != 0
            || !word.is_ascii() && word.chars().filter(|c| !c.is_ascii()).all(own)
    }

    fn count(&self, text: &str, is_english: impl Fn(u64) -> bool) -> WordCounts {
        let mut counts =
            WordCounts { hits: [(0, 0.0); 64], kinds: [0; 64], all: 0, english: 0, shared: [0; 64] };
        let mut seen: Vec<u64> = Vec::new();
        for word in lower_case(text).take(MOST) {
            counts.all += 1;
            let folded = hash::folded(word);
            let mask = self.words.get(&folded).copied().unwrap_or(0);
            // The first list is that of English.
            let others = mask & !1;
            let is_small = mask & 1 != 0;
            if is_small || others == 0 && word.len() > 1 && is_english(folded) {
                counts.english += 1;
            }
            let weight = if is_small { 0.2 } else { 1.0 + 1.0 / others.count_ones() as f32 };
            let is_new = others != 0 && !is_small && !seen.contains(&folded);
            if is_new {
                seen.push(folded);
            }
            for language in bits(others) {
                counts.kinds[language] += usize::from(is_new);
                counts.hits[language].0 += usize::from(!is_small);
                counts.hits[language].1 += weight;
                counts.shared[language] += usize::from(is_small);
            }
            if !word.is_ascii() {
                self.letters(word, &mut counts);
            }
        }
        counts
    }

    /// Letters beside a to z speak for the languages that write them, and against all others.
    fn letters(&self, word: &str, counts: &mut WordCounts) {
        for (language, letters) in self.letters.iter().enumerate().skip(1) {
            let fits = word.chars().filter(|c| !c.is_ascii()).all(|c| letters.contains(c));
            counts.hits[language].1 += if fits { 0.3 } else { -0.6 };
        }
    }
}

/// The rows of a table: a code, and what stands behind it.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of a text that begin with a small letter.
fn lower_case(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| w.starts_with(char::is_lowercase))
}

/// The places of the bits that are set.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = mask.trailing_zeros() as usize;
        (mask != 0).then(|| {
            mask &= mask - 1;
            place
        })
    })
}

#[cfg(test)]
mod tests {
    use super::SmallWords;

    /// A paragraph of about thirteen words in each language, written for this test.
    const SHORT: &[(&str, &str)] = &[
        ("da", "Byrådet har endnu ikke besluttet, hvornår den nye bro skal åbne for trafik."),
        ("nb", "Kommunen har ennå ikke bestemt når den nye brua skal åpne for trafikk."),
        ("sv", "Kommunen har ännu inte beslutat när den nya bron ska öppnas för trafik."),
        ("es", "El ayuntamiento todavía no ha decidido cuándo se abrirá el nuevo puente al tráfico."),
        ("fr", "La mairie n’a pas encore décidé quand le nouveau pont sera ouvert à la circulation."),
        ("it", "Il comune non ha ancora deciso quando il nuovo ponte sarà aperto al traffico."),
        ("nl", "De gemeente heeft nog niet besloten wanneer de nieuwe brug voor het verkeer opengaat."),
        ("hu", "A városi tanács még nem döntötte el, hogy az új híd mikor nyílik meg."),
        ("id", "Pemerintah kota belum memutuskan kapan jembatan baru itu akan dibuka untuk lalu lintas."),
        ("ca", "L’ajuntament encara no ha decidit quan s’obrirà el nou pont al trànsit."),
        ("de", "Der Stadtrat hat noch nicht entschieden, wann die neue Brücke für den Verkehr öffnet."),
        ("pt", "A câmara ainda não decidiu quando a nova ponte vai ser aberta ao trânsito."),
        ("ro", "Primăria nu a hotărât încă când va fi deschis noul pod pentru circulație."),
        ("pl", "Rada miasta jeszcze nie zdecydowała, kiedy nowy most zostanie otwarty dla ruchu."),
        ("cs", "Rada města se ještě nerozhodla, kdy bude nový most otevřen pro dopravu."),
        (
            "tr",
            "Belediye yeni köprünün ne zaman trafiğe açılacağına henüz karar vermedi ve bu konuda bir tarih yok.",
        ),
        ("fi", "Kaupunki ei ole vielä päättänyt, milloin uusi silta avataan, mutta se on jo valmis."),
        ("et", "Linn ei ole veel otsustanud, millal uus sild avatakse, kuid see on juba valmis."),
        ("vi", "Thành phố chưa quyết định khi nào cây cầu mới sẽ được mở cho xe cộ."),
        ("hr", "Grad još nije odlučio kada će se novi most otvoriti za promet."),
        ("sl", "Občina se še ni odločila, kdaj bo novi most odprt za promet."),
        ("lt", "Savivaldybė dar nenusprendė, kada bus atidarytas naujas tiltas, bet jis jau yra baigtas."),
        ("lv", "Pašvaldība vēl nav nolēmusi, kad tiks atvērts jaunais tilts, bet tas ir gatavs."),
        ("sq", "Bashkia nuk ka vendosur ende se kur do të hapet ura e re për makinat."),
        ("tl", "Hindi pa nagpapasya ang lungsod kung kailan bubuksan ang bagong tulay para sa mga sasakyan."),
        ("sw", "Halmashauri ya mji bado haijaamua ni lini daraja jipya litafunguliwa kwa ajili ya magari."),
        ("cy", "Nid yw’r cyngor wedi penderfynu eto pryd y bydd y bont newydd yn agor."),
        ("ru", "Городской совет ещё не решил, когда новый мост будет открыт для движения."),
        ("uk", "Міська рада ще не вирішила, коли новий міст буде відкрито для руху."),
        ("bg", "Общината все още не е решила кога новият мост ще бъде отворен за движение."),
        ("sr", "Градско веће још није одлучило када ће нови мост бити отворен за саобраћај."),
        ("af", "Die stadsraad het nog nie besluit wanneer die nuwe brug vir verkeer oopgemaak word nie."),
    ];

    fn told(text: &str) -> Option<&'static str> {
        let english = crate::tests::english();
        let lexicon = english.lexicon.as_ref().expect("it has one");
        SmallWords::embedded().language_of(text, |word| lexicon.get(word).is_word())
    }

    #[test]
    fn thirteen_words_tell_the_language() {
        for (code, text) in SHORT {
            assert_eq!(told(text), Some(*code), "{text}");
        }
    }

    #[test]
    fn english_with_names_and_titles_stays_english() {
        for text in [
            "The council of San Martín de la Vega has not decided when the new bridge will open.",
            "She read Der Mann im roten Mantel and Les enfants de la nuit before the trial began.",
            "He moved from Den Haag to Las Palmas de Gran Canaria, where his aunt ran a hotel.",
            "Do not run it as root: set the path in the file, then start the server again.",
            "I was so ill on the way that a man in the next row had to hold me.",
        ] {
            assert!(matches!(told(text), None | Some("en")), "{text}");
        }
        assert_eq!(told("The council has not decided when the new bridge will open."), Some("en"));
        assert_eq!(told("Mar Ilune, Ten Vordal, Os Kestrin"), None);
    }
}
