//! `mtlint audit report`: the overview of an audit as one page for the browser.
//!
//! It is drawn by the report `html` from the summary that is read back. Documents lead to where they can be read: a
//! file to itself, a record to the address in its field `url`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use mtlint::error::Error;
use mtlint::report::Page;

use super::KeptAudit;
use crate::cli::Exit;
use crate::cli::newfile::NewFile;

/// Write the overview of an audit as one HTML page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint audit report > overview.html
  mtlint audit report --db march.db --out march.html
  mtlint audit report --by site --out sites.html     sums for each site")]
pub struct Args {
    #[command(flatten)]
    kept: KeptAudit,
    /// Sums for each value of a field of the records (site, engine, …)
    #[arg(long, value_name = "FIELD", alias = "group-by")]
    by: Option<String>,
    /// Write to a file in place of standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Writes the page.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let stored = args.kept.open()?;
    if let Some(field) = &args.by {
        stored.check_metadata_field(field)?;
    }
    let mut summary = stored.summary(args.by.as_deref())?;
    stored.link_worst(&mut summary)?;
    let page = Page::default();
    match &args.out {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            page.write(&summary, &mut out)?;
            out.flush()?;
        }
        Some(path) => {
            let failed = |e| Error::io(path, e);
            let mut out = NewFile::create(path).map_err(failed)?;
            page.write(&summary, &mut out).and_then(|()| out.put()).map_err(failed)?;
        }
    }
    Ok(Exit::Fine)
}
