"""The pages in a real browser: from a pasted report to its claim; keyboard, phone, no script, axe, attacks."""

import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from tests.ledger.meanings import meanings
from tests.readings import plain_reading
from tests.web.conftest import given_claims, many_readings, read_by_rules
from tests.web.shelf import Shelf, entries_of
from tests.web.test_pages import hostile_book

from sayso.accounting import place_pending
from sayso.interfaces.api_app import Setting, open_app
from sayso.interfaces.api_corrections import LedgerCorrections
from sayso.ledger import open_ledger
from sayso.model import Claim, Member, Position
from sayso.reading.examples import example_reports
from sayso.reading.text import read_text

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright to test the pages in a browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium")

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def one_claim(readings):
    """Return one claim of everything that anybody confirms, denies or leaves open."""
    entries = [entry for reading in readings for entry in entries_of(reading)]
    entries = [e for e in entries if e.statement.stance in {"confirms", "denies", "withholds"} and e.content]
    if not entries:
        return []
    members = [Member(entry.report.id, entry.statement.id, entry.statement.stance) for entry in entries]
    positions = []
    for entry, member in zip(entries, members, strict=True):
        actor = next(iter(entry.actors), None)
        party, name = (actor.party, actor.name) if actor else (None, entry.speaker or "?")
        day = entry.report.published
        positions.append(Position(party, None, name, member.on_claim, day, None, False, (member,)))
    first = entries[0]
    return [Claim("c1", first.content, members[0], "contested", tuple(members), tuple(positions))]


