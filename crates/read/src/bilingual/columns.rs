//! Which columns of a table hold what: `--columns source=2,target=3`, by number from 1 or by name.

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The source; may be absent.
    pub source: Option<Column>,
    /// The target.
    pub target: Option<Column>,
    /// The key or id.
    pub key: Option<Column>,
    /// A comment.
    pub note: Option<Column>,
    /// The context.
    pub context: Option<Column>,
    /// The most characters of the target.
    pub max: Option<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// By its number, counted from 0.
    Number(usize),
    /// By its name in the first row.
    Named(String),
}

impl Columns {
    /// Reads `source=2,target=3`.
    ///
    /// # Errors
    /// Where a column is not one of those that there are, or no target is named: what is wrong.
    pub fn parse(text: &str) -> Result<Columns, String> {
        let mut columns = Columns::default();
        for part in text.split(',') {
            let (name, column) = part.split_once('=').ok_or_else(|| format!("no `=` in `{part}`"))?;
            let column = match column.trim().parse::<usize>() {
                Ok(0) => return Err("columns are counted from 1".to_owned()),
                Ok(number) => Column::Number(number - 1),
                Err(_) => Column::Named(column.trim().to_owned()),
            };
            let place = match name.trim() {
                "source" => &mut columns.source,
                "target" | "text" => &mut columns.target,
                "id" | "key" => &mut columns.key,
                "note" => &mut columns.note,
                "context" => &mut columns.context,
                "max" => &mut columns.max,
                other => {
                    return Err(format!(
                        "there is nothing called `{other}` in a table: source, target, id, note, context, max"
                    ));
                }
            };
            *place = Some(column);
        }
        if columns.target.is_none() {
            return Err("no target is named: source=2,target=3".to_owned());
        }
        Ok(columns)
    }

    /// True where the first row is to name a column.
    pub fn has_names(&self) -> bool {
        let all = [&self.source, &self.target, &self.key, &self.note, &self.context, &self.max];
        all.into_iter().flatten().any(|column| matches!(column, Column::Named(_)))
    }
}
