//! The files of a ZIP archive by their names, each unpacked within bounds.
//!
//! rawzip finds them and checks sizes and sums, flate2 unpacks.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use mtlint_core::error::Problem;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use crate::decode;
use crate::unpack::{refusal, unpacked};

/// Files that an archive may have.
const FILES: usize = 20_000;
/// Bytes that may come out of an archive.
const MOST: usize = 1 << 30;

/// An archive that is read.
pub(super) struct Archive<'b> {
    /// The name of its file.
    pub name: &'b str,
    zip: ZipSliceArchive<&'b [u8]>,
    files: BTreeMap<String, ArchiveEntry>,
    len: usize,
    /// Bytes that may still come out.
    left: usize,
}

/// Where a file lies, and how it is packed.
#[derive(Clone, Copy)]
struct ArchiveEntry {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// Where it is damaged, or holds more files than any document does.
    pub fn open(name: &'b str, bytes: &'b [u8]) -> Result<Archive<'b>, Problem> {
        let damaged = |error: rawzip::Error| {
            let message = format!("this is a damaged ZIP archive: {error}");
            refusal(name, message, "save it again from its program")
        };
        let zip = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut files = BTreeMap::new();
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            let (place, method) = (entry.wayfinder(), entry.compression_method());
            let is_encrypted = entry.flags().is_encrypted();
            let file = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            files.insert(file, ArchiveEntry { place, method, is_encrypted });
            if files.len() > FILES {
                let message = format!("there are more than {FILES} files in it");
                return Err(refusal(name, message, "unpack it first"));
            }
        }
        Ok(Archive { name, zip, files, len: bytes.len(), left: MOST })
    }

    /// True where there is a file of that name.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// The text of a file.
    ///
    /// # Errors
    /// Where it is missing, damaged or locked, or more comes out than any document holds.
    pub fn text(&mut self, file: &str) -> Result<String, Problem> {
        let refuse = |why: &str, hint: &str| refusal(self.name, format!("{file} in it {why}"), hint);
        let again = "save it again from its program";
        let entry = *self.files.get(file).ok_or_else(|| refuse("is missing", again))?;
        if entry.is_encrypted {
            return Err(refuse("is locked with a password", "save it without one"));
        }
        let packed = self.zip.get_entry(entry.place);
        let packed = packed.map_err(|error| refuse(&format!("cannot be read: {error}"), again))?;
        let data = packed.data();
        let stream: Box<dyn Read + '_> = match entry.method {
            CompressionMethod::STORE => Box::new(packed.verifying_reader(data)),
            CompressionMethod::DEFLATE => Box::new(packed.verifying_reader(DeflateDecoder::new(data))),
            _ => return Err(refuse("is packed in a way that is not known", again)),
        };
        let bytes = unpacked(self.name, stream, self.len)?;
        if bytes.len() > self.left {
            let message = format!("more than {} MiB come out of it", MOST >> 20);
            return Err(refusal(self.name, message, "look what it is"));
        }
        self.left -= bytes.len();
        let (source, _) = decode::decode(self.name, bytes, true)?;
        Ok(source.text)
    }

    /// The files whose names are `before`, a number and `.xml`, by their numbers.
    pub fn numbered(&self, before: &str) -> Vec<String> {
        let number = |name: &str| name.strip_prefix(before)?.strip_suffix(".xml")?.parse::<u32>().ok();
        let mut found: Vec<(u32, &String)> =
            self.files.keys().filter_map(|name| Some((number(name)?, name))).collect();
        found.sort();
        found.into_iter().map(|(_, name)| name.clone()).collect()
    }
}
