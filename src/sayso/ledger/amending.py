"""A reading as people corrected it: their rulings on its statements, carried out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.ledger.answers import Amendment, Ruling
from sayso.ledger.rulings import SAME_PLACE, share_of
from sayso.model import Actor, Reading, Span, Statement, When

FOUND_BY = "person"


def amend(reading: Reading, rulings: Iterable[Ruling]) -> Reading:
    """Return a reading with what people ruled on its statements carried out, in order.

    A ruling holds for the statement whose content, and among several whose cue, lies where that of the statement lay
    that was ruled on; where there is none, it does nothing.
    """
    # As the machine found them: a content that was corrected is not where later rulings look for it.
    original = reading.statements
    for ruling in rulings:
        target = find_ruled(original, ruling)
        if target is None:
            continue
        if ruling.kind == "reject":
            reading = _without(reading, target.id)
        elif ruling.kind == "accept":
            reading = _accepted(reading, target.id)
        elif ruling.kind == "correct" and ruling.amendment is not None:
            reading = _with(reading, target.id, ruling.amendment)
    return reading


def find_ruled(statements: Iterable[Statement], ruling: Ruling) -> Statement | None:
    """Return the statement of an uncorrected reading that a ruling is on, None where it has none."""

    def likeness(statement: Statement) -> tuple[float, float, bool]:
        return (
            share_of(ruling.content, statement.content),
            share_of(ruling.cue, statement.cue),
            statement.id == ruling.statement,
        )

    best = max(statements, key=likeness, default=None)
    if best is None:
        return None
    told = share_of(ruling.content, best.content) if ruling.content else share_of(ruling.cue, best.cue)
    return best if told >= SAME_PLACE else None


def _without(reading: Reading, id: str) -> Reading:
    """Return a reading without a statement; those within it stand in what it stood in."""
    gone = next((statement for statement in reading.statements if statement.id == id), None)
    if gone is None:
        return reading
    return replace(
        reading,
        statements=tuple(
            replace(statement, parent=gone.parent) if statement.parent == id else statement
            for statement in reading.statements
            if statement.id != id
        ),
        evidence=tuple(
            replace(shown, statements=tuple(one for one in shown.statements if one != id)) for shown in reading.evidence
        ),
    )


def _accepted(reading: Reading, id: str) -> Reading:
    """Return a reading with a statement that a person found right: sure, and found by both."""
    return replace(
        reading,
        statements=tuple(
            replace(one, confidence=1.0, confidences=None, found_by=_with_person(one.found_by)) if one.id == id else one
            for one in reading.statements
        ),
    )


def _with_person(found_by: str) -> str:
    return found_by if FOUND_BY in found_by.split("+") else f"{found_by}+{FOUND_BY}"


def _with(reading: Reading, id: str, amendment: Amendment) -> Reading:
    actors, speaking = reading.actors, None
    statement = next((one for one in reading.statements if one.id == id), None)
    if statement is None:
        return reading
    # How sure the machine was of single roles says nothing any more.
    changed = replace(statement, found_by=FOUND_BY, confidence=1.0, confidences=None)
    if amendment.speaker is not None or amendment.party is not None:
        known = {actor.id: actor for actor in actors}
        before = next((known[one] for one in statement.actors if one in known), None)
        actors, speaking = _speaker(actors, before, amendment)
        changed = replace(changed, actors=(speaking,))
        if amendment.speaker is not None:
            changed = replace(changed, speaker=_named_near(reading.report.text, amendment.speaker, statement))
    if amendment.stance is not None:
        changed = replace(changed, stance=amendment.stance)
    if amendment.said is not None:
        changed = replace(changed, said=When(amendment.said, None))
    if amendment.content is not None:
        changed = replace(changed, content=amendment.content)
    return replace(
        reading,
        actors=actors,
        statements=tuple(changed if one.id == id else one for one in reading.statements),
    )


def _speaker(actors: tuple[Actor, ...], before: Actor | None, amendment: Amendment) -> tuple[tuple[Actor, ...], str]:
    """Return the actors with the one that speaks, and its id; an actor of that name and party is taken as it is."""
    name = amendment.speaker or (before.name if before else "")
    same_name = [actor for actor in actors if actor.name.casefold() == name.casefold()]
    party = amendment.party or None
    if amendment.party is None:
        party = same_name[0].party if same_name else None
    known = next((actor for actor in same_name if actor.party == party), None)
    if known is not None:
        return actors, known.id
    taken = {actor.id for actor in actors}
    number = next(number for number in range(len(actors) + 1, 2 * len(actors) + 2) if f"a{number}" not in taken)
    kind = same_name[0].kind if same_name else before.kind if before and amendment.speaker is None else "person"
    mentions = same_name[0].mentions if same_name else ()
    return (*actors, Actor(f"a{number}", name, kind, party, mentions)), f"a{number}"


def _named_near(text: str, name: str, statement: Statement) -> tuple[Span, ...]:
    """Return where the name stands nearest to the statement in the text; nothing where it does not."""
    places = [match.span() for match in re.finditer(re.escape(name), text)]
    around = statement.content or statement.cue or statement.speaker
    at = around[0].start if around else 0
    return (Span(*min(places, key=lambda place: abs(place[0] - at))),) if places else ()
