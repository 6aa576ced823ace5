"""The pages: what they show, in both languages, safe from the reports' words; forms, marks, lanes, citations."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from threading import Event
from typing import get_args

import pytest
from starlette.testclient import TestClient
from tests.readings import find, plain_reading
from tests.web import messages
from tests.web.conftest import client_of, given_claims, key_of, read_by_rules
from tests.web.shelf import Shelf

from sayso.errors import SaysoError
from sayso.interfaces import api_errors  # noqa: F401 - its errors belong to all there are
from sayso.interfaces.api_app import Setting, open_app
from sayso.interfaces.web import words
from sayso.interfaces.web.citations import cite
from sayso.interfaces.web.marking import mark
from sayso.interfaces.web.pages import excerpt, local, passage_address, visible, web_address
from sayso.interfaces.web.timeline import day_of, lanes_of, series_of
from sayso.interfaces.web.tongue import choose, tongue
from sayso.interfaces.web.vendored import SCRIPTS
from sayso.model import (
    Bound,
    Claim,
    Confidences,
    EvidenceKind,
    Figure,
    Medium,
    Member,
    Mode,
    Part,
    PartKind,
    Polarity,
    Position,
    Span,
    Stance,
    Standing,
)

ATTACK = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %} javascript:alert(3) \u202egnihton'
)


class Links(HTMLParser):
    """What a page links to, its element names, and the attributes that would run or style something."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.targets, self.tags, self.inline = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name in {"href", "src", "action"}:
                self.targets.append(value)
            if name.startswith("on") or name == "style":
                self.inline.append((tag, name))


OWN_SCRIPTS = {("/static/sayso.js", None), ("/static/charts.js", None)}
VENDORED = {(f"/static/vendor/{name}", hashed) for name, hashed in SCRIPTS.values()}


def scripts_in(links):
    """Return where the scripts of a page lie, and what they must hash to."""
    found = [attributes for tag, attributes in links.tags if tag == "script"]
    assert all(set(attributes) <= {"src", "integrity", "defer"} and "defer" in attributes for attributes in found)
    return {(attributes["src"], attributes.get("integrity")) for attributes in found}


