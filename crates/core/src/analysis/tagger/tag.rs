//! Part-of-speech tags: the Penn Treebank set as the English Universal Dependencies treebanks use it.

macro_rules! tags {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// A part of speech (Penn Treebank; `Xx` also stands for "not tagged").
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the tag set documents each tag")]
        pub enum Tag { $($name,)+ #[default] Xx }

        impl Tag {
            /// Every tag, in the order of their numbers.
            pub const ALL: &[Tag] = &[$(Tag::$name,)+ Tag::Xx];

            /// As written in treebanks and rules.
            pub fn name(self) -> &'static str {
                match self { $(Tag::$name => $text,)+ Tag::Xx => "XX" }
            }

            /// The tag of that name.
            pub fn from_name(name: &str) -> Option<Tag> {
                match name { $($text => Some(Tag::$name),)+ "XX" => Some(Tag::Xx), _ => None }
            }
        }
    };
}

tags! {
    Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS",
    Ls = "LS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS",
    Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO",
    Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT",
    Wp = "WP", WpS = "WP$", Wrb = "WRB", Comma = ",", Period = ".", Colon = ":", OpenQuote = "``",
    CloseQuote = "''", OpenBracket = "-LRB-", CloseBracket = "-RRB-", Currency = "$", Hash = "#", Add = "ADD",
    Afx = "AFX", Gw = "GW", Hyph = "HYPH", Nfp = "NFP",
}

impl Tag {
    /// VBD, VBZ, VBP or MD: the tags of a finite verb.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    }

    /// Any verb tag, MD included.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// NN, NNS, NNP or NNPS.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// NNP or NNPS.
    pub fn is_name(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn names_and_numbers_round_trip() {
        for (i, &tag) in Tag::ALL.iter().enumerate() {
            assert_eq!(tag as usize, i);
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
        }
    }
}
