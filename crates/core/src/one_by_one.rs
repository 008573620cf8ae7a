//! What `side_by_side.rs` does, on one thread: for programs that build this crate without the feature `rayon`.

use std::ops::Range;

/// Returns what `make` makes of each number below `count`, in order.
pub fn each<T>(count: usize, make: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(make).collect()
}

/// The same, with something that is kept from piece to piece.
pub fn each_with<W, T>(count: usize, begin: impl Fn() -> W, make: impl Fn(&mut W, usize) -> T) -> Vec<T> {
    let mut kept = begin();
    (0..count).map(|number| make(&mut kept, number)).collect()
}

/// The same, by stretches of numbers: one of all.
pub fn stretches<T>(count: usize, make: impl Fn(Range<usize>) -> T) -> Vec<T> {
    if count == 0 { Vec::new() } else { vec![make(0..count)] }
}

/// Turns each piece into another one, in order.
pub fn turn<A, B>(pieces: Vec<A>, make: impl Fn(A) -> B) -> Vec<B> {
    pieces.into_iter().map(make).collect()
}

/// Changes each piece.
pub fn change<A>(pieces: &mut [A], change: impl Fn(&mut A)) {
    pieces.iter_mut().for_each(change);
}

/// Changes the pieces, all at a time.
pub fn change_stretches<A>(pieces: &mut [A], change: impl Fn(&mut [A])) {
    change(pieces);
}

/// Does both.
pub fn both<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
    (one(), other())
}