# --- the pages answer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "den Kauf von rund 20 Schiffen"),
        ("/claims", "Es gebe Verträge"),
        ("/claims?standing=contested", "den Kauf"),
        ("/claims/c1", "Außenministerium"),
        ("/claims/c2", "Verträge"),
        ("/reports", "Streit um Schiffe"),
        ("/reports/given%20name", "Die Hafenleitung von Neustadt"),
        ("/reports/given%20name?actor=a1", "Außenministerium Österreichs"),
        ("/parties/at", "Austria"),
        ("/actors/Hafen%20Neustadt", "ihn"),
        ("/search", "Words"),
        ("/search?q=Kauf", "den Kauf"),
        ("/search?party=AT&stance=denies", "den Kauf"),
        ("/search?actor=Hafen", "ihn"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_page_shows_what_it_is_for_in_both_languages(client, path, shown, lang):
    answer = client.get(path, headers={"accept-language": lang})
    shown = (
        "Österreich"
        if lang == "de" and shown == "Austria"
        else "Wörter"
        if lang == "de" and shown == "Words"
        else shown
    )
    assert answer.status_code == 200
    assert shown in answer.text
    assert f'<html lang="{lang}"' in answer.text
    links = Links(answer.text)
    assert len(links.ids) == len(set(links.ids))
    assert links.inline == []
    assert scripts_in(links) <= OWN_SCRIPTS | VENDORED
    assert "style" not in [tag for tag, _ in links.tags]


def test_every_link_of_the_pages_leads_somewhere(client):
    seen, todo = set(), ["/"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "text/html" in answer.headers["content-type"]:
            targets = Links(answer.text).targets
            assert all(target.startswith(("/", "#", "https://bote.example/")) for target in targets)
            posts = {"/read", "/settings", "/examples", "/login/end"}
            todo += [t.partition("#")[0] for t in targets if t.startswith("/") and t not in posts]
    assert len(seen) > 20


def test_what_is_not_there_is_a_page_that_says_so(client):
    for path in ("/nothing", "/claims/none", "/reports/none", "/reading/none"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1>That did not work</h1>" in answer.text
    assert client.get("/search?stance=x&q=Kauf").status_code in {200, 422}


def test_an_empty_ledger_begins_with_the_example(empty):
    page = empty.get("/").text
    assert "Read the example" in page
    answer = empty.post("/examples", data={"key": key_of(empty)})
    assert wait_for(empty, answer).headers["location"] == "/"
    assert empty.get("/api/health").json()["reports"] == 5


def test_a_report_can_be_looked_at_while_it_is_compared_with_others(book):
    go_on, comparing = Event(), Event()

    def place():
        comparing.set()
        assert go_on.wait(20)

    with open_app(book, read_by_rules, Setting(), place) as app:
        client = TestClient(app, base_url="http://localhost", follow_redirects=False)
        ticket = app.state.service.desk.hand_in(lambda: (plain_reading(url="https://bote.example/9").report,))
        assert comparing.wait(20)
        page = client.get(f"/reading/{ticket.id}").text
        go_on.set()
        (id,) = ticket.outcome.result(20)
        assert f'href="/reports/{id}"' in page
        assert re.search(r"\d+ statements? w(as|ere) found", page)
        assert client.get(f"/reports/{id}").status_code == 200


def wait_for(client, answer):
    """Return the answer behind a page that waits for a reading, once it is read."""
    ticket = client.app.state.service.desk.ticket(answer.headers["location"].removeprefix("/reading/"))
    ticket.outcome.exception(timeout=60)
    return client.get(answer.headers["location"])


def landed(client, answer):
    """Return the answer itself, or that behind the page that waits, where the reading took its time."""
    return wait_for(client, answer) if answer.headers.get("location", "").startswith("/reading/") else answer


def test_while_a_report_is_read_the_page_says_how_far_it_is():
    begin, go_on = Event(), Event()

    def read(report):
        begin.set()
        assert go_on.wait(60)
        return read_by_rules(report)

    with client_of(Shelf(given_claims), read=read) as client:
        answer = client.post("/examples", data={"key": key_of(client)})
        assert begin.wait(60)
        page = client.get(answer.headers["location"])
        assert (page.status_code, page.headers["refresh"]) == (200, "1")
        assert "0 of 5 reports read" in page.text
        assert re.search(r'<progress id="progress" value="0\.\d+" max="1">', page.text)
        assert re.search(r"about \d+ s to go", page.text)
        go_on.set()
        assert wait_for(client, answer).headers["location"] == "/"


# --- reading what is pasted ------------------------------------------------------------------------------------------


def pasted(client, **fields):
    return client.post("/read", data={"key": key_of(client), **fields})


def test_a_pasted_report_is_read_and_shown(empty):
    answer = pasted(empty, text="Wien.\r\n\r\nParis hat den Kauf bestätigt.", published="2025-04-28", outlet="Bote")
    answer = landed(empty, answer)
    assert answer.status_code == 303
    page = empty.get(answer.headers["location"]).text
    assert "Bote" in page
    assert '<mark class="confirms' in page
    (head,) = empty.get("/api/reports").json()["items"]
    assert "\r" not in empty.get(f"/api/reports/{head['id']}").json()["report"]["text"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"text": " \n"}, 422),
        ({"text": "Ja.", "published": "gestern"}, 422),
        ({"text": "Ja.", "url": "javascript:alert(1)"}, 422),
        ({"text": "http://127.0.0.1:1/secret"}, 422),
        ({"text": "http://169.254.169.254/latest/meta-data"}, 422),
    ],
)
def test_what_cannot_be_read_says_why(empty, fields, status):
    answer = pasted(empty, **fields)
    answer = landed(empty, answer)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert empty.get("/api/health").json()["reports"] == 0


def test_a_day_is_written_as_the_language_does(empty):
    empty.headers["accept-language"] = "de"
    page = landed(empty, pasted(empty, text="Paris hat den Kauf bestätigt.", published="8.4.2025"))
    assert empty.get(page.headers["location"]).text.count('datetime="2025-04-08"') >= 1
    found = empty.get("/search", params={"q": "Kauf", "since": "8.4.2025", "until": "8.4.2025"})
    assert 'value="08.04.2025"' in found.text
    assert "den Kauf" in found.text


