//! What is known of a block before any rule looks at it: tokens, sentences, tags, quotations, names.

pub mod tagger;
