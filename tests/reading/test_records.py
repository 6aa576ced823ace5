"""Files of every kind, folders, packed files and standard input, and what is said of those that cannot be read."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sayso.errors import EmptyReport, MalformedInput, MissingInput, ReadingError, UndecodableText, UsageError
from sayso.model import Report
from sayso.reading.inputs import LARGEST_REPORT, Given
from sayso.reading.jsonl import LineError
from sayso.reading.records import read_records

TEXT = "Das Hafenamt bestätigte am Montag den Kauf von zwanzig Schiffen."
PAGE = (
    '<html><head><link rel="canonical" href="https://bote.example/kauf"><meta property="article:published_time" '
    f'content="2025-04-28T10:00:00+02:00"></head><body><article><h1>Kauf bestätigt</h1><p>{TEXT}</p></article></body>'
)


def read(path, given=None, told=None) -> list:
    return list(read_records(Path(path), given or Given(), (told if told is not None else []).append))


def reason(found) -> str:
    assert isinstance(found, LineError)
    return found.message


def test_a_page_says_when_it_was_published_and_where_it_stands(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")  # the content tells, not the name
    (report,) = read(tmp_path / "a.txt")
    assert (report.title, report.published, report.published_from) == ("Kauf bestätigt", "2025-04-28", "page")
    assert report.published_at == "2025-04-28T10:00:00+02:00"
    assert report.url == report.canonical_url == "https://bote.example/kauf"
    assert report.modified_at is None


def test_a_day_without_an_hour_and_an_hour_without_a_zone_are_no_moment(tmp_path):
    for written in ("2025-04-28", "2025-04-28T10:00:00"):
        (tmp_path / "a.html").write_text(PAGE.replace("2025-04-28T10:00:00+02:00", written), "utf-8")
        (report,) = read(tmp_path / "a.html")
        assert (report.published, report.published_at) == ("2025-04-28", None)


def test_what_is_given_wins_over_the_page_and_fills_gaps_of_lines(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (report,) = read(tmp_path / "a.html", Given(published="2024", outlet="Kurier"))
    assert (report.published, report.published_from, report.outlet) == ("2024", "given", "Kurier")
    rows = [{"text": TEXT, "outlet": "Bote"}, {"text": TEXT}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert [found.outlet for found in read(tmp_path / "a.jsonl", Given(outlet="Kurier"))] == ["Bote", "Kurier"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_day_for_many_is_that_of_those_that_tell_none(tmp_path, packed):
    dated, code = {"text": TEXT, "published": "2023"}, f"{TEXT}\n\n© dpa-infocom, dpa:250305-930-441122/1"
    mail = (
        f"Date: Mon, 28 Apr 2025 10:00:00 +0200\nFrom: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}"
    )
    files = {"a.html": PAGE, "b.txt": TEXT, "c.jsonl": json.dumps(dated), "d.eml": mail, "e.txt": code}
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    if packed:
        with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
    found = read(tmp_path / "reports.zip" if packed else folder, Given(published="2024-01-02"))
    assert [(report.published, report.published_from) for report in found] == [
        ("2025-04-28", "page"),
        ("2024-01-02", "given"),
        ("2023", "given"),
        ("2025-04-28", "page"),
        ("2025-03-05", "text"),
    ]


def test_an_address_belongs_to_one_report(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}), "utf-8")
    for path in (tmp_path / "a.jsonl", tmp_path):
        with pytest.raises(UsageError, match="--url is the address of one report"):
            read(path, Given(url="https://bote.example/1"))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz"])
def test_a_packed_file_is_what_is_in_it(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode(), mtime=0))
    assert [report.text for report in read(tmp_path / name)] == [TEXT]
    (tmp_path / name).write_bytes(gzip.compress(PAGE.encode(), mtime=0))
    assert [report.title for report in read(tmp_path / name)] == ["Kauf bestätigt"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (gzip.compress(TEXT.encode(), mtime=0)[:-10], "packed bytes are broken"),
        (b"\x1f\x8b" + bytes(60), "packed bytes are broken"),
        (gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), "an archive inside an archive"),
    ],
)
def test_packed_files_that_are_broken(tmp_path, content, why):
    (tmp_path / "a.txt.gz").write_bytes(content)
    with pytest.raises(MalformedInput, match=rf"a\.txt\.gz: .*{why}.*\. \w"):
        read(tmp_path / "a.txt.gz")


def test_a_small_file_that_unpacks_to_a_large_one_is_refused_before_it_is_held(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bytes(LARGEST_REPORT + 2), mtime=0))
    with pytest.raises(MalformedInput, match="more than the 32,000,000 bytes"):
        read(tmp_path / "a.txt.gz")


def test_a_torn_packed_list_gives_what_it_has(tmp_path):
    lines = b"".join(json.dumps({"text": f"{TEXT} {number}"}).encode() + b"\n" for number in range(3_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0)[:-2_000])
    *reports, last = read(tmp_path / "a.jsonl.gz")
    assert reports
    assert all(isinstance(report, Report) for report in reports)
    assert "packed bytes are broken" in reason(last)


def test_a_line_that_never_ends_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * LARGEST_REPORT)
    with pytest.raises(MalformedInput, match=r"a\.jsonl, line 1: .*No report is as long"):
        read(tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("name", "content", "kind", "why"),
    [
        ("leer.txt", b"", EmptyReport, "there is no text in it"),
        ("leer.html", b"", EmptyReport, "there is nothing in it"),
        ("bild.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", UndecodableText, "a PNG picture"),
        ("liste.json", b'[\n {"text": "a"}\n]', MalformedInput, "not one object on each line"),
        ("seite.html", b"kein Zeichen von HTML", MalformedInput, "there is no HTML in it"),
        ("leer.parquet", b"", MalformedInput, "no Parquet file"),
        ("leer.csv", b"", MalformedInput, "no column 'text'"),
        ("leer.zip", b"", MalformedInput, "archive is broken"),
        ("leer.pdf", b"", MalformedInput, "PDF file is broken"),
        ("leer.eml", b"", EmptyReport, "there is no text in it"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, kind, why):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(kind) as caught:
        read(tmp_path / name)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / name}: ")
    assert why in message
    assert message.count(". ") >= 1, "no word of what to do"


def test_reading_text_loads_no_reader_of_pages(tmp_path):
    (tmp_path / "a.txt").write_text(
        f"{TEXT} Das hat der Sprecher nicht gesagt, aber es ist in der Stadt bekannt.", "utf-8"
    )
    code = (
        "import sys; from pathlib import Path; from sayso.reading.records import read_records; "
        f"list(read_records(Path({str(tmp_path / 'a.txt')!r}))); "
        "print(sorted({'lxml', 'trafilatura', 'warcio', 'pypdf', 'numpy', 'py3langid'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


def test_an_empty_list_holds_nothing(tmp_path):
    (tmp_path / "leer.jsonl").write_bytes(b"")
    assert read(tmp_path / "leer.jsonl") == []


def test_a_missing_file_and_a_link_that_leads_nowhere(tmp_path):
    with pytest.raises(MissingInput, match="there is no such file"):
        read(tmp_path / "nichts.html")
    (tmp_path / "link.txt").symlink_to(tmp_path / "fort")
    with pytest.raises(MissingInput, match="a link to a file that is not there"):
        read(tmp_path / "link.txt")


# --- folders ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path) -> Path:
    root = tmp_path / "ordner"
    (root / "b").mkdir(parents=True)
    (root / "b" / "zwei.html").write_text(PAGE, "utf-8")
    (root / "a.txt").write_text(TEXT, "utf-8")
    (root / "c.jsonl").write_text(json.dumps({"id": "r1", "text": TEXT}) + "\n{torn", "utf-8")
    (root / "d.txt").write_bytes(b"")
    (root / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (root / "stil.css").write_text("p { color: red }")
    (root / ".versteckt.txt").write_text(TEXT)
    (root / "e.txt").symlink_to(root / "fort.txt")
    (root / "kreis").symlink_to(root)
    return root


def test_a_folder_is_read_in_one_order_and_says_what_it_left_out(folder):
    told: list[str] = []
    found = read(folder, told=told)
    names = [record.given_id if isinstance(record, Report) else record.id for record in found]
    assert names == ["a.txt", "b/zwei.html", "r1", None, "d.txt", "e.txt"]
    assert "c.jsonl, line 2" in reason(found[3])
    assert "there is no text in it" in reason(found[4])
    assert "a link to a file that is not there" in reason(found[5])
    passed = {message.removeprefix(f"{folder}{os.sep}").partition(":")[0] for message in told}
    assert passed == {"bild.png", "stil.css", "kreis"}
    assert all("passed over" in message for message in told)


def test_a_folder_that_may_not_be_opened_is_told_of(folder, monkeypatch):
    listed = os.listdir

    def refuse(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refuse)
    told: list[str] = []
    assert "a.txt" in [record.given_id for record in read(folder, told=told) if isinstance(record, Report)]
    assert any("cannot be opened (Permission denied)" in message for message in told)


def test_an_empty_folder_holds_nothing(tmp_path):
    assert read(tmp_path) == []


# --- standard input ---------------------------------------------------------------------------------------------------


class Pipe(io.RawIOBase):
    """A stream that cannot go back, and gives a few bytes at a time."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._rest.readinto(memoryview(buffer)[:7])


def pipe(monkeypatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(content)), "utf-8"))


def parquet() -> bytes:
    pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        PAGE.encode(),
        json.dumps({"text": TEXT}).encode(),
        f"id,text\n1,{TEXT}\n".encode(),
        gzip.compress(TEXT.encode(), mtime=0),
        "parquet",
    ],
    ids=["text", "page", "json lines", "csv", "gzip", "parquet"],
)
def test_standard_input_is_of_any_kind(monkeypatch, content):
    pipe(monkeypatch, parquet() if content == "parquet" else content)
    (report,) = read("-")
    assert TEXT in report.text


def test_errors_on_standard_input_name_it(monkeypatch):
    pipe(monkeypatch, b"PK\x03\x04 no archive")
    with pytest.raises(ReadingError, match=r"^standard input: the archive is broken"):
        read("-")