def test_a_dropped_file_is_read(empty):
    files = {"file": ("../../etc/bericht.txt", "Paris hat den Kauf bestätigt.".encode(), "text/plain")}
    answer = empty.post("/read", data={"key": key_of(empty)}, files=files)
    answer = landed(empty, answer)
    assert answer.status_code == 303
    assert '<mark class="confirms' in empty.get(answer.headers["location"]).text


# --- hostile words ---------------------------------------------------------------------------------------------------


HOSTILE_PATHS = (
    "/",
    "/claims",
    "/claims/c1",
    "/reports",
    "/parties/A%3Cb%3E",
    "/search?q=den",
    "/search?q=%3Cscript%3Ealert(1)",
    "/actors/%3Cscript%3E",
    "/%3Cscript%3Ealert(1)%3C/script%3E",
)


def hostile_book():
    reading = plain_reading(more=f" {ATTACK}")
    report = replace(
        reading.report, title=ATTACK, outlet=ATTACK, url="javascript:alert(4)", agencies=(ATTACK,), given_id=ATTACK
    )
    actors = (replace(reading.actors[0], name=ATTACK, party="A<b>"), *reading.actors[1:])
    hostile = replace(reading.statements[0], found_by=ATTACK, content=(find(report.text, ATTACK),))
    reading = replace(
        reading, report=report, actors=actors, statements=(hostile, *reading.statements[1:]), limits=(ATTACK,)
    )

    def place(readings):
        claim = given_claims(readings)[0]
        positions = tuple(replace(position, actor_name=ATTACK, party="A<b>") for position in claim.positions)
        figures = tuple(replace(figure, unit=ATTACK, actor_name=ATTACK, party=None) for figure in claim.figures)
        origins = tuple(replace(origin, reason=ATTACK) for origin in claim.origins)
        return [replace(claim, wording=ATTACK, positions=positions, figures=figures, origins=origins)]

    shelf = Shelf(place)
    shelf.keep(reading)
    return shelf, reading.report.id


def test_a_hostile_report_stays_text_on_every_page():
    book, id = hostile_book()
    with client_of(book) as client:
        for path in (*HOSTILE_PATHS, f"/reports/{id}"):
            page = client.get(path).text
            links = Links(page)
            assert scripts_in(links) <= OWN_SCRIPTS | VENDORED
            assert links.inline == [], path
            assert not [t for t in links.targets if t and t.strip().lower().startswith(("javascript:", "data:", "//"))]
            assert "b" not in [tag for tag, _ in links.tags], path
            assert [a["src"] for tag, a in links.tags if tag == "img"] == ["/static/sign.svg"]
            assert "\u202e" not in page, path


def test_words_that_turn_the_direction_are_made_visible():
    assert visible("a\u202eb\u2066c\x07d") == "a[U+202E]b[U+2066]c[U+0007]d"
    assert visible("Zeile\r\n\tEnde – „äöü“ שלום") == "Zeile\r\n\tEnde – „äöü“ שלום"
    assert excerpt("eins zwei drei", 12) == "eins zwei …"
    assert [web_address(url) for url in ("HTTP://a.b", "https://a.b", "javascript:x", "ftp://a", None)] == [
        "HTTP://a.b", "https://a.b", None, None, None]  # fmt: skip


def test_a_way_back_stays_on_this_server():
    assert local("/claims?standing=denied") == "/claims?standing=denied"
    for elsewhere in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "claims",
        "",
        "/a\nb",
        "javascript:x",
    ):
        assert local(elsewhere) == "/"


# --- language and theme ----------------------------------------------------------------------------------------------


