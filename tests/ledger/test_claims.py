"""Claims in the ledger: placed once, asked for, read anew, and repaired; closed and reopened, on every database."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.claims.given import Said, reading
from tests.ledger.meanings import Encoder, Words, meanings
from tests.ledger.places import dump, engine_of, raw

from sayso.accounting import Meanings, load_meanings, place_pending, vector_of
from sayso.claims.account import account_for
from sayso.claims.known import ClaimsInMemory
from sayso.claims.placing import place_reports
from sayso.errors import UsageError
from sayso.ledger import claim_store, open_ledger, tables
from sayso.ledger.guards import REFUSAL
from sayso.ledger.members import recall_placed
from sayso.ledger.search import Wanted
from sayso.model import Run
from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.tagger.contents import DIRECTION, TOPIC

BRIDGE = "die Brücke bei Neustadt zerstört worden sei"
HARBOUR = "der Hafen von Altstadt am Mittwoch geschlossen bleibe"
READINGS = (
    reading("r1", "2025-03-01", Said(BRIDGE, "Regierungssprecherin Ina Holm", "AT"), Said(HARBOUR, "Olaf Behn")),
    reading("r2", "2025-03-04", Said(BRIDGE, "Oberst Kern", "DE", stance="denies")),
    reading("r3", "2025-03-09", Said(BRIDGE, "Oberst Kern", "DE", stance="confirms")),
)
LATER_RUN = Run("test", "later")


@pytest.fixture
def path(place):
    return place


@pytest.fixture
def filled(path):
    with open_ledger(path) as book:
        for one in READINGS:
            book.keep(one)
        place_pending(book, meanings)
    return path


def by_wording(book):
    return {claim.wording: claim for claim in book.claims()}


def test_claims_are_those_that_one_batch_in_memory_makes(filled):
    known = ClaimsInMemory()
    place_reports(READINGS, known, Encoder(), Words())
    expected = {placed.id: account_for(placed) for placed in known.claims()}
    with open_ledger(filled) as book:
        assert {claim.id: replace(claim, origins=()) for claim in book.claims()} == expected
        assert len(expected) == 2


class Topics(Encoder):
    """An encoder to which the contents of a report are about one thing after another."""

    def encode_contents(self, title, text, contents):
        senses = super().encode_contents(title, text, contents)
        senses[:, :TOPIC] = np.eye(len(contents), TOPIC)
        return senses


def test_a_ledger_remembers_what_stood_beside_a_statement(path):
    with open_ledger(path) as book:
        book.keep(READINGS[0])
        place_pending(book, lambda: Meanings(Topics(), Words()))
        claims = {claim.wording: claim.id for claim in book.claims()}
        with engine_of(path).connect() as connection:
            placed = recall_placed(connection, claims.values(), Words())
    (bridge,), (harbour,) = (placed[claims[wording]].meant for wording in (BRIDGE, HARBOUR))
    assert np.array_equal(bridge.beside, [harbour.topic])
    assert np.array_equal(harbour.beside, [bridge.topic])
    assert (bridge.affirms, len(bridge.direction)) == (0, DIRECTION)


def test_a_claim_tells_positions_standing_and_sources(filled):
    with open_ledger(filled) as book:
        bridge = by_wording(book)[BRIDGE]
        assert book.claim(bridge.id) == bridge
        assert [(p.party, p.stance, p.since, p.until) for p in bridge.positions] == [
            ("AT", "asserts", "2025-03-01", None),
            ("DE", "denies", "2025-03-04", "2025-03-09"),
            ("DE", "confirms", "2025-03-09", None),
        ]
        assert bridge.standing == "confirmed"
        assert [origin.reports for origin in bridge.origins] == [("r1",), ("r2",), ("r3",)]
        assert [(entry.report.id, entry.content) for entry in book.claim_entries(bridge.id)] == [
            (report, BRIDGE) for report in ("r1", "r2", "r3")
        ]
        with pytest.raises(UsageError, match="has no claim 'c0'"):
            book.claim("c0")


def test_the_claims_of_a_report_are_those_that_its_statements_stand_in_now(filled):
    with open_ledger(filled) as book:
        bridge, harbour = (by_wording(book)[words] for words in (BRIDGE, HARBOUR))
        assert book.claims_of("r1") == {"s1": bridge, "s2": harbour}
        assert book.claims_of("r3") == {"s1": bridge}
        book.keep(replace(READINGS[0], statements=READINGS[0].statements[1:], run=LATER_RUN))
        assert book.claims_of("r1") == {"s1": bridge, "s2": harbour}
        place_pending(book, meanings)
        assert book.claims_of("r1") == {"s2": book.claim(harbour.id)}
        with pytest.raises(UsageError, match="no report with the id 'r9'"):
            book.claims_of("r9")


@pytest.mark.parametrize("many", [0, claim_store._MANY])
def test_claims_are_asked_for_by_party_standing_day_and_words(filled, monkeypatch, many):
    # Words that many statements have are looked for in another way than rare ones.
    monkeypatch.setattr(claim_store, "_MANY", many)
    with open_ledger(filled) as book:

        def asked(**filters):
            return [claim.wording for claim in book.claims(**filters)]

        assert asked() == asked(limit=5) == [BRIDGE, HARBOUR]
        assert asked(limit=1) == asked(party="de") == asked(standing="confirmed") == [BRIDGE]
        assert asked(since="2025-03-09") == asked(since="2025-03-05") == [BRIDGE]
        assert asked(since="2025-03-10") == asked(party="FR") == asked(standing="denied") == []
        assert asked(query="Häfen") == [HARBOUR]
        assert asked(query="Brücke Kern") == [BRIDGE]
        assert asked(query="Brücke Hafen") == []
        assert asked(query="Neustadt", party="AT") == asked(query="Neustadt", limit=1) == [BRIDGE]
        for wrong in ({"standing": "doubted"}, {"since": "gestern"}, {"query": "…"}):
            with pytest.raises(UsageError):
                asked(**wrong)


def test_claims_with_other_figures_are_siblings(path):
    sent = "Das Nachbarland habe {} Soldaten entsandt"
    with open_ledger(path) as book:
        book.keep(reading("r1", "2030-05-01", Said(sent.format("mehr als 10.000"), "Dienst", "XA")))
        book.keep(reading("r2", "2030-05-02", Said(sent.format("rund 1500"), "Ministerium", "XB")))
        book.keep(reading("r3", "2030-05-03", Said(HARBOUR, "Olaf Behn")))
        place_pending(book, load_meanings)
        claims = {claim.wording: claim for claim in book.claims()}
        more, fewer = claims[sent.format("mehr als 10.000")], claims[sent.format("rund 1500")]
        assert book.siblings(more) == [fewer]
        assert book.siblings(fewer) == [more]
        assert book.siblings(claims[HARBOUR]) == []


def test_changes_tell_who_went_over_and_when_the_ledger_learned_of_it(filled):
    with open_ledger(filled) as book:
        (found,) = book.changes()
        change = found.change
        assert (change.party, change.before, change.after, change.on) == ("DE", "denies", "confirms", "2025-03-09")
        assert (found.wording, found.report.id) == (BRIDGE, "r3")
        assert list(book.changes(since="2025-03-09", party="de")) == [found]
        assert list(book.changes(since="2025-03-10")) == list(book.changes(party="AT")) == []
        assert list(book.changes(after="2000-01-01T00:00:00")) == [found]
        learned = max(version.head.read_at for version in book.versions("r3"))
        book.keep(reading("r4", "2025-03-12", Said(BRIDGE, "Regierungssprecherin Ina Holm", "AT", stance="denies")))
        assert [one.change.party for one in book.changes(after=learned)] == ["DE"]
        place_pending(book, meanings)
        moment = sorted(one.change.on for one in book.changes(after=learned))
        assert moment == ["2025-03-09", "2025-03-12"]


def test_what_was_known_before_a_moment_is_no_news_however_the_claim_goes_on(filled):
    with open_ledger(filled) as book:
        with raw(filled) as connection:
            moment = connection.execute(text("SELECT max(made_at) FROM accounts")).scalar_one()
        assert list(book.changes(after=moment)) == []
        book.keep(reading("r4", "2025-03-12", Said(BRIDGE, "Regierungssprecherin Ina Holm", "AT", stance="denies")))
        place_pending(book, meanings)
        assert [(one.change.party, one.change.on) for one in book.changes(after=moment)] == [("AT", "2025-03-12")]
        assert [one.change.on for one in book.changes(latest_first=True)] == ["2025-03-12", "2025-03-09"]
        assert [one.change.on for one in book.changes(latest_first=True, limit=1)] == ["2025-03-12"]


def test_placing_twice_changes_nothing_and_asks_for_no_vectors(filled):
    before = dump(filled)
    with open_ledger(filled) as book:
        for one in READINGS:
            assert book.keep(one).outcome == "known"

        def refuse():
            raise AssertionError("there is nothing to place")

        assert place_pending(book, refuse) == ()
    assert dump(filled) == before


def test_what_was_kept_and_not_placed_is_placed_the_next_time(path):
    class Broken(Encoder):
        def encode(self, texts):
            raise RuntimeError("the plug was pulled")

    with open_ledger(path) as book:
        for one in READINGS:
            book.keep(one)
        with pytest.raises(RuntimeError):
            place_pending(book, lambda: Meanings(Broken(), Words()))
        assert list(book.claims()) == []
    with open_ledger(path) as book:
        place_pending(book, meanings)
        assert set(by_wording(book)) == {BRIDGE, HARBOUR}


def test_a_failure_while_placing_leaves_the_ledger_as_it_was(path, monkeypatch):
    with open_ledger(path) as book:
        for one in READINGS:
            book.keep(one)
        before = dump(path)

        def fail(*_):
            raise RuntimeError("the plug was pulled")

        monkeypatch.setattr("sayso.accounting.find_changes", fail)
        with pytest.raises(RuntimeError):
            place_pending(book, meanings)
    assert dump(path) == before


def test_a_report_read_anew_counts_once_and_claims_keep_their_ids(filled):
    with open_ledger(filled) as book:
        before = by_wording(book)
        for one in READINGS:
            book.keep(replace(one, run=LATER_RUN))
        place_pending(book, meanings)
        after = by_wording(book)
        assert {w: (c.id, c.positions) for w, c in after.items()} == {w: (c.id, c.positions) for w, c in before.items()}
        assert [len(claim.members) for claim in after.values()] == [len(c.members) for c in before.values()]


def test_a_statement_that_is_read_no_more_leaves_its_claim(filled):
    with open_ledger(filled) as book:
        again = replace(READINGS[0], statements=READINGS[0].statements[:1], run=LATER_RUN)
        harbour = by_wording(book)[HARBOUR]
        book.keep(again)
        place_pending(book, meanings)
        assert set(by_wording(book)) == {BRIDGE}
        with pytest.raises(UsageError):
            book.claim(harbour.id)
        assert book.search("Hafen") == []


def test_a_later_text_of_a_page_takes_the_place_of_the_earlier_one(path):
    first, second = (
        replace(one, report=replace(one.report, url="https://bote.example/1")) for one in (READINGS[1], READINGS[2])
    )
    with open_ledger(path) as book:
        book.keep(READINGS[0])
        book.keep(first)
        place_pending(book, meanings)
        assert by_wording(book)[BRIDGE].standing == "contested"
        book.keep(second)
        place_pending(book, meanings)
        assert [p.stance for p in by_wording(book)[BRIDGE].positions] == ["asserts", "confirms"]


def test_reports_that_copy_one_text_are_one_source(path):
    told = " ".join(f"Am {n}. Tag trafen neue Meldungen aus dem Tal {n} und aus der Stadt {n} ein." for n in range(9))
    one = reading("r1", "2025-03-01", Said(BRIDGE, "Ina Holm", "AT"), Said(told, None))
    other = reading("r2", "2025-03-02", Said(BRIDGE, "Ina Holm", "AT"), Said(told, None))
    with open_ledger(path) as book:
        for each in (one, other):
            book.keep(each)
            place_pending(book, meanings)
        book.keep(READINGS[2])
        place_pending(book, meanings)
        origin = by_wording(book)[BRIDGE].origins[0]
        assert origin.reports == ("r1", "r2")
        (copy,) = book.copies_of("r1")
        assert (copy.report.id, copy.whole, copy.share) == ("r2", True, 1.0)
        assert [one.report.id for one in book.copies_of("r2")] == ["r1"]
        assert book.copies_of("r3") == []


@pytest.mark.parametrize("table", ["points", "placements", "claims", "accounts", "account_changes", "documents"])
def test_rows_of_claims_cannot_be_changed(filled, table):
    column = tables.metadata.tables[table].columns[0].name
    with raw(filled) as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
        for act in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
            with pytest.raises(DBAPIError, match=REFUSAL):
                connection.execute(text(act))
            connection.rollback()


# --- search ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Brücken", "zerstört Brücke", "BRÜCKE", "Brück"])
def test_words_are_found_in_other_forms(filled, words):
    with open_ledger(filled) as book:
        assert {hit.entry.report.id for hit in book.search(words)} == {"r1", "r2", "r3"}


@pytest.mark.parametrize("words", ["Sprecherin", "Regierung", "Regierungssprecherin", "Sprecherin Hafen Brücke"])
def test_parts_of_compounds_are_found_and_parts_of_other_words_not(filled, words):
    with open_ledger(filled) as book:
        found = [(hit.entry.report.id, hit.entry.statement.id) for hit in book.search(words)]
        assert found == ([] if "Hafen" in words else [("r1", "s1")])


@pytest.mark.parametrize("words", ["Rin", "ring", "Zer", "erung"])
def test_letters_that_are_no_word_find_nothing(filled, words):
    with open_ledger(filled) as book:
        assert book.search(words) == []


def test_a_search_is_limited_by_what_is_known_of_statements_reports_and_claims(filled):
    with open_ledger(filled) as book:

        def reports(**limits):
            return sorted(hit.entry.report.id for hit in book.search("Brücke", wanted=Wanted(**limits)))

        assert reports(party="DE") == reports(actor="kern") == ["r2", "r3"]
        assert reports(stance="denies") == reports(since="2025-03-02", until="2025-03-04") == ["r2"]
        assert reports(standing="confirmed") == ["r1", "r2", "r3"]
        assert [hit.entry.report.id for hit in book.search("Hafen", wanted=Wanted(standing="asserted"))] == ["r1"]
        assert book.search("Hafen", wanted=Wanted(standing="confirmed")) == []
        assert reports(standing="denied") == reports(outlet="Bote") == reports(place="RU") == []
        (hit,) = book.search("Hafen")
        assert hit.claim == by_wording(book)[HARBOUR].id
        for words in ("?!", None, ""):
            with pytest.raises(UsageError, match="no word"):
                book.search(words)


def test_without_words_the_filters_alone_find_the_latest_first(filled):
    with open_ledger(filled) as book:
        hits = book.search(wanted=Wanted(standing="confirmed"), limit=2)
        assert [hit.entry.report.id for hit in hits] == ["r3", "r2"]
        assert {hit.claim for hit in hits} == {by_wording(book)[BRIDGE].id}
        assert [hit.entry.report.id for hit in book.search(wanted=Wanted(actor="Behn"))] == ["r1"]


def test_meaning_finds_the_nearest_first(filled):
    (vector,) = Encoder().encode(["der Hafen von Altstadt"])
    with open_ledger(filled) as book:
        hits = book.search(vector=vector, limit=2)
        assert hits[0].entry.content == HARBOUR
        assert len(hits) == 2
        assert [hit.entry.report.id for hit in book.search(vector=vector, wanted=Wanted(stance="denies"))] == ["r2"]


def test_meaning_finds_nothing_where_nothing_is_alike(path):
    with open_ledger(path) as book:
        book.keep(READINGS[0])
        place_pending(book)
        assert book.search(vector=vector_of("Kuchen ohne Mehl backen")) == []
        assert book.search(vector=vector_of("Der Hafen ist zu"))[0].entry.content == HARBOUR


def test_the_encoder_that_ships_joins_what_says_the_same(path):
    with open_ledger(path) as book:
        book.keep(
            reading("r1", "2025-03-01", Said("Soldaten die Brücke bei Neustadt gesprengt haben", "Ina Holm", "AT"))
        )
        place_pending(book, load_meanings)
        book.keep(
            reading(
                "r2", "2025-03-02", Said("Soldaten die Brücke bei Neustadt in die Luft gesprengt hätten", "Kern", "DE")
            )
        )
        place_pending(book, load_meanings)
        (claim,) = book.claims()
        assert len(claim.members) == 2


def test_a_place_is_looked_for_in_what_is_said_and_in_whom_it_is_said_to(path):
    report = read_text("Wien warf Italien Betrug vor. Der Rat lobte Rom.", source="x", published="2025-03-01")
    with open_ledger(path) as book:
        book.keep(read_report(report, "rules"))
        hits = book.search(wanted=Wanted(place="IT", stance="alleges"))
        assert [hit.entry.statement.stance for hit in hits] == ["alleges"]
        assert book.search(wanted=Wanted(place="AT")) == []
