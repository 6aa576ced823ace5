"""Batches from file to file: one line in and one line out, in order, and what a second run finds."""

import json
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.errors import MalformedInput, MissingInput, UsageError
from sayso.interfaces.extraction import Totals, extract
from sayso.interfaces.wire import reading_from_json

COUNT = 20


def report(number: int) -> dict:
    return {"id": f"r{number}", "text": f"Das Hafenamt bestätigte den Kauf von {number + 2} Schiffen."}


@pytest.fixture
def source(tmp_path):
    """Twenty reports, the third a line that is no JSON, the fifth without words."""
    rows = [json.dumps(report(number)) for number in range(COUNT)]
    rows[2] = '{"id": "torn", '
    rows[4] = '{"id": "void", "text": "  "}'
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.fixture
def whole(source, tmp_path) -> bytes:
    """What one process makes of the twenty reports."""
    extract(source, tmp_path / "whole.jsonl")
    return (tmp_path / "whole.jsonl").read_bytes()


def test_one_line_in_gives_one_line_out_in_order_with_the_ids_given(source, tmp_path):
    told: list[int] = []
    totals = extract(source, tmp_path / "out.jsonl", on_line=told.append)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert totals == Totals(read=COUNT - 2, failed=2, skipped=0)
    assert told == list(range(1, COUNT + 1))
    expected = [f"r{number}" for number in range(COUNT)]
    expected[2], expected[4] = None, "void"
    assert [line["id"] for line in lines] == expected
    for line in lines:
        assert set(line) == {"id", "error"} if line["id"] in (None, "void") else line["statements"]
    assert "line 3" in lines[2]["error"]
    assert "there is no text" in lines[4]["error"]


def test_every_line_that_is_no_error_is_a_reading(whole):
    lines = [line for line in whole.splitlines() if b'"error"' not in line]
    assert len([reading_from_json(line) for line in lines]) == COUNT - 2


def test_several_processes_write_the_very_same_bytes(source, whole, tmp_path):
    totals = extract(source, tmp_path / "out.jsonl", workers=2)
    assert totals == Totals(COUNT - 2, 2, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.parametrize("lines", [0, 1, 3, COUNT])
@pytest.mark.parametrize("torn", [b"", b'{"schema": "sayso.rea'])
def test_a_batch_that_was_cut_off_goes_on_behind_its_last_whole_line(source, whole, tmp_path, lines, torn):
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:lines]) + torn)
    told: list[int] = []
    totals = extract(source, out, resume=True, on_line=told.append)
    assert out.read_bytes() == whole
    assert totals.skipped == lines
    assert totals.read + totals.failed == COUNT - lines
    assert told == list(range(lines + 1, COUNT + 1))


def test_to_resume_what_was_never_begun_is_to_begin(source, whole, tmp_path):
    assert extract(source, tmp_path / "out.jsonl", resume=True).skipped == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_without_resume_what_was_there_gives_way(source, whole, tmp_path):
    (tmp_path / "out.jsonl").write_bytes(b"old\nold\n")
    assert extract(source, tmp_path / "out.jsonl").skipped == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_an_empty_batch_gives_an_empty_file(tmp_path):
    (tmp_path / "in.jsonl").touch()
    assert extract(tmp_path / "in.jsonl", tmp_path / "out.jsonl") == Totals(0, 0, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_line_that_ends_inside_a_string_stays_one_line(tmp_path):
    texts = ["Das Hafenamt bestätigte\u2028den Kauf.", "Das Hafenamt bestätigte\r\nden Kauf."]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts), "utf-8")
    extract(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["report"]["text"] for line in lines] == texts


# --- Parquet -------------------------------------------------------------------------------------------------------


def test_parquet_in_and_out_hold_the_same_readings(tmp_path):
    rows = [report(number) for number in range(3)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert extract(tmp_path / "in.parquet", tmp_path / "out.parquet") == Totals(3, 0, 0)
    extract(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == ["reading"]
    assert table["reading"].to_pylist() == (tmp_path / "out.jsonl").read_text("utf-8").splitlines()


def test_an_empty_batch_gives_a_parquet_file_without_rows(tmp_path):
    (tmp_path / "in.jsonl").touch()
    extract(tmp_path / "in.jsonl", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_a_parquet_file_cannot_be_resumed(source, tmp_path):
    with pytest.raises(UsageError, match="cannot be resumed"):
        extract(source, tmp_path / "out.parquet", resume=True)


# --- what is refused, and leaves everything as it was -----------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_an_input_that_is_not_there_leaves_an_earlier_output_as_it_was(tmp_path, name, workers):
    (tmp_path / name).write_bytes(b"an earlier run")
    with pytest.raises(MissingInput, match=r"gone\.jsonl: there is no such file"):
        extract(tmp_path / "gone.jsonl", tmp_path / name, workers=workers)
    assert (tmp_path / name).read_bytes() == b"an earlier run"


def test_an_input_that_is_no_parquet_leaves_an_earlier_output_as_it_was(tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"no columns here")
    (tmp_path / "out.jsonl").write_bytes(b"an earlier run")
    with pytest.raises(MalformedInput, match="no Parquet file"):
        extract(tmp_path / "in.parquet", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b"an earlier run"


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_the_input_is_never_written_over_under_any_name(source, link):
    before, out = source.read_bytes(), source
    if link is not None:
        out = source.with_name("other.jsonl")
        link(source, out)
    for resume in (False, True):
        with pytest.raises(UsageError, match="this is the input itself"):
            extract(source, out, resume=resume)
    assert source.read_bytes() == before


def test_an_output_in_a_folder_that_is_not_there_is_refused(source, tmp_path):
    with pytest.raises(UsageError, match=r"no/out\.jsonl: there is no folder .*no\. Make it first"):
        extract(source, tmp_path / "no" / "out.jsonl")


def test_an_output_that_is_a_folder_is_refused(source, tmp_path):
    with pytest.raises(UsageError, match="this is a folder"):
        extract(source, tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs this may write anything")
@pytest.mark.parametrize("there", [True, False])
def test_an_output_that_may_not_be_written_is_refused(source, tmp_path, there):
    folder = tmp_path / "locked"
    folder.mkdir()
    out = folder / "out.jsonl"
    if there:
        out.touch(mode=0o400)
    folder.chmod(0o500)
    with pytest.raises(UsageError, match="not allowed to write it"):
        extract(source, out)


def test_a_missing_permission_is_told_of_whoever_runs_this(source, tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.interfaces.extraction.os.access", lambda path, mode: False)
    with pytest.raises(UsageError, match=r"out\.jsonl: you are not allowed to write it\. Change its permissions"):
        extract(source, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_parquet_without_pyarrow_says_what_to_install(source, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install"):
        extract(source, tmp_path / "out.parquet")
