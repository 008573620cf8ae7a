//! All rules of a language, compiled; `run` takes them over a block.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Genre;
use crate::detect::Hit;
use crate::document::BlockKind;
use crate::error::{Error, Result, suggest};
use crate::estimate::outcome::Estimate;
use crate::language::{ANY, Language, WordId};
use crate::meta::RuleMeta;
use crate::rule::file;
use crate::rule::file::{DocumentEdge, Matching};
use crate::rule::fix::FixSteps;
use crate::rule::genres::Genres;
use crate::rule::matcher::{Kinds, Matcher, Unless};
use crate::rule::pack::RuleSource;
use crate::rule::place;
use crate::rule::prefilter::Prefilter;
use crate::rule::source::Excuse;
use crate::rule::usage::UsageEntry;
use crate::span::Span;

/// A compiled rule.
pub struct Rule {
    /// What it says of itself.
    pub meta: Arc<RuleMeta>,
    /// Its file, as shown in messages.
    pub file: String,
    kinds: Kinds,
    not_in: Genres,
    pub(super) unless: Unless,
    pub(super) only_with: Unless,
    pub(super) at: Option<DocumentEdge>,
    /// Words that stand in no other block; sorted.
    pub(super) nowhere_else: Vec<WordId>,
    pub(super) quoted: bool,
    pub(super) set_off: bool,
    pub(super) excuse: Option<Excuse>,
    source: bool,
    pub(super) message: Option<String>,
    pub(super) edits: FixSteps,
}

impl Rule {
    /// True when it runs only on texts that come with their source.
    pub fn needs_source(&self) -> bool {
        self.source
    }
}

/// A hit of one of the rules.
pub struct RuleHit {
    /// Index into [`RuleSet::rules`].
    pub rule: usize,
    /// Which phrase or alternative of the rule it was.
    pub part: usize,
    /// What was found.
    pub hit: Hit,
}

/// Compiled rules behind their prefilter.
pub struct RuleSet {
    /// In the order in which they were loaded.
    pub rules: Vec<Rule>,
    pub(super) matchers: Vec<Matcher>,
    pub(super) filter: Prefilter,
}

impl RuleSet {
    /// Compiles the rules of `language` and of every language; words they name enter its vocabulary.
    ///
    /// A rule of a user's pack with the id of a built-in one takes its place; two of one pack are an error.
    ///
    /// # Errors
    /// When a rule cannot be read, or outranks what is not there.
    pub fn load(sources: &[RuleSource], language: &mut Language) -> Result<RuleSet> {
        let mut seen: HashMap<&str, &RuleSource> = HashMap::new();
        for source in sources {
            if let Some(other) = seen.insert(&source.id, source)
                && other.built_in == source.built_in
            {
                let message = format!("the id \"{}\" is also that of {}", source.id, other.file);
                return Err(Error::invalid(&source.file, message).hint("rename one of the files"));
            }
        }
        let mut rules = Vec::new();
        let mut matchers = Vec::new();
        for source in sources {
            let of_language = source.language == ANY || source.language == language.code;
            if of_language && seen[source.id.as_str()].file == source.file {
                let (rule, matcher) = compile(source, language)?;
                if !source.built_in {
                    matcher.compile()?;
                    rule.unless.compile()?;
                    rule.only_with.compile()?;
                    rule.edits.compile()?;
                }
                rules.push(rule);
                matchers.push(matcher);
            }
        }
        outranked_exist(sources, &rules)?;
        let filter = Prefilter::new(matchers.iter(), language);
        Ok(RuleSet { rules, matchers, filter })
    }

    /// By rule: does it look at blocks of that kind and manner, with their source or without it, and does `active` hold
    /// for it.
    pub fn wanted(
        &self,
        kind: BlockKind,
        genre: Genre,
        source: bool,
        active: impl Fn(usize) -> bool,
    ) -> Vec<bool> {
        let looks = |rule: &Rule| rule.kinds.holds(kind) && !rule.not_in.holds(genre);
        let wants = |(i, rule): (usize, &Rule)| looks(rule) && (!rule.source || source) && active(i);
        self.rules.iter().enumerate().map(wants).collect()
    }

    /// What the rules for which `active` holds say of a block of that kind by its quality estimate, in a document of
    /// `words` words; `place` is where the block reads worst.
    pub fn judged(
        &self,
        kind: BlockKind,
        estimate: &Estimate,
        words: usize,
        active: &impl Fn(usize) -> bool,
        place: impl Fn() -> Span,
    ) -> Vec<RuleHit> {
        let of_rule = |&rule: &u32| {
            let rule = rule as usize;
            let Matcher::Estimate(bounds) = &self.matchers[rule] else { return None };
            let wanted = self.rules[rule].kinds.holds(kind) && active(rule);
            if !wanted || estimate.value >= bounds.at(words) {
                return None;
            }
            let against = estimate.reasons.iter().filter(|r| r.effect < 0.0).take(3);
            let reasons: Vec<String> = against.map(|r| r.words()).collect();
            let rank = (estimate.value.ceil() as usize).max(1);
            let message = format!(
                "the paragraph is among the worst {rank} of 100 translations: {}",
                reasons.join("; ")
            );
            let hit = Hit { span: place(), message, weight: 1.0, ..Hit::default() };
            Some(RuleHit { rule, part: 0, hit })
        };
        self.filter.estimates.iter().filter_map(of_rule).collect()
    }

