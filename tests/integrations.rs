//! What other tools are to take from this repository: hooks, an action, a template, an image, manual pages.
//!
//! Nothing is installed and no service is asked: YAML is parsed, the shell lines in it are run by bash against the built
//! program, and what only another machine can try is held to its form.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mtlint::read::READERS;
use yaml_rust2::{Yaml, YamlLoader};

use crate::shell;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn yaml(text: &str) -> Yaml {
    YamlLoader::load_from_str(text).expect("it is YAML").remove(0)
}

fn string(value: &Yaml) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a string: {value:?}"))
}

#[test]
fn the_hooks_are_commands_and_take_every_extension() {
    let hooks = yaml(&text(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_vec().expect("a list");
    assert_eq!(hooks.iter().map(|h| string(&h["id"])).collect::<Vec<_>>(), ["mtlint", "mtlint-fix"]);
    let folder = shell::Folder::new();
    for hook in hooks {
        assert_eq!(string(&hook["language"]), "rust");
        let files = regex_automata::meta::Regex::new(string(&hook["files"])).expect("a regex");
        for extension in READERS.iter().filter(|r| r.in_folders).flat_map(|r| r.extensions) {
            assert!(files.is_match(&format!("site/a.{extension}")), "{extension} is left out");
        }
        assert!(!files.is_match("site/picture.png"));
        // pre-commit runs the entry with the names of changed files behind it.
        let out = folder.bash(&format!("{} site/clean.md", string(&hook["entry"])));
        assert_eq!(out.status.code(), Some(0), "{}", shell::said(&out));
    }
    assert_eq!(folder.bash("mtlint check --format concise site/translated.html").status.code(), Some(1));
}

/// Runs the action's steps as a runner would: inputs become variables, the repository lies at GITHUB_ACTION_PATH.
fn run_action(folder: &shell::Folder, with: &[(&str, &str)]) -> Output {
    let action = yaml(&text("action.yml"));
    assert_eq!(string(&action["runs"]["using"]), "composite");
    let inputs = action["inputs"].as_hash().expect("inputs");
    for (name, _) in with {
        assert!(inputs.contains_key(&Yaml::String((*name).into())), "no input {name}");
    }
    let input = |name: &str| match with.iter().find(|(n, _)| *n == name) {
        Some((_, value)) => (*value).to_owned(),
        None => string(&action["inputs"][name]["default"]).to_owned(),
    };
    let mut script = String::from("export GITHUB_ACTION_PATH=/nowhere GITHUB_STEP_SUMMARY=summary.md\n");
    for step in action["runs"]["steps"].as_vec().expect("steps") {
        assert_eq!(string(&step["shell"]), "bash");
        for (name, value) in step["env"].as_hash().into_iter().flatten() {
            let value = string(value).trim().strip_prefix("${{ inputs.").and_then(|v| v.strip_suffix(" }}"));
            let value = input(value.expect("an input"));
            assert!(!value.contains('\''));
            script += &format!("export {}='{value}'\n", string(name));
        }
        // An input inside a script could bring commands of its own.
        let run = string(&step["run"]);
        assert!(!run.contains("${{"), "{run}");
        script += run;
    }
    folder.bash(&script)
}

#[test]
fn the_action_checks_annotates_and_sums_up() {
    let folder = shell::Folder::new();
    let out = run_action(&folder, &[("paths", "site/translated.html\n\n"), ("sarif", "out.sarif")]);
    assert_eq!(out.status.code(), Some(1), "{}", shell::said(&out));
    assert!(shell::said(&out).contains("::warning file=site/translated.html,line="), "{}", shell::said(&out));
    assert!(folder.text("out.sarif").contains("\"2.1.0\""));
    assert!(folder.text("summary.md").contains("translated.html"));
    let out = run_action(&folder, &[("paths", "site/clean.md"), ("args", "--min-score 90 --quiet")]);
    assert_eq!(out.status.code(), Some(0), "{}", shell::said(&out));
}

#[test]
fn the_action_installs_itself_where_there_is_no_program() {
    let folder = shell::Folder::without_program();
    let out = run_action(&folder, &[("paths", "site/clean.md")]);
    assert_eq!(out.status.code(), Some(0), "{}", shell::said(&out));
    assert_eq!(folder.text("installed"), "install --locked --path /nowhere\n");
}

#[test]
fn the_gitlab_job_runs_and_leaves_its_artifacts() {
    let template = yaml(&text("templates/mtlint.gitlab-ci.yml"));
    let job = &template["mtlint"];
    let folder = shell::Folder::without_program();
    let lines: Vec<&str> = job["script"].as_vec().expect("a script").iter().map(string).collect();
    let variables = "export MTLINT_REPOSITORY=https://git.example/mtlint MTLINT_PATHS=site/translated.html\n";
    let out = folder.bash(&format!("{variables}{}", lines.join("\n")));
    assert_eq!(out.status.code(), Some(1), "{}", shell::said(&out));
    assert_eq!(folder.text("installed"), "install --locked --git https://git.example/mtlint mtlint\n");
    let reports = &job["artifacts"]["reports"];
    assert!(folder.text(string(&reports["codequality"])).starts_with('['));
    assert!(folder.text(string(&reports["junit"])).starts_with("<?xml"));
    assert_eq!(string(&job["artifacts"]["when"]), "always");
}

/// No engine builds the image here; what makes it build and run safely can be read from the file.
#[test]
fn the_image_is_built_in_stages_and_runs_without_rights() {
    let file = text("Dockerfile");
    let lines: Vec<(&str, &str)> =
        file.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(' ')).collect();
    let all = |name: &str| lines.iter().filter(|(n, _)| *n == name).map(|(_, v)| *v).collect::<Vec<_>>();
    for (name, _) in &lines {
        let known = ["FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT", "EXPOSE", "STOPSIGNAL", "CMD"];
        assert!(known.contains(name), "{name} is no instruction that is used here");
    }
    let [build, run] = all("FROM")[..] else { panic!("two stages") };
    let rust = text("Cargo.toml")
        .lines()
        .find_map(|l| Some(l.strip_prefix("rust-version = \"")?.trim_end_matches('"').to_owned()));
    assert!(
        build.starts_with(&format!("rust:{}-", rust.unwrap())) && build.ends_with(" AS build"),
        "{build}"
    );
    let release =
        |image: &str| image.split_whitespace().next().unwrap().rsplit('-').next().unwrap().to_owned();
    assert_eq!(release(build), "bookworm");
    assert_eq!(run, "debian:bookworm-slim", "another system library than the one it was built with");
    let copied = all("COPY");
    assert_eq!(copied[0], ". .");
    let [from, path, to] = copied[1].split(' ').collect::<Vec<_>>()[..] else { panic!("{copied:?}") };
    assert_eq!((from, path), ("--from=build", "/source/target/release/mtlint"));
    assert_eq!(all("ENTRYPOINT"), [format!("[\"{to}\"]")]);
    assert!(all("RUN").iter().all(|r| !r.contains("cargo") || r.contains("--locked")));
    let user = all("USER")[0].split(':').next().unwrap().parse::<u32>().expect("a number");
    assert!(user > 0, "it runs as the superuser");
    // The build takes everything that is not ignored.
    let ignored = text(".dockerignore");
    assert!(["target", ".git"].iter().all(|name| ignored.lines().any(|l| l == *name)));
}

/// Every page, as `groff` reads it; one that it warns of is printed badly somewhere.
#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let out = shell::mtlint(&["man", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(0), "{}", shell::said(&out));
    let help = shell::mtlint(&["--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let commands = help.split("Commands:\n").nth(1).and_then(|t| t.split("\n\n").next()).expect("commands");
    for command in
        commands.lines().filter(|l| !l.starts_with("   ")).filter_map(|l| l.split_whitespace().next())
    {
        assert!(folder.path().join(format!("mtlint-{command}.1")).exists(), "{command} has no page");
    }
    let pages: Vec<PathBuf> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(pages.len() > 12, "{} pages", pages.len());
    let fix = std::fs::read_to_string(folder.path().join("mtlint-fix.1")).unwrap();
    for part in [".SH NAME", ".SH OPTIONS", ".SH EXAMPLES", ".SH EXIT STATUS", "mtlint fix \\-\\-write site/"]
    {
        assert!(fix.contains(part), "no {part} in\n{fix}");
    }
    let linters: [&[&str]; 2] =
        [&["mandoc", "-Tlint", "-Wwarning"], &["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z"]];
    let mut tried = false;
    for linter in linters {
        if Command::new(linter[0]).arg("--version").output().is_err() {
            continue;
        }
        tried = true;
        for page in &pages {
            let out = Command::new(linter[0]).args(&linter[1..]).arg(page).output().unwrap();
            assert!(
                out.stderr.is_empty() && out.stdout.is_empty(),
                "{}: {}",
                page.display(),
                shell::said(&out)
            );
        }
    }
    if !tried {
        eprintln!("THE MANUAL PAGES WERE NOT READ: neither mandoc nor groff is installed");
    }
}

#[test]
fn a_page_can_be_printed_and_a_wrong_name_is_told() {
    let out = shell::mtlint(&["man", "train", "tagger"]);
    assert!(
        String::from_utf8_lossy(&out.stdout).contains(".TH mtlint-train-tagger 1"),
        "{}",
        shell::said(&out)
    );
    let out = shell::mtlint(&["man", "chek"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(shell::said(&out).contains("did you mean `check`?"), "{}", shell::said(&out));
}
