//! The server in a real editor: Neovim without a screen opens a text, shows what is wrong, and makes a fix.
//!
//! Needs Neovim; where there is none, the test says on standard error that it was skipped.

use std::io::Write as _;
use std::process::Command;

use serde_json::Value;

/// Starts the server as docs/editors.md says, waits for diagnostics, takes the preferred action, and prints what it saw.
const SCRIPT: &str = r#"
local config = { name = 'mtlint', cmd = { os.getenv('MTLINT'), 'lsp' }, root_dir = vim.fn.getcwd() }
local client
if vim.lsp.start then
  client = vim.lsp.start(config)
else
  client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, client)
end
local function doubled()
  return vim.tbl_filter(function(d)
    return (d.code or d.user_data.lsp.code) == 'doubled-word'
  end, vim.diagnostic.get(0))
end
local function told()
  return vim.tbl_map(function(d)
    return { rule = d.code or d.user_data.lsp.code, line = d.lnum, from = d.col, to = d.end_col, message = d.message }
  end, doubled())
end
local function wait(count)
  return vim.wait(60000, function() return #doubled() == count end, 20)
end
local seen = { first = wait(2), before = told() }
local params = vim.lsp.util.make_range_params()
params.range = { start = { line = 0, character = 14 }, ['end'] = { line = 0, character = 14 } }
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 60000)
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
end
seen.second = wait(1)
seen.after = told()
seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', {
  textDocument = vim.lsp.util.make_text_document_params(), position = { line = 1, character = 9 },
}, 60000)
for _, answer in pairs(hover) do seen.hover = answer.result.contents.value end
local encode = vim.json and vim.json.encode or vim.fn.json_encode
io.stdout:write(encode(seen))
vim.cmd('qall!')
"#;

#[test]
fn neovim_shows_what_is_found_and_makes_a_fix() {
    if !Command::new("nvim").arg("--version").output().is_ok_and(|out| out.status.success()) {
        // Not `eprintln!`, which the test harness keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: there is no Neovim here (apt-get install neovim)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("a.md", "🙂 The boat and and late.\nThe crew and and the cook waited.\n");
    write("script.lua", SCRIPT);
    let out = Command::new("nvim")
        .args(["--headless", "--clean", "-i", "NONE", "a.md", "-c", "luafile script.lua"])
        .current_dir(folder.path())
        .env("MTLINT", env!("CARGO_BIN_EXE_mtlint"))
        .env("HOME", folder.path())
        .output()
        .expect("Neovim starts");
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    let seen: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {said}"));
    assert_eq!((&seen["first"], &seen["second"]), (&Value::Bool(true), &Value::Bool(true)), "{said}");
    // Neovim counts bytes.
    assert_eq!((&seen["before"][0]["from"], &seen["before"][0]["to"]), (&14.into(), &21.into()), "{said}");
    assert_eq!(seen["before"][0]["rule"], "doubled-word");
    assert_eq!(seen["text"], "🙂 The boat and late.\nThe crew and and the cook waited.");
    assert_eq!(seen["after"][0]["line"], 1);
    assert!(seen["hover"].as_str().is_some_and(|page| page.contains("**doubled-word**")), "{said}");
}
