"""What the rows of a reading are: the way from a reading to the tables.  `recall.py` is the way back."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import Table

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.model import Actor, Reading, Report, Span, Statement

Fields: TypeAlias = dict[str, Any]
Sheets: TypeAlias = dict[Table, list[Fields]]

SURE_OF = ("speaker", "actor", "stance", "said")
ROLES = ("content", "speaker", "cue", "frame", "addressee")


def digest(reading: Reading) -> str:
    """Return a hash of all that was read, whichever run read it."""
    read = (
        reading.report,
        reading.statements,
        reading.actors,
        reading.times,
        reading.quantities,
        reading.places,
        reading.evidence,
        reading.narration,
        reading.limits,
        reading.people,
    )
    return hashlib.sha256(repr(read).encode()).hexdigest()


def fold(words: str) -> str:
    """Return words as a search compares them: `ÖSTERREICH` like `Österreich`, however its Ö is coded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())


def words_under(spans: Iterable[Span], text: str) -> str:
    """Return the words of a role, several stretches joined by ` … `."""
    return " … ".join(text[span.start : span.end] for span in spans)


def head_row(report: Report) -> Fields:
    """Return what a reading says of its report as a whole, authors and agencies aside."""
    return {
        "language": report.language,
        "published_from": report.published_from,
        "given_id": report.given_id,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "published_at": report.published_at,
        "modified_at": report.modified_at,
        "canonical_url": report.canonical_url,
    }


def sheets_of(reading: Reading, number: int) -> Sheets:
    """Return the rows of all that belongs to the reading of this number, tables in the order to fill them in.

    Raises `LedgerError` where a span runs beyond the text: its words could never be shown.
    """
    sheets: Sheets = defaultdict(list)
    _fill_lists(sheets, reading)
    for ordinal, actor in enumerate(reading.actors):
        _fill_actor(sheets, ordinal, actor)
    _fill_people(sheets, reading)
    names = {actor.id: actor.name for actor in reading.actors}
    for ordinal, statement in enumerate(reading.statements):
        _fill_statement(sheets, ordinal, statement, _voice(statement, reading.report.text, names))
    _fill_evidence(sheets, reading)
    for table, rows in sheets.items():
        for row in rows:
            row["reading"] = number
            _check_end(table, row, reading.report)
    return sheets


def _check_end(table: Table, row: Fields, report: Report) -> None:
    end = max(row.get("end", 0), row.get("said_end") or 0)
    if end > len(report.text):
        raise LedgerError(
            f"the reading of report {report.id} has a span in {table.name} that ends at {end}, but its text has "
            f"{len(report.text)} characters. Nothing of it was kept."
        )


def _stretch(ordinal: int, span: Span) -> Fields:
    return {"ordinal": ordinal, "start": span.start, "end": span.end}


def _fill_lists(sheets: Sheets, reading: Reading) -> None:
    report = reading.report
    for i, part in enumerate(report.parts):
        sheets[tables.parts].append({**_stretch(i, part.span), "kind": part.kind, "language": part.language})
    for role, names in (("author", report.authors), ("agency", report.agencies)):
        sheets[tables.credits] += [{"role": role, "ordinal": i, "name": name} for i, name in enumerate(names)]
    for i, time in enumerate(reading.times):
        sheets[tables.times].append({**_stretch(i, time.span), "type": time.type, "value": time.value})
    for i, quantity in enumerate(reading.quantities):
        sheets[tables.quantities].append(
            {
                **_stretch(i, quantity.span),
                "value": quantity.value,
                "upper": quantity.upper,
                "bound": quantity.bound,
                "unit": quantity.unit,
            }
        )
    for i, place in enumerate(reading.places):
        sheets[tables.places].append({**_stretch(i, place.span), "name": place.name, "country": place.country})
    sheets[tables.narration] += [_stretch(i, span) for i, span in enumerate(reading.narration)]
    sheets[tables.limits] += [{"ordinal": i, "words": words} for i, words in enumerate(reading.limits)]


def _fill_actor(sheets: Sheets, ordinal: int, actor: Actor) -> None:
    sheets[tables.actors].append(
        {
            "id": actor.id,
            "ordinal": ordinal,
            "name": actor.name,
            "kind": actor.kind,
            "party": actor.party,
            "wikidata": actor.wikidata,
        }
    )
    sheets[tables.actor_mentions] += [{"actor": actor.id, **_stretch(i, span)} for i, span in enumerate(actor.mentions)]


def _fill_people(sheets: Sheets, reading: Reading) -> None:
    for person in reading.people:
        for office in person.offices or (None,):
            sheets[tables.people].append(
                {
                    "ordinal": len(sheets[tables.people]),
                    "name": person.name,
                    "surname": surname_of(person.name),
                    "party": person.party,
                    "noun": office and office.noun,
                    "lemma": office and office.lemma,
                    "state": office and office.state,
                    "party_by": person.party_by,
                }
            )


def surname_of(name: str) -> str:
    """Return the last word of a name, as it is looked up: `al-Muster` as `muster`."""
    return fold((name.split() or [name])[-1].rpartition("-")[2])


def _voice(statement: Statement, text: str, names: dict[str, str]) -> str:
    """Return the words by which the speaker can be searched, one naming a line."""
    named = (names[actor] for actor in statement.actors if actor in names)
    return fold("\n".join((words_under(statement.speaker, text), *named)))


def _fill_statement(sheets: Sheets, ordinal: int, statement: Statement, voice: str) -> None:
    said = statement.said
    sheets[tables.statements].append(
        {
            "id": statement.id,
            "ordinal": ordinal,
            "mode": statement.mode,
            "medium": statement.medium,
            "stance": statement.stance,
            "polarity": statement.polarity,
            "said": said.value if said else None,
            "said_start": said.span.start if said and said.span else None,
            "said_end": said.span.end if said and said.span else None,
            "first": int(statement.first),
            "parent": statement.parent,
            "confidence": statement.confidence,
            "found_by": statement.found_by,
            "voice": voice,
            **{f"{role}_confidence": getattr(statement.confidences, role, None) for role in SURE_OF},
        }
    )
    mine = {"statement": statement.id}
    for role in ROLES:
        spans: tuple[Span, ...] = getattr(statement, role)
        sheets[tables.statement_spans] += [{**mine, "role": role, **_stretch(i, span)} for i, span in enumerate(spans)]
    sheets[tables.statement_actors] += [
        {**mine, "ordinal": i, "actor": actor} for i, actor in enumerate(statement.actors)
    ]
    sheets[tables.statement_via] += [{**mine, "ordinal": i, "via": via} for i, via in enumerate(statement.via)]


def _fill_evidence(sheets: Sheets, reading: Reading) -> None:
    for ordinal, shown in enumerate(reading.evidence):
        sheets[tables.evidence].append({**_stretch(ordinal, shown.span), "kind": shown.kind, "by": shown.by})
        sheets[tables.evidence_statements] += [
            {"evidence": ordinal, "ordinal": i, "statement": id} for i, id in enumerate(shown.statements)
        ]
