"""WARC as crawlers write it: answers, other records, and archives that break off."""

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest

from sayso.model import Report
from sayso.reading import warc
from sayso.reading.inputs import NOTHING, make_input
from sayso.reading.jsonl import LineError
from sayso.reading.records import read_records

TEXT = "Das Hafenamt bestätigte am Montag den Kauf von zwanzig Schiffen. Mehr sagte sein Sprecher nicht."


def page(number: int = 1, text: str = TEXT) -> str:
    return f"<html><body><article><h1>Kauf {number}</h1><p>{text}</p></article></body></html>"


def record(number: int, block: bytes, *, kind: str = "response", content: str = "application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://bote.example/{number}\r\n"
        f"WARC-Date: 2025-04-28T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    number: int, body: bytes | None = None, *, kind="text/html; charset=utf-8", status="200 OK", more=""
) -> bytes:
    body = page(number).encode() if body is None else body
    return record(number, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body)


def read(tmp_path, content: bytes, name="a.warc", told=None) -> list:
    (tmp_path / name).write_bytes(content)
    return list(read_records(Path(tmp_path / name), on_skip=(told if told is not None else []).append))


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


@pytest.mark.parametrize("pack", [lambda *r: b"".join(r), packed], ids=["plain", "gzip"])
def test_pages_are_reports_with_their_address(tmp_path, pack):
    first, second = read(tmp_path, pack(answer(1), answer(2)))
    assert (first.title, first.url, first.given_id) == ("Kauf 1", "https://bote.example/1", "urn:uuid:1")
    assert second.url == "https://bote.example/2"


def test_answers_are_unpacked_and_decoded_as_their_header_says(tmp_path):
    chunk = page().encode()
    records = (
        answer(1, gzip.compress(page().encode()), more="Content-Encoding: gzip\r\n"),
        answer(2, b"%x\r\n%s\r\n0\r\n\r\n" % (len(chunk), chunk), more="Transfer-Encoding: chunked\r\n"),
        answer(3, page().encode("cp1252"), kind="text/html; charset=windows-1252"),
    )
    assert [TEXT in report.text for report in read(tmp_path, b"".join(records))] == [True] * 3


def test_what_holds_no_report_is_passed_over_and_counted(tmp_path):
    told: list[str] = []
    records = (
        record(0, b"software: test\r\n", kind="warcinfo", content="application/warc-fields"),
        answer(1, b"", status="301 Moved"),
        answer(2, b"\x89PNG", kind="image/png"),
        answer(3, b"\x89PNG", kind="image/png"),
        record(4, b"GET / HTTP/1.1\r\n\r\n", kind="request", content="application/http; msgtype=request"),
        answer(5),
    )
    (report,) = read(tmp_path, b"".join(records), told=told)
    assert report.url == "https://bote.example/5"
    assert told == [f"{tmp_path / 'a.warc'}: records without a report passed over: 2 image/png, 1 status 301."]


def test_saved_pages_and_plain_texts_are_read(tmp_path):
    saved = record(1, page().encode(), kind="resource", content="text/html")
    text = record(2, TEXT.encode(), kind="conversion", content="text/plain")
    assert [TEXT in report.text for report in read(tmp_path, saved + text)] == [True, True]


def test_a_bad_record_stops_no_other(tmp_path):
    found = read(
        tmp_path,
        answer(1, b"no gzip", more="Content-Encoding: gzip\r\n") + answer(2, b"<html><body></body></html>") + answer(3),
    )
    assert [isinstance(each, Report) for each in found] == [False, False, True]
    assert found[0].id == "urn:uuid:1"
    assert "record 1 (https://bote.example/1): there is no HTML in it" in found[0].message
    assert "no report was found on this page" in found[1].message


def test_an_archive_packed_as_a_whole_is_read_too(tmp_path):
    whole = gzip.compress(answer(1) + answer(2))
    assert [report.title for report in read(tmp_path, whole, "a.warc.gz")] == ["Kauf 1", "Kauf 2"]
    first, last = read(tmp_path, gzip.compress(answer(1) + answer(2, kind="image/png"))[:-20], "a.warc.gz")
    assert first.title == "Kauf 1"
    assert "the archive breaks" in last.message


@pytest.mark.parametrize("cut", [60, 300, 1_500])
def test_an_archive_cut_short_gives_what_it_has_and_says_so(tmp_path, cut):
    whole = packed(answer(1), answer(2, (page(2) + "<!-- " + "".join(map(chr, range(33, 2_000))) + "-->").encode()))
    first, last = read(tmp_path, whole[:-cut], "a.warc.gz")
    assert first.title == "Kauf 1"
    assert isinstance(last, LineError)
    assert "cut short" in last.message or "the archive breaks" in last.message
    assert "Fetch the archive again" in last.message


def test_bytes_that_only_begin_like_an_archive(tmp_path):
    (error,) = read(tmp_path, b"WARC/1.0\r\n\x00\x00\x00nothing of it")
    assert "the archive breaks" in error.message or "record 1" in error.message


def test_a_page_that_unpacks_to_more_than_a_page_is_refused(tmp_path):
    bomb = gzip.compress(b"<html><body><p>" + b"x" * 40_000_000)
    error, good = read(tmp_path, answer(1, bomb, more="Content-Encoding: gzip\r\n") + answer(2))
    assert "more than the 32,000,000" in error.message
    assert good.url == "https://bote.example/2"


def test_a_large_record_is_passed_over_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "LARGEST_REPORT", 5_000)
    error, good = read(tmp_path, answer(1, page(text=TEXT * 99).encode()) + answer(2))
    assert "more than the 5,000" in error.message
    assert isinstance(good, Report)


class Endless(io.RawIOBase):
    """A crawl of a hundred megabytes that is nowhere held: records of pictures, made as they are asked for."""

    def __init__(self, count: int) -> None:
        self._record = answer(1, bytes(1_000_000), kind="image/png")
        self._left, self._buffer = count, b""

    def readable(self):
        return True

    def readinto(self, into):
        if not self._buffer and self._left:
            self._left, self._buffer = self._left - 1, self._record
        piece, self._buffer = self._buffer[: len(into)], self._buffer[len(into) :]
        into[: len(piece)] = piece
        return len(piece)


def test_a_long_archive_is_never_held_in_memory():
    told: list[str] = []
    item = make_input(io.BufferedReader(Endless(100)), place="crawl", name="crawl.warc")
    tracemalloc.start()
    assert list(warc.read_warc(item, NOTHING, told.append)) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told == ["crawl: records without a report passed over: 100 image/png."]
    assert peak < 20_000_000
