"""Corrections on the pages, on a real ledger: made by forms, with their author, shown, and undone."""

import re
from contextlib import contextmanager

import pytest
from tests.claims.given import Said, reading
from tests.ledger.meanings import Encoder, meanings
from tests.readings import plain_reading
from tests.web.conftest import client_of, key_of

from sayso.accounting import place_pending
from sayso.interfaces.api_access import Tokens
from sayso.interfaces.api_app import Setting
from sayso.interfaces.api_corrections import LedgerCorrections
from sayso.interfaces.api_errors import OtherWords
from sayso.interfaces.web.stretches import find_stretches, words_of
from sayso.ledger import open_ledger
from sayso.model import Span

AUTHOR = "Ada <b>"


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "sayso.db") as book:
        for number in (1, 2):
            book.keep(plain_reading(url=f"https://bote.example/{number}", published=f"2025-04-0{number}"))
        place_pending(book, meanings)
        yield book


@contextmanager
def desk(book, setting=None, **options):
    with client_of(
        book,
        setting or Setting(author=AUTHOR),
        corrections=LedgerCorrections(book, meanings),
        vector_of=lambda words: Encoder().encode([words])[0],
        **options,
    ) as client:
        yield client


@pytest.fixture
def editor(ledger):
    with desk(ledger) as client:
        yield client


@pytest.fixture
def report(ledger):
    return next(ledger.reports()).id


def send(client, path, **fields):
    return client.post(path, data={"key": key_of(client), **fields})


def ruled(client, report, statement, **fields):
    return send(client, "/correct", **{**filled(client, report, statement), **fields})


def filled(client, report, statement):
    """Return what the fields of a statement's form hold."""
    page = client.get("/correct", params={"report": report, "statement": statement}).text
    form = page.split('data-correct="', 1)[1]
    fields = dict(re.findall(r'name="(report|statement|near|speaker|party|said|note)" value="([^"]*)"', form))
    fields["stance"] = re.search(r'value="(\w+)" selected', form)[1]
    fields["content"] = re.search(r"<textarea[^>]*>(.*?)</textarea>", form, re.DOTALL)[1]
    return fields


# --- statements -------------------------------------------------------------------------------------------------------


def test_the_form_of_a_statement_holds_it_as_it_is(editor, report):
    fields = filled(editor, report, "s1")
    assert fields == {
        "report": report,
        "statement": "s1",
        "near": "39",
        "speaker": "Außenministerium Österreichs",
        "party": "AT",
        "stance": "denies",
        "said": "2025-04-28",
        "content": "den Kauf von rund 20 Schiffen",
        "note": "",
    }
    assert filled(editor, report, "s3")["speaker"] == ""


def test_an_accepted_statement_is_shown_as_such_with_who_and_can_be_undone(editor, ledger, report):
    answer = ruled(editor, report, "s1", act="accept", note="read \n twice")
    assert answer.headers["location"] == f"/reports/{report}?done=1#w-s1"
    page = editor.get(answer.headers["location"]).text
    assert '<div class="notice" role="status"' in page
    assert page.count("Ada &lt;b&gt;") >= 2
    assert "<b>" not in page
    (ruling,) = ledger.rulings()
    assert (ruling.kind, ruling.made_by, ruling.note) == ("accept", AUTHOR, "read twice")
    api = editor.get(f"/api/reports/{report}").json()["statements"][0]
    assert (api["confidence"], api["found_by"]) == (1.0, "test.rule+person")
    back = send(editor, "/undo", number=1, then=f"/reports/{report}")
    assert back.headers["location"] == f"/reports/{report}"
    assert 'class="ruled"' not in editor.get(f"/reports/{report}").text
    assert "undone" in editor.get("/corrections").text
    assert editor.get(f"/api/reports/{report}").json()["statements"][0]["confidence"] == 0.9


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"stance": "confirms"}, ("a1", "confirms", "2025-04-28", "den Kauf von rund 20 Schiffen")),
        ({"said": "27.4.2025"}, ("a1", "denies", "2025-04-27", "den Kauf von rund 20 Schiffen")),
        ({"speaker": "Hafen Neustadt", "party": ""}, ("a2", "denies", "2025-04-28", "den Kauf von rund 20 Schiffen")),
        ({"content": " den  Kauf\r\n20 Schiffen\n"}, ("a1", "denies", "2025-04-28", "den Kauf … 20 Schiffen")),
    ],
)
def test_what_is_changed_in_the_form_is_corrected_and_nothing_else(editor, report, changed, kept):
    assert ruled(editor, report, "s1", act="correct", **changed).status_code == 303
    one = editor.get(f"/api/reports/{report}").json()["statements"][0]
    assert (one["speaker"]["actors"][0], one["stance"], one["said"]["value"], one["content"]["text"]) == kept
    assert one["found_by"] == "person"


