"""What people ruled on claims and statements, in rows of its own that supersede what machines made of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from sayso.errors import UsageError
from sayso.ledger import tables
from sayso.ledger.answers import Amendment, Ruling, RulingKind
from sayso.ledger.packing import Spans, pack, pack_spans, unpack, unpack_spans
from sayso.ledger.placements import member_question, write_keys
from sayso.ledger.questions import Question
from sayso.model import Span

# In the table an acceptance is a correction that changes nothing.
_NOTHING = Amendment()
SAME_PLACE = 0.5  # share of two statements' content that is the same stretch of text, for them to be one


def note_ruling(connection: Connection, kind: RulingKind, made_by: str, **fields: Any) -> int:
    """Add a correction and return its number; `fields` are those of `Ruling`."""
    content, cue = fields.pop("content", ()), fields.pop("cue", ())
    amendment: Amendment | None = fields.pop("amendment", None)
    if kind == "accept":
        kind, amendment = "correct", _NOTHING
    table = tables.corrections
    number: int = connection.execute(
        insert(table).returning(table.c.number),
        {
            **fields,
            "kind": kind,
            "made_by": made_by,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "place": f"{pack_spans(content)}|{pack_spans(cue)}" if fields.get("statement") else None,
            "amendment": pack(amendment) if amendment else None,
        },
    ).scalar_one()
    return number


def recall_rulings(
    connection: Connection, report: str | None = None, claim: str | None = None, *, standing: bool = False
) -> list[Ruling]:
    """Return corrections in their order, of one report or claim if named; `standing` leaves out what was undone."""
    table, undoing = tables.corrections, tables.corrections.alias()
    question = select(table).order_by(table.c.number)
    if report is not None:
        question = question.where(table.c.report == report)
    if claim is not None:
        question = question.where((table.c.claim == claim) | (table.c.other == claim))
    if standing:
        question = question.where(table.c.kind != "undo", ~exists().where(undoing.c.undoes == table.c.number))
    return [_ruling(row) for row in connection.execute(question)]


def _ruling(row: Any) -> Ruling:
    content, _, cue = (row.place or "|").partition("|")
    amendment = unpack(Amendment, row.amendment) if row.amendment else None
    accepts = amendment == _NOTHING
    return Ruling(
        number=row.number,
        kind="accept" if accepts else row.kind,
        made_by=row.made_by,
        made_at=row.made_at,
        note=row.note,
        claim=row.claim,
        other=row.other,
        report=row.report,
        statement=row.statement,
        content=unpack_spans(content),
        cue=unpack_spans(cue),
        amendment=None if accepts else amendment,
        undoes=row.undoes,
    )


def merge_claims(connection: Connection, claim: str, other: str, made_by: str, note: str | None) -> None:
    """Put all statements and citations of `other` into `claim`."""
    if claim == other:
        raise UsageError(f"{claim} is one claim: name two.")
    points = _points_of(connection, other)
    _points_of(connection, claim)
    correction = note_ruling(connection, "merge", made_by, note=note, claim=claim, other=other)
    _move(connection, points, claim, correction)
    cited = tables.citations
    rows = connection.execute(select(cited).where(cited.c.claim == other)).all()
    if rows:
        connection.execute(
            insert(cited),
            [
                {"claim": claim, "reading": row.reading, "start": row.start, "end": row.end, "correction": correction}
                for row in rows
            ],
        )


def split_claim(
    connection: Connection, claim: str, statements: Collection[tuple[str, str]], made_by: str, note: str | None
) -> str:
    """Put statements of a claim, each as report and id, into a new one; return its id."""
    points = _points_of(connection, claim, statements)
    if len(points) == len(_points_of(connection, claim)):
        raise UsageError(f"these are all statements of the claim {claim}: leave at least one in it.")
    new = _fresh_id(connection, claim)
    connection.execute(
        insert(tables.claims), {"id": new, "begun_at": datetime.now(UTC).isoformat(timespec="microseconds")}
    )
    correction = note_ruling(connection, "split", made_by, note=note, claim=new, other=claim)
    _move(connection, points, new, correction)
    _copy_keys(connection, claim, new)
    return new


def undo_placements(connection: Connection, ruling: Ruling, undo: int) -> None:
    """Put what a merge moved back where it was, and all that is in a claim that was split off where that came from."""
    if ruling.claim is None or ruling.other is None:
        return
    question = member_question().where(tables.placements.c.claim == ruling.claim)
    if ruling.kind == "merge":
        earlier = tables.placements.alias()
        question = question.where(
            exists().where(earlier.c.point == tables.points.c.number, earlier.c.correction == ruling.number)
        )
    moved = [row.number for row in connection.execute(question)]
    if moved:
        _move(connection, moved, ruling.other, undo)


def follow_rulings(
    connection: Connection, reading: int, replaced: Sequence[int], stay: Collection[str] = ()
) -> set[str]:
    """Put statements of a reading, but for those that `stay`, where people put the same ones of earlier readings.

    Return the claims touched.
    """
    table = tables.readings
    report = select(table.c.report).where(table.c.number == reading).scalar_subquery()
    same = select(table.c.number).where(table.c.number.in_(replaced), table.c.report == report)
    ruled = connection.execute(
        _placement_question().where(tables.points.c.reading.in_(same), tables.placements.c.correction.is_not(None))
    ).all()
    ruled = [row for row in ruled if row.statement not in stay]
    if not ruled:
        return set()
    new = connection.execute(_placement_question().where(tables.points.c.reading == reading)).all()
    new = [row for row in new if row.statement not in stay]
    places = _contents(connection, [reading, *{row.reading for row in ruled}])
    touched: set[str] = set()
    for row in ruled:
        here = places.get((row.reading, row.statement), ())
        likest = max(new, key=lambda one: share_of(here, places.get((one.reading, one.statement), ())), default=None)
        if likest is None or share_of(here, places.get((reading, likest.statement), ())) < SAME_PLACE:
            continue
        _move(connection, [likest.number], row.claim, row.correction)
        touched |= {row.claim, likest.claim}
    return touched


def share_of(one: Spans, other: Spans) -> float:
    """Return how much of two stretches of one text is the same, 0 to 1: twice the common part by the sum of both."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    size = sum(span.end - span.start for span in (*one, *other))
    return 2 * both / size if size else 0.0


