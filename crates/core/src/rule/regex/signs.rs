//! What may stand beside a literal of a pattern: kinds of characters as bits, told by its syntax tree.
//!
//! Most places where a literal stands are told from a match by the character before or after it alone ("at " wants a
//! digit, "lt" a "&"). The text is one whose white space is folded (`required`) and whose letters are lower case.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Kinds of characters as bits: each ASCII letter and mark is one, all digits are one, and so are all characters beyond
/// ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signs(pub u64);

impl Signs {
    /// Any character, or none.
    pub const ALL: Signs = Signs(u64::MAX);
    /// The end of the text, or, of a part of a pattern, whatever stands beside that.
    pub const EDGE: Signs = Signs(1 << 63);
    /// White space.
    pub const SPACE: Signs = Signs(1 << 62);

    /// The kind of the character that a byte of UTF-8 belongs to.
    pub const fn of(byte: u8) -> Signs {
        Signs(match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'A'..=b'Z' => 1 << (byte - b'A'),
            b'0'..=b'9' => 1 << 26,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c => Signs::SPACE.0,
            b'!'..=b'/' => 1 << (byte - b'!' + 27),
            b':'..=b'@' => 1 << (byte - b':' + 42),
            b'['..=b'`' => 1 << (byte - b'[' + 49),
            b'{'..=b'~' => 1 << (byte - b'{' + 55),
            0x80.. => 1 << 59,
            // Control characters.
            _ => 1 << 60,
        })
    }

    /// Those of both.
    pub const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// True where both have one.
    pub const fn meets(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    /// The signs where the edge of a part is followed by what stands `beyond`.
    pub fn beyond(self, beyond: Signs) -> Signs {
        if self == Signs::ALL || !self.meets(Signs::EDGE) {
            return self;
        }
        Signs(self.0 & !Signs::EDGE.0).or(beyond)
    }
}

/// The end of a part that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignSide {
    /// Where it begins.
    First,
    /// Where it ends.
    Last,
}

/// With which signs these parts begin or end; the edge is one of them where they may be empty.
pub fn signs(parts: &[Hir], side: SignSide) -> Signs {
    let mut all = Signs::EDGE;
    for at in 0..parts.len() {
        let part = &parts[if side == SignSide::First { at } else { parts.len() - 1 - at }];
        all = all.beyond(of_part(part, side));
        if !all.meets(Signs::EDGE) {
            break;
        }
    }
    all
}

fn of_part(part: &Hir, side: SignSide) -> Signs {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => Signs::EDGE,
        HirKind::Literal(literal) => {
            let byte = if side == SignSide::First { literal.0.first() } else { literal.0.last() };
            byte.map_or(Signs::EDGE, |&byte| Signs::of(byte))
        }
        HirKind::Class(class) => of_class(class),
        HirKind::Capture(capture) => of_part(&capture.sub, side),
        HirKind::Repetition(repetition) => {
            let sub = of_part(&repetition.sub, side);
            if repetition.min == 0 { sub.or(Signs::EDGE) } else { sub }
        }
        HirKind::Concat(parts) => signs(parts, side),
        HirKind::Alternation(branches) => {
            branches.iter().fold(Signs::default(), |all, branch| all.or(of_part(branch, side)))
        }
    }
}

fn of_class(class: &Class) -> Signs {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => class.iter().map(|r| (r.start() as u32, r.end() as u32)).collect(),
        Class::Bytes(class) => class.iter().map(|r| (r.start().into(), r.end().into())).collect(),
    };
    let has = |(first, last): &(u32, u32), c: u32| (*first..=*last).contains(&c);
    let ascii = (0..0x80u8).filter(|&b| ranges.iter().any(|range| has(range, b.into())));
    let beyond = ranges.iter().any(|(_, last)| *last >= 0x80);
    let space = ranges.iter().any(|range| SPACES.iter().any(|&c| has(range, c as u32)));
    ascii
        .map(Signs::of)
        .chain(beyond.then(|| Signs::of(0x80)))
        .chain(space.then_some(Signs::SPACE))
        .fold(Signs::default(), Signs::or)
}

/// White space beyond ASCII, which is read as a space.
const SPACES: [char; 19] = [
    '\u{85}', '\u{a0}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}',
    '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}', '\u{2029}', '\u{202f}',
    '\u{205f}', '\u{3000}',
];