def test_the_browser_asks_for_a_language_and_the_switch_overrides_it(client):
    assert choose(None, "de-AT,de;q=0.9,en;q=0.5") == "de"
    assert choose(None, "fr, en;q=0.4, de;q=0.7") == "de"
    assert choose(None, "fr") == choose(None, "") == choose(None, "de;q=x") == "en"
    assert choose("en", "de") == "en"
    assert choose("xx", "de") == "de"
    answer = client.post("/settings", data={"key": key_of(client), "lang": "de", "then": "/claims?standing=denied"})
    assert answer.headers["location"] == "/claims?standing=denied"
    assert '<html lang="de"' in client.get("/", headers={"accept-language": "en"}).text
    client.post("/settings", data={"key": key_of(client), "theme": "dark"})
    assert 'data-theme="dark"' in client.get("/").text
    client.post("/settings", data={"key": key_of(client), "theme": '"><script>'})
    assert 'data-theme="dark"' in client.get("/").text


def test_everything_the_pages_say_is_translated_and_nothing_else_is():
    said = messages.said_by_templates() | messages.said_by_code()
    assert said - messages.known() == set()
    assert messages.known() - said == set()


@pytest.mark.parametrize(
    ("table", "literal"),
    [
        (words.STANCES, Stance),
        (words.STANDINGS, Standing),
        (words.STANDING_SIGNS, Standing),
        (words.SIGN_OF, Stance),
        (words.MODES, Mode),
        (words.MEDIA, Medium),
        (words.POLARITIES, Polarity),
        (words.BOUNDS, Bound),
        (words.PARTS, PartKind),
        (words.EVIDENCE, EvidenceKind),
    ],
)
def test_every_code_has_a_word_on_the_page(table, literal):
    assert set(table) == set(get_args(literal))


def all_codes():
    """Return the codes of all errors that there are."""
    known, todo = set(), [SaysoError]
    while todo:
        kind = todo.pop()
        known.add(kind.code)
        todo += kind.__subclasses__()
    return known


def test_every_error_is_told_in_the_language_of_the_page(client):
    assert set(words.PROBLEMS) == all_codes()
    page = client.get("/claims/none", headers={"accept-language": "de"}).text
    assert "Hier ist nichts." in page
    assert 'lang="en"><bdi>the ledger' in page


def test_days_and_numbers_are_written_as_the_language_does():
    de, en = tongue("de"), tongue("en")
    assert (de.day("2025-04-28"), de.day("2025-04"), de.day("2025")) == ("28.04.2025", "Apr. 2025", "2025")
    assert (en.day("2025-04-28"), en.day("2025-SU"), en.day(None)) == ("Apr 28, 2025", "2025-SU", "day unknown")
    for spoken in (de, en):
        for day in ("2025-04-28", "2025-04", "2025", "", "gestern"):
            assert spoken.read_day(spoken.write_day(day)) == day
    assert (de.write_day("2025-04-28"), en.write_day("2025-04-28")) == ("28.04.2025", "2025-04-28")
    assert (de.number(10000), en.number(10000)) == ("10.000", "10,000")
    assert (de.territory("RU"), en.territory("RU"), de.territory("NATO"), de.territory("x<y")) == (
        "Russland", "Russia", "Nato", "x<y")  # fmt: skip
    assert (de.territory("SU"), en.territory("SU")) == ("Sowjetunion", "Soviet Union")


def test_how_sure_single_roles_are_is_told_where_it_is_known():
    reading = plain_reading()
    sure = replace(reading.statements[0], confidences=Confidences(stance=0.87, said=0.5))
    book = Shelf(given_claims)
    book.keep(replace(reading, statements=(sure, *reading.statements[1:])))
    with client_of(book) as client:
        page = client.get(f"/reports/{reading.report.id}").text
    (told,) = re.findall(r'<span class="meta roles">(.*?)</span>', page)
    assert told.split(" · ")[1:] == ["Stance 87%", "Said 50%"]


def test_a_passage_is_linked_by_its_first_words():
    words = "Der Nord-Ost-Hafen, so heißt es, ist\n zu & bleibt es auch morgen"
    assert passage_address("a/b", words) == (
        "/reports/a%2Fb#:~:text=Der%20Nord%2DOst%2DHafen%2C%20so%20hei%C3%9Ft%20es%2C%20ist%20zu%20%26"
    )


