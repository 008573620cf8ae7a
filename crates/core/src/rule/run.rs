//! One run of all rules over one block: what the prefilter announces is tried, and what is excused drops out.
//!
//! Literals come first: a phrase found is a hit, a regex looks only where a match that holds the literal may lie. Then
//! token patterns sentence by sentence, then detectors.

use std::collections::HashMap;

use crate::analysis::{Context, Sentence};
use crate::detect::{Hit, Sink};
use crate::document::{BlockKind, leaves_whole};
use crate::language::WordId;
use crate::rule::file::DocumentEdge;
use crate::rule::matcher::Matcher;
use crate::rule::pattern::{Holds, Pattern};
use crate::rule::phrases;
use crate::rule::prefilter::{Needle, RulePart, Try};
use crate::rule::regex::{RegexText, Stretch};
use crate::rule::set::{Rule, RuleHit, RuleSet};
use crate::span::{Cover, Span};

/// Bytes of a title, a dish, a place that is set off at most.
const SET_OFF: usize = 60;

impl RuleSet {
    /// What the rules that are `wanted` find in a block, in no particular order.
    pub fn check(&self, context: &Context, wanted: &[bool]) -> Vec<RuleHit> {
        let edges = [DocumentEdge::Beginning, DocumentEdge::End].map(|edge| (edge, is_at(context, edge)));
        let stands = |rule: &Rule| edges.iter().all(|&(edge, is)| is || rule.at != Some(edge));
        let wanted: Vec<bool> =
            wanted.iter().zip(&self.rules).map(|(&wanted, rule)| wanted && stands(rule)).collect();
        RuleRun::new(self, context).hits(&wanted)
    }

    /// What detectors among them find in a listing.
    pub fn check_code(&self, context: &Context, wanted: &[bool]) -> Vec<RuleHit> {
        if !wanted.contains(&true) {
            return Vec::new();
        }
        let mut run = RuleRun::new(self, context);
        run.detectors(wanted);
        run.hits
    }
}

/// One run of all rules over one block.
struct RuleRun<'r> {
    set: &'r RuleSet,
    context: &'r Context<'r>,
    text: RegexText<'r>,
    hits: Vec<RuleHit>,
}

