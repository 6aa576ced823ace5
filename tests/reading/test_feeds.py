"""Feeds of all kinds, whole and broken, written for these tests."""

import tomllib
from datetime import datetime, timedelta, timezone
from importlib.resources import files

import pytest

from sayso.errors import EmptyReport, MalformedInput
from sayso.reading.feed_words import canonical_url, is_tracking, parse_feed_time, plain_line, plain_text
from sayso.reading.feed_xml import named_feed
from sayso.reading.feeds import LARGEST_FEED, parse_feed, read_feed, teaser_report, with_entry
from sayso.reading.text import read_text

BERLIN = timezone(timedelta(hours=2))
NIGHT = datetime(2025, 4, 29, 0, 30, tzinfo=BERLIN)

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Hafenbote</title><link>https://hafenbote.example/</link><language>de-DE</language>
<item><title>Werft bestätigt den Verkauf</title><link>https://hafenbote.example/a?utm_source=rss&amp;id=7#top</link>
<guid isPermaLink="false">hb-1</guid>
<description><![CDATA[<p>Die Werft bestätigte am Montag den Verkauf &amp; die Lieferung.
<a href="/a">Weiterlesen »</a></p>]]></description>
<pubDate>Tue, 29 Apr 2025 00:30:00 +0200</pubDate><dc:creator>Anna Beispiel</dc:creator><dc:creator>dpa</dc:creator>
<source url="https://nordlicht.example/rss">Nordlicht</source></item>
<item><title>Ohne Link</title><guid isPermaLink="true">https://hafenbote.example/b</guid>
<description>Kurz gesagt.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://bote.example/news/"><title>Bote</title><id>urn:x</id>
<entry><title type="html">Rat &lt;b&gt;dementiert&lt;/b&gt;</title><link rel="enclosure" href="https://bote.example/x.mp3"/>
<link rel="alternate" href="1.html"/><id>tag:1</id><published>2025-04-29T00:30:00+02:00</published>
<updated>2025-04-29T08:00:00+02:00</updated><author><name>Bert Muster</name></author><author><name>AFP</name></author>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Der Rat dementierte.</p><p>Er tagt am Freitag.</p></div></summary>
<source><id>urn:y</id><title>Nordlicht</title></source></entry></feed>"""

RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://alt.example/">
<title>Alt</title><link>https://alt.example/</link></channel>
<item rdf:about="https://alt.example/1"><title>Eins</title><link>https://alt.example/1</link>
<description>Der Hafen öffnet.</description><dc:date>2025-04-29T00:30:00+02:00</dc:date>
<dc:creator>Carla Name</dc:creator></item></rdf:RDF>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Jot", "language": "de-AT", "items": [
{"id": 1, "url": "https://jot.example/1?fbclid=x", "title": "Eins", "content_html": "<p>Der Hafen öffnet wieder.</p>",
"summary": "Kurz", "date_published": "2025-04-29T00:30:00+02:00", "authors": [{"name": "Dora Name"}, {"name": "dpa"}]},
"nothing", {"id": "2", "content_text": "Nur Text.", "author": {"name": "Emil Alt"}, "url": 7}]}"""


def entries(text, **more):
    data = text.encode() if isinstance(text, str) else text
    return parse_feed(data, source="feed", **more).entries


# --- what is read --------------------------------------------------------------------------------------------------


def test_an_rss_item_keeps_what_the_feed_says_of_it():
    feed = parse_feed(RSS.encode(), source="feed")
    first, second = feed.entries
    assert (feed.title, feed.language) == ("Hafenbote", "de")
    assert (first.url, first.id) == ("https://hafenbote.example/a?id=7", "hb-1")
    assert (first.title, first.text) == (
        "Werft bestätigt den Verkauf",
        "Die Werft bestätigte am Montag den Verkauf & die Lieferung.",
    )
    assert (first.published, first.published.utcoffset()) == (NIGHT, timedelta(hours=2))
    assert (first.authors, first.agencies, first.outlet) == (("Anna Beispiel",), ("dpa",), "Nordlicht")
    assert (second.url, second.published, second.authors, second.outlet) == (
        "https://hafenbote.example/b",
        None,
        (),
        None,
    )


