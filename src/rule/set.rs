//! All rules of a language, compiled, and the run over a block.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Context;
use crate::detect::{Hit, Sink};
use crate::document::BlockKind;
use crate::error::{Error, Result, suggest};
use crate::estimate::outcome::Estimate;
use crate::language::Language;
use crate::meta::RuleMeta;
use crate::rule::alphabet::Letters;
use crate::rule::file::{self, Matching};
use crate::rule::matcher::{Kinds, Matcher, Unless};
use crate::rule::mend::Mend;
use crate::rule::pack::RuleSource;
use crate::rule::pattern::{Holds, Pattern};
use crate::rule::phrases;
use crate::rule::prefilter::{Needle, Part, Prefilter, Try};
use crate::rule::source::Excuse;
use crate::span::{Cover, Span};

/// A compiled rule.
pub struct Rule {
    /// What it says of itself.
    pub meta: Arc<RuleMeta>,
    /// Its file, as shown in messages.
    pub file: String,
    kinds: Kinds,
    unless: Unless,
    quoted: bool,
    excuse: Option<Excuse>,
    source: bool,
    message: Option<String>,
    mend: Mend,
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
    matchers: Vec<Matcher>,
    filter: Prefilter,
}

impl RuleSet {
    /// Compiles the rules of `language` and of every language; words they name enter its vocabulary.
    ///
    /// A rule of a user's pack with the id of a built-in one takes its place; two of one pack are an error.
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
            let of_language = source.language == "any" || source.language == language.code;
            if of_language && seen[source.id.as_str()].file == source.file {
                let (rule, matcher) = compile(source, language)?;
                if !source.built_in {
                    matcher.compile()?;
                    rule.unless.compile()?;
                    rule.mend.compile()?;
                }
                rules.push(rule);
                matchers.push(matcher);
            }
        }
        outranked_exist(sources, &rules)?;
        let filter = Prefilter::new(matchers.iter());
        Ok(RuleSet { rules, matchers, filter })
    }

    /// What the rules for which `active` holds find in a block, in no particular order.
    pub fn check(&self, context: &Context, active: impl Fn(usize) -> bool) -> Vec<RuleHit> {
        let letters = Letters::of(context.text());
        let mut run = Run { set: self, context, letters, hits: Vec::new() };
        let wanted: Vec<bool> = (self.rules.iter().enumerate())
            .map(|(i, r)| {
                r.kinds.holds(context.block.kind)
                    && (!r.source || context.block.original.is_some())
                    && active(i)
            })
            .collect();
        run.literals(&wanted);
        run.patterns(&wanted);
        run.detectors(&wanted);
        run.excuse();
        run.mend();
        run.hits
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
        let of_rule = |(rule, matcher): (usize, &Matcher)| {
            let Matcher::Estimate(bounds) = matcher else { return None };
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
        self.matchers.iter().enumerate().filter_map(of_rule).collect()
    }

    /// True when the rule goes by the quality estimate.
    pub fn is_judged(&self, rule: usize) -> bool {
        matches!(self.matchers[rule], Matcher::Estimate(_))
    }

    /// Compiles every regex that is compiled on first use otherwise.
    pub fn compile(&self) -> Result<()> {
        self.matchers.iter().try_for_each(Matcher::compile)?;
        self.rules.iter().try_for_each(|r| r.unless.compile().and_then(|()| r.mend.compile()))
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
}

/// Every rule and family that a rule says it outranks must be there, in whatever language.
fn outranked_exist(sources: &[RuleSource], rules: &[Rule]) -> Result<()> {
    let names = || sources.iter().flat_map(|s| [s.id.as_str(), s.family.as_str()]);
    for rule in rules {
        for name in &rule.meta.outranks {
            if !names().any(|n| n == name) {
                let text = sources.iter().find(|s| s.file == rule.file).map_or("", |s| &s.text);
                let error = Error::invalid(&rule.file, format!("there is no rule and no family \"{name}\""))
                    .at(file::line_of(text, "outranks"), 0);
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
    let file = file::of(source)?;
    let (kinds, unless, quoted, excuse) = match &file.matching {
        Matching::Pattern(m) => (&m.kinds, &m.unless, m.quoted, m.excused_by_source),
        Matching::Detector(m) => (&m.kinds, &m.unless, m.quoted, m.excused_by_source),
    };
    let (needs_source, message) = match &file.matching {
        Matching::Pattern(m) => (false, m.message.clone()),
        Matching::Detector(m) => (m.source, None),
    };
    let kinds = Kinds::parse(&source.file, kinds)?;
    let unless = Unless::parse(&source.file, &source.text, unless, language)?;
    let matcher = match &file.matching {
        Matching::Pattern(m) => Matcher::pattern(&source.file, &source.text, m, language)?,
        Matching::Detector(m) => Matcher::detector(&source.file, &source.text, m, language)?,
    };
    let mend = Mend::parse(&source.file, &source.text, &file.mend, needs_source, language)?;
    let rule = Rule {
        kinds,
        unless,
        quoted: quoted.unwrap_or(true),
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
            confidence: file.confidence,
            why: file.why,
            fix: file.fix,
            outranks: file.outranks,
            whole_paragraph: matches!(matcher, Matcher::Estimate(_)),
            mends: !mend.is_empty(),
            bad: file.bad,
            good: file.good,
        }),
        mend,
    };
    Ok((rule, matcher))
}

/// One run of all rules over one block.
struct Run<'r> {
    set: &'r RuleSet,
    context: &'r Context<'r>,
    letters: Letters<'r>,
    hits: Vec<RuleHit>,
}

impl<'r> Run<'r> {
    fn literals(&mut self, wanted: &[bool]) {
        let text = self.context.text();
        let mut regexes = self.set.filter.regexes.clone();
        let mut phrases_found: Vec<(Part, usize, usize)> = Vec::new();
        self.set.filter.literals(text, |needle, start, end| match needle {
            Needle::Phrase(part) if wanted[part.rule as usize] && phrases::is_whole(text, start, end) => {
                phrases_found.push((part, start, end));
            }
            Needle::Regex(rule) if wanted[rule as usize] && !regexes.contains(&rule) => regexes.push(rule),
            _ => {}
        });
        for (part, start, end) in phrases_found {
            let Matcher::Phrases(list) = &self.set.matchers[part.rule as usize] else { continue };
            let better = list[part.part as usize].better.as_deref();
            self.push(part, Span::new(start, end), better);
        }
        for rule in regexes {
            if let (true, Matcher::Regex(regex)) = (wanted[rule as usize], &self.set.matchers[rule as usize])
            {
                for span in regex.spans(self.context, &self.letters) {
                    self.push(Part { rule, part: 0 }, span, None);
                }
            }
        }
    }

    fn patterns(&mut self, wanted: &[bool]) {
        let tokens = &self.context.analysis.tokens;
        let vocabulary = &self.context.language.vocabulary;
        let mut tries: Vec<Try> = Vec::new();
        for sentence in &self.context.analysis.sentences {
            let mut holds = Holds::default();
            tries.clear();
            for (at, token) in tokens.iter().enumerate().take(sentence.last).skip(sentence.first) {
                holds.add(token, vocabulary);
                self.set.filter.announced(token.word, at, sentence, |t| match t {
                    Try::Sentence(p) if tries.iter().any(|o| matches!(o, Try::Sentence(q) if *q == p)) => {}
                    _ => tries.push(t),
                });
            }
            tries.extend(self.set.filter.anywhere.iter().map(|p| Try::Sentence(*p)));
            tries.retain(|(Try::At(part, _) | Try::Sentence(part))| self.pattern(*part).may_match(&holds));
            for t in &tries {
                match t {
                    Try::At(part, start) if wanted[part.rule as usize] => {
                        let pattern = self.pattern(*part);
                        if pattern.may_begin(self.context, *start)
                            && let Some((span, _)) = pattern.at(self.context, sentence, *start)
                        {
                            self.push(*part, span, None);
                        }
                    }
                    Try::Sentence(part) if wanted[part.rule as usize] => {
                        let mut at = sentence.first;
                        let pattern = self.pattern(*part);
                        while at < sentence.last {
                            if !pattern.may_begin(self.context, at) {
                                at += 1;
                                continue;
                            }
                            match pattern.at(self.context, sentence, at) {
                                Some((span, end)) => {
                                    self.push(*part, span, None);
                                    at = end.max(at + 1);
                                }
                                None => at += 1,
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn pattern(&self, part: Part) -> &'r Pattern {
        match &self.set.matchers[part.rule as usize] {
            Matcher::Tokens(patterns) => &patterns[part.part as usize],
            _ => unreachable!("only token patterns are listed under words"),
        }
    }

    fn detectors(&mut self, wanted: &[bool]) {
        for &rule in &self.set.filter.detectors {
            if let (true, Matcher::Detector(detector)) =
                (wanted[rule as usize], &self.set.matchers[rule as usize])
            {
                let mut sink = Sink::default();
                detector.check(self.context, &mut sink);
                let found = sink.hits.into_iter().map(|hit| RuleHit { rule: rule as usize, part: 0, hit });
                self.hits.extend(found);
            }
        }
    }

    /// A hit of a phrase, regex or pattern, with its reason.
    fn push(&mut self, part: Part, span: Span, better: Option<&str>) {
        let rule = &self.set.rules[part.rule as usize];
        let words = span.of(self.context.text());
        let mut message = rule.message.as_ref().map_or(String::new(), |m| m.replace("{}", words));
        if let Some(better) = better {
            message = format!("“{words}”: perhaps “{better}” is meant");
        }
        let hit = Hit { span, message, weight: 1.0, ..Hit::default() };
        self.hits.push(RuleHit { rule: part.rule as usize, part: part.part as usize, hit });
    }

    /// Says of every hit what mends it for certain.
    fn mend(&mut self) {
        let (context, letters) = (self.context, &self.letters);
        let mut excused: HashMap<usize, Vec<Cover>> = HashMap::new();
        for RuleHit { rule, hit, .. } in &mut self.hits {
            let mend = &self.set.rules[*rule].mend;
            if !mend.is_empty() {
                let excused = excused.entry(*rule).or_insert_with(|| mend.excused(context, letters));
                hit.mend = mend.edits(context, hit.span, excused);
            }
        }
    }

    /// Drops hits that an exception covers or the source excuses, and those in quotations where the rule does not look.
    fn excuse(&mut self) {
        let (context, set, letters) = (self.context, self.set, &self.letters);
        let mut excused: HashMap<usize, Cover> = HashMap::new();
        let mut quoted: Option<Cover> = None;
        self.hits.retain(|h| {
            let (rule, span) = (&set.rules[h.rule], h.hit.span);
            if !rule.quoted {
                let pairs = context.analysis.quotations.pairs.iter();
                if quoted.get_or_insert_with(|| Cover::new(pairs.map(|q| q.span))).touches(span) {
                    return false;
                }
            }
            if let (Some(excuse), Some(original)) = (rule.excuse, &context.block.original)
                && excuse.holds(span.of(context.text()), &original.text)
            {
                return false;
            }
            if rule.unless.is_empty() {
                return true;
            }
            let spans = || Cover::new(rule.unless.spans(context, letters));
            !excused.entry(h.rule).or_insert_with(spans).touches(span)
        });
    }
}
