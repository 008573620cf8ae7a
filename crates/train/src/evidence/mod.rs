//! What each rule is worth: its findings on machine text, on the human repair, on prose, and where people marked faults.
//!
//! `segment` reads labelled texts, `count` checks them and counts, `agreement` compares certain fixes with the repair,
//! `machine` makes one number of the counts, `figures` puts together what is shown, `table` and `page` show it.
//! `certainty` measures the other number, on faults put into human documents. `stated` writes both into rule files.
//! Users bring their own labelled texts and learn which rules to trust in their house.

mod agreement;
mod certainty;
mod count;
mod figures;
mod machine;
mod page;
mod segment;
mod stated;
mod table;

pub use agreement::FixAgreement;
pub use certainty::{Certainties, FAULTS, Faulty, RuleFinds, read_faults};
pub use count::{CountOptions, Evidence, FindingCounts, RuleEvidence, SetEvidence};
pub use figures::{CertaintyFigures, CertaintyThreshold, RuleFigures};
pub use page::html;
pub use segment::{DataSet, LabelledSegment, SegmentRole, read as read_segments};
pub use stated::{NumberChange, write as write_numbers};
pub use table::{markdown, text};
