//! Names of one side that the other does not have, or spells otherwise.
//!
//! Between texts in Latin letters a name is compared letter by letter, with room for endings; across scripts its
//! consonants are. What is a common word, a known place or another language's form of a name is told by `KnownName`.

use crate::bilingual::latin::{Latin, alike, skeleton};
use crate::bilingual::locale::{Locale, is_letter, is_unspaced};
use crate::bilingual::spelt::{close, has_ending, is_cousin, is_derived, is_form, respelt, tail, voiced};
use crate::span::Span;

/// What is known of a word of the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownName {
    /// A common word, a place, a people: it has another form in every language.
    pub listed: bool,
    /// A name of persons and nothing else.
    pub person: bool,
    /// A given name, which a language without cases keeps as it is.
    pub given: bool,
    /// An abbreviation, which may be a name as well.
    pub abbreviation: bool,
}

/// One side, as far as names go.
pub struct Named<'n> {
    /// Its text.
    pub text: &'n str,
    /// Its language.
    pub locale: &'n Locale,
    /// True for a span that is no name: a month, a country, code.
    pub covered: &'n dyn Fn(Span) -> bool,
}

/// A name that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// In the source.
    pub source: Option<Span>,
    /// In the target.
    pub target: Option<Span>,
    /// True where the two are nearly alike.
    pub near: bool,
    /// True where the source's language has other forms or spellings of names.
    pub respells: bool,
    /// True where both sides are in one script.
    pub one_script: bool,
    /// True where names have one form in both languages, and words of the target that are none are known.
    pub plain: bool,
}

/// How a name may differ from itself on the other side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameVariance {
    /// It is in another script.
    Script,
    /// It has one form.
    Plain,
    /// It takes endings.
    Inflected,
    /// It takes endings, and foreign names are spelled as they are spoken.
    Spoken,
}

/// A word that may be a name.
struct NameWord {
    span: Span,
    latin: String,
    skeleton: String,
    /// The word as languages spell it that write names as they are spoken; empty across scripts.
    spelt: String,
    /// The same, with another reading of a letter that stands for two.
    voiced: Option<String>,
    /// Begins with a capital, and is not all capitals.
    capital: bool,
    /// Stands at the beginning of a sentence, a quotation or the like.
    first: bool,
}

/// Likeness of consonants above which two words may be one name, and below which they are not.
const KIN: f32 = 0.7;
/// The same where a script has no capitals, or they do not tell.
const FAR: f32 = 0.6;
/// Likeness of consonants under which two names are certainly two.
const HALF: f32 = 0.45;
/// Fewest letters of a name that is looked for.
const FEWEST: usize = 4;
/// Names of a text that are looked for: each is compared with all words of the other.
const MOST: usize = 200;

/// Returns the names that differ. `known` tells of a word of the target what it is; without a lexicon nothing is known.
pub fn slips(
    source: &Named,
    target: &Named,
    latin: &Latin,
    known: impl Fn(&str) -> KnownName,
    lexicon: bool,
) -> Vec<Slip> {
    if !is_latin(target.text) {
        return Vec::new();
    }
    let one_script = is_latin(source.text);
    let spelling = match one_script {
        false => NameVariance::Script,
        true if source.locale.respells => NameVariance::Spoken,
        true if source.locale.plain_names && target.locale.plain_names => NameVariance::Plain,
        true => NameVariance::Inflected,
    };
    let (mut theirs, mut ours) = (words(source.text), words(target.text));
    let nouns = |side: &Named| side.locale.capital_nouns;
    let kept = |what: KnownName| what.given && spelling != NameVariance::Plain;
    let passed = |word: &NameWord, what: KnownName| {
        word.first && (!lexicon || what.listed || what.given || what.person) || what.listed || kept(what)
    };
    // Most texts have no word that may be a name.
    let cased = one_script && !nouns(source) || !one_script && source.text.chars().any(char::is_uppercase);
    let may_be_added =
        |w: &NameWord| w.capital && !(target.covered)(w.span) && !passed(w, known(w.span.of(target.text)));
    let may_be_lost = |w: &NameWord| cased && w.capital && !w.first && !(source.covered)(w.span);
    let named = || nouns(target) || ours.iter().any(may_be_added) || theirs.iter().any(may_be_lost);
    if theirs.is_empty() || !named() {
        return Vec::new();
    }
    theirs.iter_mut().for_each(|word| word.spell(source.text, latin, spelling));
    ours.iter_mut().for_each(|word| word.spell(target.text, latin, spelling));
    let sides = NameSides { source, target, theirs: &theirs, ours: &ours, spelling, lexicon };
    if nouns(target) {
        return if one_script && !nouns(source) { sides.misspelt() } else { Vec::new() };
    }
    // In another script with capitals a name has one; a word in small letters is like it by chance.
    let across = !one_script && source.text.chars().any(char::is_uppercase);
    let has_kin = |word: &NameWord, others: &[NameWord]| {
        others.iter().filter(|o| !across || o.capital).any(|o| kin(word, o, spelling))
    };
    let has_cousin = |word: &NameWord, others: &[NameWord]| {
        one_script && others.iter().any(|o| is_cousin((&word.spelt, &word.skeleton), (&o.spelt, &o.skeleton)))
    };
    let wanted = |w: &&NameWord| w.capital && w.latin.len() >= FEWEST && !(target.covered)(w.span);
    let mut added: Vec<(&NameWord, KnownName)> = Vec::new();
    for word in ours.iter().filter(wanted).take(MOST) {
        let what = known(word.span.of(target.text));
        if passed(word, what) {
            continue;
        }
        if !has_kin(word, &theirs) && (one_script || word.skeleton.len() >= 2) && !joined(word, &theirs) {
            added.push((word, what));
        }
    }
    // Names of the source that do not come back; in a language of capitals every noun would be one.
    let lost: Vec<&NameWord> = (theirs.iter())
        .filter(|w| cased && w.capital && !w.first && w.latin.len() >= FEWEST && !(source.covered)(w.span))
        .take(MOST)
        .filter(|w| !has_kin(w, &ours) && !joined(w, &ours))
        .filter(|w| one_script && !has_cousin(w, &ours) || !one_script && w.skeleton.len() >= 2)
        .collect();
    sides.paired(lost, added, |word| has_cousin(word, &theirs))
}

