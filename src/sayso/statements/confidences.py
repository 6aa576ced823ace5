"""How likely each role of a statement is right, given that it is one: learned from labelled reports.

A logistic regression for each role on what can be told of a statement without reading it again; `confidences.json`
holds the weights (`training/confidences.py`).
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from sayso.model import Actor, Confidences, Report, Statement
from sayso.statements.days import WHOLE_DAY

ROLES = ("speaker", "actor", "stance", "said")
_SURE, _UNSURE = 0.99, 0.01
_FAR = 200  # characters between a cue and a speaker that may be another's
_PRONOUN = 4  # letters of a pronoun, at most
Weights = Mapping[str, Mapping[str, float]]


@cache
def load_weights() -> Weights:
    """Return the weights of every trait, by role; `bias` is among them."""
    text = (files("sayso.language") / "data" / "de" / "confidences.json").read_text(encoding="utf-8")
    weights: Weights = json.loads(text)
    return weights


def rate_roles(
    report: Report, statements: Sequence[Statement], actors: Iterable[Actor], weights: Weights | None = None
) -> tuple[Statement, ...]:
    """Return the statements with the confidences of their roles; a role that is not there has none."""
    weights = weights or load_weights()
    by_id = {actor.id: actor for actor in actors}
    rated = []
    for statement in statements:
        sure = {
            role: likelihood(weights[role], traits)
            for role in ROLES
            if (traits := traits_of(role, report, statement, by_id)) is not None
        }
        rated.append(replace(statement, confidences=Confidences(**sure)))
    return tuple(rated)


def traits_of(role: str, report: Report, statement: Statement, actors: Mapping[str, Actor]) -> dict[str, float] | None:
    """Return what speaks for a role and against, None where the statement has no such role.

    Every trait is 0 or 1, but for `odds`: the log odds of the whole statement.
    """
    if (role == "actor" and not statement.actors) or (role == "said" and statement.said is None):
        return None
    sure = min(max(statement.confidence, _UNSURE), _SURE)
    found = {"bias": 1.0, "odds": math.log(sure / (1 - sure)), f"mode {statement.mode}": 1.0}
    learned, _, rule = statement.found_by.rpartition("+")
    found["ruled"] = float(rule not in {"", "learned"})
    found["learned"] = float("learned" in (learned, rule))
    if role == "stance":
        more = _of_stance(statement)
    elif role == "said":
        more = _of_said(report, statement)
    else:
        more = _of_speaker(report, statement) if role == "speaker" else _of_actor(report, statement, actors)
    return found | dict.fromkeys(more, 1.0)


def _of_speaker(report: Report, statement: Statement) -> Iterator[str]:
    words = [report.text[span.start : span.end] for span in statement.speaker]
    yield "nobody" if not words else "one word" if len(words) == 1 and " " not in words[0] else "words"
    if words and statement.cue and abs(statement.speaker[0].start - statement.cue[0].start) > _FAR:
        yield "far"
    if statement.parent is not None:
        yield "nested"


def _of_actor(report: Report, statement: Statement, actors: Mapping[str, Actor]) -> Iterator[str]:
    meant = [actors[id] for id in statement.actors if id in actors]
    yield from _of_speaker(report, statement)
    if len(meant) > 1:
        yield "several"
    for actor in meant[:1]:
        yield f"kind {actor.kind}"
        if actor.party is not None:
            yield "party"
        said = any(report.text[span.start : span.end].find(actor.name) >= 0 for span in statement.speaker)
        yield "named" if said else "reported on" if len(actor.mentions) > 1 else "meant"
        if statement.speaker and len(statement.speaker) == 1:
            word = report.text[statement.speaker[0].start : statement.speaker[0].end]
            if word.islower() or len(word) <= _PRONOUN:
                yield "pronoun"


def _of_stance(statement: Statement) -> Iterator[str]:
    yield f"stance {statement.stance}"
    if not statement.cue:
        yield "no cue"


def _of_said(report: Report, statement: Statement) -> Iterator[str]:
    said = statement.said
    if said is None or said.span is None:
        return
    if len(said.value) < WHOLE_DAY:
        yield "coarse"
    at = said.span.start
    around = [*statement.frame, *statement.cue]
    if any(span.start <= at < span.end for span in around):
        yield "frame"
    elif any(span.start <= at < span.end for span in statement.content):
        yield "content"
    else:
        begin = min(span.start for span in (*around, *statement.content, said.span))
        between = report.text[begin : max(span.start for span in (*around, *statement.content, said.span))]
        yield "other paragraph" if "\n" in between else "carried"
    if said.value == report.published:
        yield "today"


def likelihood(weights: Mapping[str, float], traits: Mapping[str, float]) -> float:
    """Return how likely a role of these traits is right, 0 to 1."""
    odds = sum(weights.get(name, 0.0) * value for name, value in traits.items())
    return round(1 / (1 + math.exp(-odds)), 3)
