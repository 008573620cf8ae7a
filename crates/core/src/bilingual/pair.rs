//! Both sides of a block, read once for all rules that compare them.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::bilingual::code::{CodeKind, CodeText};
use crate::bilingual::code_compare::{self, Coded, Lapse};
use crate::bilingual::code_read;
use crate::bilingual::compare::{self, Difference};
use crate::bilingual::excuse;
use crate::bilingual::fact::{FactText, Facts};
use crate::bilingual::locale::{Locale, Locales, fold};
use crate::bilingual::name::{self, KnownName, Named, Slip};
use crate::bilingual::read;
use crate::document::{self, Block, Object, ObjectKind, Original};
use crate::span::{Cover, Span};

/// One side.
pub struct PairSide<'b> {
    /// Its text.
    pub text: &'b str,
    /// The text in lower case, of the same length.
    pub folded: String,
    /// Its language.
    pub locale: Arc<Locale>,
    /// Placeholders, tags, paths and the like, in order.
    pub codes: Vec<CodeText>,
    /// Numbers and the like.
    pub facts: Facts,
}

/// A block and its source.
pub struct Pair<'b> {
    /// The locales that both sides' are of.
    pub locales: &'b Locales,
    /// The source.
    pub source: PairSide<'b>,
    /// The translation.
    pub target: PairSide<'b>,
    differences: OnceCell<Vec<Difference>>,
    lapses: OnceCell<Vec<Lapse>>,
    slips: OnceCell<Vec<Slip>>,
}

impl<'b> PairSide<'b> {
    fn of(text: &'b str, codes: Vec<CodeText>, locale: Arc<Locale>) -> PairSide<'b> {
        let folded = fold(text);
        let masked = Cover::new(codes.iter().map(|c| c.span).filter(|s| !s.is_empty()));
        let facts = read::facts(&FactText { text, folded: &folded, locale: &locale }, &masked);
        PairSide { text, folded, locale, codes, facts }
    }
}

impl PairSide<'_> {
    fn said(&self) -> excuse::SaidSide<'_> {
        excuse::SaidSide { facts: &self.facts, folded: &self.folded, locale: &self.locale }
    }

    /// True for a span that says something else than a name.
    fn covers(&self, span: Span) -> bool {
        self.facts.words.iter().any(|w| w.span.overlaps(span))
            || self.codes.iter().any(|c| c.span.overlaps(span))
    }
}

/// The code of a text: what its syntax tells, what its reader marked, and the tags that the reader took out of it.
fn codes(text: &str, objects: &[Object], written: &[document::Code]) -> Vec<CodeText> {
    let mut codes = code_read::find(text);
    for object in objects {
        let kind = match object.kind {
            ObjectKind::Placeholder | ObjectKind::Shortcode | ObjectKind::Component => CodeKind::Placeholder,
            ObjectKind::Code => CodeKind::Inline,
            _ => continue,
        };
        if !codes.iter().any(|c| c.span.overlaps(object.span)) {
            codes.push(CodeText::written(text, object.span, kind));
        }
    }
    for tag in written {
        let span = Span { start: tag.at, end: tag.at };
        let inner = tag.text.trim_start_matches('<').trim_end_matches('>');
        if !codes.iter().any(|c| c.kind == CodeKind::Placeholder && c.span.start == tag.at) {
            codes.push(CodeText { span, kind: CodeKind::Tag, key: code_read::tag_key(inner) });
        }
    }
    codes.sort_by_key(|c| c.span);
    codes
}

impl<'b> Pair<'b> {
    /// Reads both sides of a block in the languages `from` and, where the block does not say, `language`.
    pub fn of(
        block: &'b Block,
        original: &'b Original,
        (from, language): (Option<&str>, &str),
        locales: &'b Locales,
    ) -> Pair<'b> {
        let code = block.language.as_deref().unwrap_or(language);
        let written = block.unit.as_deref().map_or(&[][..], |unit| &unit.codes);
        let (from, into) = (locales.of(from), locales.of(Some(code)));
        let mut theirs = codes(&original.text, &original.objects, &original.codes);
        let mut ours = codes(&block.text, &block.objects, written);
        excuse::percentages(&mut theirs, &from, &ours);
        excuse::percentages(&mut ours, &into, &theirs);
        let mut source = PairSide::of(&original.text, theirs, from);
        let mut target = PairSide::of(&block.text, ours, into);
        excuse::places(&mut source.facts.words, &target.said());
        excuse::places(&mut target.facts.words, &source.said());
        excuse::spelled(&mut target.facts.words, target.text, &source.said(), locales);
        Pair {
            locales,
            source,
            target,
            differences: OnceCell::new(),
            lapses: OnceCell::new(),
            slips: OnceCell::new(),
        }
    }

    /// Returns how the numbers, times, dates, months and countries of the two sides differ.
    pub fn differences(&self) -> &[Difference] {
        self.differences.get_or_init(|| {
            // Indic words for numbers are spelled in too many ways.
            let indic = |side: &PairSide| {
                matches!(&*side.locale.code, "ne" | "si" | "hi" | "mr" | "bn" | "ta" | "te" | "kn" | "ml")
            };
            let spells = |side: &PairSide| side.locale.is_known() && !indic(side);
            let spelled = [spells(&self.source), spells(&self.target)];
            let worded = if indic(&self.source) || indic(&self.target) { 0.4 } else { 0.75 };
            let inside = |side: usize, value: f64| {
                let side = if side == 0 { &self.source } else { &self.target };
                excuse::is_inside(&side.folded, &side.locale, value)
            };
            compare::differences([&self.source.facts, &self.target.facts], spelled, worded, &inside)
        })
    }

    /// Returns how the code of the two sides differs.
    pub fn lapses(&self) -> &[Lapse] {
        self.lapses.get_or_init(|| {
            let source = Coded { text: self.source.text, codes: &self.source.codes };
            code_compare::lapses(source, Coded { text: self.target.text, codes: &self.target.codes })
        })
    }

    /// Returns the names that differ; `known` tells of a word of the translation what it is, where there is a `lexicon`.
    pub fn slips(&self, known: impl Fn(&str) -> KnownName, lexicon: bool) -> &[Slip] {
        self.slips.get_or_init(|| {
            let (source, target) = (&self.source, &self.target);
            let (theirs, ours) = (|span| source.covers(span), |span| target.covers(span));
            let source = Named { text: source.text, locale: &source.locale, covered: &theirs };
            let target = Named { text: target.text, locale: &target.locale, covered: &ours };
            name::slips(&source, &target, self.locales.latin(), known, lexicon)
        })
    }
}
