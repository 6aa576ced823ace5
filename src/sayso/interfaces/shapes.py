"""The JSON of a reading as pydantic models that mirror the contract field by field, and what makes it valid.

The models are the single source of the JSON schema.  `validated` and `parsed` check besides what no field
shows alone: that spans lie within the text, that ids refer to something, and that the words which the JSON
repeats are the report's, so that offsets counted in another unit (bytes, UTF-16) are noticed, not believed.
Only `wire.py` uses this module.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from sayso import model
from sayso.errors import MalformedInput

SCHEMA: Literal["sayso.reading/1"] = "sayso.reading/1"

_GAP = " … "

Offset: TypeAlias = Annotated[int, Field(ge=0)]
Pair: TypeAlias = tuple[Offset, Offset]
Name: TypeAlias = Annotated[str, Field(min_length=1)]
Day: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Moment: TypeAlias = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"),
]


class _Shape(BaseModel):
    """A JSON object with exactly the fields it names, none converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class _Stretch(_Shape):
    """Something that covers the characters from `start` up to, not including, `end`."""

    start: Offset
    end: Offset


class _Worded(_Stretch):
    """A stretch whose words are repeated in `text`."""

    text: str


class PartShape(_Stretch):
    """A piece of the report: what it is there for, where it stands, its language where that is not the report's."""

    kind: model.PartKind
    language: Name | None = None

    @model_serializer(mode="wrap")
    def _without_the_reports_language(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields: dict[str, Any] = serialize(self)
        return {name: value for name, value in fields.items() if name != "language" or value is not None}


class ReportShape(_Shape):
    """The report; every offset of the reading counts code points of its `text`."""

    id: Name
    language: str
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    url: str | None
    published: Day | None
    published_from: model.PublishedFrom
    agencies: tuple[str, ...]
    text: str
    parts: tuple[PartShape, ...]
    published_at: Moment | None = None
    modified_at: Moment | None = None
    canonical_url: Name | None = None


class RoleShape(_Shape):
    """The words that play a role; several stretches are joined by ` … ` in `text`."""

    spans: Annotated[tuple[Pair, ...], Field(min_length=1)]
    text: str


class SpeakerShape(_Shape):
    """The words that name the speaker, if any, and the ids of the actors they or the context stand for."""

    spans: tuple[Pair, ...]
    text: str
    actors: tuple[Name, ...]


class SaidShape(_Shape):
    """The day on which it was said, as coarse as it is known, and the words that tell it."""

    value: Name
    span: Pair | None


class ConfidencesShape(_Shape):
    """How likely each role is right, given that the statement is one; null where it has no such role."""

    speaker: Share | None
    actor: Share | None
    stance: Share | None
    said: Share | None


class StatementShape(_Shape):
    """One speaker taking one stance towards one content; a role that the report leaves out is null."""

    id: Name
    mode: model.Mode
    medium: model.Medium
    content: RoleShape | None
    speaker: SpeakerShape | None
    cue: RoleShape | None
    frame: RoleShape | None
    addressee: RoleShape | None
    stance: model.Stance
    polarity: model.Polarity | None
    said: SaidShape | None
    first: bool
    parent: Name | None
    via: tuple[str, ...]
    confidence: Share
    found_by: Name
    confidences: ConfidencesShape | None = None


class ActorShape(_Shape):
    """Somebody or something that speaks in the report."""

    id: Name
    name: Name
    kind: model.ActorKind
    party: Name | None
    wikidata: Name | None
    mentions: tuple[Pair, ...]


class TimeShape(_Worded):
    """A TIMEX3, the preposition left out."""

    type: model.TimeType
    value: str


class QuantityShape(_Worded):
    """A number with its unit or counted noun; `upper` where a range is named."""

    value: int | float
    upper: int | float | None
    bound: model.Bound
    unit: str | None


class PlaceShape(_Stretch):
    """A place; `country` is ISO 3166-1 alpha-2 or null."""

    name: Name
    country: Name | None


class OfficeShape(_Shape):
    """What the report calls somebody: the noun in lower case, its last part, and the state named with it."""

    noun: Name
    lemma: Name
    state: Name | None


class PersonShape(_Shape):
    """Somebody whom the report names in full, with the offices and the party that it tells of itself.

    `party_by` says what tells the party: the words of the office, others who spoke or acted around it, or the place.
    """

    name: Name
    party: Name | None
    offices: tuple[OfficeShape, ...]
    party_by: model.PartyBy = "words"


class EvidenceShape(_Stretch):
    """Something shown: `by` is the id of the actor who published it, `statements` the ids it belongs to."""

    kind: model.EvidenceKind
    by: Name | None
    statements: tuple[Name, ...]


class RunShape(_Shape):
    """Which state of the machine made the reading."""

    version: str
    knowledge: str


class ReadingShape(_Shape):
    """Everything that was read out of one report; `limits` says what could not be read in it, and why."""

    # `schema` would hide a method of pydantic's models.
    contract: Literal["sayso.reading/1"] = Field(alias="schema")
    id: str
    report: ReportShape
    statements: tuple[StatementShape, ...]
    actors: tuple[ActorShape, ...]
    times: tuple[TimeShape, ...]
    quantities: tuple[QuantityShape, ...]
    places: tuple[PlaceShape, ...]
    evidence: tuple[EvidenceShape, ...]
    narration: tuple[Pair, ...]
    limits: tuple[Name, ...] = ()
    people: tuple[PersonShape, ...] = ()
    run: RunShape | None = None


def validated(fields: Mapping[str, Any]) -> ReadingShape:
    """Return the reading made of plain fields, sequences as tuples; raises `MalformedInput`."""
    try:
        shape = ReadingShape.model_validate(fields)
    except ValidationError as error:
        raise _malformed(error) from None
    _check(shape)
    return shape


def parsed(line: str | bytes) -> ReadingShape:
    """Return the reading that JSON holds; raises `MalformedInput` that names the first field at fault."""
    try:
        shape = ReadingShape.model_validate_json(line)
    except ValidationError as error:
        raise _malformed(error) from None
    _check(shape)
    return shape


def joined(pairs: Iterable[Pair], text: str) -> str:
    """Return the words under spans of the text, several stretches joined by ` … `."""
    return _GAP.join(text[start:end] for start, end in pairs)


def _malformed(error: ValidationError) -> MalformedInput:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    where = ".".join(str(step) for step in faults[0]["loc"])
    more = f" (and {len(faults) - 1} more at fault)" if len(faults) > 1 else ""
    return _fault(where, faults[0]["msg"] + more)


def _fault(where: str, why: str) -> MalformedInput:
    field = f"the field `{where}` of the reading" if where else "the reading"
    return MalformedInput(f"{field} is not as {SCHEMA} demands: {why}. Compare it with docs/reading.schema.json.")


def _check(shape: ReadingShape) -> None:
    """Refuse what no field alone shows: spans beyond the text, words that are not its own, dangling ids."""
    text = shape.report.text
    for where, pairs, words in _covered(shape):
        for start, end in pairs:
            if not start < end <= len(text):
                raise _fault(where, f"[{start}, {end}] is no stretch of a text of {len(text)} characters")
        if words is not None and words != joined(pairs, text):
            raise _fault(where, f"it says {words!r}, but the report's words there are {joined(pairs, text)!r}")
    actors = _ids("actors", (actor.id for actor in shape.actors))
    statements = _ids("statements", (statement.id for statement in shape.statements))
    for number, statement in enumerate(shape.statements):
        if statement.speaker is not None:
            _refer(f"statements.{number}.speaker.actors", statement.speaker.actors, actors)
        _refer(f"statements.{number}.via", statement.via, actors)
        _refer(f"statements.{number}.parent", (statement.parent,), statements)
    for number, shown in enumerate(shape.evidence):
        _refer(f"evidence.{number}.by", (shown.by,), actors)
        _refer(f"evidence.{number}.statements", shown.statements, statements)


def _covered(shape: ReadingShape) -> Iterator[tuple[str, tuple[Pair, ...], str | None]]:
    """Yield the path of every field with spans, these spans, and the words that it says stand there, if any."""
    for number, statement in enumerate(shape.statements):
        path = f"statements.{number}"
        for name in ("content", "speaker", "cue", "frame", "addressee"):
            role: RoleShape | SpeakerShape | None = getattr(statement, name)
            if role is not None:
                yield f"{path}.{name}", role.spans, role.text
        if statement.said and statement.said.span:
            yield f"{path}.said", (statement.said.span,), None
    for number, actor in enumerate(shape.actors):
        yield f"actors.{number}.mentions", actor.mentions, None
    stretches: dict[str, tuple[_Stretch, ...]] = {
        "report.parts": shape.report.parts,
        "times": shape.times,
        "quantities": shape.quantities,
        "places": shape.places,
        "evidence": shape.evidence,
    }
    for name, items in stretches.items():
        for number, item in enumerate(items):
            yield f"{name}.{number}", ((item.start, item.end),), item.text if isinstance(item, _Worded) else None
    yield "narration", shape.narration, None


def _ids(where: str, names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            raise _fault(f"{where}.{number}.id", f"{name!r} is the id of an earlier one")
        seen.add(name)
    return seen


def _refer(where: str, names: Iterable[str | None], known: set[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            raise _fault(where, f"nothing in the reading has the id {name!r}")