def _placement_question() -> Question:
    placements = tables.placements
    return member_question().add_columns(placements.c.correction)


def _contents(connection: Connection, readings: Iterable[int]) -> dict[tuple[int, str], Spans]:
    table = tables.statement_spans
    found: dict[tuple[int, str], Spans] = {}
    question = select(table).where(table.c.reading.in_(list(readings)), table.c.role == "content")
    for row in connection.execute(question.order_by(table.c.ordinal)):
        key = (row.reading, row.statement)
        found[key] = (*found.get(key, ()), Span(row.start, row.end))
    return found


def _points_of(connection: Connection, claim: str, statements: Collection[tuple[str, str]] | None = None) -> list[int]:
    """Return the points in a claim, all or those of some statements, each as report and id.

    Raises `UsageError` where the claim has not all of these, or none at all.
    """
    readings, reports = tables.readings, tables.reports
    question = (
        member_question()
        .add_columns(reports.c.id, readings.c.given_id)
        .join(readings, readings.c.number == tables.points.c.reading)
        .join(reports, reports.c.number == readings.c.report)
        .where(tables.placements.c.claim == claim)
    )
    rows = connection.execute(question).all()
    if not rows:
        raise UsageError(f"the ledger has no claim {claim!r}, or its statements have all gone to others.")
    if statements is None:
        return [row.number for row in rows]
    by_name = {(name, row.statement): row.number for row in rows for name in (row.given_id, row.id) if name}
    missing = [f"{report}/{id}" for report, id in statements if (report, id) not in by_name]
    if missing:
        raise UsageError(
            f"{', '.join(missing)}: the claim {claim} has no such statement. `sayso claim {claim}` shows them."
        )
    return sorted({by_name[statement] for statement in statements})


def _move(connection: Connection, points: Sequence[int], claim: str, correction: int) -> None:
    rows = [{"point": point, "claim": claim, "correction": correction} for point in points]
    connection.execute(insert(tables.placements), rows)


def _copy_keys(connection: Connection, source: str, target: str) -> None:
    table = tables.claim_keys
    keys = connection.execute(select(table.c.key).where(table.c.claim == source)).scalars().all()
    write_keys(connection, [(key, target) for key in keys])


def _fresh_id(connection: Connection, claim: str) -> str:
    table, number = tables.claims, 2
    while connection.execute(select(table.c.id).where(table.c.id == f"{claim}-{number}")).first() is not None:
        number += 1
    return f"{claim}-{number}"
