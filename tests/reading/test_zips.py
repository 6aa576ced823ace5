"""ZIP archives: members where they lie, and archives that are made to harm."""

import io
import json
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from sayso.errors import MalformedInput
from sayso.model import Report
from sayso.reading import zips
from sayso.reading.jsonl import LineError
from sayso.reading.records import read_records

TEXT = "Das Hafenamt bestätigte am Montag den Kauf von zwanzig Schiffen."
PAGE = f"<html><body><article><h1>Kauf</h1><p>{TEXT}</p></article></body></html>"


def archive(members: dict[str, bytes | str], **how) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", how.pop("compression", zipfile.ZIP_DEFLATED), **how) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return sink.getvalue()


def read(tmp_path, content: bytes, told=None) -> list:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    return list(read_records(path, on_skip=(told if told is not None else []).append))


def test_members_are_read_in_their_order_and_one_bad_one_stops_no_other(tmp_path):
    told: list[str] = []
    rows = json.dumps({"id": "r1", "text": TEXT}) + "\n{torn"
    members = {
        "z.html": PAGE, "b/": "", "b/a.txt": TEXT, "leer.txt": "", "bild.png": b"\x89PNG\r\n\x1a\n", "r.jsonl": rows,
        "innen.zip": archive({"x.txt": TEXT}), "letzte.txt": TEXT,
    }  # fmt: skip
    found = read(tmp_path, archive(members), told)
    names = [record.given_id if isinstance(record, Report) else record.id for record in found]
    assert names == ["z.html", "b/a.txt", "leer.txt", "r1", None, "innen.zip", "letzte.txt"]
    bad = [record.message for record in found if isinstance(record, LineError)]
    assert bad[0] == f"{tmp_path / 'a.zip'}: member leer.txt: there is no text in it. Give a report with words."
    assert "member r.jsonl, line 2" in bad[1]
    assert "an archive inside an archive" in bad[2]
    assert told == [f"{tmp_path / 'a.zip'}: member bild.png: this is of no kind that Sayso reads. It was passed over."]


def test_names_that_lead_out_of_the_archive_are_names_only_and_steer_no_terminal(tmp_path):
    found = read(tmp_path, archive({"../../fort.txt": TEXT, "/etc/x.txt": TEXT, "\x1b[31mrot.txt": b""}))
    assert [record.given_id for record in found[:2]] == ["../../fort.txt", "/etc/x.txt"]
    assert "\x1b" not in found[2].message + found[2].id
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    bomb = archive({"gross.txt": bytes(20_000_000), "klein.txt": TEXT})
    with pytest.raises(MalformedInput, match=r"would unpack to 20,000,\d+ bytes from .*read the folder"):
        read(tmp_path, bomb)


def test_a_member_packed_too_tightly_is_refused_and_the_others_are_read(tmp_path):
    noise = bytes(range(256)) * 4_000
    members = archive({"gross.txt": bytes(5_000_000)})
    sink = io.BytesIO(members)
    with zipfile.ZipFile(sink, "a", zipfile.ZIP_STORED) as file:
        file.writestr("rauschen.bin", noise)
        file.writestr("klein.txt", TEXT)
    bomb, text = read(tmp_path, sink.getvalue())
    assert "member gross.txt: it would unpack to 5,000,000 bytes" in bomb.message
    assert text.text == TEXT


def test_members_that_share_their_bytes_are_refused_together(tmp_path):
    """Every entry of the directory leads to the same bytes: each is harmless, all of them are not."""
    content = archive({"a.txt": b"x" * 150_000 + bytes(range(256)) * 8})
    end = content.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack("<HII", content[end + 10 : end + 20])
    entry = content[offset : offset + size]
    times = 200
    closing = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, times * count, times * count, times * size, offset, 0)
    with pytest.raises(MalformedInput, match="the archive would unpack to"):
        read(tmp_path, content[:offset] + entry * times + closing)


def test_limits_on_numbers_and_sizes(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MOST_MEMBERS", 2)
    with pytest.raises(MalformedInput, match="the archive has 3 members, Sayso reads up to 2"):
        read(tmp_path, archive({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    monkeypatch.setattr(zips, "LARGEST_MEMBER", 10)
    (error,) = read(tmp_path, archive({"a.txt": TEXT}))
    assert "up to 10 bytes" in error.message
    monkeypatch.setattr(zips, "LARGEST_WHOLE", 10)
    with pytest.raises(MalformedInput, match="up to 10 bytes"):
        read(tmp_path, archive({"a.txt": TEXT}))


def test_an_archive_cut_short_and_a_damaged_member(tmp_path):
    content = archive({"a.txt": TEXT, "b.txt": TEXT})
    with pytest.raises(MalformedInput, match="archive is broken here"):
        read(tmp_path, content[:-30])
    at = content.index(b"a.txt") + 5
    damaged = content[:at] + bytes(20) + content[at + 20 :]
    error, good = read(tmp_path, damaged)
    assert "member a.txt" in error.message
    assert "broken" in error.message
    assert good.text == TEXT


def test_a_locked_member_says_so(tmp_path):
    content = bytearray(archive({"a.txt": TEXT, "b.txt": TEXT}))
    content[6] |= 1  # the flag in the member, and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    error, good = read(tmp_path, bytes(content))
    assert error.message.endswith("member a.txt: it is locked with a password. Unpack it and read the file.")
    assert good.text == TEXT


def test_an_office_document_is_no_archive(tmp_path):
    with pytest.raises(MalformedInput, match=r"an office document.*Save it as plain text"):
        read(tmp_path, archive({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}))


def test_two_members_of_one_name_are_both_read(tmp_path):
    sink = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(sink, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("a.txt", TEXT)
        file.writestr("a.txt", TEXT + " Mehr nicht.")
    assert [report.text for report in read(tmp_path, sink.getvalue())] == [TEXT, TEXT + " Mehr nicht."]


def test_an_archive_in_a_folder_is_read_there(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.zip").write_bytes(archive({"x.txt": TEXT}))
    assert [report.text for report in read_records(Path(tmp_path))] == [TEXT]
