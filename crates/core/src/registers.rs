//! Runs plain loops with the widest registers that the machine has.
//!
//! A program for every processor of a kind may use registers of 16 bytes; most machines have wider ones. What is
//! given to [`widely`] is compiled twice, and the compiler's own vectors are twice as wide in one of them. Integers
//! come out the same either way, and so do sums of floats whose order the code itself states.

/// Runs `work` with AVX2 and its relatives where the machine has them, plainly elsewhere. Only what is inlined into
/// `work` gains: the loops in it should be `#[inline(always)]` functions, and long enough to be worth a call.
#[inline(always)]
pub fn widely<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(wide) = fearless_simd::Level::new().as_avx2() {
        return fearless_simd::Simd::vectorize(wide, work);
    }
    work()
}
