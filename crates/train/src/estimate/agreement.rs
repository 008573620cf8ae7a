//! How well estimates agree with people on labelled segments: figures, a calibration curve, a threshold table.
//!
//! Shown as text, JSON, or a page with inline SVG. What is compared is the estimate against the label's quantile
//! among the labels given, so that 0 to 100 means the same on both sides.

use std::fmt::Write;

use serde::Serialize;

use crate::estimate::metrics;
use mtlint_core::estimate::calibrate::isotonic_fit;

/// Agreement on a set of segments.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// Segments with an estimate and a label.
    pub segments: usize,
    /// Segments too short to be estimated.
    pub without_estimate: usize,
    /// What the labels are.
    pub label: String,
    /// Pearson's r of estimate and label.
    pub pearson: f64,
    /// Spearman's rho.
    pub spearman: f64,
    /// Kendall's tau-b.
    pub kendall: f64,
    /// Mean absolute error in quantile points, after isotonic calibration on these segments.
    pub mae: f64,
    /// Chance that a segment in need of editing is estimated below one that is not.
    pub auc_needs_editing: f64,
    /// Mean label quantile by tenth of the estimates: estimate, quantile, segments.
    pub calibration: Vec<(f64, f64, usize)>,
    /// What a gate at a threshold does.
    pub thresholds: Vec<Threshold>,
    /// Estimate and label quantile of each segment.
    #[serde(skip)]
    pub points: Vec<(f64, f64)>,
}

/// What happens when everything estimated below `at` goes to an editor.
#[derive(Clone, Debug, Serialize)]
pub struct Threshold {
    /// The threshold.
    pub at: f64,
    /// Share of segments sent to the editor.
    pub sent: f64,
    /// Share of those that need editing.
    pub precision: f64,
    /// Share of what needs editing that is sent.
    pub recall: f64,
}

impl Agreement {
    /// Compares estimates with labels (higher is better); `needs_editing` says which segments do.
    pub fn new(
        label: &str,
        estimates: &[f64],
        labels: &[f64],
        needs_editing: &[bool],
        without_estimate: usize,
    ) -> Agreement {
        let n = estimates.len();
        let places = metrics::ranks(labels);
        let quantiles: Vec<f64> = places.iter().map(|r| 100.0 * r / (n.max(2) - 1) as f64).collect();
        let pick = |wanted: bool| -> Vec<f64> {
            estimates.iter().zip(needs_editing).filter(|(_, e)| **e == wanted).map(|(x, _)| *x).collect()
        };
        let (bad, good) = (pick(true), pick(false));
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| estimates[a].total_cmp(&estimates[b]));
        let calibration = order
            .chunks(n.div_ceil(10).max(1))
            .map(|bin| {
                let mean = |of: &[f64]| bin.iter().map(|&i| of[i]).sum::<f64>() / bin.len() as f64;
                (mean(estimates), mean(&quantiles), bin.len())
            })
            .collect();
        let thresholds = (1..=9)
            .map(|k| {
                let at = f64::from(k) * 10.0;
                let (caught, sent) =
                    (bad.iter().filter(|x| **x < at).count(), estimates.iter().filter(|x| **x < at).count());
                let share = |a: usize, b: usize| if b == 0 { f64::NAN } else { a as f64 / b as f64 };
                Threshold {
                    at,
                    sent: share(sent, n),
                    precision: share(caught, sent),
                    recall: share(caught, bad.len()),
                }
            })
            .collect();
        Agreement {
            segments: n,
            without_estimate,
            label: label.to_owned(),
            pearson: metrics::pearson(estimates, labels),
            spearman: metrics::spearman(estimates, labels),
            kendall: metrics::kendall(estimates, labels),
            mae: metrics::mae(&isotonic_fit(estimates, &quantiles), &quantiles),
            auc_needs_editing: metrics::auc(&good, &bad),
            calibration,
            thresholds,
            points: estimates.iter().copied().zip(quantiles).collect(),
        }
    }

    /// For the terminal.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |name: &str, value: String| {
            writeln!(out, "{name:<34}{value}").expect("a String takes everything");
        };
        line("segments", format!("{} ({} without estimate)", self.segments, self.without_estimate));
        line("judged by", self.label.clone());
        for (name, value) in self.figures() {
            line(name, value);
        }
        out.push_str("\nestimate  mean quantile of judgement  segments\n");
        for (estimate, quantile, n) in &self.calibration {
            writeln!(out, "{estimate:8.1}  {quantile:26.1}  {n:8}").expect("a String takes everything");
        }
        out.push_str("\nbelow  sent to an editor  of these need it  of all that need it\n");
        for t in &self.thresholds {
            let cells = [t.sent, t.precision, t.recall].map(percent);
            writeln!(out, "{:5.0}  {:>17}  {:>16}  {:>19}", t.at, cells[0], cells[1], cells[2])
                .expect("a String takes everything");
        }
        out
    }

    fn figures(&self) -> [(&'static str, String); 5] {
        [
            ("Pearson's r", format!("{:.3}", self.pearson)),
            ("Spearman's rho", format!("{:.3}", self.spearman)),
            ("Kendall's tau-b", format!("{:.3}", self.kendall)),
            ("mean error after calibration", format!("{:.1} points", self.mae)),
            ("AUC, needs editing", format!("{:.3}", self.auc_needs_editing)),
        ]
    }

    /// One page without script: figures, scatter plot, calibration curve, threshold table.
    pub fn html(&self) -> String {
        let mut page = String::from(include_str!("agreement.html"));
        let rows = |cells: &[[String; 4]]| -> String {
            cells.iter().map(|r| format!("<tr><td>{}</td></tr>\n", r.join("</td><td>"))).collect()
        };
        let figures: String =
            self.figures().iter().map(|(n, v)| format!("<tr><th>{n}</th><td>{v}</td></tr>\n")).collect();
        let thresholds: Vec<[String; 4]> = (self.thresholds.iter())
            .map(|t| [format!("{:.0}", t.at), percent(t.sent), percent(t.precision), percent(t.recall)])
            .collect();
        for (mark, text) in [
            ("{{segments}}", format!("{} segments, judged by {}", self.segments, self.label)),
            ("{{figures}}", figures),
            ("{{scatter}}", self.scatter()),
            ("{{calibration}}", self.curve()),
            ("{{thresholds}}", rows(&thresholds)),
        ] {
            page = page.replace(mark, &text);
        }
        page
    }

    /// At most 4000 points, evenly taken.
    fn scatter(&self) -> String {
        let step = self.points.len().div_ceil(4000).max(1);
        let points = self.points.iter().step_by(step);
        let dots: String = points
            .map(|(x, y)| format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2\"/>", px(*x), py(*y)))
            .collect();
        plot("Estimate against judgement, one dot a segment", &format!("<g class=\"dots\">{dots}</g>"))
    }

    fn curve(&self) -> String {
        let path: Vec<String> =
            self.calibration.iter().map(|(x, y, _)| format!("{:.1},{:.1}", px(*x), py(*y))).collect();
        let dots: String = self
            .calibration
            .iter()
            .map(|(x, y, _)| format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>", px(*x), py(*y)))
            .collect();
        let line =
            format!("<polyline class=\"curve\" points=\"{}\"/><g class=\"marks\">{dots}</g>", path.join(" "));
        plot("Mean judgement by tenth of the estimates; the diagonal is perfect", &line)
    }
}