def test_a_new_speaker_has_the_party_that_the_form_names(editor, report):
    ruled(editor, report, "s1", speaker="Mona Lind", party="fr")
    reading = editor.get(f"/api/reports/{report}").json()
    spoken = reading["statements"][0]["speaker"]["actors"][0]
    actor = next(actor for actor in reading["actors"] if actor["id"] == spoken)
    assert (actor["name"], actor["party"]) == ("Mona Lind", "FR")
    page = editor.get(f"/reports/{report}").text
    assert "Mona Lind" in page
    assert "corrected" in page


@pytest.mark.parametrize(
    "changed",
    [{}, {"content": "das steht hier nicht"}, {"content": " \n "}, {"said": "gestern"}],
    ids=["nothing", "other words", "no words", "no day"],
)
def test_what_cannot_be_corrected_stays_in_the_form_and_says_why(editor, ledger, report, changed):
    answer = ruled(editor, report, "s1", note="because", **changed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="because"' in answer.text
    assert ledger.rulings() == []


@pytest.mark.parametrize("stance", ["", "doubts"])
def test_a_stance_that_is_none_is_refused(editor, ledger, report, stance):
    assert ruled(editor, report, "s1", stance=stance).status_code == 422
    assert ledger.rulings() == []


def test_a_rejected_statement_is_gone_but_listed_and_comes_back(editor, report):
    answer = ruled(editor, report, "s2", act="reject")
    assert answer.headers["location"] == f"/reports/{report}?done=1"
    page = editor.get(answer.headers["location"]).text
    assert 'id="s2"' not in page
    assert "struck out" in page
    assert editor.get("/correct", params={"report": report, "statement": "s2"}).status_code == 404
    send(editor, "/undo", number=1)
    assert 'id="s2"' in editor.get(f"/reports/{report}").text


def test_what_is_not_there_cannot_be_corrected_or_undone(editor):
    assert send(editor, "/correct", report="none", statement="s1", act="accept").status_code == 404
    assert send(editor, "/undo", number=7).status_code == 422
    assert send(editor, "/undo", number=1, then="https://evil.example/").status_code == 422


# --- claims -----------------------------------------------------------------------------------------------------------


BRIDGE = "die Brücke bei Neustadt zerstört worden sei"
CROSSING = "der Übergang am Fluss nicht mehr steht"


@pytest.fixture
def bridges(tmp_path):
    """A client on two claims: one of two reports, and one of a single statement."""
    with open_ledger(tmp_path / "bridges.db") as book:
        book.keep(reading("r1", "2025-03-01", Said(BRIDGE, "Ina Holm", "AT")))
        book.keep(
            reading("r2", "2025-03-04", Said(CROSSING, "Lea Roth", "DE"), Said(BRIDGE, "Lea Roth", "DE", "denies"))
        )
        place_pending(book, meanings)
        with desk(book) as client:
            yield client


def by_wording(client):
    return {claim["wording"]: claim["id"] for claim in client.get("/api/claims").json()["items"]}


def claims_of(client):
    return {claim["id"]: claim["reports"] for claim in client.get("/api/claims").json()["items"]}


def test_claims_are_made_one_and_apart_again(bridges):
    before = claims_of(bridges)
    one, other = by_wording(bridges)[BRIDGE], by_wording(bridges)[CROSSING]
    page = bridges.get(f"/claims/{one}/merge").text
    assert f'name="other" value="{other}"' in page
    assert f'name="other" value="{one}"' not in page
    answer = send(bridges, "/merge", claim=one, other=other, note="same")
    assert answer.headers["location"] == f"/claims/{one}?done=merge"
    shown = bridges.get(answer.headers["location"]).text
    assert 'role="status"' in shown
    assert f"{one}</a> ⇠ {other}" in shown
    assert list(claims_of(bridges)) == [one]
    assert bridges.get(f"/claims/{other}").status_code == 200
    send(bridges, "/undo", number=1)
    assert claims_of(bridges) == before
    assert send(bridges, "/merge", claim=one).status_code == 422


def test_other_claims_are_found_by_words(bridges):
    one, other = by_wording(bridges)[BRIDGE], by_wording(bridges)[CROSSING]
    assert f'value="{other}"' in bridges.get(f"/claims/{one}/merge", params={"q": "Übergang"}).text
    for q in ("Brücke", "Fabrik", "?"):
        assert "Nothing found" in bridges.get(f"/claims/{one}/merge", params={"q": q}).text


def test_statements_are_split_off_a_claim(bridges):
    before = claims_of(bridges)
    id = by_wording(bridges)[BRIDGE]
    assert before[id] == 2
    assert re.findall(r'name="statement" value="([^"]+)"', bridges.get(f"/claims/{id}").text) == ["r1/s1", "r2/s2"]
    assert send(bridges, "/split", claim=id, statement=["r1/s1", "r2/s2"]).status_code == 422
    assert send(bridges, "/split", claim=id).status_code == 422
    answer = send(bridges, "/split", claim=id, statement=["r2/s2"])
    new = re.fullmatch(r"/claims/([^?]+)\?done=split", answer.headers["location"])[1]
    assert (claims_of(bridges)[id], claims_of(bridges)[new]) == (1, 1)
    assert "split off" in bridges.get(answer.headers["location"]).text
    send(bridges, "/undo", number=1)
    assert claims_of(bridges) == before


# --- who may ----------------------------------------------------------------------------------------------------------


def test_a_reader_sees_no_form_and_corrects_nothing(ledger, report, tmp_path):
    tokens = Tokens(tmp_path / "tokens.json")
    headers = {"Authorization": f"Bearer {tokens.add('desk', 'reader')}"}
    with desk(ledger, Setting(tokens), base_url="https://news.example", headers=headers) as client:
        for path in (f"/reports/{report}", f"/claims/{next(ledger.claims()).id}"):
            page = client.get(path).text
            assert 'action="/correct"' not in page
            assert 'action="/split"' not in page
        assert client.get("/correct", params={"report": report, "statement": "s1"}).status_code == 403
        assert send(client, "/correct", report=report, statement="s1", act="reject").status_code == 403
        assert send(client, "/undo", number=1).status_code == 403
    assert ledger.rulings() == []


def test_a_correction_bears_the_name_of_the_token(ledger, report, tmp_path):
    tokens = Tokens(tmp_path / "tokens.json")
    headers = {"Authorization": f"Bearer {tokens.add('desk', 'editor')}"}
    with desk(ledger, Setting(tokens), base_url="https://news.example", headers=headers) as client:
        ruled(client, report, "s1", act="accept")
    assert [ruling.made_by for ruling in ledger.rulings()] == ["desk"]


def test_what_an_editor_writes_is_shown_as_text(editor, report):
    attack = "<script>alert(1)</script>\u202e<img src=x>"
    ruled(editor, report, "s1", speaker=attack, party="<b>", note=attack)
    claim = editor.get("/api/claims").json()["items"][0]["id"]
    for path in (f"/reports/{report}", f"/reports/{report}?done=1", "/corrections", f"/claims/{claim}", "/", "/claims",
                 f"/correct?report={report}&statement=s1"):  # fmt: skip
        page = editor.get(path).text
        assert path == "/" or "&lt;script&gt;" in page  # the start shows it where the claim is contested
        assert "<script>" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page


# --- words found again ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines", "near", "found"),
    [
        ("der Hafen und der Hafen", "der Hafen", 0, ["0:9"]),
        ("der Hafen und der Hafen", "der Hafen", 12, ["14:23"]),
        ("der\r\n\xa0Hafen ist zu", "der Hafen", 0, ["0:11"]),
        ("a b c a b", "b\na", 0, ["2:3", "6:7"]),
        ("x \u202ey z", "[U+202E]y", 0, ["2:4"]),
        ("Preis (5 €) + [U+2]", "(5 €) + [U+2]", 0, ["6:19"]),
        ("😀 a 😀 b", "😀 b", 0, ["4:7"]),
    ],
)
def test_words_are_found_where_they_stand(text, lines, near, found):
    assert [f"{span.start}:{span.end}" for span in find_stretches(text, lines, near)] == found


@pytest.mark.parametrize("lines", ["", " \n", "der Turm", "Hafen der"])
def test_words_that_do_not_stand_in_the_text_are_refused(lines):
    with pytest.raises(OtherWords) as refused:
        find_stretches("der Hafen", lines, 0)
    assert refused.value.field == "content"


def test_the_words_of_a_form_lead_back_to_their_stretches():
    text = "der \u202eHafen\n von Altstadt und der Hafen"
    spans = (Span(0, 10), Span(12, 24))
    assert find_stretches(text, words_of(text, spans), 0) == spans
