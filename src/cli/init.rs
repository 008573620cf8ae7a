//! `mtlint init`: a commented mtlint.toml to start from, made from the keys there are.

use std::fmt::Write;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use mtlint::config::{FILE_NAME, Settings, keys};
use mtlint::error::Error;

use super::{Exit, print};

/// Write a commented mtlint.toml
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint init             into the working folder
  mtlint init site/news   into another one")]
pub struct Args {
    /// The folder to write it to
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Print it and write nothing
    #[arg(long)]
    stdout: bool,
}

/// Writes the file, never over one that is there.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let text = template();
    if args.stdout {
        print(&text)?;
        return Ok(Exit::Fine);
    }
    let path = args.folder.join(FILE_NAME);
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            let error =
                Error::invalid(path.display().to_string(), "there is one already, and it stays as it is");
            return Err(error.hint("`mtlint init --stdout` prints a new one to copy from").into());
        }
        Err(e) => return Err(Error::io(path, e).into()),
    };
    file.write_all(text.as_bytes()).map_err(|e| Error::io(&path, e))?;
    print(&format!("wrote {}\n", path.display()))?;
    Ok(Exit::Fine)
}

/// The file's text: every key with its help, those with a default showing it, all commented out.
pub fn template() -> String {
    let mut text = String::from(
        "# What mtlint checks in this folder and below it. Every line is a comment: take\n\
         # away the `#` to set a value. `mtlint config FILE` prints what holds for a file.\n",
    );
    let defaults = Settings::default();
    let mut table = "";
    for key in keys() {
        let shown = (key.show)(&defaults);
        let value = shown.first().map_or(key.example, |(value, _)| value.as_str());
        let (own, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if own != table {
            write!(text, "\n# Whether a document may pass.\n# [{own}]\n").expect("a String takes everything");
            table = own;
        }
        text.push('\n');
        key.help.lines().for_each(|line| writeln!(text, "# {line}").expect("a String takes everything"));
        writeln!(text, "# {name} = {value}").expect("a String takes everything");
    }
    text.push_str(
        "
# Other conditions for texts in one language.
# [gate.language.de]
# min-score = 90

# Rules and families of rules: \"off\", \"on\", or another severity. A rule's own line
# outweighs its family's, and that outweighs `all`. `mtlint rules list` names them.
# [rules]
# number = \"off\"
# doubled-word = \"minor\"

# Other values for some files: any number of these. Globs are seen from this file;
# the last override that matches wins.
# [[override]]
# files = [\"interviews/**\", \"*.draft.md\"]
# gate.min-score = 75
# rules = { fragment = \"off\" }
",
    );
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use mtlint::config::ConfigFile;

    #[test]
    fn the_file_is_valid_with_all_comments_taken_away() {
        let is_toml = |line: &str| line.contains(" = ") || line.starts_with('[');
        let plain: String = super::template()
            .lines()
            .filter_map(|l| l.strip_prefix("# "))
            .filter(|l| is_toml(l))
            .fold(String::new(), |text, line| text + line + "\n");
        assert!(plain.lines().count() > 12);
        ConfigFile::parse(Path::new("mtlint.toml"), &plain).unwrap();
        ConfigFile::parse(Path::new("mtlint.toml"), &super::template()).unwrap();
    }
}
