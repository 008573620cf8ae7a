//! What a configuration file may say, and how mistakes in it are told.

use std::path::Path;

use crate::config::{ConfigFile, KnownRule, Level, Settings};

fn refused(text: &str) -> String {
    ConfigFile::parse(Path::new("mtlint.toml"), text).unwrap_err().to_string()
}

#[test]
fn values_remember_their_lines_and_overrides_come_after() {
    let text = "gate.min-score = 80\nnames = [\"Oru Tamm\"]\npacks = [\"own\"]\n[rules]\nnumber = \"off\"\n\n\
                [[override]]\nfiles = [\"blog/**\"]\ngate.min-score = 60.5\nnames = [\"Ilse Varga\"]\n\
                rules = { decimal-comma = \"minor\" }\n";
    let file = ConfigFile::parse(Path::new("site/mtlint.toml"), text).unwrap();
    let mut plain = Settings::default();
    file.apply(&file.matching(Path::new("news/a.html")), &mut plain);
    assert_eq!(plain.gate.min_score.value, 80.0);
    assert_eq!(plain.gate.min_score.origin.to_string(), "site/mtlint.toml:1");
    assert_eq!(plain.packs[0].value, Path::new("site/own"));
    let mut blog = Settings::default();
    file.apply(&file.matching(Path::new("blog/2020/a.html")), &mut blog);
    assert_eq!(blog.gate.min_score.value, 60.5);
    assert_eq!(blog.names.len(), 2);
    let rule = KnownRule { id: "decimal-comma", family: "number" };
    assert_eq!(plain.level(rule).unwrap().1.value, Level::Off);
    assert_eq!(blog.level(rule).unwrap().1.origin.to_string(), "site/mtlint.toml:11");
}

#[test]
fn mistakes_are_named_with_place_and_remedy() {
    assert_eq!(
        refused("\n[gate]\nmin-scor = 1"),
        "mtlint.toml:3:1: unknown key `min-scor` in the gate (did you mean `min-score`?)"
    );
    assert_eq!(
        refused("gate.min-score = 120"),
        "mtlint.toml:1:18: `min-score`: expected a number from 0 to 100, found 120"
    );
    assert_eq!(
        refused("gate.fail-on = 'bad'"),
        "mtlint.toml:1:16: `fail-on`: expected \"minor\", \"major\", \"critical\", \"review\" or \"none\", found \"bad\""
    );
    assert_eq!(
        refused("[rules]\nnumber = 'of'"),
        "mtlint.toml:2:10: `number`: expected a level, found \"of\" (did you mean `off`?)"
    );
    assert!(refused("[[override]]\nnames = []").contains("does not say for which files"));
    assert!(refused("[[override]]\nfiles=['x']\npacks = ['y']").contains("cannot stand in an override"));
    assert!(refused("[[override]]\nfiles=['a{']").starts_with("mtlint.toml:2:8: "));
    assert!(refused("min-score = ").starts_with("mtlint.toml:1:"));
    assert!(refused("min-score = 3").contains("it belongs under [gate]: gate.min-score"));
    assert!(refused("gate = 3").contains("`gate` must be a table"));
    assert!(refused("[gate.language]\nde = 3").contains("`gate.language.de` must be a table"));
    assert!(refused("files = ['x']").contains("unknown key `files`"));
}

#[test]
fn a_rule_that_is_not_there_is_refused_with_the_nearest() {
    let file = ConfigFile::parse(Path::new("m.toml"), "[rules]\nlone-verv = \"off\"").unwrap();
    let mut settings = Settings::default();
    file.apply(&[], &mut settings);
    let known = [KnownRule { id: "lone-verb", family: "attribution" }];
    let said = settings.check_rule_names(&known).unwrap_err().to_string();
    assert_eq!(said, "m.toml:2:1: there is no rule and no family `lone-verv` (did you mean `lone-verb`?)");
}

#[test]
fn a_language_has_its_own_gate_until_a_later_layer_speaks() {
    let text = "[gate]\nmin-score = 90\nblock = [\"residue\"]\n[gate.language.de]\nmin-score = 80\n\n\
                [[override]]\nfiles = [\"blog/**\"]\ngate = { min-score = 70 }\n";
    let file = ConfigFile::parse(Path::new("m.toml"), text).unwrap();
    let bounds = |path: &str| {
        let mut settings = Settings::default();
        file.apply(&file.matching(Path::new(path)), &mut settings);
        let policy = settings.policy(&[]);
        assert!(policy.gate(Some("de")).block.contains("residue"));
        ["de", "en"].map(|code| policy.gate(Some(code)).min_score)
    };
    assert_eq!(bounds("news/a.html"), [80.0, 90.0]);
    assert_eq!(bounds("blog/a.html"), [70.0, 70.0]);
}
