"""Measures the rate a core of the command, of the package and of Spark over made articles, in one run.

    python benches/python/measure.py target/release/mtlint 100000

A rate is bytes of text by seconds of processor time, all processes and threads together, so other work on the machine
counts little. What starts once (Java, the checker) is left out of Spark's and Python's, and is in the command's 0.1 s.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/python"))

import mtlint
import pyarrow as pa
import pyarrow.parquet as parquet
from articles import article, paragraphs, records

#: Rows of a table that is checked at once.
ROWS = 10_000


def write(folder: Path, count: int) -> int:
    """Writes the articles as Parquet and as JSON lines; returns the bytes of their texts."""
    size = 0
    with open(folder / "articles.jsonl", "w", encoding="utf-8") as lines:
        for first in range(0, count, ROWS):
            rows = list(records(min(ROWS, count - first), first))
            size += sum(len(str(row["text"]).encode()) for row in rows)
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            parquet.write_table(pa.Table.from_pylist(rows), folder / f"part-{first:08}.parquet", row_group_size=1000)
    return size


def used(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def command(program: str, folder: Path) -> float:
    line = [program, "check", "--no-config", "--input-format", "jsonl", "--format", "jsonl", "-"]
    before = used(resource.RUSAGE_CHILDREN)
    with open(folder / "articles.jsonl", "rb") as lines, open(os.devnull, "wb") as out:
        subprocess.run(line, stdin=lines, stdout=out, check=False)
    return used(resource.RUSAGE_CHILDREN) - before


def python(folder: Path, work) -> float:
    before = used(resource.RUSAGE_SELF)
    for file in sorted(folder.glob("*.parquet")):
        work(parquet.read_table(file))
    return used(resource.RUSAGE_SELF) - before


def tree(root: int) -> float:
    """Processor time of a process and all below it, those that have ended with them."""
    ticks, parents = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(pid)] = int(fields[1])
        ticks[int(pid)] = sum(map(int, fields[11:15]))
    below, size = {root}, 0
    while size != len(below):
        size = len(below)
        below |= {pid for pid, parent in parents.items() if parent in below}
    return sum(ticks[pid] for pid in below) / os.sysconf("SC_CLK_TCK")


def spark(folder: Path) -> tuple[float, float]:
    """Processor time of a check by two workers, of Java and Python together; and seconds by the clock."""
    import mtlint.spark
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    path = os.pathsep.join(sys.path)
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.executorEnv.PYTHONPATH", path).config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.local.dir", str(folder)).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    checked = mtlint.spark.check(session.read.parquet(str(folder)))
    checked.limit(20).collect()
    java = session.sparkContext._gateway.proc.pid
    before, begun = tree(java), time.monotonic()
    checked.write.format("noop").mode("overwrite").save()
    cost = tree(java) - before, time.monotonic() - begun
    session.stop()
    return cost


def main() -> None:
    program, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write(folder, count)
        paragraphs.cache_clear()
        print(f"{count} articles, {size / 1e6:.1f} MB, {len(article(0).split())} words in the first")
        mtlint.check("Warm.")
        base = command(program, folder)
        rates = {
            "command": base,
            "check_many": python(folder, lambda table: mtlint.check_many(table["text"].to_pylist())),
            "check_table": python(folder, mtlint.check_table),
        }
        if len(sys.argv) < 4:
            rates["spark"], clock = spark(folder)
            print(f"spark took {clock:.0f} s by the clock")
        for name, seconds in rates.items():
            rate = size / 1e6 / seconds
            print(f"{name:12} {seconds:7.1f} s of a core, {rate:.2f} MB/s, {base / seconds:.2f} of the command")


main()
