"""What an input is shows in its first bytes; its name decides where they do not tell."""

import gzip
import json

import pytest

from sayso.reading.kinds import column_names, delimiter_of, recognise

MAIL = (
    b"From: Bote <post@bote.example>\r\nDate: Mon, 28 Apr 2025 10:00:00 +0200\r\nSubject: Kauf\r\n\r\nDas Amt schwieg."
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<!DOCTYPE html><html><body>", "page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "">\n<html>', "page"),
        ("<html><body><p>Tag".encode("utf-16"), "page"),
        (b"<!-- saved -->\n<div class='a'><p>Text", "page"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        (b'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="x">', "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (b'{"id": "a", "text": "Er schwieg."}\n{"id": "b"}\n', "json lines"),
        (b'{"id": "a", "text": "' + b"lang " * 2_000, "json lines"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "warc"),
        (gzip.compress(b"WARC/1.0", mtime=0), "gzip"),
        (b"PK\x03\x04\x14", "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"PAR1", "parquet"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (MAIL, "mail"),
        (b"id;text;title\n1;Er schwieg.;Kauf\n", "csv"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", "", ".foo"])
def test_content_decides_whatever_the_name_says(head, kind, suffix):
    assert recognise(head, suffix) == kind


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        ("Das Amt bestätigte den Kauf.".encode(), ".txt", "text"),
        (b"Das Amt schwieg.", "", "text"),
        (b"no tags at all", ".html", "page"),
        (b"broken json {", ".jsonl", "json lines"),
        (b"titel;wer", ".csv", "csv"),
        (b"From Moskau: Der Sprecher sagte: nichts.\n\nDoch dann.", ".txt", "text"),
        (b"{Anmerkung: hier fehlt ein Satz}", ".txt", "text"),
        (b"<i>kursiv</i> begann der Text", ".txt", "text"),
        (b"Ein Text, und noch ein text, sagte er.", ".txt", "text"),
        (b"Von: Anna Muster\nDer Rat tagt.", ".txt", "text"),
    ],
)
def test_the_name_decides_where_the_content_does_not_tell(head, suffix, kind):
    assert recognise(head, suffix) == kind


@pytest.mark.parametrize(
    ("head", "suffix"), [(b"\x89PNG\r\n\x1a\n", ".png"), (b"body { color: red }", ".css"), (b"\x00\x01", ".bin")]
)
def test_other_kinds_are_none(head, suffix):
    assert recognise(head, suffix) is None


def test_json_that_is_not_one_object_a_line_is_none():
    assert recognise(json.dumps([{"text": "a"}], indent=1).encode(), ".json") is None
    assert recognise(json.dumps({"text": "a"}, indent=1).encode(), ".json") is None


@pytest.mark.parametrize(
    ("line", "sign"), [("id,text", ","), ("id;text;a,b", ";"), ("a\ttext", "\t"), ('"x"|"text"', "|"), ("a;b;c", ";")]
)
def test_columns_are_parted_where_a_text_shows(line, sign):
    assert delimiter_of(line) == sign


def test_names_of_columns_without_case_and_blanks():
    assert column_names('"ID" , Text') == ["id", "text"]