/// Both sides with their words.
struct NameSides<'s, 'n> {
    source: &'s Named<'n>,
    target: &'s Named<'n>,
    theirs: &'s [NameWord],
    ours: &'s [NameWord],
    spelling: NameVariance,
    /// True where the words of the target's language are known.
    lexicon: bool,
}

impl NameSides<'_, '_> {
    fn slip(&self, source: Option<&NameWord>, target: Option<&NameWord>, near: bool) -> Slip {
        Slip {
            source: source.map(|w| w.span),
            target: target.map(|w| w.span),
            near,
            one_script: self.spelling != NameVariance::Script,
            respells: self.source.locale.respells,
            plain: self.lexicon && self.spelling == NameVariance::Plain,
        }
    }

    /// The word of the source that an added name is nearly alike.
    fn near(&self, word: &NameWord) -> Option<usize> {
        let near = |t: &NameWord| t.capital && close(&t.latin, &word.latin) && !(self.source.covered)(t.span);
        self.theirs.iter().position(near).filter(|_| self.spelling != NameVariance::Script)
    }

    /// The names of the source that are spelled otherwise in a language that writes every noun with a capital.
    fn misspelt(&self) -> Vec<Slip> {
        let mut slips = Vec::new();
        let covered = |span| (self.source.covered)(span);
        let names = |w: &&NameWord| w.capital && !w.first && w.latin.len() > FEWEST && !covered(w.span);
        for name in self.theirs.iter().filter(names).take(MOST) {
            if self.ours.iter().any(|o| kin(name, o, NameVariance::Inflected)) {
                continue;
            }
            let near =
                |o: &&NameWord| o.capital && close(&name.latin, &o.latin) && !(self.target.covered)(o.span);
            slips.extend(
                self.ours
                    .iter()
                    .find(near)
                    .map(|near| Slip { respells: false, ..self.slip(Some(name), Some(near), true) }),
            );
        }
        slips
    }

    /// Sets names that were added against those that were lost.
    fn paired(
        &self,
        lost: Vec<&NameWord>,
        added: Vec<(&NameWord, KnownName)>,
        has_cousin: impl Fn(&NameWord) -> bool,
    ) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut used = vec![false; lost.len()];
        let alone = lost.len() == 1 && added.len() == 1;
        let limit = if self.spelling == NameVariance::Script { FAR } else { HALF };
        for (word, what) in added {
            let near = self.near(word);
            // A given name has a form in every language; after another name it is a surname.
            let after_name = |at: usize| {
                let theirs = self.theirs;
                at > 0 && theirs[at - 1].capital && theirs[at].span.start - theirs[at - 1].span.end == 1
            };
            if what.given && !near.is_some_and(after_name) || what.abbreviation && near.is_none() {
                continue;
            }
            if let Some(near) = near.map(|at| &self.theirs[at]) {
                slips.push(self.slip(Some(near), Some(word), true));
                if let Some(at) = lost.iter().position(|l| l.span == near.span) {
                    used[at] = true;
                }
                continue;
            }
            if has_cousin(word) {
                continue;
            }
            // One that is half alike may be the same name in the spelling of the other language.
            let unlike = |l: &NameWord| {
                self.spelling == NameVariance::Plain && l.latin.starts_with(&word.latin[..3])
                    || alike(&l.skeleton, &word.skeleton) < limit
                        && (alone || l.latin[..1] != word.latin[..1])
            };
            if let Some(at) = (0..lost.len()).find(|&i| !used[i] && unlike(lost[i])) {
                used[at] = true;
                slips.push(self.slip(Some(lost[at]), Some(word), false));
            } else if !what.person {
                slips.push(self.slip(None, Some(word), false));
            }
        }
        let left = lost.iter().zip(used).filter(|(_, used)| !used);
        slips.extend(left.map(|(lost, _)| self.slip(Some(*lost), None, false)));
        slips
    }
}

