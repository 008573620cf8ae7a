"""Tables of pyarrow, pandas and polars: the text's column goes to the native part by Arrow, and columns come back."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from . import _native


def check(checker: _native.Checker, table: Any, text: str, source: str | None, prefix: str) -> Any:
    """Returns the table with the columns of its reviews."""
    kind = type(table).__module__.partition(".")[0]
    faces: dict[str, Any] = {"pyarrow": _Arrow, "pandas": _Pandas, "polars": _Polars}
    face = faces.get(kind)
    if face is None or not hasattr(table, "columns"):
        raise TypeError(f"A table of pyarrow, pandas or polars is wanted, and this is a {type(table).__name__}")
    names = {"text": text, **({"source": source} if source else {})}
    known = face.names(table)
    for name in names.values():
        if name not in known:
            raise KeyError(f"The table has no column {name!r}; it has {', '.join(map(str, known))}")
    columns = checker.columns(pa.table({role: face.column(table, name) for role, name in names.items()}))
    columns = columns.rename_columns([prefix + name for name in columns.column_names])
    doubled = [name for name in columns.column_names if name in known]
    if doubled:
        raise ValueError(f"The table has a column {doubled[0]!r} already; a prefix= tells the new ones apart")
    return face.joined(table, columns)


def strings(column: Any) -> Any:
    """A column as the native part reads it: texts that are coded by a dictionary are written out."""
    return column.cast(pa.large_string()) if pa.types.is_dictionary(column.type) else column


class _Arrow:
    @staticmethod
    def names(table: Any) -> list[str]:
        return list(table.schema.names)

    @staticmethod
    def column(table: Any, name: str) -> Any:
        return strings(table.column(name))

    @staticmethod
    def joined(table: Any, columns: pa.Table) -> Any:
        if isinstance(table, pa.RecordBatch):
            [batch] = columns.combine_chunks().to_batches() or [_empty(columns)]
            names = [*table.schema.names, *batch.schema.names]
            return pa.RecordBatch.from_arrays([*table.columns, *batch.columns], names=names)
        for name in columns.column_names:
            table = table.append_column(name, columns.column(name))
        return table


class _Pandas:
    @staticmethod
    def names(table: Any) -> list[Any]:
        return list(table.columns)

    @staticmethod
    def column(table: Any, name: str) -> Any:
        return strings(pa.array(table[name], from_pandas=True))

    @staticmethod
    def joined(table: Any, columns: pa.Table) -> Any:
        made = columns.to_pandas()
        return table.assign(**{name: made[name].set_axis(table.index) for name in made.columns})


class _Polars:
    @staticmethod
    def names(table: Any) -> list[str]:
        return list(table.columns)

    @staticmethod
    def column(table: Any, name: str) -> Any:
        return strings(table.get_column(name).to_arrow())

    @staticmethod
    def joined(table: Any, columns: pa.Table) -> Any:
        import polars

        made = polars.from_arrow(columns)
        assert isinstance(made, polars.DataFrame)
        return table.with_columns(made.get_columns())


def _empty(table: pa.Table) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in table.schema], schema=table.schema)
