"""The JSON of the HTTP API as pydantic models: claims, changes, hits, pages of them, errors, and what is handed in."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from sayso import model
from sayso.interfaces.shapes import StatementShape

T = TypeVar("T")


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ErrorBody(_Out):
    """What went wrong: a word for programs, a sentence for people, the field at fault where it is one."""

    code: str
    message: str
    field: str | None = None


class ErrorShape(_Out):
    """The one shape of every error."""

    error: ErrorBody


class PageOf(_Out, Generic[T]):
    """A page of a list; `next` is the cursor of the page behind it, null on the last one."""

    items: tuple[T, ...]
    next: str | None = None


class OriginShape(_Out):
    """One independent source: the reports that go back to it, and why."""

    reports: tuple[str, ...]
    reason: str


class PositionShape(_Out):
    """Where one party stands for a time; `statements` are `report/statement`."""

    party: str | None
    actor: str | None
    actor_name: str
    stance: model.Stance
    since: str | None
    until: str | None
    first: bool
    statements: tuple[str, ...]


class FigureShape(_Out):
    """A number that one party gives for a time."""

    party: str | None
    actor_name: str
    unit: str | None
    low: float | None
    best: float | None
    high: float | None
    bound: model.Bound
    since: str | None
    until: str | None
    statement: str


class NarratedShape(_Out):
    """A passage in which a report says in its own voice what the claim says; the span counts code points."""

    report: str
    span: tuple[int, int]


class ClaimShape(_Out):
    """What statements of several reports say in common, and where each party stands on it."""

    contract: Literal["sayso.claim/1"] = Field(default="sayso.claim/1", alias="schema")
    id: str
    wording: str
    standing: model.Standing
    reports: int
    independent_sources: int
    first_reported: str | None
    last_change: str | None
    family: str | None
    origins: tuple[OriginShape, ...]
    positions: tuple[PositionShape, ...]
    figures: tuple[FigureShape, ...]
    narrated: tuple[NarratedShape, ...]


class ToldStatementShape(StatementShape):
    """A statement as its reading has it, with the name of its report."""

    report: str
    published: str | None
    outlet: str | None


class ClaimedStatementShape(ToldStatementShape):
    """A statement of a claim, and the stance that it means towards the claim's wording."""

    on_claim: model.Stance


class HitShape(ToldStatementShape):
    """A statement that a search found, and the claim that it is in, if any."""

    claim: str | None


class FullClaimShape(ClaimShape):
    """A claim with its statements."""

    statements: tuple[ClaimedStatementShape, ...]


class ChangeShape(_Out):
    """A party that went over from one side of a claim to another; `statement` shows the new stance."""

    claim: str
    wording: str
    party: str | None
    actor_name: str
    before: model.Stance = Field(alias="from")
    after: model.Stance = Field(alias="to")
    on: str | None
    report: str
    statement: str
    outlet: str | None
    url: str | None


class HealthShape(_Out):
    """That the server answers, and how much its ledger holds."""

    status: Literal["ok"]
    version: str
    reports: int | None
    statements: int | None


class GivenReport(BaseModel):
    """One report to be read."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, description="The report as plain text; offsets count its code points.")]
    id: Annotated[str | None, Field(max_length=500, description="The name by which you know it.")] = None
    title: Annotated[str | None, Field(max_length=1_000)] = None
    published: Annotated[str | None, Field(max_length=40, description="Day of publication, such as 2025-04-28.")] = None
    outlet: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=2_000, pattern=r"^https?://", description="Where it appeared.")] = None
    language: Annotated[str | None, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", description="ISO 639.")] = None
