"""Corrections by the HTTP API: handed in as JSON by editors, listed, undone; refused in the one shape of errors."""

import json

import pytest
from tests.web.test_api import is_error
from tests.web.test_correcting import (  # noqa: F401 - some of them are fixtures
    AUTHOR,
    BRIDGE,
    CROSSING,
    bridges,
    by_wording,
    claims_of,
    desk,
    editor,
    ledger,
    report,
)

from sayso.interfaces.api_access import Tokens
from sayso.interfaces.api_app import Setting
from sayso.interfaces.api_ruling_shapes import RulingShape
from sayso.interfaces.api_shapes import PageOf

PLAIN = {"Content-Type": "text/plain"}  # as any page elsewhere may send it


def rule(client, **fields):
    return client.post("/api/corrections", json=fields)


def statement_of(client, report, number=0):  # noqa: F811
    return client.get(f"/api/reports/{report}").json()["statements"][number]


def test_a_statement_is_corrected_listed_and_the_correction_undone(editor, report):  # noqa: F811
    made = rule(editor, kind="correct", report=report, statement="s1", stance="confirms", said="2025-04-27",
                content=[{"start": 39, "end": 47}], note="heard \n it")  # fmt: skip
    assert made.status_code == 201
    (told,) = made.json()["items"]
    assert (told["kind"], told["made_by"], told["note"], told["holds"]) == ("correct", AUTHOR, "heard it", True)
    one = statement_of(editor, report)
    assert (one["stance"], one["said"]["value"], one["content"]["text"]) == ("confirms", "2025-04-27", "den Kauf")
    listed = editor.get("/api/corrections", params={"report": report})
    assert listed.json()["items"] == [told]
    assert PageOf[RulingShape].model_validate_json(listed.content).items[0].number == told["number"]
    undone = rule(editor, kind="undo", number=told["number"])
    assert [item["kind"] for item in undone.json()["items"]] == ["undo"]
    assert statement_of(editor, report)["stance"] == "denies"
    kinds = [(item["kind"], item["holds"]) for item in editor.get("/api/corrections").json()["items"]]
    assert kinds == [("undo", False), ("correct", False)]


def test_a_statement_is_accepted_and_another_rejected(editor, report):  # noqa: F811
    assert rule(editor, kind="accept", report=report, statement="s1").json()["items"][0]["kind"] == "accept"
    assert statement_of(editor, report)["confidence"] == 1.0
    assert rule(editor, kind="reject", report=report, statement="s2").status_code == 201
    assert len(editor.get(f"/api/reports/{report}").json()["statements"]) == 2


def test_claims_are_merged_and_split(bridges):  # noqa: F811
    one, other = by_wording(bridges)[BRIDGE], by_wording(bridges)[CROSSING]
    merged = rule(bridges, kind="merge", claims=[one, other]).json()["items"]
    assert [(item["kind"], item["claim"], item["other"]) for item in merged] == [("merge", one, other)]
    assert list(claims_of(bridges)) == [one]
    rule(bridges, kind="undo", number=merged[0]["number"])
    split = rule(bridges, kind="split", claim=one, statements=["r2/s2"]).json()
    new = split["items"][0]["claim"]
    assert [told["report"] for told in bridges.get(f"/api/claims/{new}").json()["statements"]] == ["r2"]
    assert [item["kind"] for item in bridges.get("/api/corrections", params={"claim": new}).json()["items"]] == [
        "split"
    ]
    is_error(rule(bridges, kind="split", claim=new, statements=["r1/s1"]), 422, "invalid", "statements")
    is_error(rule(bridges, kind="merge", claims=[one, "none"]), 404, "not_found", "claims")


@pytest.mark.parametrize(
    ("fields", "status", "code", "field"),
    [
        ({"kind": "correct", "statement": "s1"}, 422, "nothing_changed", None),
        ({"kind": "correct", "statement": "s1", "said": "gestern"}, 422, "usage", None),
        ({"kind": "correct", "statement": "s1", "stance": "shouts"}, 422, "invalid", "correct.stance"),
        ({"kind": "correct", "statement": "s1", "content": [{"start": 5, "end": 5}]}, 422, "invalid", "content"),
        ({"kind": "correct", "statement": "s1", "content": [{"start": 0, "end": 99_999}]}, 422, "invalid", "content"),
        ({"kind": "accept", "statement": "s9"}, 404, "not_found", "statement"),
        ({"kind": "accept", "statement": "s1", "report": "none"}, 404, "not_found", "id"),
        ({"kind": "praise", "statement": "s1"}, 422, "invalid", None),
    ],
)
def test_what_cannot_be_ruled_is_refused_and_nothing_kept(editor, ledger, report, fields, status, code, field):  # noqa: F811
    is_error(rule(editor, **{"report": report, **fields}), status, code, field)
    assert ledger.rulings() == []


def test_only_editors_rule_and_only_by_json(ledger, report, tmp_path):  # noqa: F811
    tokens = Tokens(tmp_path / "tokens.json")
    asked = {"kind": "accept", "report": report, "statement": "s1"}
    reader, writer = ({"Authorization": f"Bearer {tokens.add(role, role)}"} for role in ("reader", "editor"))
    with desk(ledger, Setting(tokens), base_url="https://news.example") as client:
        is_error(client.post("/api/corrections", json=asked), 401, "needs_token")
        is_error(client.post("/api/corrections", json=asked, headers=reader), 403, "not_allowed")
        refused = client.post("/api/corrections", content=json.dumps(asked), headers=writer | PLAIN)
        assert refused.status_code in {415, 422}
        assert ledger.rulings() == []
        assert client.post("/api/corrections", json=asked, headers=writer).json()["items"][0]["made_by"] == "editor"
        assert len(client.get("/api/corrections", headers=reader).json()["items"]) == 1
