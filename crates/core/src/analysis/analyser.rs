//! Turns a block into an [`Analysis`]: tokens, quotations, sentences, tags, clauses, names, in this order.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::choice::{Choices, Sight};
use crate::analysis::lists::Lists;
use crate::analysis::quotation::attribution;
use crate::analysis::sentence::Splitter;
use crate::analysis::tagger;
use crate::analysis::tagger::Tagger;
use crate::analysis::tokenise::{Tokeniser, WordCache};
use crate::analysis::{Analysis, Shape, Token, clause, names, quotation};
use crate::document::{Block, BlockKind, Object};
use crate::error::Result;
use crate::language::{Class, Language, Tag};

/// A language's analysis, ready for many blocks and many threads.
#[derive(Clone, Debug)]
pub struct Analyser {
    language: Arc<Language>,
    lists: Lists,
    tagger: Option<Arc<Tagger>>,
    choices: Option<Arc<Choices>>,
    /// Workspaces that no thread uses now: what they have looked up serves the next document.
    spare: Arc<Mutex<Vec<Workspace>>>,
}

/// Memory that one thread uses again from block to block, with one analyser: it keeps what that one looked up.
#[derive(Default)]
pub struct Workspace {
    memory: WordCache,
    tagger: tagger::TaggerBuffers,
    tags: Vec<Tag>,
    sight: Sight,
    /// Where an analysis is made: it leaves as a copy without room to spare.
    draft: Analysis,
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspace").finish_non_exhaustive()
    }
}

/// A workspace of an analyser's, given back when dropped.
#[derive(Debug)]
pub struct Lent<'a> {
    spare: &'a Mutex<Vec<Workspace>>,
    workspace: Workspace,
}

impl Deref for Lent<'_> {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.workspace
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Workspace {
        &mut self.workspace
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let workspace = std::mem::take(&mut self.workspace);
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
    }
}

/// Longer sentences are tagged piece by piece, so that memory stays bounded whatever the input.
const LONGEST_SENTENCE: usize = 2000;

/// What the tagger reads in place of an object: a name that no list has.
const OBJECT: &str = "Orvel";

/// An analysis of more tokens leaves the workspace as it is: both it and a copy would take too much.
const LONGEST_DRAFT: usize = 1 << 14;

impl Analyser {
    /// An analyser for `language`, whose vocabulary is complete: rules have entered their words. It tags where the
    /// language's folder holds weights, `tagger.bin`.
    ///
    /// # Errors
    /// When `tagger.bin`, `choice.toml` or `choice.bin` of the language's folder is broken, with the file and the place.
    pub fn new(language: Arc<Language>) -> Result<Self> {
        let choices = Choices::load(&language)?.map(Arc::new);
        Ok(Analyser { choices, ..Analyser::without_choices(language)? })
    }

    /// An analyser that asks for no choices: what these are learnt from.
    ///
    /// # Errors
    /// As of [`Analyser::new`], `choice.bin` left out.
    pub fn without_choices(language: Arc<Language>) -> Result<Self> {
        let lists = Lists::of(&language);
        let tagger = Tagger::load(&language)?.map(Arc::new);
        Ok(Analyser { lists, tagger, choices: None, language, spare: Arc::default() })
    }

    /// The same analyser with other models of choices.
    pub fn with_choices(mut self, choices: Choices) -> Analyser {
        self.choices = Some(Arc::new(choices));
        self
    }

