"""A report holds its text as it was read."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import EmptyReport, MalformedInput, MissingInput, UndecodableText
from sayso.reading.text import read_file, read_text, to_day

REPORT = "Hafenstadt (dpa) - Die Verwaltung hat den Bericht bestätigt, teilte sie am Montag in Hafenstadt mit.\n"

# Signs that rules look at are mixed in, so that parts of all kinds come up.
PIECES = st.sampled_from(
    [
        "Foto: dpa",
        "(dpa)",
        "Hafenstadt (AFP) - ",
        "Von Anna Muster",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "Ein Satz steht hier.",
        "Kopf",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1),
    st.lists(st.one_of(PIECES, st.text("aB .\n(\u2028\x85", max_size=5))).map("".join),
).filter(str.strip)


@given(TEXTS, st.none() | st.sampled_from(["Kopf", "Von Anna Muster", "Foto: dpa"]))
def test_text_stays_and_parts_are_in_order(text, title):
    report = read_text(text, source="x", title=title)
    assert report.text == text
    end = 0
    for part in report.parts:
        assert end <= part.span.start < part.span.end <= len(text)
        words = text[part.span.start : part.span.end]
        assert words == words.strip()
        end = part.span.end


@given(TEXTS)
def test_every_letter_is_in_a_part(text):
    covered = set()
    for part in read_text(text, source="x").parts:
        covered.update(range(part.span.start, part.span.end))
    assert all(index in covered for index, sign in enumerate(text) if sign.isalnum())


def test_report_of_a_text():
    report = read_text(REPORT, source="x", published="2025-04-28", outlet="Bote", url="https://bote.example/1")
    assert (report.text, report.language, report.published, report.published_from) == (
        REPORT,
        "de",
        "2025-04-28",
        "given",
    )
    assert (report.outlet, report.url, report.title) == ("Bote", "https://bote.example/1", None)
    assert report.agencies == ("dpa",)


def test_id_depends_on_source_and_text():
    first = read_text(REPORT, source="a", outlet="Bote")
    assert read_text(REPORT, source="b", outlet="Bote").id == first.id
    others = (
        read_text(REPORT, source="a", outlet="Kurier"),
        read_text(REPORT + " ", source="a", outlet="Bote"),
        read_text(REPORT, source="a", outlet="Bote", url="https://bote.example/1"),
    )
    assert len({first.id, *(other.id for other in others)}) == 4
    named = read_text(REPORT, source="a", id="r1")
    assert named.given_id == "r1"
    assert named.id == read_text(REPORT, source="a").id


def test_title_is_the_headline_without_kicker():
    text = f"Hafenstadt\n\nVerwaltung bestätigt den Bericht\n\n{REPORT}"
    assert read_text(text, source="x").title == "Verwaltung bestätigt den Bericht"
    assert read_text(text, source="x", title="Anders").title == "Anders"


@pytest.mark.parametrize("blank", ["", " \n\t", "\u2028\xa0", "\r\n"])
def test_blank_text(blank):
    with pytest.raises(EmptyReport, match=r"leer\.txt"):
        read_text(blank, source="leer.txt")


@pytest.mark.parametrize(("text", "sign"), [("ab\x00c", "U\\+0000 at offset 2"), ("abc\ud800", "U\\+D800 at offset 3")])
def test_signs_that_no_file_can_hold(text, sign):
    with pytest.raises(MalformedInput, match=sign):
        read_text(text, source="x")


@pytest.mark.parametrize(
    ("given_date", "day"),
    [
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        ("2025-04-28", "2025-04-28"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2025-04-28T23:30:00+02:00", "2025-04-28"),
        ("2025-04-28 07:15", "2025-04-28"),
        ("2025-04-28T07:15:00Z", "2025-04-28"),
    ],
)
def test_days(given_date, day):
    assert to_day(given_date, source="x") == day


@pytest.mark.parametrize(
    "bad", ["", "28.04.2025", "2025-13", "2025-02-29", "20250428", "2025-W18-1", "gestern", "2025-04-28T99:00", "0000"]
)
def test_no_days(bad):
    with pytest.raises(MalformedInput, match="date of publication"):
        to_day(bad, source="x")


def test_file_with_mark_and_line_ends(tmp_path: Path):
    path = tmp_path / "bericht.txt"
    path.write_bytes(b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode())
    report = read_file(path, published="2025-04-28")
    assert report.text == REPORT.replace("\n", "\r\n")
    assert report.published == "2025-04-28"


def test_language_of_a_file_is_guessed(tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text("The ministry said that it would not comment on the report.", encoding="utf-8")
    assert read_file(path).language == "en"
    assert read_file(path, language="de").language == "de"
    path.write_text("Xyzzy", encoding="utf-8")
    assert read_file(path).language == "de"


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("cp1252")), encoding="utf-8"))
    assert read_file("-").text == REPORT


def test_errors_on_standard_input_name_it(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\x00b\x00\x00")))
    with pytest.raises(UndecodableText, match="standard input"):
        read_file("-")


def test_missing_inputs(tmp_path: Path, monkeypatch):
    with pytest.raises(MissingInput, match="no such file"):
        read_file(tmp_path / "nichts.txt")
    with pytest.raises(MissingInput, match="folder"):
        read_file(tmp_path)
    with pytest.raises(MissingInput, match="no name of a file"):
        read_file(Path("a\x00b"))

    def forbid(self, mode):
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(MissingInput, match="not allowed"):
        read_file(tmp_path / "geheim.txt")
