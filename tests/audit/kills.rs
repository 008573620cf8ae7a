//! Killed at any moment, an audit loses nothing and doubles nothing.

use std::path::Path;
use std::time::{Duration, Instant};

use super::articles::{article, collection, record};
use super::{command, count, dump, expect};

const AUDIT: [&str; 6] = ["audit", "--no-config", "--quiet", "--db", "audit.db", "site"];

/// A generator of moments (Knuth's MMIX). Its seed is printed, and `MTLINT_SEED` gives it again.
struct Moments(u64);

impl Moments {
    fn begin() -> Moments {
        let seed = match std::env::var("MTLINT_SEED") {
            Ok(seed) => seed.parse().expect("MTLINT_SEED is a whole number"),
            Err(_) => std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64,
        };
        println!("kills at the moments of MTLINT_SEED={seed}");
        Moments(seed)
    }

    fn next(&mut self, most: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((self.0 >> 33) as f64 / f64::from(u32::MAX >> 1))
    }
}

/// Starts audits and kills them until that was done `kills` times; each takes up what the one before left. An audit
/// that came to its end is compared with `whole` and begun anew by `renew`.
fn kill(folder: &Path, kills: usize, renew: impl Fn(&Path), whole: &str) {
    let database = folder.join("audit.db");
    let mut moments = Moments::begin();
    renew(folder);
    let begun = Instant::now();
    expect(2, &AUDIT, folder);
    let most = begun.elapsed();
    renew(folder);
    let (mut killed, mut stored) = (0, 0);
    while killed < kills {
        let mut child = command(&AUDIT, folder).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(moments.next(most));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        }
        let ended = child.wait().unwrap().code().is_some();
        if !database.exists() {
            continue;
        }
        if ended {
            assert_eq!(dump(&database), whole, "after {killed} kills");
            renew(folder);
            stored = 0;
        } else if count(&database, "SELECT count(*) FROM sqlite_schema") > 0 {
            let now = count(&database, "SELECT count(*) FROM documents");
            assert!(now >= stored, "{stored} documents became {now}");
            stored = now;
        }
    }
    expect(2, &AUDIT, folder);
    assert_eq!(dump(&database), whole, "at the end");
}

#[test]
fn twenty_kills_of_a_first_run_lose_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    collection(folder.path(), 600);
    expect(2, &AUDIT, folder.path());
    let whole = dump(&folder.path().join("audit.db"));
    assert_eq!(whole.lines().filter(|l| l.starts_with("documents ")).count(), 660);
    let renew = |folder: &Path| {
        let _ = std::fs::remove_file(folder.join("audit.db-journal"));
        let _ = std::fs::remove_file(folder.join("audit.db"));
    };
    kill(folder.path(), 20, renew, &whole);
}

/// The input was changed since the last run: a third of it, some is gone, some is new, some stands elsewhere.
#[test]
fn kills_of_a_later_run_lose_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    collection(path, 300);
    expect(2, &AUDIT, path);
    std::fs::rename(path.join("audit.db"), path.join("first.db")).unwrap();
    let lines = (0..400).filter(|n| n % 7 != 0).map(|n| match n % 3 {
        0 => record(n).replace("before noon", "after noon") + "\n",
        _ => record(n) + "\n",
    });
    let lines: Vec<String> = lines.collect();
    std::fs::write(path.join("site/records.jsonl"), lines.concat() + &lines[5]).unwrap();
    std::fs::remove_file(path.join("site/0003.txt")).unwrap();
    std::fs::write(path.join("site/0000a.txt"), article(77_777)).unwrap();
    let renew = |folder: &Path| {
        let _ = std::fs::remove_file(folder.join("audit.db-journal"));
        std::fs::copy(folder.join("first.db"), folder.join("audit.db")).unwrap();
    };
    renew(path);
    expect(2, &AUDIT, path);
    let whole = dump(&path.join("audit.db"));
    kill(path, 8, renew, &whole);
}