    /// The language.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// A workspace for one thread, one that was used before where there is one.
    pub fn workspace(&self) -> Lent<'_> {
        let workspace = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Lent { spare: &self.spare, workspace: workspace.unwrap_or_default() }
    }

    /// All that the block alone tells; nothing for code.
    pub fn analyse(&self, block: &Block, workspace: &mut Workspace) -> Analysis {
        if block.kind == BlockKind::Code {
            return Analysis::default();
        }
        self.with_objects(&block.text, block.kind, &block.objects, workspace)
    }

    /// The same for a text of its own.
    pub fn text(&self, text: &str, kind: BlockKind) -> Analysis {
        self.with_objects(text, kind, &[], &mut Workspace::default())
    }

    /// The tokens alone, without tags.
    pub fn tokens(&self, text: &str, objects: &[Object], workspace: &mut Workspace) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.tokeniser().cut(text, objects, &mut workspace.memory, &mut tokens);
        tokens
    }

    /// The sentences of a text of these tokens, and its quotations; no word is tagged yet.
    pub fn sentences(&self, text: &str, tokens: Vec<Token>) -> Analysis {
        let mut analysis = Analysis { tokens, ..Analysis::default() };
        self.split(text, &mut analysis);
        analysis
    }

    fn split(&self, text: &str, analysis: &mut Analysis) {
        let Analysis { tokens, quotations, sentences, .. } = analysis;
        quotation::find(text, tokens, quotations);
        let splitter = Splitter {
            language: &self.language,
            conventions: &self.language.conventions,
            lists: &self.lists,
        };
        splitter.split(text, tokens, quotations, sentences);
    }

    fn with_objects(
        &self,
        text: &str,
        kind: BlockKind,
        objects: &[Object],
        workspace: &mut Workspace,
    ) -> Analysis {
        let mut draft = std::mem::take(&mut workspace.draft);
        draft.clear();
        self.tokeniser().cut(text, objects, &mut workspace.memory, &mut draft.tokens);
        self.split(text, &mut draft);
        self.tag(text, &mut draft, workspace);
        attribution::find((&self.language, &self.lists, &self.language.conventions), text, &mut draft);
        let Analysis { tokens, sentences, clauses, mentions, marks, strange, choices, .. } = &mut draft;
        if let Some(models) = &self.choices {
            models.find(kind, text, (tokens, sentences), &mut workspace.sight, choices);
        }
        clause::find((&self.language, &self.lists), text, tokens, sentences, clauses);
        let language = (&*self.language, &self.lists, &self.language.conventions);
        names::find(language, text, kind.like(), (tokens, sentences), mentions);
        for (i, token) in tokens.iter().enumerate().filter(|(_, token)| !token.object) {
            let small = token.shape == Shape::Lower;
            if token.shape.is_word() && (!token.entry.is_known() || small && token.entry.is_doubtful()) {
                strange.push(i);
            }
            if matches!(token.shape, Shape::Mark | Shape::Symbol) || ends_in_mark(text, token) {
                marks.push(i);
            }
        }
        draft.words = words(text, &draft.tokens);
        if draft.tokens.len() > LONGEST_DRAFT {
            draft.shrink();
            return draft;
        }
        workspace.draft = draft;
        workspace.draft.clone()
    }

    /// Tags every sentence.
    pub fn tag(&self, text: &str, analysis: &mut Analysis, workspace: &mut Workspace) {
        let Some(tagger) = &self.tagger else { return };
        let Workspace { tagger: buffers, tags, .. } = workspace;
        let name = self.language.tags.first(Class::SINGULAR_NAME).unwrap_or(Tag::NONE);
        let Analysis { tokens, sentences, .. } = analysis;
        for sentence in sentences {
            for piece in tokens[sentence.first..sentence.last].chunks_mut(LONGEST_SENTENCE) {
                let seen = |t: &Token| (if t.object { OBJECT } else { t.span.of(text) }, t.entry);
                tagger.tag(piece.iter().map(seen), buffers, tags);
                for ((token, &tag), &margin) in piece.iter_mut().zip(tags.iter()).zip(buffers.margins()) {
                    (token.tag, token.margin) = if token.object { (name, 255) } else { (tag, margin) };
                }
            }
        }
    }

    /// The tokeniser alone.
    fn tokeniser(&self) -> Tokeniser<'_> {
        Tokeniser { language: &self.language, conventions: &self.language.conventions }
    }
}

fn ends_in_mark(text: &str, token: &Token) -> bool {
    let last = (token.span.end as usize).checked_sub(1).and_then(|at| text.as_bytes().get(at));
    last.is_some_and(u8::is_ascii_punctuation)
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
