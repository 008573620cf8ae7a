//! The blocks of a document side by side, where the feature `rayon` is on: the only threads of this crate.
//!
//! What comes out is in the order of the blocks, the same on any number of threads and without them.

#[cfg(feature = "rayon")]
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

/// Returns what `work` makes of the numbers below `count`, in their order.
pub(super) fn each<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync + Send) -> Vec<R> {
    each_with(count, || (), |(), number| work(number))
}

/// The same with memory that one thread uses again: `memory` makes it, once or several times.
#[cfg(feature = "rayon")]
pub(super) fn each_with<M, R: Send>(
    count: usize,
    memory: impl Fn() -> M + Sync + Send,
    work: impl Fn(&mut M, usize) -> R + Sync + Send,
) -> Vec<R> {
    (0..count).into_par_iter().map_init(memory, work).collect()
}

/// The same with memory that is used again.
#[cfg(not(feature = "rayon"))]
pub(super) fn each_with<M, R>(
    count: usize,
    memory: impl Fn() -> M,
    work: impl Fn(&mut M, usize) -> R,
) -> Vec<R> {
    let mut memory = memory();
    (0..count).map(|number| work(&mut memory, number)).collect()
}
