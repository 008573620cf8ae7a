"""The checker: made once, used from any thread and, pickled, in any process."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union

from . import _native
from ._error import MtlintError
from ._review import Review

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    Table = TypeVar("Table", pyarrow.Table, pyarrow.RecordBatch, pandas.DataFrame, polars.DataFrame)

Config = Union[str, "os.PathLike[str]", Mapping[str, Any], None]
Id = Union[str, int, None]


class Checker:
    """Checks texts by one configuration. Making it loads the language; after that a short text takes under 1 ms.

    ``config`` is the path of an ``mtlint.toml``, or its keys as a mapping: ``{"rules": {"idiom": "off"}}``; without it
    the defaults hold, whatever lies in the working folder. ``rules`` are folders with rules of your own. ``lang`` and
    ``source_lang`` say the languages of texts and sources whatever else is declared. ``format`` is how texts are read:
    "text", "html", "markdown" or another input format; without it, as HTML where all of a text stands in elements.
    ``threads`` is one a core unless it is set.

    A baseline has no part in it. Raises MtlintError when the configuration or a rule is wrong.
    """

    def __init__(
        self,
        config: Config = None,
        rules: Sequence[str | os.PathLike[str]] = (),
        *,
        lang: str | None = None,
        source_lang: str | None = None,
        format: str | None = None,
        threads: int | None = None,
    ) -> None:
        folders = tuple(os.path.abspath(folder) for folder in rules)
        self._options = (_config(config), folders, lang, source_lang, format, threads)
        self._native = _native.Checker(*self._options)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _unpickled, self._options

    def check(
        self,
        text: str,
        *,
        id: Id = None,
        lang: str | None = None,
        source: str | None = None,
        source_lang: str | None = None,
    ) -> Review:
        """Checks a text; ``source`` is what it was translated from."""
        said = [None if value is None else [value] for value in (_id(id), lang, source, source_lang)]
        return Review(text, self._native.lines([text], said, False)[0])

    def check_many(
        self,
        texts: Iterable[str],
        *,
        ids: Iterable[Id] | None = None,
        langs: Iterable[str | None] | None = None,
        sources: Iterable[str | None] | None = None,
        source_langs: Iterable[str | None] | None = None,
        together: bool = True,
    ) -> list[Review]:
        """Checks texts on all threads, with the interpreter free meanwhile; the reviews come in the same order.

        They are one run, as lines of a file are for the command: where they come with sources, the same sentence
        translated in two ways is a finding. With ``together=False`` each is checked by itself.
        """
        texts = list(texts)
        said = [None if ids is None else [_id(id) for id in ids]]
        said += [None if column is None else list(column) for column in (langs, sources, source_langs)]
        for column in said:
            if column is not None and len(column) != len(texts):
                raise ValueError(f"There are {len(texts)} texts, and {len(column)} values to go with them")
        return [Review(text, line) for text, line in zip(texts, self._native.lines(texts, said, together))]

    def check_file(self, path: str | os.PathLike[str]) -> list[Review]:
        """Checks a file of any input format: a review for each document in it, a record of JSON lines among them.

        Raises MtlintError when there is none in it. What else could not be read stands in ``Review.problems``, or, where
        there are several documents, is a warning.
        """
        told, refused = self._native.file(os.fspath(path))
        errors = [MtlintError(message, file, line, None, hint) for file, line, message, hint in refused]
        if errors and not told:
            raise errors[0]
        for error in errors:
            warnings.warn(str(error), stacklevel=2)
        return [Review(text, line, places) for line, text, places in told]

    def check_table(
        self, table: Table, text: str = "text", *, source: str | None = None, prefix: str = ""
    ) -> Table:
        """Returns the table with the columns score, estimate, machine, verdict and findings.

        It is one of pyarrow, pandas or polars; ``text`` and ``source`` name its columns, and ``prefix`` stands before
        the names of the new ones. Each row is checked by itself; one without a text gets no values. Findings are a list
        of structs: those that count, with ``start`` and ``end`` in code points of the text and ``start_byte`` and
        ``end_byte`` in bytes of it in UTF-8. Texts are read where Arrow has them; this needs pyarrow.
        """
        from . import _table

        checked: Table = _table.check(self._native, table, text, source, prefix)
        return checked


def _id(id: Id) -> str | None:
    return None if id is None else json.dumps(id)


def _config(config: Config) -> tuple[str, str] | None:
    """The path and the text of a configuration: the text travels to other processes, and they need no file."""
    if config is None:
        return None
    if isinstance(config, Mapping):
        return os.path.abspath("config"), "\n".join(_toml(config))
    with open(config, encoding="utf-8") as file:
        return os.path.abspath(config), file.read()


def _toml(table: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """A mapping as lines of TOML, tables by dotted keys. Strings, numbers and lists of them are written as in JSON."""
    for key, value in table.items():
        name = f"{before}{json.dumps(key, ensure_ascii=False)}"
        if isinstance(value, Mapping):
            yield from _toml(value, f"{name}.")
        else:
            yield f"{name} = {json.dumps(value, ensure_ascii=False)}"


@cache
def _unpickled(
    config: tuple[str, str] | None,
    rules: tuple[str, ...],
    lang: str | None,
    source_lang: str | None,
    format: str | None,
    threads: int | None,
) -> Checker:
    """A checker that came from another process; this one makes it once."""
    checker = Checker.__new__(Checker)
    checker._options = (config, rules, lang, source_lang, format, threads)
    checker._native = _native.Checker(*checker._options)
    return checker


@cache
def _usual() -> Checker:
    return Checker()


def check(
    text: str,
    *,
    id: Id = None,
    lang: str | None = None,
    source: str | None = None,
    source_lang: str | None = None,
) -> Review:
    """Checks a text by the default settings; see :meth:`Checker.check`."""
    return _usual().check(text, id=id, lang=lang, source=source, source_lang=source_lang)


def check_many(
    texts: Iterable[str],
    *,
    ids: Iterable[Id] | None = None,
    langs: Iterable[str | None] | None = None,
    sources: Iterable[str | None] | None = None,
    source_langs: Iterable[str | None] | None = None,
    together: bool = True,
) -> list[Review]:
    """Checks texts on all cores by the default settings; see :meth:`Checker.check_many`."""
    return _usual().check_many(
        texts, ids=ids, langs=langs, sources=sources, source_langs=source_langs, together=together
    )


def check_table(table: Table, text: str = "text", *, source: str | None = None, prefix: str = "") -> Table:
    """Checks the rows of a table by the default settings; see :meth:`Checker.check_table`."""
    return _usual().check_table(table, text, source=source, prefix=prefix)
