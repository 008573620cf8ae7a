//! Which of the known source languages a text seems to be translated from, by its n-grams alone.
//!
//! Phrases betray different faults in translations from different languages. Without the source, the weights of each
//! known language are mixed by how much the text looks like its translations; an unknown language gets a mixture.

/// How sharply scores are told apart: those of the ridge regression run from 0 to 1.
pub const SHARPNESS: f32 = 7.0;

/// Shares of the languages from their scores (softmax), in place.
pub fn shares(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (SHARPNESS * (*score - top)).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn shares_add_up() {
        let mut scores = [0.1, 0.3, 0.1];
        shares(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[1] > scores[0]);
        shares(&mut []);
    }
}