@contextmanager
def served(book, **options):
    """Serve a ledger on loopback and give its address."""
    with open_app(book, read_by_rules, **options) as app, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        ready = threading.Event()
        begin = server.startup

        async def startup(*arguments, **options):
            await begin(*arguments, **options)
            ready.set()

        server.startup = startup
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        assert ready.wait(20)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        # Without a sandbox, for it may not be had as root in a container.
        yield started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def is_fault(message):
    """Tell whether a message of the console is an error, other than that a page was answered with one."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest.fixture
def visit(browser):
    """Open a page; afterwards see that it asked no other host and no script failed."""
    contexts, asked, faults = [], [], []

    def open_page(address, **options):
        context = browser.new_context(base_url=address, **{"locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append((address, request.url)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}") or dialog.dismiss())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for address, url in asked if not url.startswith(address)] == []
    assert faults == []


@pytest.fixture(scope="module")
def address():
    book = Shelf(given_claims)
    for reading in many_readings(3):
        book.keep(reading)
    with served(book) as place:
        yield place


@contextmanager
def edited(path):
    """Serve an empty ledger in a file, on which everything can be done."""
    with open_ledger(path) as book:
        options = {"place": lambda: place_pending(book, meanings), "corrections": LedgerCorrections(book, meanings)}
        with served(book, setting=Setting(author="Ada"), **options) as place:
            yield place


def paste(page, report):
    page.goto("/")
    page.locator("#text").fill(report.text)
    page.get_by_label("Published").fill(report.published)
    page.get_by_label("Outlet").fill(report.outlet)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/reports/*", timeout=60_000)


SEED = Path(__file__).parents[3] / "shared" / "seed" / "report.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report does not lie beside the project")
def test_the_seed_report_from_paste_to_timeline_correction_and_undo(visit, tmp_path):
    walk(visit, tmp_path, read_text(SEED.read_text("utf-8"), source="seed", published="2025-04-28", outlet="Bote"))


def test_from_paste_to_timeline_correction_and_undo(visit, tmp_path):
    walk(visit, tmp_path, example_reports()[4])


def walk(visit, tmp_path, report):
    """Go the whole way of a report with the mouse: paste, claim, timeline, words, correction, undo."""
    with edited(tmp_path / "sayso.db") as place:
        page = visit(place)
        paste(page, report)
        page.locator(".card:has(.of-claim):has(.stance.confirms) .said a").first.click()
        card = page.locator(".card.here")
        id = card.get_attribute("id")
        card.locator(".of-claim a").click()
        page.wait_for_url("**/claims/*")
        page.locator(f'.chart.lanes a.point[*|href$="w-{id}"]').click()
        page.wait_for_url(f"**/reports/*#w-{id}")
        page.locator(".card.here").get_by_role("link", name="Correct").click()
        page.get_by_label("Stance").select_option("denies")
        page.get_by_label("Who says it").fill("Mona Lind")
        page.get_by_label("Party").fill("FR")
        page.get_by_label("Why").fill("heard it myself")
        page.get_by_role("button", name="Save").click()
        page.locator(f"#{id}.denies .name", has_text="Mona Lind").wait_for()
        assert "Ada" in page.locator(f"#{id} .ruled").inner_text()
        assert "heard it myself" in page.locator(f"#{id} .ruled").inner_text()
        page.locator(f"#{id} .of-claim a").click()
        page.wait_for_url("**/claims/*")
        assert page.locator(".chart.lanes .lane-name", has_text="France").count() == 1
        page.go_back()
        page.locator(f"#{id}.here").get_by_role("button", name="Undo").click()
        page.locator(f"#{id}.confirms").wait_for()
        assert page.locator(".ruled").count() == 0


def test_from_a_pasted_report_to_its_claim_and_back_to_its_words(visit):
    seed = example_reports()[4]
    with served(Shelf(one_claim)) as place:
        page = visit(place)
        page.goto("/")
        page.locator("#text").fill(seed.text)
        page.get_by_label("Published").fill(seed.published)
        page.get_by_label("Outlet").fill(seed.outlet)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/reports/*")
        assert page.get_by_role("heading", level=1).inner_text().endswith("Hilfe aus Nordkorea ein")
        page.locator("mark.confirms").first.click()
        card = page.locator(".card.here")
        assert card.count() == 1
        for told in ("Confidence", "Found by", "Mode", "Cue"):
            assert card.get_by_text(told, exact=True).is_visible()
        card.locator(".of-claim a").click()
        page.wait_for_url("**/claims/c1")
        page.locator(".chart.lanes a.point").first.click()
        page.wait_for_url("**/reports/*#w-*")
        assert page.locator(".sign.here").count() == 1
        assert page.locator(".card.here").is_visible()


def test_an_empty_ledger_reads_the_example_at_one_click(visit):
    with served(Shelf(one_claim)) as place:
        page = visit(place)
        page.goto("/")
        page.get_by_role("button", name="Read the example").click()
        page.wait_for_selector("h2:has-text('Contested now')", timeout=60_000)
        assert page.get_by_text("5 reports").first.is_visible()


def test_language_and_theme_are_switched_and_kept(visit, address):
    page = visit(address, color_scheme="light")
    page.goto("/claims/c1")
    light = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    page.get_by_role("button", name="DE, Deutsch").click()
    page.locator("html[lang=de] main").wait_for()
    assert page.url.endswith("/claims/c1")
    assert page.get_by_role("heading", name="Positionen im Lauf der Zeit").is_visible()
    page.get_by_role("button", name="dunkel").click()
    page.locator("html[data-theme=dark] main").wait_for()
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != light
    page.goto("/")
    assert page.locator("html[lang=de][data-theme=dark]").count() == 1


@pytest.mark.parametrize("path", ["/", "/claims/c1", "/reports/given%20name", "/search?q=Kauf", "/parties/AT"])
def test_on_a_phone_nothing_is_wider_than_the_screen(visit, address, path):
    page = visit(address, viewport={"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def tab_to(page, selector):
    """Go on by the tabulator to an element, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def test_from_paste_to_a_correction_with_the_keyboard_alone(visit, tmp_path):
    with edited(tmp_path / "sayso.db") as place:
        page = visit(place, locale="de-DE")
        page.goto("/")
        tab_to(page, "#text")
        page.keyboard.insert_text("Das Ministerium in Wien hat den Kauf von 20 Schiffen am Montag bestätigt.")
        tab_to(page, "#published")
        page.keyboard.type("28.4.2025")
        tab_to(page, ".read-box button")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports/*", timeout=60_000)
        tab_to(page, "#s1 summary")
        page.keyboard.press("Enter")
        tab_to(page, "#s1 a[data-edit]")
        page.keyboard.press("Enter")
        page.locator("#c-stance:focus").wait_for()
        page.keyboard.type("bestr")
        tab_to(page, "#c-said")
        page.keyboard.press("Control+A")
        page.keyboard.type("27.4.2025")
        page.keyboard.press("Enter")
        page.locator("#s1.denies .ruled", has_text="berichtigt").wait_for()
        assert "27.04.2025" in page.locator("#s1").inner_text()
        page.keyboard.press("u")
        page.locator("#s1.confirms").wait_for()


def test_with_the_keyboard_alone(visit, address):
    page = visit(address)
    page.goto("/reports/given%20name")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    for expected in ("s1", "s2", "s3", "s1"):
        page.keyboard.press("j")
        assert page.locator(".card.here").get_attribute("id") == expected
    page.keyboard.press("k")
    assert page.locator(".card.here").get_attribute("id") == "s3"
    page.keyboard.press("Escape")
    assert page.locator(".here").count() == 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp("desk") / "sayso.db") as book:
        for number in range(6):
            book.keep(plain_reading(url=f"https://bote.example/{number}"))
        place_pending(book, meanings)
        with served(book, corrections=LedgerCorrections(book, meanings)) as place:
            yield place, [head.id for head in book.reports()]


def test_statements_are_accepted_rejected_and_corrected_by_keys(visit, desk):
    place, ids = desk
    page = visit(place)
    page.goto(f"/reports/{ids[0]}")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.locator("#s1.here .ruled", has_text="accepted").wait_for()
    assert page.evaluate("document.activeElement.id") == "s1"
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator(".notice", has_text="struck out").wait_for()
    assert page.locator(".card").count() == 2
    page.keyboard.press("u")
    page.locator("#s2").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("e")
    page.locator("#c-stance:focus").wait_for()
    assert page.locator("#w-s2").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("form[data-correct]").count() == 0
    page.keyboard.press("e")
    page.locator("#c-stance:focus").wait_for()
    page.keyboard.type("lea")
    page.keyboard.press("Control+Enter")
    page.locator("#s2.withholds .ruled", has_text="corrected").wait_for()


def test_keys_can_be_turned_off(visit, desk):
    page = visit(desk[0])
    page.goto(f"/reports/{desk[1][0]}")
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn the keys off").click()
    page.locator("html[data-keys=off] .cards").wait_for()
    page.keyboard.press("j")
    assert page.locator(".here").count() == 0


def test_words_that_are_selected_in_the_report_become_the_content(visit, desk):
    place, ids = desk
    page = visit(place)
    page.goto(f"/reports/{ids[1]}#w-s3")
    page.locator("#s3").get_by_role("link", name="Correct").click()
    page.locator("#c-content").wait_for()
    drag(page, "mark.asserts", 0, 7)
    assert page.locator("#c-content").input_value() == "Es gebe"
    drag(page, "mark.asserts", 8, 16, shift=True)
    assert page.locator("#c-content").input_value() == "Es gebe\nVerträge"
    drag(page, "mark.denies", 13, 27)
    assert page.locator("#c-content").input_value() == "rund 20 Schiff"
    page.get_by_role("button", name="Save").click()
    page.locator("#s3 .said", has_text="rund 20 Schiff").wait_for()
    page.reload()
    assert page.locator("mark.asserts").inner_text() == "rund 20 Schiff"


def drag(page, selector, start, end, shift=False):
    """Select characters of an element as a mouse does."""
    page.evaluate(
        """([selector, start, end]) => {
            const words = document.querySelector(selector).firstChild;
            getSelection().setBaseAndExtent(words, start, words, end);
        }""",
        [selector, start, end],
    )
    page.locator(selector).first.dispatch_event("mouseup", {"shiftKey": shift})


def test_without_scripts_corrections_are_forms(visit, desk):
    place, ids = desk
    page = visit(place, java_script_enabled=False)
    page.goto(f"/reports/{ids[2]}")
    page.locator("#s1 summary").click()
    page.locator("#s1").get_by_role("link", name="Correct").click()
    page.wait_for_url("**/correct?*")
    page.get_by_label("Said").fill("gestern")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("Said").fill("27.4.2025")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/reports/*#w-s1")
    assert page.get_by_role("status").get_by_text("Apr 27, 2025").is_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/reports/*#w-s1")
    assert page.locator(".ruled").count() == 0


def test_without_scripts_a_sign_leads_to_its_card_and_the_card_back(visit, address):
    page = visit(address, java_script_enabled=False)
    page.goto("/reports/given%20name")
    page.locator("#w-s2").click()
    assert page.url.endswith("#s2")
    assert page.locator("#s2").is_visible()
    page.locator("#s2 .said a").click()
    assert page.url.endswith("#w-s2")
    page.locator("#s2 summary").click()
    assert page.locator("#s2").get_by_text("Confidence").is_visible()


# A page that scrolls smoothly to its fragment is on its way while it is judged: a link is half under the bar.
AT_REST = {"reduced_motion": "reduce"}


def faults_in(page):
    """Return what axe-core finds wrong on a page."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    assert len(found["passes"]) > 10
    return [
        (v["id"], [(node["html"][:160], node["failureSummary"][-200:]) for node in v["nodes"][:3]])
        for v in found["violations"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation_where_corrections_are_made(visit, desk, theme):
    place, ids = desk
    page = visit(place, color_scheme=theme, **AT_REST)
    page.goto(f"/reports/{ids[3]}#w-s1")
    page.locator("#s1").get_by_role("button", name="It is right").click()
    page.locator(".notice").wait_for()
    page.locator("#s1").get_by_role("link", name="Correct").click()
    page.locator("#c-stance").wait_for()
    assert faults_in(page) == []
    page.goto("/claims")
    page.locator(".claim-row a.wording").first.click()
    assert faults_in(page) == []
    page.get_by_role("link", name="Another claim").click()
    assert faults_in(page) == []
    page.goto(f"/correct?report={ids[3]}&statement=s1")
    assert faults_in(page) == []
    page.goto("/corrections")
    assert faults_in(page) == []
    page.get_by_role("button", name="Undo").first.click()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/claims",
        "/claims/c1",
        "/reports",
        "/reports/given%20name",
        "/reports/given%20name#s1",
        "/search?q=Kauf",
        "/parties/AT",
        "/actors/Hafen%20Neustadt",
        "/nothing",
        "/login",
    ],
)
def test_axe_finds_no_violation(visit, address, path, theme):
    page = visit(address, color_scheme=theme, **AT_REST)
    page.goto(path)
    assert faults_in(page) == []


def test_a_report_that_attacks_stays_text(visit):
    attack = (
        "<script>alert(1)</script><img src=x onerror=alert(2)> Paris hat „<svg onload=alert(3)>“ am Montag bestätigt. "
        "javascript:alert(4) \u202etxet nedrow\u202c </mark></p><a href='javascript:alert(5)'>hier</a> "
    )
    with served(Shelf(one_claim)) as place:
        page = visit(place)
        page.goto("/")
        page.locator("#text").fill(attack + "Wien schwieg. " * 200 + "x" * 20_000)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/reports/*", timeout=60_000)
        assert "<script>alert(1)</script>" in page.locator("article.report").inner_text()
        assert "[U+202E]" in page.locator("article.report").inner_text()
        assert page.locator("article.report script, article.report img, article.report svg").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_line_of_two_megabytes_is_refused_with_a_page(visit):
    with served(Shelf(one_claim)) as place:
        page = visit(place)
        page.goto("/")
        page.locator("#file").set_input_files(
            {"name": "long.txt", "mimeType": "text/plain", "buffer": b"x" * 2_000_000}
        )
        page.get_by_role("button", name="Read it").click()
        assert page.get_by_text("1,000,000 bytes").is_visible()


def test_every_point_and_figure_is_reached_by_the_keyboard_and_leads_to_its_words(visit, address):
    page = visit(address)
    page.goto("/claims/c1")
    points = page.locator(".chart.lanes a.point")
    assert points.count() == 6
    tab_to(page, ".chart.lanes a.point")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')")
        == "Apr 28, 2025: denies, Das Außenministerium in Österreich"
    )
    tab_to(page, ".chart.plot a.stroke")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*#w-s*")


def test_a_point_under_the_pointer_shows_its_words(visit, address):
    page = visit(address)
    page.goto("/claims/c1")
    page.locator(".chart.lanes a.point").first.hover()
    page.locator(".chart.lanes svg text", has_text="den Kauf").first.wait_for()


def test_lanes_fit_the_screen_and_are_drawn_anew_when_it_turns(visit, address):
    page = visit(address, viewport={"width": 360, "height": 740})
    page.goto("/claims/c1")
    drawing = page.locator(".chart.lanes svg").nth(1)
    narrow = drawing.bounding_box()["width"]
    assert narrow <= 360
    page.set_viewport_size({"width": 740, "height": 360})
    page.wait_for_function(
        "width => document.querySelectorAll('.chart.lanes svg')[1].clientWidth > width + 50", arg=narrow
    )
    assert page.locator(".chart.lanes a.point").count() == 6


@pytest.mark.parametrize(("locale", "day"), [("de-DE", "9. März"), ("en-GB", "Mar 9")])
def test_days_are_named_in_the_language_of_the_page(visit, address, locale, day):
    page = visit(address, locale=locale)
    page.goto("/claims/c1")
    assert day in page.locator(".chart.lanes svg").first.locator("text").all_text_contents()


def test_without_scripts_lanes_are_a_list_whose_points_lead_to_their_words(visit, address):
    page = visit(address, java_script_enabled=False)
    page.goto("/claims/c1")
    assert page.locator(".lane-list .lane-name").first.inner_text() == "Austria"
    assert page.locator(".numbers td.amount").first.is_visible()
    page.locator(".lane-list a.point").first.click()
    page.wait_for_url("**/reports/*#w-s1")


def test_hostile_words_stay_text_in_drawings(visit):
    book, _ = hostile_book()
    with served(book) as place:
        page = visit(place)
        page.goto("/claims/c1")
        assert "A<b>" in page.locator(".chart.lanes .lane-name").first.inner_text()
        assert "<script>alert(1)" in page.locator(".chart.plot svg text", has_text="alert(1)").first.text_content()
        assert page.locator("main script, main img, main b").count() == 0


@pytest.mark.parametrize(
    ("locale", "words"), [("de-DE", ("Datei wählen", "keine gewählt")), ("en-GB", ("Choose a file", "none chosen"))]
)
def test_the_button_for_files_speaks_the_language_of_the_page(visit, address, locale, words):
    page = visit(address, locale=locale)
    page.goto("/")
    box = page.locator(".file")
    assert all(word in box.inner_text() for word in words)
    page.locator("#file").set_input_files({"name": "bericht.txt", "mimeType": "text/plain", "buffer": b"Wien schwieg."})
    assert "bericht.txt" in box.inner_text()
    tab_to(page, "#file")


def test_figures_are_printed_with_their_table(visit, address):
    page = visit(address)
    page.goto("/claims/c1")
    page.emulate_media(media="print")
    assert page.locator(".chart.plot svg").first.is_visible()
    assert page.locator(".numbers td.amount").first.is_visible()


def test_a_claim_prints_without_its_controls(visit, desk):
    place, _ = desk
    page = visit(place)
    page.goto("/claims")
    page.locator(".claim-row a.wording", has_text="Schiffen").first.click()
    page.wait_for_url("**/claims/c*")
    page.locator(".chart.lanes svg >> nth=1").wait_for()  # drawn, so that the page and its styles are there
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    for shown in (
        ".chart.lanes svg >> nth=1",
        "table.statements td.who >> nth=0",
        "table.statements td.said >> nth=0",
    ):
        assert page.locator(shown).is_visible()
    assert not page.get_by_role("button").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_statements_within_others_are_marked_twice(visit):
    reading = plain_reading()
    inner = replace(
        reading.statements[1], content=reading.quantities[0:1] and (reading.quantities[0].span,), parent="s1"
    )
    book = Shelf(given_claims)
    book.keep(replace(reading, statements=(reading.statements[0], inner, reading.statements[2])))
    with served(book) as place:
        page = visit(place)
        page.goto(f"/reports/{reading.report.id}")
        nested = page.locator("mark.confirms.within-denies")
        assert nested.inner_text() == "rund 20 Schiffen"
        nested.click()
        assert page.locator(".card.here").get_attribute("id") == "s2"