def test_an_atom_entry():
    (entry,) = entries(ATOM)
    assert (entry.url, entry.title) == ("https://bote.example/news/1.html", "Rat dementiert")
    assert entry.text == "Der Rat dementierte.\n\nEr tagt am Freitag."
    assert entry.published == NIGHT
    assert entry.updated == datetime(2025, 4, 29, 8, tzinfo=BERLIN)
    assert (entry.authors, entry.agencies, entry.outlet) == (("Bert Muster",), ("AFP",), "Nordlicht")


def test_an_rdf_item():
    (entry,) = entries(RDF)
    assert (entry.url, entry.text, entry.authors) == ("https://alt.example/1", "Der Hafen öffnet.", ("Carla Name",))
    assert entry.updated == NIGHT


def test_a_json_feed():
    feed = parse_feed(JSON.encode(), source="feed")
    first, second = feed.entries
    assert (feed.title, feed.language) == ("Jot", "de")
    assert (first.url, first.id, first.text) == ("https://jot.example/1", "1", "Der Hafen öffnet wieder.")
    assert (first.published, first.authors, first.agencies) == (NIGHT, ("Dora Name",), ("dpa",))
    assert (second.url, second.text, second.authors) == (None, "Nur Text.", ("Emil Alt",))


def test_an_agency_named_as_source_is_no_outlet():
    (first, _) = entries(RSS.replace(">Nordlicht<", ">Reuters<"))
    assert (first.agencies, first.outlet) == (("dpa", "Reuters"), None)


def test_addresses_are_taken_from_where_the_feed_was():
    text = RSS.replace("https://hafenbote.example/a?", "/a?")
    assert entries(text, url="https://hafenbote.example/rss")[0].url == "https://hafenbote.example/a?id=7"
    assert entries(text)[0].url is None


def test_an_id_that_is_no_address_is_none():
    assert (
        entries(RSS.replace('"true">https://hafenbote.example/b', '"false">hb-2'), url="https://hafenbote.example/")[
            1
        ].url
        is None
    )


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:x@bote.example", "http://[::1"])
def test_links_to_elsewhere_are_none(link):
    assert entries(RSS.replace("https://hafenbote.example/a?utm_source=rss&amp;id=7#top", link))[0].url is None


def test_the_longest_text_is_taken():
    full = (
        "<content:encoded><![CDATA[<p>Die Werft bestätigte.</p><p>"
        + "Es geht um ein Schiff. " * 9
        + "</p>]]></content:encoded>"
    )
    text = entries(RSS.replace("<source", full + "<source"))[0].text
    assert text.startswith("Die Werft bestätigte.\n\nEs geht um ein Schiff. Es")


def test_the_same_item_twice_is_one():
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    assert len(entries(RSS.replace("</channel>", item + "</channel>"))) == 2


# --- what is broken ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        RSS.replace("Werft bestätigt den Verkauf", "Werft & Hafen&nbsp;bestätigen&hellip;"),
        RSS.replace("Kurz gesagt.", "Kurz <br> gesagt"),
        RSS.replace("</channel></rss>", ""),
        RSS.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        RSS.replace("Werft bes", "Werft\x0b bes"),
        "\n\n <!-- x -->\n" + RSS,
        RSS.replace("Tue, 29", "Di, 29"),
        RSS.replace("+0200", "MESZ"),
        RSS.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("cp1252"),
        RSS.encode("latin-1"),
        RSS.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
        b"\xef\xbb\xbf" + RSS.encode(),
    ],
    ids=[
        "entities",
        "unclosed",
        "torn",
        "namespace",
        "control",
        "junk",
        "day",
        "zone",
        "latin",
        "wrong",
        "utf16",
        "bom",
    ],
)
def test_a_broken_feed_gives_what_can_be_read(text):
    first, second = entries(text)
    assert first.title.startswith("Werft")
    assert "bestätig" in first.title
    assert first.text.startswith("Die Werft bestätigte am Montag")
    assert (first.url, first.published, first.authors) == (
        "https://hafenbote.example/a?id=7",
        NIGHT,
        ("Anna Beispiel",),
    )
    assert second.url == "https://hafenbote.example/b"


