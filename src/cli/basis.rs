//! The language that a command for those who keep one works with, and where its folder lies.

use std::path::PathBuf;
use std::sync::Arc;

use mtlint::error::Result;
use mtlint::language::{Language, Pack};
use mtlint::project::packs;

/// Options that name the language.
#[derive(clap::Args)]
pub struct Basis {
    /// Language of the texts, where they do not say
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub lang: String,
    /// Languages of your own, CODE/language.toml and their rules (repeatable)
    #[arg(long, value_name = "DIR")]
    pub languages: Vec<PathBuf>,
}

impl Basis {
    /// Returns the languages of the program with the user's own laid over them.
    ///
    /// # Errors
    /// When a folder cannot be read or holds no language.
    pub fn pack(&self) -> Result<Arc<Pack>> {
        packs::pack(&self.languages)
    }

    /// Returns the language that is named.
    ///
    /// # Errors
    /// When a file of it is broken.
    pub fn language(&self) -> Result<Language> {
        Language::load(&self.pack()?, &self.lang)
    }
}