# --- colours ---------------------------------------------------------------------------------------------------------


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes():
    """Return the colours of the light and of the dark theme."""
    css = (messages.ROOM / "static" / "sayso.css").read_text("utf-8")
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return [{name: pair[theme] for name, *pair in pairs} for theme in (0, 1)]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_every_ground_they_stand_on(theme):
    colours = themes()[theme]
    for ground in ("paper", "panel", "raised"):
        for word in ("ink", "soft", "link", *(f"{stance}-ink" for stance in get_args(Stance))):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)
    for stance in get_args(Stance):
        assert contrast(colours[f"{stance}-ink"], colours[f"{stance}-wash"]) >= 4.5, stance
        assert contrast(colours["ink"], colours[f"{stance}-wash"]) >= 7, stance


# --- marks -----------------------------------------------------------------------------------------------------------


def test_the_marked_text_is_the_text():
    reading = plain_reading()
    assert "".join(piece.words for block in mark(reading) for piece in block.pieces) == reading.report.text


def test_pieces_know_their_statements_outermost_first():
    reading = plain_reading()
    text = reading.report.text
    outer, inner = reading.statements[0], reading.statements[1]
    inner = replace(inner, content=(find(text, "rund 20 Schiffen"),), parent="s1")
    pieces = mark(replace(reading, statements=(inner, outer)))[0].pieces
    nested = next(piece for piece in pieces if piece.words == "rund 20 Schiffen")
    assert [statement.id for statement in nested.inside] == ["s1", "s2"]
    assert [statement.id for statement in nested.begins] == ["s2"]
    cues = [piece.words for piece in pieces if outer in piece.cues]
    assert cues == ["hat", "dementiert"]


def test_items_of_lists_between_parts_are_blocks_of_their_own():
    reading = plain_reading()
    text = "Drei Punkte:\n\nErstens die Schule\n\nZweitens\ndie Fähre\n \nSo ist es."
    parts = (Part("paragraph", Span(0, 12)), Part("paragraph", Span(len(text) - 10, len(text))))
    blocks = mark(replace(reading, report=replace(reading.report, text=text, parts=parts), statements=()))
    assert ["".join(piece.words for piece in block.pieces) for block in blocks if block.kind is None] == [
        "Erstens die Schule", "Zweitens\ndie Fähre",
    ]  # fmt: skip


def test_text_between_parts_is_kept_and_a_dateline_runs_in():
    reading = plain_reading()
    text = "Kopf\n\nWien – Es regnet.\n\nNachsatz"
    parts = (Part("headline", Span(0, 4)), Part("dateline", Span(6, 12)), Part("paragraph", Span(13, 23)))
    blocks = mark(replace(reading, report=replace(reading.report, text=text, parts=parts), statements=()))
    assert [(block.kind, "".join(p.words for p in block.lead)) for block in blocks] == [
        ("headline", ""), ("paragraph", "Wien –"), (None, "")]  # fmt: skip
    assert blocks[-1].pieces[0].words.strip() == "Nachsatz"


def test_parents_in_a_circle_are_marked_all_the_same():
    reading = plain_reading()
    circle = tuple(replace(s, parent=parent) for s, parent in zip(reading.statements, ("s2", "s1", "s3"), strict=True))
    assert len(mark(replace(reading, statements=circle))) == 1


# --- lanes and figures -----------------------------------------------------------------------------------------------


def test_lanes_are_parties_and_segments_their_stances(book):
    lanes = lanes_of(book.claim("c1"), book.claim_entries("c1"))
    assert [(lane.party, len(lane.segments), len(lane.points)) for lane in lanes] == [("AT", 2, 3), (None, 1, 3)]
    withheld, denied = lanes[0].segments
    assert (withheld.until, denied.since, denied.until) == (date(2025, 4, 28), date(2025, 4, 28), None)
    assert (withheld.row, denied.row) == (0, 0)
    assert all(point.on is not None for lane in lanes for point in lane.points)


def test_no_segment_covers_another():
    member = Member("r", "s1", "asserts")
    spans = (
        ("confirms", "2025-01-01", None),
        ("announces", "2025-01-01", None),
        ("demands", "2025-02-01", "2025-02-10"),
    )
    positions = [Position("RU", None, "x", stance, since, until, False, (member,)) for stance, since, until in spans]
    positions.append(Position("RU", None, "x", "withholds", None, "2025-01-01", False, (member,)))
    positions.append(Position("US", None, "y", "denies", "2025-01-01", None, False, (member,)))
    first, second = lanes_of(Claim("c", "w", member, "asserted", (member,), tuple(positions)), ())
    assert [(one.position.stance, one.row) for one in first.segments] == [
        ("withholds", 0), ("confirms", 0), ("announces", 1), ("demands", 2)]  # fmt: skip
    assert [one.row for one in second.segments] == [0]


