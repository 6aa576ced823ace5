"""Speakers' words joined into the actors of one report, with their fullest names and the party they speak for.

A report is read twice: first for everybody whom it names in full, then from the beginning, so that a description, a
pronoun, a surname means somebody named before.  Who cannot be told is nobody: such a statement has no actor.
What earlier reports told of people helps where there are `acquaintances`; what a report says itself goes before it.
"""

from collections.abc import Iterable
from dataclasses import replace

from sayso.actors.acquaintances import Acquaintances
from sayso.actors.carried import carry_on
from sayso.actors.cast import Entity
from sayso.actors.houses import Neighbours
from sayso.actors.scene import Scene
from sayso.language.analysis import Analysis
from sayso.model import Actor, Span, Statement


def resolve_actors(
    analysis: Analysis,
    statements: Iterable[Statement],
    named: Iterable[Span] = (),
    acquaintances: Acquaintances | None = None,
    neighbours: Neighbours | None = None,
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """Return the statements with the ids of their actors, and these actors as `a1`, `a2`, … by first mention.

    Who is `named` beside speakers, as one who relays their words, is an actor too, by the words under the spans.
    `acquaintances` are asked for people whom the report does not introduce itself, and told of those it does;
    `neighbours` for bodies and firms of other reports on the story.
    """
    statements = tuple(statements)
    scene = Scene(analysis, acquaintances, neighbours)
    found = scene.play(statements, named)
    carried = carry_on(statements, found, scene.sentence_at, {s.id for s in statements if scene.resumes(s)})
    mentions: dict[Entity, list[Span]] = {}
    for span in sorted(found):
        for entity in found[span]:
            mentions.setdefault(entity, []).append(span)
    actors = {
        entity: scene.actor(entity, f"a{number}", tuple(spans))
        for number, (entity, spans) in enumerate(mentions.items(), 1)
    }
    meant = {s.id: [entity for span in s.speaker for entity in found.get(span, ())] for s in statements} | carried
    spoken = tuple(replace(s, actors=tuple(dict.fromkeys(actors[e].id for e in meant[s.id]))) for s in statements)
    if acquaintances is not None:
        acquaintances.meet(scene.introduced())
    if neighbours is not None:
        neighbours.own = scene.told()
    return spoken, tuple(actors.values())