impl<'r> RuleRun<'r> {
    fn new(set: &'r RuleSet, context: &'r Context<'r>) -> RuleRun<'r> {
        RuleRun { set, context, text: RegexText::of(context.text()), hits: Vec::new() }
    }

    /// What the rules that are wanted find, in no particular order.
    fn hits(mut self, wanted: &[bool]) -> Vec<RuleHit> {
        self.literals(wanted);
        self.patterns(wanted);
        self.detectors(wanted);
        self.place();
        self.excuse();
        self.find_edits();
        self.hits.shrink_to_fit();
        self.hits
    }

    fn literals(&mut self, wanted: &[bool]) {
        let text = self.context.text();
        // Where regexes have to look.
        let mut stretches: Vec<(u32, Stretch)> = Vec::with_capacity(64);
        let whole = Stretch::all(text);
        stretches.extend(self.set.filter.regexes.iter().map(|&rule| (rule, whole)));
        let mut phrases_found: Vec<(RulePart, usize, usize)> = Vec::new();
        self.set.filter.literals(&self.text, |needle, start, end| match needle {
            Needle::Phrase(part) if wanted[part.rule as usize] => {
                let written = self.text.written(start, end);
                let whole = written.filter(|&(start, end)| phrases::is_whole(text, start, end));
                phrases_found.extend(whole.map(|(start, end)| (*part, start, end)));
            }
            Needle::Regex(rule, literal) if wanted[*rule as usize] => {
                stretches.extend(self.text.stretch(literal, start, end).map(|stretch| (*rule, stretch)));
            }
            _ => {}
        });
        for (part, start, end) in phrases_found {
            let Matcher::Phrases(list) = &self.set.matchers[part.rule as usize] else { continue };
            let better = list[part.part as usize].better.as_deref();
            self.push(part, Span::new(start, end), better);
        }
        stretches.sort_unstable();
        for of_rule in stretches.chunk_by(|a, b| a.0 == b.0) {
            let rule = of_rule[0].0;
            if let (true, Matcher::Regex(regex)) = (wanted[rule as usize], &self.set.matchers[rule as usize])
            {
                let stretches: Vec<Stretch> = of_rule.iter().map(|(_, stretch)| *stretch).collect();
                for span in regex.find(self.context, &self.text, &stretches) {
                    self.push(RulePart { rule, part: 0 }, span, None);
                }
            }
        }
    }

    fn patterns(&mut self, wanted: &[bool]) {
        let tokens = &self.context.analysis.tokens;
        let vocabulary = &self.context.language.vocabulary;
        let mut tries: Vec<Try> = Vec::with_capacity(64);
        for sentence in &self.context.analysis.sentences {
            let mut holds = Holds::default();
            tries.clear();
            for (at, token) in tokens.iter().enumerate().take(sentence.last).skip(sentence.first) {
                holds.add(token, vocabulary);
                self.usages(wanted, sentence, at);
                self.set.filter.announced(tokens, at, sentence, |t| match t {
                    Try::Sentence(p) if tries.iter().any(|o| matches!(o, Try::Sentence(q) if *q == p)) => {}
                    Try::At(part, start) if !self.pattern(part).may_begin(self.context, start) => {}
                    _ => tries.push(t),
                });
            }
            tries.extend(self.set.filter.anywhere.iter().map(|p| Try::Sentence(*p)));
            tries.retain(|(Try::At(part, _) | Try::Sentence(part))| self.pattern(*part).may_match(&holds));
            for t in &tries {
                match t {
                    Try::At(part, start) if wanted[part.rule as usize] => {
                        if let Some((span, _)) = self.pattern(*part).at(self.context, sentence, *start) {
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

    /// Tries the entries on usage that a token announces.
    fn usages(&mut self, wanted: &[bool], sentence: &Sentence, at: usize) {
        let set = self.set;
        for &part in set.filter.usages(self.context.analysis.tokens[at].word) {
            if let (true, Matcher::Usage(usage)) =
                (wanted[part.rule as usize], &set.matchers[part.rule as usize])
                && let entry = &usage.entries[part.part as usize]
                && let Some(span) = entry.at(self.context, sentence, at)
            {
                let message = entry.message(span.of(self.context.text()));
                let hit = Hit { span, message, weight: 1.0, ..Hit::default() };
                self.hits.push(RuleHit { rule: part.rule as usize, part: part.part as usize, hit });
            }
        }
    }

    fn pattern(&self, part: RulePart) -> &'r Pattern {
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
    fn push(&mut self, part: RulePart, span: Span, better: Option<&str>) {
        let rule = &self.set.rules[part.rule as usize];
        let words = span.of(self.context.text());
        let mut message = rule.message.as_ref().map_or(String::new(), |m| m.replace("{}", words));
        if let Some(better) = better {
            message = format!("“{words}”: perhaps “{better}” is meant");
        }
        let hit = Hit { span, message, weight: 1.0, ..Hit::default() };
        self.hits.push(RuleHit { rule: part.rule as usize, part: part.part as usize, hit });
    }

    /// Says of every hit what fixes it for certain.
    fn find_edits(&mut self) {
        let (context, text) = (self.context, &self.text);
        let mut excused: HashMap<usize, Vec<Cover>> = HashMap::new();
        for RuleHit { rule, hit, .. } in &mut self.hits {
            let steps = &self.set.rules[*rule].edits;
            if !steps.is_empty() {
                let excused = excused.entry(*rule).or_insert_with(|| steps.excused(context, text));
                hit.edits = steps.edits(context, hit.span, excused);
            }
        }
    }

    /// Drops hits of rules that want something beside them, or nothing like them elsewhere.
    fn place(&mut self) {
        let (context, set, text) = (self.context, self.set, &self.text);
        let mut beside: HashMap<usize, Vec<Span>> = HashMap::new();
        self.hits.retain(|h| {
            let (rule, span) = (&set.rules[h.rule], h.hit.span);
            let mut stands = || {
                let spans = beside.entry(h.rule).or_insert_with(|| rule.only_with.spans(context, text));
                spans.iter().any(|other| !other.overlaps(span))
            };
            (rule.nowhere_else.is_empty() || stands_here_alone(context, &rule.nowhere_else))
                && (rule.only_with.is_empty() || stands())
        });
    }

    /// Drops hits that would read inside an object, that an exception covers or the source excuses, and those in
    /// quotations and in words that are set off where the rule does not look.
    fn excuse(&mut self) {
        let (context, set, text) = (self.context, self.set, &self.text);
        let mut excused: HashMap<usize, Cover> = HashMap::new();
        let (mut quoted, mut set_off): (Option<Cover>, Option<Cover>) = (None, None);
        self.hits.retain(|h| {
            let (rule, span) = (&set.rules[h.rule], h.hit.span);
            // What compares with the source speaks of objects, too.
            let compares = rule.needs_source() && rule.meta.language == "any";
            if !compares && !leaves_whole(context.text(), &context.block.objects, span) {
                return false;
            }
            if !rule.quoted {
                let pairs = context.analysis.quotations.pairs.iter();
                if quoted.get_or_insert_with(|| Cover::new(pairs.map(|q| q.span))).touches(span) {
                    return false;
                }
            }
            if !rule.set_off && !context.block.set_off.is_empty() {
                // Whole sentences in italics are read as others are.
                let stretches = context.block.set_off.iter().filter(|stretch| stretch.len() <= SET_OFF);
                if set_off.get_or_insert_with(|| Cover::new(stretches.copied())).touches(span) {
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
            let spans = || Cover::new(rule.unless.spans(context, text));
            !excused.entry(h.rule).or_insert_with(spans).touches(span)
        });
    }
}

/// True for the first block of the document that has words, or the last one.
fn is_at(context: &Context, edge: DocumentEdge) -> bool {
    let has_words = |at: &usize| {
        let kind = context.document.blocks[*at].kind;
        kind != BlockKind::Code && !kind.is_beside() && context.whole.blocks[*at].words > 0
    };
    let mut others = match edge {
        DocumentEdge::Beginning => 0..context.index,
        DocumentEdge::End => context.index + 1..context.document.blocks.len(),
    };
    !others.any(|at| has_words(&at))
}

/// True where none of the words stands in another block outside quotations.
fn stands_here_alone(context: &Context, words: &[WordId]) -> bool {
    let others = context.whole.blocks.iter().enumerate().filter(|(at, _)| *at != context.index);
    let mut tokens = others.flat_map(|(_, block)| &block.tokens);
    !tokens.any(|token| token.depth == 0 && words.binary_search(&token.word).is_ok())
}
