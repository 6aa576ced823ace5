"""One report a line; a line that cannot be read is told of and the next one is read."""

import builtins
import datetime
import io
import json

import pytest

from sayso.errors import MalformedInput, MissingInput, ReadingError
from sayso.model import Report
from sayso.reading.jsonl import LineError, read_jsonl
from sayso.reading.records import read_records

TEXT = "Der Hafen ist gesperrt.\u2028Das teilte die Verwaltung mit.\r\n"


def lines(*objects):
    return [item if isinstance(item, bytes) else json.dumps(item).encode() for item in objects]


def test_all_fields():
    line = {"id": "r1", "text": TEXT, "title": "Hafen gesperrt", "published": "2025-04", "outlet": "Bote"}
    line |= {"url": "https://bote.example/1", "language": "de", "rubrik": ["passed", "over"]}
    (report,) = read_jsonl(lines(line))
    assert isinstance(report, Report)
    assert (report.given_id, report.text, report.title, report.published) == ("r1", TEXT, "Hafen gesperrt", "2025-04")
    assert (report.outlet, report.url, report.language) == ("Bote", "https://bote.example/1", "de")


def test_only_a_text():
    (report,) = read_jsonl(lines({"text": "The port is closed, the city said on Monday.", "title": None, "url": ""}))
    assert isinstance(report, Report)
    assert (report.language, report.published, report.published_from) == ("en", None, "unknown")
    assert (report.title, report.url) == (None, None)
    assert report.id


def test_a_file_with_mark_empty_lines_and_windows_line_ends():
    content = b"\xef\xbb\xbf" + b"\r\n".join(lines({"id": "a", "text": TEXT}, b"", {"id": "b", "text": TEXT})) + b"\r\n"
    assert [report.given_id for report in read_jsonl(io.BytesIO(content))] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "id", "words"),
    [
        (b"{", None, "no valid JSON at character 1"),
        (b"[]", None, "this is a list"),
        (b'{"id": "a", "text": "\xe4"}', None, "byte 0xE4 at offset 21"),
        ({"id": "a"}, "a", "the field 'text' is missing"),
        ({"id": "a", "text": None}, "a", "the field 'text' is missing"),
        ({"id": "a", "text": 5}, "a", "the field 'text' is a number"),
        ({"id": "a", "text": " "}, "a", "there is no text"),
        ({"id": "a", "text": TEXT, "title": ["x"]}, "a", "the field 'title' is a list"),
        ({"id": "a", "text": TEXT, "published": 2025}, "a", "the field 'published' is a number"),
        ({"id": "a", "text": TEXT, "published": "gestern"}, "a", "'gestern' is no date"),
        ({"id": "a", "text": TEXT, "language": "Deutsch!"}, "a", "the field 'language'"),
        ({"id": {}, "text": TEXT}, None, "the field 'id' is an object"),
        ({"id": True, "text": TEXT}, None, "the field 'id' is true or false"),
        ({"id": "a", "text": "\ud800"}, "a", "U+D800 at offset 0"),
        (b'{"id": ' + b"[" * 100_000, None, "JSON"),
    ],
)
def test_errors_name_line_and_field(line, id, words):
    good = {"id": "good", "text": TEXT}
    before, error, after = read_jsonl(lines(good, line, good), source="in.jsonl")
    assert isinstance(before, Report)
    assert isinstance(after, Report)
    assert isinstance(error, LineError)
    assert (error.line, error.id) == (2, id)
    assert error.message.startswith("in.jsonl, line 2: ")
    assert words in error.message


def test_numbers_serve_as_ids():
    assert [report.given_id for report in read_jsonl(lines({"id": 5, "text": TEXT}, {"id": 0, "text": TEXT}))] == [
        "5",
        "0",
    ]


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "in.parquet"
    days = [datetime.date(2025, 4, 28), None, None]
    pq.write_table(pa.table({"id": [1, 2, 3], "text": [TEXT, None, TEXT], "published": days, "note": [0, 0, 0]}), path)
    first, error, last = read_records(path)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.given_id, first.text, first.published) == ("1", TEXT, "2025-04-28")
    assert error == LineError(2, "2", f"{path}, row 2: the field 'text' is missing. Give the report's text in it.")
    assert last.published is None


def test_parquet_errors(tmp_path, monkeypatch):
    pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "in.parquet"
    with pytest.raises(MissingInput):
        next(read_records(path))
    path.write_bytes(b"no parquet at all")
    with pytest.raises(MalformedInput, match="no Parquet file"):
        next(read_records(path))
    pq.write_table(pa.table({"words": ["a"]}), path)
    with pytest.raises(MalformedInput, match="no column 'text'"):
        next(read_records(path))
    found = builtins.__import__

    def without_pyarrow(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pyarrow)
    with pytest.raises(ReadingError, match=r"pip install 'sayso\[parquet\]'"):
        next(read_records(path))
