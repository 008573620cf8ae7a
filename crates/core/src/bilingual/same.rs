//! When two numbers are the same, and lists of which what is the same is taken out.

use crate::bilingual::fact::Number;

/// Returns whether one is the other as a year of another calendar: Bikram Sambat, the Buddhist era, the Republic of China.
pub fn is_era(a: f64, b: f64) -> bool {
    let year = |v: f64| v.fract() == 0.0 && (1000.0..=2600.0).contains(&v);
    let apart = [543.0, 56.0, 57.0].iter().any(|d| same((a - b).abs(), *d));
    // The Republic of China; Meiji, Taishō, Shōwa, Heisei, Reiwa.
    let counted = [1911.0, 1867.0, 1925.0, 1988.0, 2018.0].iter().any(|d| same((a - b).abs(), *d));
    year(a) && year(b) && apart || (year(a) || year(b)) && a.min(b) < 150.0 && counted
}

/// Returns whether a number is one digit and noughts: 20, 300, 2000.
pub fn has_one_digit(value: f64) -> bool {
    let magnitude = 10f64.powf(value.abs().log10().floor());
    value > 0.0 && same(value, (value / magnitude).round() * magnitude)
}

/// Takes out what has the same digits on both sides, parted by other marks: "40 105" and "40 … 105", "16 05.2017" and
/// "16.05.2017".
pub fn written_apart(theirs: &mut Vec<Number>, ours: &mut Vec<Number>) {
    let plain = |list: &[Number]| list.iter().all(|n| n.plain && !n.scaled);
    let digits = |list: &[Number]| {
        let written =
            |n: &Number| if n.digits.is_empty() { format!("{:02}", n.value) } else { n.digits.clone() };
        let mut sorted: Vec<&Number> = list.iter().collect();
        sorted.sort_by_key(|n| n.span.start);
        sorted.into_iter().map(written).collect::<String>()
    };
    let apart = theirs.len() + ours.len() > 2 && !theirs.is_empty() && !ours.is_empty();
    if apart && plain(theirs) && plain(ours) && digits(theirs) == digits(ours) {
        theirs.clear();
        ours.clear();
    }
}

/// Returns whether two numbers are equal but for what binary fractions lose.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Moves what `fits` from both lists to the pairs, in order.
pub fn matched(
    theirs: &mut Vec<Number>,
    ours: &mut Vec<Number>,
    pairs: &mut Vec<(Number, Number)>,
    fits: impl Fn(&Number, &Number) -> bool,
) {
    theirs.retain(|t| match ours.iter().position(|o| fits(t, o)) {
        Some(at) => {
            pairs.push((t.clone(), ours.remove(at)));
            false
        }
        None => true,
    });
}

/// Takes out of both lists what is alike, one for one.
pub fn cancel<T>(theirs: &mut Vec<T>, ours: &mut Vec<T>, alike: impl Fn(&T, &T) -> bool) {
    theirs.retain(|t| match ours.iter().position(|o| alike(t, o)) {
        Some(at) => {
            ours.remove(at);
            false
        }
        None => true,
    });
}
