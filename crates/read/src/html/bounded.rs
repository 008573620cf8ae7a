//! The file's bytes on their way to the tokenizer, with a bound on the attributes of one tag.
//!
//! html5gum calls itself anew for every attribute whose value stands in double quotes, and returns at the tag's end: a
//! tag with thousands of them would use up the stack. `tokens` counts them; past [`MOST`], everything up to the next
//! `>` is handed on as letters of one long name, which no caller looks at. Positions stay what they are.

use std::cell::Cell;
use std::convert::Infallible;

use html5gum::{Readable, Reader, StringReader};

/// Attributes of a tag that are read: many times what pages have.
const MOST: usize = 200;

/// A reader of text that says less of tags without end.
pub(super) struct Bounded<'a> {
    input: StringReader<'a>,
    attributes: &'a Cell<usize>,
}

impl<'a> Bounded<'a> {
    /// Reads `text`; `attributes` is how many the current tag has had so far.
    pub fn new(text: &'a str, attributes: &'a Cell<usize>) -> Self {
        Bounded { input: text.to_reader(), attributes }
    }

    #[inline(always)]
    fn is_spent(&self) -> bool {
        self.attributes.get() > MOST
    }
}

impl Reader for Bounded<'_> {
    type Error = Infallible;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let spent = self.is_spent();
        Ok(self.input.read_byte()?.map(|byte| if spent && byte != b'>' { b'a' } else { byte }))
    }

    #[inline(always)]
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let spent = self.is_spent();
        let chunk = self.input.read_until(needle, buffer)?;
        Ok(chunk.map(|chunk| match chunk {
            [mark] if spent && *mark != b'>' => b"a",
            _ => chunk,
        }))
    }

    #[inline(always)]
    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.input.try_read_string(text, case_sensitive)
    }
}