fn percent(share: f64) -> String {
    if share.is_finite() { format!("{:.0} %", share * 100.0) } else { "–".to_owned() }
}

fn px(x: f64) -> f64 {
    40.0 + 3.4 * x
}

fn py(y: f64) -> f64 {
    360.0 - 3.4 * y
}

/// A square from 0 to 100 both ways with its axes and diagonal.
fn plot(title: &str, inside: &str) -> String {
    let mut axes = String::new();
    for tick in (0..=100).step_by(20) {
        let at = f64::from(tick);
        write!(
            axes,
            "<text x=\"{:.0}\" y=\"378\" text-anchor=\"middle\">{tick}</text>\
             <text x=\"34\" y=\"{:.0}\" text-anchor=\"end\">{tick}</text>",
            px(at),
            py(at) + 4.0
        )
        .expect("a String takes everything");
    }
    format!(
        "<svg viewBox=\"0 0 400 400\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>\
         <rect class=\"frame\" x=\"40\" y=\"20\" width=\"340\" height=\"340\"/>\
         <line class=\"diagonal\" x1=\"40\" y1=\"360\" x2=\"380\" y2=\"20\"/>{inside}{axes}\
         <text x=\"210\" y=\"396\" text-anchor=\"middle\">estimate</text>\
         <text x=\"12\" y=\"190\" text-anchor=\"middle\" transform=\"rotate(-90 12 190)\">quantile of judgement</text></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::Agreement;

    #[test]
    fn a_perfect_estimate_agrees_perfectly() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        let bad: Vec<bool> = values.iter().map(|v| *v < 50.0).collect();
        let a = Agreement::new("da", &values, &values, &bad, 1);
        assert!((a.pearson - 1.0).abs() < 1e-9 && a.mae < 1e-9);
        assert_eq!(a.auc_needs_editing, 1.0);
        assert_eq!(a.thresholds[4].precision, 1.0);
        let page = a.html();
        assert!(page.contains("<svg") && !page.contains("{{") && !page.contains("<script"));
        assert!(a.text().contains("Kendall"));
    }

    #[test]
    fn nothing_to_compare_is_no_panic() {
        let a = Agreement::new("da", &[], &[], &[], 0);
        assert_eq!(a.segments, 0);
        assert!(a.html().contains("<svg"));
    }
}
