"""The package over the forty texts that every face is held to (tests/faces)."""

from __future__ import annotations

import json
import os

import mtlint
from conftest import ROOT

FINDING = ("rule", "severity", "start", "end", "message", "suppressed")


def only(record: dict, keys: tuple[str, ...]) -> dict:
    return {key: record[key] for key in keys if key in record}


def test_the_package_says_of_the_shared_texts_what_is_written_down():
    faces = ROOT / "tests/faces"
    names = sorted(os.listdir(faces / "texts"))
    assert len(names) == 40
    checker = mtlint.Checker()
    documents, problems = [], []
    os.chdir(faces / "texts")
    for name in names:
        told, refused = checker._native.file(name)
        problems += [{"file": file, "message": message} for file, _, message, _ in refused]
        for line, text, places in told:
            review = mtlint.Review(text, line, places)
            document = only(review.data, ("id", "verdict", "score"))
            document["findings"] = [only(f, FINDING) for f in review.data["findings"]]
            if review.problems:
                document["problems"] = [only(p, ("line", "message")) for p in review.problems]
            documents.append(document)
            for finding in review.findings:
                assert (finding.start_byte, finding.end_byte) in [(f["start"], f["end"]) for f in document["findings"]]
                words = text[finding.start : finding.end]
                # Markup and line ends that stand among the words are shown as they read.
                if name.startswith("plain-") and "\n" not in words and "\r" not in words:
                    assert words == finding.text, (name, finding)
    expected = json.loads((faces / "expected.json").read_text(encoding="utf-8"))
    assert documents == expected["documents"]
    assert sorted(map(str, problems)) == sorted(str(only(p, ("file", "message"))) for p in expected["problems"])
