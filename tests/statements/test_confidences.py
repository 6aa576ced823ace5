"""Confidences of single roles: only of roles that are there, lower for what is told less plainly."""

from sayso.model import Reading, Statement
from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.confidences import ROLES, likelihood, load_weights, rate_roles, traits_of


def read(text: str) -> Reading:
    return read_report(read_text(text, source="test", published="2025-04-30"), "rules")


def of(reading: Reading, words: str) -> Statement:
    text = reading.report.text
    return next(s for s in reading.statements if text[s.content[0].start :].startswith(words))


def test_a_role_that_is_not_there_has_no_confidence() -> None:
    found = of(read("Offenbar seien Wege gesperrt, hieß es."), "Offenbar")
    assert found.confidences is not None
    assert (found.actors, found.said) == ((), None)
    assert (found.confidences.actor, found.confidences.said) == (None, None)
    assert found.confidences.stance is not None


def test_every_confidence_is_a_share() -> None:
    text = "Erika Muster sagte am Montag, Wege seien gesperrt. Sie bestritt, dass Tore zu seien."
    for statement in read(text).statements:
        assert statement.confidences is not None
        shares = [getattr(statement.confidences, role) for role in ROLES]
        assert all(share is not None and 0 < share < 1 for share in shares), statement


def test_a_name_is_surer_than_a_pronoun_and_a_day_beside_the_cue_than_one_carried_on() -> None:
    text = "Erika Muster sagte am Montag, Wege seien gesperrt.\n\nSie teilte mit, Brücken seien gesperrt."
    reading = read(text)
    named, meant = of(reading, "Wege").confidences, of(reading, "Brücken").confidences
    assert named is not None
    assert meant is not None
    assert (named.actor or 0) > (meant.actor or 1)
    assert (named.said or 0) > (meant.said or 1)


def test_weights_are_for_traits_that_there_are() -> None:
    weights = load_weights()
    assert set(weights) == set(ROLES)
    assert likelihood(weights["stance"], {"bias": 0.0}) == 0.5


def test_rating_depends_on_nothing_but_traits_and_weights() -> None:
    reading = read("Erika Muster sagte, Wege seien gesperrt.")
    (statement,) = reading.statements
    actors = {actor.id: actor for actor in reading.actors}
    blank: dict[str, dict[str, float]] = {role: {} for role in ROLES}
    (rated,) = rate_roles(reading.report, [statement], reading.actors, blank)
    assert rated.confidences is not None
    assert (rated.confidences.speaker, rated.confidences.said) == (0.5, None)
    assert traits_of("said", reading.report, statement, actors) is None
