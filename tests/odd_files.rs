//! Files that are not what they seem: links in a circle, pipes, devices, files that grow. The run ends, and says what
//! it could not read.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::program::{mtlint, text};

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn links_in_a_circle_and_pipes_in_a_folder_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("sub")).unwrap();
    fs::write(root.join("sub/a.txt"), "The ferry left.").unwrap();
    symlink("..", root.join("sub/loop")).unwrap();
    symlink("self.txt", root.join("self.txt")).unwrap();
    // Nobody ever writes into it: to open it would be to wait for ever.
    fifo(&root.join("pipe.txt"));
    let out = mtlint(root, &["check", "."]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));
    assert_eq!(text(&out.stdout).matches("a.txt: ").count(), 1, "{}", text(&out.stdout));
    let out = mtlint(root, &["check", "self.txt", "sub"]);
    assert_eq!(out.status.code(), Some(2));
    let said = text(&out.stdout);
    assert!(said.contains("self.txt: cannot be read") && said.contains("a.txt: pass"), "{said}");
}

#[test]
fn a_pipe_that_is_named_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe.txt");
    fifo(&path);
    let writer = std::thread::spawn(move || {
        let mut pipe = fs::File::options().write(true).open(path).unwrap();
        for _ in 0..1000 {
            pipe.write_all(b"The ferry left the harbour at noon.\n\n").unwrap();
        }
    });
    let out = mtlint(folder.path(), &["check", "pipe.txt"]);
    writer.join().unwrap();
    assert!(text(&out.stdout).contains("7000 words"), "{}", text(&out.stdout));
}

#[test]
fn a_device_without_text_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let out = mtlint(folder.path(), &["check", "/dev/null"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stdout).contains("there is no text in it"), "{}", text(&out.stdout));
}

#[test]
fn a_file_that_grows_while_it_is_read_comes_to_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.txt");
    let line = "The ferry left the harbour at noon.\n\n";
    fs::write(&path, line.repeat(2000)).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut log = fs::File::options().append(true).open(&path).unwrap();
            // Ends by itself, should the program wait for the end of the file.
            for _ in 0..20_000 {
                if done.load(Ordering::SeqCst) {
                    break;
                }
                log.write_all(line.repeat(50).as_bytes()).unwrap();
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let out = mtlint(folder.path(), &["check", "--format", "jsonl", "log.txt"]);
        done.store(true, Ordering::SeqCst);
        assert!(matches!(out.status.code(), Some(0 | 1)), "{}", text(&out.stderr));
        let record: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        let words = record["words"].as_u64().unwrap();
        assert!(words >= 14_000, "{words}");
        // What was there when it was opened, and no more.
        let now = fs::metadata(&path).unwrap().len() / line.len() as u64 * 7;
        assert!(words <= now, "{words} of {now}");
    });
}