def test_days_are_as_coarse_as_they_are_known():
    assert [day_of(value) for value in ("2025-04-28", "2025-04", "2025")] == [
        date(2025, 4, 28), date(2025, 4, 1), date(2025, 1, 1)]  # fmt: skip
    assert [day_of(value) for value in ("2025-SU", "", None, "2025-13-01")] == [None] * 4


def test_figures_stand_by_unit_and_voice():
    member = Member("r", "s1", "asserts")
    told = [("t", "2025-03-02", "RU"), ("t", "2025-03-01", None), ("t", "2025-03-04", "RU"), (None, None, "US")]
    figures = [Figure(party, "x", unit, 1, None, None, "about", day, None, member) for unit, day, party in told]
    first, second = series_of(figures)
    assert (first.unit, [one.since for one in first.figures]) == ("t", ["2025-03-01", "2025-03-02", "2025-03-04"])
    assert first.voices == {"x": 0, "RU": 1}
    assert (second.unit, second.voices) == (None, {"US": 0})


@pytest.mark.parametrize("lang", ["en", "de"])
def test_lanes_and_figures_can_be_read_without_script(client, lang):
    page = client.get("/claims/c1", headers={"accept-language": lang}).text
    said = {
        "en": ("leaves open", "Mar 2025 – Apr 28, 2025", "at least 15"),
        "de": ("lässt offen", "März 2025 – 28.04.2025", "mindestens 15"),
    }
    for words_ in said[lang]:
        assert words_ in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    details = [attributes for tag, attributes in Links(page).tags if tag == "details"]
    assert len(details) == 3
    assert all("open" in attributes for attributes in details)


@pytest.mark.parametrize("name", list(SCRIPTS))
def test_scripts_of_others_are_shipped_as_they_were_published_with_their_licence(client, name):
    file, hashed = SCRIPTS[name]
    content = client.get(f"/static/vendor/{file}").content
    assert hashed == f"sha384-{b64encode(hashlib.sha384(content).digest()).decode()}"
    assert re.search(rb"^// .* v(\S+) ", content)[1].decode() in file
    licence = client.get(f"/static/vendor/{name}.LICENSE.txt").text
    assert "Permission to use, copy, modify, and/or distribute this software" in licence


def test_claims_with_other_figures_stand_side_by_side():
    def place(readings):
        one, other = given_claims(readings)
        return [replace(one, family="c1"), replace(other, family="c1")]

    shelf = Shelf(place)
    shelf.keep(plain_reading())
    with client_of(shelf) as client:
        for here, there in (("c1", "c2"), ("c2", "c1")):
            kin = client.get(f"/claims/{here}").text.split('class="siblings"', 1)[1].split("</ul>", 1)[0]
            assert f'href="/claims/{there}"' in kin
            assert f'href="/claims/{here}"' not in kin


# --- citations -------------------------------------------------------------------------------------------------------


def test_a_claim_is_cited_as_text_markdown_and_bibtex(client):
    page = client.get("/claims/c1", headers={"accept-language": "de"}).text
    assert "„den Kauf von rund 20 Schiffen“ strittig, 3 Berichte, 3 unabhängige Quellen. Sayso," in page
    assert "@misc{sayso-c1," in page
    assert "http://localhost/claims/c1" in page


def test_a_citation_breaks_out_of_neither_bibtex_nor_markdown():
    book, _ = hostile_book()
    claim = replace(book.claim("c1"), wording="100 % von {A}_b [x](javascript:y) \\ ~ & <i>")
    cited = cite(claim, summary="strittig", url="http://localhost/c", day=date(2025, 4, 28), day_shown="28.04.2025")
    assert r"100 \% von \{A\}\_b" in cited.bibtex
    assert r"\[x\]\(javascript" in cited.markdown
    assert "„100 % von {A}_b" in cited.text
