//! The facts of a text that a translation keeps: numbers, times, dates, months, days, countries.
//!
//! `read` finds them, `compare` holds those of both sides against each other.

use crate::bilingual::locale::{Locale, Meaning};
use crate::span::Span;

/// A number with what stands around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// Its bytes, its scale included.
    pub span: Span,
    /// What it is worth.
    pub value: f64,
    /// What else it may be worth.
    pub other: Option<f64>,
    /// True where that is as likely.
    pub open: bool,
    /// Its digits, where it is written in digits.
    pub digits: String,
    /// True where it stands in digits, so that the other side must have it.
    pub plain: bool,
    /// True where it orders, or is part of a word or a name: nothing is missed if it does not come back.
    pub soft: bool,
    /// True where a word multiplies it.
    pub scaled: bool,
    /// True where it is a percentage.
    pub percent: bool,
    /// Its currency.
    pub money: Option<Box<str>>,
    /// Its unit.
    pub unit: Option<Box<str>>,
    /// True where it is part of a date or a time.
    pub dated: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Its bytes.
    pub span: Span,
    /// Minutes since midnight.
    pub minutes: u16,
    /// True where the half of the day is told, by a word or by the hour.
    pub certain: bool,
}

/// A date in numbers alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Date {
    /// Its bytes.
    pub span: Span,
    /// Its first two numbers, day and month in either order, and its year.
    pub parts: [u32; 3],
    /// True where the day is the first of them, as far as its marks and its language tell.
    pub day_first: bool,
}

/// A word for a thing of which there are few: a month, a day of the week, a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FactWord {
    /// Its bytes.
    pub span: Span,
    /// Which it is.
    pub meaning: Meaning,
}

/// The facts of a text.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// In order.
    pub numbers: Vec<Number>,
    /// In order.
    pub times: Vec<Time>,
    /// In order.
    pub dates: Vec<Date>,
    /// Months, days of the week, countries.
    pub words: Vec<FactWord>,
    /// Words that can only deny.
    pub denials: Vec<Span>,
    /// True where a phrase of several words may deny.
    pub perhaps: bool,
    /// True where a month of another calendar is named.
    pub calendar: bool,
    /// True where something speaks of per cent.
    pub percent: bool,
    /// True where a word of a question stands.
    pub asks: bool,
    /// The digits inside code: addresses, names of files.
    pub coded: Vec<String>,
    /// Bytes of the text.
    pub length: u32,
}

/// What facts are read from.
pub struct FactText<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, of the same length.
    pub folded: &'t str,
    /// Its language.
    pub locale: &'t Locale,
}
