"""PySpark DataFrames: checked where they lie, lazily and partition by partition.

Each worker process makes its checker once, with one thread, for Spark has a task a core. The package must be installed on
the workers. A configuration travels with the job; folders that it names must lie in the same place everywhere. Every row
is checked by itself, so a lost worker, another number of partitions and one machine give the same rows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, StructField, StructType

from . import _table
from ._checker import Checker, Config

FINDING = (
    "struct<rule:string,family:string,severity:string,category:string,text:string,message:string,suggestion:string,"
    "certainty:double,machine:double,penalty:double,"
    "start:bigint,end:bigint,start_byte:bigint,end_byte:bigint,line:bigint,column:bigint>"
)
#: What a check adds to a row.
COLUMNS = f"score double, estimate double, machine double, verdict string, findings array<{FINDING}>"
#: What an audit has of a row.
ENTRY = (
    "verdict string, score double, estimate double, machine double, words bigint, penalty double, "
    "minor bigint, major bigint, critical bigint, rules array<string>, entry string"
)


def check(
    df: DataFrame,
    text: str = "text",
    *,
    source: str | None = None,
    prefix: str = "",
    config: Config = None,
    rules: Sequence[str | os.PathLike[str]] = (),
    lang: str | None = None,
    source_lang: str | None = None,
    format: str | None = None,
) -> DataFrame:
    """Returns the DataFrame with the columns score, estimate, machine, verdict and findings, as check_table does."""
    checker = Checker(config, rules, lang=lang, source_lang=source_lang, format=format, threads=1)
    new = [StructField(prefix + field.name, field.dataType) for field in _fields(COLUMNS)]
    schema = StructType([*df.schema.fields, *new])

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield checker.check_table(batch, text, source=source, prefix=prefix)

    return df.mapInArrow(work, schema)


def audit(
    df: DataFrame,
    text: str = "text",
    *,
    id: str = "id",
    lang: str | None = None,
    source: str | None = None,
    source_lang: str | None = None,
    config: Config = None,
    rules: Sequence[str | os.PathLike[str]] = (),
    format: str | None = None,
) -> DataFrame:
    """Returns what an audit keeps of each row: its id, its fields, verdict, sums, the rules that found something, and all
    of it as a line (entry) for :func:`write`.

    ``text``, ``id``, ``lang``, ``source`` and ``source_lang`` name columns; all others are the fields of the record,
    by which reports are grouped. Rows without a text are left out. ``totals`` and ``rules`` sum it up.
    """
    checker = Checker(config, rules, format=format, threads=1)
    roles = {"text": text, "lang": lang, "source": source, "source_lang": source_lang}
    named = {role: column for role, column in roles.items() if column is not None}
    others = [
        field
        for field in df.schema.fields
        if field.name not in {*named.values(), id} and not isinstance(field.dataType, BinaryType)
    ]
    fields = F.to_json(F.struct(F.col(f"`{id}`").alias("id"), *(F.col(f"`{field.name}`") for field in others)))
    kept = StructType([df.schema[id], *others])
    clashing = {field.name for field in kept} & {field.name for field in _fields(ENTRY)}
    if clashing:
        raise ValueError(f"The DataFrame has a column {min(clashing)!r}, as the audit has: rename it first")
    roles_in = [F.col(f"`{column}`").cast("string").alias(f"mtlint {role}") for role, column in named.items()]
    slim = df.where(F.col(f"`{text}`").isNotNull()).select(
        *(F.col(f"`{field.name}`") for field in kept), *roles_in, fields.alias("mtlint fields")
    )

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            table = pa.table({role: batch.column(f"mtlint {role}") for role in [*named, "fields"]})
            made = checker._native.entries(table).combine_chunks()
            arrays = [batch.column(field.name) for field in kept]
            arrays += [pa.concat_arrays(column.chunks) for column in made.columns]
            yield pa.RecordBatch.from_arrays(arrays, names=[*kept.names, *made.column_names])

    return slim.mapInArrow(work, StructType([*kept, *_fields(ENTRY)]))


def totals(audited: DataFrame, *by: str) -> DataFrame:
    """Sums an audit up as ``mtlint audit query --by`` does; without a field, all of it."""
    found = F.sum(F.col("minor") + F.col("major") + F.col("critical"))
    words = F.sum("words")
    verdicts = [F.sum((F.col("verdict") == name).cast("int")).alias(name) for name in ("pass", "review", "fail")]
    means = [F.round(F.avg(name), digits).alias(name) for name, digits in (("score", 2), ("estimate", 2), ("machine", 3))]
    sums = [F.sum(name).alias(name) for name in ("minor", "major", "critical")]
    rate = F.round(F.lit(1000.0) * found / F.nullif(words, F.lit(0)), 2).alias("per_1000_words")
    return audited.groupBy(*by).agg(
        F.count("*").alias("documents"), words.alias("words"), *means, *verdicts, *sums, rate
    )


def rules(audited: DataFrame) -> DataFrame:
    """Counts the findings of each rule, the most first."""
    found = audited.select(F.explode("rules").alias("rule"))
    return found.groupBy("rule").agg(F.count("*").alias("findings")).orderBy(F.desc("findings"), "rule")


def write(audited: DataFrame, folder: str, mode: str = "error") -> None:
    """Writes an audit as the lines that ``mtlint audit report --from FOLDER`` reads, packed with gzip."""
    audited.select("entry").write.mode(mode).text(folder, compression="gzip")


def _fields(names: str) -> list[StructField]:
    """The fields of a schema in Spark's words."""
    schema: Any = StructType.fromDDL(names)
    return list(schema.fields)
