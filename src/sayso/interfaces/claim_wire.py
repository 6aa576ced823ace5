"""The JSON of claims (`sayso.claim/1`), of their changes, of what a search finds and of what people corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sayso.interfaces.names import named
from sayso.interfaces.wire import statement_to_dict
from sayso.ledger import Entry, Hit, Ledger, LedgerChange, Ruling
from sayso.model import Claim, Figure, Member, Position

SCHEMA = "sayso.claim/1"
_TOGETHER = 200  # claims whose reports are asked for at once


def claims_to_dicts(book: Ledger, claims: Iterable[Claim], *, full: bool = False) -> Iterator[dict[str, Any]]:
    """Yield claims in the contract's shape; `full` adds their statements."""
    some: list[Claim] = []
    for claim in claims:
        some.append(claim)
        if len(some) == _TOGETHER:
            yield from _dicts(book, some, full)
            some = []
    yield from _dicts(book, some, full)


def _dicts(book: Ledger, claims: Sequence[Claim], full: bool) -> Iterator[dict[str, Any]]:
    reports = {member.report for claim in claims for member in claim.members}
    reports |= {told.report for claim in claims for told in claim.narrated}
    names = book.given_names(sorted(reports))
    for claim in claims:
        fields = claim_to_dict(claim, names)
        if full:
            fields["statements"] = statements_to_dicts(book, claim)
        yield fields


def claim_to_dict(claim: Claim, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a claim in the contract's shape; `names` are those of its reports, by id."""
    return {
        "schema": SCHEMA,
        "id": claim.id,
        "wording": claim.wording,
        "standing": claim.standing,
        "reports": len({member.report for member in claim.members}),
        "independent_sources": len(claim.origins),
        "first_reported": claim.first_reported,
        "last_change": claim.last_change,
        "family": claim.family,
        "origins": [
            {"reports": [names.get(report, report) for report in origin.reports], "reason": origin.reason}
            for origin in claim.origins
        ],
        "positions": [_position(position, names) for position in claim.positions],
        "figures": [_figure(figure, names) for figure in claim.figures],
        "narrated": [
            {"report": names.get(told.report, told.report), "span": [told.span.start, told.span.end]}
            for told in claim.narrated
        ],
    }


def statements_to_dicts(book: Ledger, claim: Claim) -> list[dict[str, Any]]:
    """Return the statements of a claim: the reading's objects, each with its `report` and its stance `on_claim`."""
    stances = {(member.report, member.statement): member.on_claim for member in claim.members}
    entries = list(book.claim_entries(claim.id))
    texts = book.texts(sorted({entry.report.id for entry in entries}))
    return [
        {
            **entry_to_dict(entry, texts[entry.report.id]),
            "on_claim": stances.get((entry.report.id, entry.statement.id), entry.statement.stance),
        }
        for entry in entries
    ]


def entry_to_dict(entry: Entry, text: str) -> dict[str, Any]:
    """Return a statement of the ledger as the reading's object, with its `report` and the day of that."""
    return {
        **statement_to_dict(entry.statement, text),
        "report": named(entry.report),
        "published": entry.report.published,
        "outlet": entry.report.outlet,
    }


def change_to_dict(found: LedgerChange) -> dict[str, Any]:
    """Return a change: who went over from which stance to which, on what day, on which claim, told by which report."""
    change = found.change
    return {
        "claim": change.claim,
        "wording": found.wording,
        "party": change.party,
        "actor_name": change.actor_name,
        "from": change.before,
        "to": change.after,
        "on": change.on,
        "report": named(found.report),
        "statement": f"{named(found.report)}/{change.member.statement}",
        "outlet": found.report.outlet,
        "url": found.report.url,
    }


def hit_to_dict(hit: Hit, text: str) -> dict[str, Any]:
    """Return a statement that a search found, with the id of its claim, or null."""
    return {**entry_to_dict(hit.entry, text), "claim": hit.claim}


def ruling_to_dict(ruling: Ruling, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a correction with all that tells what it is about; `names` are those of reports, by id."""
    return {**asdict(ruling), "report": ruling.report and names.get(ruling.report, ruling.report)}


def _reference(member: Member, names: Mapping[str, str]) -> str:
    return f"{names.get(member.report, member.report)}/{member.statement}"


def _position(position: Position, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "party": position.party,
        "actor": position.actor,
        "actor_name": position.actor_name,
        "stance": position.stance,
        "since": position.since,
        "until": position.until,
        "first": position.first,
        "statements": [_reference(member, names) for member in position.members],
    }


def _figure(figure: Figure, names: Mapping[str, str]) -> dict[str, Any]:
    fields = asdict(figure)
    del fields["member"]
    return {**fields, "statement": _reference(figure.member, names)}
