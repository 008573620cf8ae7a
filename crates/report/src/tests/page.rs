//! The page: whole, bounded, drawn from a summary alone, and fit for readers who do not see colours or the page at all.

use std::collections::BTreeMap;

use crate::tests::validity::outputs;
use crate::{Page, Summary, sample};
use mtlint_core::score::Verdict;

/// A summary as one fills it that has the numbers already.
fn by_hand(documents: usize) -> Summary {
    let mut summary = Summary::grouped_by("site");
    summary.documents = documents;
    summary.words = documents * 100;
    summary.score_sum = documents as f64 * 80.0;
    summary.scores[16] = documents;
    summary.verdicts = [documents - documents / 4, documents / 4, 0, 0];
    summary.severities = [documents / 2, documents / 3, 1];
    summary.categories = BTreeMap::from([("fluency/grammar".into(), 30), ("fluency/spelling".into(), 12)]);
    let groups = summary.groups.as_mut().unwrap();
    for n in 0..documents {
        let group = groups.group(Some(&format!("site <{n}>")));
        group.documents += 1;
        group.score_sum += n as f64 % 100.0;
    }
    for index in 0..documents {
        summary.rank_document(crate::Ranked {
            index,
            name: format!("article {index}"),
            block: None,
            score: (index % 100) as f64,
            words: 100,
            estimate: None,
            machine: None,
            verdict: Verdict::Review,
            findings: 1,
            text: String::new(),
            link: None,
        });
    }
    summary
}

fn drawn(summary: &Summary) -> String {
    let mut out = Vec::new();
    Page::default().write(summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn attributes<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(name).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn the_page_is_whole_and_links_lead_to_something() {
    for text in outputs("html").into_iter().chain([drawn(&by_hand(500))]) {
        assert!(!text.contains("<script") && !text.contains("http://") && !text.contains("https://"));
        let mut ids: Vec<&str> = attributes(&text, " id=\"").collect();
        for link in attributes(&text, "href=\"#") {
            assert!(ids.contains(&link), "no element #{link}");
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id stands twice");
        for tag in [
            "article", "div", "ol", "ul", "li", "section", "table", "mark", "p", "details", "figure", "dl",
            "bdi", "fieldset", "label", "h1", "h2", "h3", "h4",
        ] {
            let open = text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
            assert_eq!(open, text.matches(&format!("</{tag}>")).count(), "<{tag}>");
        }
    }
}

#[test]
fn headings_go_down_by_one_level_and_pictures_have_words() {
    for text in outputs("html").into_iter().chain([drawn(&by_hand(500))]) {
        let levels =
            text.match_indices("<h").filter_map(|(at, _)| text[at + 2..].chars().next()?.to_digit(10));
        let mut last = 0;
        for level in levels {
            assert!(level <= last + 1, "h{level} after h{last}");
            assert!(level > 1 || last == 0, "a second h1");
            last = level;
        }
        for svg in text.split("<svg ").skip(1) {
            let open = svg.split('>').next().unwrap();
            let said = open.contains("role=\"img\" aria-label=\"") || open.contains("aria-hidden=\"true\"");
            assert!(said, "a picture without words: {open}");
        }
    }
}

#[test]
fn the_overview_is_drawn_from_plain_numbers_and_bounded() {
    let text = drawn(&by_hand(100_000));
    for said in
        ["100,000", "By site", "site &lt;1&gt;", "all other values", "mean 80.0", "<b>42</b>", "article 0<"]
    {
        assert!(text.contains(said), "nothing says {said}");
    }
    assert!(text.len() < 100_000, "{} bytes", text.len());
    let empty = drawn(&Summary::default());
    assert!(empty.contains("Nothing was checked"));
}

#[test]
fn articles_are_linked_and_those_left_out_are_counted() {
    let mut summary = Summary::default();
    let mut page = Page::default();
    for index in 0..80 {
        let review = if index % 2 == 0 { sample::article() } else { sample::scripts() };
        summary.add(&review);
        page.add(&review, index);
    }
    let mut out = Vec::new();
    page.write(&summary, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.matches("<article ").count(), 60);
    assert!(text.contains("The 60 worst of 80, in the order of the input; 20 left out."));
    // Linked where the article is there, and only there.
    for n in 0..80 {
        let (there, linked) = (format!("<article id=\"d{n}\""), format!("href=\"#d{n}\""));
        assert_eq!(text.contains(&there), text.contains(&linked), "document {n}");
    }
}

/// Luminance after WCAG 2.2 of a colour written `#rrggbb` or `#rgb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let wide =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

/// Contrast of 4.5 to 1 for text (WCAG 2.2, 1.4.3, level AA), light and dark.
#[test]
fn text_stands_out_from_its_ground() {
    let style = include_str!("../html/style.css");
    let palettes: Vec<BTreeMap<&str, &str>> = style
        .split(":root {")
        .skip(1)
        .map(|rest| {
            let declarations = rest.split('}').next().unwrap().split(';');
            declarations.filter_map(|d| d.trim().split_once(": ")).filter(|d| d.1.starts_with('#')).collect()
        })
        .collect();
    assert_eq!(palettes.len(), 2, "a light palette and a dark one");
    for palette in palettes {
        let text = [
            "--ink",
            "--quiet",
            "--accent",
            "--critical",
            "--major",
            "--minor",
            "--pass",
            "--review",
            "--fail",
        ];
        let mut pairs: Vec<(&str, &str)> =
            text.iter().flat_map(|t| [(*t, "--paper"), (*t, "--card")]).collect();
        let grounds = ["--critical-back", "--major-back", "--minor-back", "--fill"];
        pairs.extend(grounds.map(|ground| ("--ink", ground)));
        for (ink, ground) in pairs {
            let (a, b) = (luminance(palette[ink]), luminance(palette[ground]));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
        }
    }
}
