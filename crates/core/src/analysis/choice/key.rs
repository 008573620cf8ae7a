//! Keys of weights.

/// Cheap features of a place.
pub const CHEAP: usize = 12;

/// Returns the key of a template and what fills it.
#[inline]
pub fn key(template: u64, parts: &[u64]) -> u32 {
    let mut state = template.wrapping_mul(0xd6e8_feb8_6659_fd93);
    for part in parts {
        state = (state ^ part).wrapping_mul(0xff51_afd7_ed55_8ccd);
        state ^= state >> 32;
    }
    state as u32 ^ (state >> 32) as u32
}
