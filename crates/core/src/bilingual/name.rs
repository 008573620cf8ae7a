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
    let mut slips = Vec::new();
    let respells = source.locale.respells;
    if !is_latin(target.text) {
        return slips;
    }
    let one_script = is_latin(source.text);
    let spelling = match one_script {
        false => NameVariance::Script,
        true if respells => NameVariance::Spoken,
        true if source.locale.plain_names && target.locale.plain_names => NameVariance::Plain,
        true => NameVariance::Inflected,
    };
    let theirs = words(source.text, latin, one_script);
    let ours = words(target.text, latin, one_script);
    let nouns = |side: &Named| side.locale.capital_nouns;
    if theirs.is_empty() {
        return slips;
    }
    if nouns(target) {
        return if one_script && !nouns(source) { misspelt(source, target, &theirs, &ours) } else { slips };
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
        let kept = what.given && spelling != NameVariance::Plain;
        if word.first && (!lexicon || what.listed || what.given || what.person) || what.listed || kept {
            continue;
        }
        if !has_kin(word, &theirs) && (one_script || word.skeleton.len() >= 2) && !joined(word, &theirs) {
            added.push((word, what));
        }
    }
    // Names of the source that do not come back; in a language of capitals every noun would be one.
    let cased = one_script && !nouns(source) || !one_script && source.text.chars().any(char::is_uppercase);
    let lost: Vec<&NameWord> = (theirs.iter())
        .filter(|w| cased && w.capital && !w.first && w.latin.len() >= FEWEST && !(source.covered)(w.span))
        .take(MOST)
        .filter(|w| !has_kin(w, &ours) && !joined(w, &ours))
        .filter(|w| one_script && !has_cousin(w, &ours) || !one_script && w.skeleton.len() >= 2)
        .collect();
    let alone = lost.len() == 1 && added.len() == 1;
    let mut used = vec![false; lost.len()];
    for (word, what) in added {
        let near = |t: &NameWord| {
            t.capital && one_script && close(&t.latin, &word.latin) && !(source.covered)(t.span)
        };
        let near = theirs.iter().position(near);
        // A given name has a form in every language; after another name it is a surname.
        let after_name = |at: usize| {
            at > 0 && theirs[at - 1].capital && theirs[at].span.start - theirs[at - 1].span.end == 1
        };
        if what.given && !near.is_some_and(after_name) {
            continue;
        }
        if let Some(near) = near.map(|at| &theirs[at]) {
            slips.push(Slip {
                source: Some(near.span),
                target: Some(word.span),
                near: true,
                one_script,
                respells,
            });
            if let Some(at) = lost.iter().position(|l| l.span == near.span) {
                used[at] = true;
            }
            continue;
        }
        if has_cousin(word, &theirs) {
            continue;
        }
        // One that is half alike may be the same name in the spelling of the other language.
        let unlike = |l: &NameWord| {
            spelling == NameVariance::Plain && l.latin.starts_with(&word.latin[..3])
                || alike(&l.skeleton, &word.skeleton) < if one_script { HALF } else { FAR }
                    && (alone || l.latin[..1] != word.latin[..1])
        };
        let against = (0..lost.len()).find(|&i| !used[i] && unlike(lost[i]));
        if let Some(at) = against {
            used[at] = true;
            slips.push(Slip {
                source: Some(lost[at].span),
                target: Some(word.span),
                near: false,
                one_script,
                respells,
            });
        } else if !what.person {
            slips.push(Slip { source: None, target: Some(word.span), near: false, one_script, respells });
        }
    }
    slips.extend(lost.iter().zip(used).filter(|(_, used)| !used).map(|(l, _)| Slip {
        source: Some(l.span),
        target: None,
        near: false,
        one_script,
        respells,
    }));
    slips
}

/// The names of the source that are spelled otherwise in a language that writes every noun with a capital.
fn misspelt(source: &Named, target: &Named, theirs: &[NameWord], ours: &[NameWord]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let names = |w: &&NameWord| w.capital && !w.first && w.latin.len() > FEWEST && !(source.covered)(w.span);
    for name in theirs.iter().filter(names).take(MOST) {
        if ours.iter().any(|o| kin(name, o, NameVariance::Inflected)) {
            continue;
        }
        let near = |o: &&NameWord| o.capital && close(&name.latin, &o.latin) && !(target.covered)(o.span);
        if let Some(near) = ours.iter().find(near) {
            let (source, target) = (Some(name.span), Some(near.span));
            slips.push(Slip { source, target, near: true, one_script: true, respells: false });
        }
    }
    slips
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
fn words(text: &str, latin: &Latin, one_script: bool) -> Vec<NameWord> {
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
                    all.push(made(Span::new(from + a, from + b), &word[a..b], latin, false, one_script));
                }
            }
            if ends.len() > 6 {
                all.push(made(Span::new(from, from + length), word, latin, false, one_script));
            }
        } else {
            let mut name = made(Span::new(from, from + length), word, latin, first, one_script);
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

fn made(span: Span, word: &str, letters: &Latin, first: bool, one_script: bool) -> NameWord {
    let latin = letters.of(word);
    let spelt = if one_script { respelt(&latin) } else { String::new() };
    let voiced = voiced(word).filter(|_| one_script).map(|word| respelt(&letters.of(&word)));
    let skeleton = skeleton(if one_script { &spelt } else { &latin });
    NameWord { span, skeleton, latin, spelt, voiced, capital: false, first }
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
