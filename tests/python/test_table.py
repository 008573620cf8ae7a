"""Tables of pyarrow, pandas and polars."""

from __future__ import annotations

import json

import mtlint
import mtlint.audit
import pytest
from conftest import TEXTS, command

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

NEW = ["score", "estimate", "machine", "verdict", "findings"]


def expected(text: str | None) -> dict:
    """What a row must hold: taken from the review's objects."""
    if text is None:
        return dict.fromkeys(NEW)
    review = mtlint.check(text)
    keys = FINDING.names
    findings = [{key: getattr(f, key) for key in keys} for f in review.findings]
    values = (review.score, review.estimate, review.machine, review.verdict, findings)
    return dict(zip(NEW, values))


ROWS = [*TEXTS, None, TEXTS[0]]
TABLE = pa.table({"n": range(len(ROWS)), "text": ROWS})
FINDING = mtlint.check_table(TABLE).schema.field("findings").type.value_type
FINDING = pa.schema(list(FINDING))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_a_table_of_pyarrow_has_five_columns_more(kind):
    column = pa.array(ROWS, pa.string()).cast(kind) if pa.types.is_string_view(kind) is False else pa.array(ROWS, kind)
    table = pa.table({"n": TABLE["n"], "text": column})
    for table in (table, pa.concat_tables([table.slice(0, 3), table.slice(3)]), table.slice(0, 0)):
        checked = mtlint.check_table(table)
        assert checked.column_names == ["n", "text", *NEW]
        assert checked.select(["n", "text"]).equals(table)
        assert checked.select(NEW).to_pylist() == [expected(text) for text in table["text"].to_pylist()]
    [batch] = TABLE.to_batches()
    assert mtlint.check_table(batch).to_pylist() == mtlint.check_table(TABLE).to_pylist()


def test_sources_stand_in_a_column():
    table = pa.table({"en": ["The mill is shut at 5."], "de": ["Die Mühle ist um 4 zu."]})
    checked = mtlint.check_table(table, "en", source="de", prefix="mt_")
    review = mtlint.check("The mill is shut at 5.", source="Die Mühle ist um 4 zu.")
    assert [f["rule"] for f in checked["mt_findings"][0].as_py()] == [f.rule for f in review.findings]
    assert any(f.family == "source" for f in review.findings)


def test_pandas_keeps_its_index():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": ROWS}, index=[f"row {n}" for n in range(len(ROWS))])
    checked = mtlint.check_table(frame)
    assert list(checked.columns) == ["text", *NEW] and list(checked.index) == list(frame.index)
    assert list(checked["verdict"])[:2] == [mtlint.check(text).verdict for text in TEXTS[:2]]
    assert [len(f) for f in checked["findings"][:2]] == [len(mtlint.check(text).findings) for text in TEXTS[:2]]


def test_polars_gets_lists_of_structs():
    polars = pytest.importorskip("polars")
    checked = mtlint.check_table(polars.DataFrame({"text": ROWS}))
    assert checked.columns == ["text", *NEW]
    assert checked.select(NEW).to_dicts() == [expected(text) for text in ROWS]


def test_mistakes_are_told():
    with pytest.raises(KeyError, match="no column 'body'; it has n, text"):
        mtlint.check_table(TABLE, "body")
    with pytest.raises(ValueError, match="a prefix= tells"):
        mtlint.check_table(TABLE.append_column("score", TABLE["n"]))
    with pytest.raises(TypeError, match="not texts"):
        mtlint.check_table(TABLE, "n")
    with pytest.raises(TypeError, match="this is a list"):
        mtlint.check_table([TEXTS[0]])


def test_the_lines_of_an_audit_are_read_as_the_audit_of_the_command(tmp_path):
    records = [{"id": f"r{n}", "text": text * (n % 3 + 1), "site": ["north", "south"][n % 2]} for n, text in enumerate(TEXTS * 3)]
    stream = tmp_path / "records.jsonl"
    stream.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    run = command("audit", str(stream), "--db", str(tmp_path / "audit.db"), "--no-config", "--quiet")
    assert run.returncode == 0, run.stderr
    for part in range(2):
        rows = mtlint.audit.table(pa.Table.from_pylist(records[part * 11 : part * 11 + 11]))
        (tmp_path / "lines").mkdir(exist_ok=True)
        mtlint.audit.write(rows, tmp_path / f"lines/part-{part}.jsonl")
        (tmp_path / "parquet").mkdir(exist_ok=True)
        parquet.write_table(rows, tmp_path / f"parquet/part-{part}.parquet")
    for arguments in (["report"], ["report", "--by", "site"], ["query", "--by", "site"], ["query", "findings", "--by", "rule"]):
        expected = command("audit", *arguments, "--db", str(tmp_path / "audit.db")).stdout
        for folder in ("lines", "parquet"):
            out = command("audit", *arguments, "--from", str(tmp_path / folder))
            assert out.stdout == expected, (arguments, folder, out.stderr)
            assert len(out.stdout.splitlines()) > 2
    compared = command("audit", "compare", str(tmp_path / "lines"), str(tmp_path / "audit.db"))
    assert compared.stdout == command("audit", "compare", *[str(tmp_path / "audit.db")] * 2).stdout != ""
