"""Dossiers as the training of `training.contents` sees them: contents in their reports, with their gold claims."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from training.corpora import members_of, read_dossier, spans_of
from training.held import way_of

from sayso.model import Span
from sayso.tagger.contents import Read, find_inside, surroundings

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    ROOT / "bench" / "dossiers",
    *(ROOT / "training" / "data" / name for name in ("dossiers", "stories", "events")),
)


class Reader(Protocol):
    """Reads a report with the frozen layers."""

    def read(self, title: str | None, text: str) -> Read:
        """Return the report piece by piece."""
        ...


@dataclass(slots=True)
class Content:
    """A content to be learned from: the states around it, which of them are in it, and what it is in each claim.

    `claims` gives for each gold claim that it is a member of the direction of its words: 1 as the claim's wording,
    -1 against it, 0 where the gold does not tell.
    """

    dossier: str
    report: str
    states: torch.Tensor
    inside: torch.Tensor
    claims: dict[str, int] = field(default_factory=dict)


def dossier_paths(folders: Sequence[Path] = FOLDERS) -> dict[str, Path]:
    """Return the paths of all dossiers, without their endings, by name."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.gold.json"))]
    return {
        path.name.removesuffix(".gold.json"): path.with_name(path.name.removesuffix(".gold.json")) for path in paths
    }


def load_dossier(name: str, path: Path, reader: Reader) -> list[Content]:
    """Return the contents of a dossier's statements and the wordings of its claims, those in no claim too."""
    gold, rows = read_dossier(path)
    reports = {row["id"]: row for row in rows}
    read = {id: reader.read(row["title"], row["text"]) for id, row in reports.items()}
    found: dict[tuple[Any, ...], Content] = {}
    for claim, member in members_of(gold):
        key = (member["report"], member["start"], member["quote"], member["speaker"], member["stance"])
        if key not in found:
            spans = spans_of(reports[member["report"]]["text"], member)
            content = _content(name, member["report"], read[member["report"]], spans)
            if content is None:
                continue
            found[key] = content
        if claim is not None:
            found[key].claims[f"{name}/{claim['id']}"] = way_of(member)
    return [*found.values(), *_wordings(name, gold, reader)]


def _content(dossier: str, report: str, read: Read, spans: Sequence[Span]) -> Content | None:
    inside = find_inside(read, spans)
    if not inside.any():
        return None
    places = surroundings(inside)
    return Content(dossier, report, torch.from_numpy(read.states[places]), torch.from_numpy(inside[places]).long())


def _wordings(name: str, gold: dict[str, Any], reader: Reader) -> list[Content]:
    """Return the wordings of the claims as contents without a context."""
    made = []
    for claim in gold["claims"]:
        read = reader.read(None, claim["wording"])
        content = _content(name, "", read, [Span(0, len(claim["wording"]))])
        if content is not None:
            content.claims[f"{name}/{claim['id']}"] = 1
            made.append(content)
    return made


@dataclass(frozen=True, slots=True)
class Pairs:
    """What holds of all pairs of some contents, as tables [contents, contents].

    `same`: they share a claim.  `told`: that is known of them (of two in no claim it is not).  `opposed`: 1 where they
    share a claim and go the same way in it, -1 where not, 0 where it is not known.
    """

    same: torch.Tensor
    told: torch.Tensor
    opposed: torch.Tensor


def pairs_of(contents: Sequence[Content]) -> Pairs:
    """Return what holds of all pairs of contents."""
    names = sorted({name for content in contents for name in content.claims})
    at = {name: number for number, name in enumerate(names)}
    member = np.zeros((len(contents), len(names)), np.float32)
    direction = np.zeros_like(member)
    for row, content in enumerate(contents):
        for name, way in content.claims.items():
            member[row, at[name]] = 1
            direction[row, at[name]] = way
    held = member.any(1)
    known = (held[:, None] | held[None]) & ~np.eye(len(contents), dtype=bool)
    ways = np.sign(direction @ direction.T) * known
    return Pairs(*(torch.from_numpy(t.astype(np.float32)) for t in (member @ member.T > 0, known, ways)))


def ways_of(contents: Sequence[Content]) -> torch.Tensor:
    """Return for each content 1 where it says what its claims do, -1 where the contrary, 0 where that is not known."""
    sums = [sum(content.claims.values()) if content.report else 0 for content in contents]
    return torch.tensor(np.sign(sums).astype(np.float32))
