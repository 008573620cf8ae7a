"""Audits without Spark: what ``mtlint audit`` keeps of each row of a table, as lines that the command reads.

    >>> lines = mtlint.audit.table(table)              # on each of many machines
    >>> mtlint.audit.write(lines, "results/part-0.jsonl")

and then ``mtlint audit report --from results/``, ``mtlint audit query --from results/ --by site``, or
``mtlint audit compare march/ april/``. Parquet that holds the column ``entry`` is read by ``python -m mtlint`` as well.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._checker import Checker

if TYPE_CHECKING:
    import pyarrow as pa


def table(
    table: pa.Table,
    text: str = "text",
    *,
    id: str = "id",
    lang: str | None = None,
    source: str | None = None,
    source_lang: str | None = None,
    checker: Checker | None = None,
) -> pa.Table:
    """Returns what an audit keeps of each row: its id, its fields and the columns of :data:`mtlint.spark.ENTRY`.

    ``text``, ``id`` and so on name columns; all others are the fields of the record. Rows without a text are left out.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from . import _table

    table = table.filter(pc.is_valid(table[text]))
    roles = {"text": text, "lang": lang, "source": source, "source_lang": source_lang}
    named = {role: column for role, column in roles.items() if column is not None}
    kept = table.drop_columns(list(named.values()))
    records = kept.rename_columns(["id" if name == id else name for name in kept.column_names]).to_pylist()
    fields = [
        json.dumps({key: value for key, value in record.items() if value is not None}, ensure_ascii=False, default=str)
        for record in records
    ]
    columns = {role: _table.strings(table[column]) for role, column in named.items()}
    native = (checker or Checker())._native
    made = native.entries(pa.table({**columns, "fields": pa.array(fields, pa.large_string())}))
    for name in made.column_names:
        kept = kept.append_column(name, made[name])
    return kept


def write(audited: pa.Table, path: str | os.PathLike[str]) -> None:
    """Writes the lines of an audit into a file."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in audited["entry"].to_pylist() if line is not None)


@contextmanager
def with_lines(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The arguments of a command in which folders of Parquet are replaced by their lines, while it runs."""
    with tempfile.TemporaryDirectory(prefix="mtlint-") as folder:
        yield [_lines(argument, Path(folder) / str(n)) for n, argument in enumerate(arguments)]


def _lines(argument: str, folder: Path) -> str:
    path = Path(argument)
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else []
    if not files:
        return argument
    import pyarrow.parquet as parquet

    folder.mkdir()
    with open(folder / "lines.jsonl", "w", encoding="utf-8") as out:
        for file in files:
            for batch in parquet.ParquetFile(file).iter_batches(columns=["entry"]):
                out.writelines(f"{line}\n" for line in batch.column("entry").to_pylist() if line is not None)
    return os.fspath(folder)