def test_entities_are_read_as_what_they_stand_for():
    assert entries(RSS.replace("Ohne Link", "Ohne&nbsp;Link &amp; mehr&hellip;"))[1].title == "Ohne Link & mehr…"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no feed in it"),
        (b"Just words.", "no feed in it"),
        (b"<html><body><p>Hallo</p></body></html>", "names no feed"),
        (
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b"></head>',
            r"names its feed: \S*/rss\?a=1&b$",
        ),
        (b'{"items": []}', "JSON is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1"', "no valid JSON"),
        (b"[" * 100_000, "no feed in it"),
        (b" " * (LARGEST_FEED + 1), "more than the"),
    ],
)
def test_what_is_no_feed_is_told(data, words):
    with pytest.raises(MalformedInput, match=words):
        parse_feed(data, source="https://bote.example/", url="https://bote.example/")


def test_a_feed_without_items_is_a_feed():
    assert entries('<rss version="2.0"><channel><title>Leer</title></channel></rss>') == ()
    assert entries('{"version": "https://jsonfeed.org/version/1", "items": null}') == ()


def test_a_name_of_a_file_is_no_feed_and_not_opened(tmp_path):
    path = tmp_path / "secret.xml"
    path.write_text(RSS, "utf-8")
    with pytest.raises(MalformedInput):
        parse_feed(str(path).encode(), source="feed")


def test_entities_neither_explode_nor_open_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim", "utf-8")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY file SYSTEM "{secret.as_uri()}">{levels}]>'
    feed = doctype + RSS.partition("?>")[2].replace("Ohne Link", "Ohne &l9; &file; Link")
    assert all("geheim" not in entry.title and len(entry.title) < 100 for entry in entries(feed))


def test_markup_that_never_ends_does_not_take_forever():
    assert len(entries(f'<rss version="2.0"><channel><item><title>x</title><description>{"<b>" * 5_000}')) == 1


# --- reports -------------------------------------------------------------------------------------------------------


def test_a_saved_feed_is_read_as_teasers():
    first, second = read_feed(RSS.encode(), "feed.xml")
    assert first.text == "Werft bestätigt den Verkauf\n\nDie Werft bestätigte am Montag den Verkauf & die Lieferung."
    assert [part.kind for part in first.parts] == ["headline", "paragraph"]
    assert (first.title, first.outlet, first.language) == ("Werft bestätigt den Verkauf", "Nordlicht", "de")
    assert (first.published, first.published_from) == ("2025-04-29", "page")
    assert first.published_at == "2025-04-29T00:30:00+02:00"
    assert (first.authors, first.agencies, first.given_id) == (("Anna Beispiel",), ("dpa",), "hb-1")
    assert (second.outlet, second.published, second.published_from) == ("Hafenbote", None, "unknown")


def test_a_feed_without_words_is_told():
    with pytest.raises(EmptyReport, match=r"feed.xml: there is no item with words"):
        list(
            read_feed(
                b'<rss version="2.0"><channel><title>x</title><item><link>https://a.example/</link></item></channel></rss>',
                "feed.xml",
            )
        )


def test_a_teaser_that_repeats_its_title_has_it_once():
    feed = parse_feed(RSS.replace("Kurz gesagt.", "Ohne Link: Kurz gesagt.").encode(), source="feed")
    assert teaser_report(feed.entries[1], feed, source="feed").text == "Ohne Link: Kurz gesagt."


def test_what_the_page_says_wins_over_the_feed_but_for_whose_report_it_is():
    first = entries(RSS)[0]
    page = read_text(
        "Werft\n\nVon Zoe Ander\n\nDie Werft schweigt (AFP).", source="p", published="2025-04-27", outlet="Hafenbote"
    )
    told = with_entry(page, first)
    assert (told.published, told.outlet) == ("2025-04-27", "Nordlicht")
    assert set(told.agencies) >= {"dpa"}
    assert told.id == page.id


