//! How likely a text is unedited machine translation, 0 to 1, with the reasons and the passages that tell most.
//!
//! Two kinds of evidence: what the rules found, each rule weighed by how much oftener it finds something in machine
//! translations than in people's texts; and frames, runs of one to three words in which uncommon words are known by
//! their part of speech only, so that what a text is about tells nothing (`docs/ESTIMATE.md`).

pub mod frames;
pub mod judge;
pub mod model;
pub mod part;
pub mod reading;
pub mod table;
pub mod told;

pub use judge::{Machine, MachineJudgement};
pub use model::MachineModel;
pub use reading::FrameReading;
pub use told::{MachineReason, Passage};

/// The likelihood from which a document counts as likely: then suspicions are told.
pub const HIGH: f64 = 0.8;
