"""The JSON of corrections as pydantic models: what was ruled, and what is handed in."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sayso import model
from sayso.ledger.answers import RulingKind

_Name = Annotated[str, Field(min_length=1, max_length=500)]
_PartyCode = Annotated[str, Field(max_length=40, description="`RU`, `EU`; empty for none.")]


class StretchShape(BaseModel):
    """A stretch of a report's text in code points, `end` exclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class AmendmentShape(BaseModel):
    """What a statement should be; null leaves as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: str | None
    party: str | None
    stance: model.Stance | None
    said: str | None
    content: tuple[StretchShape, ...] | None


class RulingShape(BaseModel):
    """What a person corrected: `holds` until it is undone.

    `merge`: `other` became part of `claim`.  `split`: statements of `other` became `claim`.  `accept`, `correct` and
    `reject`: a statement of a report, told by the stretches of its content and its cue.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    kind: RulingKind
    made_by: str
    made_at: str
    note: str | None
    claim: str | None
    other: str | None
    report: str | None
    statement: str | None
    content: tuple[StretchShape, ...]
    cue: tuple[StretchShape, ...]
    amendment: AmendmentShape | None
    undoes: int | None
    holds: bool


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: Annotated[str | None, Field(max_length=1_000, description="Why.")] = None


class GivenVerdict(_Given):
    """A statement is right as it is, or nobody makes it."""

    kind: Literal["accept", "reject"]
    report: _Name
    statement: _Name


class GivenAmendment(_Given):
    """A statement is another than it was read; what is left out stays."""

    kind: Literal["correct"]
    report: _Name
    statement: _Name
    speaker: Annotated[str | None, Field(min_length=1, max_length=300)] = None
    party: _PartyCode | None = None
    stance: model.Stance | None = None
    said: Annotated[str | None, Field(max_length=40, description="A day, month or year.")] = None
    content: Annotated[list[StretchShape] | None, Field(min_length=1, max_length=50)] = None


class GivenMerge(_Given):
    """Claims are one, that of the first id."""

    kind: Literal["merge"]
    claims: Annotated[list[_Name], Field(min_length=2, max_length=50)]


class GivenSplit(_Given):
    """Some statements of a claim, each as `report/statement`, are another claim."""

    kind: Literal["split"]
    claim: _Name
    statements: Annotated[list[_Name], Field(min_length=1, max_length=500)]


class GivenUndo(_Given):
    """A correction holds no more."""

    kind: Literal["undo"]
    number: int


GivenRuling = Annotated[
    GivenVerdict | GivenAmendment | GivenMerge | GivenSplit | GivenUndo, Field(discriminator="kind")
]
