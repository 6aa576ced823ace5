"""The only place that makes or reads the JSON of a reading (`sayso.reading/1`, `docs/reading.schema.json`).

`shapes.py` holds the models that mirror the contract; here the nouns become shapes and shapes become nouns.
`python -m sayso.interfaces.wire > docs/reading.schema.json` writes the schema anew.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sayso import model
from sayso.errors import MalformedInput
from sayso.interfaces.shapes import (
    SCHEMA,
    Pair,
    ReadingShape,
    ReportShape,
    RoleShape,
    SpeakerShape,
    StatementShape,
    joined,
    parsed,
    validated,
)
from sayso.ledger import Version
from sayso.statements.revisions import Fate, compare_readings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The contract does not demand `run`; a reading without it was made by a machine in an unknown state.
_UNKNOWN_RUN = model.Run(version="unknown", knowledge="unknown")
# Line ends that JSON leaves bare within a string but that would tear a line of JSON lines apart.
_MARKS = "\u0085\u2028\u2029"  # ends of lines to some readers
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in _MARKS}
_LARGEST_EXACT = 2**53


def reading_to_json(reading: model.Reading) -> str:
    """Return the reading as one line of JSON without a line end, non-ASCII characters as they are.

    The `id` field is the id that the input carried, else the report's own.
    Raises `MalformedInput` where the reading contradicts the contract, for example by a span beyond the text.
    """
    line = _line(reading_to_dict(reading))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        raise MalformedInput(
            f"the reading of report {reading.report.id} holds half a surrogate pair ({line[error.start]!r}), which is "
            "no character. Give the report as valid UTF-8, or as JSON with whole pairs."
        ) from None
    return line


def reading_to_dict(reading: model.Reading) -> dict[str, Any]:
    """Return the reading as plain dictionaries, lists, strings and numbers in the contract's shape.

    Raises `MalformedInput` as `reading_to_json` does.
    """
    shape = validated(_fields_of(reading, name_of(reading.report)))
    return shape.model_dump(mode="json", by_alias=True)


def reading_from_json(text: str | bytes) -> model.Reading:
    """Return the reading that a line of JSON holds.

    A top-level `id` that is not the report's own is the name that the input gave it.  Where `run` is missing,
    version and knowledge of the run are `unknown`.  Raises `MalformedInput` that names the first field at fault.
    """
    return _reading_of(parsed(text))


def version_to_json(version: Version, before: Version | None) -> str:
    """Return a version of a report as one line: its head, and what became of the statements since the one before.

    `changes` is null for the first version.
    """
    head, report = version.head, version.reading.report
    fields = {
        "report": name_of(report),
        "version": head.version,
        "read_at": head.read_at,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "published_at": report.published_at,
        "modified_at": report.modified_at,
        "changes": None if before is None else _revision_fields(before.reading, version.reading),
    }
    return _line(fields)


def _revision_fields(before: model.Reading, after: model.Reading) -> dict[str, Any]:
    revision = compare_readings(before, after)

    def listed(fate: Fate) -> list[dict[str, Any]]:
        return [
            {
                "before": change.before and _statement_fields(change.before, before.report.text),
                "after": change.after and _statement_fields(change.after, after.report.text),
                "differs": change.differs,
            }
            for change in revision.changes
            if change.fate == fate
        ]

    return {
        "appeared": [item["after"] for item in listed("appeared")],
        "changed": listed("changed"),
        "vanished": [item["before"] for item in listed("vanished")],
        "unchanged": revision.unchanged,
        "same_run": revision.same_run,
    }


def statement_to_json(statement: model.Statement, actors: Iterable[model.Actor], report: model.Report) -> str:
    """Return a statement of the ledger as one line: the reading's statement object, its `report`, who speaks."""
    fields = {
        **_statement_fields(statement, report.text),
        "report": name_of(report),
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "actors": [{"id": actor.id, "name": actor.name, "kind": actor.kind, "party": actor.party} for actor in actors],
    }
    return _line(fields)


