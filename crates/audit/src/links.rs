//! Where the worst documents of an audit can be read, for links on its page.

use std::path::Path;

use serde_json::Value;

use crate::Stored;
use mtlint_core::error::Result;
use mtlint_report::Summary;

impl Stored {
    /// Gives each document and paragraph in the lists of the worst its link: the address in the record's field `url`,
    /// or the file, where it is there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn link_worst(&self, summary: &mut Summary) -> Result<()> {
        self.read(|connection| {
            let sql = "SELECT input, line, metadata FROM documents ORDER BY position, id";
            let mut select = connection.prepare(sql)?;
            let mut rows = select.query([])?;
            let mut index = 0;
            while let Some(row) = rows.next()? {
                let worst = summary.worst_documents.iter_mut().chain(&mut summary.worst_paragraphs);
                for entry in worst.filter(|entry| entry.index == index) {
                    let metadata: Value = serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default();
                    let is_record = row.get::<_, Option<i64>>(1)?.is_some();
                    entry.link =
                        address(&metadata).or_else(|| file(row.get_ref(0).ok()?.as_str().ok()?, is_record));
                }
                index += 1;
            }
            Ok(())
        })
    }
}

fn address(metadata: &Value) -> Option<String> {
    let url = metadata.get("url")?.as_str()?.trim();
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}

/// The address of a file; a stream of records is none that one reads.
fn file(input: &str, is_record: bool) -> Option<String> {
    let path = std::path::absolute(Path::new(input)).ok().filter(|path| !is_record && path.is_file())?;
    let mut url = "file://".to_owned();
    for &byte in path.to_str()?.as_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => url.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => url.push(byte.into()),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::{address, file};

    #[test]
    fn files_and_addresses_lead_somewhere_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b#é.html");
        std::fs::write(&path, "").unwrap();
        let url = file(path.to_str().unwrap(), false).unwrap();
        assert!(url.starts_with("file:///") && url.ends_with("/a%20b%23%C3%A9.html"), "{url}");
        assert_eq!(file(path.to_str().unwrap(), true), None);
        assert_eq!(file("nowhere.html", false), None);
        assert!(address(&serde_json::json!({"url": "https://example.org/1"})).is_some());
        assert_eq!(address(&serde_json::json!({"url": "javascript:alert(1)"})), None);
    }
}
