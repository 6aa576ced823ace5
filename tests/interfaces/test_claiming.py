"""The commands about claims as a person or a script meets them."""

import io
import json
import re
import sys
from dataclasses import replace

import pytest
from tests.claims.given import Said, reading
from tests.ledger.meanings import meanings

from sayso import accounting
from sayso.accounting import place_pending
from sayso.claims.likeness import load_weights
from sayso.interfaces.cli import main
from sayso.ledger import open_ledger

BRIDGE = "die Brücke bei Neustadt zerstört worden sei"
HARBOUR = "der Hafen von Altstadt am Mittwoch geschlossen bleibe"
READINGS = (
    reading("r1", "2025-03-01", Said(BRIDGE, "Ina Holm", "AT"), Said(HARBOUR, "Olaf Behn")),
    reading("r2", "2025-03-04", Said(BRIDGE, "Oberst Kern", "DE", stance="denies")),
    reading("r3", "2025-04-09", Said(BRIDGE, "Oberst Kern", "DE", stance="confirms", first=True)),
)


@pytest.fixture
def sayso(tmp_path, monkeypatch, capfdbinary):
    """Run the command line in this process, beside a ledger with three reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.setenv("SAYSO_USER", "ada")
    for act in ("merge_claims", "split_claim", "correct_statement", "undo_ruling"):
        monkeypatch.setitem(getattr(accounting, act).__kwdefaults__, "load", meanings)
    with open_ledger("sayso.db") as book:
        for one in READINGS:
            book.keep(one)
        place_pending(book, meanings)

    def run(*words, status=0):
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        sys.stdout.flush()
        out, err = (stream.decode("utf-8") for stream in capfdbinary.readouterr())
        assert (end.value.code or 0) == status, err
        return err if status else out

    return run


def listed(out):
    return json.loads(out)


def bridge(sayso):
    return next(claim for claim in listed(sayso("claims", "--format", "json")) if claim["wording"] == BRIDGE)


def test_claims_are_one_json_list_in_the_contracts_shape(sayso):
    claims = listed(sayso("claims", "--format", "json"))
    assert [claim["wording"] for claim in claims] == [BRIDGE, HARBOUR]
    claim = claims[0]
    assert claim["schema"] == "sayso.claim/1"
    assert {name: claim[name] for name in ("standing", "reports", "independent_sources", "first_reported")} == {
        "standing": "confirmed",
        "reports": 3,
        "independent_sources": 3,
        "first_reported": "2025-03-01",
    }
    assert claim["last_change"] == "2025-04-09"
    assert claim["origins"][0] == {"reports": ["r1"], "reason": claim["origins"][0]["reason"]}
    assert claim["positions"][-1] == {
        "party": "DE",
        "actor": "a1",
        "actor_name": "Oberst Kern",
        "stance": "confirms",
        "since": "2025-04-09",
        "until": None,
        "first": True,
        "statements": ["r3/s1"],
    }
    assert "statements" not in claim


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--party", "DE"], 1),
        (["--standing", "asserted"], 1),
        (["--since", "2025-04"], 1),
        (["--query", "Hafen"], 1),
        (["--limit", "1"], 1),
        (["--party", "FR"], 0),
    ],
)
def test_claims_are_filtered(sayso, words, count):
    assert len(listed(sayso("claims", *words, "--format", "json"))) == count


def test_a_claim_and_full_claims_have_their_statements_with_the_report(sayso):
    full = listed(sayso("claims", "--full", "--format", "json"))[0]
    assert full == json.loads(sayso("claim", full["id"], "--format", "json"))
    assert [(one["report"], one["id"], one["content"]["text"]) for one in full["statements"]] == [
        (report, "s1", BRIDGE) for report in ("r1", "r2", "r3")
    ]


def test_a_claim_fits_a_terminal_and_shows_its_timeline(sayso):
    out = sayso("claim", bridge(sayso)["id"])
    assert max(map(len, out.splitlines())) <= 100
    row = next(line for line in out.splitlines() if line.startswith("DE   "))
    assert re.fullmatch(r"DE +✗+✓", row.rstrip())
    assert "confirms  DE (Oberst Kern) · 2025-04-09 – now · for the first time" in out
    assert "r3/s1" in out


def test_changes_are_listed(sayso):
    assert "2025-04-09  DE: denies → confirms, by Oberst Kern" in sayso("changes")
    (change,) = listed(sayso("changes", "--format", "json"))
    assert (change["party"], change["from"], change["to"], change["on"]) == ("DE", "denies", "confirms", "2025-04-09")
    assert (change["report"], change["statement"]) == ("r3", "r3/s1")
    assert listed(sayso("changes", "--party", "AT", "--format", "json")) == []
    assert sayso("changes", "--since", "2025-05").strip() == "no changes"


def test_search_finds_by_words_within_limits(sayso):
    found = listed(sayso("search", "Brücken", "zerstört", "--party", "DE", "--format", "json"))
    assert sorted((one["report"], one["id"]) for one in found) == [("r2", "s1"), ("r3", "s1")]
    assert {one["claim"] for one in found} == {bridge(sayso)["id"]}
    assert "Hafen" in sayso("search", "Hafen")
    assert sayso("search", "Fabrik").strip() == "nothing found"


def test_corrections_are_made_listed_and_undone(sayso):
    claims = listed(sayso("claims", "--format", "json"))
    ids = [claim["id"] for claim in claims]
    sayso("merge", *ids, "--note", "one story")
    assert len(listed(sayso("claims", "--format", "json"))) == 1
    sayso("split", ids[0], "r1/s2", "--by", "Ben")
    sayso("correct", "r2/s1", "--stance", "asserts", "--party", "none", "--said", "2025-03-03")
    sayso("reject", "r3/s1")
    assert bridge(sayso)["reports"] == 2
    assert "correction 4 (reject, ada)" in sayso("undo")
    assert "correction 1 (merge, ada)" in sayso("undo", "1")
    lines = [json.loads(line) for line in sayso("corrections", "--format", "json").splitlines()]
    assert [(one["kind"], one["made_by"], one["undone"]) for one in lines] == [
        ("merge", "ada", True),
        ("split", "Ben", False),
        ("correct", "ada", False),
        ("reject", "ada", True),
        ("undo", "ada", False),
        ("undo", "ada", False),
    ]
    assert lines[2]["amendment"]["stance"] == "asserts"
    assert lines[2]["content"] == [{"start": 0, "end": len(BRIDGE)}]
    assert re.search(r"one\s+story", sayso("corrections"))


def test_a_search_by_meaning_says_that_nothing_is_alike(sayso, monkeypatch):
    monkeypatch.setattr(accounting, "vector_of", lambda words: 2 * load_weights().centre)
    assert sayso("search", "Kuchen", "--meaning").strip() == "nothing alike was found"
    assert listed(sayso("search", "Kuchen", "--meaning", "--format", "json")) == []


def test_corrections_name_reports_as_they_were_given(sayso):
    with open_ledger("sayso.db") as book:
        given = replace(READINGS[0].report, given_id="bote/7")
        book.keep(replace(READINGS[0], report=given, run=replace(READINGS[0].run, knowledge="given")))
        place_pending(book, meanings)
    sayso("accept", "bote/7/s1")
    assert "bote/7/s1" in sayso("corrections")
    assert json.loads(sayso("corrections", "--format", "json"))["report"] == "bote/7"


def test_what_was_read_right_is_accepted(sayso):
    assert "r1/s1 is accepted" in sayso("accept", "r1/s1", "--by", "Ben")
    (line,) = sayso("corrections", "--format", "json").splitlines()
    assert (json.loads(line)["kind"], json.loads(line)["statement"]) == ("accept", "s1")
    assert re.search(r"accept +r1/s1 · Ben", sayso("corrections"))
    told = {s["report"]: s for s in listed(sayso("claims", "--full", "--format", "json"))[0]["statements"]}
    assert (told["r1"]["confidence"], told["r1"]["found_by"].endswith("+person")) == (1.0, True)
    assert not told["r2"]["found_by"].endswith("+person")


@pytest.mark.parametrize(
    "words",
    [
        ("claim", "c0"),
        ("claims", "--standing", "doubted"),
        ("merge", "c1"),
        ("split", "c0", "r1/s1"),
        ("correct", "r2/s1"),
        ("correct", "s1", "--stance", "denies"),
        ("correct", "r2/s1", "--stance", "doubts"),
        ("correct", "r2/s1", "--said", "gestern"),
        ("correct", "r2/s1", "--span", "7:7"),
        ("reject", "r2/s9"),
        ("accept", "r2/s9"),
        ("undo", "9"),
        ("search", "?"),
    ],
)
def test_wrong_usage_ends_with_status_2(sayso, words):
    assert sayso(*words, status=2).startswith("sayso: ")


def test_without_a_ledger_the_message_says_what_to_do(sayso):
    for command in ("claims", "changes", "corrections"):
        assert "there is no ledger yet" in sayso(command, "--ledger", "none.db", status=1)