    /// True when the rule goes by the quality estimate.
    pub fn is_judged(&self, rule: usize) -> bool {
        matches!(self.matchers[rule], Matcher::Estimate(_))
    }

    /// Compiles every regex that is compiled on first use otherwise.
    ///
    /// # Errors
    /// When one does not compile.
    pub fn compile(&self) -> Result<()> {
        self.matchers.iter().try_for_each(Matcher::compile)?;
        let beside = |r: &Rule| r.unless.compile().and_then(|()| r.only_with.compile());
        self.rules.iter().try_for_each(|r| beside(r).and_then(|()| r.edits.compile()))
    }

    /// The phrases or alternatives of a rule, as written; a rule of one piece has none.
    pub fn alternatives(&self, rule: usize) -> Vec<String> {
        match &self.matchers[rule] {
            Matcher::Phrases(list) => list.iter().map(|p| p.words.clone()).collect(),
            Matcher::Tokens(list) if list.len() > 1 => {
                (1..=list.len()).map(|n| format!("pattern {n}")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The entries of a rule on usage that say all their words: what is written, a text that it finds, what is meant.
    pub fn entries(&self, rule: usize) -> Vec<(&str, String, &str)> {
        let Matcher::Usage(usage) = &self.matchers[rule] else { return Vec::new() };
        fn own(e: &UsageEntry) -> Option<(&str, String, &str)> {
            Some((e.written(), e.example()?, e.meant()))
        }
        usage.entries.iter().filter_map(own).collect()
    }
}

/// Every rule and family that a rule says it outranks must be there, in whatever language.
fn outranked_exist(sources: &[RuleSource], rules: &[Rule]) -> Result<()> {
    let names = || sources.iter().flat_map(|s| [s.id.as_str(), s.family.as_str()]);
    for rule in rules {
        for name in &rule.meta.outranks {
            if !names().any(|n| n == name) {
                let text = sources.iter().find(|s| s.file == rule.file).map_or("", |s| &s.text);
                let error = Error::invalid(&rule.file, format!("there is no rule and no family \"{name}\""))
                    .at(place::line_of(text, &["outranks"]), 0);
                return Err(match suggest(name, names()) {
                    Some(near) => error.hint(format!("did you mean \"{near}\"?")),
                    None => error,
                });
            }
        }
    }
    Ok(())
}

fn compile(source: &RuleSource, language: &mut Language) -> Result<(Rule, Matcher)> {
    let mut file = file::parse(source)?;
    let (kinds, unless, quoted, excuse) = match &file.matching {
        Matching::Pattern(m) => (&m.kinds, &m.unless, m.quoted, m.excused_by_source),
        Matching::Detector(m) => (&m.kinds, &m.unless, m.quoted, m.excused_by_source),
    };
    let (needs_source, message) = match &file.matching {
        Matching::Pattern(m) => (false, m.message.clone()),
        Matching::Detector(m) => (m.source, None),
    };
    let kinds = Kinds::parse(&source.file, kinds)?;
    let (not_in, set_off) = match &file.matching {
        Matching::Pattern(m) => (&m.not_in, m.set_off),
        Matching::Detector(m) => (&m.not_in, m.set_off),
    };
    let not_in = Genres::parse(&source.file, not_in)?;
    let unless = Unless::parse(&source.file, (&source.text, &["match", "unless"]), unless, language)?;
    let (only_with, at, nowhere_else) = match &file.matching {
        Matching::Pattern(m) => (m.only_with.as_slice(), m.at, m.nowhere_else.as_slice()),
        Matching::Detector(_) => (&[][..], None, &[][..]),
    };
    let mut nowhere_else: Vec<WordId> =
        nowhere_else.iter().map(|word| language.vocabulary.intern(word)).collect();
    nowhere_else.sort_unstable();
    let only_with =
        Unless::parse(&source.file, (&source.text, &["match", "only-with"]), only_with, language)?;
    let matcher = match &mut file.matching {
        Matching::Pattern(m) => Matcher::pattern(&source.file, &source.text, m, language)?,
        Matching::Detector(m) => Matcher::detector(&source.file, &source.text, m, language)?,
    };
    let edits = FixSteps::parse(&source.file, &source.text, &file.edit, needs_source, language)?;
    let rule = Rule {
        kinds,
        not_in,
        unless,
        only_with,
        at,
        nowhere_else,
        quoted: quoted.unwrap_or(true),
        set_off: set_off.unwrap_or(true),
        excuse,
        source: needs_source,
        message,
        file: source.file.clone(),
        meta: Arc::new(RuleMeta {
            id: source.id.clone(),
            family: source.family.clone(),
            language: source.language.clone(),
            summary: file.summary,
            severity: file.severity,
            category: file.category,
            certainty: file.certainty,
            machine: file.machine,
            why: file.why,
            fix: file.fix,
            outranks: file.outranks,
            source_languages: file.source_languages,
            whole_paragraph: matches!(matcher, Matcher::Estimate(_)),
            fixable: !edits.is_empty(),
            bad: file.bad,
            good: file.good,
        }),
        edits,
    };
    Ok((rule, matcher))
}
