//! What each rule is worth: its findings on machine text, on the human repair, on prose, and where people marked faults.
//!
//! `segment` reads labelled texts, `count` checks them and counts, `agreement` compares certain mends with the repair,
//! `confidence` makes one number of the counts, `figures` puts together what is shown, `table` and `page` show it,
//! `stated` writes confidences into rule files.
//! Users bring their own labelled texts and learn which rules to trust in their house.

mod agreement;
mod confidence;
mod count;
mod figures;
mod page;
mod segment;
mod stated;
mod table;

pub use agreement::Agreement;
pub use count::{Counts, Evidence, Options, RuleEvidence, SetEvidence};
pub use figures::{Figures, RuleFigures, Threshold};
pub use page::html;
pub use segment::{DataSet, Role, Segment, read as read_segments};
pub use stated::{Change, write as write_confidences};
pub use table::{markdown, text};
