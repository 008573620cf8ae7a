//! The snippets that the documentation shows are run: shell by bash, YAML by parsing it and running the commands in it.
//!
//! What would install the program is a stand-in (`targets/shell.rs`). A block of another language is no snippet.

#![cfg(unix)]

use std::path::Path;

use yaml_rust2::{Yaml, YamlLoader};

use crate::shell;

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the file is there")
}

/// The fenced blocks of a document: language and content.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, content)), None) => *content += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

/// A snippet's commands, each of which may find something (1) but must be done.
fn shell_commands(language: &str, content: &str) -> Option<Vec<String>> {
    match language {
        // A command with its continuation lines is one.
        "sh" => {
            let mut commands: Vec<String> = vec![String::new()];
            for line in content.lines() {
                let last = commands.last_mut().expect("never empty");
                *last += &format!("{line}\n");
                if !line.ends_with('\\') {
                    commands.push(String::new());
                }
            }
            Some(commands)
        }
        "console" => Some(content.lines().filter_map(|l| l.strip_prefix("$ ")).map(str::to_owned).collect()),
        _ => None,
    }
}

fn run(folder: &shell::Folder, command: &str, place: &str) {
    if command.trim().is_empty() {
        return;
    }
    let out = folder.bash(command);
    let said = shell::said(&out);
    assert!(matches!(out.status.code(), Some(0 | 1)), "{place}: {command}\n{said}");
    assert!(!said.contains("error:") && !said.contains("command not found"), "{place}: {command}\n{said}");
}

#[test]
fn every_shell_snippet_runs() {
    let mut count = 0;
    for name in ["README.md", "docs/fix.md", "docs/integrations.md"] {
        let folder = shell::Folder::new();
        folder.bash("mkdir -p .local/share/bash-completion/completions");
        for (language, content) in blocks(&document(name)) {
            for command in shell_commands(&language, &content).into_iter().flatten() {
                run(&folder, &command, name);
                count += 1;
            }
        }
    }
    assert!(count >= 8, "only {count} commands found");
}

/// The strings under `run` and the lines of every `script`, wherever they stand.
fn commands(value: &Yaml, found: &mut Vec<String>) {
    match value {
        Yaml::Hash(hash) => {
            for (key, value) in hash {
                match (key.as_str(), value) {
                    (Some("run"), Yaml::String(script)) => found.push(script.clone()),
                    (Some("script"), Yaml::Array(lines)) => {
                        let lines: Vec<&str> = lines.iter().filter_map(Yaml::as_str).collect();
                        found.push(lines.join("\n"));
                    }
                    _ => commands(value, found),
                }
            }
        }
        Yaml::Array(list) => list.iter().for_each(|v| commands(v, found)),
        _ => {}
    }
}

#[test]
fn every_yaml_snippet_is_yaml_and_its_commands_run() {
    let (mut snippets, mut scripts) = (0, 0);
    for name in ["README.md", "docs/integrations.md"] {
        for (_, content) in blocks(&document(name)).into_iter().filter(|(language, _)| language == "yaml") {
            snippets += 1;
            let parsed =
                YamlLoader::load_from_str(&content).unwrap_or_else(|e| panic!("{name}: {e}\n{content}"));
            let mut found = Vec::new();
            parsed.iter().for_each(|y| commands(y, &mut found));
            let folder = shell::Folder::without_program();
            for script in found {
                scripts += 1;
                run(&folder, &script, name);
            }
        }
    }
    assert!(snippets >= 5 && scripts >= 1, "{snippets} snippets with {scripts} scripts");
}

/// What a snippet takes from this repository is there: hooks, inputs of the action, the template.
#[test]
fn yaml_snippets_name_what_there_is() {
    let hooks = document(".pre-commit-hooks.yaml");
    let action = &YamlLoader::load_from_str(&document("action.yml")).unwrap()[0];
    let mut seen = [0; 3];
    for (_, content) in blocks(&document("docs/integrations.md")).into_iter().filter(|(l, _)| l == "yaml") {
        let snippet = &YamlLoader::load_from_str(&content).unwrap()[0];
        for hook in snippet["repos"][0]["hooks"].as_vec().into_iter().flatten() {
            seen[0] += 1;
            let entry = hook["entry"].as_str().unwrap();
            assert!(hooks.contains(&format!("- id: {}\n", hook["id"].as_str().unwrap())));
            assert!(hooks.contains(&format!("entry: {entry}\n")), "{entry}");
        }
        for step in snippet["jobs"]["mtlint"]["steps"].as_vec().into_iter().flatten() {
            if !step["uses"].as_str().is_some_and(|u| u == "./.mtlint") {
                continue;
            }
            for (input, _) in step["with"].as_hash().into_iter().flatten() {
                seen[1] += 1;
                assert!(!action["inputs"][input.as_str().unwrap()].is_badvalue(), "{input:?}");
            }
        }
        for include in snippet["include"].as_vec().into_iter().flatten() {
            seen[2] += 1;
            let template =
                &YamlLoader::load_from_str(&document(include["local"].as_str().unwrap())).unwrap()[0];
            let script: String =
                template["mtlint"]["script"].as_vec().unwrap().iter().filter_map(Yaml::as_str).collect();
            for (name, _) in snippet["mtlint"]["variables"].as_hash().unwrap() {
                assert!(script.contains(&format!("${}", name.as_str().unwrap())), "{name:?} is not used");
            }
        }
    }
    assert!(seen.iter().all(|&n| n > 0), "{seen:?}");
}
