"""The HTTP API: shapes of the contract, pages by cursor, ETag, one shape of errors, OpenAPI with true examples."""

import json

import pytest
from pydantic import RootModel
from tests.web.conftest import client_of, given_claims, many_readings
from tests.web.shelf import Shelf

from sayso.errors import LedgerError
from sayso.interfaces import api_examples as examples
from sayso.interfaces import api_shapes as shapes
from sayso.interfaces.api_answers import growing_page
from sayso.interfaces.api_errors import RequestError
from sayso.interfaces.api_ruling_shapes import GivenRuling, RulingShape
from sayso.interfaces.shapes import ReadingShape
from sayso.interfaces.wire import reading_from_json, reading_to_dict
from sayso.ledger.answers import ReportHead
from sayso.pipeline import read_report
from sayso.reading.text import read_text

REPORT = "Das Ministerium hat den Kauf am Montag bestätigt. „Wir haben gekauft“, sagte eine Sprecherin."


def is_error(response, status, code, field=None):
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert list(body) == ["error"]
    assert sorted(body["error"]) == ["code", "field", "message"]
    assert (body["error"]["code"], body["error"]["field"]) == (code, field)
    return body["error"]["message"]


def test_reports_are_heads_in_order_of_publication(client):
    body = client.get("/api/reports").json()
    assert [item["published"] for item in body["items"]] == ["2025-04-01", "2025-04-02", "2025-04-03"]
    assert body["next"] is None
    assert "text" not in body["items"][0]


def test_a_report_is_its_reading_by_either_id(client, book):
    reading = book.reading("given name")
    by_given, by_own = client.get("/api/reports/given name"), client.get(f"/api/reports/{reading.report.id}")
    assert by_given.json() == by_own.json() == reading_to_dict(reading)
    assert reading_from_json(by_own.content) == reading


def test_pages_follow_one_another_without_gap_or_repetition(client):
    seen, cursor = [], None
    for _ in range(3):
        body = client.get("/api/reports", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["id"] for item in body["items"]]
        cursor = body["next"]
    assert cursor is None
    assert seen == [item["id"] for item in client.get("/api/reports").json()["items"]]


def test_a_page_is_not_shifted_by_what_comes_in_before_it(book):
    with client_of(book) as client:
        first = client.get("/api/reports", params={"limit": 1}).json()
        earlier = next(many_readings(1))
        book.keep(read_report(read_text("Paris schwieg.", source="x", published="2024-01-01", outlet="Bote"), "rules"))
        second = client.get("/api/reports", params={"limit": 1, "cursor": first["next"]}).json()
    assert first["items"][0]["id"] == earlier.report.id
    assert second["items"][0]["published"] == "2025-04-02"


@pytest.mark.parametrize("cursor", ["%%%", "a", "bm90aGluZw"])
def test_a_cursor_that_is_none_is_refused(client, cursor):
    is_error(client.get("/api/reports", params={"cursor": cursor}), 422, "invalid", "cursor")


def test_claims_have_the_contracts_shape(client, book):
    contested, asserted = client.get("/api/claims").json()["items"]
    assert contested["schema"] == "sayso.claim/1"
    assert (contested["reports"], contested["independent_sources"]) == (3, 3)
    assert contested["origins"][2] == {"reports": ["given name"], "reason": "own report"}
    last = contested["positions"][-1]
    assert list(last)[:7] == ["party", "actor", "actor_name", "stance", "since", "until", "first"]
    assert last["statements"][-1] == "given name/s2"
    assert "statements" not in contested
    assert asserted["positions"] == []


def test_claims_are_filtered(client):
    def ids(**terms):
        return [item["id"] for item in client.get("/api/claims", params=terms).json()["items"]]

    assert ids(standing="contested") == ["c1"]
    assert ids(q="verträge") == ["c2"]
    assert ids(party="at") == ["c1"]
    assert ids(since="2025-05") == []
    is_error(client.get("/api/claims", params={"standing": "true"}), 422, "invalid", "standing")
    is_error(client.get("/api/claims", params={"since": "gestern"}), 422, "invalid", "since")


def test_a_claim_has_its_statements_with_their_report_and_their_stance_on_it(client):
    claim = client.get("/api/claims/c1").json()
    assert len(claim["statements"]) == 6
    denial = claim["statements"][0]
    assert denial["content"]["text"] == "den Kauf von rund 20 Schiffen"
    assert (denial["stance"], denial["on_claim"], denial["speaker"]["actors"]) == ("denies", "denies", ["a1"])
    assert claim["statements"][-1]["report"] == "given name"


def test_changes(client):
    (change,) = client.get("/api/changes", params={"party": "AT"}).json()["items"]
    assert (change["claim"], change["from"], change["to"], change["on"]) == (
        "c1",
        "withholds",
        "denies",
        "2025-04-28",
    )
    assert client.get("/api/changes", params={"party": "US"}).json() == {"items": [], "next": None}


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 23])
def test_a_growing_page_is_the_page_of_the_whole_list(count):
    items = [f"i{number}" for number in range(count)]
    asked = []

    def ask(most):
        asked.append(most)
        return iter(items[:most])

    seen, cursor = [], None
    while True:
        shown, cursor = growing_page(ask, str, limit=3, cursor=cursor)
        seen += shown
        if cursor is None:
            break
    assert seen == items
    assert max(asked) <= 4 * count + 4
    with pytest.raises(RequestError):
        growing_page(ask, str, limit=3, cursor="bm90aGluZw")


