"""What the reports that ship are made into: a claim for each thing that they tell of, with who stands where."""

from functools import cache

from sayso.claims.account import account_for
from sayso.claims.known import ClaimsInMemory
from sayso.claims.meaning import load_word_vectors
from sayso.claims.placing import place_reports
from sayso.claims.positions import find_changes
from sayso.model import Claim
from sayso.pipeline import read_together
from sayso.reading.examples import example_reports
from sayso.tagger import sentences


@cache
def claims() -> dict[str, Claim]:
    """Return the claims by the words of their members, as `sayso demo` makes them."""
    readings = list(read_together(list(example_reports()), "best"))
    known = ClaimsInMemory()
    place_reports(readings, known, sentences.load(threads=1), load_word_vectors())
    by_id = {reading.report.id: reading for reading in readings}
    told = {}
    for claim in map(account_for, known.claims()):
        for member in claim.members:
            reading = by_id[member.report]
            statement = next(s for s in reading.statements if s.id == member.statement)
            told[" ".join(reading.report.text[span.start : span.end] for span in statement.content)] = claim
    return told


def about(words: str) -> Claim:
    (found,) = {id(claim): claim for content, claim in claims().items() if words in content}.values()
    return found


def test_what_is_said_of_the_recapture_is_apart_from_the_charge_of_destroyed_evidence():
    recapture, charge = about("vollständig befreit"), about("Beweise für den Einsatz der Truppen")
    assert recapture.id != charge.id
    assert recapture.standing == "contested"
    assert {(p.party, p.stance) for p in recapture.positions} == {("RU", "asserts"), ("UA", "denies")}
    assert about("hielten ihre Stellungen").id == about("seien Propaganda").id == recapture.id


def test_who_kept_silent_and_confirms_later_has_changed():
    soldiers = about("auf seiner Seite kämpfen")
    assert soldiers.standing == "confirmed"
    assert about("in der Region Kursk stehen").id == soldiers.id
    (change,) = find_changes(soldiers)
    assert (change.party, change.before, change.after, change.on) == ("RU", "withholds", "confirms", "2025-04-26")


def test_two_who_say_that_a_law_is_kept_agree_however_they_put_it():
    kept = about("verstoße nicht gegen das Völkerrecht")
    assert about("im Einklang mit dem Völkerrecht").id == kept.id
    assert {(p.party, p.stance) for p in kept.positions} == {("RU", "asserts"), ("KP", "asserts")}
    assert kept.standing == "asserted"