def statement_to_dict(statement: model.Statement, text: str) -> dict[str, Any]:
    """Return a statement of a report with this text as the reading's statement object."""
    return _statement_fields(statement, text)


def line_of(fields: Mapping[str, Any]) -> str:
    """Return an object as one line of JSON without a line end, non-ASCII characters as they are."""
    return _line(fields)


def name_of(report: model.Report) -> str:
    """Return the name under which others know a report: the id given with the input, else its own."""
    return report.given_id or report.id


def error_to_json(id: str | None, message: str) -> str:
    """Return the line that stands in a batch's output for an input that could not be read."""
    # Half a surrogate pair, as in the name of a file that is not UTF-8, is no UTF-8 but may stand escaped.
    return _line({"id": id, "error": message}).encode("utf-8", "backslashreplace").decode("utf-8")


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a reading as `reading_to_json` prints it."""
    schema = ReadingShape.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": _DIALECT, **schema, "title": SCHEMA}


def schema_text() -> str:
    """Return the content of `docs/reading.schema.json`."""
    return json.dumps(reading_schema(), ensure_ascii=False, indent=2) + "\n"


def _line(fields: Mapping[str, Any]) -> str:
    line = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    # hardly any text has such a mark, and translating costs more than all the rest
    return line.translate(_LINE_ENDS) if any(mark in line for mark in _MARKS) else line


# --- nouns to shapes ---


def _fields_of(reading: model.Reading, id: str) -> dict[str, Any]:
    text = reading.report.text
    return {
        "schema": SCHEMA,
        "id": id,
        "report": _report_fields(reading.report),
        "statements": tuple(_statement_fields(statement, text) for statement in reading.statements),
        "actors": tuple(
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "party": actor.party,
                "wikidata": actor.wikidata,
                "mentions": _pairs(actor.mentions),
            }
            for actor in reading.actors
        ),
        "times": tuple({**_words(time.span, text), "type": time.type, "value": time.value} for time in reading.times),
        "quantities": tuple(
            {
                **_words(quantity.span, text),
                "value": _plain(quantity.value),
                "upper": None if quantity.upper is None else _plain(quantity.upper),
                "bound": quantity.bound,
                "unit": quantity.unit,
            }
            for quantity in reading.quantities
        ),
        "places": tuple(
            {**_bounds(place.span), "name": place.name, "country": place.country} for place in reading.places
        ),
        "evidence": tuple(
            {"kind": shown.kind, **_bounds(shown.span), "by": shown.by, "statements": shown.statements}
            for shown in reading.evidence
        ),
        "narration": _pairs(reading.narration),
        "limits": reading.limits,
        "people": tuple(asdict(person) for person in reading.people),
        "run": {"version": reading.run.version, "knowledge": reading.run.knowledge},
    }


def _report_fields(report: model.Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "language": report.language,
        "title": report.title,
        "authors": report.authors,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "published_from": report.published_from,
        "agencies": report.agencies,
        "text": report.text,
        "parts": tuple({"kind": part.kind, **_bounds(part.span), "language": part.language} for part in report.parts),
        "published_at": report.published_at,
        "modified_at": report.modified_at,
        "canonical_url": report.canonical_url,
    }


def _statement_fields(statement: model.Statement, text: str) -> dict[str, Any]:
    said = statement.said
    speaker = None
    if statement.speaker or statement.actors:
        speaker = {
            "spans": _pairs(statement.speaker),
            "text": joined(_pairs(statement.speaker), text),
            "actors": statement.actors,
        }
    return {
        "id": statement.id,
        "mode": statement.mode,
        "medium": statement.medium,
        "content": _role(statement.content, text),
        "speaker": speaker,
        "cue": _role(statement.cue, text),
        "frame": _role(statement.frame, text),
        "addressee": _role(statement.addressee, text),
        "stance": statement.stance,
        "polarity": statement.polarity,
        "said": None if said is None else {"value": said.value, "span": said.span and _pair(said.span)},
        "first": statement.first,
        "parent": statement.parent,
        "via": statement.via,
        "confidence": statement.confidence,
        "found_by": statement.found_by,
        "confidences": None if statement.confidences is None else asdict(statement.confidences),
    }


def _role(spans: tuple[model.Span, ...], text: str) -> dict[str, Any] | None:
    return {"spans": _pairs(spans), "text": joined(_pairs(spans), text)} if spans else None


def _pair(span: model.Span) -> Pair:
    return (span.start, span.end)


def _pairs(spans: Iterable[model.Span]) -> tuple[Pair, ...]:
    return tuple((span.start, span.end) for span in spans)


def _bounds(span: model.Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _words(span: model.Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _plain(value: float) -> int | float:
    """Return a whole number as such: 10000, not 10000.0."""
    return int(value) if abs(value) < _LARGEST_EXACT and float(value).is_integer() else value


# --- shapes to nouns ---


def _reading_of(shape: ReadingShape) -> model.Reading:
    return model.Reading(
        report=_report_of(shape.report, shape.id),
        statements=tuple(_statement_of(statement) for statement in shape.statements),
        actors=tuple(
            model.Actor(actor.id, actor.name, actor.kind, actor.party, _spans(actor.mentions), actor.wikidata)
            for actor in shape.actors
        ),
        times=tuple(model.TimeExpression(model.Span(t.start, t.end), t.type, t.value) for t in shape.times),
        quantities=tuple(
            model.Quantity(
                model.Span(quantity.start, quantity.end),
                float(quantity.value),
                quantity.bound,
                quantity.unit,
                None if quantity.upper is None else float(quantity.upper),
            )
            for quantity in shape.quantities
        ),
        places=tuple(
            model.Place(model.Span(place.start, place.end), place.name, place.country) for place in shape.places
        ),
        run=model.Run(shape.run.version, shape.run.knowledge) if shape.run else _UNKNOWN_RUN,
        evidence=tuple(
            model.Evidence(shown.kind, model.Span(shown.start, shown.end), shown.by, shown.statements)
            for shown in shape.evidence
        ),
        narration=_spans(shape.narration),
        limits=shape.limits,
        people=tuple(
            model.Person(
                person.name,
                person.party,
                tuple(model.Office(o.noun, o.lemma, o.state) for o in person.offices),
                person.party_by,
            )
            for person in shape.people
        ),
    )


def _report_of(report: ReportShape, name: str) -> model.Report:
    return model.Report(
        id=report.id,
        text=report.text,
        parts=tuple(model.Part(part.kind, model.Span(part.start, part.end), part.language) for part in report.parts),
        language=report.language,
        title=report.title,
        authors=report.authors,
        outlet=report.outlet,
        url=report.url,
        published=report.published,
        published_from=report.published_from,
        agencies=report.agencies,
        given_id=None if name == report.id else name,
        published_at=report.published_at,
        modified_at=report.modified_at,
        canonical_url=report.canonical_url,
    )


def _statement_of(statement: StatementShape) -> model.Statement:
    said, sure = statement.said, statement.confidences
    return model.Statement(
        id=statement.id,
        mode=statement.mode,
        medium=statement.medium,
        content=_role_spans(statement.content),
        speaker=_role_spans(statement.speaker),
        cue=_role_spans(statement.cue),
        frame=_role_spans(statement.frame),
        addressee=_role_spans(statement.addressee),
        stance=statement.stance,
        found_by=statement.found_by,
        confidence=statement.confidence,
        polarity=statement.polarity,
        said=None if said is None else model.When(said.value, model.Span(*said.span) if said.span else None),
        first=statement.first,
        parent=statement.parent,
        actors=statement.speaker.actors if statement.speaker else (),
        via=statement.via,
        confidences=None if sure is None else model.Confidences(sure.speaker, sure.actor, sure.stance, sure.said),
    )


def _role_spans(role: RoleShape | SpeakerShape | None) -> tuple[model.Span, ...]:
    return _spans(role.spans) if role else ()


def _spans(pairs: Iterable[Pair]) -> tuple[model.Span, ...]:
    return tuple(model.Span(start, end) for start, end in pairs)


if __name__ == "__main__":
    sys.stdout.write(schema_text())
