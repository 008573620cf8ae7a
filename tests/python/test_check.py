"""Texts: what the package says is what the command writes; errors, offsets, processes and threads."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading

import mtlint
import pytest
from conftest import ROOT, TEXTS, command


def stream(**columns: list) -> str:
    return "".join(json.dumps(dict(zip(columns, row))) + "\n" for row in zip(*columns.values()))


def test_many_texts_give_the_lines_of_the_command_byte_for_byte():
    out = command("check", "--no-config", "--format", "jsonl", "--input-format", "jsonl", "-", text=stream(text=TEXTS))
    assert [review.json for review in mtlint.check_many(TEXTS)] == out.stdout.splitlines()
    one = [mtlint.check(text) for text in TEXTS]
    assert [r.data["findings"] for r in one] == [r.data["findings"] for r in mtlint.check_many(TEXTS)]


def test_sources_ids_and_languages_are_those_of_the_record():
    texts = ["The mill is closed.", "The mill is shut today at 5.", "The mill is closed."]
    sources = ["Die Mühle ist zu.", "Die Mühle ist heute um 4 zu.", "Das Rad der Mühle steht still."]
    ids, langs = ["a", 7, "c"], ["en"] * 3
    text = stream(text=texts, source=sources, id=ids, lang=langs)
    out = command("check", "--no-config", "--format", "jsonl", "--input-format", "jsonl", "-", text=text)
    reviews = mtlint.check_many(texts, sources=sources, ids=ids, langs=langs)
    assert [review.json for review in reviews] == out.stdout.splitlines()
    assert [review.id for review in reviews] == ids
    assert any(f.family == "source" for r in reviews for f in r.findings)
    with pytest.raises(ValueError, match="3 texts, and 2 values"):
        mtlint.check_many(texts, sources=sources[:2])


def test_the_configuration_holds_as_for_the_command(tmp_path):
    config = tmp_path / "mtlint.toml"
    config.write_text('gate.min-score = 99\n[rules]\ndoubled-word = "off"\n', encoding="utf-8")
    flags = ("--config", str(config), "--format", "jsonl", "--input-format", "jsonl", "-")
    expected = command("check", *flags, text=stream(text=TEXTS)).stdout.splitlines()
    by_path = mtlint.Checker(config).check_many(TEXTS)
    by_keys = mtlint.Checker({"gate": {"min-score": 99}, "rules": {"doubled-word": "off"}}).check_many(TEXTS)
    assert [r.json for r in by_path] == [r.json for r in by_keys] == expected
    assert all(f.rule != "doubled-word" for r in by_path for f in r.findings)


def test_a_rule_of_ones_own_finds(tmp_path):
    rule = tmp_path / "rules/en/house/no-quay.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text((ROOT / "tests/python/no-quay.toml").read_text(encoding="utf-8"), encoding="utf-8")
    [finding] = mtlint.Checker(rules=[tmp_path / "rules"]).check("They walked along the quay at noon.").findings
    assert (finding.rule, finding.text) == ("no-quay", "quay")


def test_mistakes_name_file_place_and_hint(tmp_path):
    config = tmp_path / "mtlint.toml"
    config.write_text('\n[rules]\ndoubled-wrd = "off"\n', encoding="utf-8")
    with pytest.raises(mtlint.MtlintError) as raised:
        mtlint.Checker(config)
    error = raised.value
    assert (error.file, error.line, error.hint) == (str(config), 3, "did you mean `doubled-word`?")
    assert str(error).startswith(f"{config}:3:") and "hint: did you mean" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    with pytest.raises(mtlint.MtlintError, match="no language"):
        mtlint.Checker(lang="qq")
    with pytest.raises(FileNotFoundError):
        mtlint.Checker("nowhere.toml")
    with pytest.raises(mtlint.MtlintError, match="nowhere"):
        mtlint.Checker().check_file("nowhere.txt")


def test_places_are_code_points():
    text = "🎉 Né\u0301 “Zoë” said that that it was the the end. " * 20
    review = mtlint.check(text)
    assert len(review.findings) > 10
    for finding in review.findings:
        assert text[finding.start : finding.end] == finding.text
        assert text.encode()[finding.start_byte : finding.end_byte].decode() == finding.text
        for edit in finding.edits:
            assert finding.start <= edit.start < edit.end <= finding.end
    assert [text[p.start : p.end].strip() for p in review.paragraphs] == [text.strip()]


def test_what_a_comment_lets_be_does_not_count():
    review = mtlint.Checker(format="markdown").check(TEXTS[-1])
    assert [f.rule for f in review.aside if f.suppressed] == ["doubled-word"]
    assert [f.text for f in review.findings if f.rule == "doubled-word"] == ["the the"]


def test_threads_of_python_run_meanwhile():
    texts = TEXTS * 300
    ran = 0
    done = threading.Event()

    def count():
        nonlocal ran
        while not done.is_set():
            ran += 1
            done.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    mtlint.check_many(texts)
    done.set()
    thread.join()
    assert ran > 3


def in_child(checker: mtlint.Checker) -> str:
    return checker.check(TEXTS[0]).json


def test_a_checker_works_in_a_forked_process_and_travels_to_a_new_one():
    checker = mtlint.Checker(lang="en")
    here = checker.check(TEXTS[0]).json
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.apply_async(in_child, (checker,)).get(60) == here
    copies = [pickle.loads(pickle.dumps(checker)) for _ in range(2)]
    assert copies[0] is copies[1]


def test_the_command_is_the_whole_command(tmp_path):
    assert command("--version").stdout.startswith("mtlint ")
    assert command("check", "examples/clean.md").returncode == 0
    assert command("check", "examples/translated.html").returncode == 1
    assert command("chek").returncode == 2
    assert "hint:" in command("check", "--config", "nowhere.toml", ".").stderr


def test_the_package_is_imported_without_the_heavy_ones():
    heavy = "{'pyarrow', 'pandas', 'polars', 'numpy', 'pyspark', 'dataclasses', 'inspect'}"
    code = f"import mtlint, sys; mtlint.check('x'); print({heavy} & set(sys.modules))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env=env, check=True)
    assert out.stdout.strip() == "set()"
