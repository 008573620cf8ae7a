"""A filter of OpusFilter: pairs of a source and its translation by the score of the translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from opusfilter import CLEAN_HIGH, FilterABC

from ._checker import Checker

#: Pairs that are checked at once.
BATCH = 1024


class MtlintFilter(FilterABC):  # type: ignore[misc]
    """Accepts pairs with a score of at least ``threshold``; a pair that could not be judged has 0.

    ``options`` are those of :class:`mtlint.Checker`, ``lang`` and ``source_lang`` among them.
    """

    score_direction = CLEAN_HIGH
    accept_threshold = 0.0
    reject_threshold = 100.0 + 1e-6

    def __init__(self, threshold: float = 90.0, name: str | None = None, workdir: str = "", **options: Any) -> None:
        super().__init__(name=name, workdir=workdir)
        self.threshold = threshold
        self.checker = Checker(**options)

    def score(self, pairs: Iterable[tuple[str, str]]) -> Iterator[float]:
        """Yields the score of each pair, which is checked by itself."""
        waiting = iter(pairs)
        while batch := list(islice(waiting, BATCH)):
            texts, sources = [pair[-1] for pair in batch], [pair[0] for pair in batch]
            for review in self.checker.check_many(texts, sources=sources, together=False):
                yield review.score or 0.0

    def accept(self, score: float) -> bool:
        """Says whether that score will do."""
        return score >= self.threshold
