"""Which of the titles of a page is its report's: the vote, and the words of the address as a witness."""

import json

import pytest

from sayso.reading.html import open_page
from sayso.reading.page_address import address_words, is_told_by

BODY = "".join(
    f"<p>Der Rat von Hafenberg hat am {day} über den Haushalt beraten und ihn mit klarer Mehrheit beschlossen.</p>"
    for day in ("Montag", "Dienstag", "Mittwoch")
)
READERS = "Warum Hafenberg jetzt an den Schulen spart"
MACHINES = "Haushalt Hafenberg 2026: Schulen, Kürzungen, alle Infos"


def title_of(*, headline, social, window, shown, address="/politik/17.html", alternative=None, rank="h2"):
    """Give the title that is read off a page with these titles."""
    data = {"@type": "NewsArticle", "headline": headline, "alternativeHeadline": alternative}
    page = f"""<html><head><title>{window}</title><meta property="og:title" content="{social}">
    <link rel="canonical" href="https://kurier.example{address}">
    <script type="application/ld+json">{json.dumps(data)}</script></head>
    <body><article><{rank}>{shown}</{rank}>{BODY}</article></body></html>"""
    return open_page(page.encode(), source="page").report.title


def test_the_window_speaks_against_the_structured_headline_that_it_shares():
    assert title_of(headline=MACHINES, social=READERS, window=MACHINES, shown=READERS) == READERS


def test_the_window_speaks_against_the_social_title_that_it_shares():
    assert title_of(headline=READERS, social=MACHINES, window=MACHINES, shown=READERS) == READERS
    assert title_of(headline=READERS, social=MACHINES, window=MACHINES, shown="Kommentar") == READERS


def test_the_window_counts_for_a_title_where_nothing_else_is_told():
    page = f"""<html><head><title>{READERS}</title></head>
    <body><article><h2>Weitere Videos</h2><h2>{READERS}</h2>{BODY}</article></body></html>"""
    assert open_page(page.encode(), source="page").report.title == READERS


def test_what_the_page_calls_an_alternative_is_not_its_headline():
    assert (
        title_of(headline=READERS, social=MACHINES, window=MACHINES, shown="Rat streicht", alternative="Rat streicht")
        == READERS
    )


def test_the_address_has_what_the_report_was_called_first():
    given = {"headline": "Hafenberg kürzt bei Schulen und Bädern", "social": READERS, "window": READERS}
    shown = given["headline"]
    assert title_of(**given, shown=shown) == shown
    assert (
        title_of(**given, shown=shown, address="/rat/warum-hafenberg-jetzt-an-den-schulen-spart-123456.html") == READERS
    )


def test_the_headline_that_readers_see_first_is_stronger_than_the_address():
    given = {"headline": READERS, "social": MACHINES, "window": MACHINES, "shown": READERS, "rank": "h1"}
    assert title_of(**given, address="/haushalt-hafenberg-2026-schulen-kuerzungen-alle-infos") == READERS


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://a.example/politik/rat-spart-bei-schulen-1234567.html", {"rat", "spart", "bei", "schulen"}),
        ("https://a.example/Rat-spart-bei-B%C3%A4dern/17", {"rat", "spart", "bei", "badern"}),
        ("https://a.example/2026/11/28/politik/17", set()),
        ("https://a.example/", set()),
        ("", set()),
        ("http://[broken/rat-spart-bei-schulen", set()),
    ],
)
def test_words_of_addresses(url, words):
    assert address_words(url) == words


@pytest.mark.parametrize("address", ["/rat-kuerzt-fuer-baeder-in-hafenberg", "/rat-kurzt-fur-bader-in-hafenberg"])
def test_umlauts_are_known_in_both_spellings(address):
    words = address_words("https://a.example" + address)
    assert is_told_by("Rat kürzt für Bäder in Hafenberg", words)
    assert not is_told_by("Rat streicht Bäder", words)
    assert not is_told_by("Rat kürzt für Bäder in Hafenberg", frozenset())
