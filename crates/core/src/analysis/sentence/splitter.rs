//! What the splitter knows of a language.

use crate::analysis::lists::Lists;
use crate::language::{Conventions, Language};

/// Splits blocks of one language.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Splitter<'l> {
    pub(in crate::analysis) language: &'l Language,
    pub(in crate::analysis) conventions: &'l Conventions,
    pub(in crate::analysis) lists: &'l Lists,
}
