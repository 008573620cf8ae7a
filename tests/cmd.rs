//! The command as its users meet it: each case is a file in `tests/cmd`, a session with what it must print.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what is printed now; read the difference before you commit it.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd");
}