def test_another_digest_means_another_text():
    first = entries(RSS)[0]
    assert first.digest == entries(RSS.replace("#top", ""))[0].digest
    assert first.digest != entries(RSS.replace("am Montag", "am Dienstag"))[0].digest
    assert entries(ATOM)[0].digest != entries(ATOM.replace("T08:", "T09:"))[0].digest


# --- words ---------------------------------------------------------------------------------------------------------

TABLE = tomllib.loads(files("sayso.reading").joinpath("data", "feeds.toml").read_text("utf-8"))


@pytest.mark.parametrize("pair", TABLE["tracking"]["yes"] + TABLE["tracking_values"]["yes"])
def test_parameters_that_only_tell_where_from(pair):
    assert is_tracking(pair)


@pytest.mark.parametrize("pair", TABLE["tracking"]["no"] + TABLE["tracking_values"]["no"])
def test_parameters_that_may_be_the_report(pair):
    assert not is_tracking(pair)


@pytest.mark.parametrize("line", TABLE["endings"]["yes"])
def test_endings_are_cut(line):
    assert plain_text(line) in ("", "Der Rat tagt.", "Der Rat tagt")


@pytest.mark.parametrize("line", TABLE["endings"]["no"])
def test_what_only_looks_like_an_ending_stays(line):
    assert plain_text(line) == line


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Bote.Example:443/A?utm_source=rss&b=2&a=1#x", "https://bote.example/A?b=2&a=1"),
        ("http://bote.example", "http://bote.example/"),
        ("http://bote.example:8080/?", "http://bote.example:8080/"),
        ("https://bote.example./a", "https://bote.example/a"),
        (
            "https://bote.example/?weiter=https%3A%2F%2Fx.example%2F%3Fa%26b",
            "https://bote.example/?weiter=https%3A%2F%2Fx.example%2F%3Fa%26b",
        ),
        ("http://[2a00::1]/a", "http://[2a00::1]/a"),
        ("mailto:x@bote.example", "mailto:x@bote.example"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_addresses_have_one_form(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Tue, 29 Apr 2025 00:30:00 +0200", 2),
        ("29 Apr 2025 00:30 CEST", 2),
        ("Tue, 29 Apr 2025 00:30:00 MESZ", 2),
        ("Tue, 29 Apr 2025 00:30:00 GMT", 0),
        ("2025-04-29T00:30:00.000Z", 0),
        ("2025-04-29 00:30:00+02:00", 2),
        ("29.04.2025 00:30", None),
        ("29. April 2025, 00:30 Uhr", None),
    ],
)
def test_times_keep_their_zone(text, offset):
    time = parse_feed_time(text)
    assert time.replace(tzinfo=None) == datetime(2025, 4, 29, 0, 30)
    assert time.utcoffset() == (None if offset is None else timedelta(hours=offset))


@pytest.mark.parametrize("text", ["", "yesterday", "32.13.2025", "Tue, 99 Apr 2025 00:30:00 +0200", "9" * 200])
def test_what_is_no_time(text):
    assert parse_feed_time(text) is None


def test_lines_lose_their_markup_and_no_words():
    assert plain_line("<b>Rat</b> &amp; Amt:\n 3 < 4") == "Rat & Amt: 3 < 4"
    assert plain_text("<p>Eins</p><script>x()</script><ul><li>zwei</li></ul>drei") == "Eins\n\nzwei\n\ndrei"
    assert plain_text("Eins &amp; zwei\n\ndrei") == "Eins & zwei\n\ndrei"


def test_a_page_names_its_feed():
    link = b"<link type='application/atom+xml' rel=alternate href=atom.xml>"
    assert named_feed(link, "https://bote.example/news/") == "https://bote.example/news/atom.xml"
    assert named_feed(b"<link rel=stylesheet href=a.css>", "https://bote.example/") is None
