//! Measures that are the same in another unit, and numbers that are the same when rounded.

use crate::bilingual::fact::Number;

/// Returns whether words for two units are mixed in some language, so that their difference says nothing.
pub fn alike_units(a: &str, b: &str) -> bool {
    const GROUPS: &[&[&str]] = &[
        &["m", "minute", "month", "mile", "MB", "m2"],
        &["t", "lb", "TB"],
        &["day", "hour"],
        &["h", "hour"],
        &["km", "km/h", "km2"],
        &["mile", "mph", "mile2"],
        &["g", "GB"],
    ];
    GROUPS.iter().any(|g| g.contains(&a) && g.contains(&b))
}

/// Returns whether two numbers are one measure in two units, within what rounding changes.
pub fn converted(a: &Number, b: &Number) -> bool {
    const FACTORS: &[(&str, &str, f64)] = &[
        ("km", "mile", 0.621_371),
        ("m", "foot", 3.280_84),
        ("m", "yard", 1.093_61),
        ("cm", "inch", 0.393_701),
        ("mm", "inch", 0.039_37),
        ("cm", "foot", 0.032_808),
        ("m", "km", 0.001),
        ("m", "cm", 100.0),
        ("mm", "cm", 0.1),
        ("kg", "lb", 2.204_62),
        ("g", "oz", 0.035_274),
        ("kg", "t", 0.001),
        ("g", "kg", 0.001),
        ("l", "gallon", 0.264_172),
        ("ml", "l", 0.001),
        ("ha", "acre", 2.471_05),
        ("km2", "mile2", 0.386_102),
        ("km/h", "mph", 0.621_371),
        ("ha", "km2", 0.01),
        ("minute", "hour", 1.0 / 60.0),
        ("day", "week", 1.0 / 7.0),
        ("month", "year", 1.0 / 12.0),
        ("MB", "GB", 1e-3),
        ("kW", "MW", 1e-3),
    ];
    let (Some(x), Some(y)) = (a.unit.as_deref(), b.unit.as_deref()) else { return false };
    if (x, y) == ("°C", "°F") || (x, y) == ("°F", "°C") {
        let (c, f) = if x == "°C" { (a.value, b.value) } else { (b.value, a.value) };
        return (c * 1.8 + 32.0 - f).abs() <= 2.0;
    }
    let near = |v: f64, w: f64| (v - w).abs() <= 0.06 * v.abs().max(w.abs());
    FACTORS.iter().any(|(from, to, factor)| {
        x == *from && y == *to && near(a.value * factor, b.value)
            || x == *to && y == *from && near(b.value * factor, a.value)
    })
}

/// Returns whether one is the other, a large number, rounded in words: 1,234,567 and "1.2 million".
pub fn rounded(a: &Number, b: &Number) -> bool {
    let (fine, coarse) = if a.scaled { (b, a) } else { (a, b) };
    let kept = coarse.digits.trim_start_matches('0').len();
    if !coarse.scaled || fine.value < 10_000.0 || kept < 2 || coarse.value <= 0.0 {
        return false;
    }
    let step = 10f64.powf(coarse.value.log10().floor() + 1.0 - kept as f64);
    (fine.value - coarse.value).abs() <= step
}
