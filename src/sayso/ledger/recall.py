"""The way back from the tables: rows of one or several readings, as the nouns they were."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, select, tuple_

from sayso.ledger import tables
from sayso.ledger.rows import SURE_OF
from sayso.model import (
    Actor,
    Confidences,
    Evidence,
    Office,
    Part,
    PartyBy,
    Person,
    Place,
    Quantity,
    Reading,
    Report,
    Run,
    Span,
    Statement,
    TimeExpression,
    When,
)

Groups: TypeAlias = dict[Hashable, list[Any]]

_FEW, _MANY = 2, 200  # readings, and statements, between which statements are asked for by their names


def recall_reading(connection: Connection, number: int) -> Reading:
    """Return the reading of this number, equal to the one that was kept."""
    head = connection.execute(
        select(tables.readings, tables.reports.c.id, tables.reports.c.text, tables.runs)
        .join(tables.reports, tables.reports.c.number == tables.readings.c.report)
        .join(tables.runs, tables.runs.c.number == tables.readings.c.run)
        .where(tables.readings.c.number == number)
    ).one()
    credited = grouped(connection, tables.credits, [number], "role")

    def rows(table: Table) -> list[Any]:
        return grouped(connection, table, [number], "reading")[number]

    actors = recall_actors(connection, [number])
    belonging = grouped(connection, tables.evidence_statements, [number], "evidence")
    return Reading(
        report=recall_report(head, rows(tables.parts), credited["author"], credited["agency"]),
        statements=tuple(recall_statements(connection, rows(tables.statements), [number])),
        actors=tuple(actors[number].values()),
        times=tuple(TimeExpression(_span(row), row.type, row.value) for row in rows(tables.times)),
        quantities=tuple(
            Quantity(_span(row), row.value, row.bound, row.unit, row.upper) for row in rows(tables.quantities)
        ),
        places=tuple(Place(_span(row), row.name, row.country) for row in rows(tables.places)),
        run=Run(head.version, head.knowledge),
        evidence=tuple(
            Evidence(row.kind, _span(row), row.by, tuple(each.statement for each in belonging[row.ordinal]))
            for row in rows(tables.evidence)
        ),
        narration=tuple(_span(row) for row in rows(tables.narration)),
        limits=tuple(row.words for row in rows(tables.limits)),
        people=recall_people(rows(tables.people)),
    )


def recall_report(head: Any, parts: Iterable[Any], authors: Iterable[Any], agencies: Iterable[Any]) -> Report:
    """Return the report of a reading, whose row `head` is, with the id and the text of the report, and of its lists."""
    return Report(
        id=head.id,
        text=head.text,
        parts=tuple(Part(row.kind, _span(row), row.language) for row in parts),
        language=head.language,
        title=head.title,
        authors=tuple(row.name for row in authors),
        outlet=head.outlet,
        url=head.url,
        published=head.published,
        published_from=head.published_from,
        agencies=tuple(row.name for row in agencies),
        given_id=head.given_id,
        published_at=head.published_at,
        modified_at=head.modified_at,
        canonical_url=head.canonical_url,
    )


def recall_statements(connection: Connection, rows: Collection[Any], readings: Collection[int]) -> list[Statement]:
    """Return the statements for rows of `statements`, in their order; `readings` are the numbers found in them."""
    only = few_of([(row.reading, row.id) for row in rows], readings)
    spans = grouped(connection, tables.statement_spans, readings, "reading", "statement", "role", only=only)
    actors = grouped(connection, tables.statement_actors, readings, "reading", "statement", only=only)
    vias = grouped(connection, tables.statement_via, readings, "reading", "statement", only=only)

    def role(row: Any, name: str) -> tuple[Span, ...]:
        return tuple(_span(each) for each in spans.get((row.reading, row.id, name), ()))

    return [
        Statement(
            id=row.id,
            mode=row.mode,
            medium=row.medium,
            content=role(row, "content"),
            speaker=role(row, "speaker"),
            cue=role(row, "cue"),
            frame=role(row, "frame"),
            addressee=role(row, "addressee"),
            stance=row.stance,
            found_by=row.found_by,
            confidence=row.confidence,
            polarity=row.polarity,
            said=_when(row),
            first=bool(row.first),
            parent=row.parent,
            actors=tuple(each.actor for each in actors.get((row.reading, row.id), ())),
            via=tuple(each.via for each in vias.get((row.reading, row.id), ())),
            confidences=_confidences(row),
        )
        for row in rows
    ]


def recall_people(rows: Iterable[Any]) -> tuple[Person, ...]:
    """Return the people of a reading for its rows of `people`, in their order."""
    found: dict[str, Person] = {}
    for row in rows:
        by: PartyBy = row.party_by or ("place" if row.party is None else "words")  # rows of before it was kept
        person = found.get(row.name, Person(row.name, row.party, party_by=by))
        office = () if row.noun is None else (Office(row.noun, row.lemma, row.state),)
        found[row.name] = replace(person, offices=(*person.offices, *office))
    return tuple(found.values())


def recall_actors(
    connection: Connection, readings: Collection[int], *, only: Sequence[tuple[int, str]] | None = None
) -> dict[int, dict[str, Actor]]:
    """Return the actors of the readings: by the reading's number, then by id, in the reading's order.

    `only` limits them to some, each as the number of its reading and its id.
    """
    mentions = grouped(connection, tables.actor_mentions, readings, "reading", "actor", only=only, named="actor")
    found: dict[int, dict[str, Actor]] = {number: {} for number in readings}
    for number, rows in grouped(connection, tables.actors, readings, "reading", only=only, named="id").items():
        for row in rows:
            spans = tuple(_span(each) for each in mentions.get((number, row.id), ()))
            found[row.reading][row.id] = Actor(row.id, row.name, row.kind, row.party, spans, row.wikidata)
    return found


def few_of(names: Sequence[tuple[int, str]], readings: Collection[int]) -> Sequence[tuple[int, str]] | None:
    """Return what to ask for by name, None where that is nearly all there is of one or two readings, or too much."""
    return names if len(readings) > _FEW and len(names) <= _MANY else None


def grouped(
    connection: Connection,
    table: Table,
    readings: Collection[int],
    *key: str,
    only: Sequence[tuple[int, str]] | None = None,
    named: str = "statement",
) -> Groups:
    """Return the rows of the readings, in their order, by one column or by a tuple of several.

    `only` limits them to statements, or whatever the column `named` has, each as the number of its reading and its id.
    """
    groups: Groups = defaultdict(list)
    group = attrgetter(*key)
    question = select(table).where(table.c.reading.in_(readings)).order_by(table.c.ordinal)
    if only is not None:
        # Beside the readings, not in their stead: SQLite finds no index for pairs.
        question = question.where(tuple_(table.c.reading, table.c[named]).in_(only))
    for row in connection.execute(question).all():
        groups[group(row)].append(row)
    return groups


def _span(row: Any) -> Span:
    return Span(row.start, row.end)


def _confidences(row: Any) -> Confidences | None:
    sure = Confidences(*(getattr(row, f"{role}_confidence") for role in SURE_OF))
    return None if sure == Confidences() else sure


def _when(row: Any) -> When | None:
    if row.said is None:
        return None
    return When(row.said, None if row.said_start is None else Span(row.said_start, row.said_end))
