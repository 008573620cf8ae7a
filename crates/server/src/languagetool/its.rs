//! Types of issues of ITS 2.0 (section 8.9, "localization quality issue type") by the categories of MQM, as the table
//! beside this file has them: the type of a category, else that of its dimension.

const TYPES: &str = include_str!("its.tsv");

/// Returns the type of ITS for a rule's category.
pub fn of(category: &str) -> &'static str {
    let find = |wanted: &str| {
        let rows = TYPES.lines().filter_map(|line| line.split_once('\t'));
        rows.into_iter().find(|(name, _)| *name == wanted).map(|(_, its)| its)
    };
    let dimension = category.split('/').next().unwrap_or_default();
    find(category).or_else(|| find(dimension)).unwrap_or("uncategorized")
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_category_without_a_row_has_the_type_of_its_dimension() {
        assert_eq!(of("fluency/spelling"), "misspelling");
        assert_eq!(of("locale-convention/date-format"), "locale-violation");
        assert_eq!(of("verity/residue"), "uncategorized");
    }
}
