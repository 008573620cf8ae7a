//! Work that is done side by side and collected in order, so that the same input gives the same output on any number of
//! threads: the library's only rayon stands here.

use std::ops::Range;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator,
    ParallelSliceMut,
};

/// What a thread takes at a time where each piece is little work.
const STRETCH: usize = 64;

/// Returns what `make` makes of each number below `count`, in order.
pub fn each<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).into_par_iter().map(make).collect()
}

/// The same, with something that a thread keeps from piece to piece.
pub fn each_with<W, T: Send>(
    count: usize,
    begin: impl Fn() -> W + Sync + Send,
    make: impl Fn(&mut W, usize) -> T + Sync + Send,
) -> Vec<T> {
    (0..count).into_par_iter().map_init(begin, make).collect()
}

/// The same, by stretches of numbers: for pieces that are little work each.
pub fn stretches<T: Send>(count: usize, make: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    let stretch = |number: usize| number * STRETCH..((number + 1) * STRETCH).min(count);
    each(count.div_ceil(STRETCH), |number| make(stretch(number)))
}

/// Turns each piece into another one, in order.
pub fn turn<A: Send, B: Send>(pieces: Vec<A>, make: impl Fn(A) -> B + Sync + Send) -> Vec<B> {
    pieces.into_par_iter().with_min_len(STRETCH / 4).map(make).collect()
}

/// Changes each piece.
pub fn change<A: Send>(pieces: &mut [A], change: impl Fn(&mut A) + Sync + Send) {
    pieces.par_iter_mut().with_min_len(STRETCH / 4).for_each(change);
}

/// Changes the pieces, a stretch at a time: as few as keep all threads at work, for what a stretch has worked out of a
/// long sentence the next one works out again.
pub fn change_stretches<A: Send>(pieces: &mut [A], change: impl Fn(&mut [A]) + Sync + Send) {
    let stretch = pieces.len().div_ceil(2 * rayon::current_num_threads());
    pieces.par_chunks_mut(stretch.max(STRETCH)).for_each(change);
}

/// Does both.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}