/// True where more letters are Latin than not.
pub fn is_latin(text: &str) -> bool {
    let (mut latin, mut letters) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin += usize::from((c as u32) < 0x250 || ('\u{1e00}'..'\u{1f00}').contains(&c));
    }
    latin * 2 > letters
}

/// The words of a text; of scripts without spaces, every run of letters and every two, three and four of it.
fn words(text: &str) -> Vec<NameWord> {
    let mut all = Vec::new();
    let mut first = true;
    let mut rest = text;
    while let Some(start) = rest.find(is_letter) {
        let from = text.len() - rest.len() + start;
        first |= rest[..start].contains([
            '.', '!', '?', ':', '"', '“', '„', '«', '(', '¿', '¡', '‘', '–', '—', '•', '*', ';', '/', '>',
        ]);
        let begin = text[from..].chars().next().unwrap_or(' ');
        let inside = |c: char| is_letter(c) && is_unspaced(c) == is_unspaced(begin);
        let length = text[from..].find(|c| !inside(c)).unwrap_or(text.len() - from);
        let word = &text[from..from + length];
        rest = &text[from + length..];
        if is_unspaced(begin) {
            let ends: Vec<usize> =
                word.char_indices().map(|(i, _)| i).chain([word.len()]).take(400).collect();
            for (i, &a) in ends.iter().enumerate() {
                for &b in ends.iter().skip(i + 1).take(5) {
                    all.push(made(Span::new(from + a, from + b), false));
                }
            }
            if ends.len() > 6 {
                all.push(made(Span::new(from, from + length), false));
            }
        } else {
            let mut name = made(Span::new(from, from + length), first);
            // "Velm's" is a form of "Velm", and in one word with what follows a hyphen it is a name, too.
            name.capital = begin.is_uppercase()
                && word.chars().skip(1).all(|c| !c.is_uppercase())
                && word.chars().count() > 1;
            all.push(name);
        }
        first = false;
    }
    all
}

fn made(span: Span, first: bool) -> NameWord {
    NameWord {
        span,
        skeleton: String::new(),
        latin: String::new(),
        spelt: String::new(),
        voiced: None,
        capital: false,
        first,
    }
}

impl NameWord {
    /// Puts the word of a text into Latin letters.
    fn spell(&mut self, text: &str, letters: &Latin, spelling: NameVariance) {
        let word = self.span.of(text);
        self.latin = letters.of(word);
        if spelling == NameVariance::Script {
            self.skeleton = skeleton(&self.latin);
            return;
        }
        let spoken = spelling == NameVariance::Spoken;
        self.spelt = respelt(&self.latin, spoken);
        self.voiced = voiced(word).map(|word| respelt(&letters.of(&word), spoken));
        self.skeleton = skeleton(&self.spelt);
    }
}

/// True where two words may be one name in two languages.
fn kin(a: &NameWord, b: &NameWord, spelling: NameVariance) -> bool {
    if spelling == NameVariance::Script {
        let short = a.skeleton.len().min(b.skeleton.len()) < 2;
        return if short {
            a.skeleton == b.skeleton || a.latin.get(..2) == b.latin.get(..2)
        } else {
            alike(&a.skeleton, &b.skeleton) >= if a.capital && b.capital { KIN } else { FAR }
        };
    }
    let (one, other) = (&a.spelt, &b.spelt);
    if one == other {
        return true;
    }
    match spelling {
        // Names take no endings but that of the plural and those of adjectives; a word in small letters is no name.
        NameVariance::Plain => {
            is_derived(one, other) || a.capital != b.capital && is_form(one, other, a.skeleton == b.skeleton)
        }
        // "Rebase" is a form of "Rebane", "Porošenkol" of "Poroshenko".
        NameVariance::Spoken => {
            let forms = |x: &str, y: &str| tail(x, y) || is_form(x, y, a.skeleton == b.skeleton);
            let voiced = |x: &NameWord, y: &NameWord| x.voiced.as_ref().is_some_and(|v| forms(v, &y.spelt));
            forms(one, other)
                || is_form(&a.latin, &b.latin, a.skeleton == b.skeleton)
                || voiced(a, b)
                || voiced(b, a)
        }
        _ => {
            let same = a.skeleton == b.skeleton;
            let forms = |x: &str, y: &str| has_ending(x, y) || is_form(x, y, same) && !close(x, y);
            forms(&a.latin, &b.latin) || forms(one, other)
        }
    }
}

/// True where the name is parted otherwise on the other side: "Ladewijk" and "La Dewijk".
fn joined(word: &NameWord, others: &[NameWord]) -> bool {
    others.windows(2).any(|w| {
        let both = format!("{}{}", w[0].latin, w[1].latin);
        both.starts_with(&word.latin) || word.latin.starts_with(&both) && both.len() > 3
    }) || others.iter().any(|o| {
        o.latin.len() > 5
            && word.latin.len() > 3
            && (o.latin.contains(&word.latin) || word.latin.contains(&o.latin))
    })
}
