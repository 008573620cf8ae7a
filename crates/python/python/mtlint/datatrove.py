"""A filter of datatrove: drops documents that must not pass, and keeps score and verdict in the metadata of the others."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from ._checker import Checker


class MtlintFilter(BaseFilter):  # type: ignore[misc]
    """Keeps documents with one of the ``verdicts``; ``options`` are those of :class:`mtlint.Checker`."""

    name = "mtlint"

    def __init__(
        self,
        verdicts: Container[str] = ("pass", "review"),
        exclusion_writer: DiskWriter | None = None,
        batch_size: int = 64,
        **options: Any,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self.verdicts = verdicts
        self.checker = Checker(**{"threads": 1, **options})

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Checks one document."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Document]) -> list[bool | tuple[bool, str]]:
        """Checks some; those that are dropped come with their verdict as the reason."""
        kept: list[bool | tuple[bool, str]] = []
        for doc, review in zip(batch, self.checker.check_many([doc.text for doc in batch])):
            doc.metadata.update(mtlint_score=review.score, mtlint_verdict=review.verdict)
            kept.append(True if review.verdict in self.verdicts else (False, review.verdict))
        return kept
