"""Speakers' words joined into the actors of one report, with their fullest names and the party they speak for.

A report is read twice: first for everybody whom it names in full, then from the beginning, so that a description, a
pronoun, a surname means somebody named before.  Who cannot be told is nobody: such a statement has no actor.
"""

from collections.abc import Iterable
from dataclasses import replace

from sayso.actors.cast import Entity
from sayso.actors.scene import Scene
from sayso.language.analysis import Analysis
from sayso.model import Actor, Span, Statement


def resolve_actors(
    analysis: Analysis, statements: Iterable[Statement]
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """Return the statements with the ids of their actors, and these actors as `a1`, `a2`, … by first mention."""
    statements = tuple(statements)
    scene = Scene(analysis)
    found = scene.play(statements)
    mentions: dict[Entity, list[Span]] = {}
    for span in sorted(found):
        for entity in found[span]:
            mentions.setdefault(entity, []).append(span)
    actors = {
        entity: scene.actor(entity, f"a{number}", tuple(spans))
        for number, (entity, spans) in enumerate(mentions.items(), 1)
    }
    named = tuple(
        replace(s, actors=tuple(dict.fromkeys(actors[e].id for span in s.speaker for e in found.get(span, ()))))
        for s in statements
    )
    return named, tuple(actors.values())