def test_search(client):
    body = client.get("/api/search", params={"q": "Kauf", "limit": 2}).json()
    assert [item["claim"] for item in body["items"]] == ["c1", "c1"]
    assert body["next"]
    assert client.get("/api/search", params={"q": "Kauf", "stance": "confirms"}).json()["items"] == []
    is_error(client.get("/api/search"), 422, "invalid", "q")
    is_error(client.get("/api/search", params={"q": "x" * 501}), 422, "invalid", "q")


def test_a_report_is_read_and_kept(empty):
    answer = empty.post(
        "/api/reports", json={"text": REPORT, "published": "2025-04-28", "id": "mine", "outlet": "Bote"}
    )
    assert answer.status_code == 201
    reading = reading_from_json(answer.content)
    assert reading.report.text == REPORT
    assert reading.report.given_id == "mine"
    assert [statement.stance for statement in reading.statements][:1] == ["confirms"]
    assert empty.get(answer.headers["location"]).json() == answer.json()
    assert empty.get("/api/health").json()["reports"] == 1


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({}, 422, "invalid", "text"),
        ({"text": ""}, 422, "invalid", "text"),
        ({"text": "   "}, 422, "empty", None),
        ({"text": "Ja.", "publisher": "x"}, 422, "invalid", "publisher"),
        ({"text": "Ja.", "url": "javascript:alert(1)"}, 422, "invalid", "url"),
        ({"text": "Ja.", "published": "gestern"}, 422, "malformed", None),
        ({"text": "Ja\x00."}, 422, "malformed", None),
        ({"text": "Ja.", "language": "../de"}, 422, "invalid", "language"),
    ],
)
def test_what_is_no_report_is_refused_and_not_kept(empty, body, status, code, field):
    is_error(empty.post("/api/reports", json=body), status, code, field)
    assert empty.get("/api/health").json()["reports"] == 0


def test_half_a_surrogate_pair_is_refused(empty):
    body = json.dumps({"text": "Ja \ud83d."}).encode("ascii")
    answer = empty.post("/api/reports", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client, book):
    for path in ("/api/reports", "/api/claims", "/api/claims/c1", "/api/changes", "/api/reports/given name"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    old = client.get("/api/reports").headers["etag"]
    book.keep(read_report(read_text(REPORT, source="x"), "rules"))
    assert client.get("/api/reports", headers={"If-None-Match": old}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/reports/none", 404, "not_found"),
        ("GET", "/api/claims/none", 404, "not_found"),
        ("GET", "/api/none", 404, "not_found"),
        ("DELETE", "/api/reports", 405, "wrong_method"),
    ],
)
def test_every_error_has_the_one_shape(client, method, path, status, code):
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"].endswith(".")


def test_errors_of_the_ledger_and_of_the_program_have_it_too():
    class Broken(Shelf):
        def reports(self, **_):
            raise LedgerError("the ledger is damaged. Put back a copy.")

        def changes(self, **_):
            raise ZeroDivisionError("a secret")

    with client_of(Broken(given_claims), raise_server_exceptions=False) as client:
        assert "damaged" in is_error(client.get("/api/reports"), 500, "ledger")
        assert "secret" not in is_error(client.get("/api/changes"), 500, "error")


def test_the_description_names_every_route_of_the_contract_and_its_examples_fit(client):
    description = client.get("/openapi.json").json()
    assert set(description["paths"]) == {
        "/api/health",
        "/api/reports",
        "/api/reports/{id}",
        "/api/claims",
        "/api/claims/{id}",
        "/api/changes",
        "/api/search",
        "/api/corrections",
    }
    for methods in description["paths"].values():
        for route in methods.values():
            for status, told in route["responses"].items():
                assert status == "304" or told["content"]["application/json"]["example"]
    reading_from_json(json.dumps(examples.READING_EXAMPLE))
    ReadingShape.model_validate_json(json.dumps(examples.READING_EXAMPLE))
    for shape, example in (
        (shapes.PageOf[ReportHead], {"items": [examples.HEAD_EXAMPLE], "next": None}),
        (shapes.ClaimShape, examples.CLAIM_EXAMPLE),
        (shapes.FullClaimShape, examples.FULL_CLAIM_EXAMPLE),
        (shapes.ChangeShape, examples.CHANGE_EXAMPLE),
        (shapes.HitShape, examples.HIT_EXAMPLE),
        (shapes.ErrorShape, examples.ERROR_EXAMPLE),
        (RulingShape, examples.RULING_EXAMPLE),
        *((RootModel[GivenRuling], example["value"]) for example in examples.RULING_EXAMPLES.values()),
        (shapes.GivenReport, examples.REPORT_EXAMPLES["report"]["value"]),
    ):
        assert set(json.loads(shape.model_validate_json(json.dumps(example)).model_dump_json(by_alias=True))) >= set(
            example
        )


def test_no_page_of_the_description_loads_from_elsewhere(client):
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/api/reports", shapes.PageOf[ReportHead]),
        ("/api/claims", shapes.PageOf[shapes.ClaimShape]),
        ("/api/claims/c1", shapes.FullClaimShape),
        ("/api/changes", shapes.PageOf[shapes.ChangeShape]),
        ("/api/search?q=Kauf", shapes.PageOf[shapes.HitShape]),
        ("/api/health", shapes.HealthShape),
        ("/api/reports/given name", ReadingShape),
    ],
)
def test_what_is_answered_is_what_the_description_says(client, path, shape):
    answer = client.get(path)
    shown = shape.model_validate_json(answer.content).model_dump(mode="json", by_alias=True)
    assert shown == answer.json()
