"""A checked text as objects: the record of ``schemas/record.json``, with places in code points of Python's string.

``text[finding.start:finding.end]`` are the words at fault. ``start_byte`` and ``end_byte`` are what the command's reports
have: bytes of the text in UTF-8, or of the file where one was checked.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, NamedTuple

from ._native import code_points


class Edit(NamedTuple):
    """Words to take out, and what to put in their place."""

    start: int
    end: int
    text: str


class Related(NamedTuple):
    """A place that explains a finding."""

    start: int
    end: int
    line: int
    column: int
    message: str


class Miss(NamedTuple):
    """A condition of the gate that a text missed."""

    key: str
    value: float
    bound: float
    message: str


class Finding(NamedTuple):
    """A fault: which rule, where, why, and what to do."""

    rule: str
    family: str
    #: "minor", "major" or "critical".
    severity: str
    #: MQM dimension and type: "fluency/grammar".
    category: str
    #: How likely the place is wrong, whoever wrote the text, 0 to 1.
    certainty: float
    #: How much it tells of unedited translation, as the logarithm of odds.
    machine: float
    #: Points against the score.
    penalty: float
    #: The words at fault: code points of the text.
    start: int
    end: int
    #: The same in bytes of the text in UTF-8, or of the file.
    start_byte: int
    end_byte: int
    #: Counted from 1, columns in code points.
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    #: The reason, in plain words.
    message: str
    #: What may be meant; certain only where there are edits.
    suggestion: str | None
    #: What fixes it for certain; empty where only a person can tell.
    edits: tuple[Edit, ...]
    #: Index into the paragraphs; None where its block has no words.
    paragraph: int | None
    related: tuple[Related, ...]
    #: The reason that a comment in the text gives for letting it be; None where it counts.
    suppressed: str | None
    #: True where the project's baseline knows it: then it does not count.
    known: bool


class Paragraph(NamedTuple):
    """A stretch of text with a score of its own."""

    kind: str
    #: Code points of the text.
    start: int
    end: int
    line: int
    words: int
    #: 0 to 100, higher is better; None where there are no rules for the language.
    score: float | None
    penalty: float
    #: The quality estimate, 0 to 100.
    estimate: float | None
    #: How likely it is unedited machine translation, 0 to 1; None in short ones.
    machine: float | None


class Review:
    """All that is known of a checked text. Parsed when it is first asked."""

    def __init__(self, text: str, line: str, places: dict[int, int] | None = None) -> None:
        #: The text that was checked.
        self.text = text
        #: The line that ``mtlint check --format jsonl`` writes.
        self.json = line
        self._places = places

    def __repr__(self) -> str:
        return f"Review(verdict={self.verdict!r}, score={self.score}, findings={len(self.findings)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Review) and (self.text, self.json) == (other.text, other.json)

    def __hash__(self) -> int:
        return hash((self.text, self.json))

    @cached_property
    def data(self) -> dict[str, Any]:
        """The whole record, offsets in bytes of UTF-8 (schemas/record.json)."""
        record: dict[str, Any] = json.loads(self.json)
        return record

    @property
    def id(self) -> str | int | float:
        """The id that was given, or "-:" and the number of the text; of a file its path."""
        known: str | int | float = self.data["id"]
        return known

    @property
    def verdict(self) -> str:
        """Whether it may be published: "pass", "review", "fail" or "not judged"."""
        return str(self.data["verdict"])

    @property
    def score(self) -> float | None:
        """0 to 100, higher is better, by the findings alone; None where it was not judged."""
        return _number(self.data["score"])

    @property
    def penalty(self) -> float:
        """Points against it: the sum over its findings."""
        return float(self.data["penalty"])

    @property
    def estimate(self) -> float | None:
        """The quality estimate, 0 to 100; None when it is too short."""
        return _number(self.data.get("estimate"))

    @property
    def machine(self) -> float | None:
        """How likely it is unedited machine translation, 0 to 1; None when it is too short."""
        return _number(self.data.get("machine"))

    @property
    def language(self) -> str:
        """The language that it was judged in."""
        return str(self.data["language"])

    @property
    def words(self) -> int:
        """Words in it."""
        return int(self.data["words"])

    @property
    def small_sample(self) -> bool:
        """True when there are too few words for the score to be trusted."""
        return bool(self.data["small_sample"])

    @property
    def likely_sources(self) -> list[str]:
        """Codes of the languages that it was likely translated from."""
        return list(self.data.get("likely_sources", ()))

    @cached_property
    def misses(self) -> list[Miss]:
        """The conditions of the gate that it missed."""
        return [Miss(**miss) for miss in self.data.get("misses", ())]

    @cached_property
    def in_review(self) -> Miss | None:
        """Why an editor should look, where the verdict is "review"."""
        miss = self.data.get("in_review")
        return Miss(**miss) if miss else None

    @property
    def problems(self) -> list[dict[str, Any]]:
        """Parts of it that could not be checked, and comments to the checker that are wrong."""
        return list(self.data.get("problems", ()))

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Its paragraphs, headings, list items and so on, in order."""
        return [
            Paragraph(
                **{**_OF_PARAGRAPH, **{k: v for k, v in p.items() if k in Paragraph._fields}, **self._span(p)}
            )
            for p in self.data["paragraphs"]
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """What counts, in the order of the text."""
        return [f for f in self._all if f.suppressed is None and not f.known]

    @cached_property
    def aside(self) -> list[Finding]:
        """What does not count: a comment in the text lets it be, or the baseline knows it."""
        return [f for f in self._all if f.suppressed is not None or f.known]

    @cached_property
    def suspicions(self) -> list[Finding]:
        """Places that are too unsure to be findings; there only where the text is likely machine translation."""
        return [self._finding(f) for f in self.data.get("suspicions", ())]

    @cached_property
    def _all(self) -> list[Finding]:
        return [self._finding(f) for f in self.data["findings"]]

    @cached_property
    def _points(self) -> dict[int, int]:
        """From all bytes that the record names to code points."""
        if self._places is not None:
            return self._places
        named: set[int] = set()
        places = [self.data["paragraphs"], self.data["findings"], self.data.get("suspicions", ())]
        for place in (p for group in places for p in group):
            parts = [place, *place.get("related", ()), *place.get("certain_fix", {}).get("edits", ())]
            named.update(part[end] for part in parts for end in ("start", "end"))
        offsets = sorted(named)
        return dict(zip(offsets, code_points(self.text, offsets)))

    def _span(self, place: dict[str, Any]) -> dict[str, int]:
        return {"start": self._points[place["start"]], "end": self._points[place["end"]]}

    def _finding(self, f: dict[str, Any]) -> Finding:
        known = {k: v for k, v in f.items() if k in Finding._fields}
        edits = tuple(Edit(**{**e, **self._span(e)}) for e in f.get("certain_fix", {}).get("edits", ()))
        related = tuple(Related(**{**r, **self._span(r)}) for r in f.get("related", ()))
        places = {**self._span(f), "start_byte": f["start"], "end_byte": f["end"]}
        return Finding(**{**_OF_FINDING, **known, **places, "edits": edits, "related": related})


#: What a record leaves out where there is nothing to say.
_OF_FINDING: dict[str, Any] = {"suggestion": None, "paragraph": None, "suppressed": None, "known": False}
_OF_PARAGRAPH: dict[str, Any] = {"estimate": None, "machine": None}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
