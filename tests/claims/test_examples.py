"""What the reports that ship are made into: a claim for each thing that they tell of, with who stands where."""

from functools import cache
from pathlib import Path

import pytest

from sayso.claims.account import account_for
from sayso.claims.known import ClaimsInMemory
from sayso.claims.meaning import load_word_vectors
from sayso.claims.placing import place_reports
from sayso.claims.positions import find_changes
from sayso.model import Claim, Reading
from sayso.pipeline import read_report, read_together
from sayso.reading.examples import example_reports
from sayso.reading.text import read_file
from sayso.tagger import sentences

SEED = Path(__file__).parents[3] / "shared" / "seed" / "report.txt"
PUBLISHED = "2025-04-28"


@cache
def claims() -> dict[str, Claim]:
    """Return the claims by the words of their members, as `sayso demo` makes them."""
    return claims_of(list(read_together(list(example_reports()), "best")))


@cache
def with_seed(together: bool) -> dict[str, Claim]:
    """Return the claims of the bundled reports and the seed, read `together` or the seed when the others are known."""
    examples = list(example_reports())
    seed = read_file(SEED, published=PUBLISHED)
    if together:
        return claims_of(list(read_together([*examples, seed], "best")))
    return claims_of(list(read_together(examples, "best")), [read_report(seed, "best")])


def claims_of(*batches: list[Reading]) -> dict[str, Claim]:
    """Return the claims by the words of their members, where the reports come in batches one after the other."""
    known = ClaimsInMemory()
    for readings in batches:
        place_reports(readings, known, sentences.load(threads=1), load_word_vectors())
    by_id = {reading.report.id: reading for readings in batches for reading in readings}
    told = {}
    for claim in map(account_for, known.claims()):
        for member in claim.members:
            reading = by_id[member.report]
            statement = next(s for s in reading.statements if s.id == member.statement)
            told[" ".join(reading.report.text[span.start : span.end] for span in statement.content)] = claim
    return told


def about(words: str, told: dict[str, Claim] | None = None) -> Claim:
    told = claims() if told is None else told
    (found,) = {id(claim): claim for content, claim in told.items() if words in content}.values()
    return found


def sides(claim: Claim) -> set[tuple[str | None, str]]:
    """Return the present positions of parties on a fact."""
    return {(p.party, p.stance) for p in claim.positions if p.party and p.until is None and p.stance != "evaluates"}


def test_what_is_said_of_the_recapture_is_apart_from_the_charge_of_destroyed_evidence():
    recapture, charge = about("vollständig befreit"), about("Beweise für den Einsatz der Truppen")
    assert recapture.id != charge.id
    assert recapture.standing == "contested"
    assert {(p.party, p.stance) for p in recapture.positions} == {("RU", "asserts"), ("UA", "denies")}
    assert about("hielten ihre Stellungen").id == about("seien Propaganda").id == recapture.id


def test_who_kept_silent_and_confirms_later_has_changed():
    soldiers = about("auf seiner Seite kämpfen")
    assert soldiers.standing == "confirmed"
    assert about("in der Region Kursk stehen").standing == "confirmed"
    (change,) = find_changes(soldiers)
    assert (change.party, change.before, change.after, change.on) == ("RU", "withholds", "confirms", "2025-04-26")


def test_two_who_say_that_a_law_is_kept_agree_however_they_put_it():
    kept = about("verstoße nicht gegen das Völkerrecht")
    assert about("im Einklang mit dem Völkerrecht").id == kept.id
    assert {(p.party, p.stance) for p in kept.positions} == {("RU", "asserts"), ("KP", "asserts")}
    assert kept.standing == "asserted"


@pytest.mark.skipif(not SEED.is_file(), reason="the seed report is not beside the project (../shared/seed)")
@pytest.mark.parametrize("together", [True, False], ids=["read_together", "added_later"])
def test_who_denies_the_recapture_denies_no_soldiers_of_another_country(together):
    told = with_seed(together)
    soldiers = about("Beteiligung nordkoreanischer", told)
    for recapture in (about("vollständig von den ukrainischen", told), about("vollständig befreit", told)):
        assert recapture.id != soldiers.id
        assert recapture.standing == "contested"
        assert sides(recapture) == {("RU", "asserts"), ("UA", "denies")}
    assert soldiers.standing == "confirmed"
    assert about("auf seiner Seite kämpfen", told).id == soldiers.id
    assert {("RU", "confirms"), ("KP", "confirms")} <= sides(soldiers)
    assert ("NATO", "confirms") in sides(about("in der Region Kursk stehen", told))
    assert not any(position.stance == "denies" for position in soldiers.positions)
    withheld = {(p.party, p.until) for p in soldiers.positions if p.stance == "withholds"}
    assert withheld == {("RU", "2025-04-26"), ("KP", "2025-04-28")}
