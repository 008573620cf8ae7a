"""The recipes of docs/many-machines.md, run as they stand there, where their packages are installed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import mtlint
import pytest
from articles import records
from conftest import ROOT

GUIDE = (ROOT / "docs/many-machines.md").read_text(encoding="utf-8")
PAIRS = [
    ("Die Mühle ist um 4 zu.", "The mill is shut at 4."),
    ("Das Tor war zu.", "The the gate was shut. Stated."),
    ("Niemand kam zur Brücke.", "Nobody came to the bridge."),
]


def block(heading: str) -> str:
    """The first block of code under a heading of the guide."""
    section = GUIDE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.search(r"```\w+\n(.*?)```", section, re.DOTALL).group(1)


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """A folder with articles in it, and what is said of each."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (tmp_path / "articles").mkdir()
    rows = list(records(24))
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "articles/articles.jsonl").write_text(lines, encoding="utf-8")
    reviews = mtlint.check_many(row["text"] for row in rows)
    assert {"fail"} < {review.verdict for review in reviews}
    return {row["id"]: review for row, review in zip(rows, reviews)}


def ran(heading: str) -> dict:
    names: dict = {}
    exec(compile(block(heading), heading, "exec"), names)
    return names


def test_datatrove(articles, tmp_path):
    pytest.importorskip("datatrove")
    pytest.importorskip("orjson")
    ran("datatrove")

    def read(folder: str) -> set:
        files = (tmp_path / folder).rglob("*.jsonl")
        return {json.loads(line)["id"] for file in files for line in file.read_text(encoding="utf-8").splitlines()}

    assert read("kept") == {id for id, review in articles.items() if review.verdict == "pass"}
    assert read("dropped") == {id for id, review in articles.items() if review.verdict != "pass"}


def test_ray(articles):
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    if pytest.importorskip("pydantic").VERSION.startswith("1."):
        pytest.skip("Ray wants pydantic 2, and OpusCleaner brought 1: pip install ray elsewhere")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        assert ran("Ray Data")["failed"] == sum(review.verdict == "fail" for review in articles.values())
    finally:
        ray.shutdown()


def test_datasets(articles, tmp_path, monkeypatch):
    pytest.importorskip("datasets")
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    names = ran("Hugging Face datasets")
    assert [row["verdict"] for row in names["checked"]] == [review.verdict for review in articles.values()]
    assert len(names["good"]) == sum(review.verdict != "fail" for review in articles.values())


def test_opusfilter(tmp_path, monkeypatch):
    opusfilter = pytest.importorskip("opusfilter.opusfilter")
    yaml = pytest.importorskip("ruamel.yaml")
    monkeypatch.chdir(tmp_path)
    for side, name in enumerate(("pairs.de", "pairs.en")):
        (tmp_path / name).write_text("".join(pair[side] + "\n" for pair in PAIRS), encoding="utf-8")
    steps = yaml.YAML(typ="safe").load(block("OpusFilter"))
    opusfilter.OpusFilter({"common": {"output_directory": "."}, **steps}).execute_steps()
    assert (tmp_path / "good.en").read_text(encoding="utf-8").splitlines() == [PAIRS[0][1], PAIRS[2][1]]


def test_opuscleaner(tmp_path):
    pytest.importorskip("opuscleaner")
    spec = json.loads(block("OpusCleaner"))
    (tmp_path / "filters").mkdir()
    (tmp_path / "filters/mtlint.json").write_text(json.dumps(spec), encoding="utf-8")
    pipeline = {"version": 1, "files": [], "filters": [{"filter": "mtlint", "parameters": {"MINSCORE": 90}, "language": None}]}
    (tmp_path / "pipeline.json").write_text(json.dumps(pipeline), encoding="utf-8")
    text = "".join("\t".join(pair) + "\n" for pair in PAIRS)
    python = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    env = {**os.environ, "PATH": python, "PYTHONPATH": os.pathsep.join(sys.path)}
    line = [sys.executable, "-m", "opuscleaner.clean", "--filters", str(tmp_path / "filters/*.json"), "--input", "-"]
    line += [str(tmp_path / "pipeline.json"), "de", "en"]
    out = subprocess.run(line, input=text, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    assert out.stdout.splitlines() == ["\t".join(PAIRS[0]), "\t".join(PAIRS[2])], out.stderr


def test_duckdb(articles):
    pytest.importorskip("duckdb")
    found: dict = {}
    for finding in (finding for review in articles.values() for finding in review.findings):
        found[finding.rule] = found.get(finding.rule, 0) + 1
    worst = ran("DuckDB")["worst"]
    assert {rule: count for rule, count, _ in worst} == found
