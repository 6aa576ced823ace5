"""Charset from header, page and bytes; times in all spellings; class names and lines of pages."""

import codecs
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files

import pytest

from sayso.errors import EmptyReport, MalformedInput
from sayso.reading.page_charset import LARGEST_PAGE, decode_page
from sayso.reading.page_dates import best_time, parse_time
from sayso.reading.page_words import asks_consent, class_words, is_chrome, is_class_of, opens_teaser

WORDS = "<p>Größe der Öfen – „schön“ für 3 €</p>"
TABLE = tomllib.loads(files("sayso.reading").joinpath("data", "pages.toml").read_text(encoding="utf-8"))


def page(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body>{WORDS}</body></html>'


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (page("utf-8").encode(), None),
        (page("utf-8").encode(), "text/html; charset=iso-8859-1"),  # the bytes are UTF-8 whatever the server says
        (page("iso-8859-1").encode("cp1252"), None),  # as browsers read it
        (page("x").encode("cp1252"), None),
        (page("utf-8").encode("cp1252"), "text/html; charset=windows-1252"),  # the server knows better than the page
        (page("utf-8").encode("cp1252"), None),
        (
            WORDS.encode("iso-8859-15", "ignore").replace(b"\xa4", "€".encode("iso-8859-15")),
            'text/html; charset="ISO-8859-15"',
        ),
        (codecs.BOM_UTF16_LE + page("utf-8").encode("utf-16-le"), None),
        (page("utf-16").encode("utf-16-be"), None),
        (b'<?xml version="1.0" encoding="windows-1252"?>' + page("").encode("cp1252"), None),
    ],
)
def test_umlauts_survive(data, header):
    text = decode_page(data, source="p", content_type=header)
    assert "Größe der Öfen" in text
    assert "schön" in text


def test_the_header_is_believed_before_the_page():
    data = "<html><head><meta charset=windows-1252></head><p>Řada</p>".encode("iso-8859-2")
    assert "Řada" in decode_page(data, source="p", content_type="text/html; charset=iso-8859-2")
    assert "Řada" not in decode_page(data, source="p")


def test_one_broken_byte_costs_one_letter_and_not_the_page():
    data = page("utf-8").encode() + "ä".encode() * 60 + b"\xff"
    text = decode_page(data, source="p")
    assert "Größe" in text
    assert text.endswith("ä�")


@pytest.mark.parametrize("label", ["rot13", "base64", "utf-7", "nonsense", "x" * 39])
def test_a_charset_that_is_none_is_ignored(label):
    assert "Größe" in decode_page(page(label).encode("cp1252"), source="p")


def test_stray_nul_bytes_are_dropped():
    assert "Größe" in decode_page(page("utf-8").encode().replace(b"<p>", b"<p>\x00"), source="p")


def test_empty_and_gigantic_pages_are_refused():
    with pytest.raises(EmptyReport, match=r"^p: there is nothing in it"):
        decode_page(b" \n", source="p")
    with pytest.raises(MalformedInput, match=r"^p: the page has 32,000,001 bytes"):
        decode_page(b"<p>" + b" " * (LARGEST_PAGE - 2), source="p")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-04-28T07:39+0200", datetime(2024, 4, 28, 7, 39, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-04-28T07:39:18.751Z", datetime(2024, 4, 28, 7, 39, 18, tzinfo=UTC)),
        ("2024-04-28 07:39:18", datetime(2024, 4, 28, 7, 39, 18)),
        ("2024-04-28", datetime(2024, 4, 28)),
        ("Sun, 28 Apr 2024 07:39:00 +0200", datetime(2024, 4, 28, 7, 39, tzinfo=timezone(timedelta(hours=2)))),
        ("Stand: 28.04.2024, 7:39 Uhr", datetime(2024, 4, 28, 7, 39)),
        ("28. April 2024", datetime(2024, 4, 28)),
        ("Aktualisiert am 3. März 2024 um 17.05 Uhr", datetime(2024, 3, 3, 17, 5)),
        ("May 3, 2024", datetime(2024, 5, 3)),
        ("3 March 2024", datetime(2024, 3, 3)),
        ("", None),
        ("gestern", None),
        ("2024-13-45", None),
        ("31.02.2024", None),
        ("Bundesliga, 28. Spieltag", None),
        ("März 2024", None),
        ("https://a.example/2024-04-28", None),
        ("28.04.2024 " + "x" * 90, None),
    ],
)
def test_times_are_read_as_pages_write_them(text, time):
    assert parse_time(text) == time


def test_the_zone_of_the_newsroom_is_taken_from_a_second_account_of_the_same_moment():
    local = "2025-03-15T00:30:00+01:00"
    assert best_time(["2025-03-14T23:30:00Z", local]) == datetime.fromisoformat(local)
    assert best_time(["2025-03-14T23:30:00Z", local]).day == 15
    assert best_time(["2025-03-14T23:30:00Z", "2025-03-15T01:30:00+01:00"]).day == 14
    assert best_time(["2025-03-15 00:30", local]).tzinfo is not None
    assert best_time(["2025-03-15 00:30", "2025-03-15T00:45:00+01:00"]).tzinfo is None
    assert best_time(["", "nie"]) is None


@pytest.mark.parametrize("kind", TABLE["classes"])
def test_class_names_tell_what_an_element_is_for(kind):
    table = TABLE["classes"][kind]
    assert [name for name in table["yes"] if not is_class_of(kind, class_words(name))] == []
    assert [name for name in table["no"] if is_class_of(kind, class_words(name))] == []


@pytest.mark.parametrize(("kind", "told"), [("teaser", opens_teaser), ("consent", asks_consent), ("chrome", is_chrome)])
def test_lines_of_the_page_are_told_from_those_of_reports(kind, told):
    table = TABLE["lines"][kind]
    assert [line for line in table["yes"] if not told(line)] == []
    # A sentence may open as a teaser does; then its length and its lack of links tell it.
    assert [line for line in table["no"] if told(line)] == []


def test_months_are_told_from_words_that_begin_like_them():
    assert all(parse_time(text) for text in TABLE["months"]["yes"])
    assert not any(parse_time(text) for text in TABLE["months"]["no"])
