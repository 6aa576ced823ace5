"""Statements whose speakers are marked in the text, so that the room of actors is tested alone: `[Er] sagte, …`."""

import re
from typing import NamedTuple

from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.model import Actor, Span, Statement
from sayso.reading.text import read_text

_MARK = re.compile(r"\[([^\]]+)\]")


class Spoken(NamedTuple):
    """What one marked speaker became: the names of the actors, and the parties that they speak for."""

    names: tuple[str, ...]
    parties: tuple[str | None, ...]


def unmark(marked: str) -> tuple[str, list[Span]]:
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        at = match.end()
    return text + marked[at:], spans


def given(number: int, speaker: Span, cue: Span | None = None) -> Statement:
    return Statement(
        id=f"s{number}",
        mode="indirect",
        medium="speech",
        content=(Span(0, 1),),
        speaker=(speaker,),
        cue=() if cue is None else (cue,),
        frame=(),
        addressee=(),
        stance="asserts",
        found_by="test",
        confidence=1.0,
    )


def resolve(
    marked: str, title: str | None = None, published: str | None = "2025-04-28"
) -> tuple[list[Spoken], tuple[Actor, ...]]:
    """Resolve the marked speakers; the word behind each mark is its cue."""
    text, spans = unmark(marked)
    statements = []
    for number, span in enumerate(spans):
        after = re.compile(r"\s+(\w+)").match(text, span.end)
        statements.append(given(number, span, Span(*after.span(1)) if after else None))
    report = read_text(text, source="test", published=published, title=title)
    named, actors = resolve_actors(analyse(report), statements)
    by_id = {actor.id: actor for actor in actors}
    groups = [[by_id[one] for one in statement.actors] for statement in named]
    return [Spoken(tuple(a.name for a in g), tuple(a.party for a in g)) for g in groups], actors


def spoken(marked: str, title: str | None = None) -> list[Spoken]:
    return resolve(marked, title)[0]


def names(marked: str, title: str | None = None) -> list[tuple[str, ...]]:
    return [one.names for one in spoken(marked, title)]


def last(marked: str, title: str | None = None) -> Spoken:
    """Return what the last marked speaker became."""
    return spoken(marked, title)[-1]
