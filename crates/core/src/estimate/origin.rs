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

/// What each language says, by its share; what the first says where no language is known.
pub fn mixed(shares: &[f32], said: impl Fn(usize) -> f32) -> f32 {
    match shares {
        [] => said(0),
        shares => shares.iter().enumerate().map(|(i, share)| share * said(i)).sum(),
    }
}

/// Shares of the languages for texts that come from one language, all together.
///
/// Sums of logarithms, divided by the square root of their number: texts of one document are no independent evidence.
pub fn together<'s>(texts: impl Iterator<Item = &'s [f32]>) -> Vec<f32> {
    let (mut scores, mut count) = (Vec::new(), 0f32);
    for shares in texts {
        scores.resize(shares.len(), 0f32);
        scores.iter_mut().zip(shares).for_each(|(sum, share)| *sum += (share + 1e-3).ln());
        count += 1.0;
    }
    scores.iter_mut().for_each(|s| *s /= SHARPNESS * count.sqrt());
    shares(&mut scores);
    scores
}

#[cfg(test)]
mod tests {
    use super::{shares, together};

    #[test]
    fn shares_add_up() {
        let mut scores = [0.1, 0.3, 0.1];
        shares(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[1] > scores[0]);
        shares(&mut []);
    }

    #[test]
    fn texts_of_one_document_agree_more_than_each() {
        let texts = [[0.6, 0.4], [0.6, 0.4], [0.6, 0.4], [0.6, 0.4]];
        let all = together(texts.iter().map(|t| &t[..]));
        assert!(all[0] > 0.6 && all[0] < 0.9, "{all:?}");
        let one = together(texts[..1].iter().map(|t| &t[..]));
        assert!((one[0] - 0.6).abs() < 1e-3, "{one:?}");
        assert!(together(std::iter::empty()).is_empty());
    }
}
