"""Spark on a cluster of two workers, with a worker killed in the middle: the rows are those of one machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import mtlint
import pytest
from articles import records
from conftest import command

pyspark = pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")
if not shutil.which("java"):
    pytest.skip("there is no Java for Spark", allow_module_level=True)

COUNT = 240
PARTITIONS = 12


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    scratch = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.local.dir": str(scratch),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("mtlint")
    for name, value in settings.items():
        builder = builder.config(name, value)
    # Workers keep their files in a folder `work` here.
    here = Path.cwd()
    os.chdir(scratch)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    work = Path(pyspark.__file__).parent / "work" / session.sparkContext.applicationId
    session.stop()
    os.chdir(here)
    shutil.rmtree(work, ignore_errors=True)


@pytest.fixture(scope="module")
def rows():
    return list(records(COUNT))


def frame(spark, rows):
    return spark.createDataFrame(pa.Table.from_pylist(rows).to_pandas()).repartitionByRange(PARTITIONS, "id")


def executors(spark) -> list[int]:
    """The processes of this application's executors: Java's, one a worker."""
    out = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in out.splitlines() if "CoarseGrainedExecutorBackend" in line]
    return [int(line.split()[0]) for line in lines if spark.sparkContext.applicationId in line]


def both_workers(spark) -> list[int]:
    """The executors, when there are two that have worked."""
    for _ in range(60):
        spark.range(64, numPartitions=16).selectExpr("sum(id)").collect()
        if len(found := executors(spark)) == 2:
            return found
        time.sleep(1)
    pytest.fail("the cluster has no two workers after a minute")


def test_rows_of_a_cluster_that_lost_a_worker_are_those_of_one_machine(spark, rows):
    import mtlint.spark

    checked = mtlint.spark.check(frame(spark, rows))
    assert [f.name for f in checked.schema.fields][-5:] == ["score", "estimate", "machine", "verdict", "findings"]
    started = both_workers(spark)
    done = threading.Event()
    killed = []

    def kill():
        tracker = spark.sparkContext.statusTracker()
        while not done.is_set():
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == PARTITIONS and 2 <= stage.numCompletedTasks < PARTITIONS - 2 for stage in stages):
                os.kill(started[0], signal.SIGKILL)
                killed.append(started[0])
                return
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    result = checked.collect()
    done.set()
    thread.join()
    assert killed, "the job was over before a worker could be killed"
    assert started[0] not in executors(spark)
    expected = mtlint.Checker(threads=1).check_table(pa.Table.from_pylist(rows)).to_pylist()
    assert sorted((row.asDict(recursive=True) for row in result), key=lambda row: row["id"]) == expected
    assert sum(len(row["findings"]) for row in expected) > 50


def test_an_audit_of_a_cluster_is_that_of_the_command(spark, rows, tmp_path):
    import mtlint.spark

    audited = mtlint.spark.audit(frame(spark, rows)).cache()
    mtlint.spark.write(audited, str(tmp_path / "results"))
    audited.write.parquet(str(tmp_path / "parquet"))
    stream = tmp_path / "records.jsonl"
    stream.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run = command("audit", str(stream), "--db", str(tmp_path / "audit.db"), "--no-config", "--quiet")
    assert run.returncode == 0, run.stderr
    for arguments in (["report", "--by", "site"], ["query", "--by", "site", "--by", "engine"], ["query", "findings", "--by", "rule"]):
        expected = command("audit", *arguments, "--db", str(tmp_path / "audit.db")).stdout
        assert len(expected.splitlines()) > 4
        for folder in ("results", "parquet"):
            out = command("audit", *arguments, "--from", str(tmp_path / folder))
            assert out.stdout == expected, (arguments, folder, out.stderr)
    compared = command("audit", "compare", str(tmp_path / "results"), str(tmp_path / "audit.db"))
    assert compared.stdout == command("audit", "compare", *[str(tmp_path / "audit.db")] * 2).stdout != ""

    database = sqlite3.connect(tmp_path / "audit.db")
    sums = "count(*), sum(words), round(avg(score), 2), round(avg(machine), 3), sum(verdict = 'fail'), sum(major)"
    by_site = f"SELECT metadata ->> 'site', {sums} FROM documents GROUP BY 1 ORDER BY 1"
    totals = mtlint.spark.totals(audited, "site").orderBy("site").collect()
    names = ["site", "documents", "words", "score", "machine", "fail", "major"]
    assert [tuple(row[name] for name in names) for row in totals] == database.execute(by_site).fetchall()
    counts = "SELECT rule, count(*) FROM findings WHERE aside IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    assert [tuple(row) for row in mtlint.spark.rules(audited).collect()] == database.execute(counts).fetchall()
