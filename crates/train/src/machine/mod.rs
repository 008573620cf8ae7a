//! Training: texts in, `machine.bin` and `machine.toml` out. The same texts in the same order give the same bytes.

pub mod data;
mod evidence;
pub mod example;
pub mod fit;
mod frames;

pub use data::MachineText;
pub use example::MachineExample;
pub use fit::{FittedMachine, fit};
