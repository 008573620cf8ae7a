//! Turns a block into an [`Analysis`]: tokens, quotations, sentences, tags, clauses, names, in this order.

use std::sync::Arc;

use crate::analysis::conventions::Conventions;
use crate::analysis::lists::Lists;
use crate::analysis::quotation::attribution;
use crate::analysis::sentence::Splitter;
use crate::analysis::tokenise::Tokeniser;
use crate::analysis::{Analysis, Shape, Token, clause, names, quotation};
use crate::document::{Block, BlockKind};
use crate::language::Language;
use crate::span::Span;

/// A language's analysis, ready for many blocks and many threads.
#[derive(Clone, Debug)]
pub struct Analyser {
    language: Arc<Language>,
    conventions: Conventions,
    lists: Lists,
}

/// Memory that one thread uses again from block to block.
#[derive(Clone, Debug, Default)]
pub struct Workspace {}

impl Analyser {
    /// An analyser for `language`, whose vocabulary is complete: rules have entered their words.
    pub fn new(language: Arc<Language>) -> Self {
        let conventions = Conventions::of(&language.code);
        let lists = Lists::of(&language);
        Analyser { conventions, lists, language }
    }

    /// The language.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// All that the block alone tells; nothing for code.
    pub fn analyse(&self, block: &Block, _workspace: &mut Workspace) -> Analysis {
        if block.kind == BlockKind::Code {
            return Analysis::default();
        }
        self.with_code(&block.text, block.kind, &block.code)
    }

    /// The same for a text of its own.
    pub fn text(&self, text: &str, kind: BlockKind) -> Analysis {
        self.with_code(text, kind, &[])
    }

    fn with_code(&self, text: &str, kind: BlockKind, code: &[Span]) -> Analysis {
        let mut analysis = Analysis::default();
        self.tokeniser().cut(text, code, &mut analysis.tokens);
        analysis.quotations = quotation::find(text, &mut analysis.tokens);
        let splitter =
            Splitter { language: &self.language, conventions: &self.conventions, lists: &self.lists };
        splitter.split(text, &analysis.tokens, &analysis.quotations, &mut analysis.sentences);
        attribution::find((&self.language, &self.lists, &self.conventions), text, &mut analysis);
        let Analysis { tokens, sentences, clauses, .. } = &mut analysis;
        clause::find((&self.language, &self.lists), text, tokens, sentences, clauses);
        analysis.mentions =
            names::find((&self.language, &self.lists, &self.conventions), text, kind, &analysis);
        analysis.words = words(text, &analysis.tokens);
        analysis
    }

    /// The tokeniser alone.
    fn tokeniser(&self) -> Tokeniser<'_> {
        Tokeniser { language: &self.language, conventions: &self.conventions }
    }
}

/// Words and numbers; what a clitic or hyphen cut off does not count again.
fn words(text: &str, tokens: &[Token]) -> usize {
    let glued = |t: &Token| !t.spaced && t.span.start > 0;
    let mut count = 0;
    let mut after_word = false;
    for token in tokens {
        let is_word = token.shape.is_word() || matches!(token.shape, Shape::Number | Shape::Address);
        let hyphen = !token.spaced && matches!(token.span.of(text), "-" | "‐" | "‑");
        if is_word && !(after_word && glued(token)) {
            count += 1;
        }
        after_word = is_word || hyphen && after_word;
    }
    count
}
